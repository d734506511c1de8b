"""Near misses: the passages most like a quote that was not found, for the help line.

Nothing is ever placed by what is found here.
"""

from __future__ import annotations

import re

from explainer.drift.needle import Needle
from explainer.drift.seeds import hits, regions
from explainer.fold import lowered
from explainer.model import Range

LEAST = 60.0
"""Likeness, of 100, below which a passage is not worth showing."""
_ENDS_TRIED = 7
_WORD = re.compile(r"\w[^\s]*\w|\w")
_LARGE = 60_000
"""Code points from which a page is not read as a whole."""
_REGIONS = 6
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
    low = lowered(text)
    for start, end in _windows(low, needle):
        aligned = fuzz.partial_ratio_alignment(needle, low[start:end], score_cutoff=LEAST)
        if aligned and aligned.dest_end > aligned.dest_start:
            found.append(_snap(text, needle, start + aligned.dest_start, start + aligned.dest_end))
    best: list[tuple[Range, float]] = []
    for place, score in sorted(found, key=lambda one: (-one[1], one[0].start)):
        if score * 100 >= LEAST and all(
            place.end <= one.start or place.start >= one.end for one, _ in best
        ):
            best.append((place, score))
    return tuple(best[:limit])


def _windows(text: str, needle: str) -> list[tuple[int, int]]:
    """Return overlapping windows, so that one page can have several near misses.

    Of a large page only those are read that share rare words with the needle.
    """
    size = max(len(needle) * 4, 400)
    if len(text) > _LARGE:
        wanted = Needle.of(needle)
        found = regions(wanted, hits(text, wanted), _REGIONS)
        return [(max(0, one.start - size // 4), min(len(text), one.end + size)) for one in found]
    step = size - len(needle) * 2 if size > len(needle) * 2 else size
    return [(at, min(len(text), at + size)) for at in range(0, max(len(text), 1), max(step, 1))]


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
        (fuzz.ratio(needle, lowered(text[first:last])), first, last)
        for first in starts
        for last in ends
        if first < last
    ]
    score, first, last = max(tried, key=lambda one: (one[0], -one[1]), default=(0.0, start, end))
    return Range(start=first, end=last), score / 100
