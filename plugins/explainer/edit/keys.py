"""One scalar of a YAML file, or one more key, as an edit of the file's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from explainer.edit.said import line_break
from explainer.edit.splice import Edit
from explainer.edit.styles import Slot, styled
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.yaml_nodes import parse_yaml
from explainer.span import Span, TextFile

_REST_OF_LINE = re.compile(r"[^\r\n]*")
_SPACES = re.compile(r"[ \t]*")
_BLANK_LINES = re.compile(r"(?:(?:\r\n|\r(?!\n)|\n)[ \t]*(?=[\r\n]))*")
_KEPT_END = re.compile(r"[|>][0-9]*\+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A scalar in its file, and the entry it belongs to."""

    scalar: Scalar
    entry: Map | None = None
    """The keys beside it; None if it belongs to none."""
    key: Scalar | None = None
    value: Node | None = None
    """All that the key holds: the scalar, or the list it stands in."""
    flow: bool = False
    """True inside braces or brackets."""

    @property
    def listed(self) -> bool:
        """True if it is one of several in a list."""
        return self.value is not self.scalar


def written_at(file: TextFile, span: Span) -> Written | None:
    """Return the scalar that begins where a span begins, or None if none does."""
    node = _tree(file)
    return next(_scalars(node, span.start, Written(scalar=_NONE)), None) if node else None


def replace_scalar(file: TextFile, span: Span, words: str) -> Edit | None:
    """Return the edit that makes a scalar say other words, in its own style where that can.

    The span begins where the scalar does, with its quotation marks or its `|`, as that of
    a `Target` does. Offsets are code points of the file's text. None if there is no
    scalar.
    """
    found = written_at(file, span)
    return _replaced(file, found, words) if found else None


def insert_key(file: TextFile, span: Span, key: str, words: str) -> Edit | None:
    """Return the edit that gives a key beside a scalar these words; the key may be there.

    A new key stands on a line of its own below the scalar's, in line with the scalar's
    key, or inside the same braces. Offsets are code points of the file's text. None if
    the scalar is not the value of a key, or if the key there holds something else.
    """
    found = written_at(file, span)
    if not found or not found.entry or not found.key or not found.value:
        return None
    old = found.entry.get(key)
    if old is None:
        return _inserted(file, found, found.key, key, words)
    if not isinstance(old, Scalar):
        return None
    return _replaced(file, Written(scalar=old, flow=found.flow), words)


# --- reading ---------------------------------------------------------------------------

_NONE = Scalar(value="", span=TextFile(path="", text="").whole())


@lru_cache(maxsize=8)
def _tree(file: TextFile) -> Node | None:
    return parse_yaml(file)[0]


def _scalars(node: Node, start: int, above: Written) -> Iterator[Written]:
    """Yield the scalars below a node that begin at an offset, keys aside."""
    if isinstance(node, Scalar):
        if node.span.start == start:
            yield Written(
                scalar=node, entry=above.entry, key=above.key, value=above.value, flow=above.flow
            )
        return
    flow = above.flow or _is_flow(node.span.text)
    if isinstance(node, Items):
        inside = Written(
            scalar=_NONE, entry=above.entry, key=above.key, value=above.value, flow=flow
        )
        for item in node.items:
            if item.span.start <= start <= item.span.end:
                yield from _scalars(item, start, inside)
    elif isinstance(node, Map):
        for key, value in node.entries:
            if value.span.start <= start <= value.span.end:
                inside = Written(scalar=_NONE, entry=node, key=key, value=value, flow=flow)
                yield from _scalars(value, start, inside)


def _is_flow(text: str) -> bool:
    return text[:1] + text[-1:] in {"{}", "[]"}


# --- writing ---------------------------------------------------------------------------


def _replaced(file: TextFile, found: Written, words: str) -> Edit:
    start, end = found.scalar.span.start, found.scalar.span.end
    if start == end:  # a key without a value: the parser stands behind the colon
        return Edit(start, end, " " + styled(words, _fresh(found, file)))
    if file.text[start] in "|>":  # spaces at the end of a block are part of what it says
        end = _end(_SPACES, file.text, end)
    slot = Slot(
        written=file.text[start:end],
        value=found.scalar.value,
        column=found.scalar.span.column - 1,
        flow=found.flow,
    )
    return Edit(start, end, styled(words, slot))


def _inserted(file: TextFile, found: Written, beside: Scalar, key: str, words: str) -> Edit:
    quoted = not beside.plain
    name = f'"{key}"' if quoted else key
    value = styled(words, _fresh(found, file, number=key == "occurrence"))
    if found.flow:
        at = found.value.span.end if found.value else found.scalar.span.end
        return Edit(at, at, f", {name}: {value}")
    at = _end_of_value(file, found)
    return Edit(at, at, f"{line_break(file)}{' ' * (beside.span.column - 1)}{name}: {value}")


def _fresh(found: Written, file: TextFile, *, number: bool = False) -> Slot:
    """Return the slot of a value that is not there yet, in the style of the one beside it."""
    first = file.text[found.scalar.span.start : found.scalar.span.start + 1]
    marks = first if first in {"'", '"'} and found.scalar.span.text and not number else ""
    return Slot(written=marks, value="0" if number else "", column=0, flow=found.flow)


def _end_of_value(file: TextFile, found: Written) -> int:
    """Return the end of the last line of what a key holds, with a comment there."""
    node = found.value or found.scalar
    at = _end(_REST_OF_LINE, file.text, node.span.end)
    if isinstance(node, Scalar) and _KEPT_END.match(node.span.text):
        return _end(_BLANK_LINES, file.text, at)  # with `|+` these belong to the text
    return at


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
