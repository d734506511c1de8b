"""A version of an article: what a commit made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An article as one commit left it."""

    commit: str
    """The full id; empty if this is not yet committed."""
    short: str
    date: str
    """When it was committed, ISO 8601 with the offset of its time zone; or empty."""
    subject: str
    """The first line of the commit's message."""
    path: str
    """The article's path there, below the top of the repository."""
    merged: tuple[str, ...] = ()
    """For a merge that joins changes of both sides: the commits that it brought in."""


def uncommitted(path: str) -> Version:
    """Return the version that is in the working tree and nowhere else."""
    return Version(commit="", short="", date="", subject="not yet committed", path=path)
