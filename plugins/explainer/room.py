"""How much of each note the margin has room for, without looking at the page.

A reckoning in lines of the margin, from the lengths of texts alone. It may be a few lines out
where there are pictures or large type; then the notes below move down, since each is placed
below the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple


class Fit(Enum):
    """What of a note is shown in the margin before a reader opens it."""

    WHOLE = "whole"
    CUT = "cut"
    """Its title and a few lines."""
    TITLE = "title"


class Beside(NamedTuple):
    """A note to stand in the margin."""

    at: int
    """Offset in the text of the words it is about, in code points."""
    title: int
    """Length of its title, in code points."""
    body: int
    """Length of what it says, in code points."""


_TEXT_LINE = 68
"""Code points in a line of the article."""
_MARGIN_LINE = 38
_TITLE_LINE = 34
_LINES_BESIDE_ONE = 1.6
"""Lines of the margin beside one of the text: its type is smaller, without paragraphs apart."""
_AROUND = 2
"""The kind above a title and the space below a note, in lines."""
_CUT = 3
_ONE_PARAGRAPH = 700
"""Longer notes are not shown whole even where there is room."""
_FAR_BELOW = 10**9


def fits(notes: Sequence[Beside]) -> tuple[Fit, ...]:
    """Return how much of each note, in reading order, fits above the next one."""
    found, end = [], 0.0
    for note, following in pairwise((*notes, Beside(at=_FAR_BELOW, title=0, body=0))):
        end = max(end, _lines_down(note.at)) + _AROUND + -(-note.title // _TITLE_LINE)
        room = _lines_down(following.at) - end
        lines = note.body / _MARGIN_LINE
        if note.body <= _ONE_PARAGRAPH and lines <= room:
            fit = Fit.WHOLE
        else:
            fit = Fit.CUT if room >= _CUT else Fit.TITLE
        found.append(fit)
        end += {Fit.WHOLE: lines, Fit.CUT: _CUT, Fit.TITLE: 0}[fit]
    return tuple(found)


def _lines_down(at: int) -> float:
    return at / _TEXT_LINE * _LINES_BESIDE_ONE
