"""Reading with a finger, on a narrow screen, and with large letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.acts import CARDS, NUMBER, card, number, open_card, place
from tests.browser.conftest import Reader, Site

pytestmark = pytest.mark.browser

HIGH = 844
GAP = 8
SPACING = """
* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }
"""
# What is cut off, or stands outside the window, in a part of the page; what scrolls is neither.
CUT = """
part => {
  const told = [], scrolls = one => /auto|scroll/.test(getComputedStyle(one).overflowX);
  const hidden = one => one.closest(".ex-hidden, .ex-colon, [class*=md-icon]");
  for (const one of part.querySelectorAll("*")) {
    const { overflowX, overflowY } = getComputedStyle(one);
    if (!one.checkVisibility() || hidden(one)) continue;
    if (/hidden|clip/.test(overflowX + overflowY) && !one.matches("article")
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
      told.push(one.outerHTML.slice(0, 120));
    for (const text of one.childNodes) {
      if (text.nodeType !== 3 || !text.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right } = range.getBoundingClientRect();
      let at = one;
      while (at && !scrolls(at)) at = at.parentElement;
      if (!at && (left < 0 || right > document.documentElement.clientWidth)) told.push(text.data);
    }
  }
  return told;
}
"""


def at_height(page: Page, ref: Locator, share: float) -> None:
    """Scroll a number to a height of the window, 0 at its top."""
    ref.evaluate(
        """(ref, share) => scrollBy({ behavior: "instant",
            top: ref.getBoundingClientRect().top - innerHeight * share })""",
        share,
    )
    page.wait_for_function("() => new Promise(requestAnimationFrame)")


def tap(page: Page, box: FloatRect) -> None:
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_tap_opens_a_sheet_that_leaves_the_page_and_the_number_where_they_are(
    reader: Reader, site: Site, stress: Site
) -> None:
    for where, path in ((site, "huawei-biden/"), (stress, "sparse/")):
        page = reader.open(path, site=where, touch=True, height=HIGH).page
        for nth, share in ((3, 0.15), (4, 0.4), (6, 0.6), (8, 0.9)):
            ref = number(page, nth)
            at_height(page, ref, share)
            before, top = place(ref), page.evaluate("scrollY")
            tap(page, before)
            expect(card(page)).to_be_visible()
            sheet, after = place(card(page)), place(ref)
            assert sheet["height"] <= HIGH / 2
            assert (sheet["x"], sheet["width"]) == (0, 390)
            assert sheet["y"] + sheet["height"] == pytest.approx(HIGH, abs=1)
            assert after["y"] >= 48
            assert after["y"] + after["height"] <= sheet["y"]
            overlap = max(0, before["y"] + before["height"] + GAP - sheet["y"])
            assert 0 <= page.evaluate("scrollY") - top <= overlap + 1
            assert "#note-" not in page.url
            card(page).get_by_role("button", name="Close").tap()
            expect(card(page)).to_have_count(0)


def test_a_sheet_goes_by_a_tap_outside_and_changes_with_a_tap_on_another_number(
    stress_reader: Reader,
) -> None:
    page = stress_reader.open("corners/", touch=True, height=HIGH).page
    at_height(page, number(page, 4), 0.2)
    number(page, 4).tap()
    name = number(page, 4).get_attribute("aria-label")
    expect(card(page)).to_have_accessible_name(str(name))
    tap(page, place(number(page, 6)))
    name = number(page, 6).get_attribute("aria-label")
    expect(card(page)).to_have_accessible_name(str(name))
    expect(page.locator("[popover]:popover-open")).to_have_count(1)
    top = page.evaluate("scrollY")
    page.touchscreen.tap(6, 240)
    expect(card(page)).to_have_count(0)
    assert page.evaluate("scrollY") == top


def test_a_sheet_longer_than_half_the_screen_scrolls_inside(stress_reader: Reader) -> None:
    page = stress_reader.open("stress/", touch=True, height=HIGH).page
    sheet = open_card(page, page.locator("#ref-n008"))
    body = sheet.locator(".ex-card")
    assert place(sheet)["height"] <= HIGH / 2
    top = page.evaluate("scrollY")
    body.evaluate("one => one.scrollTo(0, one.scrollHeight)")
    expect(body.locator(".ex-foot")).to_be_in_viewport()
    expect(sheet.get_by_role("button", name="Close")).to_be_in_viewport()
    assert page.evaluate("scrollY") == top


@pytest.mark.parametrize("path", ["huawei-biden/", "stress/", "sparse/"])
def test_letters_of_twice_the_size_are_neither_cut_nor_off_the_page(
    reader: Reader, site: Site, stress: Site, path: str
) -> None:
    where = site if path == "huawei-biden/" else stress
    page = reader.open(path, site=where, width=1280, text_zoom=2).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.locator(".md-content").evaluate(CUT) == []
    sheet = open_card(page, number(page, 3))
    assert sheet.evaluate(CUT) == []
    box = place(sheet)
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 1280


@pytest.mark.parametrize("width", [320, CARDS])
def test_a_card_bears_wider_spacing_of_letters_words_and_lines(
    stress_reader: Reader, width: int
) -> None:
    page = stress_reader.open("stress/", width=width, touch=width == 320).page
    page.add_style_tag(content=SPACING)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for name in ("n004", "n006"):
        opened = open_card(page, page.locator(f"#ref-{name}"))
        assert opened.evaluate(CUT) == []
        box = place(opened)
        for control in opened.locator(".ex-bar :visible").all():
            inner = place(control)
            assert box["x"] <= inner["x"]
            assert inner["x"] + inner["width"] <= box["x"] + box["width"]
            assert inner["y"] + inner["height"] <= box["y"] + box["height"]
        body = opened.locator(".ex-card")
        assert body.evaluate("one => one.scrollWidth <= one.clientWidth")
        body.evaluate("one => one.scrollTo(0, one.scrollHeight)")
        expect(body.locator(".ex-foot")).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(page.locator(f"{NUMBER}[aria-expanded]")).to_have_count(0)
