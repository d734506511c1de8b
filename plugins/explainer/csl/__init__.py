"""CSL, the language of reference managers: its types, its variables, and its items.

An item is one entry of CSL-JSON: a mapping from variables to text, names, dates. The lists are
those of the specification, version 1.0.2; `custom` is where it wants everything else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

Item = Mapping[str, Any]
"""One entry of CSL-JSON, frozen: tuples for lists, read-only views for objects."""

NO_ITEM: Item = MappingProxyType({})

TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
""".split()

NAMES = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator director
    editor editor-translator editorial-director executive-producer guest host illustrator
    interviewer narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator translator
""".split()
)
DATES = frozenset(
    "accessed available-date container event-date issued original-date submitted".split()
)
TEXTS = frozenset(
    """
    abstract annote archive archive_collection archive_location archive-place authority
    call-number chapter-number citation-key citation-label citation-number collection-number
    collection-title container-title container-title-short dimensions division DOI edition event
    event-place event-title first-reference-note-number genre ISAN ISBN ISCI ISMN ISRC ISSN ISWC
    issue journalAbbreviation jurisdiction keyword language license locator medium note number
    number-of-pages number-of-volumes original-publisher original-publisher-place original-title
    page page-first part part-number part-title PMCID PMID printing printing-number publisher
    publisher-place references reviewed-genre reviewed-title scale section shortTitle source
    status supplement supplement-number title title-short translated-title translated-title-short
    URL version volume volume-title volume-title-short year-suffix
""".split()
)
"""Variables that hold text or numbers."""
VARIABLES = NAMES | DATES | TEXTS | {"categories", "custom"}

NAME_PARTS = frozenset({
    "family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle",
    "comma-suffix", "static-ordering", "parse-names",
})  # fmt: skip
DATE_PARTS = frozenset({"date-parts", "season", "circa", "literal", "raw", "edtf"})

OWN = ("archive-url", "quote", "primary")
"""What CSL has no variable for and we keep in `custom`."""

_MARKUP = re.compile(
    r"</?(?:i|b|sup|sub|sc)>|</span>"
    r"|<span (?:class=\"nocase\"|style=\"font-variant: ?small-caps;?\")>"
)


def plain(text: str) -> str:
    """Return a text of CSL-JSON without the few tags that it may hold."""
    return _MARKUP.sub("", text) if "<" in text else text


def frozen(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return a value of JSON that nobody can change."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: frozen(one) for key, one in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(one) for one in value)
    return value


def thawed(value: Any) -> Any:  # noqa: ANN401 - as above
    """Return a frozen value as plain lists and dictionaries, for JSON to write."""
    if isinstance(value, Mapping):
        return {key: thawed(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [thawed(one) for one in value]
    return value
