"""The contents of files in a repository, asked of one process."""

from __future__ import annotations

import subprocess
import weakref
from typing import IO

from explainer.history.command import Git, HistoryError, end

MAX_BYTES = 5 * 1024 * 1024
"""What is larger is not read, as in the working tree (`load.files`)."""
_CHUNK = 1024 * 1024


class Blobs:
    """Reads objects through one `git cat-file --batch`, started when it is first needed."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, name: str) -> bytes | None:
        """Return the content of `commit:path` or of an object id.

        None if there is no such file, or if it has more than 5 MB.
        """
        # A line break cannot be part of a question; git says which object is meant.
        asked = self._git.ask("rev-parse", "--verify", "-q", name) if "\n" in name else name
        return self._answer(asked) if asked and "\n" not in asked else None

    def _answer(self, name: str) -> bytes | None:
        to, back = self._pipes()
        try:
            to.write(name.encode("utf-8", "surrogateescape") + b"\n")
            to.flush()
            header = back.readline().rsplit(b" ", 2)
        except OSError as error:
            raise HistoryError("git cat-file ended too early") from error
        if not header[-1].endswith(b"\n"):
            raise HistoryError("git cat-file ended too early")
        if header[-1] == b"missing\n" or not header[-1].strip().isdigit():
            return None
        size = int(header[-1])
        content = _content(back, size)
        return content if header[1] == b"blob" else None

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = self._git.start("cat-file", "--batch")
            weakref.finalize(self, end, self._process)
        if self._process.stdin is None or self._process.stdout is None:  # pragma: no cover
            raise TypeError(self._process)
        return self._process.stdin, self._process.stdout


def _content(back: IO[bytes], size: int) -> bytes | None:
    """Return what follows a header, read to its end in any case."""
    kept = back.read(size) if size <= MAX_BYTES else None
    left = 0 if kept is not None else size
    while left > 0:
        read = len(back.read(min(left, _CHUNK)))
        left = left - read if read else 0
    back.read(1)
    return kept
