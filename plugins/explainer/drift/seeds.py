"""Where in a page a quote could stand: places that share words with it and its context.

Every word of four letters or more and every pair of neighbouring tokens is looked up in the
page in one pass (Aho-Corasick). Each hit votes for the place where the text would begin if
it stood there unchanged; hits that agree, more or less, make a region. It is the method of
seeds and diagonals that finds similar sequences in long ones (Altschul et al., Basic Local
Alignment Search Tool, 1990).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from explainer.drift.needle import Needle

_SEEDING = 4
"""Letters from which a word alone is a seed."""
_FARTHEST = 60
"""Code points that a pair of tokens may span."""
COMMON = 60
"""Hits from which a seed says nothing about where."""
_CHUNK = 65_536
"""Code points of the page read at once; seeds that proved common are not read on."""
_WIDE = 40
"""Code points of text that may have come in between, in a region, or a third of the needle."""
_WEAK = 0.3
"""Share of the best region's weight below which another is no rival."""
MOST_SEEDS = 600
"""Seeds of one needle; a longer one is known by fewer."""
LETTERS_A_WORD = 6.0
_USUAL = 0.3
"""Rarity of a word of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where the seeds of a needle stand in a page."""

    places: Mapping[str, Sequence[int]]
    """Code-point offsets, in order, of the seeds that stand somewhere."""
    common: frozenset[str]
    """Seeds that stand in too many places."""
    words: float
    """How many words the page has, about."""

    def rarity(self, word: str) -> float:
        """Return 0 for a word that is everywhere to 1 for one that stands in one place.

        A word that is too short to be looked up, or that is nowhere, counts as usual.
        """
        if word in self.common:
            return 0.0
        if word not in self.places:
            return _USUAL
        return math.log(self.words / (1 + len(self.places[word]))) / math.log(self.words)


class Region(NamedTuple):
    """A stretch of offsets where the needle may begin, and how much speaks for it."""

    weight: float
    start: int
    end: int


def hits(text: str, needle: Needle) -> Hits:
    """Return where the seeds of a needle stand in a text, folded and in lower case."""
    left = list(_seeds(needle))
    longest = max(map(len, left), default=0)
    places: dict[str, list[int]] = defaultdict(list)
    common: set[str] = set()
    for start in range(0, len(text), _CHUNK):
        if not left:
            break
        chunk = text[start : start + _CHUNK + longest]
        for index, at, end in AhoCorasick(left).find_matches_as_indexes(chunk, overlapping=True):
            if at < _CHUNK or end <= _CHUNK:
                places[left[index]].append(start + at)
        found = {one for one in left if len(places.get(one, ())) > COMMON}
        if found:
            common |= found
            left = [one for one in left if one not in found]
    rare = {one: at for one, at in places.items() if one not in common}
    return Hits(places=rare, common=frozenset(common), words=max(50.0, len(text) / LETTERS_A_WORD))


def _seeds(needle: Needle) -> Mapping[str, list[int]]:
    """Return the seeds with their offsets in the needle."""
    found: dict[str, list[int]] = defaultdict(list)
    text, every = needle.text, needle.tokens
    step = 1 + len(every) // MOST_SEEDS
    for index in range(0, len(every), step):
        token = every[index]
        if len(token.word) >= _SEEDING:
            found[token.word].append(token.start)
        if index + 1 < len(every) and every[index + 1].end - token.start <= _FARTHEST:
            found[text[token.start : every[index + 1].end]].append(token.start)
    return found


def regions(needle: Needle, where: Hits, limit: int) -> list[Region]:
    """Return up to `limit` regions where the needle may begin, the best first."""
    votes = sorted(
        (place - offset, math.log(where.words / len(places)), offset)
        for seed, offsets in _seeds(needle).items()
        if (places := where.places.get(seed))
        for offset in offsets
        for place in places
    )
    length = len(needle.text)
    best = sorted(_windows(votes, max(min(_WIDE, length), length // 3)), reverse=True)
    chosen: list[Region] = []
    for one in best:
        if one.weight < _WEAK * best[0].weight:
            break
        if all(one.end < other.start or one.start > other.end for other in chosen):
            chosen.append(one)
            if len(chosen) == limit:
                break
    return chosen


def _windows(votes: Sequence[tuple[int, float, int]], width: int) -> list[Region]:
    """Return, for each vote, the region of that width that ends with it.

    A part of the needle counts once in a region, however often it stands there.
    """
    found = []
    counts: dict[int, int] = defaultdict(int)
    total, first = 0.0, 0
    for diagonal, weight, offset in votes:
        counts[offset] += 1
        if counts[offset] == 1:
            total += weight
        while votes[first][0] < diagonal - width:
            _, gone, old = votes[first]
            counts[old] -= 1
            if not counts[old]:
                total -= gone
            first += 1
        found.append(Region(total, votes[first][0], diagonal))
    return found
