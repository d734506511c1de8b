"""Near misses: the passages most like a quote that was not found, for the help line.

Nothing is ever placed by what is found here.
"""

from __future__ import annotations

from explainer.fold import cuts_word
from explainer.model import Range

LEAST = 60.0
"""Likeness, of 100, below which a passage is not worth showing."""
_TOO_LONG = 2000
"""Quotes beyond this many code points are compared by their beginning."""


def near_misses(text: str, quote: str, *, limit: int = 3) -> tuple[tuple[Range, float], ...]:
    """Return up to `limit` passages like the quote, the best first, each with a score.

    The score is rapidfuzz's partial ratio, 0 to 1, on text in lower case. Passages do
    not overlap.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - 20 ms that only mistakes need

    needle = quote[:_TOO_LONG].lower()
    found: list[tuple[Range, float]] = []
    lowered = _lower(text)
    for start, end in _windows(len(text), len(needle)):
        aligned = fuzz.partial_ratio_alignment(needle, lowered[start:end], score_cutoff=LEAST)
        if aligned and aligned.dest_end > aligned.dest_start:
            place = _snap(text, start + aligned.dest_start, start + aligned.dest_end)
            found.append((place, aligned.score / 100))
    best: list[tuple[Range, float]] = []
    for place, score in sorted(found, key=lambda one: (-one[1], one[0].start)):
        if all(place.end <= one.start or place.start >= one.end for one, _ in best):
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


def _snap(text: str, start: int, end: int) -> Range:
    """Widen a range to what white space bounds, then drop punctuation at its end."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    while start and not text[start - 1].isspace() and cuts_word(text, start):
        start -= 1
    while end < len(text) and not text[end].isspace() and not text[end - 1].isspace():
        end += 1
    return Range(start=start, end=start + len(text[start:end].rstrip(" .,;:!?…")))
