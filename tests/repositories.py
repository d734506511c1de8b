"""Scratch git repositories, the same on every machine: no settings but their own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

IDENTITY = {
    "GIT_AUTHOR_NAME": "An editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "An editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
_NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Repository:
    """A repository in a folder of its own; its clock goes on by a minute with each commit."""

    root: Path
    minutes: int = 0

    def git(self, *arguments: str) -> str:
        """Run git there and return what it prints."""
        when = (_NEW_YEAR + timedelta(minutes=self.minutes)).isoformat()
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607 - the git of the machine
            cwd=self.root,
            env={**os.environ, **IDENTITY, **dates},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "replace").strip()

    def on(self, day: int) -> Repository:
        """Let it be the morning of a day in January 2026."""
        self.minutes = (day - 1) * 24 * 60 + 8 * 60
        return self

    def write(self, path: str, text: str | bytes) -> Repository:
        """Write a file and leave it at that."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def commit(self, subject: str, **files: str | bytes) -> str:
        """Write files, commit everything there is, and return the id of the commit.

        A file is named as Python names things: `docs__a` is `docs/a.md`.
        """
        for name, text in files.items():
            self.write(f"{name.replace('__', '/')}.md", text)
        self.minutes += 1
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject)
        return self.git("rev-parse", "HEAD")


def repository(root: Path) -> Repository:
    """Return a new repository; nothing is committed to it."""
    root.mkdir(parents=True, exist_ok=True)
    made = Repository(root=root)
    made.git("init", "-q", "-b", "main")
    return made
