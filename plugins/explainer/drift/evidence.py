"""What speaks for a place being the one that was quoted, as numbers.

Each number says one thing that a careful reader would look at; how they are weighed is
`judge`'s business. A number about context is `UNKNOWN` where that side was not given.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

from rapidfuzz import fuzz

from explainer.drift.chain import Link
from explainer.drift.needle import Needle
from explainer.drift.tokens import Token, is_mark, shared_start

UNKNOWN = -1.0
_CONTEXT = 32
"""Code points of context that count as a full side."""
_ROOM = 8
"""Code points by which context may be longer than it was."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the page that may be meant; offsets in the folded text, half-open."""

    start: int
    end: int
    links: tuple[Link, ...]
    """How the needle lines up with `around`."""
    around: tuple[Token, ...]
    """The tokens of the page there."""

    def overlaps(self, other: Place) -> bool:
        """Return True if two places share text, or are the same empty one."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for one place; the names are those of the judge's weights."""

    same: float
    """1 if the words are the same, but for case and typography."""
    likeness: float
    """How like the words are, character by character, 0 to 1."""
    kept: float
    """How much of the quote is there, its words weighed by rarity, 0 to 1."""
    telling: float
    """How much rare wording is there."""
    lost: float
    """How much rare wording of the quote is not there."""
    added: float
    """How much rare wording is there that the quote has not."""
    length: float
    """Logarithm of the quote's length."""
    stretch: float
    """Logarithm of how much longer the place is than the quote."""
    known: float
    """On how many sides context is given."""
    best_side: float
    """How like the better side of the context is, 0 to 1."""
    worst_side: float
    best_touch: float
    """How much of the better side touches the place unchanged, 0 to 1."""
    worst_touch: float
    best_words: float
    """How many of the words of the better side are there, in order, 0 to 1."""
    worst_words: float
    near: float
    """How many of the three tokens next to the quote, on both sides, are there, 0 to 1."""
    run: float
    """The longest run of unchanged tokens, weighed by rarity."""
    dense: float
    """How much of the place and its surroundings is in the needle."""
    margin: float = 0.0
    """By how much the place is better than the best other one."""
    context_margin: float = 0.0
    """By how much its context is."""
    likeness_margin: float = 0.0
    """By how much the words are more like the quote than in any other place."""
    over_same: float = 0.0
    """For other words: by how much the context is better than where the quote's own stand."""
    gap: float = 0.0
    """How well the context fits a place where nothing is left between its sides."""
    gap_touch: float = 0.0
    """How much of the context touches such a place unchanged."""
    twins: float = 0.0
    """Logarithm of the number of places where the words are the same."""
    same_elsewhere: float = 0.0
    """1 if the words stand unchanged in another place."""

    @property
    def context(self) -> float:
        """How well the context fits as a whole."""
        return max(self.best_words, 0.0) + max(self.worst_words, 0.0)

    @property
    def merit(self) -> float:
        """A rough worth, to compare places with."""
        return (
            self.likeness
            + 1.2 * max(self.best_side, 0.0)
            + 0.6 * max(self.worst_side, 0.0)
            + self.kept
            + 0.5 * self.context
        )

    def vector(self) -> tuple[float, ...]:
        """Return the numbers in the order of the fields."""
        return tuple(getattr(self, one) for one in NAMES)


NAMES = tuple(field.name for field in fields(Evidence))


@dataclass(frozen=True, slots=True)
class Side:
    """How one side of the context fits; all 0 to 1, or `UNKNOWN`."""

    likeness: float = UNKNOWN
    touch: float = UNKNOWN
    words: float = UNKNOWN


def evidence(text: str, needle: Needle, place: Place, rarity: Callable[[str], float]) -> Evidence:
    """Return what speaks for a place, others left aside; `text` is folded, in lower case."""
    got = text[place.start : place.end]
    worth = [_worth(token, rarity) for token in needle.tokens]
    kept = _kept(needle, place, worth)
    quoted = sum(worth[needle.first : needle.last])
    sides = sorted(_sides(text, needle, place, kept), key=lambda side: -side.likeness)
    touches = sorted((side.touch for side in sides), reverse=True)
    worded = sorted((side.words for side in sides), reverse=True)
    return Evidence(
        same=float(got == needle.quote),
        likeness=fuzz.ratio(needle.quote, got) / 100,
        kept=kept[1],
        telling=kept[1] * quoted,
        lost=(1 - kept[1]) * quoted,
        added=_added(needle, place, rarity),
        length=math.log(1 + len(needle.quote)),
        stretch=math.log((1 + len(got)) / (1 + len(needle.quote))),
        known=float(bool(needle.prefix)) + float(bool(needle.suffix)),
        best_side=sides[0].likeness,
        worst_side=sides[1].likeness,
        best_touch=touches[0],
        worst_touch=touches[1],
        best_words=worded[0],
        worst_words=worded[1],
        near=_near(needle, place),
        run=_longest_run(place, worth),
        dense=_dense(needle, place, worth, rarity),
    )


