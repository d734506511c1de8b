"""Keys of an entry set, changed or taken out, and whole entries taken out, as edits of the text.

Each edit is read again before anyone may write it: the entry says what it should, and all others
say what they said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explainer.edit.keys import replace_scalar
from explainer.edit.said import items_under, line_break, value_of, values
from explainer.edit.splice import Edit, apply
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.yaml_nodes import parse_yaml
from explainer.span import Span, TextFile

_DASH = re.compile(r"[ \t]*-[ \t]+")
_FLOW = ("{", "[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A key as it should be."""

    text: str
    """The key and its value, as lines without indentation; empty if there should be none."""
    words: str = ""
    """The value, if it is one scalar: an old one keeps its style."""


def change_entry(file: TextFile, span: Span, keys: Mapping[str, Line]) -> str | None:
    """Return a file's text with keys of an entry as they should be, each other byte as it was.

    The span begins in the entry's `id`, in the list under the file's only key. None if the entry
    is written in braces, or if an edit would not do what it should.
    """
    entry, key = _entry(file, span)
    if entry is None or entry.span.text.startswith("{"):
        return None
    edits = _key_edits(file, entry, keys)
    text = apply(file.text, edits) if edits is not None else None
    if text is None or not _says(file, text, key, entry, keys):
        return None
    return text


def remove_entry(file: TextFile, span: Span) -> str | None:
    """Return a file's text without an entry and the comments right above it; see `change_entry`."""
    entry, key = _entry(file, span)
    listed = items_under(file, key)
    if entry is None or not isinstance(listed, Items) or entry.span.text.startswith("{"):
        return None
    kept = tuple(value_of(one) for one in listed.items if one is not entry and one != entry)
    at = file.position(entry.span.start)[0]
    if not _DASH.fullmatch(file.text[file.line_starts[at - 1] : entry.span.start]):
        return None
    last = file.position(_end(entry))[0]
    edit = _without_lines(file, *_with_blank_lines(file, _lines_above(file, at), last))
    if len(listed.items) == 1:
        edit = Edit(edit.start, edit.end, f"{' ' * (listed.span.column - 1)}[]{line_break(file)}")
    text = apply(file.text, [edit])
    left = values(items_under(TextFile(path=file.path, text=text), key))
    return text if left == kept and parse_yaml(TextFile(path="", text=text))[2] else None


# --- finding ---------------------------------------------------------------------------


def _entry(file: TextFile, span: Span) -> tuple[Map | None, str]:
    """Return the entry whose `id` begins where a span does, and the key of its list."""
    node = parse_yaml(file)[0]
    for key, listed in node.entries if isinstance(node, Map) else ():
        for one in listed.items if isinstance(listed, Items) else ():
            name = one.get("id") if isinstance(one, Map) else None
            if isinstance(one, Map) and name and name.span.start == span.start:
                return one, key.value
    return None, ""


def _end(node: Node) -> int:
    """Return where a node ends; the parser counts comments behind a list to it."""
    if node.span.text.startswith(_FLOW):
        return node.span.end
    if isinstance(node, Items) and node.items:
        return _end(node.items[-1])
    if isinstance(node, Map) and node.entries:
        return _end(node.entries[-1][1])
    return node.span.end


def _line_end(file: TextFile, at: int) -> int:
    """Return where the line of an offset ends, before its line break."""
    line = file.position(at)[0]
    return file.line_starts[line - 1] + len(file.line(line))


# --- keys ------------------------------------------------------------------------------


def _key_edits(file: TextFile, entry: Map, keys: Mapping[str, Line]) -> list[Edit] | None:
    """Return the edits; None if one cannot be made."""
    edits: list[Edit] = []
    fresh = ""
    indent = " " * (entry.entries[0][0].span.column - 1)
    for name, line in keys.items():
        key, old = entry.key(name), entry.get(name)
        if key is None or old is None:
            fresh += f"\n{line.text}" if line.text else ""
        elif line.text:
            edits += _replaced(file, key, old, line, indent)
        else:
            edits += _removed(file, entry, key, old)
    if fresh:
        stays = [
            one for name, one in entry.entries if name.value not in keys or keys[name.value].text
        ]
        at = _line_end(file, _end(stays[-1])) if stays else 0
        edits.append(Edit(at, at, _indented(fresh, indent, file)))
    return edits


