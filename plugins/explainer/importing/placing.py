"""The place of an annotation of someone else's, found in the page as it is now.

The quote decides. Its context tells it from others where that fits; a page on another site
has other words around it, so where none fits, the quote stands alone. The position, which
every tool counts in its own way, only chooses among places with the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low

from explainer.anchor import Anchorage, anchor
from explainer.anchorage import NOBODY
from explainer.describe import Description, describe
from explainer.diagnostics import Diagnostic
from explainer.find import SHORT, collapse
from explainer.importing.remarks import Spot
from explainer.model import (
    Anchored,
    Annotation,
    ImageSelector,
    Range,
    SectionSelector,
    Selector,
    Status,
    Target,
    TextQuoteSelector,
)

_SURE = frozenset({Status.EXACT, Status.NORMALISED})
_NEAR = 64
"""How far from its position a place may be if nothing tells how a tool counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What became of a spot."""

    spot: Spot
    place: Range | None = None
    written: Description | None = None
    """How a note points at the place; None if it has none, or is a heading."""
    section: str = ""
    """The id of the heading, for a spot that is one."""
    image: str = ""
    """The address of the picture, for a spot that is one."""
    drifted: bool = False
    """True if the words there are not those of the annotation."""
    finding: Diagnostic | None = None
    """Why it has no place, or what drifted."""

    @property
    def sure(self) -> bool:
        """True if it stands where it did, or was never tied to words."""
        missing = self.spot.pointed and not (self.written or self.section or self.image)
        return not (missing or self.drifted)


def placed(here: Anchorage, spots: Sequence[Spot]) -> tuple[Placed, ...]:
    """Return what became of each spot of one article, in order."""
    anchored = [_anchored(here, spot) for spot in spots]
    shift = _shift(zip(spots, anchored, strict=True))
    return tuple(
        _placed(here, spot, tries, shift) for spot, tries in zip(spots, anchored, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tries:
    """What a quote found with its context, and with less of it."""

    place: Range | None = None
    first: tuple[Anchored, Diagnostic | None] | None = None
    """With all that is given."""
    alike: tuple[Range, ...] = ()
    """All the places of the words."""


def _anchored(here: Anchorage, spot: Spot) -> _Tries:
    if not spot.quote.strip():
        return _Tries()
    first: tuple[Anchored, Diagnostic | None] | None = None
    alike: tuple[Range, ...] = ()
    for prefix, suffix in _less(spot):
        exact = collapse(spot.quote)
        selector = TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix)
        found, told = _try(here, selector, spot)
        first = first or (found, told)
        if found.status in _SURE:
            place = _up_to(here, spot, found.ranges[0])
            return _Tries(place=place, first=first, alike=found.ranges)
        if found.status is Status.AMBIGUOUS:
            alike = tuple(one.range for one in found.candidates)
    return _Tries(first=first, alike=alike)


def _less(spot: Spot) -> Iterator[tuple[str, str]]:
    """Yield the context, and less and less of it."""
    prefix, suffix = collapse(spot.prefix), collapse(spot.suffix)
    yield prefix, suffix
    if prefix and suffix:
        yield prefix, ""
        yield "", suffix
    # A short quote is everywhere: some of the words around it have to agree.
    if (prefix or suffix) and len(collapse(spot.quote)) >= SHORT:
        yield "", ""


def _try(here: Anchorage, selector: Selector, spot: Spot) -> tuple[Anchored, Diagnostic | None]:
    number = spot.number if isinstance(selector, ImageSelector) else None
    note = _note(Target(selector=selector, span=spot.span, occurrence=number))
    (found,), told = anchor(here, [note])
    return found, told[0] if told else None


def _note(target: Target) -> Annotation:
    return Annotation(id="", article="", span=NOBODY.span, targets=(target,))


def _up_to(here: Anchorage, spot: Spot, place: Range) -> Range | None:
    """Return the place; of a range, the stretch up to where its last words begin."""
    if not spot.end:
        return place
    at = here.page.text.find(collapse(spot.end), place.end)
    text = here.page.text[place.start : at].rstrip() if at >= 0 else ""
    return Range(start=place.start, end=place.start + len(text)) if text else None


def _shift(found: Iterable[tuple[Spot, _Tries]]) -> int | None:
    """Return by how much a tool's positions differ from ours; None if nothing tells.

    Text before the article, a menu say, shifts them all alike.
    """
    differences = [
        spot.position - tries.place.start
        for spot, tries in found
        if spot.position is not None and tries.place
    ]
    return median_low(differences) if differences else None


def _placed(here: Anchorage, spot: Spot, tries: _Tries, shift: int | None) -> Placed:
    if tries.first is None:
        return _unquoted(here, spot)
    place = tries.place or _by_position(spot, tries.alike, shift)
    found, told = tries.first
    if place and (section := _heading_at(here, spot, place)):
        return Placed(spot=spot, place=place, section=section)
    if place:
        written = describe(here.haystack, place, here.stretches)
        return Placed(spot=spot, place=place, written=written, finding=None if written else told)
    if found.status is Status.DRIFTED:
        place = found.ranges[0]
        written = describe(here.haystack, place, here.stretches)
        return Placed(spot=spot, place=place, written=written, drifted=True, finding=told)
    if not told or tries.alike:
        _, told = _try(here, TextQuoteSelector(exact=collapse(spot.quote)), spot)
    return Placed(spot=spot, finding=told)


def _by_position(spot: Spot, alike: Sequence[Range], shift: int | None) -> Range | None:
    """Return the one place that is clearly the nearest to the position."""
    if spot.position is None or not alike or spot.end:
        return None
    wanted = spot.position - (shift or 0)
    ranked = sorted((abs(one.start - wanted), one) for one in alike)
    distance, nearest = ranked[0]
    clear = len(ranked) == 1 or 2 * distance < ranked[1][0]
    return nearest if clear and (shift is not None or distance <= _NEAR) else None


def _heading_at(here: Anchorage, spot: Spot, place: Range) -> str:
    """Return the id of the heading that a place is, if the spot names it too."""
    section = here.section(spot.fragment) if spot.fragment else None
    return section.id if section and section.heading == place else ""


def _unquoted(here: Anchorage, spot: Spot) -> Placed:
    """Return the place of a spot without a quote: a heading, a picture, or the whole page."""
    if not spot.pointed or not (spot.fragment or spot.image):
        return Placed(spot=spot)
    selector: Selector = SectionSelector(id=spot.fragment)
    if spot.image:
        selector = ImageSelector(source=spot.image)
    found, told = _try(here, selector, spot)
    if found.status not in _SURE:
        return Placed(spot=spot, finding=told)
    section = here.section(spot.fragment)
    place = found.ranges[0]
    return Placed(spot=spot, place=place, section=section.id if section else "", image=spot.image)
