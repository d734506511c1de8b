"""What must hold between entries: every id that is used is there, and used once.

Pure: a project in, diagnostics out. What a single entry must be is checked when it is
read; two entries with one id are found there too, since only the first is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from explainer.diagnostics import Diagnostic, diagnose, related
from explainer.inline import citations_in, term_links_in
from explainer.model import Annotation, Citation, Event, Project, Reference, Term, Text
from explainer.nearest import nearest
from explainer.span import Span, TextFile
from explainer.terms import Form, forms, same_claim


class _Written:
    """Where the ids inside a text are written in its file.

    A text is not what is written: YAML takes away indentation. But the nth `@` of the one is
    the nth `@` of the other.
    """

    def __init__(self, text: Text, sign: str) -> None:
        self._text = text
        self._sign = sign

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where each sign stands in the file, by where it stands in the text."""
        sign, span = re.compile(re.escape(self._sign)), self._text.span
        here = (found.end() for found in sign.finditer(self._text.value))
        there = (span.start + found.end() for found in sign.finditer(span.text))
        return dict(zip(here, there, strict=False))

    def place(self, name: str, offset: int) -> Span:
        """Return where the id at an offset is written, or the whole text if it is not found."""
        span = self._text.span
        at = self._places.get(offset, span.start)
        found = span.file.text.startswith(name, at)
        return span.file.span(at, at + len(name)) if found else span


class _Use(NamedTuple):
    """An id that points at another entry, and where."""

    id: str
    at: Span | tuple[_Written, int]
    """Where it is written, or the text it is in and its offset there."""

    @property
    def span(self) -> Span:
        """Where it is written."""
        if isinstance(self.at, Span):
            return self.at
        written, offset = self.at
        return written.place(self.id, offset)


def validate(project: Project) -> list[Diagnostic]:
    """Return every finding about how the entries fit together, in a stable order."""
    checks = (_articles, _opted_out, _sources, _terms, _references, _forms, _unused)
    found = chain.from_iterable(check(project) for check in checks)
    return sorted(found, key=lambda finding: finding.order)


# --- articles --------------------------------------------------------------------------


def _annotated(project: Project) -> Iterator[tuple[str, TextFile]]:
    """Yield each (article, file) pair that has notes, once."""
    pairs = {(note.article, note.span.file.path): note.span.file for note in project.annotations}
    for (article, _), file in pairs.items():
        yield article, file


def _articles(project: Project) -> Iterator[Diagnostic]:
    for article, file in _annotated(project):
        if article not in project.articles:
            stems = [name.removesuffix(".md") for name in project.articles]
            close = nearest(article.removesuffix(".md"), stems, limit=1)
            yield diagnose(
                "unknown-article",
                f"there is no article {article} for these notes",
                file.whole(),
                help=f"did you mean {close[0]}.md? Name this file after it"
                if close
                else "an annotation file has the path of its article, with .yml for .md",
            )


def _opted_out(project: Project) -> Iterator[Diagnostic]:
    for article, file in _annotated(project):
        known = project.articles.get(article)
        if known and not known.enabled:
            yield diagnose(
                "annotated-page-opted-out",
                f"these notes are not shown: {article} has `explainer: false`",
                file.whole(),
                help="remove `explainer: false` from the article, or these notes",
            )


# --- sources ---------------------------------------------------------------------------


def _sources(project: Project) -> Iterator[Diagnostic]:
    if "sources" in project.incomplete:
        return
    for use in _cited(project):
        if use.id not in project.sources:
            yield _unknown("unknown-source", "source", use, project.sources)


def cited(project: Project) -> frozenset[str]:
    """Return the ids of all sources that anything cites, whether they are known or not."""
    return frozenset({use.id for use in _cited(project)}.union(_cited_in_articles(project)))


def _unused(project: Project) -> Iterator[Diagnostic]:
    if project.incomplete:
        return
    used = cited(project)
    for source in project.sources.values():
        if source.id not in used:
            yield diagnose(
                "unused-source",
                f"the source `{source.id}` is cited nowhere",
                source.span,
                help=f"cite it with [@{source.id}] or under `sources:`, or remove it",
            )


