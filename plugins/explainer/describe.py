"""The way back: from a range of a page to the selector that finds it, and only it.

The inverse of `anchor` (Hypothesis pairs the two in the same way): whatever a reader can
select, an editor can write down.
"""

from __future__ import annotations

from dataclasses import dataclass

from explainer.find import Haystack, collapse, find_quote, in_context
from explainer.model import Range, TextQuoteSelector

_STEPS = (0, 8, 16, 32, 64, 128)
"""Code points of context that are tried, on both sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A selector that finds one range."""

    selector: TextQuoteSelector
    occurrence: int | None = None
    """Given only where no context tells the places apart."""


def describe(haystack: Haystack, place: Range) -> Description | None:
    """Return the shortest selector that finds a range of a text, and nothing else.

    Context is added to both sides, word by word as far as it goes, and an occurrence
    where even that settles nothing. None for a range without any text, or one whose
    ends cut a character as a reader sees it.
    """
    text = haystack.text
    exact = text[place.start : place.end]
    if not exact.strip() or exact != collapse(exact):
        return None
    for step in _STEPS:
        prefix = _whole_words_before(text, place.start, step)
        suffix = _whole_words_after(text, place.end, step)
        fitting = _fitting(haystack, exact, prefix, suffix)
        if fitting == (place,):
            return Description(
                selector=TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix)
            )
    return _by_occurrence(haystack, place, exact)


def _by_occurrence(haystack: Haystack, place: Range, exact: str) -> Description | None:
    fitting = _fitting(haystack, exact, "", "")
    if place in fitting:
        selector = TextQuoteSelector(exact=exact)
        return Description(selector=selector, occurrence=fitting.index(place) + 1)
    prefix = _whole_words_before(haystack.text, place.start, _STEPS[-1])
    suffix = _whole_words_after(haystack.text, place.end, _STEPS[-1])
    fitting = _fitting(haystack, exact, prefix, suffix)
    if place not in fitting:
        return None
    selector = TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix)
    return Description(selector=selector, occurrence=fitting.index(place) + 1)


def _fitting(haystack: Haystack, exact: str, prefix: str, suffix: str) -> tuple[Range, ...]:
    """Return what `anchor` would: the places with this context, whole words if short."""
    found = find_quote(haystack, exact)
    places = found.ranges or (found.inside_words if prefix or suffix else ())
    return tuple(one for one in places if in_context(haystack, one, prefix, suffix))


def _whole_words_before(text: str, at: int, length: int) -> str:
    if not length:
        return ""
    start = max(0, at - length)
    cut = text.find(" ", start, at) + 1 if start else 0
    return text[cut or start : at].strip()


def _whole_words_after(text: str, at: int, length: int) -> str:
    if not length:
        return ""
    end = min(len(text), at + length)
    cut = text.rfind(" ", at, end) if end < len(text) else end
    return text[at : cut if cut > at else end].strip()
