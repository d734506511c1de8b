"""How a passage came to be what it is: carried forward through the versions of its article.

The versions are walked back to the newest in which the quote still stands, and the place
there is carried forward, step by step, so that each change has the commit that made it.
Offsets are code points of the versions' plain texts, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice

from explainer import cuts
from explainer.carry import carry, carry_a_step
from explainer.model import Range
from explainer.ordering import kept_place, part_at, stretches
from explainer.version import Version, uncommitted

__all__ = [
    "MOST_COMMITS",
    "Happening",
    "Lineage",
    "Step",
    "Version",
    "instead",
    "trace",
    "uncommitted",
]

MOST_COMMITS = 500
"""Versions that are looked at, unless told otherwise."""
_MOST_MERGES = 8
"""Merges within merges that are looked into."""
_BESIDE, _STRETCHED = 32, 3
"""Code points of a passage's neighbours; how many times as long another in its place may be."""
_WORDS = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\")\]]* +|(?<=[。！？])")


class Happening(Enum):
    """What a commit did to a passage."""

    REWORDED = "reworded"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that one commit did to the passage."""

    version: Version
    what: Happening
    before: str
    """The words before the commit."""
    after: str
    """The words after it; empty if they were removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What became of a passage since its quote last matched."""

    matched: Version
    """The newest version in which the quote matched."""
    text: str
    """The plain text of that version."""
    was: Range
    """The place in that text."""
    place: Range | None
    """The place in today's text; None if it is gone."""
    before: str
    """The words when the quote last matched."""
    after: str
    """The words of today; empty if they are gone."""
    steps: tuple[Step, ...]
    """What happened since, the oldest first."""
    lost: Version | None = None
    """The version in which the quote no longer matched, be it for the words around it."""
    instead: Range | None = None
    """Of a passage that is gone: what stands in its place in today's text, if that is known."""

    def first(self, what: Happening) -> Version | None:
        """Return the version that first did this to the passage, if any did."""
        return next((step.version for step in self.steps if step.what is what), None)

    @property
    def reworded(self) -> Version | None:
        """The version that first changed the words."""
        return self.first(Happening.REWORDED)

    @property
    def moved(self) -> Version | None:
        """The version that first moved the passage among its neighbours."""
        return self.first(Happening.MOVED)

    @property
    def removed(self) -> Version | None:
        """The version that took the passage out."""
        return self.first(Happening.REMOVED)


Find = Callable[[str], Range | None]
"""The place of the selector in a plain text, if there is exactly one."""
Texts = Iterable[tuple[Version, str]]
"""Versions with their plain texts, the newest first; read no further than needed."""
Sides = Callable[[Version], Iterable[Texts]]
"""For a merge: the versions on each of the sides that it brought in."""


def trace(
    find: Find,
    texts: Texts,
    now: str,
    *,
    sides: Sides = lambda _merge: (),
    limit: int = MOST_COMMITS,
) -> Lineage | None:
    """Return what became of the passage that `find` finds in an older version.

    None if it is found in none of the newest `limit` versions. If `now` differs from the
    newest version, the difference counts as not yet committed. A change that came with a
    merge is put down to the commit on the merged side that made it, if `sides` shows it.
    """
    return _trace(find, texts, now, _Asked(sides=sides, limit=limit))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    sides: Sides
    limit: int
    last: Version | None = None
    """The version that `now` is, if it is not the newest in the working tree."""
    depth: int = 0


def _trace(find: Find, texts: Texts, now: str, asked: _Asked) -> Lineage | None:
    known: dict[str, Range | None] = {}
    later: list[tuple[Version, str]] = []
    for version, text in islice(texts, asked.limit):
        if not later:
            later.append((asked.last or uncommitted(version.path), now))
        if text not in known:
            known[text] = find(text)
        place = known[text]
        if place is not None:
            return _forward(_Walk(find, asked), version, (text, place), later[::-1])
        later.append((version, text))
    return None


