"""The words around a place: to show it, to tell it from others, to find its line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from explainer.fold import fold
from explainer.model import Candidate, Range
from explainer.outline import Section, heading_above
from explainer.span import TextFile

SHOWN = 40
"""Code points of surroundings that a candidate shows."""
_WORD = re.compile(r"\w+")
_MOST_WORDS = 12


def candidate(
    text: str, place: Range, page_sections: tuple[Section, ...], score: float = 1.0
) -> Candidate:
    """Return a place with its words, its surroundings and the heading above it."""
    return Candidate(
        range=place,
        text=text[place.start : place.end],
        before=_last_words(text[max(0, place.start - SHOWN) : place.start], place.start > SHOWN),
        after=_first_words(text[place.end : place.end + SHOWN], place.end + SHOWN < len(text)),
        heading=heading_above(page_sections, place.start),
        score=score,
    )


def _last_words(text: str, cut: bool) -> str:  # noqa: FBT001 - private
    return text.partition(" ")[2] if cut else text


def _first_words(text: str, cut: bool) -> str:  # noqa: FBT001 - private
    return text.rpartition(" ")[0] if cut else text


def settling_context(text: str, place: Range, others: Sequence[Range]) -> tuple[str, str]:
    """Return the shortest prefix, else suffix, that fits this place and no other.

    Both are empty where a dozen words on either side settle nothing.
    """
    starts = [
        found.start() for found in _WORD.finditer(text, max(0, place.start - 400), place.start)
    ]
    for start in list(reversed(starts))[:_MOST_WORDS]:
        prefix = text[start : place.start]
        if not any(_ends_alike(text[: one.start], prefix) for one in others):
            return prefix.strip(), ""
    ends = [found.end() for found in _WORD.finditer(text, place.end, place.end + 400)]
    for end in ends[:_MOST_WORDS]:
        suffix = text[place.end : end]
        if not any(_starts_alike(text[one.end :], suffix) for one in others):
            return "", suffix.strip()
    return "", ""


def _ends_alike(text: str, prefix: str) -> bool:
    return fold(text[-len(prefix) - 8 :]).text.rstrip().endswith(fold(prefix).text.strip())


def _starts_alike(text: str, suffix: str) -> bool:
    return fold(text[: len(suffix) + 8]).text.lstrip().startswith(fold(suffix).text.strip())


def line_of(file: TextFile, text: str, place: Range) -> int | None:
    """Return the 1-based line of the article's source where a place of its text begins.

    The source is Markdown and the text is what came of it, so the line is found by the
    words there, counted among equal ones: as many words in a row as the source has at
    least as often as the text. None where it has not even the first.
    """
    words = [found.group() for found in _WORD.finditer(text, place.start, place.start + 200)]
    for count in (6, 4, 3, 2, 1):
        in_source = _starts(file.text, words[:count])
        if not in_source:
            continue
        in_text = _starts(text, words[:count])
        before = bisect_left(in_text, place.start)
        surplus = len(in_source) - len(in_text)  # front matter may hold the words, and is first
        if surplus >= 0:
            return file.position(in_source[min(before + surplus, len(in_source) - 1)])[0]
    return None


def _starts(text: str, words: Sequence[str]) -> list[int]:
    """Return where words stand in a row, whatever is between them but for other words."""
    if not words:
        return []
    pattern = re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, words)))
    found = []
    at = text.find(words[0])  # a pattern that begins with a look behind is slow to search
    while at >= 0:
        if pattern.match(text, at):
            found.append(at)
        at = text.find(words[0], at + 1)
    return found
