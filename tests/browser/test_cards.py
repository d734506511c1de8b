"""Cards at the word, for those who read with a mouse.

The page's clock is stopped where a delay matters, so that no test depends on the machine's.
"""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import (
    CARDS,
    card,
    leave,
    note_of,
    number,
    open_card,
    place,
    point_at,
    stop_clock,
    to_middle,
    words,
)
from tests.browser.conftest import Reader, Site

pytestmark = pytest.mark.browser

FRAMES = """async number => {
  while (number--) await new Promise(requestAnimationFrame);
}"""
# Clicks every number where it stands near the top and near the bottom of the window; tells where
# it stood, and whether its card left the window or covered it.
CORNERS = """
() => {
  const top = document.querySelector(".md-header").getBoundingClientRect().bottom, told = [];
  for (const ref of document.querySelectorAll(".ex-ref")) for (const high of [true, false]) {
    const { top: start, bottom: end } = ref.getBoundingClientRect();
    scrollBy({ top: high ? start - top - 4 : end - innerHeight + 4, behavior: "instant" });
    const at = ref.getBoundingClientRect();
    ref.click();
    const card = document.querySelector(".ex-pop:popover-open").getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    told.push({
      corner: `${at.top < innerHeight / 4 ? "top" : at.bottom > innerHeight * 3 / 4 ? "bottom" : ""}
        ${at.left < innerWidth / 2 ? "left" : "right"}`.replace(/\\s+/, " "),
      inside: card.left >= 0 && card.top >= 0 && card.right <= clientWidth
        && card.bottom <= clientHeight,
      covers: card.left < at.right && card.right > at.left && card.top < at.bottom
        && card.bottom > at.top,
      far: Math.max(card.top - at.bottom, at.top - card.bottom),
      ref: ref.id,
    });
    ref.click();
  }
  return told;
}
"""


@pytest.fixture
def page(stress_reader: Reader) -> Page:
    """The page with 24 short notes, at a width for cards; its time stands still."""
    opened = stress_reader.open("sparse/", width=CARDS).page
    stop_clock(opened)
    return opened


def test_a_note_shows_after_a_while_on_its_number_and_not_at_once(
    reader: Reader, site: Site, stress: Site
) -> None:
    for where, path in ((site, "huawei-biden/"), (stress, "sparse/")):
        page = reader.open(path, site=where, width=CARDS).page
        stop_clock(page)
        point_at(page, number(page, 3))
        page.clock.run_for(150)
        assert not card(page).is_visible()
        page.clock.run_for(450)
        assert card(page).is_visible()
        body = note_of(page, number(page, 3)).locator(".ex-body").inner_text()
        assert words(body) in words(card(page).inner_text())


def test_a_term_and_a_source_show_their_entries(reader: Reader) -> None:
    page = reader.open("huawei-biden/", width=CARDS).page
    stop_clock(page)
    for link, part in (
        (page.locator("p > .ex-term").first, "dd .ex-body"),
        (page.locator(".ex-note .ex-cite").first, "cite"),
    ):
        point_at(page, link)
        page.clock.run_for(600)
        entry = note_of(page, link).locator(part).first.inner_text()
        assert words(entry) in words(card(page).inner_text())
        leave(page)
        page.clock.run_for(700)
        assert not card(page).is_visible()


def test_the_pointer_can_go_from_the_number_into_the_card(page: Page) -> None:
    point_at(page, number(page, 3))
    page.clock.run_for(600)
    box = place(card(page))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=12)
    page.clock.run_for(1000)
    assert card(page).is_visible()
    leave(page)
    page.clock.run_for(700)
    assert not card(page).is_visible()


def test_escape_hides_a_card_for_as_long_as_the_pointer_stays(page: Page) -> None:
    point_at(page, number(page, 3))
    page.clock.run_for(600)
    assert card(page).is_visible()
    page.keyboard.press("Escape")
    assert not card(page).is_visible()
    page.clock.run_for(1000)
    assert not card(page).is_visible()


def test_a_click_holds_a_card_until_a_click_elsewhere(page: Page) -> None:
    number(page, 3).click()
    assert card(page).is_visible()
    leave(page)
    page.clock.run_for(2000)
    assert card(page).is_visible()
    page.mouse.down()
    page.mouse.up()
    assert not card(page).is_visible()


def test_a_second_card_takes_the_place_of_the_first(page: Page) -> None:
    first, second = number(page, 3), number(page, 4)
    open_card(page, first)
    second.evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
    second.click()
    expect(page.locator("[popover]:popover-open")).to_have_count(1)
    expect(card(page)).to_have_accessible_name(str(second.get_attribute("aria-label")))
    assert "A short remark, 4." in card(page).inner_text()
    expect(page.locator("[aria-expanded=true]")).to_have_count(1)
    expect(second).to_have_attribute("aria-expanded", "true")


