"""The schema of each kind of file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import chain

from explainer.csl import DATE_PARTS, DATES, NAME_PARTS, NAMES, TYPES, VARIABLES
from explainer.load import changes, events, exemptions, fields, glossary, notes, sources, targets
from explainer.model import ALL, Doing, Ignorable, Kind, Level, Project, Publication
from explainer.schema.help import help_of
from explainer.schema.ids import Offer, offers
from explainer.schema.shapes import (
    LANGUAGE,
    Shape,
    address,
    choice,
    date,
    day_or_month,
    defined,
    flag,
    identity,
    member,
    one_of,
    pattern,
    record,
    several,
    text,
)
from explainer.schema.snippets import SNIPPETS
from explainer.words import words

_CSL = "https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables"
Offers = Mapping[str, tuple[Offer, ...] | None]
"""Ids by kind; None where not all are known, since a file could not be read."""


def schemas(project: Project) -> dict[str, str]:
    """Return the text of the schema of each kind of file, such as `notes`, for a project.

    The same project gives the same bytes.
    """
    known: Offers = {
        kind: None if kind in project.incomplete else found
        for kind, found in offers(project).items()
    }
    cited = {"source": one_of(known["sources"], "source"), "citation": _citation()}
    files = {
        "notes": _file("notes", _note(), cited | {"other": _see(known)}),
        "terms": _file("terms", _term(), cited | {"term": one_of(known["terms"], "term")}),
        "sources": _file("sources", _source(), {"name": _name(), "date": _date()}),
        "events": _file("events", _event(), cited),
    }
    # On one line: to indent takes Python five times as long, and nobody reads these.
    return {kind: json.dumps(file, ensure_ascii=False) + "\n" for kind, file in files.items()}


def _file(kind: str, entry: Shape, definitions: Mapping[str, Shape]) -> Shape:
    listed = {
        "type": ["array", "null"],
        "items": {**entry, "defaultSnippets": [SNIPPETS[kind]]},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"explainer: {kind}",
        **record("file", [kind], {kind: listed}),
        "definitions": dict(definitions),
    }


def _note() -> Shape:
    shapes = {
        "id": identity(),
        **_places(),
        "kind": member(Kind, "kind"),
        "title": text(),
        "body": text(),
        "sources": several(defined("citation")),
        "date": date(),
        "level": member(Level, "level"),
        "author": text(),
        "updated": date(),
        "changes": _changes(),
        "ignore": {"type": "array", "items": _exemption()},
        "verdict": text(),
        "status": member(Publication, "status"),
        "see": several(defined("other")),
        "owner": text(),
        "review_by": day_or_month(),
    }
    quoted, placed = _any_of("quote", "quotes"), _any_of("quote", "quotes", "block", "image")
    needs = {"prefix": quoted, "suffix": quoted, "occurrence": placed}
    return record("note", notes.KEYS, shapes, required=["id"]) | {"dependencies": needs}


def _any_of(*keys: str) -> Shape:
    return {"anyOf": [{"required": [key]} for key in keys]}


def _places() -> dict[str, Shape]:
    image = record("image", targets.IMAGE_KEYS, {"source": text(), "alt": text()})
    number: Shape = {"type": "integer", "minimum": 1, "maximum": 999_999}
    told = "Write which one is meant, counted from 1, or all"
    around: Shape = {"type": ["string", "number", "boolean"]}
    return {
        "quote": text(),
        "quotes": several(text()),
        "block": text(),
        "image": {"anyOf": [text(), image]},
        "section": text(),
        "prefix": around,
        "suffix": around,
        "occurrence": {
            "anyOf": [
                {"const": ALL, "description": "All the places."},
                number,
                {
                    "type": "string",
                    "pattern": f"^([1-9][0-9]{{0,5}}|{ALL})$",
                    "patternErrorMessage": told,
                },
            ]
        },
    }


def _changes() -> Shape:
    shapes = {"date": date(), "kind": member(Doing, "doing"), "text": text()}
    change = record("change", changes.KEYS, shapes, required=["date"])
    correction = {"properties": {"kind": {"const": Doing.CORRECTION.value}}, "required": ["kind"]}
    said = {"if": correction, "then": {"required": ["text"]}}
    return {"type": "array", "items": change | said}


def _exemption() -> Shape:
    shapes = {"rule": member(Ignorable, "ignorable"), "reason": text()}
    return record("exemption", exemptions.KEYS, shapes, required=["rule", "reason"])


def _see(known: Offers) -> Shape:
    """Return the id of a term or of a note; where one is both, the term's."""
    terms, told = known["terms"], known["notes"]
    if terms is None or told is None:
        return one_of(None, "term or note")
    found = {one.id: one for one in chain(told, terms)}
    return one_of([found[name] for name in sorted(found)], "term or note")


