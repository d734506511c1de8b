"""Which reader a glossary wants, by the ending of its file."""

from __future__ import annotations

from pathlib import Path

from explainer.importing.article import ImportRefusedError
from explainer.importing.opening import open_text, read_bytes
from explainer.importing.terms.lists import read_list
from explainer.importing.terms.model import ReadTerms
from explainer.importing.terms.tables import read_table

_TABLES = (".csv", ".tsv", ".tab", ".txt")
_XML = (".tbx", ".xml")
_YAML = (".yml", ".yaml")
ENDINGS = (*_TABLES, *_XML, *_YAML, ".json")


def read_terms(path: Path, *, language: str = "") -> ReadTerms:
    """Return the terms in a file; raise ImportRefusedError if it cannot be read.

    `language` is that of the terms, where a file has them in several.
    """
    ending = path.suffix.lower()
    if ending in _XML:
        # lxml takes a while to load, and most glossaries are tables.
        from explainer.importing.terms.tbx import read_tbx  # noqa: PLC0415

        return read_tbx(path.name, read_bytes(path), wanted=language)
    if ending in _TABLES:
        return read_table(open_text(path), wanted=language)
    if ending in {*_YAML, ".json"}:
        return read_list(open_text(path), json=ending == ".json", wanted=language)
    raise ImportRefusedError(f"{path.name}: only {', '.join(ENDINGS)} can be read as a glossary")
