"""A real browser on the real site: built once, served on the loopback address."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import ensure_browser

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@dataclass(frozen=True)
class Site:
    """A built site and its address."""

    folder: Path
    url: str


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real explainer, built strictly, under a sub-path as on a project's own pages."""
    served = tmp_path_factory.mktemp("served")
    folder = served / "project"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    handler = functools.partial(_Quiet, directory=str(served))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(folder, f"http://127.0.0.1:{server.server_port}/project/")
    server.shutdown()
    server.server_close()


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


class Reader:
    """Opens pages of the site, each in a fresh profile."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser, self._site = browser, site
        self._contexts: list[BrowserContext] = []

    def open(
        self,
        path: str,
        *,
        width: int = 1300,
        scheme: str = "light",
        script: bool = True,
    ) -> Visit:
        """Open a page and wait until it is still."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        self._contexts.append(context)
        page = context.new_page()
        visit = Visit(page)
        page.on(
            "console",
            lambda told: visit.complaints.append(told.text) if told.type == "error" else None,
        )
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith(self._site.url) else visit.elsewhere.append(asked.url)
            ),
        )
        page.goto(self._site.url + path, wait_until="networkidle")
        return visit

    def close(self) -> None:
        """Close every profile."""
        for context in self._contexts:
            context.close()


@pytest.fixture
def reader(browser: Browser, site: Site) -> Iterator[Reader]:
    """Someone who reads the site."""
    someone = Reader(browser, site)
    yield someone
    someone.close()
