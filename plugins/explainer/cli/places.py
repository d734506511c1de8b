"""Places of an article, said to people and to programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from explainer.anchor import Anchorage
from explainer.cli.articles import article_named
from explainer.context import candidate, line_of
from explainer.hosts.preview import Layout, Preview, layout, render_site
from explainer.model import Article, Candidate, Range
from explainer.progress import Progress
from explainer.render import Renderer
from explainer.text import page_text

_SHOWN = 160
"""Code points of a place that are shown."""


def ready(given: str, config_file: Path) -> tuple[Article, Anchorage, Layout]:
    """Return an article that was named on the command line, read and ready for anchoring."""
    with Progress("reading pages") as progress:
        preview: Preview = render_site(config_file, progress=progress)
    where = layout(config_file)
    name = article_named(given, preview, where)
    article = preview.project.articles[name]
    plain = Renderer(preview.project.terms).plain
    page = page_text(preview.pages[name].html)
    return article, Anchorage.of(page, article.file, plain), where


def place_json(here: Anchorage, place: Range) -> dict[str, object]:
    """Return a place as JSON has it; offsets are code points of the page's text, half-open."""
    found = shown(here, place)
    return {
        "start": place.start,
        "end": place.end,
        "line": line_of(here.file, here.page.text, place),
        "heading": found.heading,
        "before": found.before,
        "text": found.text,
        "after": found.after,
    }


def place_lines(here: Anchorage, place: Range) -> Iterator[str]:
    """Yield where a place is, and its words among those around them."""
    found = shown(here, place)
    line = line_of(here.file, here.page.text, place)
    at = f"{here.file.path}:{line}" if line else here.file.path
    yield f"{at}, under “{found.heading}”" if found.heading else at
    yield f"    {found.before}[{_short(found.text)}]{found.after}".rstrip()


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN // 2]} … {words[-_SHOWN // 2 :]}"


def shown(here: Anchorage, place: Range) -> Candidate:
    """Return a place with its surroundings."""
    return candidate(here.page.text, place, here.sections)
