"""`explainer export` for data: what stands beside the pages of a site, without building it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from explainer.cli.articles import article_named
from explainer.cli.options import config_option
from explainer.cli.putting import put_new
from explainer.downloads import ARTICLE, DOWNLOADS, Download
from explainer.hosts.exporting import site_of
from explainer.hosts.preview import Preview, layout
from explainer.outputs import lone_file
from explainer.progress import Progress

_OUTPUT = Path("-")
_PAGE = "index.html."
"""What the name of a page in another form begins with, in a site."""

_out = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Where the file goes, - for the output; if left out, here, under a name of its own.",
)


def data_commands() -> Iterator[click.Command]:
    """Yield a command for each format of data, of the name that the option `outputs` has."""
    for name in dict.fromkeys(one.name for one in DOWNLOADS):
        yield _command(name, tuple(one for one in DOWNLOADS if one.name == name))


def _command(name: str, downloads: tuple[Download, ...]) -> click.Command:
    of_article = next((one for one in downloads if one.of == ARTICLE), None)
    of_site = next((one for one in downloads if one.of != ARTICLE), None)

    def write(output: Path | None, config_file: Path, page: str | None = None) -> int:
        download = of_article if page else of_site
        if download is None:
            raise click.UsageError(f"name a page: explainer export {name} PAGE")
        return _write(download, page, output, config_file)

    params: list[click.Parameter] = []
    if of_article:
        params.append(click.Argument(["page"], required=False))
    command = click.Command(name, callback=write, params=params, help=_help(downloads))
    config_option(command)
    _out(command)
    return command


def _help(downloads: tuple[Download, ...]) -> str:
    of = {one.of == ARTICLE: one for one in downloads}
    what = " or ".join(
        name for kind, name in ((False, "the site"), (True, "PAGE alone")) if kind in of
    )
    file = downloads[0].file.removeprefix(_PAGE)
    file = file if "." in file else f"PAGE.{file}"
    return f"Write {file} ({downloads[0].format}), of {what}; drafts stay out."


def _write(download: Download, page: str | None, output: Path | None, config_file: Path) -> int:
    where = layout(config_file)
    with Progress("reading pages") as progress:
        site = site_of(config_file, progress)
    path = article_named(page, site, where) if page else ""
    data = _data(site, download, path)
    if output == _OUTPUT:
        click.echo(data, nl=False)
    else:
        put_new(output or Path(_name(download, path)), data)
    return 0


def _data(site: Preview, download: Download, path: str) -> bytes:
    gathered = site.woven.gathered
    if gathered is None:
        raise click.UsageError("this site has nothing to write")
    if download.leaves and not gathered.site.options.site_url:
        raise click.UsageError(f"{download.format} is read elsewhere: set `site_url` in mkdocs.yml")
    try:
        return lone_file(gathered, download, path).encode()
    except KeyError as error:
        raise click.UsageError(
            f"{path} is no article: it holds lists, or says `explainer: false`"
        ) from error


def _name(download: Download, path: str) -> str:
    """Return what a file is called here: `speech.sources.bib`, `speech.md`, `sources.bib`."""
    stem = PurePosixPath(path).stem
    ending = download.file.removeprefix(_PAGE)
    return f"{stem}.{ending}" if path else ending
