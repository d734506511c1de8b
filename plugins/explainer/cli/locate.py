"""`explainer locate`: what a quote finds in an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click

from explainer.anchor import Anchorage, anchor
from explainer.batch import answers
from explainer.cli.options import config_option, format_option
from explainer.cli.places import place_json, place_lines, ready
from explainer.diagnostics import Diagnostic
from explainer.hosts.preview import HostError, Layout
from explainer.hosts.rendering import render_article
from explainer.model import ALL, Anchored, Annotation, Target, Text
from explainer.previous import place_since
from explainer.quote import parse_quote
from explainer.span import TextFile
from explainer.text import page_text

_BATCH = "--batch takes the place of ARTICLE and of all other options but -f"


def _occurrence(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> int | str | None:
    """Return a number from 1, or `all`."""
    if value is None or value == ALL:
        return value
    if not re.fullmatch(r"[1-9][0-9]{0,5}", value):
        raise click.BadParameter(
            f"`{value}` is neither a number from 1 nor `all`", context, parameter
        )
    return int(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Located:
    """What became of the quote, and what there is to say about it."""

    anchored: Anchored
    messages: tuple[Diagnostic, ...] = ()


@click.command()
@click.argument("article", required=False)
@click.option("--quote", help="The words, in any form that `quote:` has in a note.")
@click.option("--prefix", default="", help="Words before it.")
@click.option("--suffix", default="", help="Words after it.")
@click.option("--section", help="Only inside the section of this heading.")
@click.option(
    "--occurrence", metavar="N|all", callback=_occurrence, help="Which one is meant, or all."
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="An older version of the article, in which the words stood.",
)
@format_option
@click.option(
    "--batch",
    type=click.File("rb"),
    help="Answer many questions: a file with a line of JSON for each, - for the input.",
)
@config_option
def locate(  # noqa: PLR0913, PLR0917 - one for each option
    article: str | None,
    quote: str | None,
    prefix: str,
    suffix: str,
    section: str | None,
    occurrence: int | str | None,
    previous: Path | None,
    form: str,
    batch: BinaryIO | None,
    config_file: Path,
) -> int:
    """Say what a quote finds in ARTICLE: its status, and where it stands or could stand.

    Exits with 0 if the quote has its place, else with 1. With --batch, with 1 if a line
    could not be read.
    """
    if batch is not None:
        if article or quote or prefix or suffix or section or occurrence or previous:
            raise click.UsageError(_BATCH)
        return _answer_all(batch)
    if not article or not (quote and quote.strip()):
        raise click.UsageError("name an ARTICLE and a --quote, or a file with --batch")
    target = _target(quote, prefix, suffix, section, occurrence)
    _, here, where = ready(article, config_file)
    before = _previous(previous, here, where) if previous else None
    found = _located(here, target, before)
    click.echo(_json(here, found) if form == "json" else "\n".join(_lines(here, found)))
    return int(not found.anchored.ranges)


def _answer_all(batch: BinaryIO) -> int:
    """Answer every line as it comes; return 1 if one of them was no case."""
    code = 0
    for answer in answers(batch):
        click.echo(answer.line)
        if answer.error:
            click.echo(f"explainer: {answer.error}", err=True)
            code = 1
    return code


def _target(
    quote: str, prefix: str, suffix: str, section: str | None, occurrence: int | str | None
) -> Target:
    file = TextFile(path="--quote", text=quote)
    selector = parse_quote(quote, prefix, suffix)
    return Target(
        selector=selector,
        span=file.span(0, len(quote)),
        section=Text(value=section, span=file.whole()) if section else None,
        occurrence=occurrence,
    )


def _previous(path: Path, here: Anchorage, where: Layout) -> Anchorage:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise HostError(f"{path.as_posix()} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise HostError(f"{path.as_posix()} is not UTF-8 text") from error
    html = text if path.suffix in {".html", ".htm"} else render_article(where, text)
    return Anchorage.of(page_text(html), TextFile(path=path.as_posix(), text=text), here.plain)


def _located(here: Anchorage, target: Target, before: Anchorage | None) -> _Located:
    if before and (since := place_since(before, here, target)):
        return _Located(anchored=since)
    note = Annotation(id="quote", article=here.file.path, span=target.span, targets=(target,))
    (found,), messages = anchor(here, [note])
    return _Located(anchored=found, messages=messages)


def _lines(here: Anchorage, found: _Located) -> Iterator[str]:
    """Yield what people read: the status, then each place or candidate."""
    one = found.anchored
    said = "; ".join(message.message for message in found.messages)
    yield f"{one.status.value}: {said}" if said else one.status.value
    for place in one.ranges or [candidate.range for candidate in one.candidates]:
        yield from (f"  {line}" for line in place_lines(here, place))
    for message in found.messages:
        yield from (f"  {line}" for line in message.help.splitlines())


def _json(here: Anchorage, found: _Located) -> str:
    one = found.anchored
    value = {
        "article": here.file.path,
        "status": one.status.value,
        "places": [place_json(here, place) for place in one.ranges],
        "candidates": [
            {**place_json(here, candidate.range), "score": round(candidate.score, 3)}
            for candidate in one.candidates
        ],
        "messages": [
            {"code": message.code, "message": message.message, "help": message.help}
            for message in found.messages
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)
