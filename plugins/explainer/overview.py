"""What an article has to offer, counted: for its reader to choose how much of it to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from explainer.draft import Draft
from explainer.model import Kind, Level
from explainer.numbering import Numbered
from explainer.reading import minutes
from explainer.view import Link, ReadingView


def reading_view(draft: Draft, terms: Sequence[str], sources: Sequence[str]) -> ReadingView | None:
    """Return the counts of a page, or nothing for one without notes, terms and sources."""
    if not (draft.notes or terms or sources):
        return None
    notes = [one for one in draft.notes if not (one.lost or one.annotation.is_source_link)]
    known = draft.site.project.sources
    return ReadingView(
        minutes=minutes(draft.text.text),
        notes=len(notes),
        terms=len(terms),
        sources=len(sources),
        primary=sum(known[one].primary for one in sources),
        depths=_depths(draft, notes),
        kinds=_kinds(draft, notes),
        corrections=tuple(
            Link(href=f"#note-{one.annotation.id}", text=one.title(draft.say))
            for one in notes
            if one.annotation.kind is Kind.CORRECTION
        ),
    )


def _depths(draft: Draft, notes: Sequence[Numbered]) -> tuple[tuple[str, str, int], ...]:
    """Return the depths that differ on this page: without a term, `Terms` shows nothing new."""
    say, terms = draft.say, len(draft.prepared.terms)
    deep = sum(one.annotation.level is Level.DEEP for one in notes)
    found = [("article", say.read_article, 0)]
    if terms:
        found.append(("terms", say.read_terms, terms))
    if deep:
        found.append(("context", say.read_context, len(notes) - deep))
    if notes or draft.prepared.citations or len(draft.notes) > len(notes):
        found.append(("all", say.read_all, len(notes)))
    return tuple(found)


def _kinds(draft: Draft, notes: Sequence[Numbered]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(one.annotation.kind for one in notes)
    return tuple(
        (kind.value, draft.say.kind(kind.value), counts[kind]) for kind in Kind if counts[kind]
    )
