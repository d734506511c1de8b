"""What an explainer rests on, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from explainer.special.figures import ArticleFigures, Bare, Check, Figures

_INDENT = "  "
_LABEL = 13
"""Columns for what a line is about."""
_MOST = 8
"""Ids or paragraphs that are named in the text; the JSON has all."""


Paragraphs = Mapping[str, Sequence[Bare]]
"""The paragraphs without a note, by the path of their article."""


def status_json(found: Figures, bare: Paragraphs) -> str:
    """Return the figures as JSON text: `site`, then `articles` in the order of their paths."""
    whole = asdict(found)
    articles = whole.pop("articles")
    for row, one in zip(articles, found.articles, strict=True):
        row["rests_on_one_source"] = one.rests_on_one
        row["paragraphs_without_a_note"] = [asdict(each) for each in bare.get(one.path, ())]
    value = {"site": whole, "articles": articles}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def status_text(found: Figures, bare: Paragraphs) -> str:
    """Return the figures as tables of lines: one for each article that has something, then all."""
    parts = [
        _table(one.path, one.title, _article(one, bare.get(one.path, ())))
        for one in found.articles
        if _has(one)
    ]
    if found.articles or found.terms or found.sources:
        parts.append(_table("the whole site", "", _site(found)))
    return "\n".join(parts) or "no articles yet\n"


def _has(one: ArticleFigures) -> bool:
    return bool(one.notes or one.drafts or one.terms or one.sources)


def _table(name: str, title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"{name}  {title}".rstrip()]
    lines += [f"{_INDENT}{label:<{_LABEL}} {told}" for label, told in rows if told]
    return "\n".join(lines) + "\n"


def _article(one: ArticleFigures, bare: Sequence[Bare]) -> Iterator[tuple[str, str]]:
    drafts = f", and {_number(one.drafts, 'draft')}" if one.drafts else ""
    yield "notes", f"{one.notes}{_in_brackets(one.kinds)}{drafts}"
    yield "places", _counts(one.places)
    yield "terms", str(one.terms) if one.terms else ""
    yield "sources", _sources(one.sources, one.primary)
    yield "one source", "everything here rests on a single source" if one.rests_on_one else ""
    yield "no source", _listed(one.unsourced)
    yield "paragraphs", _paragraphs(one, bare)
    yield "oldest check", _check(one.oldest_check)


def _site(found: Figures) -> Iterator[tuple[str, str]]:
    yield "notes", f"{found.notes}{_in_brackets(found.kinds)}"
    yield "terms", str(found.terms)
    yield "unused terms", _listed(found.unused_terms)
    yield "sources", _sources(found.sources, found.primary)
    yield "uncited", _listed(found.uncited)
    yield "oldest check", _check(found.oldest_check)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _in_brackets(counts: Mapping[str, int]) -> str:
    return f" ({_counts(counts)})" if counts else ""


def _sources(count: int, primary: int) -> str:
    return f"{count}, {primary} primary ({100 * primary // count} %)" if count else ""


def _listed(ids: Sequence[str]) -> str:
    if not ids:
        return ""
    more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
    return f"{len(ids)}: {', '.join(ids[:_MOST])}{more}"


def _paragraphs(one: ArticleFigures, bare: Sequence[Bare]) -> str:
    if not one.paragraphs:
        return ""
    told = f"{one.annotated} of {one.paragraphs} have a note"
    if not bare:
        return told
    more = f" and {len(bare) - _MOST} more" if len(bare) > _MOST else ""
    return f"{told}; without: {', '.join(_bare(each) for each in bare[:_MOST])}{more}"


def _bare(one: Bare) -> str:
    return f"line {one.line}" if one.line else f"“{one.words}”"


def _check(check: Check | None) -> str:
    return f"{check.date} ({check.source})" if check else ""
