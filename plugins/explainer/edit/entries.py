"""More entries at the end of a list in a YAML file, as an edit of the file's text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer.edit.said import items_under, line_break, others, values
from explainer.edit.splice import Edit, apply
from explainer.load.nodes import Items, Map
from explainer.load.yaml_nodes import parse_yaml
from explainer.span import TextFile

_INDENT = 2
"""Of a list below its key, where none is written yet."""


def append_entries(file: TextFile, key: str, entries: Sequence[str]) -> Edit | None:
    """Return the edit that puts entries at the end of the list under a file's key.

    An entry begins with `- `, or with comments and then `- `; its further lines are indented
    by two. The list may be missing, with its key or without it. Offsets are code points of
    the file's text. None if the list is written in brackets, if the file cannot be read, or
    if what it holds would not stay what it is.
    """
    node, findings, whole = parse_yaml(_ended(file))
    if not whole or not isinstance(node, Map | None):
        return None
    old = node.get(key) if node else None
    if isinstance(old, Items) and old.items and file.text[old.span.start] == "[":
        return None
    fresh = items_under(TextFile(path="", text=f"{key}:\n{_indented(entries, _INDENT)}"), key)
    wanted = (*values(old), *values(fresh))
    for edit in _edits(file, node, key, entries):
        made = TextFile(path=file.path, text=apply(file.text, [edit]))
        again, told, whole = parse_yaml(made)
        same = isinstance(again, Map) and others(again, key) == others(node, key)
        if (
            same
            and whole
            and len(told) == len(findings)
            and values(items_under(made, key)) == wanted
        ):
            return edit
    return None


def _edits(file: TextFile, node: Map | None, key: str, entries: Sequence[str]) -> Iterator[Edit]:
    """Yield what could be done: at the end of the file, else right after the list."""
    ending = line_break(file)
    old = node.get(key) if node else None
    name = node.key(key) if node else None
    if name and isinstance(old, Items) and not old.items:
        lines = _indented(entries, name.span.column - 1 + _INDENT).rstrip("\n")
        yield Edit(name.span.end + 1, old.span.end, f"\n{lines}".replace("\n", ending))
        return
    indent = old.span.column - 1 if isinstance(old, Items) else _INDENT
    lines = _indented(entries, indent)
    head = "" if name else f"{key}:\n"
    gap = "\n" if isinstance(old, Items) else ""
    at = len(file.text)
    broken = "" if not file.text or file.text.endswith(("\n", "\r")) else "\n"
    for lead in dict.fromkeys([broken + gap, broken]):
        yield Edit(at, at, f"{lead}{head}{lines}".replace("\n", ending))
    if name:
        after = _end_of_line(file, max(name.span.end, old.span.end if old else 0))
        yield Edit(after, after, f"\n{gap}{lines}".rstrip("\n").replace("\n", ending))


def _ended(file: TextFile) -> TextFile:
    """Return a file whose last line has an end, as it will have: a `|` block takes it in."""
    text = file.text
    ended = not text or text.endswith(("\n", "\r"))
    return file if ended else TextFile(path=file.path, text=text + line_break(file))


def _indented(entries: Sequence[str], indent: int) -> str:
    """Return entries as lines, a blank line between them."""
    lines = (
        f"{' ' * indent}{line}" if line else ""
        for line in "\n\n".join(entry.rstrip("\n") for entry in entries).split("\n")
    )
    return "\n".join(lines) + "\n"


def _end_of_line(file: TextFile, at: int) -> int:
    line = file.position(at)[0]
    return file.line_starts[line - 1] + len(file.line(line))
