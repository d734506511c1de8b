"""The places of a page that may be meant by a quote: where its words stand, and the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from explainer.drift.chain import Link, chain, quoted
from explainer.drift.evidence import Place
from explainer.drift.needle import Needle
from explainer.drift.seeds import Hits, Region, regions
from explainer.drift.tokens import Token, shared_start, tokens
from explainer.fold import cuts_word

MOST_REGIONS = 6
"""Regions that are looked into."""
MOST_SAME = 12
"""Places with the very words that are looked into: those whose context fits best."""
_MOST_READ = 2000
"""Places with the very words that are read at all."""
_ROOM = 30
"""Code points of page beyond the needle's length that are lined up, on either side."""
_FEW_LETTERS = 70
"""Likeness of two words, of 100, from which they are the same but for a few letters."""
_WORD = 20
"""Code points within which the start of a word is looked for."""


def places(text: str, needle: Needle, where: Hits) -> list[Place]:
    """Return the places that may be meant, each once; `text` is folded, in lower case."""
    found: dict[tuple[int, int], Place] = {}
    starts = list(_same(text, needle))
    for start in starts:
        place = _unchanged(text, needle, start)
        found[place.start, place.end] = place
    for region in regions(needle, where, MOST_REGIONS):
        if any(_covers(region, start - len(needle.prefix)) for start in starts):
            continue
        lined_up = _lined_up(text, needle, region)
        if lined_up:
            found.setdefault((lined_up.start, lined_up.end), lined_up)
    return list(found.values())


def _covers(region: Region, origin: int) -> bool:
    return region.start == region.end == origin


def _same(text: str, needle: Needle) -> list[int]:
    """Return where the very words stand, as whole words; of many, those that fit best."""
    starts = list(_occurrences(text, needle.quote))
    if len(starts) <= MOST_SAME:
        return starts
    return sorted(sorted(starts, key=lambda start: -_touching(text, needle, start))[:MOST_SAME])


def _occurrences(text: str, words: str) -> Iterator[int]:
    read = 0
    start = text.find(words) if words else -1
    while start >= 0 and read < _MOST_READ:
        read += 1
        if not cuts_word(text, start) and not cuts_word(text, start + len(words)):
            yield start
        start = text.find(words, start + 1)


def _touching(text: str, needle: Needle, start: int) -> int:
    """Return how many code points of context touch the quote unchanged."""
    before = text[max(0, start - len(needle.prefix)) : start]
    end = start + len(needle.quote)
    return shared_start(needle.prefix[::-1], before[::-1]) + shared_start(
        needle.suffix, text[end : end + len(needle.suffix)]
    )


def _unchanged(text: str, needle: Needle, start: int) -> Place:
    end = start + len(needle.quote)
    first = _word_start(text, max(0, start - len(needle.prefix) - _ROOM))
    around = tokens(text, first, end + len(needle.suffix) + _ROOM)
    links = chain(needle.tokens, around)
    return Place(start=start, end=end, links=tuple(links), around=tuple(around))


def _lined_up(text: str, needle: Needle, region: Region) -> Place | None:
    slack = _ROOM + len(needle.quote) // 2
    first = _word_start(text, max(0, region.start - slack))
    around = tokens(text, first, min(len(text), region.end + len(needle.text) + slack))
    links = chain(needle.tokens, around)
    found = quoted(needle, links) if links else None
    if found is None:
        return None
    start, end = _mended(needle, links, around, found)
    if end <= start:
        at = around[start].start if start < len(around) else len(text)
        return Place(start=at, end=at, links=tuple(links), around=tuple(around))
    return Place(
        start=around[start].start,
        end=around[end - 1].end,
        links=tuple(links),
        around=tuple(around),
    )


def _mended(
    needle: Needle, links: Sequence[Link], around: Sequence[Token], found: tuple[int, int]
) -> tuple[int, int]:
    """Return a place with the words at its ends that differ from the quote's in a few letters.

    Such words are no links, but they are the quote's nevertheless.
    """
    inside = [link.needle for link in links if needle.first <= link.needle < needle.last]
    start, end = found
    if not inside:
        return found
    lost = inside[0] - 1
    while lost >= needle.first and start and _like(needle.tokens[lost], around[start - 1]):
        start, lost = start - 1, lost - 1
    lost = inside[-1] + 1
    while lost < needle.last and end < len(around) and _like(needle.tokens[lost], around[end]):
        end, lost = end + 1, lost + 1
    return start, end


def _like(one: Token, other: Token) -> bool:
    if one.word.isdigit() and other.word.isdigit():
        return True
    return fuzz.ratio(one.word, other.word) >= _FEW_LETTERS


def _word_start(text: str, at: int) -> int:
    space = text.rfind(" ", max(0, at - _WORD), at + 1)
    return space + 1 if space >= 0 else at
