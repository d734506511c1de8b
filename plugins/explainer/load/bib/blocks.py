"""A `.bib` file in blocks: its entries, with the place of each field, and what is none."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from explainer.load.nodes import Broken, Scalar
from explainer.span import Span, TextFile

MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
_PIECE = re.compile(r'\s*(?:(?P<plain>[^\s{}"#]+)|(?P<quote>")|(?P<brace>\{))')
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a `.bib` file; its values are LaTeX, without what encloses them."""

    type: Scalar
    key: Scalar
    fields: tuple[tuple[Scalar, Scalar], ...]
    span: Span

    def get(self, name: str) -> Scalar | None:
        """Return the value of a field, or None."""
        return next((value for key, value in self.fields if key.value == name), None)


def blocks(file: TextFile) -> Iterator[Entry | Broken]:
    """Yield the entries in order; in the place of one that cannot be read, its span."""
    from bibtexparser.library import Library  # noqa: F401, PLC0415 - slow to import
    from bibtexparser.model import Entry as Parsed  # noqa: PLC0415 - as above
    from bibtexparser.model import ParsingFailedBlock, String  # noqa: PLC0415 - as above
    from bibtexparser.splitter import Splitter  # noqa: PLC0415 - as above

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # we tell it ourselves
    strings = dict(MONTHS)
    at = 0
    for block in Splitter(file.text).split().blocks:
        raw = (block.raw or "").rstrip()
        start = file.text.find(raw, at)
        if start < 0:
            continue
        at = start + 1
        whole = file.span(start, start + len(raw))
        inner = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(inner, String):
            strings[inner.key.casefold()] = _joined(inner.value, strings)
        elif isinstance(inner, Parsed):
            pairs = [(field.key, field.value) for field in inner.fields]
            yield _entry(inner.entry_type, inner.key, pairs, whole, strings)
        elif isinstance(block, ParsingFailedBlock):
            yield Broken(span=whole)


def _entry(
    type_: str, key: str, pairs: list[tuple[str, str]], span: Span, strings: Mapping[str, str]
) -> Entry:
    file, at = span.file, span.start
    name = _scalar(file, type_, at, span)
    id_ = _scalar(file, key, name.span.end, span)
    at = id_.span.end
    fields = []
    for field, value in pairs:
        label = _scalar(file, field, at, span)
        raw = _scalar(file, value, label.span.end, span)
        at = raw.span.end
        fields.append(
            (
                replace(label, value=field.casefold()),
                replace(raw, value=_joined(value, strings)),
            )
        )
    return Entry(
        type=replace(name, value=type_.casefold()), key=id_, fields=tuple(fields), span=span
    )


def _scalar(file: TextFile, word: str, at: int, within: Span) -> Scalar:
    start = file.text.casefold().find(word.casefold(), at) if not word else file.text.find(word, at)
    if start < 0 or start > within.end:  # a type is told in small letters
        start = _ignoring_case(file.text, word, at, within.end)
    return Scalar(value=word, span=file.span(start, start + len(word)))


def _ignoring_case(text: str, word: str, at: int, end: int) -> int:
    found = re.compile(re.escape(word), re.IGNORECASE).search(text, at, end)
    return found.start() if found else at


def _joined(value: str, strings: Mapping[str, str]) -> str:
    """Return a value without what encloses it: `"a" # b # {c}` is joined, macros filled in."""
    pieces, at = [], 0
    while found := _PIECE.match(value, at):
        at = found.end()
        if found["plain"]:
            pieces.append(strings.get(found["plain"].casefold(), found["plain"]))
        else:
            end = _closing(value, at, '"' if found["quote"] else "}")
            pieces.append(value[at:end])
            at = end + 1
        rest = re.compile(r"\s*#").match(value, at)
        if not rest:
            break
        at = rest.end()
    return "".join(pieces) if at >= len(value.rstrip()) else value


def _closing(value: str, at: int, sign: str) -> int:
    depth = 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == sign and depth == 0:
            return at
        elif value[at] in "{}":
            depth += 1 if value[at] == "{" else -1
        at += 1
    return at
