"""`explainer stale`: what should be looked at again, and by whom."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from explainer.cli.options import config_option, format_option
from explainer.hosts.preview import read_project
from explainer.report.staleness import staleness_json, staleness_text
from explainer.staleness import SOON, staleness


@click.command()
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to ask about, as 2026-11-30, if not today.",
)
@click.option(
    "--soon",
    type=click.IntRange(0),
    default=SOON,
    show_default=True,
    metavar="DAYS",
    help="Also name what comes up within so many days.",
)
@click.option(
    "--unchanged",
    type=click.IntRange(0),
    metavar="DAYS",
    help="Also name notes that did not change for more than so many days.",
)
@config_option
@format_option
def stale(
    day: datetime | None, soon: int, unchanged: int | None, config_file: Path, form: str
) -> int:
    """Name what should be looked at again: what is past its `review_by`, by owner.

    Exits with 1 if anything is past its day, else with 0; with 2 if it could not run.
    """
    project, messages = read_project(config_file)
    for message in messages:
        click.echo(f"mkdocs: {message}", err=True)
    if project.incomplete & {"notes", "terms"}:
        click.echo("explainer: not everything could be read; see explainer check", err=True)
    today = (day or datetime.now(UTC)).date()
    found = staleness(project, today, soon=soon, untouched=unchanged)
    click.echo(staleness_json(found) if form == "json" else staleness_text(found), nl=False)
    return int(bool(found.past))
