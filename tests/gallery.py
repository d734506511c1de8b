"""Pictures of every view, in every width, scheme and language, on one page to look at.

Run by `make gallery`. Fails if a page complains on its console, or a view does not come up.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Error, sync_playwright

from tests.browser import ensure_browser
from tests.browser.conftest import FLAGS, Reader
from tests.browser.serving import ROOT, Site, build_real, build_stress, serving
from tests.gallery_views import ARABIC, GERMAN, REAL, STRESS, VIEWS, View

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_STYLE = """
body{font:16px/1.4 system-ui,sans-serif;margin:2em;background:#888;color:#000}
section{display:flex;flex-wrap:wrap;gap:1em;align-items:start}
figure{margin:0;background:#fff;padding:.5em;max-width:45%}figcaption{font-size:.8em}
img{max-width:100%;max-height:40em;display:block}p{background:#fff;padding:1em;white-space:pre-wrap}
"""


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A view in one width and language, of which there is a picture in each scheme."""

    view: View
    language: str
    width: int

    @property
    def name(self) -> str:
        """What tells it from others."""
        return f"{self.view.name}-{self.language}-{self.width}"

    @property
    def path(self) -> str:
        """The page; other languages have one article, of one name."""
        if self.language in {ARABIC, GERMAN} and self.view.path.startswith("huawei-biden/"):
            return self.view.path.replace("huawei-biden/", "article/")
        return self.view.path


def main() -> int:
    """Make the pictures; return 1 if a page complained or a view did not come up."""
    options = _options()
    shots = [shot for shot in _shots() if options.only in shot.name]
    folder = Path(options.to)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as work, serving(Path(work)) as url:
        sites = _build(Path(work), url, {shot.language for shot in shots})
        wrong = _take(shots, sites, folder)
    _write_index(folder, shots, wrong)
    for name, told in wrong.items():
        _say(f"{name}: {told}")
    _say(f"{len(shots) - len(wrong)} of {len(shots)} views are right: {folder / 'index.html'}")
    return int(bool(wrong) or not shots)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", default=str(ROOT / ".cache/gallery"), help="the folder")
    parser.add_argument("--only", default="", help="part of the names of those to make")
    return parser.parse_args()


def _shots() -> Iterator[Shot]:
    for view in VIEWS:
        for language in view.languages:
            for width in view.widths:
                yield Shot(view=view, language=language, width=width)


def _build(work: Path, url: str, languages: set[str]) -> dict[str, Site]:
    """Build the sites that are needed."""
    sites: dict[str, Site] = {}
    for language in sorted(languages):
        if language == REAL:
            built = work / "project"
            build_real(built)
        else:
            built = build_stress(work, "en" if language == STRESS else language)
        sites[language] = Site(built, f"{url}{built.name}/")
    return sites


def _take(shots: list[Shot], sites: dict[str, Site], folder: Path) -> dict[str, str]:
    """Take the pictures; return what went wrong, by name."""
    wrong: dict[str, str] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_browser.find(), args=FLAGS)
        for shot in shots:
            reader = Reader(browser, sites[shot.language])
            try:
                told = _take_one(reader, shot, folder)
            except (AssertionError, Error) as error:
                told = [str(error).partition("\nCall log")[0]]
            finally:
                reader.close()
            if told:
                wrong[shot.name] = "; ".join(told)
        browser.close()
    return wrong


def _take_one(reader: Reader, shot: Shot, folder: Path) -> list[str]:
    view = shot.view
    visit = reader.open(shot.path, width=shot.width, touch=view.touch)
    page = visit.page
    try:
        page.set_default_timeout(5_000)
        view.act(page)
    finally:  # what went wrong can be seen
        for scheme in SCHEMES:
            # The theme follows the system's colours, also while the page is open.
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(100)
            page.screenshot(path=folder / f"{shot.name}-{scheme}.png", full_page=view.whole)
    return visit.complaints


def _write_index(folder: Path, shots: list[Shot], wrong: dict[str, str]) -> None:
    parts = [
        "<!doctype html><meta charset=utf-8><title>Gallery</title>",
        f"<style>{_STYLE}</style>",
    ]
    for view, group in groupby(shots, key=lambda shot: shot.view.name):
        parts.append(f"<h2>{escape(view)}</h2><section>")
        for shot in group:
            told = f"<p>{escape(wrong[shot.name])}</p>" if shot.name in wrong else ""
            names = [f"{shot.name}-{scheme}" for scheme in SCHEMES]
            parts += [
                f'<figure><a href="{name}.png"><img src="{name}.png" loading="lazy" alt=""></a>'
                f"<figcaption>{name}</figcaption>{told}</figure>"
                for name in names
            ]
        parts.append("</section>")
    (folder / "index.html").write_text("\n".join(parts), encoding="utf-8")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
