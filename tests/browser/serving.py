"""Built sites on the loopback address, plain or with something taken away from the browser.

A first part of the path says what: `/no-popover/project/` is `/project/` as a browser without
the popover API meets it. Links of a built site are relative, so a reader stays within.
"""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from tests import stress

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "ar", "de")
_PATIENCE = 180

# WebDriver does not tell what a script complained of.
_WATCH = """
window.complaints = [];
addEventListener("error", event => complaints.push(String(event.message)), true);
addEventListener("unhandledrejection", event => complaints.push(String(event.reason)));
"""
_NO_POPOVER = """
for (const name of ["popover", "showPopover", "hidePopover", "togglePopover"])
  delete HTMLElement.prototype[name];
delete globalThis.ToggleEvent;
"""
_NO_ANCHORS = """
const supports = CSS.supports.bind(CSS);
CSS.supports = (...what) => !/anchor|position-area|position-try/.test(what.join()) && supports(...what);
for (let style = document.documentElement.style; style; style = Object.getPrototypeOf(style))
  for (const name of ["anchorName", "positionAnchor", "positionArea", "positionTryFallbacks"])
    delete style[name];
"""  # noqa: E501 - a script
BEFORE = {
    "watched": _WATCH,
    "no-popover": _WATCH + _NO_POPOVER,
    "no-anchors": _WATCH + _NO_ANCHORS,
}
"""Scripts that run before any other, by the first part of the path."""
HEADERS = {"csp": ("Content-Security-Policy", "default-src 'self'")}
"""Headers that say what a page may do, likewise."""
_VARIANTS = {"", *BEFORE, *HEADERS}
# A word that no engine knows is a declaration, or a condition, that holds nowhere.
_ANCHOR_CSS = re.compile(r"anchor-name|position-anchor|position-area|position-try|anchor(?=[(-])")


@dataclass(frozen=True)
class Site:
    """A built site and its address."""

    folder: Path
    url: str

    def variant(self, variant: str) -> Site:
        """Return the same site, served as `BEFORE` and `HEADERS` say."""
        assert variant in _VARIANTS
        here = urlsplit(self.url)
        return Site(self.folder, f"http://{here.netloc}/{variant}/{self.folder.name}/")


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a page that was closed before all of it was read."""
        if not isinstance(sys.exception(), BrokenPipeError | ConnectionResetError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(SimpleHTTPRequestHandler):
    """Serves files; changes what the first part of the path asks for."""

    _variant = ""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer, keeping what is asked for besides the file."""
        first, _, rest = self.path.lstrip("/").partition("/")
        self._variant = first if first in _VARIANTS else ""
        if self._variant:
            self.path = f"/{rest}"
        super().do_GET()

    def send_response(self, code: int, message: str | None = None) -> None:
        super().send_response(code, message)
        if self._variant in HEADERS:
            self.send_header(*HEADERS[self._variant])

    def send_header(self, keyword: str, value: str) -> None:
        # A folder without its slash leads to itself, where it was asked for.
        if keyword == "Location" and self._variant:
            value = f"/{self._variant}{value}"
        # What is changed on its way is longer or shorter than the file.
        if keyword == "Content-Length" and self._changes():
            return
        super().send_header(keyword, value)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        changed = self._changed(source) if self._changes() else source
        super().copyfile(changed, outputfile)

    def _changes(self) -> bool:
        path = self.path.partition("?")[0]
        if path.endswith("/sitemap.xml"):
            return True
        return self._variant in BEFORE and path.endswith(("/", ".html", ".css"))

    def _changed(self, source: BinaryIO) -> BinaryIO:
        text = source.read().decode("utf-8")
        if "<urlset" in text:
            # Instant navigation follows what is listed there, so it must be listed as served.
            before = f"/{self._variant}" if self._variant else ""
            root = before + self.path.partition("sitemap.xml")[0]
            text = text.replace(stress.ADDRESS, f"http://{self.headers['Host']}{root}")
        elif "<head>" in text:
            text = text.replace("<head>", f"<head><script>{BEFORE[self._variant]}</script>", 1)
        elif self._variant == "no-anchors":
            text = _ANCHOR_CSS.sub(lambda found: f"no-{found[0]}", text)
        return BytesIO(text.encode("utf-8"))


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address, with a slash at the end."""
    handler = functools.partial(_Handler, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def build_real(site: Path) -> None:
    """Build the real explainer."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)],
        cwd=ROOT,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


def build_stress(served: Path, language: str = "en", *, annotated: bool = True) -> Path:
    """Write and build a stress site below a folder that is served; return its folder."""
    name = f"stress-{language}" if annotated else "stress-plain"
    project = served.parent / f"{served.name}-{name}"
    stress.write(project, language, annotated=annotated)
    stress.build(project, served / name)
    return served / name


def once(folder: Path, make: Callable[[], object]) -> None:
    """Make something once for all processes of a run; the others wait for the first.

    A folder can be made by one process only, which tells who is the first.
    """
    claim, done = folder.with_suffix(".claim"), folder.with_suffix(".done")
    try:
        claim.mkdir(parents=True)
    except FileExistsError:
        _wait(claim, done)
        return
    try:
        make()
    except BaseException:
        done.write_text("failed", encoding="utf-8")
        raise
    done.write_text("", encoding="utf-8")


def _wait(claim: Path, done: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while not done.exists():
        assert time.monotonic() < until, f"nobody finished what {claim} stands for"
        time.sleep(0.05)
    assert not done.read_text(encoding="utf-8"), f"another worker failed at {claim}"