def _worth(token: Token, rarity: Callable[[str], float]) -> float:
    return 0.25 if is_mark(token.word) else 0.3 + rarity(token.word)


def _kept(needle: Needle, place: Place, worth: Sequence[float]) -> tuple[float, float, float]:
    """Return how much of prefix, quote and suffix is linked on its own side of the place."""
    found, every = [0.0, 0.0, 0.0], [1e-9, 1e-9, 1e-9]
    for index, one in enumerate(worth):
        every[_part(needle, index)] += one
    for link in place.links:
        part, token = _part(needle, link.needle), place.around[link.page]
        if part == (token.start >= place.start) + (token.start >= max(place.end, place.start)):
            found[part] += worth[link.needle]
    return found[0] / every[0], found[1] / every[1], found[2] / every[2]


def _part(needle: Needle, index: int) -> int:
    """Return 0, 1 or 2: the token belongs to the prefix, the quote or the suffix."""
    return (index >= needle.first) + (index >= needle.last)


def _sides(
    text: str, needle: Needle, place: Place, kept: tuple[float, float, float]
) -> tuple[Side, Side]:
    before, after = Side(), Side()
    prefix, suffix = needle.prefix.rstrip()[-_CONTEXT:], needle.suffix.lstrip()[:_CONTEXT]
    if prefix:
        stands = text[max(0, place.start - len(prefix) - _ROOM) : place.start].rstrip()
        touch = shared_start(prefix[::-1], stands[::-1]) / len(prefix)
        before = Side(_like(prefix, stands, stands[-len(prefix) :]), touch, kept[0])
    if suffix:
        stands = text[place.end : place.end + len(suffix) + _ROOM].lstrip()
        touch = shared_start(suffix, stands) / len(suffix)
        after = Side(_like(suffix, stands, stands[: len(suffix)]), touch, kept[2])
    return before, after


def _like(wanted: str, stands: str, there: str) -> float:
    """Return how like context is to what stands in its place, or a little beside it."""
    if not stands:
        return 0.0
    return max(fuzz.ratio(wanted, there), 0.9 * fuzz.partial_ratio(wanted, stands)) / 100


def _near(needle: Needle, place: Place) -> float:
    linked = {link.needle for link in place.links}
    beside = [
        *range(max(0, needle.first - 3), needle.first),
        *range(needle.last, min(len(needle.tokens), needle.last + 3)),
    ]
    return sum(one in linked for one in beside) / len(beside) if beside else UNKNOWN


def _added(needle: Needle, place: Place, rarity: Callable[[str], float]) -> float:
    quoted = {token.word for token in needle.tokens[needle.first : needle.last]}
    return sum(
        _worth(token, rarity)
        for token in place.around
        if place.start <= token.start < place.end and token.word not in quoted
    )


def _longest_run(place: Place, worth: Sequence[float]) -> float:
    best = run = 0.0
    last = Link(-2, -2)
    for link in place.links:
        follows = link.needle == last.needle + 1 and link.page == last.page + 1
        run = (run if follows else 0.0) + worth[link.needle]
        best, last = max(best, run), link
    return best


def _dense(
    needle: Needle, place: Place, worth: Sequence[float], rarity: Callable[[str], float]
) -> float:
    start, end = place.start - len(needle.prefix), place.end + len(needle.suffix)
    there = sum(
        _worth(token, rarity) for token in place.around if token.start >= start and token.end <= end
    )
    return sum(worth[link.needle] for link in place.links) / max(there, 1e-9)


def compared(places: Sequence[Place], found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence with what comes of comparing each place with the others."""
    same = sum(one.same for one in found)
    judged = []
    for place, mine in zip(places, found, strict=True):
        rivals = [
            one
            for other, one in zip(places, found, strict=True)
            if other is not place and not place.overlaps(other)
        ]
        unchanged = [one.context for one in rivals if one.same]
        gaps = [one for other, one in zip(places, found, strict=True) if _is_gap(other)]
        judged.append(
            replace(
                mine,
                margin=mine.merit - max((one.merit for one in rivals), default=0.0),
                context_margin=mine.context - max((one.context for one in rivals), default=0.0),
                over_same=0.0 if mine.same else mine.context - max(unchanged, default=0.0),
                likeness_margin=mine.likeness - max((one.likeness for one in rivals), default=0.0),
                gap=max((one.context for one in gaps), default=0.0),
                gap_touch=max((one.worst_touch for one in gaps), default=0.0),
                twins=math.log(1 + same),
                same_elsewhere=float(same - mine.same > 0),
            )
        )
    return tuple(judged)


def _is_gap(place: Place) -> bool:
    return place.end <= place.start
