"""Where every browser sees the edge of a word, and where none does.

Browsers part words as UAX 29 says, some of them by dictionaries and the rules of a language
on top. What is told here holds for all of them, so there are places of which neither is
known: between two Chinese characters, for one.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

BREAK = "\n"
"""Stands where a block ends or a line of code does: no match goes across."""
OPAQUE = "\ufffc"
"""Stands for what is no text, or may be any: pictures, widgets, formulas."""

_MIDDLE = frozenset("'’‘.․﹒＇．:·‧︓﹕：,;،؍٬⁄︐︔﹐﹔，；\"״՟")
"""Signs that stand inside words and numbers too (UAX 29: MidLetter, MidNum, MidNumLet)."""
_BELONGING = frozenset(("Mn", "Mc", "Me", "Cf"))
_JOINING = _BELONGING | {"Pc"}
_NARROW_SPACE = "\u202f"
"""A space that joins numbers and their units (UAX 29: ExtendNumLet)."""
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_SPACED_UP_TO = "\u0e00"
"""Below this, no script is without spaces."""


def is_edge(text: str, at: int) -> bool:
    """True if every browser sees the edge of a word before a code point; False if one may not."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    if not before or not after or BREAK in {before, after}:
        return True
    left, right = _kind(before), _kind(after)
    if " " in {left, right}:
        return right != "joining"
    if "joining" in {left, right} or (left == right and left in {"word", "symbol"}):
        return False
    if left == "middle":
        return not (right == "word" and at > 1 and _is_spaced(text[at - 2]))
    if right == "middle":
        return not (left == "word" and at + 1 < len(text) and _is_spaced(text[at + 1]))
    return True


def is_inside(text: str, at: int) -> bool:
    """True if no browser sees the edge of a word there: letters or digits on both sides."""
    return 0 < at < len(text) and _is_plain(text[at - 1]) and _is_plain(text[at])


def is_torn(text: str, at: int) -> bool:
    """True between a character and what belongs to it: accents, joiners, soft hyphens."""
    return 0 < at < len(text) and unicodedata.category(text[at]) in _BELONGING


@lru_cache(maxsize=16384)
def _is_plain(character: str) -> bool:
    return character < _SPACED_UP_TO and (character.isalpha() or character.isdecimal())


@lru_cache(maxsize=16384)
def _is_spaced(character: str) -> bool:
    """True if it may be part of a word of several characters that no dictionary parts."""
    return _kind(character) in {"word", "joining"} and not _UNSPACED.match(character)


@lru_cache(maxsize=16384)
def _kind(character: str) -> str:
    """Return what a character is to the edges of words: the sure part of UAX 29."""
    category = unicodedata.category(character)
    if character in {OPAQUE, _NARROW_SPACE} or category in _JOINING:
        return "joining"
    if character in _MIDDLE:
        return "middle"
    if character.isspace():
        return " "
    if category[0] in "LN":
        return "word"
    return "symbol" if category in {"So", "Sk"} else "sign"
