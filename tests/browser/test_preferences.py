"""Colours, motion, directions and languages as a reader wants them, and what axe finds."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import (
    CARDS,
    MARGIN,
    axe,
    card,
    choose,
    number,
    open_card,
    place,
    to_middle,
)
from tests.browser.conftest import Reader, Site
from tests.browser.test_margin import notes

pytestmark = pytest.mark.browser

CHARTER = "reading-room-charter/"
SCHEMES = ("light", "dark")
THOROUGH = pytest.mark.thorough
# A colour of the reader's system, as it is computed.
SYSTEM = """name => {
  const probe = document.createElement("span");
  probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}"""
# Words in Chinese letters that do not say so.
UNTOLD = """() => {
  const told = [], walk = document.createTreeWalker(
    document.querySelector(".md-content"), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    if (/\\p{Script=Han}/u.test(node.data) && !node.parentElement.closest("[lang|=zh]"))
      told.push(node.data.trim().slice(0, 80));
  return told;
}"""


def at_rest(page: Page, scheme: str) -> None:
    """Turn the page to a scheme of colours."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    expected = "slate" if scheme == "dark" else "default"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", expected)


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=THOROUGH), "dark"])
def test_axe_finds_nothing_in_cards_and_reading_options(
    reader: Reader, stress: Site, scheme: str
) -> None:
    page = reader.open(CHARTER, width=CARDS, scheme=scheme).page
    page.locator("explainer-page summary").click()
    open_card(page, number(page, 3))
    assert axe(page) == []
    open_card(page, page.locator("p > .ex-term").first)
    assert axe(page, ".md-content__inner > :not(.ex-list)") == []
    page = reader.open("stress/", site=stress, width=CARDS, scheme=scheme).page
    opened = open_card(page, page.locator("#ref-n002"))
    opened.locator(".ex-card .ex-term").first.click()
    expect(opened.get_by_role("button", name="Back")).to_be_visible()
    assert axe(page, ".ex-pop") == []
    open_card(page, page.locator(".ex-note .ex-cite").first)
    assert axe(page, ".ex-pop") == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_a_sheet(reader: Reader, stress: Site, scheme: str) -> None:
    page = reader.open(CHARTER, touch=True, scheme=scheme).page
    to_middle(number(page, 3))
    number(page, 3).tap()
    expect(card(page)).to_be_visible()
    assert axe(page) == []
    page = reader.open("sparse/", site=stress, touch=True, scheme=scheme).page
    open_card(page, page.locator(".ex-term").first)
    assert axe(page, ".ex-pop") == []


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=THOROUGH)])
def test_axe_finds_nothing_beside_the_text_and_after_the_paragraph(
    reader: Reader, scheme: str
) -> None:
    page = reader.open(CHARTER, width=MARGIN, scheme=scheme).page
    to_middle(number(page, 3))
    number(page, 3).click()
    expect(page.locator(".ex-note:focus")).to_be_visible()
    assert axe(page) == []
    choose(page, "place", "after")
    assert axe(page) == []
    choose(page, "read", "article")
    assert axe(page) == []


def test_in_forced_colours_marks_and_the_edge_of_a_card_are_seen(stress_reader: Reader) -> None:
    page = stress_reader.open("sparse/", width=CARDS, forced_colors=True).page
    text, mark = page.evaluate(SYSTEM, "CanvasText"), page.evaluate(SYSTEM, "Mark")
    passage = page.locator("#passage-n003")
    expect(passage).to_have_css("text-decoration-line", "underline")
    expect(passage).to_have_css("text-decoration-color", text)
    opened = open_card(page, number(page, 3))
    for edge in ("top", "right", "bottom", "left"):
        expect(opened).to_have_css(f"border-{edge}-style", "solid")
        expect(opened).to_have_css(f"border-{edge}-color", text)
    assert opened.evaluate("one => parseFloat(getComputedStyle(one).borderTopWidth)") >= 1
    expect(opened).to_have_css("background-color", page.evaluate(SYSTEM, "Canvas"))
    expect(passage).to_have_css("background-color", mark)
    page.keyboard.press("Escape")
    page.mouse.move(2, 450)
    page.locator("p > .ex-term").first.scroll_into_view_if_needed()
    term = page.locator("p > .ex-term").first
    expect(term).to_have_css("text-decoration-line", "underline")


