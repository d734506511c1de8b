"""Writing a file in one step: whoever reads it meanwhile reads a whole one."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import click

from explainer.hosts.preview import HostError


def put(path: Path, data: bytes) -> None:
    """Put data in a file's place, with the mode it had.

    Raises OSError if it cannot; then nothing is changed.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        with fresh.open("xb") as file:
            file.write(data)
        if path.exists():
            shutil.copymode(path, fresh)
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def put_new(path: Path, data: bytes) -> None:
    """Write a file that was asked for and say so; one that is there is replaced, in one step.

    Raises HostError if it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, data)
    except OSError as error:
        raise HostError(f"{path.as_posix()} cannot be written: {error.strerror}") from error
    click.echo(f"wrote {path.as_posix()}")
