"""`explainer import`: make ours of what others wrote; without more, an article of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from explainer.cli.import_annotations import import_annotations
from explainer.cli.import_glossary import import_glossary
from explainer.cli.options import config_option
from explainer.hosts.preview import DEFAULT_CONFIG, HostError, Layout, layout
from explainer.importing import Imported, ImportRefusedError, read_article, write_article


class _Import(click.Group):
    """A group whose first command is meant if none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in the command that makes an article."""
        if not args or args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [article.name or "", *args]
        return super().parse_args(ctx, args)


@click.group("import", cls=_Import, subcommand_metavar="[COMMAND] FILE")
def import_() -> None:
    """Make an article of a file; or notes, or terms, of what other tools wrote.

    `explainer import FILE` is the same as `explainer import article FILE`.
    """


@import_.command("article")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--to", type=click.Path(path_type=Path), help="The page to write: docs/x.md.")
@click.option("--id", "note", default="first-note", show_default=True, help="Of the first note.")
@config_option
def article(file: Path, to: Path | None, note: str, config_file: Path) -> int:
    """Make an article of FILE (.txt, .html, .md), and a first draft of a note on it.

    Writes docs/NAME.md and annotations/NAME.yml, and never over a file that is there.
    """
    where = layout(config_file) if config_file.is_file() else _plain_layout(config_file)
    try:
        imported = read_article(file, extensions=where.extensions, configs=where.extension_configs)
        paths = write_article(
            imported,
            root=where.root,
            docs=where.docs,
            annotations=where.annotations,
            to=to,
            note=note,
        )
    except ImportRefusedError as error:
        click.echo(f"explainer: {error}", err=True)
        return 1
    for path in paths:
        click.echo(f"wrote {_below(path, where.root)}")
    for line in _said(imported):
        click.echo(line)
    return 0


import_.add_command(import_annotations)
import_.add_command(import_glossary)


def _said(imported: Imported) -> Iterator[str]:
    """Return what an editor should know of an import that is done."""
    if imported.pictures:
        yield f"{_many(imported.pictures, 'picture')} left out: copy those you need into docs/"
    if imported.kept_as_html:
        yield f"{_many(imported.kept_as_html, 'part')} kept as HTML, which Markdown cannot say"
    yield f"{_many(imported.words, 'word')}, the same as in the original"


def _many(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _plain_layout(config_file: Path) -> Layout:
    if config_file != Path(DEFAULT_CONFIG):
        raise HostError(f"there is no file {config_file.as_posix()}")
    root = Path.cwd()
    return Layout(root=root, docs=root / "docs", annotations=root / "annotations")


def _below(path: Path, root: Path) -> str:
    resolved = path.resolve()
    return (resolved.relative_to(root) if resolved.is_relative_to(root) else path).as_posix()
