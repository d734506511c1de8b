"""An article as one file, opened from a disk."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from explainer.export import single_file
from explainer.hosts.exporting import page_of
from tests.browser.acts import LOOKS, axe
from tests.browser.conftest import Visit
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

ARTICLES = ("huawei-biden", "reading-room-charter")


def _path(name: str, _: object) -> str:
    return f"{name}.md"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The articles of the real explainer, each as one file."""
    folder = tmp_path_factory.mktemp("export")
    for name in ARTICLES:
        page = page_of(ROOT / "mkdocs.yml", partial(_path, name), lambda *_: None)
        (folder / f"{name}.html").write_text(single_file(page.leaf).html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in ARTICLES}


class Opener:
    """Opens files, each time in a fresh profile."""

    def __init__(self, browser: Browser, files: dict[str, Path]) -> None:
        self._browser, self._files = browser, files
        self.contexts: list[BrowserContext] = []

    def open(
        self,
        name: str = ARTICLES[0],
        *,
        width: int = 1300,
        scheme: str = "light",
        script: bool = True,
    ) -> Visit:
        """Open a file; `elsewhere` holds what it asks for beside itself."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        visit, url = Visit(context.new_page()), self._files[name].as_uri()
        visit.watch(url)
        visit.page.goto(url, wait_until="networkidle")
        return visit


@pytest.fixture
def alone(browser: Browser, files: dict[str, Path]) -> Iterator[Opener]:
    opener = Opener(browser, files)
    yield opener
    for context in opener.contexts:
        context.close()


def shown(page: Page, selector: str) -> int:
    return sum(one.is_visible() for one in page.locator(selector).all())


@pytest.mark.parametrize("name", ARTICLES)
def test_it_asks_for_nothing_and_complains_of_nothing(alone: Opener, name: str) -> None:
    visit = alone.open(name)
    visit.page.mouse.wheel(0, 4000)
    visit.page.wait_for_timeout(200)
    assert visit.elsewhere == []
    assert visit.complaints == []


def test_notes_stand_in_the_margin_beside_their_numbers(alone: Opener) -> None:
    page = alone.open().page
    note, number = page.locator(".ex-notes > ol > li").first, page.locator(".ex-ref").first
    beside, at = note.bounding_box(), number.bounding_box()
    assert beside is not None
    assert at is not None
    assert beside["x"] > at["x"]
    assert abs(beside["y"] - at["y"]) < 20


def test_a_number_opens_its_note_and_escape_closes_it(alone: Opener) -> None:
    visit = alone.open(width=700)
    page = visit.page
    page.locator(".ex-ref").nth(2).click()
    card = page.locator(".ex-pop")
    expect(card).to_be_visible()
    title = str(page.locator(".ex-note h3").nth(2).evaluate("heading => heading.lastChild.data"))
    expect(card).to_contain_text(title.strip())
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert visit.complaints == []


def test_a_term_opens_its_entry(alone: Opener) -> None:
    page = alone.open(width=700).page
    page.locator("p > .ex-term").first.click()
    expect(page.locator(".ex-pop")).to_be_visible()


def test_reading_depth_works_and_is_kept_in_the_address(alone: Opener) -> None:
    visit = alone.open()
    page = visit.page
    assert shown(page, ".ex-ref") > 10
    page.locator("input[name=read][value=article]").check(force=True)
    assert shown(page, ".ex-ref") == 0
    assert "read=article" in page.url
    assert visit.complaints == []


def test_without_script_every_note_is_on_the_page(alone: Opener) -> None:
    page = alone.open(script=False).page
    notes = page.locator(".ex-note")
    assert shown(page, ".ex-note") == notes.count() > 10
    assert shown(page, "button") == 0


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize("width", [320, 700])
def test_nothing_sticks_out_of_a_narrow_window(alone: Opener, width: int, name: str) -> None:
    page = alone.open(name, width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@LOOKS
@pytest.mark.parametrize(
    "name", [pytest.param(ARTICLES[0], marks=pytest.mark.thorough), ARTICLES[1]]
)
def test_axe_finds_nothing_to_complain_of(
    alone: Opener, name: str, width: int, scheme: str
) -> None:
    assert axe(alone.open(name, width=width, scheme=scheme).page) == []


def test_on_paper_notes_follow_one_another_without_gaps(alone: Opener) -> None:
    page = alone.open().page
    page.emulate_media(media="print")
    gaps = page.locator(".ex-notes > ol > .ex-note").evaluate_all(
        "notes => notes.map(note => getComputedStyle(note).marginTop)"
    )
    assert set(gaps) == {"0px"}
    for part in page.locator(".ex-fixes").all():
        expect(part.locator("ul")).to_be_visible()
