"""`explainer export`: an article as a file of its own, for a disk or for paper."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click

from explainer.cli.articles import article_named
from explainer.cli.exporting import data_commands
from explainer.cli.options import config_option
from explainer.cli.putting import put_new
from explainer.export import SIZES, NoPdf, for_paper, pdf_of, ready, single_file
from explainer.hosts.exporting import Page, page_of
from explainer.hosts.preview import HostError, layout
from explainer.progress import Progress

_out = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the file goes; if left out, here, under the name of the article.",
)


@click.group()
def export() -> None:
    """Make a file of its own of an article, or of the data of a site."""


for _command in data_commands():
    export.add_command(_command)


@export.command("html-single")
@click.argument("page")
@_out
@config_option
def html_single(page: str, output: Path | None, config_file: Path) -> int:
    """Write PAGE as one HTML file that works from a disk and asks for nothing.

    Exits with 1 if a picture or the like could not be put into it.
    """
    found = _page(page, config_file)
    made = single_file(found.leaf)
    _write(found, output, ".html", made.html.encode())
    return _told(made.left_out)


@export.command("pdf")
@click.argument("page")
@_out
@click.option(
    "--paper", type=click.Choice(list(SIZES)), default="a4", show_default=True, help="Its size."
)
@config_option
def pdf_(page: str, output: Path | None, paper: str, config_file: Path) -> int:
    """Write PAGE as a PDF with its notes at the foot of the page.

    Exits with 1 if a picture or the like could not be put into it.
    """
    try:
        ready()
    except NoPdf as error:
        raise HostError(str(error)) from error
    found = _page(page, config_file)
    made = for_paper(found.leaf, paper)
    with Progress("setting pages") as progress:
        progress(0, 1)
        data = pdf_of(made.html)
    _write(found, output, ".pdf", data)
    return _told(made.left_out)


def _page(given: str, config_file: Path) -> Page:
    where = layout(config_file)
    with Progress("reading pages") as progress:
        return page_of(config_file, lambda preview: article_named(given, preview, where), progress)


def _write(page: Page, output: Path | None, ending: str, data: bytes) -> None:
    """Write a file and say so; one that is there is replaced, in one step."""
    put_new(output or Path(PurePosixPath(page.path).stem + ending), data)


def _told(left_out: tuple[str, ...]) -> int:
    for address in left_out:
        click.echo(f"explainer: not in the file: {address}", err=True)
    return int(bool(left_out))
