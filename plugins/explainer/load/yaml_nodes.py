"""YAML text becomes nodes, straight from the parser's events.

Aliases are refused when they are met, so nothing is ever expanded; nesting stops at
`MAX_DEPTH`. libyaml counts its marks in code points, a CR LF as two: they are offsets into
the text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from explainer.diagnostics import Diagnostic, diagnose
from explainer.load.failure import LOADER
from explainer.load.nodes import MAX_DEPTH, Broken, Items, Node, Scalar, mapping
from explainer.load.yaml_errors import explain
from explainer.span import Span, TextFile

_NOT_YAML = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # YAML 1.1, 5.1
)


class _Mark(Protocol):
    """A place as the parser gives it."""

    @property
    def index(self) -> int: ...


class _TooDeepError(Exception):
    """Nesting went past the limit; the place is the argument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """The text being parsed: a stretch of a file."""

    file: TextFile
    base: int
    text: str
    findings: list[Diagnostic] = field(default_factory=list)

    def span(self, first: yaml.Event, last: yaml.Event | None = None) -> Span:
        """Return where an event, or everything from one to another, is written."""
        end = (last or first).end_mark
        return self.file.span(self.base + _index(first.start_mark), self.base + _index(end))


def _index(mark: _Mark | None) -> int:
    return mark.index if mark else 0


def parse_yaml(
    file: TextFile, *, start: int = 0, end: int | None = None
) -> tuple[Node | None, list[Diagnostic], bool]:
    """Return the node in (a stretch of) a file, the findings, and whether all could be read.

    The node is None if there is nothing in it, or if it cannot be read at all.
    """
    source = _Source(file=file, base=start, text=file.text[start:end])
    if bad := _NOT_YAML.search(source.text):
        return None, [_control_character(source, bad)], False
    try:
        node = _document(source)
    except _TooDeepError as error:
        return None, [_too_deep(error.args[0])], False
    except yaml.MarkedYAMLError as error:
        return None, [explain(error, file, base=start, end=start + len(source.text))], False
    except yaml.YAMLError:
        return None, [diagnose("yaml-syntax", "the YAML cannot be read", file.whole())], False
    return node, source.findings, True


def _document(source: _Source) -> Node | None:
    """Return the node of the only document."""
    events = yaml.parse(source.text, Loader=LOADER)
    node: Node | None = None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                source.findings.append(_second_document(source.span(event)))
                return node
            node = _node(next(events), events, source, 0)
    if isinstance(node, Scalar) and node.plain and not node.value:
        return None
    return node


def _node(first: yaml.Event, events: Iterator[yaml.Event], source: _Source, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise _TooDeepError(source.span(first))
    if isinstance(first, yaml.AliasEvent):
        source.findings.append(_alias(source.span(first)))
        return Broken(span=source.span(first))
    odd = _property(first, source)
    if isinstance(first, yaml.SequenceStartEvent):
        node: Node = _items(first, events, source, depth)
    elif isinstance(first, yaml.MappingStartEvent):
        node = _map(first, events, source, depth)
    else:
        node = _scalar(first, source)
    return Broken(span=node.span) if odd else node


def _items(first: yaml.Event, events: Iterator[yaml.Event], source: _Source, depth: int) -> Items:
    items = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_node(event, events, source, depth + 1))
    return Items(items=tuple(items), span=_trimmed(source.span(first, event)))


def _map(first: yaml.Event, events: Iterator[yaml.Event], source: _Source, depth: int) -> Node:
    pairs = []
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, source, depth + 1)
        pairs.append((key, _node(next(events), events, source, depth + 1)))
    span = _trimmed(source.span(first, event))
    kept = [pair for pair in pairs if not _is_merge(pair[0], source)]
    return mapping(kept, span, source.findings)


def _scalar(event: yaml.Event, source: _Source) -> Scalar:
    value, style = getattr(event, "value", ""), getattr(event, "style", None)
    span = source.span(event)
    return Scalar(
        value=value,
        span=_trimmed(span) if style in {"|", ">"} else span,
        plain=not style,
    )


def _trimmed(span: Span) -> Span:
    """Return the span without the white space the parser counts in at its end."""
    return span.file.span(span.start, span.start + len(span.text.rstrip()))


def _property(event: yaml.Event, source: _Source) -> bool:
    """Report an anchor or a tag before a node; return whether there was one."""
    tag, anchor = getattr(event, "tag", None), getattr(event, "anchor", None)
    if tag is None and anchor is None:
        return False
    start = source.span(event).start
    word = re.match(r"\S*", source.file.text[start:])
    written = source.file.span(start, start + len(word[0] if word else ""))
    source.findings.append(_alias(written) if written.text.startswith("&") else _tag(written))
    return True


def _is_merge(key: Node, source: _Source) -> bool:
    if not (isinstance(key, Scalar) and key.plain and key.value == "<<"):
        return False
    source.findings.append(_alias(key.span))
    return True


# --- findings --------------------------------------------------------------------------


def _alias(span: Span) -> Diagnostic:
    return diagnose(
        "yaml-alias",
        f"`{span.text}` is a YAML shortcut for text that stands elsewhere; these are not read",
        span,
        help=f"write the value out; if the text begins with `{span.text[:1]}`, "
        "put quotation marks round it",
    )


def _tag(span: Span) -> Diagnostic:
    return diagnose(
        "yaml-reserved-character",
        f"YAML reads `{span.text}` as an instruction, not as text",
        span,
        label="not part of the text",
        help="leave it out; if the text begins with `!`, put quotation marks round all of it",
    )


def _too_deep(span: Span) -> Diagnostic:
    return diagnose(
        "yaml-nesting",
        f"lists and entries stand more than {MAX_DEPTH} deep in one another",
        span,
        help="check the indentation and the brackets above this place",
    )


def _second_document(span: Span) -> Diagnostic:
    return diagnose(
        "yaml-syntax",
        "a second YAML document begins here; only the first is read",
        span,
        help="remove the line `---`, or move what follows to a file of its own",
    )


def _control_character(source: _Source, found: re.Match[str]) -> Diagnostic:
    at = source.base + found.start()
    return diagnose(
        "yaml-syntax",
        f"there is an invisible control character here (U+{ord(found[0]):04X})",
        source.file.span(at, at + 1),
        help="delete it",
    )
