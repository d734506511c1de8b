"""Folding: texts that look alike to a reader become equal, with a map back.

Curly and straight quotation marks, kinds of dashes and spaces, ligatures and full-width
forms, `…` and `...`, composed and decomposed letters, soft hyphens and zero-width
characters: none of these is a reason not to find a passage. Case and accents are.
Compatibility decomposition is that of Unicode (UAX 15, NFKD).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import regex

from explainer.model import Range

_REPLACED = {
    **dict.fromkeys("‘’‚‛′‵`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″‶＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("\t\n\r\f\v\u0085\u2028\u2029", " "),
}
_IGNORED = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_SPECIAL = re.compile(r"[^\x20-\x5f\x61-\x7e]+|-{2,}| {2,}")
_SPACE_IN_GUILLEMETS = re.compile(r"(?<=[«‹]) | (?=[»›])")
_EMOJI = regex.compile(r"\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f")
_GRAPHEME = regex.compile(r"\X")
_WORD_WITHOUT_SPACES = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `index[i]` is the offset in the original of its i-th character."""

    text: str
    index: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the original's offsets, or None if an end falls inside a character."""
        if not start < end:
            return None
        if start and self.index[start] == self.index[start - 1]:
            return None
        if end < len(self.index) and self.index[end] == self.index[end - 1]:
            return None
        last = self.index[end - 1]
        return self.index[start], last + 1


def fold(text: str) -> Folded:
    """Return the folded text with its map back."""
    pieces: list[str] = []
    index: list[int] = []
    at = 0
    for special in _SPECIAL.finditer(text):
        pieces.append(text[at : special.start()])
        index.extend(range(at, special.start()))
        for offset in range(special.start(), special.end()):
            folded = _fold_at(text, offset)
            pieces.append(folded)
            index.extend([offset] * len(folded))
        at = special.end()
    pieces.append(text[at:])
    index.extend(range(at, len(text)))
    return _squeeze("".join(pieces), index)


def _fold_at(text: str, offset: int) -> str:
    char = text[offset]
    if char == "\u200d":
        joins = offset and _EMOJI.match(text[offset - 1]) and _EMOJI.match(text, offset + 1)
        return char if joins else ""
    return _fold_char(char)


@cache
def _fold_char(char: str) -> str:
    if char in _IGNORED:
        return ""
    if char in _REPLACED:
        return _REPLACED[char]
    decomposed = unicodedata.normalize("NFKD", char)
    if decomposed == char:
        return char
    return "".join(_REPLACED.get(one, one) for one in decomposed if one not in _IGNORED)


def _squeeze(text: str, index: list[int]) -> Folded:
    """Make runs of spaces and of dashes one, and drop spaces inside guillemets."""
    if "--" not in text and "  " not in text and "«" not in text and "‹" not in text:
        return Folded(text, tuple(index))
    drop = {
        at for run in re.finditer(r"-{2,}| {2,}", text) for at in range(run.start() + 1, run.end())
    }
    drop.update(found.start() for found in _SPACE_IN_GUILLEMETS.finditer(text))
    pieces, kept, start = [], [], 0
    for at in [*sorted(drop), len(text)]:
        pieces.append(text[start:at])
        kept += index[start:at]
        start = at + 1
    return Folded("".join(pieces), tuple(kept))


def lowered(text: str) -> str:
    """Return a text in lower case, code point by code point: as long as it was."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def is_grapheme_boundary(text: str, offset: int) -> bool:
    """Return True if no character as a reader sees it is cut here (UAX 29)."""
    if offset <= 0 or offset >= len(text) or text[offset].isascii():
        return True
    start = max(text.rfind(" ", 0, offset), 0, offset - 64)
    boundary = start
    for cluster in _GRAPHEME.finditer(text, start, min(len(text), offset + 64)):
        boundary = cluster.start()
        if boundary >= offset:
            break
    return boundary == offset


def widened(text: str, start: int, end: int) -> Range:
    """Return a range whose ends cut no character: as it is, or a little wider."""
    while start > 0 and not is_grapheme_boundary(text, start):
        start -= 1
    while end < len(text) and not is_grapheme_boundary(text, end):
        end += 1
    return Range(start=start, end=end)


def cuts_word(text: str, offset: int) -> bool:
    """Return True if an offset stands inside a word of a script that has spaces."""
    if offset <= 0 or offset >= len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if not (_is_word(before) and _is_word(after)):
        return False
    return not (_WORD_WITHOUT_SPACES.match(before) or _WORD_WITHOUT_SPACES.match(after))


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.combining(char) != 0
