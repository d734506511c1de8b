"""JSON text becomes nodes: the same nodes as YAML, with the same exact places.

The standard library reads JSON but forgets where things stood; only its string scanner is
used here.
"""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined] # not in the type stubs

from explainer.diagnostics import Diagnostic, diagnose
from explainer.load.nodes import MAX_DEPTH, Items, Node, Scalar, mapping
from explainer.span import TextFile

_SPACE = re.compile(r"[ \t\r\n]*")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")


class _JsonError(Exception):
    """Something is not JSON: (message, offset)."""


def parse_json(file: TextFile) -> tuple[Node | None, list[Diagnostic], bool]:
    """Return the node in a JSON file, the findings, and whether all could be read."""
    findings: list[Diagnostic] = []
    try:
        at = _skip(file.text, 0)
        if at == len(file.text):
            return None, [], True
        node, at = _value(file, at, findings, 0)
        _end(file.text, at)
    except _JsonError as error:
        message, at = error.args
        return None, [_finding(file, message, at)], False
    return node, findings, True


def _end(text: str, at: int) -> None:
    if (at := _skip(text, at)) < len(text):
        raise _JsonError("text goes on after the end of the list", at)


def _finding(file: TextFile, message: str, at: int) -> Diagnostic:
    code = "yaml-nesting" if "deep" in message else "json-syntax"
    return diagnose(
        code,
        f"the JSON cannot be read: {message}",
        file.span(min(at, len(file.text)), min(at + 1, len(file.text))),
        help="export the file again from your reference manager, or mend it by hand",
    )


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _value(file: TextFile, at: int, findings: list[Diagnostic], depth: int) -> tuple[Node, int]:
    if depth > MAX_DEPTH:
        message = f"lists stand more than {MAX_DEPTH} deep in one another"
        raise _JsonError(message, at)
    sign = file.text[at : at + 1]
    if sign == "[":
        return _list(file, at, findings, depth)
    if sign == "{":
        return _object(file, at, findings, depth)
    if sign == '"':
        return _string(file, at)
    found = _PLAIN.match(file.text, at)
    if not found:
        raise _JsonError("a value is missing or has no quotation marks", at)
    span = file.span(at, found.end())
    return Scalar(value=found[0], span=span, plain=True), found.end()


def _string(file: TextFile, at: int) -> tuple[Scalar, int]:
    try:
        value, end = scanstring(file.text, at + 1)
    except json.JSONDecodeError as error:
        if "Unterminated" in error.msg or file.text[error.pos : error.pos + 1] in {"\r", "\n"}:
            raise _JsonError("this quotation mark is never closed", at) from None
        raise _JsonError(
            "a text holds a character or code JSON does not allow", error.pos
        ) from None
    return Scalar(value=_whole(value), span=file.span(at, end)), end


def _whole(value: str) -> str:
    """Return the text with half surrogate pairs, which no file can hold, replaced."""
    return value.encode("utf-8", "replace").decode("utf-8")


def _list(file: TextFile, at: int, findings: list[Diagnostic], depth: int) -> tuple[Items, int]:
    start, items = at, list[Node]()
    at = _skip(file.text, at + 1)
    while file.text[at : at + 1] != "]":
        node, at = _value(file, at, findings, depth + 1)
        items.append(node)
        at = _next(file.text, at, "]", "list")
    return Items(items=tuple(items), span=file.span(start, at + 1)), at + 1


def _object(file: TextFile, at: int, findings: list[Diagnostic], depth: int) -> tuple[Node, int]:
    start, pairs = at, list[tuple[Node, Node]]()
    at = _skip(file.text, at + 1)
    while file.text[at : at + 1] != "}":
        if file.text[at : at + 1] != '"':
            raise _JsonError("a key in double quotation marks should stand here", at)
        key, at = _string(file, at)
        at = _skip(file.text, at)
        if file.text[at : at + 1] != ":":
            raise _JsonError("a colon should stand here", at)
        value, at = _value(file, _skip(file.text, at + 1), findings, depth + 1)
        if not (isinstance(value, Scalar) and value.is_null):
            pairs.append((key, value))
        at = _next(file.text, at, "}", "entry")
    return mapping(pairs, file.span(start, at + 1), findings), at + 1


def _next(text: str, at: int, closing: str, what: str) -> int:
    """Return the offset of the next item, or of the closing sign."""
    at = _skip(text, at)
    if text[at : at + 1] == closing:
        return at
    if text[at : at + 1] != ",":
        message = f"a comma or the `{closing}` that ends the {what} should stand here"
        raise _JsonError(message, at)
    at = _skip(text, at + 1)
    if text[at : at + 1] == closing:
        raise _JsonError("a comma stands before the end", at)
    return at
