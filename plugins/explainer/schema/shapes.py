"""What a value may look like: the pieces that schemas are made of.

The decoders take every scalar as text. A reader of YAML takes `2019` for a number and `true`
for a boolean, so these are text here too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import Any, TypeAlias

from explainer.schema.help import choice_help, help_of
from explainer.schema.ids import Offer

Shape: TypeAlias = dict[str, Any]

ID = "^[A-Za-z0-9][A-Za-z0-9_.-]*$"
LANGUAGE = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
_FLAG = "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo])$"
_SIGNS_OF_DATES = r"^[-0-9EXYSTZuxopenkw?~%/.,:+^{}\[\] ]*$"
_NUMBER = re.compile(r"[0-9][0-9_.eExXoO]*")


def text() -> Shape:
    """Return any words."""
    return {"type": ["string", "number", "boolean"], "minLength": 1}


def pattern(expression: str, told: str) -> Shape:
    """Return words of a pattern, with what an editor is told of others."""
    return {**text(), "pattern": expression, "patternErrorMessage": told}


def identity() -> Shape:
    """Return an id that is given here."""
    told = "An id has letters without accents, digits, `-`, `_` and `.`, and begins with one of the"
    return pattern(ID, f"{told} first two.")


def date() -> Shape:
    """Return a date in EDTF, by its signs alone; the calendar is asked when it is read."""
    told = "Write 2019, 2019-05, 2019-05-16, 2019-05-16/2019-08-19, 2019? (unsure) or 2019~ (about)"
    return pattern(_SIGNS_OF_DATES, told)


def day_or_month() -> Shape:
    """Return a plain day or month."""
    told = "Write the day, as 2026-11-30, or the month, as 2026-11"
    return pattern(r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$", told)


def address() -> Shape:
    """Return a web address."""
    told = "Write the address whole, as in https://example.org/report"
    return pattern(r"^\s*[Hh][Tt][Tt][Pp][Ss]?://", told)


def flag() -> Shape:
    """Return true or false, however they are written."""
    return {
        "type": ["boolean", "string"],
        "pattern": _FLAG,
        "patternErrorMessage": "Write true or false",
    }


def choice(names: Iterable[str], name: str) -> Shape:
    """Return one of some values, each with what it means."""
    values, told = list(names), choice_help(name)
    meanings = [told[value] for value in values]
    return {"enum": values, "enumDescriptions": meanings, "markdownEnumDescriptions": meanings}


def member(choices: type[Enum], name: str) -> Shape:
    """Return a member of an enumeration."""
    return choice((one.value for one in choices), name)


def one_of(offered: Collection[Offer] | None, what: str) -> Shape:
    """Return an id that is there, with its title; any id if there are none or they are unknown."""
    if not offered:
        return pattern(ID, f"Write the id of {what}")
    names: list[Shape] = [
        {"const": one.id, "title": one.title, "description": f"{one.title}\n\n{one.description}"}
        for one in offered
    ]
    if any(_NUMBER.fullmatch(one.id) for one in offered):
        names.append({"type": "number"})  # an id of digits is one to a reader of YAML
    return {
        "anyOf": names,
        "errorMessage": f"There is no {what} of this id; `explainer schema` takes in a new one",
    }


def defined(name: str) -> Shape:
    """Return a shape that a file's `definitions` hold; keys may stand beside it."""
    return {"allOf": [{"$ref": f"#/definitions/{name}"}]}


def several(shape: Shape, *, at_least: int = 0) -> Shape:
    """Return a list of something, or the one in its place."""
    listed: Shape = {"type": "array", "items": shape}
    return {"anyOf": [listed | ({"minItems": at_least} if at_least else {}), shape]}


def record(
    table: str,
    keys: Iterable[str],
    shapes: Mapping[str, Shape],
    *,
    required: Collection[str] = (),
    told: Mapping[str, str] | None = None,
) -> Shape:
    """Return an entry of the keys that a decoder knows, each with its shape and its help.

    Raises KeyError if a key has no shape or no help: that is a bug of ours.
    """
    told = help_of(table) if told is None else told
    made: Shape = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: {**shapes[key], "markdownDescription": told[key], "description": told[key]}
            for key in sorted(keys, key=list(shapes).index)
        },
    }
    return made | ({"required": list(required)} if required else {})
