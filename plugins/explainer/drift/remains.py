"""What an alignment says is left of a passage, and where that is.

Words are weighed by their letters. Where the words of a passage went apart, the passage is
where most of them are close together.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from explainer.drift.alignment import Alignment

_STRETCHED, _AT_LEAST = 2.0, 4.0
"""How much longer than the passage the place may be, and letters by which it always may."""
_GAP = 0.03
"""What a letter between two words that are left costs, in letters that are left."""
_NEAR = 25
"""Letters around a place that count as its surroundings."""
_FARTHER, _MORE = 1.6, 10
"""How much more counts as the surroundings that the passage had."""
_REPLACING, _ONE = 1.5, 1
"""How many new tokens may stand for one of the first or last ones that were replaced."""


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left of a passage at one place."""

    start: int
    """The tokens of the new text, half-open: those left, and those that replaced the ends."""
    end: int
    share: float
    """How much of the passage is left, 0 to 1, its words weighed by their letters."""
    around: float
    """How much of what is around the place now was around the passage, 0 to 1."""


def remains(lined_up: Alignment, first: int, last: int) -> Remains | None:
    """Return what is left of some old tokens, half-open, where most of it is; None if nothing."""
    links: Sequence[tuple[int, int]] = sorted(
        (lined_up.image[at], at) for at in range(first, last) if lined_up.image[at] >= 0
    )
    if not links:
        return None
    total = lined_up.old_words.weight(first, last)
    links = _heaviest(lined_up, links, _STRETCHED * total + _AT_LEAST)
    letters = sum(lined_up.old_words.weights[at] for _, at in links)
    place = _stretch(lined_up, (first, last), links)
    return Remains(
        start=place[0],
        end=place[1],
        share=letters / total,
        around=_around(lined_up, (first, last), place),
    )


def _heaviest(
    lined_up: Alignment, links: Sequence[tuple[int, int]], longest: float
) -> Sequence[tuple[int, int]]:
    """Return the links close together that weigh most; together no longer than so many letters.

    It is the largest sum in a sliding window, with the least sum to begin after kept in a
    queue, so that each link is looked at once.
    """
    sums = lined_up.new_words.sums
    starts: deque[tuple[float, int]] = deque()
    total, best, found = 0.0, -1.0, (0, 0)
    for at, (new, old) in enumerate(links):
        total -= _GAP * (sums[new] - sums[links[at - 1][0] + 1]) if at else 0.0
        while starts and starts[-1][0] > total:
            starts.pop()
        starts.append((total, at))
        total += lined_up.old_words.weights[old]
        while len(starts) > 1 and sums[new + 1] - sums[links[starts[0][1]][0]] > longest:
            starts.popleft()
        if total - starts[0][0] > best:
            best, found = total - starts[0][0], (starts[0][1], at + 1)
    return links[found[0] : found[1]]


def _around(lined_up: Alignment, old: tuple[int, int], new: tuple[int, int]) -> float:
    """Return how much of the surroundings of a place come from those of the passage."""
    start, end = _widened(lined_up.old_words.weights, old, _FARTHER * _NEAR + _MORE)
    left, right = _widened(lined_up.new_words.weights, new, _NEAR)
    weights = lined_up.new_words.weights
    every = [*range(left, new[0]), *range(new[1], right)]
    total = sum(weights[at] for at in every)
    known = sum(weights[at] for at in every if start <= lined_up.origin[at] < end)
    return known / total if total > 1 else 0.5


def _widened(weights: Sequence[float], place: tuple[int, int], by: float) -> tuple[int, int]:
    """Return tokens with so many letters more on both sides."""
    start, end = place
    room = by
    while start > 0 and room > 0:
        start -= 1
        room -= weights[start]
    room = by
    while end < len(weights) and room > 0:
        room -= weights[end]
        end += 1
    return start, end


def _stretch(
    lined_up: Alignment, old: tuple[int, int], links: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """Return the new tokens of a passage: those left, and those that replaced its ends."""
    first, last = old
    start, end = links[0][0], links[-1][0] + 1
    image = lined_up.image
    lost = links[0][1] - first
    if lost > 0 and first and image[first - 1] >= 0:
        edge = image[first - 1] + 1
        start = edge if 0 <= start - edge <= _REPLACING * lost + _ONE else start
    lost = last - 1 - links[-1][1]
    if lost > 0 and last < len(image) and image[last] >= 0:
        edge = image[last]
        end = edge if 0 <= edge - end <= _REPLACING * lost + _ONE else end
    return start, end
