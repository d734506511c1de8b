"""Text as tokens: words, marks, and single characters of scripts without spaces."""

from __future__ import annotations

import re
from typing import NamedTuple

_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana and Han: words there have no bounds to see."""
_MARKS = "\u0300-\u036f"
"""Accents, which folding parts from their letters."""
_TOKEN = re.compile(
    rf"[{_SPACELESS}]|[^\W{_SPACELESS}][^\W{_SPACELESS}{_MARKS}]*(?:[{_MARKS}]+[^\W{_SPACELESS}]*)*|[^\w\s]"
)
_GLUED = re.compile(rf"[^\W{_SPACELESS}]")


class Token(NamedTuple):
    """A token of a text, with its code-point offsets there, half-open."""

    word: str
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a text, or of a part of it; offsets are the text's own."""
    stop = len(text) if end is None else end
    return [
        Token(found.group(), found.start(), found.end())
        for found in _TOKEN.finditer(text, start, stop)
    ]


def is_mark(word: str) -> bool:
    """Return True for punctuation and symbols."""
    return not (word[0].isalnum() or word[0] == "_")


def glues(left: str, right: str) -> bool:
    """Return True if two texts would run into one word if set side by side."""
    return bool(left and right and _GLUED.match(left[-1]) and _GLUED.match(right[0]))


def shared_start(one: str, other: str) -> int:
    """Return how many code points two texts have in common at their beginning."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
