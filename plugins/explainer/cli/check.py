"""`explainer check`: find every note's passage, and everything that is wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from explainer.cli.options import config_option, format_option
from explainer.diagnostics import Diagnostic, Severity
from explainer.hosts.preview import Preview, render_site
from explainer.model import Anchored, Status
from explainer.page import PageText
from explainer.progress import Progress
from explainer.report.json import TargetRow, report
from explainer.report.text import concise, counted, full
from explainer.text import page_text


@click.command()
@config_option
@format_option
@click.option(
    "--output",
    type=click.Choice(["full", "concise"]),
    default="full",
    show_default=True,
    help="With the lines of the file, or one line for each finding.",
)
@click.option("--pedantic", is_flag=True, help="Also report quotes that differ in typography.")
def check(config_file: Path, form: str, output: str, *, pedantic: bool) -> int:
    """Find every note's passage, and everything that is wrong.

    Exits with 0 if there is no error and no warning, else with 1; with 2 if the check
    could not run.
    """
    with Progress("reading pages") as progress:
        preview = render_site(config_file, pedantic=pedantic, progress=progress)
    for message in preview.messages:
        click.echo(f"mkdocs: {message}", err=True)
    if form == "json":
        click.echo(report(preview.diagnostics, _rows(preview)), nl=False)
    else:
        click.echo(_text(preview, output), nl=False)
    return int(any(one.severity is not Severity.NOTICE for one in preview.diagnostics))


def _text(preview: Preview, output: str) -> str:
    found = preview.diagnostics
    if output == "concise":
        shown = concise(found)
    else:
        shown = full(found, colour=sys.stdout.isatty())
        shown += "\n" if shown else ""
    return f"{shown}{_summary(preview.woven.anchored, found)}\n"


def _summary(anchored: tuple[Anchored, ...], found: tuple[Diagnostic, ...]) -> str:
    """Return the closing line: what was found, and how much is wrong."""
    notes = {(one.annotation.article, one.annotation.id) for one in anchored}
    lost = {
        (one.annotation.article, one.annotation.id)
        for one in anchored
        if one.status in {Status.ORPHAN, Status.AMBIGUOUS}
    }
    moved = {
        (one.annotation.article, one.annotation.id)
        for one in anchored
        if one.status is Status.DRIFTED
    }
    articles = len({article for article, _ in notes})
    several = "" if articles == 1 else "s"
    if lost:
        placed = f"{len(notes) - len(lost)} of {len(notes)} notes have their place"
    elif notes:
        placed = f"{len(notes)} note{'' if len(notes) == 1 else 's'}, all in place"
    else:
        # A file that cannot be read may hold some.
        unread = any(one.severity is Severity.ERROR for one in found)
        return f"no notes {'read' if unread else 'yet'}; {counted(found) or 'no problems'}"
    followed = f" ({len(moved)} to confirm)" if moved else ""
    return f"{placed}{followed}, in {articles} article{several}; {counted(found) or 'no problems'}"


def _rows(preview: Preview) -> list[TargetRow]:
    texts: dict[str, PageText] = {}
    rows = []
    for one in preview.woven.anchored:
        path = one.annotation.article
        if path not in texts:
            texts[path] = page_text(preview.pages[path].html)
        rows.append(_row(one, texts[path].text))
    return rows


def _row(one: Anchored, text: str) -> TargetRow:
    span = one.target.span if one.target else one.annotation.span
    found = " … ".join(text[place.start : place.end] for place in one.ranges)
    return TargetRow(
        annotation=one.annotation.id,
        article=one.annotation.article,
        status=one.status.value,
        line=span.line,
        quote=found or (span.text if one.target else ""),
    )
