"""Entries that an import adds to files of ours: shown as a diff, or written."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from explainer.cli.rewriting import unified, write
from explainer.edit import apply
from explainer.edit.entries import append_entries
from explainer.hosts.preview import HostError
from explainer.importing import ImportRefusedError
from explainer.importing.told import Told
from explainer.load.files import Folder
from explainer.load.modelines import opening
from explainer.report.excerpt import visible
from explainer.span import TextFile

dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Write nothing; show what would be written, as a diff."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A file with what is added to it."""

    file: TextFile
    """As it was read; without text if there is none."""
    text: str
    """As it should be."""


def existing(path: Path, root: Path) -> TextFile | None:
    """Return a file of ours as it is now; None if there is none."""
    if not path.exists():
        return None
    folder = Folder(root=root, path=path.parent)
    file = folder.read(path)
    if file is None:
        raise HostError(folder.findings[0].message)
    return file


def addition(path: Path, root: Path, key: str, entries: Sequence[str], head: str) -> Addition:
    """Return a file with entries at the end of its list; a new one begins with its schema.

    Raises ImportRefusedError if the entries cannot be put there by an edit that leaves
    everything else as it is.
    """
    old = existing(path, root)
    shown = Path(os.path.relpath(path, root)).as_posix()
    file = old or TextFile(path=shown, text="")
    started = file if file.text else TextFile(path=shown, text=opening(shown, key, head))
    edit = append_entries(started, key, entries)
    if edit is None:
        raise ImportRefusedError(
            f"{shown}: nothing can be added to `{key}` here: it is written in brackets, or the"
            " file cannot be read; nothing was written"
        )
    return Addition(file=file, text=apply(started.text, [edit]))


def finish(
    root: Path, changes: Sequence[Addition], counts: Callable[[str], str], *, dry_run: bool
) -> None:
    """Write files, or show what would change in them."""
    for change in changes:
        if dry_run:
            click.echo(unified(change), nl=False)
        elif change.file.text or (root / change.file.path).exists():
            write(root, change)
        else:
            create(root / change.file.path, change.text, change.file.path)
    for change in changes if not dry_run else ():
        click.echo(f"wrote {change.file.path}: {counts(change.file.path)}")


def say(messages: Sequence[Told]) -> int:
    """Print what is to know; return 1 if something is left to do."""
    for one in messages:
        click.echo("\n".join(visible(line) for line in one.line.split("\n")), err=True)
    return int(any(one.wrong for one in messages))


def many(count: int, name: str) -> str:
    """Return a count in words."""
    return f"{count} {name}{'' if count == 1 else 's'}"


def create(path: Path, text: str, shown: str) -> None:
    """Write a file that is not there yet; raise HostError if it is, or cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        raise HostError(f"{shown} was made meanwhile; run the command again") from error
    except OSError as error:
        raise HostError(f"{shown} cannot be written: {error.strerror}") from error
