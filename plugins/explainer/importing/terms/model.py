"""What a glossary of someone else's says of a term, whatever it was written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from explainer.importing.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A term."""

    at: str
    """Its place in the file: `file:line:column`."""
    term: str
    definition: str = ""
    short: str = ""
    id: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    pronunciation: str = ""
    original: Mapping[str, str] = field(default_factory=dict)
    """Names in other languages, by BCP 47 tag."""
    sources: tuple[str, ...] = ()
    """What it rests on: ids, addresses, or just words."""
    markdown: bool = False
    """True if its texts are Markdown, False if they are plain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTerms:
    """What is in a file."""

    terms: tuple[Found, ...]
    told: tuple[Told, ...] = ()
