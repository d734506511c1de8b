"""What can be wrong with a value, in words."""

from __future__ import annotations

import re
from dataclasses import replace

from explainer.diagnostics import Diagnostic, diagnose
from explainer.load.failure import split
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.scalars import slug
from explainer.model import Text
from explainer.nearest import nearest, surely_meant
from explainer.span import Span

_LOST = re.compile(r"[ \t]*(?P<lost>#[^\r\n]*)")
_DATE_HELP = (
    "write it as 2019, 2019-05, 2019-05-16, 2019-05-16/2019-08-19 (from/to), "
    "2019? (unsure) or 2019~ (about)"
)

_FEW = 12
"""How many choices fit into a line of help."""
_LONGEST_ADVICE = 80
_COMMENT = "a comment belongs on a line of its own"

ELSEWHERE = {
    "a note": {
        **dict.fromkeys(("text", "note", "content", "comment", "description"), "`body`"),
        **dict.fromkeys(("type", "category"), "`kind`"),
        **dict.fromkeys(("anchor", "highlight", "exact", "selection"), "`quote`"),
        **dict.fromkeys(("name", "heading", "headline"), "`title`"),
    },
    "a term": {
        **dict.fromkeys(("name", "title", "word"), "`term`"),
        **dict.fromkeys(("text", "note", "content", "body"), "`definition`"),
        "description": "`short`, if it is one sentence, or `definition`",
        "synonyms": "`aliases`",
        **dict.fromkeys(("type", "category"), "`kind`"),
    },
    "a source": {
        **dict.fromkeys(("link", "href", "url"), "`URL`"),
        "name": "`title`",
        **dict.fromkeys(("date", "year"), "`issued`"),
        **dict.fromkeys(("journal", "newspaper", "website"), "`container-title`"),
        "kind": "`type`",
        "highlight": "`quote`",
    },
    "an event": {
        **dict.fromkeys(("text", "note", "content", "description"), "`body`"),
        "name": "`title`",
        "when": "`date`",
    },
}
"""What other tools call our keys, by what the entry is."""


def quoted(text: str) -> str:
    """Return the text, if need be its start, in quotation marks that YAML reads as they are."""
    text = text if len(text) <= _LONGEST_ADVICE else text[: _LONGEST_ADVICE - 1] + "…"
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def hash_finding(lost: Span, better: str = "") -> Diagnostic:
    """Return the finding for text lost after a #; the span is the # and what follows.

    `better` is the line as it should be, if it can be told.
    """
    return diagnose(
        "text-after-hash",
        f"“{lost.text}” is not read: ` #` begins a comment",
        lost,
        label="lost",
        help=f"put quotation marks round it: {better}\n{_COMMENT}"
        if better
        else f"put quotation marks round the whole text; {_COMMENT}",
    )


def lost_to_a_comment(node: Scalar) -> Diagnostic | None:
    """Return the finding for text that stands after a # behind plain text, if any."""
    file, end = node.span.file, node.span.end
    found = _LOST.match(file.text, end) if node.plain else None
    if not found or not found["lost"].strip("# \t"):
        return None
    lost = file.span(found.start("lost"), end + len(found[0].rstrip()))
    return hash_finding(lost, _in_quotation_marks(node, lost))


def _in_quotation_marks(node: Scalar, lost: Span) -> str:
    """Return the line with its text in quotation marks, or "" if that is not all of its text."""
    line = split(lost.file.line(lost.line))
    start = lost.file.line_starts[lost.line - 1] + line.start("value")
    if start not in {node.span.start, lost.start}:
        return ""
    text = quoted(lost.file.text[start : lost.end])
    if line["key"]:
        return f"{line['key']}: {text}"
    return f"- {text}" if "-" in line["lead"] else ""


def first_line(span: Span) -> Span:
    """Return the part of a span that stands on its first line."""
    return span.file.span(span.start, span.start + len(span.text.split("\n", 1)[0].rstrip()))


