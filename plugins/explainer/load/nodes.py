"""What a YAML or JSON file holds, before anyone asks what it means.

Every scalar is text and every node knows its place; nothing is resolved to a number, a
date or a boolean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explainer.diagnostics import Diagnostic, diagnose, related
from explainer.span import Span

MAX_DEPTH = 32
"""How deeply lists and mappings may stand in one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A single value, as text."""

    value: str
    span: Span
    """With its quotation marks or its `|`."""
    plain: bool = False
    """True if it is written without quotation marks."""

    @property
    def is_null(self) -> bool:
        """True if there is nothing, or what YAML and JSON write for nothing."""
        return self.plain and self.value in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A mapping whose keys are all different."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        return next((value for name, value in self.entries if name.value == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key itself, for its place, or None."""
        return next((name for name, _ in self.entries if name.value == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A value that could not be read and was reported."""

    span: Span


Node = Scalar | Items | Map | Broken


def mapping(
    pairs: Iterable[tuple[Node, Node]], span: Span, findings: list[Diagnostic]
) -> Map | Broken:
    """Return a mapping of the pairs; keys that stand twice or are no words are reported.

    If its only key is no word, as in `{{ name }}`, it was never meant as a mapping.
    """
    pairs = tuple(pairs)
    if len(pairs) == 1 and isinstance(pairs[0][0], Items | Map):
        findings.append(_odd_key(span))
        return Broken(span=span)
    first: dict[str, tuple[Scalar, Node]] = {}
    for key, value in pairs:
        if not isinstance(key, Scalar):
            findings += [_odd_key(key.span)] if not isinstance(key, Broken) else []
        elif key.value in first:
            findings.append(_duplicate(key, first[key.value][0]))
        else:
            first[key.value] = (key, value)
    return Map(entries=tuple(first.values()), span=span)


def _duplicate(key: Scalar, first: Scalar) -> Diagnostic:
    return diagnose(
        "duplicate-key",
        f"the key `{key.value}` stands twice in this entry",
        key.span,
        label=f"first on line {first.span.line}",
        help="keep one of the two; if this is a new entry, begin it with `- `",
        related=(related(f"`{key.value}` stands here first", first.span),),
    )


def _odd_key(span: Span) -> Diagnostic:
    sign = span.text[:1]
    return diagnose(
        "yaml-reserved-character",
        f"because of the `{sign}` at its start, YAML does not read this as text",
        span,
        help=f"to begin a text with `{sign}`, put quotation marks round all of it",
    )