def _replaced(file: TextFile, key: Scalar, old: Node, line: Line, indent: str) -> Iterator[Edit]:
    block = isinstance(old, Scalar) and old.span.text.startswith(("|", ">"))
    if isinstance(old, Scalar) and line.words and (block or "\n" not in line.words):
        edit = replace_scalar(file, old.span, line.words)
        if edit:
            yield edit
        return
    yield Edit(key.span.start, _end(old), _indented(line.text, indent, file))


def _removed(file: TextFile, entry: Map, key: Scalar, old: Node) -> Iterator[Edit]:
    """Take out a key with its lines; of the first one, up to the next, which takes its place."""
    following = [one for one, _ in entry.entries if one.span.start > key.span.start]
    if entry.entries[0][0] is key and following:
        yield Edit(key.span.start, following[0].span.start, "")
    else:
        yield _without_lines(file, key.span.line, file.position(_end(old))[0])


def _indented(lines: str, indent: str, file: TextFile) -> str:
    first, *rest = lines.split("\n")
    return line_break(file).join([first, *(f"{indent}{line}" if line else "" for line in rest)])


# --- lines -----------------------------------------------------------------------------


def _lines_above(file: TextFile, line: int) -> int:
    """Return the first of the comment lines right above a line, indented as it is."""
    margin = file.line(line).partition("-")[0]
    while line > 1 and re.match(rf"{margin}#", file.line(line - 1)):
        line -= 1
    return line


def _without_lines(file: TextFile, first: int, last: int) -> Edit:
    starts = (*file.line_starts, len(file.text))
    return Edit(starts[first - 1], starts[last], "")


def _with_blank_lines(file: TextFile, first: int, last: int) -> tuple[int, int]:
    """Return the first and last of lines with the blank ones above, else with those below."""
    above = first
    while above > 1 and not file.line(above - 1).strip():
        above -= 1
    while above == first and last < len(file.line_starts) - 1 and not file.line(last + 1).strip():
        last += 1
    return above, last


# --- reading again ---------------------------------------------------------------------


def _says(file: TextFile, text: str, key: str, entry: Map, keys: Mapping[str, Line]) -> bool:
    """Return whether a changed file says what it should, and nothing else."""
    made = TextFile(path=file.path, text=text)
    before, now = items_under(file, key), items_under(made, key)
    if not (isinstance(before, Items) and isinstance(now, Items) and parse_yaml(made)[2]):
        return False
    at = [one.span.start for one in before.items].index(entry.span.start)
    old, new = list(before.items), list(now.items)
    if len(old) != len(new):
        return False
    found = new[at]
    if [value_of(one) for one in old[:at] + old[at + 1 :]] != [
        value_of(one) for one in new[:at] + new[at + 1 :]
    ]:
        return False
    return isinstance(found, Map) and _told(found) == _wanted(entry, keys)


def _wanted(entry: Map, keys: Mapping[str, Line]) -> dict[str, object]:
    wanted = {name: said for name, said in _told(entry).items() if name not in keys}
    lines = "".join(f"{line.text}\n" for line in keys.values() if line.text)
    fresh = parse_yaml(TextFile(path="", text=lines))[0]
    return wanted | (_told(fresh) if isinstance(fresh, Map) else {})


def _told(entry: Map) -> dict[str, object]:
    """Return what keys say; of text only the words, whatever their style."""
    return {
        name.value: one.value.strip() if isinstance(one, Scalar) else value_of(one)
        for name, one in entry.entries
    }
