"""Notes in the margin, on a wide screen."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import CARDS, MARGIN, card, note_of, number, place, to_middle
from tests.browser.conftest import Reader, Site

pytestmark = pytest.mark.browser

# Where the notes in the margin are, and their first numbers, in the order of the list; told when
# they have come to rest.
NOTES = """
async least => {
  const look = () => [...document.querySelectorAll(".ex-notes > ol > li")]
    .filter(note => getComputedStyle(note).position === "absolute")
    .filter(note => note.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map(note => {
      const { id } = note.querySelector("h3"), box = note.getBoundingClientRect();
      const ref = document.getElementById(id.replace("note-", "ref-"));
      const text = document.querySelector("h1").getBoundingClientRect();
      const { top } = ref.getBoundingClientRect();
      return { id, top: box.top, end: box.bottom, left: box.left, right: box.right, ref: top,
        shut: !ref.checkVisibility(), text: text.right };
    });
  let told = "", same = 0;
  for (let frame = 0; frame < 600 && same < 5; frame += 1) {
    await new Promise(requestAnimationFrame);
    const now = look();
    same = now.length >= least && JSON.stringify(now) === told ? same + 1 : 0;
    told = JSON.stringify(now);
  }
  return look();
}
"""
STYLED = """() => [...document.querySelectorAll(".md-content [style]")]
  .filter(one => [...one.style].some(name => !name.startsWith("margin")))
  .map(one => one.outerHTML.slice(0, 120))"""
BESIDE = """() => [...document.querySelectorAll(".ex-notes > ol > li")]
  .filter(note => getComputedStyle(note).position === "absolute").length"""


def notes(page: Page, least: int) -> list[dict[str, Any]]:
    """Return the notes in the margin, once they are laid out."""
    found: list[dict[str, Any]] = page.evaluate(NOTES, least)
    assert len(found) >= least
    return found


@pytest.mark.parametrize("width", [1300, 1920])
def test_notes_neither_overlap_nor_stand_away_from_their_line_nor_on_the_text(
    reader: Reader, site: Site, stress: Site, width: int
) -> None:
    for where, path, least in (
        (site, "huawei-biden/", 40),
        (stress, "sparse/", 24),
        (stress, "stress/", 190),
    ):
        found = notes(reader.open(path, site=where, width=width).page, least)
        assert [b["id"] for a, b in pairwise(found) if b["top"] < a["end"] - 0.5] == []
        above = [one["id"] for one in found if one["top"] < one["ref"] - 2 and not one["shut"]]
        assert above == []
        on_text = [one["id"] for one in found if one["left"] < one["text"]]
        assert on_text == []
        assert max(one["right"] for one in found) <= width
        # A note stands at its number, or follows the note before it.
        pairs = pairwise([{"end": 0}, *found])
        far = [b["id"] for a, b in pairs if b["top"] > max(a["end"] + 24, b["ref"] + 2)]
        assert far == []


def test_a_note_starts_at_its_number_where_there_is_room(stress_reader: Reader) -> None:
    found = notes(stress_reader.open("sparse/", width=MARGIN).page, 24)
    roomy = [b for a, b in pairwise(found) if a["end"] + 24 < b["ref"]]
    assert len(roomy) >= 12
    assert [one["id"] for one in roomy if abs(one["top"] - one["ref"]) > 2] == []


def test_below_1100_there_is_no_margin_and_nothing_of_it_is_left(stress_reader: Reader) -> None:
    page = stress_reader.open("sparse/", width=1100).page
    first = notes(page, 24)
    for _ in range(5):
        page.set_viewport_size({"width": 1099, "height": 900})
        page.wait_for_function(f"({BESIDE})() === 0 && ({STYLED})().length === 0")
        page.set_viewport_size({"width": 1100, "height": 900})
        page.wait_for_function(f"({BESIDE})() === 24")
    assert page.evaluate(STYLED) == []
    assert notes(page, 24) == first


def test_a_click_on_a_number_lights_the_note_and_its_words_and_opens_no_card(
    stress_reader: Reader,
) -> None:
    page = stress_reader.open("sparse/", width=MARGIN).page
    notes(page, 24)
    ref, other = number(page, 3), number(page, 4)
    passage = page.locator("#passage-n003")
    note = note_of(page, ref)
    plain = passage.evaluate("one => getComputedStyle(one).backgroundColor")
    to_middle(ref)
    ref.click()
    expect(note).to_be_focused()
    expect(note).to_be_in_viewport()
    expect(note.locator(".ex-quote")).to_be_visible()
    expect(passage).not_to_have_css("background-color", plain)
    expect(card(page)).to_have_count(0)
    assert "#note-" not in page.url
    other.click()
    expect(passage).to_have_css("background-color", plain)
    expect(note_of(page, other)).to_be_focused()
    page.keyboard.press("Escape")
    expect(other).to_be_focused()
    expect(note_of(page, other).locator(".ex-quote")).to_be_hidden()


def test_a_note_that_is_cut_short_is_whole_when_it_is_clicked_and_moves_the_others(
    stress_reader: Reader,
) -> None:
    page = stress_reader.open("stress/", width=MARGIN).page
    notes(page, 190)
    note = page.locator("li.ex-note:has(#note-n008)")
    body = note.locator(".ex-body")
    expect(body).to_be_hidden()
    note.locator("h3").click()
    expect(body).to_be_visible()
    assert place(note)["height"] > 900
    found = notes(page, 190)
    assert [b["id"] for a, b in pairwise(found) if b["top"] < a["end"] - 0.5] == []


def test_resting_on_a_number_opens_no_card_in_the_margin_but_terms_do(
    stress_reader: Reader,
) -> None:
    page = stress_reader.open("sparse/", width=MARGIN).page
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 3600000"))
    to_middle(number(page, 3))
    number(page, 3).hover()
    page.clock.run_for(1000)
    expect(card(page)).to_have_count(0)
    page.locator("p > .ex-term").first.hover()
    page.clock.run_for(1000)
    expect(card(page)).to_be_visible()


@pytest.mark.parametrize("width", [390, CARDS, MARGIN])
def test_an_address_of_a_number_shows_its_words_and_one_of_a_note_the_note(
    stress_reader: Reader, width: int
) -> None:
    page = stress_reader.open("sparse/#ref-n020", width=width).page
    passage, plain = page.locator("#passage-n020"), page.locator("#passage-n003")
    expect(passage).to_be_in_viewport()
    unlit = plain.evaluate("one => getComputedStyle(one).backgroundColor")
    expect(passage).not_to_have_css("background-color", unlit)
    page = stress_reader.open("sparse/#note-n020", width=width).page
    note = page.locator("li.ex-note:has(#note-n020)")
    expect(note.locator("h3")).to_be_in_viewport()
    expect(note.locator(".ex-body")).to_be_in_viewport()
    other = page.locator("li.ex-note:has(#note-n003)")
    unlit = other.evaluate("one => getComputedStyle(one).backgroundColor")
    expect(note).not_to_have_css("background-color", unlit)
