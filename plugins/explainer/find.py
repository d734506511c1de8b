"""Searching a text: every place where words stand, exactly or after folding.

All places are given back, in order; nothing here chooses. None, one and many are three
outcomes (Apache Annotator's selectors do the same).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from explainer.fold import Folded, cuts_word, fold, is_grapheme_boundary, lowered
from explainer.model import Range

SHORT = 20
"""Below this many code points a quote must stand as whole words."""
FARTHEST = 3000
"""How many code points a range `first … last` may span."""
MOST_PLACES = 2000
"""Places of one quote that are looked at; nobody chooses among more."""
_SPACES = re.compile(r"\s+")


class Haystack:
    """A text to search; it is folded once, when that is first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        """The text, folded."""
        return fold(self.text)

    @cached_property
    def lowered(self) -> str:
        """The folded text in lower case; its offsets are those of `folded`."""
        return lowered(self.folded.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The places where words stand."""

    ranges: tuple[Range, ...] = ()
    exact: bool = True
    """True if the words stand there as written."""
    inside_words: tuple[Range, ...] = ()
    """Places passed over because a short quote would cut a word."""


def collapse(words: str) -> str:
    """Return words with white space collapsed and trimmed, as page text has it."""
    return _SPACES.sub(" ", words).strip()


def find_quote(haystack: Haystack, quote: str) -> Found:
    """Return the places of a quote: as written if it stands so at all, else folded.

    Where it is nowhere even so, capitals are left out of account; of a quote of fewer than
    SHORT code points only the first letter's. No more than MOST_PLACES are given.
    """
    exact = collapse(quote)
    if not exact:
        return Found()
    as_written = _whole_words(haystack.text, exact, tuple(_occurrences(haystack.text, exact)))
    if as_written.ranges:
        return as_written
    needle = fold(exact).text.strip()
    places = tuple(_folded_occurrences(haystack, haystack.folded.text, needle))
    folded = _whole_words(haystack.text, exact, places)
    if not (places or as_written.inside_words):
        folded = _in_other_case(haystack, exact, needle)
    return Found(
        ranges=folded.ranges,
        exact=bool(as_written.inside_words) and not folded.ranges,
        inside_words=as_written.inside_words or folded.inside_words,
    )


def _in_other_case(haystack: Haystack, exact: str, needle: str) -> Found:
    places = tuple(_folded_occurrences(haystack, haystack.lowered, lowered(needle)))
    if len(exact) < SHORT:
        rest = fold(exact[1:]).text
        text = haystack.text
        places = tuple(one for one in places if fold(text[one.start : one.end]).text.endswith(rest))
    found = _whole_words(haystack.text, exact, places)
    return replace(found, inside_words=())


def _whole_words(text: str, quote: str, places: tuple[Range, ...]) -> Found:
    whole = tuple(
        one for one in places if not cuts_word(text, one.start) and not cuts_word(text, one.end)
    )
    if whole or len(quote) >= SHORT:
        return Found(ranges=whole or places)
    return Found(inside_words=places)


def _occurrences(text: str, needle: str) -> Iterator[Range]:
    found = 0
    at = text.find(needle)
    while at >= 0 and found < MOST_PLACES:
        end = at + len(needle)
        if is_grapheme_boundary(text, at) and is_grapheme_boundary(text, end):
            found += 1
            yield Range(start=at, end=end)
        at = text.find(needle, at + 1)


def _folded_occurrences(haystack: Haystack, text: str, needle: str) -> Iterator[Range]:
    """Yield the places of a needle in a folded text, in the page's own offsets."""
    found = 0
    at = text.find(needle) if needle else -1
    while at >= 0 and found < MOST_PLACES:
        place = haystack.folded.original(at, at + len(needle))
        if place and all(is_grapheme_boundary(haystack.text, end) for end in place):
            found += 1
            yield Range(start=place[0], end=place[1])
        at = text.find(needle, at + 1)


def find_range(haystack: Haystack, first: str, last: str, within: tuple[Range, ...]) -> Found:
    """Return every stretch from `first` to the nearest `last` that follows it.

    A stretch stays inside one of the ranges `within` (sections without their
    subsections) and is no longer than FARTHEST.
    """
    starts, ends = find_quote(haystack, first), find_quote(haystack, last)
    found: list[Range] = []
    last_starts = [one.start for one in ends.ranges]
    for start in starts.ranges:
        limit = min(_end_of(within, start.start), start.start + FARTHEST)
        at = bisect_left(last_starts, start.end)
        end = ends.ranges[at].end if at < len(last_starts) else limit + 1
        if end <= limit:
            found.append(Range(start=start.start, end=end))
    nearest = {one.end: one for one in found}  # of two starts before one end, the later
    return Found(ranges=tuple(nearest.values()), exact=starts.exact and ends.exact)


def _end_of(within: tuple[Range, ...], offset: int) -> int:
    ends = [one.end for one in within if one.start <= offset < one.end]
    return min(ends, default=0)


def in_context(haystack: Haystack, place: Range, prefix: str, suffix: str) -> bool:
    """Return True if the folded words before and after a place are those given."""
    return _stands_before(haystack.text, place.start, prefix) and _stands_after(
        haystack.text, place.end, suffix
    )


def _stands_before(text: str, at: int, prefix: str) -> bool:
    wanted = fold(collapse(prefix)).text.strip()
    if not wanted:
        return True
    window = text[max(0, at - len(prefix) * 4 - 32) : at]
    return fold(window).text.rstrip().endswith(wanted)


def _stands_after(text: str, at: int, suffix: str) -> bool:
    wanted = fold(collapse(suffix)).text.strip()
    if not wanted:
        return True
    window = text[at : at + len(suffix) * 4 + 32]
    return fold(window).text.lstrip().startswith(wanted)
