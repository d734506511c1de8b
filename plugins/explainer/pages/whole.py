"""The pages that hold everything: the glossary, the sources, all notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from explainer.pages.order import OTHER, letter, sorting_key
from explainer.pages.rendering import render
from explainer.view import ArticleNotes, SourceView, TermView
from explainer.words import words

T = TypeVar("T")


def glossary_page(terms: Sequence[TermView], language: str) -> str:
    """Return every term, by letter."""
    letters = _grouped(sorted(terms, key=_by_name), lambda term: letter(term.term))
    others = letters.pop(OTHER, None)
    if others:
        letters[OTHER] = others
    return render("glossary.html", language, letters=letters)


def sources_page(sources: Sequence[SourceView], language: str) -> str:
    """Return every source by type, those with primary sources first."""
    say = words(language)
    groups = _grouped(sorted(sources, key=_primary_first), lambda source: source.type)
    return render(
        "sources.html",
        language,
        groups={say.source_group(kind): members for kind, members in groups.items()},
    )


def notes_page(articles: Sequence[ArticleNotes], language: str) -> str:
    """Return links to all notes, article by article."""
    return render("notes.html", language, articles=[item for item in articles if item.notes])


def _by_name(term: TermView) -> tuple[str, str]:
    return sorting_key(term.term), term.id


def _primary_first(source: SourceView) -> tuple[bool, str, str]:
    return not source.primary, sorting_key(source.title), source.id


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Group items, in the order in which the groups first appear."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
