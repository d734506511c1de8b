"""Where a text may be cut: between words, and never inside a character as a reader sees it."""

from __future__ import annotations

from explainer.fold import cuts_word, is_grapheme_boundary

_LONGEST_WORD = 64
"""Code points that are looked through for the end of a word; one longer is cut."""


def may_cut(text: str, offset: int) -> bool:
    """Return True if no word and no character is cut at an offset, in code points."""
    return not cuts_word(text, offset) and is_grapheme_boundary(text, offset)


def before(text: str, at: int, length: int) -> int:
    """Return where a context of at least `length` code points before an offset begins.

    It begins with a whole word and no space; where the text has less, with the text.
    """
    farthest = max(0, at - length)
    for start in range(farthest, max(-1, farthest - _LONGEST_WORD), -1):
        if may_cut(text, start) and not text[start : start + 1].isspace():
            return start
    return _boundary(text, farthest, -1)


def after(text: str, at: int, length: int) -> int:
    """Return where a context of at least `length` code points after an offset ends."""
    nearest = min(len(text), at + length)
    for end in range(nearest, min(len(text) + 1, nearest + _LONGEST_WORD)):
        if may_cut(text, end) and not text[end - 1 : end].isspace():
            return end
    return _boundary(text, nearest, 1)


def _boundary(text: str, offset: int, step: int) -> int:
    """Return the nearest offset in one direction that cuts no character."""
    while not is_grapheme_boundary(text, offset):
        offset += step
    return offset