class _Walk:
    """Carries a place forward and notes what happens to it on the way."""

    def __init__(self, find: Find, asked: _Asked) -> None:
        self._find = find
        self._asked = asked
        self.steps: list[Step] = []

    def step(self, version: Version, old: str, new: str, place: Range) -> Range | None:
        """Return the place in the next text, and note what happened to it."""
        untouched = _untouched(old, new, place)
        if untouched:
            return untouched
        there = carry_a_step(old, new, place) or _same_words(old, new, place)
        before = old[place.start : place.end]
        after = new[there.start : there.end] if there else ""
        for what in _happenings(old, new, place, there):
            done = Step(version=version, what=what, before=before, after=after)
            self.steps.append(self._put_down(done, new))
        return there

    def lost_in(self, version: Version, text: str) -> Version:
        """Return where a quote was lost; for a merge, the commit that it brought in."""
        for found in self._merged(version, text):
            if found.lost and found.lost.commit != version.commit:
                return found.lost
        return version

    def _put_down(self, step: Step, text: str) -> Step:
        """Return a step of a merge as that of the commit which it brought in."""
        known = {one.version.commit for one in self.steps} | {step.version.commit}
        for found in self._merged(step.version, text):
            for one in reversed(found.steps):
                if one.what is step.what and one.version.commit not in known:
                    return replace(step, version=one.version)
        return step

    def _merged(self, merge: Version, text: str) -> Iterator[Lineage]:
        """Yield what became of the passage on each side that a merge brought in."""
        asked = self._asked
        if not merge.merged or asked.depth >= _MOST_MERGES:
            return
        deeper = replace(asked, last=merge, depth=asked.depth + 1)
        for side in asked.sides(merge):
            found = _trace(self._find, side, text, deeper)
            if found:
                yield found


def _forward(
    walk: _Walk, matched: Version, found: tuple[str, Range], later: Sequence[tuple[Version, str]]
) -> Lineage:
    text, place = found
    there: Range | None = place
    left: Range | None = None
    old = text
    changed = [(version, new) for version, new in later if new != text]
    for version, new in later:
        if new != old and there is not None:
            before = there
            there = walk.step(version, old, new, before)
            left = None if there else instead(old, new, before)
        elif new != old and left is not None:
            left = carry(old, new, left)
        old = new
    return Lineage(
        matched=matched,
        text=text,
        was=place,
        place=there,
        before=text[place.start : place.end],
        after=old[there.start : there.end] if there else "",
        steps=tuple(walk.steps),
        lost=walk.lost_in(*changed[0]) if changed else None,
        instead=left,
    )


def instead(old: str, new: str, place: Range) -> Range | None:
    """Return what stands now between the neighbours of a passage that is gone, if that is told.

    What was reworded past recognition has something in its place, what was taken out has not.
    """
    first = Range(cuts.before(old, place.start, _BESIDE), place.start)
    last = Range(place.end, cuts.after(old, place.end, _BESIDE))
    if first.start == first.end or last.start == last.end:
        return None
    before, after = carry(old, new, first), carry(old, new, last)
    if before is None or after is None:
        return None
    gap = after.start - before.end
    if not 0 < gap <= _STRETCHED * (place.end - place.start) + _BESIDE:
        return None
    words = _WORDS.search(new, before.end, after.start)
    return Range(*words.span()) if words else None


def _untouched(old: str, new: str, place: Range) -> Range | None:
    """Return the place if all that changed is after it, or all before it: most commits.

    That is certain, and much quicker than lining up two texts.
    """
    if old[: place.end + 1] == new[: place.end + 1]:
        return place
    tail = old[max(place.start - 1, 0) :]
    if new.endswith(tail):
        by = len(new) - len(old)
        return Range(place.start + by, place.end + by)
    return None


def _same_words(old: str, new: str, place: Range) -> Range | None:
    """Return where the words stand that only one place had, and only one has."""
    words = old[place.start : place.end]
    if not words or old.count(words) != 1 or new.count(words) != 1:
        return None
    start = new.index(words)
    return Range(start, start + len(words))


def _happenings(old: str, new: str, place: Range, there: Range | None) -> tuple[Happening, ...]:
    if there is None:
        return (Happening.REMOVED,)
    reworded = old[place.start : place.end] != new[there.start : there.end]
    moved = not _kept_order(old, new, place, there)
    return (Happening.REWORDED,) * reworded + (Happening.MOVED,) * moved


def _kept_order(old: str, new: str, place: Range, there: Range) -> bool:
    """Return whether the sentence a passage begins in stands where it stood."""
    was, became = _sentences(old), _sentences(new)
    lined_up = stretches(_cut(old, was), _cut(new, became))
    return kept_place(lined_up, part_at(was, place.start), part_at(became, there.start))


def _sentences(text: str) -> list[int]:
    return [0, *(found.end() for found in _SENTENCE_END.finditer(text))]


def _cut(text: str, starts: Sequence[int]) -> list[str]:
    ends = [*starts[1:], len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
