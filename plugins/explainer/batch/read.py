"""A line of JSON becomes a case, or an error that says what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_WORDS = ("prefix", "suffix", "section", "scope", "end_quote")
_NUMBERS = ("hint", "occurrence")
_PLACES = (
    "exact", "position", "start_quote", "heading", "paragraph", "image", "cell", "code_line",
    "targets",
)  # fmt: skip
_KEYS = frozenset((*_WORDS, *_NUMBERS, *_PLACES, "all"))
_CASE = frozenset(("id", "text", "html", "selector", "previous"))
_ABOUT = frozenset(("candidates", "expected", "label", "multi", "note", "source", "status", "tier"))
"""What files of cases say about a case, which is not for us to read."""


class BadCaseError(Exception):
    """A line that is no case; `id` is the case's, if the line has one."""

    def __init__(self, message: str, id_: str | int | None = None) -> None:
        super().__init__(message)
        self.id = id_


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A selector as the line has it; of the places one is given, the others are None."""

    exact: str | None = None
    position: tuple[int, int] | None = None
    start_quote: str | None = None
    end_quote: str = ""
    heading: str | None = None
    paragraph: str | None = None
    image: str | None = None
    cell: tuple[str, str] | None = None
    """Row and column, by the words of their headers."""
    code_line: int | str | None = None
    targets: tuple[Asked, ...] | None = None
    prefix: str = ""
    suffix: str = ""
    section: str = ""
    scope: str = ""
    """The id of an element."""
    occurrence: int | None = None
    all: bool = False
    hint: int | None = None
    """Code point where it stood in the previous text, or in an older one that is not given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is asked, of which text."""

    id: str | int
    content: str
    is_html: bool
    selector: Asked
    previous: str | None = None


def read_case(line: str) -> Case:
    """Return the case on a line; raise BadCaseError if there is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadCaseError(f"this is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise BadCaseError("a case is an object with id, text or html, and selector")
    id_ = value.get("id")
    if isinstance(id_, bool) or not isinstance(id_, str | int):
        raise BadCaseError("`id` should be text or a number")
    try:
        return _case(value, id_)
    except BadCaseError as error:
        raise BadCaseError(str(error), id_) from error
    except RecursionError as error:
        raise BadCaseError("`targets` stand too deep in one another", id_) from error


def _case(value: Mapping[str, Any], id_: str | int) -> Case:
    _only(value, _CASE | _ABOUT, "a case")
    is_html = value.get("html") is not None
    content = _text(value, "html" if is_html else "text")
    if content is None:
        raise BadCaseError("a case needs `text` or `html`")
    return Case(
        id=id_,
        content=content,
        is_html=is_html,
        selector=_selector(value.get("selector"), "`selector`"),
        previous=_text(value, "previous"),
    )


def _selector(value: object, what: str) -> Asked:
    if not isinstance(value, dict):
        raise BadCaseError(f"{what} should be an object")
    _only(value, _KEYS, what)
    given = [key for key in _PLACES if value.get(key) is not None]
    if len(given) != 1:
        raise BadCaseError(f"{what} needs one of: {', '.join(_PLACES)}")
    if value.get("start_quote") is not None and not _text(value, "end_quote"):
        raise BadCaseError("`start_quote` needs `end_quote`")
    fields: dict[str, Any] = {key: _text(value, key) or "" for key in _WORDS}
    fields |= {key: _whole_number(value, key) for key in _NUMBERS}
    fields |= {"all": _flag(value, "all"), given[0]: _place(value, given[0])}
    return Asked(**fields)


def _place(value: Mapping[str, Any], key: str) -> object:
    """Return what a key of a place holds, in the shape of `Asked`."""
    match key:
        case "position":
            return _position(value[key])
        case "cell":
            return _cell(value[key])
        case "targets":
            return _targets(value[key])
        case "code_line" if _is(value[key], int):
            return _whole_number(value, key)
        case _:
            words = _text(value, key) or ""
            if not words.strip():
                raise BadCaseError(f"`{key}` is empty")
            return words


def _position(value: object) -> tuple[int, int]:
    if not isinstance(value, dict):
        raise BadCaseError("`position` should be an object with start and end")
    _only(value, frozenset(("start", "end")), "`position`")
    start, end = (_whole_number(value, key) for key in ("start", "end"))
    if start is None or end is None or end < start:
        raise BadCaseError("`position` needs start and end, in this order")
    return start, end


def _cell(value: object) -> tuple[str, str]:
    if not isinstance(value, dict):
        raise BadCaseError("`cell` should be an object with row and column")
    _only(value, frozenset(("row", "column")), "`cell`")
    row, column = (_text(value, key) for key in ("row", "column"))
    if not row or not column:
        raise BadCaseError("`cell` needs row and column")
    return row, column


def _targets(value: object) -> tuple[Asked, ...]:
    if not isinstance(value, list) or not value:
        raise BadCaseError("`targets` should be a list")
    return tuple(
        _selector({"exact": one} if isinstance(one, str) else one, "an item of `targets`")
        for one in value
    )


# --- values ----------------------------------------------------------------------------


def _only(value: Mapping[str, Any], keys: frozenset[str], what: str) -> None:
    for key in value:
        if key not in keys:
            raise BadCaseError(f"{what} has no key `{key}`")


def _is(value: object, *types: type) -> bool:
    return isinstance(value, types) and not isinstance(value, bool)


def _text(value: Mapping[str, Any], key: str) -> str | None:
    """Return the text of a key; a missing one and null are None."""
    found = value.get(key)
    if found is None:
        return None
    if not isinstance(found, str):
        raise BadCaseError(f"`{key}` should be text")
    try:
        found.encode()
    except UnicodeEncodeError as error:
        raise BadCaseError(f"`{key}` holds half a surrogate pair") from error
    return found


def _whole_number(value: Mapping[str, Any], key: str) -> int | None:
    found = value.get(key)
    least = 0 if key in {"hint", "start", "end"} else 1
    if found is not None and not (_is(found, int) and found >= least):
        raise BadCaseError(f"`{key}` should be a whole number from {least}")
    return found


def _flag(value: Mapping[str, Any], key: str) -> bool:
    found = value.get(key)
    if found is not None and not isinstance(found, bool):
        raise BadCaseError(f"`{key}` should be true or false")
    return bool(found)