def wrong_type(node: Node, what: str, wanted: str) -> Diagnostic:
    """Return the finding for a value of the wrong shape; a colon may have made it one."""
    span = node.span
    if isinstance(node, Map) and wanted in {"text", "an id"} and _is_prose_with_a_colon(node):
        return diagnose(
            "yaml-colon-in-text",
            f"{what} holds a colon and a space, which YAML reads as a key",
            span,
            label="a colon inside plain text",
            help=f'put quotation marks round it: "{span.text}"',
        )
    found = {Items: "this is a list", Map: "here are keys with values"}
    return diagnose(
        "wrong-type",
        f"{what} should be {wanted}, but {found.get(type(node), 'this is text')}",
        first_line(span),
        help=_SHAPES.get(wanted, f"write {wanted}"),
    )


def invalid_choice(word: Text, what: str, names: list[str]) -> Diagnostic:
    """Return the finding for a value that is not one of those allowed."""
    close = nearest(word.value, names, limit=1)
    return diagnose(
        "invalid-value",
        f"{what} cannot be `{word.value}`",
        word.span,
        label=f"did you mean `{close[0]}`?" if close else "not one of those known",
        help=_choices(word.value, names),
    )


def _choices(word: str, names: list[str]) -> str:
    """Return what may be written: all names, or of very many those that are most likely."""
    if len(names) <= _FEW:
        return f"use one of: {', '.join(names)}"
    close = nearest(word, names, limit=5)
    return f"use one of the types the format knows, such as: {', '.join(close or names[:5])}"


_SHAPES = {
    "text": "write the words themselves; a text that begins with [ or { needs quotation marks",
    "an id": "write the id alone, or a list of ids: [first, second]",
}


def _is_prose_with_a_colon(node: Map) -> bool:
    text = node.span.text
    return "\n" not in text and len(node.entries) == 1 and not text.startswith("{")


def unknown_key(
    key: Scalar,
    what: str,
    keys: frozenset[str] | set[str],
    there: frozenset[str] | None = None,
) -> Diagnostic:
    """Return the finding for a key that is not among those known.

    `there` are the keys of its entry; with them it can be told which one is surely meant.
    """
    elsewhere = ELSEWHERE.get(what, {}).get(key.value.casefold())
    close = nearest(key.value, sorted(keys), limit=1)
    if elsewhere:
        help_ = f"here this is called {elsewhere}"
    elif close:
        help_ = f"did you mean `{close[0]}`?"
    else:
        help_ = f"the keys are: {', '.join(sorted(keys))}"
    meant = surely_meant(key.value, keys) if there is not None and key.plain else ""
    found = diagnose(
        "unknown-key",
        f"{what} has no key `{key.value}`",
        key.span,
        label="not known here",
        help=help_,
    )
    sure = meant and meant not in (there or ()) and not elsewhere
    return replace(found, instead=meant) if sure else found


def empty_item(node: Node, what: str) -> Diagnostic:
    """Return the finding for a list item with nothing in it."""
    return diagnose(
        "empty-value",
        f"an item of `{what}` is empty" if " " not in what else f"{what} is empty here",
        node.span,
        help="write something after the `- `, or remove the line",
    )


def invalid_id(word: Text) -> Diagnostic:
    """Return the finding for an id that cannot stand in an address."""
    better = slug(word.value)
    return diagnose(
        "invalid-id",
        f"`{word.value}` cannot be an id",
        word.span,
        label="an id has only letters, digits and - _ .",
        help="ids become part of addresses: only a-z, A-Z, 0-9 and - _ . inside"
        + (f"; for instance: {better}" if better else ""),
    )


def invalid_date(word: Text) -> Diagnostic:
    """Return the finding for a date that is not in EDTF."""
    return diagnose(
        "invalid-date", f"`{word.value}` cannot be read as a date", word.span, help=_DATE_HELP
    )
