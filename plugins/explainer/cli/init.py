"""`explainer init`: a small site that works, in an empty folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from explainer.hosts.preview import HostError
from explainer.hosts.schemas import refresh_schemas
from explainer.importing.opening import clean
from explainer.load import load
from explainer.scaffold import SiteFile, site_files

_NEXT = """
Now install what it needs, and look at it:

  pip install -r requirements.txt
  mkdocs serve"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--title", help="The title of the site; without it, you are asked.")
def init(folder: Path, title: str | None) -> int:
    """Make a small site in FOLDER: an article with a note, a glossary and a list of sources.

    Nothing that is there is written over.
    """
    if (folder / "mkdocs.yml").exists():
        told = "there is a site already; to annotate it, add `- explainer` under `plugins:` in its"
        raise HostError(f"{told} mkdocs.yml")
    _refuse_if_there(folder, site_files(""))
    made = site_files(_one_line(title) or _asked(folder))
    _write(folder, made)
    for one in made:
        click.echo(f"wrote {(folder / one.path).as_posix()}")
    root = folder.resolve()
    project, _ = load(root, docs_dir=root / "docs", annotations_dir=root / "annotations")
    refresh_schemas(root, project)
    if folder != Path():
        click.echo(f"\nGo there: cd {folder.as_posix()}")
    click.echo(_NEXT)
    return 0


def _asked(folder: Path) -> str:
    """Return the title that somebody at a terminal gives, else the name of the folder."""
    name = _one_line(folder.resolve().name) or "Our articles"
    return _one_line(click.prompt("Title of the site", name)) if _is_terminal() else name


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _one_line(words: str | None) -> str:
    return " ".join(clean(words or "").split())


def _refuse_if_there(folder: Path, wanted: Sequence[SiteFile]) -> None:
    there = [one.path for one in wanted if (folder / one.path).exists()]
    if there:
        are = "is" if len(there) == 1 else "are"
        raise HostError(f"{', '.join(there)} {are} there already; nothing was written")


def _write(folder: Path, files: Sequence[SiteFile]) -> None:
    """Write all files, or none."""
    done: list[Path] = []
    try:
        for one in files:
            path = folder / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                done.append(path)
                file.write(one.text)
    except OSError as error:
        for path in done:
            with suppress(OSError):
                path.unlink()
        name = Path(error.filename or folder).as_posix()
        raise HostError(f"{name} cannot be written: {error.strerror}") from error
