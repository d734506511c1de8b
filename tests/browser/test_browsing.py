"""The pages a reader browses: filtering them, finding one's way, with and without script."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import LOOKS, axe
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser

FILTERED = ["glossary/", "sources/", "timeline/", "people/", "notes/"]
LISTS = [*FILTERED, "changes/", "corrections/"]
ENTRIES = ".ex-browse [data-kind]"


def box(page: Page) -> Locator:
    """Return the search box above the list, once it is there."""
    found = page.locator("explainer-filter input[type=search]")
    expect(found).to_be_visible()
    return found


def shown(page: Page) -> list[str]:
    """Return the headings of the entries that are shown."""
    every = page.locator(f"{ENTRIES}:visible :is(h3, a):first-of-type").all()
    return list(dict.fromkeys(" ".join(one.inner_text().split()) for one in every))


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("path", FILTERED)
def test_a_filter_has_a_name_and_hides_what_does_not_fit(reader: Reader, path: str) -> None:
    word = "call" if path == "notes/" else "huawei"
    page = reader.open(path).page
    expect(box(page)).to_have_accessible_name("Filter")
    before = page.locator(f"{ENTRIES}:visible").count()
    box(page).fill(word)
    status = page.locator("explainer-filter [role=status]")
    expect(status).to_have_text(re.compile(r"^\d+ shown$"))
    after = page.locator(f"{ENTRIES}:visible").count()
    assert 0 < after < before
    assert status.inner_text() == f"{after} shown"
    for entry in page.locator(f"{ENTRIES}:visible").all():
        assert word in entry.inner_text().lower()


def test_case_accents_and_order_of_words_do_not_matter(reader: Reader) -> None:
    page = reader.open("people/").page
    for words in ("REN zhengfei", "zhengfei  ren", "Rèn Zhēngfei", "任正非"):
        box(page).fill(words)
        expect(page.locator(f"{ENTRIES}:visible")).not_to_have_count(0)
        assert "Ren Zhengfei" in shown(page)


def test_groups_without_entries_are_hidden_and_so_are_the_links_to_them(reader: Reader) -> None:
    page = reader.open("glossary/").page
    box(page).fill("entity list")
    expect(page.locator("#letter-z")).to_be_hidden()
    expect(page.locator(".ex-letters a[href$='#letter-z']")).to_be_hidden()
    letters = page.locator(".ex-letters a:visible").all_inner_texts()
    assert letters == page.locator(".ex-shelf h2:visible").all_inner_texts()


def test_kinds_are_told_apart(reader: Reader) -> None:
    page = reader.open("glossary/").page
    box(page)
    page.get_by_role("radio", name=re.compile("person")).check()
    for entry in page.locator(f"{ENTRIES}:visible").all():
        assert entry.get_attribute("data-kind") == "person"
    page.get_by_role("radio", name="All kinds").check()
    expect(page.locator(f"{ENTRIES}[hidden]")).to_have_count(0)
    page = reader.open("sources/").page
    box(page)
    page.locator("explainer-filter select").select_option("Primary source")
    primary = page.locator(f"{ENTRIES}:visible").count()
    assert primary == page.locator(".ex-browse .ex-tag:visible").count() > 0


def test_what_is_asked_for_is_in_the_address_and_survives_a_reload(reader: Reader) -> None:
    page = reader.open("glossary/").page
    box(page).fill("Huawei")
    page.get_by_role("radio", name=re.compile("person")).check()
    page.wait_for_url(re.compile("kind=person"))
    assert asked(page) == {"filter": ["Huawei"], "kind": ["person"]}
    before = shown(page)
    page.reload(wait_until="networkidle")
    expect(box(page)).to_have_value("Huawei")
    assert shown(page) == before
    # Material opens its own search for `?q=`; this one is another name.
    expect(page.locator(".md-search__input")).not_to_be_focused()


def test_escape_clears_and_nothing_found_is_said(reader: Reader) -> None:
    page = reader.open("notes/").page
    box(page).fill("zzzz")
    expect(page.locator("explainer-filter [role=status]")).to_have_text("Nothing matches.")
    expect(page.locator(".ex-shelf:visible")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")
    expect(page.locator(f"{ENTRIES}[hidden]")).to_have_count(0)
    expect(page.locator("explainer-filter [role=status]")).to_be_empty()
    page.wait_for_url(lambda url: "filter" not in url)


def test_enter_in_the_box_does_not_leave_the_page(reader: Reader) -> None:
    page = reader.open("notes/").page
    box(page).fill("call")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("filter=call"))
    expect(box(page)).to_have_value("call")


def test_a_link_to_a_hidden_entry_shows_it(reader: Reader) -> None:
    page = reader.open("glossary/?filter=zte#term-entity-list").page
    expect(page.locator("#term-entity-list")).to_be_visible()
    box(page).fill("AppGallery")
    expect(page.locator("#term-huawei")).to_be_hidden()
    page.locator(f"{ENTRIES}:visible a[href$='#term-huawei']").first.click()
    expect(page.locator("#term-huawei")).to_be_in_viewport()


def test_a_filter_works_again_after_instant_navigation_and_leaves_nothing_behind(
    reader: Reader,
) -> None:
    visit = reader.open("glossary/")
    page = visit.page
    box(page).fill("huawei")
    page.locator(".md-nav--primary a[href$='people/']").first.click()
    page.wait_for_url(re.compile(r"people/$"))
    box(page).fill("meng")
    expect(page.locator(f"{ENTRIES}:visible")).to_have_count(1)
    expect(page.locator("explainer-filter form")).to_have_count(1)
    page.evaluate("document.querySelector('explainer-filter').remove()")
    expect(page.locator(f"{ENTRIES}[hidden]")).to_have_count(0)
    assert visit.complaints == []


@pytest.mark.parametrize("path", LISTS)
def test_without_script_the_list_is_whole_and_has_no_controls(reader: Reader, path: str) -> None:
    page = reader.open(f"{path}?filter=zzzz", script=False).page
    expect(page.locator(".md-content :is(input, select, button)")).to_have_count(0)
    for entry in page.locator(ENTRIES).all():
        expect(entry).to_be_visible()
    assert page.locator(".ex-shelf").count() > 0


def test_without_script_the_glossary_has_names_by_kind(reader: Reader) -> None:
    page = reader.open("glossary/", script=False).page
    expect(page.get_by_role("navigation", name="By kind")).to_be_visible()
    expect(reader.open("glossary/").page.locator(".ex-kinds")).to_be_hidden()


@pytest.mark.parametrize("path", LISTS)
def test_every_link_into_a_page_of_the_site_lands_on_an_element(reader: Reader, path: str) -> None:
    page = reader.open(path).page
    lost = page.evaluate(
        """async () => {
            const pages = new Map(), lost = [];
            for (const link of document.querySelectorAll(".md-content a[href]")) {
                if (link.origin !== location.origin || !link.hash) continue;
                const url = link.href.split("#")[0];
                if (!pages.has(url)) {
                    const text = await (await fetch(url)).text();
                    pages.set(url, new DOMParser().parseFromString(text, "text/html"));
                }
                if (!pages.get(url).getElementById(decodeURIComponent(link.hash.slice(1)))) {
                    lost.push(link.href);
                }
            }
            return lost;
        }"""
    )
    assert lost == []


def test_the_timeline_is_a_line_on_wide_screens_and_a_list_on_narrow_ones(reader: Reader) -> None:
    dot = "one => getComputedStyle(one, '::before').content !== 'none'"
    wide = reader.open("timeline/", width=1300).page
    assert wide.locator(".ex-moment").first.evaluate(dot)
    narrow = reader.open("timeline/", width=390).page
    assert not narrow.locator(".ex-moment").first.evaluate(dot)
    wide.emulate_media(media="print")
    assert not wide.locator(".ex-moment").first.evaluate(dot)
    expect(wide.locator("explainer-filter")).to_be_hidden()


def test_a_year_can_be_gone_back_to(reader: Reader) -> None:
    page = reader.open("timeline/#year-2023").page
    page.wait_for_load_state("networkidle")  # Material scrolls to where it was asked for first
    page.goto(page.url.replace("2023", "2019"))
    # Looked up anew each time: Material may have put the page in once more.
    page.wait_for_function(
        """() => {
            const { top } = document.querySelector("#year-2019 > ol > li").getBoundingClientRect();
            return 0 < top && top < 200;
        }"""
    )


@LOOKS
def test_axe_finds_nothing_in_a_filtered_list(reader: Reader, width: int, scheme: str) -> None:
    page = reader.open("glossary/", width=width, scheme=scheme).page
    box(page).fill("huawei")
    page.get_by_role("radio", name=re.compile("person")).check()
    expect(page.locator("explainer-filter [role=status]")).not_to_be_empty()
    assert axe(page) == []


@pytest.mark.parametrize("path", FILTERED)
def test_controls_are_large_enough_for_a_finger(reader: Reader, path: str) -> None:
    page = reader.open(path, width=390).page
    box(page)
    sizes = page.eval_on_selector_all(
        "explainer-filter :is(input, select), .ex-letters a",
        "all => all.map(one => [one.offsetWidth, one.offsetHeight])",
    )
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_nothing_jumps_when_the_controls_come(reader: Reader) -> None:
    page = reader.open("glossary/").page
    shift = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => {
                for (const entry of list.getEntries()) sum += entry.value;
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 500);
        })"""
    )
    assert shift <= 0.02
