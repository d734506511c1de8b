"""The built site as a reader meets it: without script, in print, on any width."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import axe, one_look_each
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser

ARTICLES = ["huawei-biden/", "reading-room-charter/"]
LISTS = [
    "glossary/",
    "sources/",
    "timeline/",
    "people/",
    "notes/",
    "changes/",
    "corrections/",
    "about/",
]
PAGES = ["", *ARTICLES, *LISTS, "handbook/", "handbook/rules/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nothing_of_others_and_complains_of_nothing(reader: Reader, path: str) -> None:
    visit = reader.open(path)
    assert visit.elsewhere == []
    assert visit.complaints == []


@pytest.mark.parametrize("path", ARTICLES)
def test_every_reference_leads_to_one_element_of_the_page(reader: Reader, path: str) -> None:
    page = reader.open(path).page
    lost = page.evaluate(
        """() => {
            const ids = Map.groupBy(document.querySelectorAll('[id]'), element => element.id);
            return [...document.querySelectorAll('.md-content a')]
                .filter(link => link.hash && link.pathname === location.pathname)
                .map(link => decodeURIComponent(link.hash.slice(1)))
                .filter(id => ids.get(id)?.length !== 1);
        }"""
    )
    assert lost == []


@pytest.mark.parametrize("path", ARTICLES)
def test_numbers_run_in_reading_order_and_name_their_notes(reader: Reader, path: str) -> None:
    page = reader.open(path).page
    numbers = page.eval_on_selector_all(
        ".ex-ref",
        "refs => refs.map(ref => [Number(ref.textContent), ref.getAttribute('aria-label')])",
    )
    firsts = list(dict.fromkeys(number for number, _ in numbers))
    assert firsts == list(range(1, len(firsts) + 1))
    names = [name for _, name in numbers]
    assert all(re.match(r"Note \d+: .+", name) for name in names)
    assert len(names) == len(set(names))


def test_lists_are_named_landmarks_and_stand_once(reader: Reader) -> None:
    page = reader.open("huawei-biden/").page
    for role in ("doc-endnotes", "doc-glossary", "doc-bibliography"):
        section = page.locator(f"[role={role}]")
        expect(section).to_have_count(1)
        label = section.get_attribute("aria-labelledby")
        expect(page.locator(f"#{label}")).not_to_be_empty()


def test_no_link_stands_in_a_link_and_no_text_hides_in_titles(reader: Reader) -> None:
    page = reader.open("huawei-biden/").page
    for selector in (
        ".md-content a a",
        ".md-content a button",
        "[role=doc-endnote], [role=doc-biblioentry], [role=tooltip]",
        ".ex-ref[title], .ex-term[title], abbr[title]",
    ):
        expect(page.locator(selector)).to_have_count(0)


@pytest.mark.parametrize("path", ARTICLES)
def test_without_script_every_note_is_visible_text(reader: Reader, path: str) -> None:
    page = reader.open(path, script=False).page
    notes = page.locator(".ex-notes > ol > li")
    assert notes.count() >= 12
    for note in notes.all():
        expect(note).to_be_visible()
    dead = page.locator(".md-content__inner button")
    assert [one for one in dead.all() if one.is_visible()] == []


def test_without_script_a_number_leads_to_its_note_below_the_header(reader: Reader) -> None:
    page = reader.open("huawei-biden/", script=False).page
    page.locator(".ex-ref").nth(5).click()
    note = page.locator(":target")
    expect(note).to_have_id(re.compile("note-"))
    whole = page.locator("li.ex-note", has=note)
    expect(whole).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    box = note.bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert box is not None
    assert header is not None
    assert box["y"] >= header["y"] + header["height"]
    assert box["y"] < 500


@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_of_a_narrow_page(reader: Reader, path: str) -> None:
    page = reader.open(path, width=700).page
    for width in (700, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_large_enough_for_a_finger(reader: Reader) -> None:
    page = reader.open("huawei-biden/", width=390).page
    sizes = page.eval_on_selector_all(
        ".ex-ref, .ex-back",
        """links => links.map(link => {
            const own = link.getBoundingClientRect(), extra = getComputedStyle(link, '::after');
            const wide = parseFloat(extra.width) || 0, high = parseFloat(extra.height) || 0;
            return [Math.max(own.width, wide), Math.max(own.height, high)];
        })""",
    )
    assert sizes
    assert all(width >= 24 and height >= 24 for width, height in sizes)


@pytest.mark.parametrize(("path", "width", "scheme"), one_look_each(PAGES))
def test_axe_finds_nothing_to_complain_of(
    reader: Reader, path: str, width: int, scheme: str
) -> None:
    # High enough for Material's menu: a link that its edge cuts is no small one.
    page = reader.open(path, width=width, height=1600, scheme=scheme).page
    assert axe(page) == []
