"""The shortest context that tells a place from others with the same words.

Contexts are compared as folded text, as `find.in_context` does; so much of it as two places
share is found by halving, for a page may repeat a sentence ten thousand times.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from explainer.cuts import may_cut
from explainer.find import Haystack
from explainer.fold import fold
from explainer.model import Range

_FARTHEST = 200
"""Code points that are looked at on either side."""
_COMPARED = 2 * _FARTHEST
"""Folded ones; some grow when folded."""
_GLUE = frozenset("'’‘-‐‑.,")
"""Signs inside words and numbers: no context begins or ends at one."""


@dataclass(frozen=True, slots=True)
class Contexts:
    """The contexts of a place that are cut between words, in code points of a text."""

    text: str
    place: Range

    def prefixes(self) -> list[str]:
        """Return what may stand as a prefix, the shortest first; each begins with a word."""
        end = self.place.start
        starts = range(end - 1, max(-1, end - _FARTHEST), -1)
        return [self.text[at:end].strip() for at in starts if self._begins_word(at)]

    def suffixes(self) -> list[str]:
        """Return what may stand as a suffix, the shortest first; each ends with a word."""
        start = self.place.end
        ends = range(start + 1, min(len(self.text) + 1, start + _FARTHEST))
        return [self.text[start:at].strip() for at in ends if self._ends_word(at)]

    def widest(self) -> tuple[str, str]:
        """Return the longest prefix and suffix."""
        return ["", *self.prefixes()][-1], ["", *self.suffixes()][-1]

    def _begins_word(self, at: int) -> bool:
        glued = at > 1 and self.text[at - 1] in _GLUE and self.text[at - 2].isalnum()
        return self.text[at].isalnum() and not glued and may_cut(self.text, at)

    def _ends_word(self, at: int) -> bool:
        last = self.text[at - 1]
        glued = self.text[at : at + 1] in _GLUE and self.text[at + 1 : at + 2].isalnum()
        ended = last.isalnum() or unicodedata.combining(last) != 0
        return ended and not glued and may_cut(self.text, at)


def contexts(
    haystack: Haystack, place: Range, others: Sequence[Range]
) -> Iterator[tuple[str, str]]:
    """Yield (prefix, suffix) that fit a place and none of the others, the shortest first.

    At least one of the two is given; of equally long ones, one side comes before both, and
    a prefix before a suffix. There are none if only more than 200 code points would do.
    """
    around = Contexts(haystack.text, place)
    prefixes = [("", 0), *((one, _folded_length(one)) for one in around.prefixes())]
    suffixes = [(one, _folded_length(one)) for one in around.suffixes()]
    lengths = [length for _, length in suffixes]
    needs = _Needs(haystack, place, others)
    found = []
    for prefix, length in prefixes:
        need = needs.suffix_beside(length)
        at = bisect_left(lengths, need + 1) if need >= 0 or not prefix else -1
        if at < len(suffixes):
            suffix = suffixes[at][0] if at >= 0 else ""
            found.append(
                (len(prefix) + len(suffix), bool(prefix and suffix), not prefix, prefix, suffix)
            )
    yield from ((prefix, suffix) for *_, prefix, suffix in sorted(found))


def _folded_length(words: str) -> int:
    return len(fold(words).text.strip())


class _Needs:
    """How long a suffix must be, once a prefix has told some of the others off."""

    def __init__(self, haystack: Haystack, place: Range, others: Sequence[Range]) -> None:
        self._text, self._index = haystack.folded.text, haystack.folded.index
        before, after = self._ends(place)
        shared = []
        for one in others:
            its_before, its_after = self._ends(one)
            shared.append((self._before(before, its_before), self._after(after, its_after)))
        shared.sort()
        self._shared_before = [one for one, _ in shared]
        self._longest_after = [-1] * (len(shared) + 1)
        for at in range(len(shared) - 1, -1, -1):
            self._longest_after[at] = max(self._longest_after[at + 1], shared[at][1])

    def suffix_beside(self, prefix: int) -> int:
        """Return how much text after it the place shares with those a prefix leaves; -1: none.

        A prefix of so many folded code points leaves the places that share as many.
        """
        return self._longest_after[bisect_left(self._shared_before, prefix)]

    def _ends(self, place: Range) -> tuple[int, int]:
        """Return where the folded text before a place ends, and where that after it begins."""
        before = bisect_left(self._index, place.start)
        after = bisect_left(self._index, place.end)
        while before and self._text[before - 1] == " ":
            before -= 1
        while self._text[after : after + 1] == " ":
            after += 1
        return before, after

    def _before(self, one: int, other: int) -> int:
        text = self._text
        return _halved(
            min(one, other, _COMPARED),
            lambda size: text[one - size : one] == text[other - size : other],
        )

    def _after(self, one: int, other: int) -> int:
        text = self._text
        return _halved(
            min(len(text) - max(one, other), _COMPARED),
            lambda size: text[one : one + size] == text[other : other + size],
        )


def _halved(most: int, holds: Callable[[int], bool]) -> int:
    """Return the greatest number up to `most` that holds, if all below it hold."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if holds(middle) else (least, middle - 1)
    return least