def test_a_number_says_it_is_open_only_while_its_card_is(page: Page) -> None:
    ref = number(page, 3)
    expanded = page.locator(".md-content [aria-expanded=true]")
    expect(expanded).to_have_count(0)
    open_card(page, ref)
    expect(ref).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(expanded).to_have_count(0)
    open_card(page, ref)
    card(page).get_by_role("button", name="Close").click()
    expect(expanded).to_have_count(0)
    leave(page)
    page.clock.run_for(600)
    point_at(page, ref)
    page.clock.run_for(600)
    expect(ref).to_have_attribute("aria-expanded", "true")
    leave(page)
    page.clock.run_for(700)
    expect(expanded).to_have_count(0)


def test_numbers_that_scroll_under_a_resting_pointer_open_nothing(page: Page) -> None:
    ref = number(page, 3)
    to_middle(ref)
    leave(page)
    box, start = place(ref), page.evaluate("scrollY")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 200
    page.mouse.move(x, y)
    page.clock.run_for(1000)
    for turned in (50, 100, 150, 200):
        page.mouse.wheel(0, -50)
        page.wait_for_function("top => Math.abs(scrollY - top) < 1", arg=start - turned)
        page.clock.run_for(1000)
        assert not card(page).is_visible()
    assert ref.evaluate("(ref, [x, y]) => document.elementFromPoint(x, y) === ref", [x, y])
    # The same number opens as soon as it is pointed at.
    page.mouse.move(x + 1, y + 1)
    page.clock.run_for(600)
    assert card(page).is_visible()


@pytest.mark.parametrize(
    ("key", "button"), [("Control", "left"), ("Shift", "left"), (None, "middle")]
)
def test_a_click_that_asks_for_a_new_window_gets_one(
    stress_reader: Reader, key: Literal["Control", "Shift"] | None, button: Literal["left"]
) -> None:
    page = stress_reader.open("sparse/", width=CARDS).page
    ref = number(page, 3)
    to_middle(ref)
    wanted = str(ref.evaluate("link => link.href"))
    with page.context.expect_page(timeout=5000) as opened:
        ref.click(modifiers=[key] if key else [], button=button)
    opened.value.wait_for_url(wanted)
    assert not card(page).is_visible()
    assert page.url != wanted


def test_a_click_with_the_command_key_is_left_to_the_browser(stress_reader: Reader) -> None:
    page = stress_reader.open("sparse/", width=CARDS).page
    ref = number(page, 3)
    page.evaluate("""() => addEventListener("click", event => setTimeout(() => {
        window.prevented = event.defaultPrevented;
    }), true)""")
    ref.click(modifiers=["Meta"])
    page.wait_for_function("window.prevented !== undefined")
    assert page.evaluate("window.prevented") is False
    assert not card(page).is_visible()


@pytest.mark.parametrize(("width", "height"), [(1300, 900), (1000, 420), (700, 900)])
def test_a_card_is_inside_the_window_and_beside_its_number_in_every_corner(
    stress_reader: Reader, width: int, height: int
) -> None:
    page = stress_reader.open("corners/", width=width, height=height).page
    page.locator("input[name=place][value=pop]").evaluate("one => one.click()")
    told = page.evaluate(CORNERS)
    corners = {"top left", "top right", "bottom left", "bottom right"}
    assert corners <= {one["corner"] for one in told}
    assert [one for one in told if not one["inside"] or one["covers"]] == []
    assert max(one["far"] for one in told) <= 12


def test_a_note_longer_than_the_window_scrolls_inside_its_card(stress_reader: Reader) -> None:
    page = stress_reader.open("stress/", width=CARDS).page
    ref = page.locator("#ref-n008")
    page.evaluate(
        "() => addEventListener('wheel', () => { window.turned = (window.turned ?? 0) + 1 })"
    )
    open_card(page, ref)
    box = place(card(page))
    assert note_of(page, ref).evaluate("one => one.scrollHeight") > 900
    assert box["height"] < 450
    body = card(page).locator(".ex-card")
    before = page.evaluate("scrollY")
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 60)
    page.mouse.wheel(0, 30_000)
    page.wait_for_function(
        "one => one.scrollTop > 500 && one.scrollTop + one.clientHeight > one.scrollHeight - 2",
        arg=body.element_handle(),
    )
    page.mouse.wheel(0, 3000)
    page.wait_for_function("window.turned === 2")
    page.evaluate(FRAMES, 10)
    assert page.evaluate("scrollY") == before
    expect(body.locator(".ex-body p").last).to_be_in_viewport()
