"""The way back: from a range of a page to the selector that finds it, and only it.

The inverse of `anchor` (Hypothesis pairs the two in the same way): whatever a reader can
select, an editor can write down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from explainer.find import Haystack, collapse, find_quote, find_range, in_context
from explainer.model import Range, RangeSelector, TextQuoteSelector
from explainer.quote import is_shorthand, parse_words
from explainer.telling import Contexts, contexts

_LONG = 160
"""Code points from which on two ends are easier to read than the whole."""
_END_WORDS = (3, 4, 6, 8)
"""Words at either end of a long range that are tried."""
_TRIED = 8
"""Contexts that are tried; the first is right but for oddities of folding."""
_MOST_LIKES = 10_000
"""Places of one quote that are told apart by their context; among more, they are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A selector that finds one range."""

    selector: TextQuoteSelector | RangeSelector
    occurrence: int | None = None
    """Given only where no context tells the places apart."""


def describe(
    haystack: Haystack, place: Range, within: tuple[Range, ...] = ()
) -> Description | None:
    """Return the shortest selector that finds a range of a text, and nothing else.

    The quote alone if that does; else with the context of the fewest code points that tells
    it from its likes, cut between words: before, after, or both; else with its number. A
    long range is given by its ends if these stand in one of the stretches `within`, as
    `find_range` takes them. None for a range without any text, or one whose ends cut a
    character as a reader sees it.
    """
    text = haystack.text
    exact = text[place.start : place.end]
    if not exact.strip() or exact != collapse(exact):
        return None
    likes = _Likes(haystack, exact)
    if isinstance(parse_words(exact), RangeSelector) and place not in likes.found.ranges:
        return None  # a piece of a word with an ellipsis in it: it would be read as a range
    return (
        _by_ends(haystack, place, within) or _by_quote(likes, place) or _by_occurrence(likes, place)
    )


class _Likes:
    """The places of a quote, found once."""

    def __init__(self, haystack: Haystack, exact: str) -> None:
        self.haystack = haystack
        self.exact = exact
        self.found = find_quote(haystack, exact)

    @property
    def places(self) -> tuple[Range, ...]:
        """All of them; inside words only if there are no others."""
        return self.found.ranges or self.found.inside_words

    def fitting(self, prefix: str, suffix: str) -> tuple[Range, ...]:
        """Return what `anchor` would: the places with this context, whole words if short."""
        if not (prefix or suffix):
            return self.found.ranges
        return tuple(one for one in self.places if in_context(self.haystack, one, prefix, suffix))


def _by_ends(haystack: Haystack, place: Range, within: tuple[Range, ...]) -> Description | None:
    exact = haystack.text[place.start : place.end]
    words = exact.split(" ") if place.end - place.start >= _LONG and within else []
    for count in _END_WORDS:
        if len(words) <= 2 * count:
            break
        first, last = " ".join(words[:count]), " ".join(words[-count:])
        written = f"{first} … {last}"
        meant = RangeSelector(start=first, end=last, whole=written)
        if parse_words(written) != meant or is_shorthand(written):
            continue
        literal = find_quote(haystack, written).ranges
        if not literal and find_range(haystack, first, last, within).ranges == (place,):
            return Description(selector=meant)
    return None


def _by_quote(likes: _Likes, place: Range) -> Description | None:
    for prefix, suffix in _contexts(likes, place):
        if likes.fitting(prefix, suffix) == (place,):
            selector = TextQuoteSelector(exact=likes.exact, prefix=prefix, suffix=suffix)
            return Description(selector=selector)
    return None


def _contexts(likes: _Likes, place: Range) -> Iterator[tuple[str, str]]:
    """Yield the contexts that could do, the shortest first."""
    if place not in likes.places or len(likes.places) > _MOST_LIKES:
        return
    if likes.found.ranges == (place,) and not is_shorthand(likes.exact):
        yield "", ""
    others = [one for one in likes.places if one != place]
    yield from islice(contexts(likes.haystack, place, others), _TRIED)


def _by_occurrence(likes: _Likes, place: Range) -> Description | None:
    around = Contexts(likes.haystack.text, place).widest()
    for prefix, suffix in (("", ""), around):
        needs_context = is_shorthand(likes.exact) and not (prefix or suffix)
        fitting = () if needs_context else likes.fitting(prefix, suffix)
        if place in fitting:
            return Description(
                selector=TextQuoteSelector(exact=likes.exact, prefix=prefix, suffix=suffix),
                occurrence=fitting.index(place) + 1,
            )
        if len(likes.places) > _MOST_LIKES:
            return None
    return None