def _cited(project: Project) -> Iterator[_Use]:
    """Yield every citation of the entries and summaries: listed, and inside prose."""
    for citation in _listed(project):
        yield _Use(citation.id, citation.span)
    for article in project.articles.values():
        if article.enabled and article.source:
            yield _Use(article.source.id, article.source.span)
    for text in _prose(project):
        written = _Written(text, "@")
        for one in citations_in(text.value):
            yield _Use(one.id, (written, one.offset))


def _cited_in_articles(project: Project) -> Iterator[str]:
    """Yield the ids cited in the articles' own text.

    Whether these exist is checked when the article is rendered: only its parser knows what
    is code there.
    """
    for article in project.articles.values():
        if article.enabled:
            for one in citations_in(article.file.text[article.starts :]):
                yield one.id


def _listed(project: Project) -> Iterator[Citation]:
    entries: Iterable[Annotation | Term | Event] = chain(
        project.annotations, project.terms.values(), project.events
    )
    return chain.from_iterable(entry.sources for entry in entries)


# --- terms and other entries -----------------------------------------------------------


def _terms(project: Project) -> Iterator[Diagnostic]:
    if "terms" in project.incomplete:
        return
    for text in _prose(project):
        written = _Written(text, "[[")
        for linked in term_links_in(text.value):
            if linked.id not in project.terms:
                use = _Use(linked.id, (written, linked.offset))
                yield _unknown("unknown-term", "term", use, project.terms)


def _references(project: Project) -> Iterator[Diagnostic]:
    if project.incomplete & {"notes", "terms"}:
        return
    known = {note.id for note in project.annotations} | set(project.terms)
    entries: Iterable[Annotation | Term] = chain(project.annotations, project.terms.values())
    references: Iterable[Reference] = chain.from_iterable(entry.see for entry in entries)
    for reference in references:
        if reference.id not in known:
            use = _Use(reference.id, reference.span)
            yield _unknown("unknown-reference", "note or term", use, known)


def _forms(project: Project) -> Iterator[Diagnostic]:
    """Report words that two terms claim: nobody could say which one is meant."""
    claimed: dict[str, list[Form]] = {}
    for form in chain.from_iterable(map(forms, project.terms.values())):
        if form.role == "except":
            continue
        for words in {form.claim, form.written}:
            others = claimed.setdefault(words, [])
            other = next((one for one in others if same_claim(one, form)), None)
            others.append(form)
            if other:
                yield _claimed_twice(other, form)
                break


def _claimed_twice(first: Form, second: Form) -> Diagnostic:
    return diagnose(
        "duplicate-form",
        f"the terms `{first.term.id}` and `{second.term.id}` both claim “{second.written}”",
        second.span,
        label=f"also of `{first.term.id}`",
        help="keep these words in one of the two; the other can point to it with `see:`",
        related=(related(f"`{first.term.id}` claims them here", first.span),),
    )


# --- helpers ---------------------------------------------------------------------------


def _prose(project: Project) -> Iterator[Text]:
    """Yield every text of the entries and summaries that may cite and link."""
    for note in project.annotations:
        yield from (note.body,) if note.body else ()
    for term in project.terms.values():
        yield term.short
        if term.definition and term.definition is not term.short:
            yield term.definition
    for event in project.events:
        yield from (event.body,) if event.body else ()
    for article in project.articles.values():
        yield from article.summary if article.enabled else ()


def _unknown(code: str, what: str, use: _Use, known: Iterable[str]) -> Diagnostic:
    close = nearest(use.id, known)
    names = " or ".join(f"`{name}`" for name in close)
    where = {
        "unknown-source": "annotations/sources.yml",
        "unknown-term": "annotations/glossary.yml",
    }.get(code, "the notes or the glossary")
    return diagnose(
        code,
        f"there is no {what} with the id `{use.id}`",
        use.span,
        label="not known",
        help=f"did you mean {names}? Else add it to {where}" if close else f"add it to {where}",
    )
