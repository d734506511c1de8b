"""`explainer check`: find every note's passage, and everything that is wrong."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from explainer.cli.formats import FILES, FORMATS, file_for, formatted
from explainer.cli.options import config_option
from explainer.cli.rewriting import unified, write
from explainer.diagnostics import Diagnostic, Severity
from explainer.hosts.preview import Preview, layout, render_site
from explainer.model import Anchored, Status
from explainer.progress import Progress
from explainer.report.paint import wants_colour
from explainer.report.text import concise, counted, full


def _print(context: click.Context, _parameter: click.Parameter, name: str | None) -> None:
    """Print a file for other programs, and do nothing else."""
    if name:
        click.echo(file_for(name), nl=False)
        context.exit()


@click.command()
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@click.option(
    "--output",
    type=click.Choice(["full", "concise"]),
    default="full",
    show_default=True,
    help="With the lines of the file, or one line for each finding.",
)
@click.option("--pedantic", is_flag=True, help="Also report quotes that differ in typography.")
@click.option("--fix", "mode", flag_value="fix", help="Mend what is certain, report the rest.")
@click.option("--diff", "mode", flag_value="diff", help="Show what --fix would write.")
@click.option("--warn-only", is_flag=True, help="Exit with 0 whatever is found.")
@click.option(
    "--print",
    type=click.Choice(FILES),
    is_eager=True,
    expose_value=False,
    callback=_print,
    help="Print a file for other programs, and check nothing.",
)
def check(  # noqa: PLR0913 - its options
    config_file: Path,
    form: str,
    output: str,
    mode: str | None,
    *,
    pedantic: bool,
    warn_only: bool,
) -> int:
    """Find every note's passage, and everything that is wrong.

    Exits with 0 if there is no error and no warning, else with 1; with 2 if the check
    could not run.
    """
    preview = _read(config_file, pedantic=pedantic)
    if mode and _mend(preview, config_file, mode):
        preview = _read(config_file, pedantic=pedantic)
    for message in preview.messages:
        click.echo(f"mkdocs: {message}", err=True)
    if form == "text":
        colour = wants_colour(os.environ, terminal=sys.stdout.isatty())
        click.echo(_text(preview, output, colour=colour), nl=False, color=colour)
    else:
        click.echo(formatted(form, preview), nl=False)
    wrong = any(one.severity is not Severity.NOTICE for one in preview.diagnostics)
    return int(wrong and not warn_only)


def _read(config_file: Path, *, pedantic: bool) -> Preview:
    with Progress("reading pages") as progress:
        return render_site(config_file, pedantic=pedantic, progress=progress)


def _mend(preview: Preview, config_file: Path, mode: str) -> bool:
    """Mend what is certain or, asked for a diff, show it; return whether files were written.

    What was done is told beside the output, which may be for a program.
    """
    from explainer.cli.fixing import fixed  # noqa: PLC0415 - a check alone needs none of it

    where = layout(config_file)
    changes = fixed(preview, where)
    for change in changes:
        if mode == "diff":
            click.echo(unified(change), nl=False)
        else:
            write(where.root, change)
            places = f"{change.count} place{'' if change.count == 1 else 's'}"
            click.echo(f"mended {places} in {change.file.path}", err=True)
    return bool(changes) and mode == "fix"


def _text(preview: Preview, output: str, *, colour: bool) -> str:
    found = preview.diagnostics
    if output == "concise":
        shown = concise(found, colour=colour)
    else:
        shown = full(found, colour=colour)
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
