"""`explainer status`: what each article, and the whole site, rests on."""

from __future__ import annotations

from pathlib import Path

import click

from explainer.cli.options import config_option, format_option
from explainer.hosts.preview import render_site
from explainer.progress import Progress
from explainer.report.status import status_json, status_text
from explainer.special.figures import bare_paragraphs, figures


@click.command()
@config_option
@format_option
def status(config_file: Path, form: str) -> int:
    """Say what each article rests on: notes, terms, sources, and what has none.

    What is wrong is for `explainer check` to say; this exits with 0 unless it could not run.
    """
    with Progress("reading pages") as progress:
        preview = render_site(config_file, progress=progress)
    for message in preview.messages:
        click.echo(f"mkdocs: {message}", err=True)
    gathered = preview.woven.gathered
    if gathered is not None:
        found = figures(gathered)
        bare = bare_paragraphs(gathered)
        shown = status_json(found, bare) if form == "json" else status_text(found, bare)
        click.echo(shown, nl=False)
    return 0
