"""The commits of a file under one name, and the name it had before.

`git log --follow` is not used: across merges it loses the thread, as its manual says.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from explainer.history.command import Git
from explainer.version import Version

_FIELDS = ("%H", "%h", "%cI", "%P", "%s")
_FORMAT = "--format=" + "%x00".join(_FIELDS)


def commits_of(git: Git, start: str, path: str) -> Iterator[Version]:
    """Yield the commits that changed a path, from a commit on back, along one line.

    Git leaves out merges that took the path over from one side, and follows that side.
    Where both sides changed it, this follows the first.
    """
    records = git.records(
        "log", "-z", "--parents", "--encoding=UTF-8", "--no-decorate", "--no-patch", _FORMAT,
        start, "--", path,
    )  # fmt: skip
    wanted = ""
    try:
        for record in zip(*[records] * len(_FIELDS), strict=False):
            commit, short, date, parents, subject = (
                one.decode("utf-8", "replace") for one in record
            )
            if wanted in {"", commit}:
                wanted, *others = parents.split() or ["-"]
                yield Version(
                    commit=commit,
                    short=short,
                    date=date,
                    subject=" ".join(subject.split()),
                    path=path,
                    merged=tuple(others),
                )
    finally:
        records.close()


def renamed_from(git: Git, version: Version) -> tuple[str | None, str | None]:
    """Return the parent in which a file had another name, and that name; or None twice.

    `version` is the commit that added the path.
    """
    parents = git.ask("rev-parse", f"{version.commit}^@")
    for parent in (parents or "").split():
        told = os.fsdecode(
            git.run(
                "diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status",
                parent, version.commit, "--",
            )
        ).split("\0")  # fmt: skip
        for status, old, new in zip(told[0::3], told[1::3], told[2::3], strict=False):
            if status and new == version.path:
                return parent, old
    return None, None
