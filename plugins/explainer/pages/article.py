"""What an article gets: its key points above, its notes, terms and sources below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup

from explainer.pages.order import sorting_key
from explainer.pages.rendering import render
from explainer.view import PageView, SourceView, TermView


def page_lists(view: PageView) -> str:
    """Return the lists at the end of an article; none for what it does not have."""
    return render(
        "page_lists.html",
        view.language,
        view=view,
        numbered=[note for note in view.notes if not note.whole_page],
        whole=[note for note in view.notes if note.whole_page],
        terms=[
            _term_entry(term, view.language)
            for term in sorted(view.terms, key=lambda term: (sorting_key(term.term), term.id))
        ],
        sources=[
            {"reference": _reference(replace(source, uses=()), view.language), "uses": source.uses}
            for source in sorted(view.sources, key=lambda one: (sorting_key(one.label), one.id))
        ],
    )


@lru_cache(maxsize=16384)
def _term_entry(term: TermView, language: str) -> Markup:
    """Return a term's entry: the same on every page of a folder, so it is filled in once."""
    return Markup(render("term.html", language, term=term))  # noqa: S704 - a template's output


@lru_cache(maxsize=16384)
def _reference(source: SourceView, language: str) -> Markup:
    """Return a source's entry, up to where it is cited."""
    return Markup(render("source.html", language, source=source))  # noqa: S704 - as above


def key_points(points: Sequence[Markup], language: str) -> str:
    """Return the box with an article's main points, or nothing if it has none."""
    return render("key_points.html", language, points=points) if points else ""
