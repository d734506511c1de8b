"""The order of names in a list, and the letters they stand under."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

OTHER = ""
"""The letter of what begins with none: digits, signs, characters that are no alphabet."""

_FIRST_IDEOGRAPHIC = "\u2e80"


@lru_cache(maxsize=65536)
def sorting_key(name: str) -> str:
    """Return what a name is sorted by: its characters without case and accents."""
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one))


def letter(name: str) -> str:
    """Return the letter under which a name is looked up."""
    for character in name:
        if character.isalnum():
            plain = unicodedata.normalize("NFD", character)[0].upper()[0]
            return plain if plain.isalpha() and plain < _FIRST_IDEOGRAPHIC else OTHER
    return OTHER
