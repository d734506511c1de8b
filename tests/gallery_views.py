"""The views of which `tests.gallery` makes pictures. A new one is a line in `VIEWS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

REAL, ARABIC, GERMAN, STRESS = "en", "ar", "de", "stress"
_ARTICLE = "huawei-biden/"
_POPOVER = ".ex-pop:popover-open"
_SETTLED = 250
"""Milliseconds for a transition to end; readers here want none, so few are left."""
Act = Callable[[Page], None]


def _nothing(page: Page) -> None:
    """Leave the page as it opens."""


def _in_middle(page: Page, selector: str, number: int) -> None:
    """Put an element where there is room above and below it, as after some reading."""
    found = page.locator(selector).nth(number)
    found.evaluate("one => one.scrollIntoView({block: 'center', behavior: 'instant'})")
    page.wait_for_timeout(_SETTLED)


def hover(selector: str, number: int = 0) -> Act:
    """Rest the pointer on an element until its card shows."""

    def act(page: Page) -> None:
        _in_middle(page, selector, number)
        page.locator(selector).nth(number).hover()
        expect(page.locator(_POPOVER)).to_be_visible()

    return act


def click(selector: str, number: int = 0, shows: str = _POPOVER) -> Act:
    """Click an element, and wait for what that shows."""

    def act(page: Page) -> None:
        _in_middle(page, selector, number)
        page.locator(selector).nth(number).click()
        expect(page.locator(shows).first).to_be_visible()
        page.mouse.move(2, 450)

    return act


def tap(selector: str, number: int = 0) -> Act:
    """Tap an element, and wait for the sheet."""

    def act(page: Page) -> None:
        _in_middle(page, selector, number)
        page.locator(selector).nth(number).tap()
        expect(page.locator(_POPOVER)).to_be_visible()

    return act


def place(value: str) -> Act:
    """Choose where notes stand, and look at the first."""

    def act(page: Page) -> None:
        chosen = page.locator(f"explainer-page input[name=place][value={value}]")
        chosen.evaluate("one => one.click()")
        _in_middle(page, "a.ex-ref", 2)

    return act


def scrolled(selector: str, number: int = 0) -> Act:
    """Look at an element."""
    return lambda page: _in_middle(page, selector, number)


def _options(page: Page) -> None:
    """Open the reading options, whatever opens them."""
    page.locator("explainer-page details").evaluate_all(
        "all => all.forEach(one => { one.open = true })"
    )
    expect(page.locator("form.ex-read")).to_be_visible()


def _printed(page: Page) -> None:
    page.emulate_media(media="print")


@dataclass(frozen=True, kw_only=True)
class View:
    """Something to look at, in one or more widths and languages."""

    name: str
    path: str = _ARTICLE
    act: Act = _nothing
    widths: tuple[int, ...] = (1300, 700, 390)
    languages: tuple[str, ...] = (REAL,)
    touch: bool = False
    whole: bool = False
    """Whether the picture is of the whole page and not of a window's height."""


_EVERY = (REAL, ARABIC, GERMAN)
VIEWS = (
    View(name="home", path=""),
    View(name="closed", widths=(1300, 1000, 700, 390, 320), languages=_EVERY),
    View(name="hover", act=hover("a.ex-ref", 3), widths=(1000, 700), languages=_EVERY),
    View(name="pinned", act=click("a.ex-ref", 4), widths=(1000, 700)),
    View(name="term", act=hover("a.ex-term", 3), widths=(1300, 700), languages=(REAL, ARABIC)),
    View(name="source", act=hover(".ex-notes a.ex-cite", 0), widths=(1000, 700)),
    View(name="sheet", act=tap("a.ex-ref", 3), widths=(390, 320), languages=_EVERY, touch=True),
    View(name="term-sheet", act=tap("a.ex-term", 3), widths=(390,), touch=True),
    View(name="margin", act=scrolled("a.ex-ref", 5), widths=(1300, 1600), languages=_EVERY),
    View(
        name="margin-lit",
        act=click("a.ex-ref", 5, shows="li.ex-lit"),
        widths=(1300,),
        languages=_EVERY,
    ),
    View(name="after", act=place("after"), languages=(REAL, ARABIC)),
    View(name="end", act=place("end"), widths=(1300,)),
    View(name="notes-at-end", act=scrolled(".ex-notes"), widths=(1000, 390)),
    View(name="terms-at-end", act=scrolled("[role=doc-glossary]"), widths=(1000, 390)),
    View(name="sources-at-end", act=scrolled("[role=doc-bibliography]"), widths=(1000, 390)),
    View(name="only-article", path=f"{_ARTICLE}?read=article", widths=(1300, 390)),
    View(name="only-terms", path=f"{_ARTICLE}?read=terms", widths=(1300, 390)),
    View(name="options", act=_options, widths=(1300, 390, 320), languages=_EVERY),
    View(name="whole-article", whole=True, widths=(1300, 390)),
    View(name="print", act=_printed, whole=True, widths=(700,), languages=(REAL, ARABIC)),
    *(
        View(name=name, path=f"{name}/", widths=(1300, 390))
        for name in ("glossary", "sources", "timeline", "people", "notes", "changes", "corrections")
    ),
    View(name="charter", path="reading-room-charter/", widths=(1300, 390)),
    View(name="corners", path="corners/", widths=(1300, 700), languages=(STRESS,)),
    View(name="two-hundred", path="stress/", widths=(1300, 390), languages=(STRESS,)),
    View(
        name="right-to-left-passage",
        path="arabic/",
        act=hover("a.ex-ref", 3),
        widths=(1000,),
        languages=(STRESS,),
    ),
)
