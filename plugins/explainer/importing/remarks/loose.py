"""Values of JSON taken as they come: what is of another type is not there."""

from __future__ import annotations

import re

from explainer.importing.opening import clean
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.scalars import is_date

_NUMBER = re.compile(r"\d{1,12}")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", re.DOTALL)


def text(node: Node | None, *keys: str) -> str:
    """Return the first text that one of the keys holds, or ""."""
    for key in keys:
        value = node.get(key) if isinstance(node, Map) else None
        if isinstance(value, Scalar) and not value.plain and value.value.strip():
            return clean(value.value)
    return ""


def number(node: Node | None, key: str) -> int | None:
    """Return a whole number from 0 that a key holds, or None."""
    value = node.get(key) if isinstance(node, Map) else None
    is_number = isinstance(value, Scalar) and value.plain and _NUMBER.fullmatch(value.value)
    return int(value.value) if isinstance(value, Scalar) and is_number else None


def flag(node: Node | None, key: str) -> bool:
    """Return whether a key holds `true`."""
    value = node.get(key) if isinstance(node, Map) else None
    return isinstance(value, Scalar) and value.plain and value.value == "true"


def each(node: Node | None, *keys: str) -> tuple[Node, ...]:
    """Return what the first key that is there holds: the items of a list, or the one value."""
    for key in keys:
        value = node.get(key) if isinstance(node, Map) else None
        if value is not None:
            return value.items if isinstance(value, Items) else (value,)
    return ()


def words(node: Node) -> str:
    """Return a node that is text, or ""."""
    return clean(node.value) if isinstance(node, Scalar) and not node.plain else ""


def types(node: Node | None) -> frozenset[str]:
    """Return the types that a node has."""
    return frozenset(words(one).rpartition(":")[2] for one in each(node, "type", "@type"))


def identity(node: Node | None) -> str:
    """Return the address of a node: the node itself, if it is text."""
    return words(node) if isinstance(node, Scalar) else text(node, "id", "@id")


def day(node: Node, *keys: str) -> str:
    """Return the day of the first time that is one."""
    for key in keys:
        found = _DAY.fullmatch(text(node, key).strip())
        if found and is_date(found[1]):
            return found[1]
    return ""
