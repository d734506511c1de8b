"""Finding the words of a quote: as written, after folding, or where an edit left them."""

from __future__ import annotations

from dataclasses import replace

from explainer.anchorage import Anchorage, by_occurrence, placed
from explainer.drift.guess import NOWHERE, Refound
from explainer.drift.needle import Needle
from explainer.find import FARTHEST, Found, find_quote, find_range, in_context
from explainer.misses import Miss
from explainer.model import (
    Anchored,
    Range,
    RangeSelector,
    Recorded,
    Status,
    Target,
    TextQuoteSelector,
)

Words = TextQuoteSelector | RangeSelector

_ENOUGH = 12
"""Code points of recorded context that, found unchanged on one side, tell a place."""


def find_words(here: Anchorage, target: Target, selector: Words, scope: Range) -> Anchored | Miss:
    """Return where the words of a quote or a range stand, inside a scope.

    What stands once as asked for is taken as it is, unless it was recorded in other
    surroundings. Where the words do not stand as asked, or in several places, what was
    recorded or written of their surroundings may settle it (`drift`).
    """
    found = _everywhere(here, selector)
    fitting = _fitting(here, selector, found, scope)
    status = Status.EXACT if found.exact else Status.NORMALISED
    if target.occurrence is not None and fitting:
        strayed = _strayed(here, target, fitting)
        if strayed:
            return placed(target, (strayed,), status=Status.DRIFTED)
        candidates = here.candidates(fitting)
        return by_occurrence(target, fitting, candidates, status=status, code="quote-ambiguous")
    told = _as_recorded(here, target.recorded, fitting)
    if told:
        return placed(target, (told,), status=status)
    edited = NOWHERE
    if target.occurrence is None and (target.recorded or not fitting):
        edited = _edited(here, target, selector, scope)
    if edited.place and fitting != (edited.place,):
        return placed(target, (edited.place,), status=Status.DRIFTED)
    if len(fitting) == 1:
        return placed(target, fitting, status=status)
    inside = tuple(one for one in found.ranges if _within(one, scope))
    return _miss(here, target, found, fitting or inside, edited)


def _everywhere(here: Anchorage, selector: Words) -> Found:
    if isinstance(selector, RangeSelector):
        return _range(here, selector)
    return quoted(here, selector.exact)


def quoted(here: Anchorage, words: str) -> Found:
    """Return the places of words, which may be written with their Markdown."""
    found = find_quote(here.haystack, words)
    if found.ranges or not _may_hold_markup(words):
        return found
    plain = find_quote(here.haystack, here.plain(words))
    return replace(plain, exact=False) if plain.ranges else found


def _may_hold_markup(quote: str) -> bool:
    return any(char in quote for char in "*_`[]<>&\\~^=")


def _range(here: Anchorage, selector: RangeSelector) -> Found:
    whole = quoted(here, selector.whole)
    if whole.ranges:
        return whole
    within = _stretches(here)
    found = find_range(here.haystack, selector.start, selector.end, within)
    if not found.ranges and _may_hold_markup(selector.whole):
        first, last = here.plain(selector.start), here.plain(selector.end)
        return replace(find_range(here.haystack, first, last, within), exact=False)
    return found


def _stretches(here: Anchorage) -> tuple[Range, ...]:
    """Return the sections without their subsections, between which no range reaches."""
    starts = [one.heading.start for one in here.sections]
    edges, ends = [0, *starts], [*starts, len(here.page.text)]
    return tuple(Range(start=start, end=end) for start, end in zip(edges, ends, strict=True))


def _fitting(here: Anchorage, selector: Words, found: Found, scope: Range) -> tuple[Range, ...]:
    """Return the places in the scope with the context that is written beside the quote."""
    supported = bool(selector.prefix or selector.suffix)
    ranges = found.ranges or (found.inside_words if supported else ())
    return tuple(
        one
        for one in ranges
        if _within(one, scope) and in_context(here.haystack, one, selector.prefix, selector.suffix)
    )


