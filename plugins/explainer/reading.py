"""How long a text takes to read."""

from __future__ import annotations

import regex

WORDS_A_MINUTE = 238
"""Adults reading English non-fiction in silence: Brysbaert 2019, doi:10.1016/j.jml.2019.104047."""

CHARACTERS_A_MINUTE = 255
"""Chinese: Trauzettel-Klosinski & Dietz 2012, doi:10.1167/iovs.11-8284."""

_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’\-.,]*")


def minutes(text: str) -> int:
    """Return the minutes that reading a text takes, rounded, at least 1."""
    return max(1, round(words(text) / WORDS_A_MINUTE))


def words(text: str) -> float:
    """Return how many words it takes as long to read as this text.

    Scripts that write words without spaces are counted by their characters.
    """
    spaced, unspaced = _UNSPACED.subn(" ", text)
    counted = sum(1 for _ in _WORD.finditer(spaced))
    return counted + unspaced * WORDS_A_MINUTE / CHARACTERS_A_MINUTE
