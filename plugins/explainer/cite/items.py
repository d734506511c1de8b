"""A source becomes what the processor reads: its variables, with markup as signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citeproc.source import Name as ProcessorName
from citeproc.source import Reference
from citeproc.string import MixedString, NoCase, String

from explainer.cite.dates import Dates
from explainer.cite.rich import NOBODY, with_signs, without_signs
from explainer.csl import DATES, NAMES, TEXTS, plain
from explainer.csl.dates import csl_date
from explainer.model import Source

_LONGEST_NAME = 32
_ALIASES = {"event-title": "event", "event": "event-title", "shortTitle": "title-short",
            "journalAbbreviation": "container-title-short"}  # fmt: skip
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")


def reference(
    source: Source,
    *,
    letter: str = "",
    nobody: bool = False,
    shortened: bool = False,
    dates: Dates,
) -> Any:  # noqa: ANN401 - the processor has no types
    """Return a source for the processor.

    `letter` tells it from others of the same name and year. `nobody` puts a sign in the place
    of its authors. `shortened` makes up short forms of long names, for a style that asks.
    `dates` reads its dates.
    """
    made: dict[str, Any] = {}
    for name, value in _variables(source, dates).items():
        for key in {name, name.replace("-", "_")}:
            made[key] = value
    for name in ("title", "container-title") if shortened else ():
        key = f"{name.replace('-', '_')}_short"
        if name.replace("-", "_") in made and key not in made:
            made[key] = _text(_short(plain(str(_raw(source, name)))))
    if nobody:
        made["author"] = [ProcessorName(literal=String(NOBODY))]
    if letter:
        made["year_suffix"] = made["year-suffix"] = String(letter)
    entry = Reference("source", source.type)
    entry.update(made)
    return entry


def _raw(source: Source, name: str) -> Any:  # noqa: ANN401 - JSON
    own = {"title": source.title, "container-title": source.container_title}
    return source.item.get(name) or own.get(name, "")


def _variables(source: Source, dates: Dates) -> dict[str, Any]:
    item: Mapping[str, Any] = source.item or _item(source)
    found: dict[str, Any] = {}
    for name, value in item.items():
        if name in NAMES:
            found[name] = [made for one in value if (made := _name(one))]
        elif name in DATES:
            found[name] = dates.read(value)
        elif name in TEXTS and value not in {"", None}:
            found[name] = str(value) if name == "language" else _text(str(value))
    found.setdefault("title", _text(source.title))
    for name, other in _ALIASES.items():
        if name in found:
            found.setdefault(other, found[name])
    return {name: value for name, value in found.items() if value}


def _item(source: Source) -> dict[str, Any]:
    """Return the item of a source that was not read from a file."""
    return {
        "title": source.title,
        "author": [
            {"family": one.family, "given": one.given, "literal": one.literal}
            for one in source.author
        ],
        "container-title": source.container_title,
        "publisher": source.publisher,
        **({"issued": csl_date(source.issued)} if source.issued else {}),
        "URL": source.url,
        "DOI": source.doi,
    }


def _text(text: str) -> Any:  # noqa: ANN401 - the processor has no types
    pieces = with_signs(" ".join(text.split()))
    return MixedString([(NoCase if kept else String)(one) for one, kept in pieces])


def _name(name: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as above
    parts = {
        key: without_signs(" ".join(plain(str(name[key])).split()))
        for key in (*_NAME_PARTS, "literal")
        if name.get(key)
    }
    if not parts.get("family"):
        literal = parts.get("literal") or parts.get("given")
        return ProcessorName(literal=String(literal)) if literal else None
    parts.pop("literal", None)
    return ProcessorName(**{key: String(part) for key, part in parts.items()})


def _short(name: str) -> str:
    name = name.partition(" (")[0]
    if len(name) <= _LONGEST_NAME:
        return name
    return name[:_LONGEST_NAME].rpartition(" ")[0].rstrip(",;:–—-") + "…"
