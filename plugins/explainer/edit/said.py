"""What a YAML file says, without where: to be compared before and after an edit."""

from __future__ import annotations

from explainer.load.nodes import Broken, Items, Map, Node, Scalar
from explainer.load.yaml_nodes import parse_yaml
from explainer.span import TextFile


def items_under(file: TextFile, key: str) -> Node | None:
    """Return the list under a file's key, or what else is there."""
    node = parse_yaml(file)[0]
    return node.get(key) if isinstance(node, Map) else None


def values(node: Node | None) -> tuple[object, ...]:
    """Return what the items of a list say."""
    return tuple(map(value_of, node.items)) if isinstance(node, Items) else ()


def others(node: Map | None, key: str) -> tuple[object, ...]:
    """Return what the keys beside one say."""
    pairs = node.entries if node else ()
    return tuple((name.value, value_of(value)) for name, value in pairs if name.value != key)


def value_of(node: Node) -> object:
    """Return what a node says."""
    match node:
        case Scalar():
            return (node.value, node.plain)
        case Items():
            return ("list", *map(value_of, node.items))
        case Map():
            return ("map", *((key.value, value_of(value)) for key, value in node.entries))
        case Broken():
            return None


def line_break(file: TextFile) -> str:
    """Return the line break of a file: that of its first line."""
    if len(file.line_starts) == 1:
        return "\n"
    first = file.text[: file.line_starts[1]]
    return "\r\n" if first.endswith("\r\n") else first[-1]
