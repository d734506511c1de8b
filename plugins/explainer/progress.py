"""How far a long task is, shown on a terminal and nowhere else."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import Self, TextIO

PATIENCE = 1.0
"""Seconds that pass before anything is shown."""
_PAUSE = 0.1
"""Seconds between two updates."""


class Progress:
    """A line on a terminal that says how far things are; gone when the task is done."""

    def __init__(self, what: str, *, stream: TextIO | None = None) -> None:
        self._what = what
        self._stream = stream or sys.stderr
        self._wanted = self._stream.isatty()
        self._next = monotonic() + PATIENCE
        self._width = 0

    def __call__(self, done: int, of: int) -> None:
        """Say that `done` of `of` are done."""
        if self._wanted and monotonic() >= self._next:
            self._show(f"{self._what}: {done} of {of}")
            self._next = monotonic() + _PAUSE

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the line away."""
        if self._width:
            self._show("")
            self._stream.write("\r")
            self._stream.flush()

    def _show(self, line: str) -> None:
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)
