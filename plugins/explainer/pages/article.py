"""What an article gets: its key points above, its notes, terms and sources below."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from explainer.pages.order import sorting_key
from explainer.pages.rendering import render
from explainer.view import PageView


def page_lists(view: PageView) -> str:
    """Return the lists at the end of an article; none for what it does not have."""
    return render(
        "page_lists.html",
        view.language,
        view=view,
        numbered=[note for note in view.notes if not note.whole_page],
        whole=[note for note in view.notes if note.whole_page],
        terms=sorted(view.terms, key=lambda term: (sorting_key(term.term), term.id)),
        sources=sorted(view.sources, key=lambda source: (sorting_key(source.label), source.id)),
    )


def key_points(points: Sequence[Markup], language: str) -> str:
    """Return the box with an article's main points, or nothing if it has none."""
    return render("key_points.html", language, points=points) if points else ""
