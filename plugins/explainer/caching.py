"""Files that are kept for the next time, in `.cache/explainer`: each may be deleted at any time."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """Put a whole file in the place of the last one, in one step; git passes over its folder.

    Several programs may do so at once, and each may be killed. Raises OSError if it cannot.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    ignored = path.parent / ".gitignore"
    if not ignored.exists():
        # Nobody should commit this, in whatever project.
        ignored.write_text("*\n", encoding="utf-8")
    # A name of its own, for another run may be writing too.
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    finally:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)
