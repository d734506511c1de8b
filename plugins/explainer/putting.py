"""Writing a file in one step: whoever reads it meanwhile reads a whole one."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path


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
