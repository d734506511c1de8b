"""Where an insertion or a deletion begins, if the words leave that open.

“A b. A c.” may have come of “A c.” by “A b. ” at its beginning or by “b. A ” after its first
word. To a reader it is the former: changes begin where sentences do (the same is done for
lines of code in Git, Michael Haggerty's indent heuristic).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from explainer.drift.lining import Links, Run, runs

_ENDS = ".!?…。！？"
"""Tokens that end a sentence."""
_FARTHEST = 40
"""Tokens by which a change is slid."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The text in which two runs touch, and the one in which they are apart."""

    here: Sequence[int]
    there: Sequence[int]
    link: Callable[[int, int, int], None]
    cut: Callable[[int, int, int], None]


def slide(links: Links, known: dict[str, int]) -> None:
    """Move links over what was inserted or deleted, so that it begins with a sentence.

    `known` is which number each word has.
    """
    ends = frozenset(known[one] for one in _ENDS if one in known)
    inserted = _Side(links.old.numbers, links.new.numbers, links.link, links.cut)
    deleted = _Side(
        links.new.numbers,
        links.old.numbers,
        lambda here, there, length: links.link(there, here, length),
        lambda here, there, length: links.cut(there, here, length),
    )
    # From the end, so that a run before the gap has not been moved yet when it is looked at.
    every = runs(links.image)[::-1]
    for following, last in pairwise(every):
        if last.old + last.length == following.old:
            _slide(inserted, last, following, ends)
        elif last.new + last.length == following.new:
            _slide(deleted, last.turned, following.turned, ends)


def _slide(side: _Side, last: Run, following: Run, ends: frozenset[int]) -> None:
    """Give the end of one run to the next, if a sentence begins there."""
    at, gap = following.old, following.new - last.new - last.length
    for by in range(min(gap, last.length - 1, _FARTHEST)):
        if side.here[at - by - 1] in ends:
            if by:
                side.cut(at - by, last.new + last.length - by, by)
                side.link(at - by, following.new - by, by)
            return
        if side.here[at - by - 1] != side.there[following.new - by - 1]:
            return
