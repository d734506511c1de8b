"""What an article, its notes and its key points refer to in vain."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from explainer.context import line_of
from explainer.diagnostics import Diagnostic, diagnose
from explainer.draft import Draft
from explainer.lock import stale
from explainer.model import Anchored, Range, Text
from explainer.nearest import nearest
from explainer.numbering import note_ids
from explainer.outline import paragraphs
from explainer.reading import words
from explainer.site import Prepared, Site

_FEW_MARKS = 4
_WORDS_A_MARK = 12
"""A page reads well with one mark in 25 words; a paragraph may have twice as many."""
_FIRST_WORDS = 40

_OF_NOTES = ("note-", "passage-", "ref-")
"""Ids that `clashes` looks at, note by note."""


def clashes(draft: Draft) -> list[Diagnostic]:
    """Report ids of notes that the page, or another note, has already."""
    there = Counter(one.attrs["id"] for one in draft.text.elements if "id" in one.attrs)
    taken: dict[str, str] = dict.fromkeys(there, "the article")
    problems = []
    for note in draft.notes:
        for id_ in note_ids(note):
            if id_ in taken:
                problems.append(
                    diagnose(
                        "id-clash",
                        f"the id “{id_}” is used already, by {taken[id_]}",
                        note.annotation.span,
                        help="choose another id for this note",
                    )
                )
                break
            taken[id_] = f"the note {note.annotation.id}"
    return problems


def taken_ids(draft: Draft, added: Iterable[str]) -> list[Diagnostic]:
    """Report ids of the article's own that lists of ours need."""
    ours = {*added, "notes-h", "terms-h", "sources-h", "lost-h", "key-points-h"}
    text, file = draft.text.text, draft.article.file
    return [
        diagnose(
            "id-clash",
            f"the article has an id “{one.attrs['id']}”, which the lists under it need",
            file.span(draft.article.starts, len(file.text)).find(
                text[one.range.start : one.range.end] or one.attrs["id"]
            ),
            help="give the heading an id of its own: ## Heading {#another-id}",
        )
        for one in draft.text.elements
        if one.attrs.get("id") in ours and not one.attrs["id"].startswith(_OF_NOTES)
    ]


def reference_problems(draft: Draft) -> list[Diagnostic]:
    """Report what the texts of an article and its notes refer to in vain."""
    project = draft.site.project
    problems: list[Diagnostic] = []
    if "terms" not in project.incomplete:
        problems += [
            _unknown(draft, "term", one, f"[[{one}", project.terms)
            for one in dict.fromkeys(draft.prepared.unknown_terms)
        ]
    if "sources" not in project.incomplete:
        problems += [
            _unknown(draft, "source", one, f"@{one}", project.sources)
            for one in dict.fromkeys(draft.prepared.unknown_sources)
        ]
    texts = [(note.annotation.body, draft.bodies.get(note.annotation.id)) for note in draft.notes]
    texts += list(zip(draft.article.summary, draft.summary, strict=True))
    for text, prepared in texts:
        if text and prepared:
            problems += text_problems(draft.site, text, prepared)
    return problems


def dense_paragraphs(draft: Draft) -> list[Diagnostic]:
    """Report paragraphs with more marks than a reader can pass over."""
    placed = [place.range.end - 1 for note in draft.notes for place in note.places]
    terms = [use.range.start for use in (*draft.prepared.auto, *draft.prepared.forced)]
    marks = sorted(placed + terms)
    if len(marks) < _FEW_MARKS:
        return []
    problems = []
    for paragraph in paragraphs(draft.text):
        start, end = paragraph.range
        count = bisect_left(marks, end) - bisect_left(marks, start)
        if count >= _FEW_MARKS and words(draft.text.text[start:end]) < count * _WORDS_A_MARK:
            problems.append(_dense(draft, paragraph.range, count))
    return problems


def _dense(draft: Draft, place: Range, count: int) -> Diagnostic:
    file, text = draft.article.file, draft.text.text
    line = line_of(file, text, place)
    start = file.line_starts[line - 1] if line else draft.article.starts
    whole = text[place.start : place.end]
    first = whole[:_FIRST_WORDS]
    begins = whole if whole == first else f"{first.rpartition(' ')[0] or first} …"
    return diagnose(
        "dense-paragraph",
        f"{count} notes and terms in {round(words(whole))} words: “{begins}”",
        file.span(start, start + len(file.line(line)) if line else start),
        help="make one note of several, or keep terms out of this paragraph with {.no-terms}",
    )


def lock_problems(draft: Draft, anchored: Sequence[Anchored]) -> list[Diagnostic]:
    """Report an article's lock that is out of date.

    An article without one is in order, and one that cannot be read is reported already.
    """
    project, article = draft.site.project, draft.article.path
    lock = project.locks.get(article)
    if lock is None or not lock.whole:
        return []
    complete = "notes" not in project.incomplete
    notes = project.notes_on(article)
    found = stale(lock, draft.text, notes, anchored, complete=complete) if notes else None
    return [found] if found else []


def _unknown(draft: Draft, kind: str, id_: str, written: str, known: Iterable[str]) -> Diagnostic:
    """Report an id in the article's own text that leads to nothing."""
    file = draft.article.file
    near = nearest(id_, known)
    return diagnose(
        f"unknown-{kind}",
        f"no {kind} has the id “{id_}”",
        file.span(draft.article.starts, len(file.text)).find(written),
        help=f"nearest: {', '.join(near)}" if near else f"add the {kind}, or correct the id",
    )


def text_problems(site: Site, text: Text, prepared: Prepared) -> list[Diagnostic]:
    """Report links of a text that lead nowhere, and HTML that was taken out of it."""
    problems = [
        diagnose(
            "broken-link",
            f"the link “{one}” leads to no page or file of the site",
            text.span.find(one),
            help="links are relative to the article: other.md, ../folder/page.md#part",
        )
        for one in prepared.broken
    ]
    taken_out = site.renderer.taken_out(text.value)
    if taken_out:
        problems.append(
            diagnose(
                "unsafe-html",
                f"this was taken out: {', '.join(taken_out)}",
                text.span.find(taken_out[0].strip("<>")),
                help="texts may hold Markdown and plain HTML; no scripts, forms, event"
                " attributes, or pictures of other sites",
            )
        )
    return problems