def _citation() -> Shape:
    named = defined("source")
    shapes = {
        "id": named | {"type": text()["type"]},  # editors add a colon where they see a type
        "locator": text(),
        "prefix": text(),
        "suffix": text(),
        "suppress-author": flag(),
    }
    return {"anyOf": [named, record("citation", fields.CITATION_KEYS, shapes, required=["id"])]}


def _term() -> Shape:
    kinds = [{"const": name} for name in words("en").term_kinds]
    told = "Write the code of a language, such as zh, zh-Hant or ru"
    original = {
        "type": "object",
        "propertyNames": {"pattern": LANGUAGE, "patternErrorMessage": told},
        "additionalProperties": text(),
    }
    shapes = {
        "id": identity(),
        "term": text(),
        "aliases": several(text()),
        "kind": {"anyOf": [*kinds, text()]},
        "short": text(),
        "definition": text(),
        "pronunciation": text(),
        "original": original,
        "see": several(defined("term")),
        "sources": several(defined("citation")),
        "match": _match(),
        "owner": text(),
        "review_by": day_or_month(),
    }
    return record("term", glossary.KEYS, shapes, required=["id", "term", "short"])


def _match() -> Shape:
    shapes = {
        "case": choice(glossary.CASES, "case"),
        "inflect": flag(),
        "mark": choice(glossary.MARKS, "mark"),
        "in": several(text()),
        "not_in": several(text()),
        "except": several(text()),
    }
    return record("match", glossary.MATCH_KEYS, shapes)


def _event() -> Shape:
    shapes = {
        "id": identity(),
        "date": date(),
        "title": text(),
        "body": text(),
        "sources": several(defined("citation")),
    }
    return record("event", events.KEYS, shapes, required=["id", "date", "title"])


# --- sources ---------------------------------------------------------------------------


def _source() -> Shape:
    ours = {
        "id": identity(),
        "title": text(),
        "type": {"enum": TYPES, "markdownEnumDescriptions": list(map(_type, TYPES))},
        "author": several(defined("name")),
        "container-title": text(),
        "publisher": text(),
        "issued": _day(date()),
        "accessed": _day(date()),
        "URL": address(),
        "DOI": pattern(r"\S", "Write the DOI, as 10.1000/182"),
        "language": text(),
        "note": text(),
        "archive-url": address(),
        "quote": text(),
        "primary": flag(),
    }
    shapes = ours | {key: _variable(key) for key in sorted(VARIABLES) if key not in ours}
    told = {key: _told(key) for key in shapes} | help_of("source")
    keys = sources.OWN_KEYS | VARIABLES
    return record("source", keys, shapes, required=["id", "title"], told=told)


def _variable(key: str) -> Shape:
    if key in NAMES:
        return several(defined("name"))
    if key in DATES:
        return _day(text())
    return {} if key in {"categories", "custom"} else text()


def _name() -> Shape:
    told = {key: f"Part of a name: {key.replace('-', ' ')}." for key in NAME_PARTS}
    shapes = {key: text() for key in sorted(NAME_PARTS)}
    return {"anyOf": [text(), record("name", NAME_PARTS, shapes, told=told)]}


def _day(written: Shape) -> Shape:
    """Return a date as we write it, or as CSL-JSON has it."""
    return {"anyOf": [written, defined("date")]}


def _date() -> Shape:
    told = {key: f"Part of a date in CSL-JSON: {key}." for key in DATE_PARTS}
    shapes: dict[str, Shape] = {key: {} for key in sorted(DATE_PARTS)}
    return record("date", DATE_PARTS, shapes, told=told)


def _told(key: str) -> str:
    what = "People" if key in NAMES else "A date" if key in DATES else "A variable"
    return f"{what} of CSL: {key.replace('-', ' ')}. See [CSL's list of variables]({_CSL})."


def _type(name: str) -> str:
    return f"{name.replace('_', ' ').replace('-', ' ').capitalize()}, a type of CSL."
