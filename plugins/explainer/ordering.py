"""Whether a part of a text kept its place among the others: what “moved” means.

Parts (blocks, sentences) are compared whole. A part has not moved because something was
put in or taken out before it; it has if it stands before what it stood behind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

MOST_PARTS = 20_000
"""Parts of a text that are compared; a longer text is taken to have kept its order."""


class Stretch(NamedTuple):
    """Parts of two texts that stand in the same place: the same ones, or others instead."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    same: bool


def stretches(old: Sequence[str], new: Sequence[str]) -> tuple[Stretch, ...]:
    """Return both texts cut into stretches, in order and without gaps."""
    if max(len(old), len(new)) > MOST_PARTS:
        return (Stretch(0, len(old), 0, len(new), same=False),)
    return tuple(_joined(old, new))


def kept_place(found: Sequence[Stretch], old: int, new: int) -> bool:
    """Return whether the part with the index `new` stands where the part `old` stood."""
    at = bisect_right(found, old, key=lambda one: one.old_start) - 1
    # An empty stretch of the old text begins where the next one does.
    while at >= 0 and found[at].old_start == found[at].old_end:
        at -= 1
    if at < 0 or old >= found[at].old_end:
        return False
    one = found[at]
    if one.same:
        return new - one.new_start == old - one.old_start
    return one.new_start <= new < one.new_end


def part_at(starts: Sequence[int], offset: int) -> int:
    """Return the index of the part that an offset is in; `starts` are those of the parts."""
    return max(0, bisect_right(starts, offset) - 1)


def _joined(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    """Yield the stretches; what was taken out and what was put in there are one."""
    open_: Stretch | None = None
    for op in LCSseq.opcodes(old, new):
        one = Stretch(op.src_start, op.src_end, op.dest_start, op.dest_end, op.tag == "equal")
        if open_ is not None and open_.same == one.same:
            open_ = Stretch(open_.old_start, one.old_end, open_.new_start, one.new_end, one.same)
            continue
        if open_ is not None:
            yield open_
        open_ = one
    if open_ is not None:
        yield open_
