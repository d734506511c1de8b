"""Where a thing is written: a text file, and a stretch of it.

A *span* is a place in a source file (YAML, Markdown), for diagnostics. A place in the
text a reader sees is a *range* (`explainer.model.Range`); the two never mix.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TextFile:
    """A file that was read, with the starts of its lines."""

    path: str
    """Relative to the project's root, with forward slashes on every system."""
    text: str
    """The content, decoded, without a byte order mark."""
    line_starts: tuple[int, ...] = field(init=False, repr=False)
    """The offset of each line's first code point."""

    def __post_init__(self) -> None:
        """Find the lines, once."""
        if "\r" in self.text:
            starts = (0, *(found.end() for found in _LINE_BREAK.finditer(self.text)))
        else:  # the same, and quicker: every page is read through here
            starts = (0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1]))
        object.__setattr__(self, "line_starts", starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column, in code points, of an offset."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return the text of a 1-based line, without its line break."""
        start = self.line_starts[number - 1]
        ended = number < len(self.line_starts)
        end = self.line_starts[number] if ended else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def span(self, start: int, end: int) -> Span:
        """Return the span of the code points from start to end, half-open."""
        return Span(self, start, end)

    def whole(self) -> Span:
        """Return the span that stands for the file as such: its first line's start."""
        return Span(file=self, start=0, end=0)


class Span(NamedTuple):
    """A stretch of a source file, in code points, half-open."""

    file: TextFile
    start: int
    end: int

    @property
    def text(self) -> str:
        """The code points as they stand in the file."""
        return self.file.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The 1-based line of the first code point."""
        return self.file.position(self.start)[0]

    @property
    def column(self) -> int:
        """The 1-based column, in code points, of the first code point."""
        return self.file.position(self.start)[1]

    @property
    def end_line(self) -> int:
        """The 1-based line where the span ends."""
        return self.file.position(self.end)[0]

    @property
    def end_column(self) -> int:
        """The 1-based column just after the last code point."""
        return self.file.position(self.end)[1]

    def find(self, needle: str, *, nth: int = 0) -> Span:
        """Return the span of the nth occurrence of needle inside, or this span itself."""
        at = self.start - 1
        for _ in range(nth + 1):
            at = self.file.text.find(needle, at + 1, self.end)
            if at < 0:
                return self
        return self.file.span(at, at + len(needle))
