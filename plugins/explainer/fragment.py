"""Links to the very words of a passage: `#:~:text=…`, which browsers find and show.

The directive is that of “URL Fragment Text Directives” (WICG, scroll-to-text-fragment):
`text=[prefix-,]start[,end][,-suffix]`. Each part begins and ends where every browser sees
the edge of a word, whatever its rules; a place inside a word gets context up to such an
edge, and so does one with a note's number at its end. Context is also given where the words
stand elsewhere on the page.

Chinese, Japanese, Thai and the like have no spaces, and browsers part their words by
dictionaries of their own. There only punctuation, spaces and the ends of blocks are taken
for edges, so the links are longer; a passage that is too far from one has none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import quote

import regex

from explainer.edges import BREAK, OPAQUE, is_edge, is_inside, is_torn
from explainer.model import Range
from explainer.seen import NUMBER, SeenText

LONGEST = 100
"""Passages of more code points are found by their first and last words."""
_SIZES = (20, 50, 100)
"""Code points of the first or last words, at least; more are taken where fewer do not do."""
_FARTHEST = 200
"""Code points of context that are looked at on either side."""
_STEPS = 20
"""Lengths of context that are tried on either side: so many words."""
_MOST_RIVALS = 200
"""A passage whose words stand elsewhere more often gets no link: to look would take long."""

_DIGITS = regex.compile(rf"[{NUMBER}0-9]+")
_APART = (BREAK, OPAQUE)
_SKIPPED = f" {BREAK}"
"""What may stand between a place and its context."""


def text_fragment(seen: SeenText, place: Range) -> str | None:
    """Return the text directive that a browser resolves to a place, and to no other.

    `place` is in code points of `seen.text`. None if there is none: nothing to read there,
    or no context tells it from others. An address with a directive is the page's, `#`, an
    element's id if any, `:~:` and the directive.
    """
    start, end = _trimmed(seen.text, place)
    if start >= end or is_torn(seen.text, start) or is_torn(seen.text, end):
        return None
    words = seen.text[start:end]
    whole = not any(one in words for one in _APART)
    short = len(words) <= LONGEST and not _is_numbered(seen, start, end)
    found = _exact(seen, start, end) if whole and short else _ends(seen, start, end)
    if found is None and whole and not short and len(words) <= 2 * LONGEST:
        found = _exact(seen, start, end)
    return found.directive() if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The parts of a directive, as they stand on the page."""

    prefix: str = ""
    start: str
    end: str = ""
    suffix: str = ""

    def directive(self) -> str:
        """Return them encoded: `-`, `,` and `&` have a meaning of their own."""
        prefix = f"{_encoded(self.prefix)}-," if self.prefix else ""
        end = f",{_encoded(self.end)}" if self.end else ""
        suffix = f",-{_encoded(self.suffix)}" if self.suffix else ""
        return f"text={prefix}{_encoded(self.start)}{end}{suffix}"


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def _trimmed(text: str, place: Range) -> tuple[int, int]:
    start, end = place
    while start < end and text[start] in f" {BREAK}{OPAQUE}":
        start += 1
    while start < end and text[end - 1] in f" {BREAK}{OPAQUE}":
        end -= 1
    return start, end


def _is_numbered(seen: SeenText, start: int, end: int) -> bool:
    """True if a note's number stands among the words: it will change, so it is left out."""
    at = bisect_left(seen.numbers, (start,))
    return at < len(seen.numbers) and seen.numbers[at].start < end


# --- the two forms ---------------------------------------------------------------------


def _exact(seen: SeenText, start: int, end: int) -> _Parts | None:
    """Return the passage as it stands, with as little context as will do."""
    found = _told_apart(
        seen, Range(start, end), _prefixes(seen.text, start), _suffixes(seen.text, end)
    )
    if found is None:
        return None
    return _Parts(prefix=found[0], start=seen.text[start:end], suffix=found[1])


def _ends(seen: SeenText, start: int, end: int) -> _Parts | None:
    """Return the first and the last words of a passage."""
    for first in _heads(seen.text, start, end):
        before = _told_apart(
            seen, Range(start, first), _prefixes(seen.text, start), iter((_NOTHING,))
        )
        if before is None:
            continue
        for last in _tails(seen.text, first, end):
            # A browser takes the first such words after those it began with.
            after = _told_apart(
                seen, Range(last, end), iter((_NOTHING,)), _suffixes(seen.text, end), after=first
            )
            if after is not None:
                return _Parts(
                    prefix=before[0],
                    start=seen.text[start:first],
                    end=seen.text[last:end],
                    suffix=after[1],
                )
    return None


def _heads(text: str, start: int, end: int) -> list[int]:
    """Return where the first words may end, the nearest first."""
    stop = min((at for one in _APART if (at := text.find(one, start, end)) >= 0), default=end - 1)
    edges = [
        at
        for at in range(start + 1, min(stop, start + _FARTHEST) + 1)
        if text[at - 1] != " " and is_edge(text, at)
    ]
    found = (next((at for at in edges if at - start >= size), 0) for size in _SIZES)
    return list(dict.fromkeys((*filter(None, found), *edges[-1:])))


def _tails(text: str, first: int, end: int) -> list[int]:
    """Return where the last words may begin, the nearest to the end first."""
    stop = max(first, end - _FARTHEST, *(text.rfind(one, first, end) + 1 for one in _APART))
    edges = [at for at in range(end - 1, stop - 1, -1) if text[at] != " " and is_edge(text, at)]
    found = (next((at for at in edges if end - at >= size), 0) for size in _SIZES)
    return list(dict.fromkeys((*filter(None, found), *edges[-1:])))


# --- context ---------------------------------------------------------------------------

_NOTHING = Range(0, 0)


