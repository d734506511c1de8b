"""Files of notes, written anew: whole or not at all, and never over another's change."""

from __future__ import annotations

import shutil
from contextlib import suppress
from difflib import unified_diff
from pathlib import Path
from tempfile import NamedTemporaryFile

from explainer.hosts.preview import HostError
from explainer.reanchor import Rewritten

_MARK = "\ufeff"


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
    temporary: Path | None = None
    try:
        before = path.read_bytes().decode("utf-8", "surrogateescape")
        if before.removeprefix(_MARK) != change.file.text:
            raise HostError(f"{change.file.path} was changed meanwhile; run the command again")
        mark = _MARK if before.startswith(_MARK) else ""
        with NamedTemporaryFile(
            "wb", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write((mark + change.text).encode())
        shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        raise HostError(f"{change.file.path} cannot be written: {error.strerror}") from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
