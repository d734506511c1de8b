"""Two versions of a text, lined up word by word.

Stretches that stand once in each are linked first, in their old order or moved
(`lining`); what is left between them, and next to what was moved, by the fewest changes
(rapidfuzz, Indel). Words that are alike only by chance, in the middle of changes larger
than they are, are let go.

Budget, on one core: two texts of 100 kB half a second, of 500 kB two to four seconds,
however they repeat themselves; memory below 1 kB for each word. A gap with more than
`_MOST_PAIRS` pairs of words is compared part by part, so that a word which went far inside
it is not found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from explainer.drift.lining import (
    MOVED,
    Links,
    Run,
    Words,
    link_in_order,
    link_moved,
    runs,
)
from explainer.drift.sliding import slide
from explainer.drift.tokens import Token, tokens
from explainer.find import Haystack

_MOST_PAIRS = 25_000_000
"""Pairs of tokens up to which a gap is compared as a whole."""
_WIDER, _MORE = 1.5, 8
"""By how much the words next to a moved stretch may be more than those that went with it."""
_MOVED = (4, 3)
"""Tokens in a row by which moved stretches are known, the surer first."""
_LONELY, _SPARED = 2.5, 2.0
"""How much larger than a stretch the changes on both sides are, in letters, for it to be
alike by chance."""
_NOWHERE = 1e9


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """Which token of the new text is which of the old one."""

    old: Haystack
    new: Haystack
    old_tokens: Sequence[Token]
    new_tokens: Sequence[Token]
    old_words: Words
    """What the old tokens weigh."""
    new_words: Words
    image: Sequence[int]
    """For each old token the index of its new one, or -1."""
    origin: Sequence[int]
    """For each new token the index of its old one, or -1."""


@lru_cache(maxsize=4)
def alignment(old: str, new: str) -> Alignment:
    """Return two texts lined up; the last few pairs are remembered."""
    before, after = Haystack(old), Haystack(new)
    old_tokens, new_tokens = tokens(before.lowered), tokens(after.lowered)
    known: dict[str, int] = {}
    links = Links(Words.of(old_tokens, known), Words.of(new_tokens, known))
    link_in_order(links)
    for length in _MOVED:
        link_moved(links, length)
        _fill(links)
        _tidy(links)
    slide(links, known)
    return Alignment(
        old=before,
        new=after,
        old_tokens=old_tokens,
        new_tokens=new_tokens,
        old_words=links.old,
        new_words=links.new,
        image=links.image,
        origin=links.origin,
    )


def _fill(links: Links) -> None:
    """Link what is left, gap by gap, by the fewest changes; the smallest gaps first."""
    gaps = sorted(_gaps(links), key=lambda gap: (len(gap[0]) * len(gap[1]), gap[0][0]))
    for one, other in gaps:
        there = [at for at in other if links.origin[at] < 0]
        for old, new in _pieces(one, there):
            _link_alike(links, old, new)


def _link_alike(links: Links, old: Sequence[int], new: Sequence[int]) -> None:
    one = [links.old.numbers[at] for at in old]
    other = [links.new.numbers[at] for at in new]
    for code in Indel.opcodes(one, other):
        if code.tag == "equal":
            for at in range(code.src_end - code.src_start):
                links.link(old[code.src_start + at], new[code.dest_start + at])


def _pieces(
    old: Sequence[int], new: Sequence[int]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Yield a gap as a whole, or, if that is too much to compare, part by part."""
    parts = 1
    while len(old) * len(new) > _MOST_PAIRS * parts * parts:
        parts += 1
    for at in range(parts):
        yield (
            old[len(old) * at // parts : len(old) * (at + 1) // parts],
            new[len(new) * at // parts : len(new) * (at + 1) // parts],
        )


def _gaps(links: Links) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Yield the old tokens of each gap, with the new ones that may be the same."""
    linked = [-1, *(at for at, new in enumerate(links.image) if new >= 0), len(links.image)]
    image = [-1, *(new for new in links.image if new >= 0), len(links.origin)]
    for (left, right), (start, end) in zip(pairwise(linked), pairwise(image), strict=True):
        if right - left > 1:
            there = _between(links, start + 1, end, right - left - 1)
            if there:
                yield range(left + 1, right), there


def _between(links: Links, start: int, end: int, size: int) -> Sequence[int]:
    """Return the new tokens between two links, or, if the two are apart, next to them."""
    if start <= end and all(links.origin[at] < 0 for at in range(start, end)):
        return range(start, end)
    most = int(_WIDER * size) + _MORE
    after, before = start, end
    while after < min(len(links.origin), start + most) and links.origin[after] < 0:
        after += 1
    while before > max(0, end - most) and links.origin[before - 1] < 0:
        before -= 1
    # The two may be one stretch: between a link and one that stands before it.
    if start < end and before < after:
        return range(start, end)
    if before < after and start > before:
        return range(start, after)
    return [*range(start, after), *range(before, end)]


def _tidy(links: Links) -> None:
    """Let go of the runs that are alike by chance: small, in the middle of large changes.

    The ends of the texts are neighbours like any other, but not to a mark: most texts end
    with the same.
    """
    edge = Run(len(links.image), len(links.origin), 0)
    every = [Run(0, 0, 0), *runs(links.image), edge]
    for last, run, following in zip(every, every[1:], every[2:], strict=False):
        weight = links.old.weight(run.old, run.old + run.length)
        if weight >= MOVED:
            continue
        beside = [one for one in (last, following) if one.length or weight >= 1]
        gaps = (_gap(links, *sorted((one, run), key=lambda it: it.old)) for one in beside)
        if min(gaps, default=_NOWHERE) > _LONELY * weight + _SPARED:
            links.cut(run.old, run.new, run.length)


def _gap(links: Links, run: Run, following: Run) -> float:
    """Return how much was changed between two runs, in letters of the text that has more."""
    if following.new < run.new + run.length:
        return _NOWHERE
    return max(
        links.old.weight(run.old + run.length, following.old),
        links.new.weight(run.new + run.length, following.new),
    )
