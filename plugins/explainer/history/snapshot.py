"""A tree of the repository as files on the disk, for whoever reads files: the host.

Neither `git archive` nor `git checkout` makes it: both obey attributes that leave files out
or run filters, and a stranger's commit may bring those along.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from explainer.history.blobs import MAX_BYTES
from explainer.history.repository import GitHistory

_FILES = {"100644", "100755", "100664"}
_LINK = "120000"


class _Entry(NamedTuple):
    mode: str
    object: str
    size: int
    path: str


def export(history: GitHistory, commit: str, to: Path) -> None:
    """Write the files of a commit below a folder that is empty.

    Files over 5 MB are there but empty: no page is read of one. Links that lead out of the
    folder, submodules, and paths that could lead out of it are left out. Raises HistoryError
    if the commit cannot be read, OSError if the folder cannot be written.
    """
    entries = tuple(_entries(history, commit))
    for one in entries:
        if one.mode in _FILES and _is_safe(one.path):
            data = (history.blobs.read(one.object) or b"") if one.size <= MAX_BYTES else b""
            file = to / one.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    # Last, so that nothing can be written through one.
    links = [
        _link(to, one.path, os.fsdecode(history.blobs.read(one.object) or b""))
        for one in entries
        if one.mode == _LINK and _is_safe(one.path)
    ]
    for link in links:
        if link and not Path(os.path.realpath(link)).is_relative_to(os.path.realpath(to)):
            link.unlink()


def _entries(history: GitHistory, commit: str) -> Iterator[_Entry]:
    told = history.git.run("ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    for line in told.split(b"\0"):
        if line:
            about, _, path = os.fsdecode(line).partition("\t")
            mode, _kind, name, size = about.split()
            yield _Entry(mode, name, int(size) if size.isdigit() else 0, path)


def _is_safe(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return not (
        PurePosixPath(path).is_absolute()
        or Path(path).is_absolute()
        or ".." in parts
        or any(part.lower() == ".git" for part in parts)
    )


def _link(to: Path, path: str, target: str) -> Path | None:
    link = to / path
    try:
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)
    except (OSError, ValueError):  # a system without links, say: then there is none
        return None
    return link
