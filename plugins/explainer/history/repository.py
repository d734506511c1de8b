"""The history of articles: their versions, the newest first, and what changed since a base."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from explainer.history.blobs import Blobs
from explainer.history.command import Git, HistoryError, git_in
from explainer.history.segments import commits_of, renamed_from
from explainer.version import Version, uncommitted


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file that is not what it was; paths are below the top of the repository."""

    old: str | None
    """None if it is new."""
    new: str | None
    """None if it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What the working tree is compared with."""

    ref: str
    """As it was asked for."""
    commit: str
    """Where the histories of the two part."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GitHistory:
    """A repository with a working tree."""

    top: Path
    """The folder at the top of the working tree."""
    git: Git
    blobs: Blobs
    shallow: bool
    """Whether the history was cut off when it was fetched: its oldest commit proves nothing."""

    # --- one article -------------------------------------------------------------------

    def versions(self, path: Path, start: str = "HEAD") -> Iterator[Version]:
        """Yield the versions of a file, the newest first, across renames, as they are asked for.

        What is not yet committed comes first, unless another start than HEAD is given. A
        change belongs to the commit that made it; where both sides of a merge changed the
        file, the first parent is followed, and the merge tells of the others (`merged`).
        Nothing for a file that git does not know. Raises HistoryError if git fails midway.
        """
        name = self.name(path)
        if name is None:
            return
        if start == "HEAD":
            name, changed = self._in_head(name, path)
            if changed:
                yield changed
        commit = self._commit(start)
        while name is not None and commit is not None:
            oldest = None
            for oldest in commits_of(self.git, commit, name):
                yield oldest
            if oldest is None:
                return
            # One path ends where a commit adds it: perhaps it had another before.
            commit, name = renamed_from(self.git, oldest)

    def text(self, version: Version) -> str | None:
        """Return the file of a version; None if it is not UTF-8, over 5 MB, or no file."""
        data = (
            self.blobs.read(f"{version.commit}:{version.path}")
            if version.commit
            else _read(self.top / version.path)
        )
        return _decoded(data)

    def text_of(self, blob: str) -> str | None:
        """Return a file by its object id; None as `text` has it."""
        return _decoded(self.blobs.read(blob))

    def name(self, path: Path) -> str | None:
        """Return the path below the top, with forward slashes; None if it is outside."""
        full = Path(os.path.abspath(path))  # noqa: PTH100 - the file itself may be a link
        for one in (full, full.parent.resolve() / full.name):
            if one.is_relative_to(self.top):
                return one.relative_to(self.top).as_posix()
        return None

    def _in_head(self, name: str, path: Path) -> tuple[str | None, Version | None]:
        """Return the file's name in HEAD, and the version that is not committed, if any."""
        known = self.blobs.read(f"HEAD:{name}")
        renamed = None if known is not None else self._staged_from(name)
        there = _read(path)
        head = self.blobs.read(f"HEAD:{renamed}") if renamed else known
        same = there is not None and head is not None and _lines(there) == _lines(head)
        changed = uncommitted(name) if there is not None and not (same and not renamed) else None
        return renamed or name, changed

    def _staged_from(self, name: str) -> str | None:
        """Return what a file was called in HEAD, if git was told that it was renamed."""
        if self._commit("HEAD") is None:
            return None
        found = self._changes("HEAD")
        return next((one.old for one in found if one.new == name), None)

    def _commit(self, ref: str) -> str | None:
        return self.git.ask("rev-parse", "--verify", "-q", "--end-of-options", f"{ref}^{{commit}}")

    # --- the whole, since a base -------------------------------------------------------

    def base(self, ref: str) -> Base:
        """Return where the history of HEAD left that of a ref: their merge base.

        Raises HistoryError if there is no such ref, no commit yet, or no merge base.
        """
        head, other = self._commit("HEAD"), self._commit(ref)
        if head is None:
            raise HistoryError("nothing is committed here yet")
        if other is None:
            raise HistoryError(f"there is no commit, branch or tag {ref} here{self._fetch(ref)}")
        commit = self.git.ask("merge-base", head, other)
        if commit is None:
            raise HistoryError(f"{ref} and HEAD have no common history here{self._cut_off()}")
        return Base(ref=ref, commit=commit)

    def changes(self, base: Base) -> tuple[FileChange, ...]:
        """Return the files that differ between a base and the working tree, renames as one."""
        listed = self.git.run("ls-files", "-o", "-z", "--exclude-standard")
        new = (os.fsdecode(one) for one in listed.split(b"\0") if one)
        return (*self._changes(base.commit), *(FileChange(old=None, new=one) for one in new))

    def text_at(self, base: Base, name: str) -> str | None:
        """Return a file at a base, by its path below the top; None as `text` has it."""
        return _decoded(self.blobs.read(f"{base.commit}:{name}"))

    def _changes(self, commit: str) -> tuple[FileChange, ...]:
        told = self.git.run(
            "diff", "--name-status", "-z", "-M", "--no-ext-diff", "--no-textconv",
            "--ignore-submodules", commit, "--",
        )  # fmt: skip
        return tuple(_file_changes(iter(os.fsdecode(told).split("\0"))))

    def _fetch(self, ref: str) -> str:
        """Return what to do about a ref that is not there."""
        if ref and self._commit(f"origin/{ref}"):
            return f"; did you mean origin/{ref}?"
        return self._cut_off() or "; if it is on the server only: git fetch"

    def _cut_off(self) -> str:
        return (
            "; only the newest commits were fetched: git fetch --unshallow, or on GitHub"
            " `fetch-depth: 0` for actions/checkout"
            if self.shallow
            else ""
        )


def history_of(root: Path) -> GitHistory | None:
    """Return the history of the repository that a folder is in.

    None if it is in none, if git is not installed, or if git refuses to read it.
    """
    here = git_in(root)
    top = here and here.ask("rev-parse", "--show-toplevel")
    if here is None or not top:
        return None
    git = Git(program=here.program, folder=Path(top))
    return GitHistory(
        top=Path(top),
        git=git,
        blobs=Blobs(git),
        shallow=git.ask("rev-parse", "--is-shallow-repository") == "true",
    )


def _file_changes(told: Iterator[str]) -> Iterator[FileChange]:
    for status in told:
        if status.startswith(("R", "C")):
            old, new = next(told), next(told)
            yield FileChange(old=old if status[0] == "R" else None, new=new)
        elif status:
            path = next(told)
            yield FileChange(
                old=None if status == "A" else path, new=None if status == "D" else path
            )


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return None


def _lines(data: bytes) -> bytes:
    """Return a file with line breaks as git keeps them, whatever they are on this disk."""
    return data.replace(b"\r\n", b"\n")


def _decoded(data: bytes | None) -> str | None:
    try:
        return None if data is None else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
