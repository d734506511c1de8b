"""How much is read, and where notes stand: as the reader chooses, and as it is kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.acts import (
    CARD,
    CARDS,
    MARGIN,
    card,
    choose,
    note_of,
    number,
    open_card,
    stop_clock,
    to_middle,
)
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser

ARTICLE = "huawei-biden/"
# Words of the text that look other than the paragraph they stand in.
MARKS = """() => [...document.querySelectorAll(".md-content__inner > :is(p, ul, blockquote) .ex-p, "
  + ".md-content__inner > p .ex-term")].filter(one => {
    const { textDecorationLine, outlineStyle, backgroundColor } = getComputedStyle(one);
    return textDecorationLine !== "none" || outlineStyle !== "none"
      || backgroundColor !== "rgba(0, 0, 0, 0)";
  }).length"""


def roles(page: Page) -> dict[str, int]:
    """Return how many elements of a role are told to those who listen."""
    asked = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    nodes: list[dict[str, Any]] = asked["nodes"]
    told = [one["role"]["value"] for one in nodes if not one["ignored"]]
    return {role: told.count(role) for role in ("doc-noteref", "doc-glossref", "doc-biblioref")}


def depth(page: Page) -> Locator:
    return page.locator("explainer-page input[name=read]:checked")


def test_the_article_alone_has_no_marks_and_no_numbers_and_stays_so(reader: Reader) -> None:
    page = reader.open(ARTICLE, width=CARDS).page
    assert page.evaluate(MARKS) > 50
    assert min(roles(page).values()) > 0
    choose(page, "read", "article")
    for again in (False, True):
        if again:
            page.reload(wait_until="networkidle")
        expect(depth(page)).to_have_value("article")
        assert "read=article" in page.url
        assert page.evaluate(MARKS) == 0
        assert roles(page) == {"doc-noteref": 0, "doc-glossref": 0, "doc-biblioref": 0}
        for lists in (".ex-notes", ".ex-terms", ".ex-sources"):
            expect(page.locator(lists)).to_be_hidden()
    # What was chosen holds on the next page too, where the address does not say it.
    page.goto(page.url.partition(ARTICLE)[0] + "reading-room-charter/", wait_until="networkidle")
    expect(depth(page)).to_have_value("article")
    assert page.evaluate(MARKS) == 0
    choose(page, "read", "all")
    assert "read=" not in page.url
    assert page.evaluate(MARKS) > 10


def test_every_depth_shows_as_many_as_it_says_and_more_than_the_one_before(
    reader: Reader,
) -> None:
    page = reader.open(ARTICLE, width=CARDS).page
    every = page.locator(".ex-note").count()
    deep = page.locator(".ex-note[data-level=deep]").count()
    assert 0 < deep < every
    for value, notes in (("terms", 0), ("context", every - deep), ("all", every)):
        choose(page, "read", value)
        expect(page.locator(".ex-note:visible")).to_have_count(notes)
        told = page.locator(f"label:has([name=read][value={value}]) small").inner_text()
        if value == "terms":
            links = page.locator(".md-content__inner > :not(section) .ex-term[href]:visible")
            terms = links.evaluate_all("links => links.map(link => link.hash)")
        assert int(told) == (len(set(terms)) if value == "terms" else notes)
        assert (roles(page)["doc-noteref"] > 0) == (notes > 0)
    expect(page.locator(".ex-terms")).to_be_visible()


def test_an_address_says_what_is_read_in_a_fresh_browser(reader: Reader) -> None:
    page = reader.open(f"{ARTICLE}?read=terms", width=CARDS).page
    expect(depth(page)).to_have_value("terms")
    assert roles(page)["doc-noteref"] == 0
    assert roles(page)["doc-glossref"] > 0
    page = reader.open(f"{ARTICLE}?off=background", width=CARDS).page
    expect(page.locator(".ex-note[data-kind=background]:visible")).to_have_count(0)
    expect(page.locator("input[name=kind][value=background]")).not_to_be_checked()


def test_a_kind_that_is_switched_off_is_gone_from_text_and_list_until_it_is_on(
    stress_reader: Reader,
) -> None:
    page = stress_reader.open("sparse/", width=CARDS).page
    gone = page.locator(":is(.ex-note, .ex-ref)[data-kind=disputed]")
    every = page.locator(".ex-ref:visible").count()
    assert gone.count() > 2
    choose(page, "kind", "disputed")
    for again in (False, True):
        if again:
            page.reload(wait_until="networkidle")
        assert "off=disputed" in page.url
        expect(page.locator(":is(.ex-note, .ex-ref)[data-kind=disputed]:visible")).to_have_count(0)
        left = page.locator(".ex-ref:visible").count()
        assert left == every - gone.count() / 2
    # Its words are as plain as any.
    off = page.locator(".ex-note[data-kind=disputed] h3").first.get_attribute("id")
    passage = page.locator(f"#{str(off).replace('note-', 'passage-')}")
    expect(passage).to_have_css("text-decoration-line", "none")
    choose(page, "kind", "disputed")
    assert "off=" not in page.url
    expect(page.locator(".ex-ref:visible")).to_have_count(every)


def test_a_note_that_is_asked_for_by_its_address_is_shown_although_it_is_off(
    reader: Reader,
) -> None:
    page = reader.open(f"{ARTICLE}?read=article#note-over-a-year", width=CARDS).page
    expect(page.locator("#note-over-a-year")).to_be_in_viewport()
    page = reader.open(f"{ARTICLE}?read=article", width=CARDS).page
    expect(page.locator("#ref-over-a-year")).to_be_hidden()
    page.evaluate("location.hash = '#ref-over-a-year'")
    expect(page.locator("#ref-over-a-year")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, MARGIN])
def test_notes_can_stand_after_their_paragraph_and_go_back_to_the_list(
    reader: Reader, width: int
) -> None:
    page = reader.open(ARTICLE, width=width).page
    order = ".ex-notes > ol > li h3"
    before = page.locator(order).evaluate_all("all => all.map(one => one.id)")
    choose(page, "place", "after")
    apart = page.evaluate(
        """() => [...document.querySelectorAll(".ex-ref:not([id$='-2'])")].filter(ref => {
            const note = document.querySelector(ref.hash)?.closest("li");
            const block = note.parentElement.previousElementSibling;
            return !block.contains(ref) || !note.checkVisibility()
              || getComputedStyle(note).position === "absolute"
              || parseFloat(getComputedStyle(note).marginTop) > 50;
        }).map(ref => ref.id)"""
    )
    assert apart == []
    expect(page.locator(".ex-here > li")).to_have_count(len(before))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    number(page, 3).click()
    expect(card(page)).to_have_count(0)
    expect(note_of(page, number(page, 3))).to_be_in_viewport()
    page.reload(wait_until="networkidle")
    expect(page.locator(".ex-here > li")).to_have_count(len(before))
    choose(page, "place", "end")
    expect(page.locator(".ex-here")).to_have_count(0)
    assert page.locator(order).evaluate_all("all => all.map(one => one.id)") == before


def test_notes_at_the_end_open_no_card_and_numbers_lead_there(reader: Reader) -> None:
    page = reader.open("reading-room-charter/", width=MARGIN).page
    choose(page, "place", "end")
    stop_clock(page)
    ref = number(page, 3)
    to_middle(ref)
    ref.hover()
    page.clock.run_for(1000)
    expect(card(page)).to_have_count(0)
    ref.click()
    expect(card(page)).to_have_count(0)
    expect(note_of(page, ref)).to_be_in_viewport()
    assert page.url.endswith(str(ref.evaluate("link => link.hash")))


def test_notes_at_the_word_open_cards_on_a_wide_page_too(reader: Reader) -> None:
    page = reader.open("reading-room-charter/", width=MARGIN).page
    choose(page, "place", "pop")
    open_card(page, number(page, 3))
    expect(page.locator(f"{CARD} h3")).to_have_count(1)


def test_a_note_that_changed_since_the_last_visit_is_named_and_no_other(reader: Reader) -> None:
    page = reader.open("reading-room-charter/", width=CARDS).page
    expect(page.locator(".ex-news")).to_be_empty()
    title = page.locator(".ex-note h3").nth(2)
    id_, words = str(title.get_attribute("id")), title.evaluate("one => one.lastChild.data.trim()")

    def edited(route: Route) -> None:
        answer = route.fetch()
        changed = re.sub(
            rf'data-v="[^"]*"([^>]*>\s*<h3 id="{id_}")', r'data-v="9"\1', answer.text()
        )
        route.fulfill(response=answer, body=changed)

    page.route("**/reading-room-charter/", edited)
    page.reload(wait_until="networkidle")
    news = page.locator(".ex-news")
    expect(news).to_contain_text(re.compile(r"\b1\b"))
    expect(news.get_by_role("link")).to_have_text([words])
    news.get_by_role("link").click()
    expect(page.locator(f"#{id_}")).to_be_in_viewport()
    page.reload(wait_until="networkidle")
    expect(page.locator(".ex-news")).to_be_empty()
