"""The words that a browser says were selected, found in the text of the page.

What a browser shows and what we read differ in spaces at most, for the marks of notes are left
out there: so spaces do not count. The words before and after tell the place from its likes,
and if these are the same too, the number of characters before it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.find import Haystack
from explainer.fold import fold, widened
from explainer.model import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Words of a page as a browser has them."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    position: int = 0
    """How many characters stand before them, spaces aside."""


def place_of(haystack: Haystack, selection: Selection) -> Range | None:
    """Return where the selected words stand, without spaces at the ends; None if nowhere.

    Offsets are code points of the page's text, and cut no character.
    """
    folded = haystack.folded
    kept = [at for at, sign in enumerate(folded.text) if sign != " "]
    text = folded.text.replace(" ", "")
    exact = _squeezed(selection.exact)
    before, after = _squeezed(selection.prefix), _squeezed(selection.suffix)
    found = [
        (
            _shared(text[max(0, at - len(before)) : at][::-1], before[::-1])
            + _shared(text[at + len(exact) :], after),
            -abs(at - selection.position),
            at,
        )
        for at in _places(text, exact)
    ]
    if not found:
        return None
    at = max(found)[2]
    first, last = folded.index[kept[at]], folded.index[kept[at + len(exact) - 1]]
    return widened(haystack.text, first, last + 1)


def _squeezed(words: str) -> str:
    return fold(words).text.replace(" ", "")


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
