"""The notes of a file as it once was: read quickly, for there may be many such files."""

from __future__ import annotations

import re
from functools import lru_cache

from explainer.load.fields import entries
from explainer.load.nodes import Map
from explainer.load.notes import annotation
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Annotation
from explainer.span import TextFile

_EMPTY = r"(?:[ \t]*(?:#[^\n]*)?\n)*"
_HEAD = re.compile(rf"{_EMPTY}notes:[ \t]*(?:#[^\n]*)?\n{_EMPTY}")
_ITEM = re.compile(r"^( *)-[ \n]", re.MULTILINE)


def notes_in(text: str) -> tuple[Annotation, ...] | None:
    """Return the notes of a file that was a file of notes; None if it could not be read.

    Where they stood and what was wrong with them is not kept. From one version to the next
    nearly all notes are the same, and what is the same is read once.
    """
    text = text.replace("\r\n", "\n")
    found = _by_item(text)
    return _read(text) if found is None else found


def _by_item(text: str) -> tuple[Annotation, ...] | None:
    """Return the notes, each read alone; None if they cannot be told apart by their lines.

    A line with a dash right where the first item has its own begins the next item: whatever
    belongs to an item stands further in. Where a quotation mark is still open, neither part
    can be read, and the file is read as a whole.
    """
    head = _HEAD.match(text)
    first = head and _ITEM.match(text, head.end())
    if not first:
        return None
    starts = [
        one.start() for one in _ITEM.finditer(text, first.start()) if len(one[1]) == len(first[1])
    ]
    found: list[Annotation] = []
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        item = _item(text[start:end].rstrip())
        if item is None:
            return None
        found += item
    return tuple(found)


@lru_cache(maxsize=65536)
def _item(text: str) -> tuple[Annotation, ...] | None:
    found = _read(f"notes:\n{text}\n")
    return found if found is not None and len(found) <= 1 else None


def _read(text: str) -> tuple[Annotation, ...] | None:
    node, _, whole = parse_yaml(TextFile(path="", text=text))
    if not whole:
        return None
    listed = node.get("notes") if isinstance(node, Map) else None
    found = (annotation(fields, "") for fields in entries(listed, "a note", []))
    return tuple(one for one in found if one.id)
