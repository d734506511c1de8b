"""Names like a mistyped one, for “did you mean”."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_LIKE = 0.6
"""How like a name must be to be worth showing, 0 to 1."""
_LONG = 4
"""Letters from which on a word that is almost a name is hardly another word."""


def nearest(word: str, names: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Return up to limit names that are like the word, the most like first."""
    return _nearest(word, tuple(names))[:limit]


@lru_cache(maxsize=1024)
def _nearest(word: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return all names that are like the word; the same slip is often made many times."""
    scored = ((_likeness(word, name), name) for name in names)
    close = sorted((-score, name) for score, name in scored if score >= _LIKE)
    return tuple(name for _, name in close)


def one_typo_away(word: str, names: Iterable[str]) -> str:
    """Return the first name that is one wrong, missing, extra or swapped letter away, or ""."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as below

    return next((name for name in sorted(names) if OSA.distance(word, name) == 1), "")


def surely_meant(word: str, names: Iterable[str]) -> str:
    """Return the only name that is one typo away; "" if none or several are, or it is short."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as below

    close = [name for name in names if OSA.distance(word, name) == 1]
    return close[0] if len(close) == 1 and len(word) >= _LONG else ""


def _likeness(word: str, name: str) -> float:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 20 ms that only mistakes need

    one, other = word.casefold(), name.casefold()
    if min(len(one), len(other)) > 2 and (one in other or other in one):  # noqa: PLR2004
        return 0.9
    return float(OSA.normalized_similarity(one, other))
