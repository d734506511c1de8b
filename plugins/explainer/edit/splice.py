"""A stretch of a text replaced by another; nothing else is touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words for a stretch of a text: code points, half-open."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits made, in whatever order they are given.

    Offsets are those of the text as it was. An edit that is given twice is made once.
    Raises ValueError if two edits overlap: that is a bug of ours.
    """
    pieces = []
    at = 0
    for edit in sorted(set(edits), key=lambda one: (one.start, one.end, one.text)):
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"{edit} overlaps another edit or leaves the text")
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])
