"""The `terms:` of a glossary file become terms."""

from __future__ import annotations

import re

from explainer.diagnostics import diagnose
from explainer.load.fields import Fields, prose
from explainer.load.review import REVIEW_KEYS, review
from explainer.model import Matching, Term, Text

KEYS = REVIEW_KEYS | frozenset({
    "id", "term", "aliases", "kind", "short", "definition", "pronunciation", "original", "see",
    "sources", "match",
})  # fmt: skip
MATCH_KEYS = frozenset({"case", "inflect", "mark", "in", "not_in", "except"})
CASES = ["smart", "exact", "ignore"]
MARKS = ["first-per-page", "first-per-section", "all", "none"]
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def term(fields: Fields) -> Term:
    """Return the term of an entry; its id is empty if there is none to keep it by."""
    fields.only(KEYS)
    name = fields.identity()
    fields.require("term", "the words as they stand in the articles")
    fields.require("short", "one sentence for the tooltip")
    words = fields.text("term")
    definition = fields.text("definition")
    short = fields.text("short") or definition or words
    return Term(
        id=name.value,
        term=" ".join(words.value.split()) if words else name.value,
        short=short or name,
        span=name.span,
        aliases=fields.texts("aliases"),
        kind=fields.line("kind") or "concept",
        definition=definition,
        pronunciation=fields.line("pronunciation"),
        original=_original(fields),
        see=fields.references("see"),
        sources=fields.citations(),
        matching=_matching(fields),
        review=review(fields),
    )


def _original(fields: Fields) -> tuple[tuple[str, Text], ...]:
    names = fields.entry("original", "`original`")
    if names is None:
        return ()
    found = []
    for key, node in names.node.entries:
        if not _LANGUAGE.fullmatch(key.value):
            fields.findings.append(
                diagnose(
                    "invalid-value",
                    f"`{key.value}` is not the code of a language",
                    key.span,
                    help="use a code such as zh, zh-Hant or ru: `original: {zh: 任正非}`",
                )
            )
        elif names.value(key.value) and (text := prose(node, "a name", fields.findings)):
            found.append((key.value, Text(value=text.value.strip(), span=text.span)))
    return tuple(found)


def _matching(fields: Fields) -> Matching:
    match = fields.entry("match", "`match`")
    if match is None:
        return Matching()
    match.only(MATCH_KEYS)
    default = Matching()
    return Matching(
        case=match.one_of("case", CASES) or default.case,
        inflect=match.flag("inflect", default=default.inflect),
        mark=match.one_of("mark", MARKS) or default.mark,
        only=tuple(text.value for text in match.texts("in")),
        never=tuple(text.value for text in match.texts("not_in")),
        excluded=match.texts("except"),
    )
