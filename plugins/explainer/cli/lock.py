"""`explainer lock`: record where every passage stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from explainer.cli.articles import article_named
from explainer.cli.options import config_option
from explainer.hosts.preview import HostError, Layout, Preview, layout, render_site
from explainer.load.locks import ENDING
from explainer.lock import dump, updated
from explainer.progress import Progress
from explainer.putting import put
from explainer.text import page_text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A lock file as it should be."""

    path: Path
    text: str
    """Empty: there should be none."""
    places: int = 0


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@config_option
def lock(articles: tuple[str, ...], config_file: Path, *, check: bool) -> int:
    """Record where the passage of every note stands, for finding it after an edit.

    Writes annotations/NAME.lock.yml beside the notes of each article, or of those named.
    """
    with Progress("reading pages") as progress:
        preview = render_site(config_file, progress=progress)
    where = layout(config_file)
    named = {article_named(one, preview, where) for one in articles}
    changes = [
        one for one in _changes(preview, where, named) if one.text != _written_text(one.path)
    ]
    for change in changes:
        click.echo(_said(change, where, check=check))
        if not check:
            _write(change)
    if not changes:
        click.echo("nothing to write: every lock is up to date")
    return int(check and bool(changes))


def _said(change: _Change, where: Layout, *, check: bool) -> str:
    name = change.path.relative_to(where.root) if _is_below(change.path, where) else change.path
    if not change.text:
        return f"{'would remove' if check else 'removed'} {name.as_posix()}"
    places = f"{change.places} place{'' if change.places == 1 else 's'}"
    return f"{'would write' if check else 'wrote'} {name.as_posix()}: {places}"


def _is_below(path: Path, where: Layout) -> bool:
    return path.is_relative_to(where.root)


def _changes(preview: Preview, where: Layout, named: set[str]) -> Iterator[_Change]:
    """Yield the locks as they should be, of the articles named or of all."""
    project = preview.project
    complete = "notes" not in project.incomplete
    wanted = {note.article for note in project.annotations} | set(project.locks)
    for article in sorted(wanted & named if named else wanted):
        path = where.annotations / f"{article.removesuffix('.md')}{ENDING}"
        page, known = preview.pages.get(article), project.articles.get(article)
        if known and (page is None or not known.enabled):
            continue  # a page that is left alone; its lock tells nothing, and is not lost
        entries = updated(
            project.locks.get(article),
            page_text(page.html if page and known else ""),
            [one for one in preview.woven.anchored if one.annotation.article == article],
            keep_unknown=not complete,
        )
        yield _Change(path=path, text=dump(entries) if entries else "", places=len(entries))


def _written_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise HostError(f"{path.as_posix()} cannot be read: {error.strerror}") from error


def _write(change: _Change) -> None:
    try:
        if not change.text:
            change.path.unlink()
            return
        change.path.parent.mkdir(parents=True, exist_ok=True)
        put(change.path, change.text.encode())
    except OSError as error:
        raise HostError(f"{change.path.as_posix()} cannot be written: {error.strerror}") from error
