"""Files that a command was asked to write."""

from __future__ import annotations

from pathlib import Path

import click

from explainer.hosts.preview import HostError
from explainer.putting import put


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
