"""What the commits did to the files of a folder, asked of one `git log`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from explainer.history.command import Git

_SHORT = 10
"""Digits of an id that tell it from others in all but the largest repositories."""
_LAST_SECOND = 253402300799
"""Of the year 9999: a clock may have been wrong by more than a calendar bears."""
_COMMIT = b"\x01"
_FILES = (b"100644", b"100755", b"100664")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStep:
    """What a commit did to a file; paths are below the folder."""

    old: str
    """The path before: another one only if git says that the file was renamed."""
    new: str
    before: tuple[str, ...]
    """The contents before, by object id: one for each parent that had the file."""
    after: str
    """The content after; empty if the file is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitStep:
    """What a commit did to the folder."""

    commit: str
    short: str
    moment: str
    """When it was committed: ISO 8601 in UTC."""
    is_root: bool
    """Whether nothing is known from before."""
    files: tuple[FileStep, ...] = ()


def commits_below(git: Git, folder: str) -> Iterator[CommitStep]:
    """Yield the commits that touched a folder, the newest first.

    Of merges, those that made something that none of their parents had. If the whole folder
    was moved, those of its former place follow; its path, below the top of the repository, has
    forward slashes, and is empty for the top itself. Raises HistoryError if git fails midway.
    """
    start: str | None = "HEAD"
    while start is not None:
        oldest = None
        for oldest in _commits(git, start, folder):
            yield oldest
        start = None
        if oldest and not oldest.is_root and all(not one.before for one in oldest.files):
            start, folder = _moved_from(git, oldest, folder)


def _commits(git: Git, start: str, folder: str) -> Iterator[CommitStep]:
    records = git.records(
        "log", "-z", "--raw", "-c", "-M", "--no-abbrev", "--topo-order", "--no-decorate",
        "--no-ext-diff", "--ignore-submodules", "--format=%x01%H %ct %P", start, "--",
        folder or ".",
    )  # fmt: skip
    found: CommitStep | None = None
    try:
        for record in records:
            told = record.lstrip(b"\n")
            if told.startswith(_COMMIT):
                if found:
                    yield found
                found = _commit(told)
            elif told.startswith(b":") and found:
                step = _file(told, records, f"{folder}/" if folder else "")
                found = replace(found, files=(*found.files, step)) if step else found
        if found:
            yield found
    finally:
        records.close()


def _commit(told: bytes) -> CommitStep:
    commit, seconds, *parents = told[1:].decode("ascii", "replace").split()
    moment = datetime.fromtimestamp(min(max(int(seconds), 0), _LAST_SECOND), UTC)
    return CommitStep(
        commit=commit,
        short=commit[:_SHORT],
        moment=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        is_root=not parents,
    )


def _file(told: bytes, records: Iterator[bytes], folder: str) -> FileStep | None:
    """Return what was done to a file, its paths read from what follows; None if it is no file."""
    parents = len(told) - len(told.lstrip(b":"))
    fields = told[parents:].split()
    modes, blobs, status = fields[: parents + 1], fields[parents + 1 : -1], fields[-1]
    paths = [os.fsdecode(next(records, b""))]
    if parents == 1 and status.startswith((b"R", b"C")):
        paths.append(os.fsdecode(next(records, b"")))
    if not all(one.startswith(folder) for one in paths):
        return None
    before = tuple(
        blob.decode("ascii")
        for mode, blob in zip(modes[:-1], blobs[:-1], strict=True)
        if mode in _FILES
    )
    after = blobs[-1].decode("ascii") if modes[-1] in _FILES else ""
    if not before and not after:
        return None
    old, new = paths[0].removeprefix(folder), paths[-1].removeprefix(folder)
    return FileStep(old=old, new=new, before=before, after=after)


def _moved_from(git: Git, commit: CommitStep, folder: str) -> tuple[str | None, str]:
    """Return the parent in which a folder was elsewhere, and where; else None and nothing."""
    parents = (git.ask("rev-parse", f"{commit.commit}^@") or "").split()
    for parent in parents[:1]:
        told = os.fsdecode(
            git.run(
                "diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status",
                parent, commit.commit, "--",
            )
        ).split("\0")  # fmt: skip
        for one in commit.files:
            for old, new in zip(told[1::3], told[2::3], strict=False):
                was = old.removesuffix(one.new).removesuffix("/")
                if new == f"{folder}/{one.new}" and old.endswith(one.new) and was != folder:
                    return parent, was
    return None, ""
