"""`p. 3`, `§ 4`, `Kap. 2`: what a locator points at, in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LABELS = frozenset(
    """
    act appendix article book canon chapter column elocation equation figure folio issue line note
    number opus page paragraph part rule scene section sub-verbo table timestamp title verse
    version volume
""".split()
)
"""What CSL 1.0.2 knows to point at, by the name of its term."""

_ENGLISH = {
    "p": "page", "pp": "page", "pg": "page", "¶": "paragraph", "¶¶": "paragraph",
    "para": "paragraph", "paras": "paragraph", "§": "section", "§§": "section",
    "sec": "section", "secs": "section", "ch": "chapter", "chap": "chapter", "chaps": "chapter",
    "vol": "volume", "vols": "volume", "fig": "figure", "figs": "figure", "no": "issue",
    "bk": "book", "col": "column", "fol": "folio", "l": "line", "ll": "line", "n": "note",
    "nn": "note", "op": "opus", "pt": "part", "v": "verse", "vv": "verse", "art": "article",
    "app": "appendix", "tab": "table", "eq": "equation",
}  # fmt: skip
"""Usual short forms, for every language."""

_VALUE = r"(?:[0-9]+[A-Za-z]?|[IVXLCDMivxlcdm]+|[A-Za-z]?[0-9]+)"
_VALUES = rf"{_VALUE}(?:\s*[-–—,;&./:]\s*{_VALUE})*(?:\([0-9A-Za-z]+\))*"
_LOCATOR = re.compile(rf"(?P<word>[^\W\d_]+(?:\.\s?[^\W\d_]+)*|[§¶]+)\.?\s*(?P<value>{_VALUES})")
_NUMBER = re.compile(r"[0-9]+(?:\s*[-–—,]\s*[0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A place in a source."""

    label: str
    """One of `LABELS`."""
    value: str


def terms_of(locales: Iterable[Any]) -> dict[str, str]:
    """Return the label of each word that a style and its language have for one."""
    found: dict[str, str] = {}
    for locale in reversed(list(locales)):
        for term in locale.xpath("./*/*[local-name()='term']"):
            if term.get("name") in LABELS:
                words = [term.text or "", *(part.text or "" for part in term)]
                found.update({_key(word): str(term.get("name")) for word in words if word.strip()})
    known = set(found.values())
    return {word: label for word, label in _ENGLISH.items() if label in known} | found


def read_locator(text: str, terms: dict[str, str]) -> Locator | None:
    """Return what a locator points at; None for words that only its reader understands."""
    text = " ".join(text.split())
    if _NUMBER.fullmatch(text):
        return Locator(label="page", value=text)
    found = _LOCATOR.fullmatch(text)
    label = terms.get(_key(found["word"])) if found else None
    return Locator(label=label, value=found["value"]) if found and label else None


def _key(word: str) -> str:
    return word.strip().rstrip(".").casefold()
