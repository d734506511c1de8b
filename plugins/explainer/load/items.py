"""The keys of an entry become an item of CSL-JSON that holds all that was written.

Values that a source has as attributes are reported where those are read; here only what is
read nowhere else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from explainer.address import is_web
from explainer.csl import DATES, NAME_PARTS, NAMES, OWN, VARIABLES, Item, frozen
from explainer.csl.dates import csl_date
from explainer.load.fields import Fields
from explainer.load.findings import wrong_type
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.scalars import YES_AND_NO, is_date

READ_ELSEWHERE = frozenset(
    "id type title author container-title publisher issued accessed URL DOI language note".split()
) | set(OWN)
"""Keys whose values are reported where they are read."""

_ADDRESSES = ("URL", "archive-url")
_NUMBER = re.compile(r"-?\d+")


def item(fields: Fields, *, type_: str, exported: bool) -> Item:
    """Return the item of an entry; what CSL does not know stands in its `custom`.

    `exported` is for files that a program wrote: their texts and numbers stay as they are.
    """
    made: dict[str, Any] = {"id": "", "type": type_}
    custom: dict[str, Any] = {}
    value = _exact if exported else _line
    for key, node in fields.node.entries:
        name = key.value
        if name == "type" or (name in _ADDRESSES and not _is_address(node)):
            continue
        if name == "custom" and isinstance(node, Map):
            custom |= _json(node)
        elif name in VARIABLES or name == "id":
            found = _variable(name, node, value, fields)
            if found not in (None, "", []):
                made[name] = found
        elif not (isinstance(node, Scalar) and node.is_null):
            custom[name] = _flag(node) if name == "primary" else _json(node)
    if custom:
        made["custom"] = custom
    return frozen(made)  # type: ignore[no-any-return]


def _is_address(node: Node) -> bool:
    """Return whether it may be passed on as an address; what is none is reported elsewhere."""
    return isinstance(node, Scalar) and is_web(node.value.strip())


def _variable(name: str, node: Node, value: Callable[[Scalar], Any], fields: Fields) -> Any:  # noqa: ANN401 - JSON
    if name in NAMES:
        listed = node.items if isinstance(node, Items) else (node,)
        return [made for one in listed if (made := _name(one))]
    if name in DATES:
        return _date(node)
    if name == "categories":
        return _json(node)
    if isinstance(node, Scalar):
        return None if node.is_null else value(node)
    if name not in READ_ELSEWHERE and isinstance(node, Items | Map):
        fields.findings.append(wrong_type(node, f"`{name}`", "text"))
    return None


def _name(node: Node) -> dict[str, Any]:
    if isinstance(node, Map):
        return {
            key.value: _json(one) if isinstance(one, Scalar) else ""
            for key, one in node.entries
            if key.value in NAME_PARTS
        }
    if isinstance(node, Scalar) and not node.is_null:
        return {"literal": _line(node)}
    return {}


def _date(node: Node) -> Any:  # noqa: ANN401 - JSON
    if isinstance(node, Map):
        made = _json(node)
        if "date-parts" in made and isinstance(made["date-parts"], list):
            made["date-parts"] = [_numbers(side) for side in made["date-parts"]]
        return made
    if not isinstance(node, Scalar) or node.is_null:
        return None
    return csl_date(node.value) if is_date(node.value) else {"literal": node.value}


def _numbers(side: Any) -> Any:  # noqa: ANN401 - JSON
    """Return the parts of a date; YAML knows no numbers, so they are made here."""
    if not isinstance(side, list):
        return [side]
    return [int(one) if isinstance(one, str) and _NUMBER.fullmatch(one) else one for one in side]


def _line(node: Scalar) -> str:
    return " ".join(node.value.split())


def _exact(node: Scalar) -> Any:  # noqa: ANN401 - text or a number
    return _json(node)


def _flag(node: Node) -> Any:  # noqa: ANN401 - JSON
    if isinstance(node, Scalar):
        return YES_AND_NO.get(node.value.strip().casefold(), node.value)
    return _json(node)


def _json(node: Node) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return a node as JSON has it; plain text of YAML stays text."""
    if isinstance(node, Map):
        return {key.value: _json(one) for key, one in node.entries}
    if isinstance(node, Items):
        return [_json(one) for one in node.items]
    if not isinstance(node, Scalar) or node.is_null:
        return None
    if node.plain and node.span.file.path.endswith(".json"):
        return json.loads(node.value)
    return node.value
