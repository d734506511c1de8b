"""A text as it is searched: what no reader sees left out, with a map back.

Soft hyphens and the like, Arabic vowel signs, decomposed letters, a line that ends between
two Chinese characters: none of these makes another word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import regex

from explainer.model import Range

_NO_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
UNSPACED = re.compile(f"[{_NO_SPACES}]")
"""A character of a script that writes words without spaces: Chinese, Japanese, Thai, …"""
AFTER_UNSPACED = regex.compile(rf"(?V1)(?<=[{_NO_SPACES}])[[\p{{L}}\p{{N}}_]--[{_NO_SPACES}]]")
WORD = regex.compile(rf"(?V1)[[\p{{L}}\p{{M}}\p{{N}}_]--[{_NO_SPACES}]]+")
"""A word, or between hyphens and apostrophes a part of one."""
TYPOGRAPHY = str.maketrans(
    {**dict.fromkeys("‘’ʼ`´", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), "\u00a0": " ", "\u202f": " "}
)
"""Signs that look different and mean the same, each as long as the other."""
_IDEOGRAPHS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSEEN = "\u00ad\u061c\u0640\u064b-\u0652\u0670\u200b\u200c\u200e\u200f\u2060\ufeff"
_DROPPED = re.compile(f"[{_UNSEEN}]+|(?<=[{_IDEOGRAPHS}]) (?=[{_IDEOGRAPHS}])")
_CLUSTER = regex.compile(rf"\P{{M}}[\p{{M}}{_UNSEEN}]*|\p{{M}}+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is searched; `starts[i]` is the offset in the original of its i-th character."""

    text: str
    starts: tuple[int, ...] = ()
    """Empty if nothing was left out."""
    end: int = 0
    """The length of the original."""

    def original(self, start: int, end: int) -> Range | None:
        """Return a range of the original, or None if an end falls inside a character."""
        if not self.starts:
            return Range(start=start, end=end)
        first, last = self.starts[start], self.starts[end] if end < len(self.text) else self.end
        if (start and self.starts[start - 1] == first) or self.starts[end - 1] == last:
            return None
        return Range(start=first, end=last)


def read(text: str) -> Reading:
    """Return a text as it is searched."""
    if text.isascii() or not (_DROPPED.search(text) or not unicodedata.is_normalized("NFC", text)):
        return Reading(text)
    gone = {at for found in _DROPPED.finditer(text) for at in range(*found.span())}
    pieces: list[str] = []
    starts: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        at = cluster.start()
        seen = "".join(
            char
            for char, no in zip(cluster[0], range(at, cluster.end()), strict=True)
            if no not in gone
        )
        piece = unicodedata.normalize("NFC", seen)
        pieces.append(piece)
        starts.extend([at] * len(piece))
    return Reading("".join(pieces), tuple(starts), len(text))


class _Bare(dict[int, str]):
    """Small letters without accents, and a space for what is no part of a word; one to one."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M":
            self[code] = _ALIKE.get(char.lower()) or _base(char)
        else:
            self[code] = " "
        return self[code]


_ALIKE = {"ı": "i", "ς": "σ", "ß": "s", "ة": "ه", "ى": "ي"}


def _base(char: str) -> str:
    low = char.lower()
    letters = unicodedata.normalize("NFD", low)
    return letters[0] if all(map(unicodedata.combining, letters[1:])) else low[0]


_BARE = _Bare()


def bare(text: str) -> str:
    """Return a text for a first look: small letters without accents, all else as spaces.

    As long as the text was.
    """
    return text.translate(_BARE)


def common(one: str, other: str) -> int:
    """Return how many characters two words have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
