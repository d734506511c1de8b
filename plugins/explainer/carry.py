"""Carrying a passage from an older text of an article to a newer one.

Both texts are known, so nothing is guessed from a few words of context: the texts are
lined up as a whole, and the passage is where most of its words went. Words that stay
together among all new neighbours may be alike by chance; then the context must know the
place as well. Where the alignment shows no place, the passage is looked for by its context,
and taken if it is found both with little and with much of it.

The bounds were chosen by `benchmarks/fit_carry.py`, which also tests them on projects that
the choice has not seen; but for passages half rewritten between untouched neighbours, of
which the data say nothing, and which an author will want to see.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from explainer.drift.alignment import Alignment, alignment
from explainer.drift.guess import Refound
from explainer.drift.needle import Needle
from explainer.drift.refind import refind
from explainer.drift.remains import Remains, remains
from explainer.drift.tokens import Token
from explainer.find import Haystack
from explainer.fold import widened
from explainer.model import Range

LEFT = 0.56
"""Share of a passage's letters, in words, that must be left."""
AROUND = 0.35
"""Share of what is around a place that was around the passage: less, and all is new there."""
UNTOUCHED, LEFT_THERE = 0.9, 0.45
"""The same where what is around a place is as it was: there, less of the passage will do."""
KNOWN = 0.05
"""Sureness with which the context must know a place in new surroundings."""
_NEAR, _FAR = 32, 200
"""Code points of context by which a passage is looked for."""
_SURE = 0.7
"""Sureness with which a passage must be found by its context alone."""
_NEIGHBOURS, _LONGER = 3, 2
"""Tokens on either side that must have stayed, and by how much what is between may grow."""
_HALF = 0.5
"""Share of its tokens that must be left where both its neighbours stayed."""
_SAME = 0.6
"""Share of its letters, in words, that must stand in the place so found."""


def carry(old: str, new: str, place: Range) -> Range | None:
    """Return where a passage of an older text stands in a newer one, or None if it is gone.

    Offsets are code points of the two texts, half-open; white space is collapsed in both.
    Words that replaced the passage's first or last ones count as its own. The ends cut no
    character. Lining up the two texts is what takes time (`drift.alignment` tells how
    much); it is done once for all passages that are carried from one to the other.
    """
    if old == new:
        return place
    lined_up = alignment(old, new)
    first, last = tokens_in(lined_up.old, lined_up.old_tokens, place)
    if first >= last:
        return None
    found = unchanged(lined_up, place, first)
    if found:
        return found
    left = remains(lined_up, first, last)
    there = place_of(lined_up, left) if left and left.share >= _needed(left) else None
    if there and left and left.around >= AROUND:
        return there
    near = refound(lined_up, place, _NEAR)
    if there and sureness(near, there) >= KNOWN:
        return there
    return by_context(lined_up, place, near)


def carry_a_step(old: str, new: str, place: Range) -> Range | None:
    """Return what `carry` does, or, of one edit, what stands in a passage's place.

    Between two versions that are one step apart, other words between neighbours that stayed
    are what the editor made of the passage, if half of it is left among them. Over many
    steps the same may well be something else.
    """
    return carry(old, new, place) or _replaced(alignment(old, new), place)


def _replaced(lined_up: Alignment, place: Range) -> Range | None:
    first, last = tokens_in(lined_up.old, lined_up.old_tokens, place)
    if first >= last:
        return None
    image = lined_up.image
    before, after = image[max(0, first - _NEIGHBOURS) : first], image[last : last + _NEIGHBOURS]
    if not (_in_a_row(before) and _in_a_row(after)):
        return None
    start, end = before[-1] + 1, after[0]
    if not 0 < end - start <= _LONGER * (last - first) + 1:
        return None
    had = Counter(token.word for token in lined_up.old_tokens[first:last])
    has = Counter(token.word for token in lined_up.new_tokens[start:end])
    if (had & has).total() < _HALF * had.total():
        return None
    index, tokens = lined_up.new.folded.index, lined_up.new_tokens
    return widened(
        lined_up.new.text, index[tokens[start].start], index[tokens[end - 1].end - 1] + 1
    )


