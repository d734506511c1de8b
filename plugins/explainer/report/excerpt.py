"""The lines of a file with carets under a span, made to fit a terminal.

Columns on a screen are not code points: a Chinese character takes two, an accent that
stands by itself none, a tab as many as it likes.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from explainer.span import Span

WIDTH = 100
"""Columns a line may take before it is cut."""
_BEFORE = 30
"""Columns kept in front of the span if the line is cut."""
_MOST_LINES = 4
_TAB = "    "


class Row(NamedTuple):
    """A line of the excerpt and the carets below it."""

    number: int | None
    """None where lines are left out."""
    text: str
    carets: str


def excerpt(span: Span) -> tuple[Row, ...]:
    """Return the lines a span covers; a long span is cut in the middle."""
    if not span.file.text:
        return ()
    last = span.end_line - (span.end_column == 1 and span.end > span.start)
    numbers: list[int | None] = [*range(span.line, last + 1)]
    if len(numbers) > _MOST_LINES:
        numbers[2:-1] = [None]
    return tuple(Row(None, "...", "") if n is None else _row(span, n) for n in numbers)


def visible(text: str) -> str:
    """Return the text without what would move, colour or hide anything on a terminal."""
    return "".join(_visible(char) for char in text)


def shortened(text: str, longest: int) -> str:
    """Return a text with its middle left out if it is long, at spaces if there are any."""
    if len(text) <= longest:
        return text
    head, tail = text[: longest // 2], text[-longest // 2 :]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"


def columns(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    return sum(_width(char) for char in text)


def _row(span: Span, number: int) -> Row:
    line = span.file.line(number)
    start = span.column - 1 if number == span.line else len(line) - len(line.lstrip())
    end = span.end_column - 1 if number == span.end_line else len(line)
    before, inside, after = (_shown(part) for part in (line[:start], line[start:end], line[end:]))
    before, inside, after = _fitted(before, inside, after)
    # Spaces behind the words are not meant, but a tab that stands alone is.
    carets = " " * columns(before) + "^" * max(columns(inside.rstrip() or inside), 1)
    return Row(number, (before + inside + after).rstrip(), carets)


def _fitted(before: str, inside: str, after: str) -> tuple[str, str, str]:
    """Return the parts of a line, cut to the width around the span."""
    if columns(before + inside + after) <= WIDTH:
        return before, inside, after
    if columns(before) > _BEFORE and columns(before + inside) > WIDTH:
        before = "…" + _tail(before, _BEFORE)
    room = WIDTH - columns(before)
    if columns(inside) > room:
        return before, _head(inside, room - 1) + "…", ""
    room -= columns(inside)
    return before, inside, after if columns(after) <= room else _head(after, room - 1) + "…"


def _head(text: str, room: int) -> str:
    """Return as much of the text's start as fits."""
    used = 0
    for at, char in enumerate(text):
        used += _width(char)
        if used > room:
            return text[:at]
    return text


def _tail(text: str, room: int) -> str:
    """Return as much of the text's end as fits."""
    return _head(text[::-1], room)[::-1]


def _shown(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _visible(char: str) -> str:
    """Return a character, or a sign in its place if it is a control or a direction mark."""
    if char in "\n\u200d\ufe0f" or char.isprintable():
        return char
    kind = unicodedata.category(char)
    return " " if kind in {"Zs", "Zl", "Zp"} else "\ufffd"


def _width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