def _as_recorded(
    here: Anchorage, known: Recorded | None, fitting: tuple[Range, ...]
) -> Range | None:
    """Return the one place in its recorded surroundings, or the one place if none are known."""
    if known is None:
        return fitting[0] if len(fitting) == 1 else None
    both = [one for one in fitting if in_context(here.haystack, one, known.prefix, known.suffix)]
    if len(both) == 1:
        return both[0]
    prefix = known.prefix if len(known.prefix.strip()) >= _ENOUGH else ""
    suffix = known.suffix if len(known.suffix.strip()) >= _ENOUGH else ""
    beside = [
        one
        for one in both or fitting
        if (prefix and in_context(here.haystack, one, prefix, ""))
        or (suffix and in_context(here.haystack, one, "", suffix))
    ]
    return beside[0] if len(beside) == 1 else None


def _strayed(here: Anchorage, target: Target, fitting: tuple[Range, ...]) -> Range | None:
    """Return the one place in the recorded surroundings if the number now names another."""
    known, number = target.recorded, target.occurrence
    if known is None or not isinstance(number, int) or not (known.prefix or known.suffix):
        return None
    told = [one for one in fitting if in_context(here.haystack, one, known.prefix, known.suffix)]
    named = fitting[number - 1 : number]
    return told[0] if len(told) == 1 and (told[0],) != named else None


# --- after an edit ---------------------------------------------------------------------


def again(here: Anchorage, needle: Needle, scope: Range, *, supported: bool) -> Refound:
    """Return where a quote is after an edit of the page; see `refind`."""
    # Most builds have no edited passage, and what finds one takes a while to load.
    from explainer.drift.refind import refind  # noqa: PLC0415

    return refind(here.haystack, needle, scope, supported=supported)


def _edited(here: Anchorage, target: Target, selector: Words, scope: Range) -> Refound:
    known, supported = target.recorded, target.section is not None
    if known:
        needle = Needle.of(known.quote, known.prefix, known.suffix)
        found = again(here, needle, scope, supported=supported)
        if found.place or isinstance(selector, TextQuoteSelector):
            return found
    if isinstance(selector, RangeSelector):
        return _range_again(here, selector, scope, supported=supported)
    words = here.plain(selector.exact) if _may_hold_markup(selector.exact) else selector.exact
    needle = Needle.of(words, selector.prefix, selector.suffix)
    return again(here, needle, scope, supported=supported)


def _range_again(
    here: Anchorage, selector: RangeSelector, scope: Range, *, supported: bool
) -> Refound:
    """Return the range between what became of its first words and of its last."""
    first = _end_again(here, selector.start, (selector.prefix, ""), scope, supported=supported)
    if first is None:
        return NOWHERE
    within = next(one.end for one in _stretches(here) if first.start < max(one.end, 1))
    limit = min(within, scope.end, first.start + FARTHEST)
    rest = Range(start=first.end, end=limit)
    last = _end_again(here, selector.end, ("", selector.suffix), rest, supported=True)
    place = Range(start=first.start, end=last.end) if last else None
    return Refound(place=place, guesses=())


def _end_again(
    here: Anchorage, words: str, context: tuple[str, str], scope: Range, *, supported: bool
) -> Range | None:
    there = [one for one in find_quote(here.haystack, words).ranges if _within(one, scope)]
    if there:
        # The nearest end that follows is meant; a beginning has to be the only one.
        return there[0] if len(there) == 1 or scope.start else None
    needle = Needle.of(words, *context)
    return again(here, needle, scope, supported=supported).place


def _within(place: Range, scope: Range) -> bool:
    return scope.start <= place.start and place.end <= scope.end


def _miss(
    here: Anchorage, target: Target, found: Found, shown: tuple[Range, ...], edited: Refound
) -> Miss:
    if len(shown) > 1:
        return Miss(
            code="quote-ambiguous",
            target=target,
            candidates=here.candidates(shown),
            count=len(shown),
        )
    if not found.ranges and edited.ambiguous:
        alike = tuple(one.range for one in edited.guesses)
        return Miss(
            code="quote-ambiguous",
            target=target,
            candidates=here.candidates(alike),
            alike=True,
        )
    return Miss(
        code="quote-not-found",
        target=target,
        candidates=here.candidates(shown or found.ranges or found.inside_words),
        sections=here.sections,
        inside_word=bool(found.inside_words) and not found.ranges,
    )
