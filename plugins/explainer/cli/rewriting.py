"""Files of notes, written anew: whole or not at all, and never over another's change."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import Protocol

from explainer.hosts.preview import HostError
from explainer.putting import put
from explainer.span import TextFile

_MARK = "\ufeff"


class Rewritten(Protocol):
    """A file as it was read, and as it should be."""

    @property
    def file(self) -> TextFile:
        """As it was read."""

    @property
    def text(self) -> str:
        """As it should be."""


def unified(change: Rewritten) -> str:
    """Return what would change in a file, as `diff -u` says it."""
    path = change.file.path
    lines = unified_diff(
        change.file.text.splitlines(keepends=True),
        change.text.splitlines(keepends=True),
        f"a/{path}",
        f"b/{path}",
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def write(root: Path, change: Rewritten) -> None:
    """Put a file of notes in the place of the one that was read, with the same mode.

    Raises HostError if the file is not as it was read, or cannot be written; then nothing
    is changed.
    """
    path = (root / change.file.path).resolve()
    try:
        before = path.read_bytes().decode("utf-8", "surrogateescape")
        if before.removeprefix(_MARK) != change.file.text:
            raise HostError(f"{change.file.path} was changed meanwhile; run the command again")
        mark = _MARK if before.startswith(_MARK) else ""
        put(path, (mark + change.text).encode())
    except OSError as error:
        raise HostError(f"{change.file.path} cannot be written: {error.strerror}") from error
