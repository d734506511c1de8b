"""The pages that hold everything: the glossary, the sources, all notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from explainer.pages.order import OTHER, letter, sorting_key
from explainer.pages.rendering import render
from explainer.pages.when import bounds, order, year
from explainer.view import (
    AboutView,
    ArticleNotes,
    ChangeView,
    CorrectionView,
    MomentView,
    SourceView,
    TermView,
)
from explainer.words import Words

T = TypeVar("T")
Choice = tuple[str, int]
"""A kind to filter by, as a word, and how many entries are of it."""


def glossary_page(terms: Sequence[TermView], say: Words) -> str:
    """Return every term, by letter."""
    ordered = sorted(terms, key=_by_name)
    letters = _grouped(ordered, lambda term: letter(term.term))
    others = letters.pop(OTHER, None)
    if others:
        letters[OTHER] = others
    return render(
        "glossary.html",
        say,
        letters=letters,
        kinds=_choices(term.kind for term in terms),
        by_kind=_grouped(sorted(ordered, key=_by_kind), lambda term: term.kind),
    )


def sources_page(sources: Sequence[SourceView], say: Words) -> str:
    """Return every source by type, those with primary sources first."""
    groups = _grouped(sorted(sources, key=_primary_first), lambda source: source.type)
    primary = sum(source.primary for source in sources)
    types = _choices(source.type for source in sources)
    return render(
        "sources.html",
        say,
        groups={say.source_group(kind): members for kind, members in groups.items()},
        kinds=[*([(say.primary, primary)] if primary else []), *types],
    )


def people_page(persons: Sequence[TermView], organisations: Sequence[TermView], say: Words) -> str:
    """Return the terms that are persons, then those that are organisations, by name."""
    groups = {say.persons: persons, say.organisations: organisations}
    return render(
        "people.html",
        say,
        groups={name: sorted(terms, key=_by_name) for name, terms in groups.items() if terms},
        kinds=[(terms[0].kind, len(terms)) for terms in groups.values() if terms],
    )


def notes_page(articles: Sequence[ArticleNotes], say: Words) -> str:
    """Return links to all notes, article by article."""
    return render(
        "notes.html",
        say,
        articles=[item for item in articles if item.notes],
        kinds=_choices(note.label for item in articles for note in item.notes),
    )


def timeline_page(moments: Sequence[MomentView], say: Words) -> str:
    """Return events and dated notes, year by year, from the first to the last."""
    return render(
        "timeline.html",
        say,
        years=_grouped(sorted(moments, key=in_time), lambda moment: _year_name(moment, say)),
        kinds=_choices(moment.label for moment in moments),
    )


def about_page(about: AboutView, say: Words) -> str:
    """Return what the site rests on, in numbers: as a whole, and article by article."""
    return render("about.html", say, about=about)


def changes_page(changes: Sequence[ChangeView], say: Words) -> str:
    """Return what changed, day by day, from the last to the first."""
    ordered = sorted(changes, key=lambda one: (sorting_key(one.link.text), one.link.href))
    ordered.sort(key=lambda one: order(one.change.date)[::-1], reverse=True)
    return render("changes.html", say, days=_grouped(ordered, lambda one: one.change.date))


def corrections_page(
    own: Sequence[CorrectionView], others: Sequence[CorrectionView], say: Words
) -> str:
    """Return what was put right, from the last to the first: in our own work, and in others'."""
    groups = (
        ("own", say.own_corrections, say.own_corrections_reason, own),
        ("texts", say.text_corrections, say.text_corrections_reason, others),
    )
    return render(
        "corrections.html",
        say,
        groups=[
            (
                id_,
                name,
                reason,
                sorted(entries, key=_latest_first),
            )
            for id_, name, reason, entries in groups
            if entries
        ],
    )


def in_time(moment: MomentView) -> tuple[object, ...]:
    """Return what the entries of a timeline are sorted by."""
    return (*order(moment.date), sorting_key(moment.title), moment.id, moment.href)


def _latest_first(correction: CorrectionView) -> tuple[object, ...]:
    """Return what corrections are sorted by: those without a date come last."""
    first, last = bounds(correction.date)
    day = last or first or (0, 0, 0)
    return tuple(-part for part in day), sorting_key(correction.link.text), correction.link.href


def _year_name(moment: MomentView, say: Words) -> str:
    number = year(moment.date)
    if number is None:
        return say.undated
    return f"{number:04}" if number >= 0 else f"{number:05}"


def _by_name(term: TermView) -> tuple[str, str]:
    return sorting_key(term.term), term.id


def _by_kind(term: TermView) -> str:
    return sorting_key(term.kind)


def _primary_first(source: SourceView) -> tuple[bool, str, str]:
    return not source.primary, sorting_key(source.title), source.id


def _choices(kinds: Iterable[str]) -> list[Choice]:
    """Return the kinds there are, in alphabetical order."""
    return sorted(Counter(kinds).items(), key=lambda one: (sorting_key(one[0]), one[0]))


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Group items, in the order in which the groups first appear."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
