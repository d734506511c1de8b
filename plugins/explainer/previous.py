"""Finding a passage by way of an older text: where it stood there, and what became of it."""

from __future__ import annotations

from dataclasses import replace

from explainer.anchor import Anchorage, anchor
from explainer.carry import carry
from explainer.find import collapse
from explainer.fold import fold
from explainer.model import Anchored, Annotation, Range, Status, Target
from explainer.span import TextFile

_ON_ITS_OWN = Annotation(id="", article="", span=TextFile(path="", text="").whole())


def place_one(here: Anchorage, target: Target) -> Anchored:
    """Return what becomes of one target on a page, as `anchor` would say."""
    (found,), _ = anchor(here, [replace(_ON_ITS_OWN, targets=(target,))])
    return found


def place_since(
    before: Anchorage,
    now: Anchorage,
    target: Target,
    *,
    at: Range | None = None,
    near: int | None = None,
) -> Anchored | None:
    """Return what became of a target since an older text, or None if it was not there either.

    `at` is where it stood in the older text, if that is known; else its place is found there.
    `near` is an offset in that text, which settles no more than which of several places it was.
    The status says how the words differ from those of the older text.
    """
    old = at or _place_in(before, target, near)
    if old is None:
        return None
    place = carry(before.page.text, now.page.text, old)
    if place is None:
        return Anchored(annotation=_ON_ITS_OWN, target=target, status=Status.ORPHAN)
    status = _status(before.page.text[slice(*old)], now.page.text[slice(*place)])
    return Anchored(annotation=_ON_ITS_OWN, target=target, status=status, ranges=(place,))


def _place_in(before: Anchorage, target: Target, near: int | None) -> Range | None:
    found = place_one(before, target)
    if found.status in {Status.EXACT, Status.NORMALISED}:
        return found.ranges[0] if len(found.ranges) == 1 else None
    if found.status is not Status.AMBIGUOUS or near is None or not found.candidates:
        return None
    places = (one.range for one in found.candidates)
    return min(places, key=lambda place: abs(place.start - near))


def _status(old: str, new: str) -> Status:
    if collapse(old) == collapse(new):
        return Status.EXACT
    return Status.NORMALISED if fold(old).text == fold(new).text else Status.DRIFTED
