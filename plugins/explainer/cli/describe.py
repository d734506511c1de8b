"""`explainer describe`: the selector for a passage, to paste into a note."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import click

from explainer.anchor import Anchorage
from explainer.cli.options import config_option, format_option
from explainer.cli.places import place_json, place_lines, ready
from explainer.describe import Description, describe
from explainer.find import collapse, find_quote
from explainer.lines import text_of_lines
from explainer.model import Article, Range
from explainer.scalar import yaml_scalar

_LINES = re.compile(r"(?P<first>[1-9]\d{0,8})(?::(?P<last>[1-9]\d{0,8}))?")


@click.command("describe")
@click.argument("article")
@click.option("--lines", metavar="A:B", help="The passage: lines of the Markdown file.")
@click.option("--text", help="The passage: words as a reader sees them.")
@format_option
@config_option
def describe_(
    article: str, lines: str | None, text: str | None, form: str, config_file: Path
) -> int:
    """Say how a note points at a passage of ARTICLE: the shortest quote that finds only it.

    Exits with 1 if the article has no such passage.
    """
    if (lines is None) == (text is None):
        raise click.UsageError("say which passage is meant, with --lines A:B or --text WORDS")
    page, here, _ = ready(article, config_file)
    places = _of_text(here, text) if text is not None else _of_lines(page, here, lines or "")
    found = [
        (place, description)
        for place in places
        if (description := describe(here.haystack, place, here.stretches))
    ]
    if not found:
        what = f"on the lines {lines}" if lines else f"“{text}”"
        click.echo(f"explainer: {here.file.path} has no words {what}", err=True)
        return 1
    click.echo(_json(here, found) if form == "json" else _text(here, found))
    return 0


def _of_text(here: Anchorage, text: str) -> Sequence[Range]:
    found = find_quote(here.haystack, collapse(text))
    return found.ranges or found.inside_words


def _of_lines(article: Article, here: Anchorage, lines: str) -> Sequence[Range]:
    given = _LINES.fullmatch(lines.strip())
    first = int(given["first"]) if given else 0
    last = int(given["last"] or first) if given else 0
    count = len(here.file.line_starts)
    if not first <= last <= count or not first:
        raise click.BadParameter(
            f"`{lines}` should be two of the lines 1 to {count} of {here.file.path}, as in 3:5",
            param_hint="--lines",
        )
    place = text_of_lines(here.file, here.page.text, first, last, starts=article.starts)
    return [place] if place else []


def _keys(found: Description) -> dict[str, str | int]:
    keys: dict[str, str | int] = {"quote": found.selector.words}
    if found.selector.prefix:
        keys["prefix"] = found.selector.prefix
    if found.selector.suffix:
        keys["suffix"] = found.selector.suffix
    if found.occurrence:
        keys["occurrence"] = found.occurrence
    return keys


def _text(here: Anchorage, found: Sequence[tuple[Range, Description]]) -> str:
    return "\n\n".join(
        "\n".join(
            chain(
                (f"# {line.strip()}" for line in place_lines(here, place)),
                (f"{key}: {_scalar(value)}" for key, value in _keys(description).items()),
            )
        )
        for place, description in found
    )


def _scalar(value: str | int) -> str:
    return yaml_scalar(value) if isinstance(value, str) else str(value)


def _json(here: Anchorage, found: Sequence[tuple[Range, Description]]) -> str:
    rows = [
        {"selector": _keys(description), "place": place_json(here, place)}
        for place, description in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