def test_who_wants_no_motion_has_none_and_others_have_a_little(stress_reader: Reader) -> None:
    moving = """() => [...document.querySelectorAll(".ex-pop, .ex-p, .ex-note, .ex-row, .ex-ref")]
      .filter(one => getComputedStyle(one).transitionDuration.split(", ")
        .some(time => parseFloat(time) > 0)).length"""
    smooth = "getComputedStyle(document.documentElement).scrollBehavior"
    still = stress_reader.open("sparse/", width=CARDS, reduced_motion=True).page
    open_card(still, number(still, 3))
    assert still.evaluate(moving) == 0
    assert still.evaluate(smooth) == "auto"
    assert (
        still.locator(".ex-pop").evaluate("one => one.getAnimations({subtree: true}).length") == 0
    )
    other = stress_reader.open("sparse/", width=CARDS, reduced_motion=False).page
    assert other.evaluate(moving) > 0


def test_every_note_says_its_kind_in_words(stress_reader: Reader) -> None:
    for width in (CARDS, MARGIN):
        page = stress_reader.open("stress/", width=width).page
        if width == MARGIN:
            notes(page, 190)
        told = page.locator(".ex-note").evaluate_all(
            """all => all.filter(one => one.checkVisibility()).map(one => {
                const label = one.querySelector(".ex-kind");
                const { width } = label.getBoundingClientRect();
                return [one.dataset.kind, label.checkVisibility() && width > 20
                  ? label.innerText.split(":")[0].trim() : ""];
            })"""
        )
        assert len(told) == 200
        words = {(kind, word) for kind, word in told}
        assert (
            len(words) == len({kind for kind, _ in words}) == len({word for _, word in words}) == 9
        )
        assert all(word for _, word in words)
    page = stress_reader.open("sparse/", width=CARDS).page
    for nth in range(3):
        opened = open_card(page, number(page, nth))
        expect(opened.locator(".ex-kind")).not_to_be_empty()
        expect(opened.locator(".ex-kind")).to_be_visible()


def test_from_right_to_left_notes_stand_to_the_left_and_cards_in_the_window(
    stress_reader: Reader, stress_ar: Site
) -> None:
    page = stress_reader.open("article/", site=stress_ar, width=MARGIN).page
    found = notes(page, 20)
    text = place(page.locator(".md-content__inner > p").first)
    assert [one["id"] for one in found if one["right"] > text["x"] or one["left"] < 0] == []
    page = stress_reader.open("article/", site=stress_ar, width=CARDS).page
    expect(page.locator(".ex-pop")).to_have_css("direction", "rtl")
    for nth in (0, 3, 9):
        box = place(open_card(page, number(page, nth)))
        ref = place(number(page, nth))
        assert 0 <= box["x"] <= box["x"] + box["width"] <= CARDS
        assert box["x"] <= ref["x"] <= box["x"] + box["width"]
        page.keyboard.press("Escape")
    open_card(page, number(page, 3))
    close, all_ = page.locator(".ex-close:visible"), page.locator(".ex-all:visible")
    assert place(close)["x"] < place(all_)["x"]
    page = stress_reader.open("article/", site=stress_ar, touch=True).page
    assert place(open_card(page, number(page, 3)))["width"] == 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_is_in_another_language_says_so(
    reader: Reader, site: Site, stress_reader: Reader
) -> None:
    for path in ("huawei-biden/", "glossary/", "sources/", "people/"):
        page = reader.open(path, script=False).page
        assert page.evaluate(UNTOLD) == [], path
    assert 'lang="zh' in (site.folder / "huawei-biden/index.html").read_text(encoding="utf-8")
    page = stress_reader.open("arabic/", width=CARDS).page
    quotes = page.locator(".ex-notes .ex-quote p")
    assert quotes.count() > 12
    assert quotes.evaluate_all("all => all.filter(one => !one.closest('[lang=ar]')).length") == 0
