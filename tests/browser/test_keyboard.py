"""Reading with the keyboard, and with what reads a page aloud."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import (
    CARDS,
    MARGIN,
    by_enter,
    card,
    note_of,
    number,
    open_card,
    place,
    ring,
    words,
)
from tests.browser.conftest import Reader, Site

pytestmark = pytest.mark.browser

# Where the focus is: the id of a number, and whether all of what has the focus is covered.
STOP = """
() => {
  const at = document.activeElement, spots = [0.1, 0.3, 0.5, 0.7, 0.9];
  const seen = [...at.getClientRects()].some(box => spots.some(x => spots.some(y => {
    const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return top && (at.contains(top) || top.closest("label")?.contains(at));
  })));
  return {
    end: at === document.body || !at.closest(".md-container, .md-header, .md-skip"),
    ref: at.matches(".ex-ref") ? at.id : "",
    // Material's own controls take the focus where its drawer and its search are shut.
    covered: seen || !at.closest(".md-content") ? "" : at.outerHTML.slice(0, 160),
    open: !!document.querySelector(".ex-pop:popover-open"),
  };
}
"""
FOLLOWING = """
ref => {
  const stops = [...document.querySelectorAll(".md-content :is(a[href], button, input, summary)")];
  return stops.find(one => ref.compareDocumentPosition(one) & 4 && one.checkVisibility()).outerHTML;
}
"""


@pytest.mark.parametrize("width", [CARDS, MARGIN])
def test_tab_reaches_every_number_in_order_and_nothing_opens_or_covers_the_focus(
    stress_reader: Reader, width: int
) -> None:
    page = stress_reader.open("sparse/", width=width, height=600).page
    refs = page.locator(".ex-ref").evaluate_all("refs => refs.map(ref => ref.id)")
    met: list[str] = []
    for _ in range(600):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["end"]:
            break
        assert not stop["open"]
        assert not stop["covered"]
        met.append(stop["ref"])
    assert [one for one in met if one] == refs
    assert len(met) > 100  # the lists under the article, too


def test_enter_opens_a_dialog_named_like_its_number_and_escape_returns(
    reader: Reader, site: Site, stress: Site
) -> None:
    for where, path in ((site, "huawei-biden/"), (stress, "sparse/")):
        page = reader.open(path, site=where, width=CARDS).page
        ref = number(page, 3)
        name = str(ref.get_attribute("aria-label"))
        dialog = by_enter(page, ref)
        expect(page.get_by_role("dialog", name=name, exact=True)).to_be_focused()
        page.keyboard.press("Tab")
        expect(dialog.locator("a[href]:visible, button:visible").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(card(page)).to_have_count(0)
        expect(ref).to_be_focused()
        by_enter(page, ref)
        card(page).get_by_role("button", name="Close").press("Enter")
        expect(card(page)).to_have_count(0)
        expect(ref).to_be_focused()


def test_a_card_closes_when_the_focus_leaves_it(stress_reader: Reader) -> None:
    page = stress_reader.open("sparse/", width=CARDS).page
    ref = number(page, 3)
    following = ref.evaluate(FOLLOWING)
    dialog = by_enter(page, ref)
    stops = dialog.locator("a[href]:visible, button:visible")
    for nth in range(stops.count()):
        page.keyboard.press("Tab")
        expect(stops.nth(nth)).to_be_focused()
    page.keyboard.press("Tab")
    expect(card(page)).to_have_count(0)
    focused = page.evaluate("document.activeElement.outerHTML")
    assert focused.split(">")[0].split(" class")[0] == following.split(">")[0].split(" class")[0]
    by_enter(page, ref)
    page.keyboard.press("Shift+Tab")
    expect(card(page)).to_have_count(0)
    expect(ref).to_be_focused()
    by_enter(page, ref)
    page.locator("explainer-page input:checked").first.focus()
    expect(card(page)).to_have_count(0)


def test_the_next_and_the_previous_note_are_a_press_away(stress_reader: Reader) -> None:
    page = stress_reader.open("sparse/", width=CARDS).page
    by_enter(page, number(page, 0))
    expect(card(page).get_by_role("button", name="Previous note")).to_be_hidden()
    for nth in (1, 2):
        card(page).get_by_role("button", name="Next note").press("Enter")
        expect(card(page)).to_have_accessible_name(
            str(number(page, nth).get_attribute("aria-label"))
        )
        expect(card(page)).to_be_focused()
        expect(number(page, nth)).to_be_in_viewport()
    card(page).get_by_role("button", name="Previous note").press("Enter")
    page.keyboard.press("Escape")
    expect(number(page, 1)).to_be_focused()


def test_a_link_in_a_card_opens_in_it_and_escape_leads_back_to_the_number(
    stress_reader: Reader,
) -> None:
    page = stress_reader.open("stress/", width=CARDS).page
    ref = page.locator("#ref-n002")
    name = str(ref.get_attribute("aria-label"))
    dialog = by_enter(page, ref)
    link = dialog.locator(".ex-card .ex-term").first
    within = str(link.get_attribute("aria-label"))
    definition = note_of(page, link).locator(".ex-body").inner_text()
    link.press("Enter")
    expect(page.get_by_role("dialog", name=within, exact=True)).to_be_focused()
    assert words(definition) in words(dialog.inner_text())
    expect(page.locator("[popover]:popover-open")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(dialog).to_have_accessible_name(name)
    expect(link).to_be_focused()
    link.press("Enter")
    dialog.get_by_role("button", name="Back").press("Enter")
    expect(dialog).to_have_accessible_name(name)
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(ref).to_be_focused()


def test_the_close_button_has_a_name_and_room_for_a_finger(stress_reader: Reader) -> None:
    page = stress_reader.open("sparse/", width=CARDS).page
    open_card(page, number(page, 3))
    for name in ("Close", "Next note", "Previous note"):
        box = place(card(page).get_by_role("button", name=name, exact=True))
        assert box["width"] >= 24
        assert box["height"] >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_line_that_can_be_seen_is_round_what_has_the_focus(
    stress_reader: Reader, scheme: str
) -> None:
    page = stress_reader.open("sparse/", width=CARDS, scheme=scheme).page
    page.keyboard.press("Tab")
    number(page, 3).focus()
    rings = {"number": ring(number(page, 3))}
    dialog = by_enter(page, number(page, 3))
    rings["card"] = ring(dialog)
    page.keyboard.press("Tab")
    rings["turn"] = ring(dialog.locator(":focus"))
    dialog.get_by_role("button", name="Close").focus()
    rings["close"] = ring(dialog.locator(":focus"))
    page.keyboard.press("Escape")
    page.locator(".ex-term").first.focus()
    rings["term"] = ring(page.locator(".ex-term").first)
    weak = {name: one for name, one in rings.items() if one[0] < 2 or one[1] < 3}
    assert weak == {}


def test_what_reads_aloud_is_given_every_number_with_its_name_and_every_note(
    reader: Reader,
) -> None:
    page = reader.open("huawei-biden/", width=CARDS).page
    told = aloud(page)
    names = page.locator(".ex-ref").evaluate_all("refs => refs.map(ref => ref.ariaLabel)")
    assert [name for role, name in told if role == "doc-noteref"] == [words(one) for one in names]
    text = "".join(name for role, name in told if role == "StaticText").replace(" ", "")
    bodies = page.locator(".ex-notes .ex-body").all_inner_texts()
    assert len(bodies) >= 40
    assert [body for body in bodies if "".join(body.split()) not in text] == []


def aloud(page: Page) -> list[tuple[str, str]]:
    """Return what the browser tells of the page, in order: roles and names."""
    asked = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    nodes: dict[str, dict[str, Any]] = {one["nodeId"]: one for one in asked["nodes"]}
    told, left = [], [asked["nodes"][0]["nodeId"]]
    while left:
        node = nodes[left.pop()]
        left += reversed(node.get("childIds", ()))
        if not node["ignored"] and "name" in node:
            told.append((node["role"]["value"], words(node["name"]["value"])))
    return told