def _told_apart(
    seen: SeenText,
    place: Range,
    prefixes: Iterator[Range],
    suffixes: Iterator[Range],
    after: int = 0,
) -> tuple[str, str] | None:
    """Return the shortest context in which the words of a place stand nowhere else.

    Only places behind `after` are others; before it, or up to the place if it is given, no
    browser looks. None if no context will do.
    """
    rivals = _rivals(seen, place, after)
    befores, afters = list(islice(prefixes, 1)), list(islice(suffixes, 1))
    if rivals is None or not befores or not afters:
        return None
    if any(_fits(seen, one, befores[0], afters[0]) for one in rivals):
        befores += islice(prefixes, _STEPS)
        afters += islice(suffixes, _STEPS)
    for pair in _pairs(befores, afters):
        if not any(_fits(seen, one, *pair) for one in rivals):
            return seen.text[slice(*pair[0])], seen.text[slice(*pair[1])]
    return None


def _pairs(befores: Sequence[Range], afters: Sequence[Range]) -> Iterator[tuple[Range, Range]]:
    """Yield the contexts to try: a suffix before a prefix, one side before both."""
    yield befores[0], afters[0]
    for step in range(1, max(len(befores), len(afters))):
        before = befores[min(step, len(befores) - 1)]
        after = afters[min(step, len(afters) - 1)]
        yield befores[0], after
        yield before, afters[0]
        yield before, after


def _rivals(seen: SeenText, place: Range, after: int) -> list[Range] | None:
    """Return where else the words of a place stand, in the folded text; None if too often."""
    own, own_end = seen.fold(place.start), seen.fold(place.end)
    words = seen.folded[own:own_end]
    low, high = (seen.fold(after), own_end) if after else (0, len(seen.folded))
    if not words:
        return None
    places = islice(_places(seen.folded, words, low, high), _MOST_RIVALS + 2)
    found = [one for one in places if one.start != own]
    return found if len(found) <= _MOST_RIVALS else None


def _places(text: str, words: str, low: int, high: int) -> Iterator[Range]:
    """Yield where words stand in folded text, overlapping ones too."""
    if _DIGITS.search(words):
        for found in _numbered(words).finditer(text, low, high, overlapped=True):
            yield Range(found.start(), found.end())
        return
    at = text.find(words, low, high)
    while at >= 0:
        yield Range(at, at + len(words))
        at = text.find(words, at + 1, high)


@lru_cache(maxsize=256)
def _numbered(words: str) -> regex.Pattern[str]:
    """Return what finds words with a number in them, where a note's may stand for it.

    A browser does not tell “the 12” of an article from “the¹²”, and a note may have any number.
    """

    def either(found: regex.Match[str]) -> str:
        return f"[{NUMBER}0-9]+" if NUMBER in found[0] else f"(?:{NUMBER}+|{found[0]})"

    return regex.compile(_DIGITS.sub(either, regex.escape(words)))


def _fits(seen: SeenText, rival: Range, prefix: Range, suffix: Range) -> bool:
    """True if a browser might take the rival for the place that has this context."""
    text = seen.folded
    if prefix.start == prefix.end:
        before = not is_inside(text, rival.start)
    else:
        before = _stands_before(seen, rival.start, _folded(seen, prefix))
    if suffix.start == suffix.end:
        return before and not is_inside(text, rival.end)
    return before and _stands_after(seen, rival.end, _folded(seen, suffix))


def _stands_before(seen: SeenText, at: int, words: str) -> bool:
    text = seen.folded
    while at and text[at - 1] in _SKIPPED:
        at -= 1
    if at < seen.menu and (at == 0 or text[at - 1] == OPAQUE):  # any title may stand there
        titles = _places(text, words, 0, seen.menu)
        return any(text.startswith(BREAK + OPAQUE, one.end) for one in titles)
    if not _DIGITS.search(words):
        return text.endswith(words, 0, at)
    places = _places(text, words, max(0, at - 2 * len(words)), at)
    return any(one.end == at for one in places)


def _stands_after(seen: SeenText, at: int, words: str) -> bool:
    text = seen.folded
    while at < len(text) and text[at] in _SKIPPED:
        at += 1
    if at < seen.menu and text[at] == OPAQUE:  # any title may, or the page itself
        titles = _places(text, words, 0, seen.menu + 2 * len(words))
        return any(not one.start or text[one.start - 1] == BREAK for one in titles)
    if not _DIGITS.search(words):
        return text.startswith(words, at)
    return _numbered(words).match(text, at) is not None


def _folded(seen: SeenText, part: Range) -> str:
    return seen.folded[seen.fold(part.start) : seen.fold(part.end)]


def _prefixes(text: str, at: int) -> Iterator[Range]:
    """Yield what may stand before a place, the shortest first; nothing, at a word's edge."""
    if is_edge(text, at):
        yield _NOTHING
    end = len(text[max(0, at - _FARTHEST) : at].rstrip(_SKIPPED)) + max(0, at - _FARTHEST)
    for start in range(end - 1, max(-1, end - _FARTHEST), -1):
        if text[start] in _APART:
            return
        if text[start].isalnum() and is_edge(text, start):
            yield Range(start, end)


def _suffixes(text: str, at: int) -> Iterator[Range]:
    """Yield what may stand after a place, the shortest first; nothing, at a word's edge."""
    if is_edge(text, at):
        yield _NOTHING
    near = text[at : at + _FARTHEST]
    start = at + len(near) - len(near.lstrip(_SKIPPED))
    for end in range(start + 1, min(len(text), start + _FARTHEST) + 1):
        if text[end - 1] in _APART:
            return
        if text[end - 1].isalnum() and is_edge(text, end):
            yield Range(start, end)
