"""What an article gets: its key points above, its notes, terms and sources below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup

from explainer.pages.order import sorting_key
from explainer.pages.rendering import render
from explainer.view import Link, PageView, ReadingView, SourceView, TermView
from explainer.words import Words


def page_lists(view: PageView, say: Words) -> str:
    """Return the lists at the end of an article; none for what it does not have."""
    return render(
        "page_lists.html",
        say,
        view=view,
        numbered=[note for note in view.notes if not note.whole_page],
        whole=[note for note in view.notes if note.whole_page],
        terms=[
            _term_entry(term, say)
            for term in sorted(view.terms, key=lambda term: (sorting_key(term.term), term.id))
        ],
        sources=[
            {"reference": _reference(replace(source, uses=()), say), "uses": source.uses}
            for source in sorted(view.sources, key=_in_list)
        ],
    )


def _in_list(source: SourceView) -> tuple[int, str, str]:
    """Order sources by their numbers, or by the names that stand before them."""
    return source.number or 0, sorting_key(source.label.striptags()), source.id


@lru_cache(maxsize=16384)
def _term_entry(term: TermView, say: Words) -> Markup:
    """Return a term's entry: the same on every page of a folder, so it is filled in once."""
    return Markup(render("term.html", say, term=term))  # noqa: S704 - a template's output


@lru_cache(maxsize=16384)
def _reference(source: SourceView, say: Words) -> Markup:
    """Return a source's entry, up to where it is cited."""
    return Markup(render("source.html", say, source=source))  # noqa: S704 - as above


def page_downloads(links: Sequence[Link], say: Words) -> str:
    """Return links to a page's data, or nothing if there is none."""
    return render("downloads.html", say, downloads=links) if links else ""


def page_top(reading: ReadingView | None, say: Words) -> str:
    """Return what stands under the title: how much there is, controls, corrections."""
    return render("page_top.html", say, reading=reading) if reading else ""


def key_points(points: Sequence[Markup], say: Words) -> str:
    """Return the box with an article's main points, or nothing if it has none."""
    return render("key_points.html", say, points=points) if points else ""
