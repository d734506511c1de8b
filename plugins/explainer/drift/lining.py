"""Stretches of words that two texts share: what an alignment of the two is made of.

Stretches that stand once in each text are linked first, the longest series that is in the
same order in both, and again inside each gap (patience diff, Bram Cohen; the series by
patience sorting). What is left and stands once in each, wherever it is, was moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from explainer.drift.tokens import Token, is_mark

_SHINGLES = (8, 4)
"""Tokens in a row that must stand once in each text, the surer length first."""
_DEEPEST = 12
"""Gaps within gaps that are looked into; a text of repeats has no end of them."""
_MARK = 0.1
"""What a mark weighs; a word weighs its letters."""
MOVED = 20
"""Letters that a moved stretch has at least: shorter ones are alike by chance."""
_REACH = 400
"""Tokens by which a moved stretch is followed to either side."""


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text, as numbers; the same word is the same number in both texts."""

    numbers: Sequence[int]
    weights: Sequence[float]
    """How many letters each token has; a mark has hardly any."""
    sums: Sequence[float]
    """The weights of all tokens before each."""

    @classmethod
    def of(cls, tokens: Sequence[Token], known: dict[str, int]) -> Words:
        """Return tokens as numbers; `known` is shared by the two texts, and grows."""
        numbers = [known.setdefault(token.word, len(known)) for token in tokens]
        weights = [_MARK if is_mark(token.word) else float(len(token.word)) for token in tokens]
        return cls(numbers, weights, [0.0, *accumulate(weights)])

    def weight(self, start: int, end: int) -> float:
        """Return what the tokens of a stretch weigh together, in letters."""
        return self.sums[end] - self.sums[start]


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Which token of the one text is which of the other; -1 where none is."""

    old: Words
    new: Words
    image: list[int] = field(init=False)
    origin: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with no links."""
        object.__setattr__(self, "image", [-1] * len(self.old.numbers))
        object.__setattr__(self, "origin", [-1] * len(self.new.numbers))

    def link(self, old: int, new: int, length: int = 1) -> None:
        """Link tokens in a row."""
        self.image[old : old + length] = range(new, new + length)
        self.origin[new : new + length] = range(old, old + length)

    def cut(self, old: int, new: int, length: int) -> None:
        """Undo the links of tokens in a row."""
        self.image[old : old + length] = [-1] * length
        self.origin[new : new + length] = [-1] * length

    def free(self, old: int, new: int) -> bool:
        """Return True if two tokens are the same and neither is linked."""
        return (
            self.image[old] < 0
            and self.origin[new] < 0
            and self.old.numbers[old] == self.new.numbers[new]
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Linked tokens in a row, in both texts."""

    old: int
    new: int
    length: int

    @property
    def turned(self) -> Run:
        """The same run, seen from the new text."""
        return Run(self.new, self.old, self.length)


def runs(image: Sequence[int]) -> list[Run]:
    """Return the links as runs, in the order of the old text."""
    found: list[Run] = []
    start = 0
    for at in range(1, len(image) + 1):
        if at == len(image) or image[at] < 0 or image[at] != image[at - 1] + 1:
            if image[start] >= 0:
                found.append(Run(start, image[start], at - start))
            start = at
    return found


@dataclass(frozen=True, slots=True)
class _Gap:
    """Stretches of both texts, half-open, between two links."""

    old: tuple[int, int]
    new: tuple[int, int]
    shingle: int = 0
    """Which of `_SHINGLES` is tried."""
    depth: int = 0


def link_in_order(links: Links) -> None:
    """Link the stretches that stand once in both texts and in the same order."""
    gaps = [_Gap((0, len(links.image)), (0, len(links.origin)))]
    while gaps:
        gap = _trimmed(links, gaps.pop())
        gaps += _inside(links, gap)


def _trimmed(links: Links, gap: _Gap) -> _Gap:
    """Link what is the same at either end of a gap, and return what is between."""
    (start, end), (at, stop) = gap.old, gap.new
    while start < end and at < stop and links.free(start, at):
        links.link(start, at)
        start, at = start + 1, at + 1
    while start < end and at < stop and links.free(end - 1, stop - 1):
        end, stop = end - 1, stop - 1
        links.link(end, stop)
    return _Gap((start, end), (at, stop), gap.shingle, gap.depth)


def _inside(links: Links, gap: _Gap) -> Iterator[_Gap]:
    """Link single stretches of a gap, and yield the gaps between them."""
    length = _SHINGLES[gap.shingle]
    here = _single(links.old.numbers, [gap.old], length)
    there = _single(links.new.numbers, [gap.new], length)
    pairs = _rising(sorted((here[one], there[one]) for one in here.keys() & there.keys()))
    if not pairs:
        if gap.shingle + 1 < len(_SHINGLES):
            yield _Gap(gap.old, gap.new, gap.shingle + 1, gap.depth)
        return
    start, at = gap.old[0], gap.new[0]
    for old, new in [*pairs, (gap.old[1], gap.new[1])]:
        skip = max(start - old, at - new, 0)
        if skip >= length:
            continue
        if (old > start or new > at) and gap.depth < _DEEPEST:
            yield _Gap((start, old + skip), (at, new + skip), gap.shingle, gap.depth + 1)
        if old < gap.old[1]:
            links.link(old + skip, new + skip, length - skip)
        start, at = old + length, new + length


def _single(
    numbers: Sequence[int], stretches: Sequence[tuple[int, int]], length: int
) -> dict[tuple[int, ...], int]:
    """Return where each run of so many tokens stands that stands once in some stretches."""
    found: dict[tuple[int, ...], int] = {}
    for start, end in stretches:
        for at in range(start, end - length + 1):
            run = tuple(numbers[at : at + length])
            found[run] = -1 if run in found else at
    return {run: at for run, at in found.items() if at >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest series of pairs that rises in both (patience sorting)."""
    tops: list[int] = []
    at_top: list[int] = []
    before = [-1] * len(pairs)
    for index, (_, new) in enumerate(pairs):
        pile = bisect_left(tops, new)
        before[index] = at_top[pile - 1] if pile else -1
        tops[pile : pile + 1] = [new]
        at_top[pile : pile + 1] = [index]
    found = []
    index = at_top[-1] if at_top else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def link_moved(links: Links, length: int) -> None:
    """Link stretches of `length` tokens and more that stand once among what is left.

    They may stand anywhere: a section that was moved, a sentence that went elsewhere.
    """
    here = _single(links.old.numbers, _unlinked(links.image), length)
    there = _single(links.new.numbers, _unlinked(links.origin), length)
    found: list[tuple[float, int, int, int]] = []
    ends: dict[int, int] = {}
    for old, new in sorted((here[one], there[one]) for one in here.keys() & there.keys()):
        if old < ends.get(new - old, -1):
            continue  # a part of the stretch before it
        start, end = _stretch(links, old, new)
        ends[new - old] = end
        found.append((-links.old.weight(start, end), start, start + new - old, end - start))
    for weight, old, new, size in sorted(found):
        if -weight >= MOVED and all(links.free(old + at, new + at) for at in range(size)):
            links.link(old, new, size)


def _stretch(links: Links, old: int, new: int) -> tuple[int, int]:
    """Return the old tokens around one that are the same, in a row, as those around the new."""
    by = new - old
    start = end = old
    lowest = max(0, -by, old - _REACH)
    highest = min(len(links.image), len(links.origin) - by, old + _REACH)
    while start > lowest and links.free(start - 1, start - 1 + by):
        start -= 1
    while end < highest and links.free(end, end + by):
        end += 1
    return start, end


def _unlinked(linked: Sequence[int]) -> list[tuple[int, int]]:
    """Return the stretches of tokens without a link, half-open."""
    found: list[tuple[int, int]] = []
    start = -1
    for at, one in enumerate([*linked, 0]):
        if one < 0 <= start:
            continue
        if one < 0:
            start = at
        elif start >= 0:
            found.append((start, at))
            start = -1
    return found
