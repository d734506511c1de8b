"""What readers do on a page, and what they then meet."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from _pytest.mark import ParameterSet
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FloatRect, Locator, Page, expect

_THOROUGH = pytest.mark.thorough
_LOOKS = ((390, "light"), (1300, "dark"))
_MORE_LOOKS = ((390, "dark"), (1300, "light"))
LOOKS = pytest.mark.parametrize(
    ("width", "scheme"),
    [*_LOOKS, *(pytest.param(*look, marks=_THOROUGH) for look in _MORE_LOOKS)],
)
"""A page as readers see it: each width and each scheme once, and all of both when thorough."""


def one_look_each(paths: Sequence[str]) -> list[ParameterSet]:
    """Return every page in every look: one page in one, the next in the other, all when thorough.

    The pages are of one make, and the longest take axe ten seconds a look.
    """
    return [
        pytest.param(path, *look, marks=() if look == _LOOKS[at % 2] else _THOROUGH)
        for at, path in enumerate(paths)
        for look in (*_LOOKS, *_MORE_LOOKS)
    ]


_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CARDS = 1000
"""A width at which notes show in cards, and not in the margin."""
MARGIN = 1300
"""A width at which notes stand in the margin."""

CARD = ".ex-pop:popover-open"
NUMBER = ".ex-ref"
NOTE = ".ex-notes > ol > li, .ex-here > li"

_HOUR = 3_600_000
# Colours as they come out on the paper of the page; the ring round an element, and its contrast.
_RING = """
one => {
  const paint = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const mixed = colours => {
    paint.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      paint.fillStyle = colour;
      paint.fillRect(0, 0, 1, 1);
    }
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = signs => signs.map(sign => sign / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, nth) => sum + part * [0.2126, 0.7152, 0.0722][nth], 0);
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
  const papers = [];
  for (let at = one; at; at = at.parentElement) papers.unshift(getComputedStyle(at).backgroundColor);
  const [high, low] = [light(mixed(papers)), light(mixed([...papers, outlineColor]))]
    .sort((one, other) => other - one);
  const width = outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
  return [width, (high + 0.05) / (low + 0.05)];
}
"""  # noqa: E501 - a script


def card(page: Page) -> Locator:
    """Return the card that is open, or the sheet."""
    return page.locator(CARD)


def number(page: Page, nth: int) -> Locator:
    """Return the number of a note in the text."""
    return page.locator(NUMBER).nth(nth)


def note_of(page: Page, link: Locator) -> Locator:
    """Return the entry of the list that a link leads to."""
    fragment = link.evaluate("link => decodeURIComponent(link.hash.slice(1))")
    return page.locator(f".ex-row[id='{fragment}'], :is(.ex-note, .ex-row):has([id='{fragment}'])")


def to_middle(link: Locator) -> None:
    """Scroll a link to where there is room above and below it, at once."""
    link.evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")


def place(link: Locator) -> FloatRect:
    """Return where an element is in the window."""
    found = link.bounding_box()
    assert found is not None, "it is not on the page"
    return found


def stop_clock(page: Page) -> None:
    """Stop the time of the page; from now on it passes by `page.clock.run_for` alone."""
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + _HOUR)


def leave(page: Page) -> None:
    """Put the pointer where nothing is."""
    page.mouse.move(2, 450, steps=3)


def point_at(page: Page, link: Locator) -> None:
    """Show a link, and move the pointer onto it."""
    to_middle(link)
    leave(page)
    box = place(link)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)


def open_card(page: Page, link: Locator) -> Locator:
    """Click a link, and return the card that opens."""
    to_middle(link)
    link.click()
    expect(card(page)).to_be_visible()
    return card(page)


def by_enter(page: Page, link: Locator) -> Locator:
    """Open a card from the keyboard."""
    to_middle(link)
    link.focus()
    page.keyboard.press("Enter")
    expect(card(page)).to_be_focused()
    return card(page)


def choose(page: Page, name: str, value: str) -> None:
    """Set one of the reading options, as a reader does."""
    options = page.locator("explainer-page details")
    if name != "read" and options.get_attribute("open") is None:
        options.locator("summary").click()
    field = page.locator(f"explainer-page input[name={name}][value={value}]")
    if name == "kind":
        field.click()
    else:
        field.check()


def words(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def ring(link: Locator) -> tuple[float, float]:
    """Return how wide the line round a focused element is, and its contrast to what it is on."""
    width, contrast = link.evaluate(_RING)
    return width, contrast


def axe(page: Page, context: str | None = None) -> list[str]:
    """Return what axe has to complain of, on the page or in a part of it."""
    result = Axe().run(
        page, context=context, options={"runOnly": _RULES, "resultTypes": ["violations"]}
    )
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]}"
        for one in result.response["violations"]
        for node in one["nodes"]
    ]