def _in_a_row(images: Sequence[int]) -> bool:
    """Return True if as many neighbours as are wanted are there, one after the other."""
    return (
        len(images) == _NEIGHBOURS
        and images[0] >= 0
        and all(other == one + 1 for one, other in pairwise(images))
    )


def tokens_in(text: Haystack, tokens: Sequence[Token], place: Range) -> tuple[int, int]:
    """Return which of a text's tokens stand in a range, half-open."""
    index = text.folded.index
    start, end = bisect_left(index, place.start), bisect_left(index, place.end)
    return (
        bisect_left(tokens, start + 1, key=lambda one: one.end),
        bisect_left(tokens, end, key=lambda one: one.start),
    )


def unchanged(lined_up: Alignment, place: Range, first: int) -> Range | None:
    """Return where a passage stands character by character, if that is where its first word is.

    `first` is the passage's first token in the old text.
    """
    image = lined_up.image[first]
    if image < 0:
        return None
    was = lined_up.old.folded.index[lined_up.old_tokens[first].start]
    became = lined_up.new.folded.index[lined_up.new_tokens[image].start]
    start = became + place.start - was
    words = lined_up.old.text[place.start : place.end]
    if start < 0 or not lined_up.new.text.startswith(words, start):
        return None
    return widened(lined_up.new.text, start, start + len(words))


def _needed(left: Remains) -> float:
    return LEFT_THERE if left.around >= UNTOUCHED else LEFT


def place_of(lined_up: Alignment, left: Remains) -> Range:
    """Return the place of what is left of a passage, with what replaced its ends."""
    index, tokens = lined_up.new.folded.index, lined_up.new_tokens
    return widened(
        lined_up.new.text,
        index[tokens[left.start].start],
        index[tokens[left.end - 1].end - 1] + 1,
    )


def refound(lined_up: Alignment, place: Range, context: int = _NEAR) -> Refound:
    """Return what comes of looking for a passage by its words and what was around it."""
    old, new = lined_up.old.text, lined_up.new
    needle = Needle.of(
        old[place.start : place.end],
        old[max(0, place.start - context) : place.start],
        old[place.end : place.end + context],
    )
    return refind(new, needle, Range(0, len(new.text)))


def sureness(found: Refound, place: Range) -> float:
    """Return how sure a search is of a place, or of one that is about the same; 0 to 1."""
    return max((one.sureness for one in found.guesses if _same(one.range, place)), default=0.0)


def by_context(lined_up: Alignment, place: Range, near: Refound) -> Range | None:
    """Return where a passage is found by its context; `near` is what little of it finds."""
    one = _surely(near)
    other = _surely(refound(lined_up, place, _FAR)) if one else None
    if one is None or other is None or not _same(one, other):
        return None
    return other if _same_words(lined_up, place, other) >= _SAME else None


def _surely(found: Refound) -> Range | None:
    return found.place if found.place and found.guesses[0].sureness >= _SURE else None


def _same(one: Range, other: Range) -> bool:
    """Return True if two ranges share half of what they cover together."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= max(one.end, other.end) - min(one.start, other.start)


def _same_words(lined_up: Alignment, place: Range, found: Range) -> float:
    """Return how much of a passage's words stand in a place, in any order, by letters."""
    here = tokens_in(lined_up.old, lined_up.old_tokens, place)
    there = tokens_in(lined_up.new, lined_up.new_tokens, found)
    had = Counter(token.word for token in lined_up.old_tokens[slice(*here)])
    has = Counter(token.word for token in lined_up.new_tokens[slice(*there)])
    both = (had & has).elements()
    return sum(map(len, both)) / max(1, sum(map(len, had.elements())))
