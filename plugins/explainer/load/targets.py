"""Where a note belongs: the keys that point at a place in the article."""

from __future__ import annotations

import re
from collections.abc import Callable

from explainer.diagnostics import diagnose
from explainer.load.fields import Fields, prose
from explainer.load.nodes import Map
from explainer.model import (
    ALL,
    BlockSelector,
    ImageSelector,
    SectionSelector,
    Selector,
    Target,
    Text,
)
from explainer.quote import parse_quote
from explainer.span import Span

TARGET_KEYS = frozenset(
    {"quote", "quotes", "block", "image", "section", "prefix", "suffix", "occurrence"}
)
IMAGE_KEYS = frozenset({"source", "alt"})
_PLACES = ("quote", "quotes", "block", "image")

Place = tuple[Selector, Span]


def targets(fields: Fields) -> tuple[Target, ...]:
    """Return the places a note points at; none means the whole page.

    Reported: two ways to point at once, and context or a number without a quote.
    """
    section = fields.word("section")
    occurrence = _occurrence(fields)
    given = [key for key in _PLACES if fields.has(key)]
    _report_conflict(fields, given)
    _report_loose_context(fields, given)
    if not given:
        found = [(SectionSelector(id=section.value), section.span)] if section else []
        return tuple(Target(selector=selector, span=span) for selector, span in found)
    places = _READERS[given[0]](fields)
    return tuple(
        Target(selector=selector, span=span, section=section, occurrence=occurrence)
        for selector, span in places
    )


def _report_conflict(fields: Fields, given: list[str]) -> None:
    for key in given[1:]:
        name = fields.node.key(key)
        fields.findings.append(
            diagnose(
                "conflicting-targets",
                f"a note points at its place with `{given[0]}` or with `{key}`, not with both",
                name.span if name else fields.node.span,
                label=f"`{given[0]}` is given already",
                help="keep one of them; for several passages use `quotes: [first, second]`",
            )
        )


def _report_loose_context(fields: Fields, given: list[str]) -> None:
    needs = {"prefix": ("quote", "quotes"), "suffix": ("quote", "quotes"), "occurrence": _PLACES}
    for key, places in needs.items():
        name = fields.node.key(key)
        if name and not set(places) & set(given):
            fields.findings.append(
                diagnose(
                    "missing-key",
                    f"`{key}` does nothing without `quote`",
                    name.span,
                    help=f"add `quote:` with the words of the article, or remove `{key}`",
                )
            )


def _occurrence(fields: Fields) -> int | str | None:
    word = fields.word("occurrence")
    if word is None:
        return None
    if word.value == ALL:
        return ALL
    if re.fullmatch(r"[1-9][0-9]{0,5}", word.value):
        return int(word.value)
    fields.findings.append(
        diagnose(
            "invalid-value",
            f"`occurrence` cannot be `{word.value}`",
            word.span,
            help="write which one is meant, counted from 1 (`occurrence: 2`), or `all`",
        )
    )
    return None


# --- the ways to point -----------------------------------------------------------------


def _quote(fields: Fields) -> list[Place]:
    text = fields.text("quote")
    return [_quoted(text, *_context(fields))] if text else []


def _quotes(fields: Fields) -> list[Place]:
    context = _context(fields)
    return [_quoted(text, *context) for text in fields.texts("quotes")]


def _context(fields: Fields) -> tuple[str, str]:
    prefix, suffix = (fields.text(key, may_be_empty=True) for key in ("prefix", "suffix"))
    return prefix.value if prefix else "", suffix.value if suffix else ""


def _quoted(text: Text, prefix: str, suffix: str) -> Place:
    return parse_quote(text.value, prefix, suffix), text.span


def _block(fields: Fields) -> list[Place]:
    text = fields.text("block")
    return [(BlockSelector(start=text.value.strip()), text.span)] if text else []


def _image(fields: Fields) -> list[Place]:
    node = fields.value("image")
    if node is None:
        return []
    if not isinstance(node, Map):
        text = prose(node, "`image`", fields.findings)
        return [(ImageSelector(source=text.value.strip()), text.span)] if text else []
    return _described_image(node, fields)


def _described_image(node: Map, fields: Fields) -> list[Place]:
    keys = Fields(node=node, what="`image`", findings=fields.findings, prefix="image.")
    keys.only(IMAGE_KEYS)
    source, alt = keys.text("source"), keys.text("alt")
    if not keys.has("source", "alt"):
        keys.require("alt", "the words that describe the picture")
    if not (source or alt):
        return []
    selector = ImageSelector(
        source=source.value.strip() if source else "", alt=alt.value.strip() if alt else ""
    )
    return [(selector, (source or alt or Text(value="", span=node.span)).span)]


_READERS: dict[str, Callable[[Fields], list[Place]]] = {
    "quote": _quote,
    "quotes": _quotes,
    "block": _block,
    "image": _image,
}
