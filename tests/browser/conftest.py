"""A real browser on the real site and on the stress site: built once, served on loopback."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import ensure_browser
from tests.browser.serving import Site, build_real, build_stress, once, serving

__all__ = ["Reader", "Site", "Visit"]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_FONT = {"standard": 16, "fixed": 13}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder and its address; under pytest-xdist all workers have the same folder."""
    base = tmp_path_factory.getbasetemp()
    # A worker's own folder lies in that of the run.
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "served"
    folder.mkdir(exist_ok=True)
    with serving(folder) as url:
        yield folder, url


@pytest.fixture(scope="session")
def site(served: tuple[Path, str]) -> Site:
    """The real explainer, under a sub-path as on a project's own pages."""
    folder, url = served
    once(folder / "project", lambda: build_real(folder / "project"))
    return Site(folder / "project", f"{url}project/")


def _stress(served: tuple[Path, str], language: str) -> Site:
    folder, url = served
    name = f"stress-{language}"
    once(folder / name, lambda: build_stress(folder, language))
    return Site(folder / name, f"{url}{name}/")


@pytest.fixture(scope="session")
def stress(served: tuple[Path, str]) -> Site:
    """The stress site, in English; `tests/stress.py` says what its pages hold."""
    return _stress(served, "en")


@pytest.fixture(scope="session")
def stress_ar(served: tuple[Path, str]) -> Site:
    """A site in Arabic, from right to left: `article/` and `plain/`."""
    return _stress(served, "ar")


@pytest.fixture(scope="session")
def stress_de(served: tuple[Path, str]) -> Site:
    """A site in German: `article/` and `plain/`."""
    return _stress(served, "de")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as found or installed by `ensure_browser`."""
    path = ensure_browser.find()
    assert path, "no browser: run `make test`, which installs one"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@dataclass
class Visit:
    """A page that was opened, and what it did behind the reader's back."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    """Errors on the console, and of scripts."""
    elsewhere: list[str] = field(default_factory=list)
    """Requests to other origins."""

    def watch(self, url: str) -> None:
        """Note errors, and requests that do not begin with an address."""
        page, complaints, elsewhere = self.page, self.complaints, self.elsewhere
        page.on(
            "console", lambda told: complaints.append(told.text) if told.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(url) else elsewhere.append(asked.url),
        )


# Our element works, and every note of the margin has its place; Material's scripts have run.
AT_REST = """() => {
  const ours = document.querySelector("explainer-page");
  const notes = [...document.querySelectorAll(".ex-notes > ol > li:not([hidden])")];
  return document.querySelector("body[dir]") && (!ours || ours.matches(":defined")
    && (getComputedStyle(ours.parentElement).position !== "relative"
      || notes.every(note => note.style.marginTop)));
}"""


NOTHING_TO_FIND = {
    "config": {"lang": ["en"], "separator": r"[\s\-]+", "pipeline": [], "fields": {}},
    "docs": [{"location": "", "title": "Home", "text": ""}],
}


class Reader:
    """Opens pages of a site, each in a fresh profile."""

    def __init__(self, browser: Browser, site: Site | None = None) -> None:
        self._browser, self._site = browser, site
        self._contexts: list[BrowserContext] = []

    def open(  # noqa: PLR0913 - what readers differ in, each by name
        self,
        path: str,
        *,
        site: Site | None = None,
        width: int | None = None,
        height: int = 900,
        scheme: str = "light",
        script: bool = True,
        touch: bool = False,
        reduced_motion: bool = True,
        forced_colors: bool = False,
        text_zoom: float = 1,
        init_script: str = "",
        csp: bool = False,
        search: bool = False,
    ) -> Visit:
        """Open a page of a site, the real one if none is named; wait until it is still.

        `touch` is a telephone, 390 wide. `text_zoom` enlarges letters alone. `init_script` runs
        before any script of the page. With `csp` the page may load and run nothing inline. Without
        `search` its index is empty: to build it takes a page longer than all else.
        """
        site = site or self._site
        assert site, "no site to open"
        site = site.variant("csp") if csp else site
        context = self._browser.new_context(
            viewport={"width": width or (390 if touch else 1300), "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            reduced_motion="reduce" if reduced_motion else "no-preference",
            forced_colors="active" if forced_colors else "none",
            has_touch=touch,
            is_mobile=touch,
        )
        self._contexts.append(context)
        page = context.new_page()
        if init_script:
            page.add_init_script(init_script)
        if text_zoom != 1:
            _enlarge(page, text_zoom)
        if not search:
            page.route("**/search_index.json", lambda route: route.fulfill(json=NOTHING_TO_FIND))
        visit = Visit(page)
        visit.watch(site.url)
        page.goto(site.url + path, wait_until="load")
        if script:
            page.wait_for_function(AT_REST)
        return visit

    def close(self) -> None:
        """Close every profile."""
        for context in self._contexts:
            context.close()


def _enlarge(page: Page, factor: float) -> None:
    """Set the size of letters that a reader would choose in the browser's settings."""
    sizes: dict[str, Any] = {name: round(size * factor) for name, size in _FONT.items()}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})


@pytest.fixture
def reader(browser: Browser, site: Site) -> Iterator[Reader]:
    """Someone who reads the real site, and another where it is named."""
    someone = Reader(browser, site)
    yield someone
    someone.close()


@pytest.fixture
def stress_reader(browser: Browser, stress: Site) -> Iterator[Reader]:
    """Someone who reads the stress site; the real one is not built for it."""
    someone = Reader(browser, stress)
    yield someone
    someone.close()
