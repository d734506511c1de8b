"""Near misses: the passages most like a quote that was not found, for the help line.

Nothing is ever placed by what is found here.
"""

from __future__ import annotations

import re

from explainer.model import Range

LEAST = 60.0
"""Likeness, of 100, below which a passage is not worth showing."""
_ENDS_TRIED = 7
_WORD = re.compile(r"\w[^\s]*\w|\w")
_TOO_LONG = 2000
"""Quotes beyond this many code points are compared by their beginning."""


def near_misses(text: str, quote: str, *, limit: int = 3) -> tuple[tuple[Range, float], ...]:
    """Return up to `limit` passages like the quote, the best first, each with a score.

    The score is rapidfuzz's ratio, 0 to 1, on text in lower case. Passages begin and end
    with words and do not overlap.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - 20 ms that only mistakes need

    needle = quote[:_TOO_LONG].lower()
    found: list[tuple[Range, float]] = []
    lowered = _lower(text)
    for start, end in _windows(len(text), len(needle)):
        aligned = fuzz.partial_ratio_alignment(needle, lowered[start:end], score_cutoff=LEAST)
        if aligned and aligned.dest_end > aligned.dest_start:
            found.append(_snap(text, needle, start + aligned.dest_start, start + aligned.dest_end))
    best: list[tuple[Range, float]] = []
    for place, score in sorted(found, key=lambda one: (-one[1], one[0].start)):
        if score * 100 >= LEAST and all(
            place.end <= one.start or place.start >= one.end for one, _ in best
        ):
            best.append((place, score))
    return tuple(best[:limit])


def _windows(length: int, needle: int) -> list[tuple[int, int]]:
    """Return overlapping windows, so that one page can have several near misses."""
    size = max(needle * 4, 400)
    step = size - needle * 2 if size > needle * 2 else size
    return [(at, min(length, at + size)) for at in range(0, max(length, 1), max(step, 1))]


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _snap(text: str, needle: str, start: int, end: int) -> tuple[Range, float]:
    """Return the words about a stretch that are most like the needle, and how like.

    rapidfuzz finds windows no longer than the needle, so the ends are set anew: at each
    side the nearest few bounds of words are tried.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - as above

    words = [found.span() for found in _WORD.finditer(text, max(0, start - 60), end + 60)]
    starts = sorted((one for one, _ in words), key=lambda at: abs(at - start))[:_ENDS_TRIED]
    ends = sorted((one for _, one in words), key=lambda at: abs(at - end))[:_ENDS_TRIED]
    tried = [
        (fuzz.ratio(needle, _lower(text[first:last])), first, last)
        for first in starts
        for last in ends
        if first < last
    ]
    score, first, last = max(tried, key=lambda one: (one[0], -one[1]), default=(0.0, start, end))
    return Range(start=first, end=last), score / 100
