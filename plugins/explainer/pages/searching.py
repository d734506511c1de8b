"""What a search reads of a page: the article as it is, and a plain entry for each note.

Search plugins make an entry of every heading with an id. They are handed pages without
marks, so no number sticks to a word, and without lists that other pages hold, so nothing
is found twice (and a build is not slowed by reading it all again).
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from explainer.page import PageText
from explainer.view import MomentView, NoteView, SourceView, TermView
from explainer.words import Words

_SILENT = frozenset("a abbr b bdi cite dfn em i mark q s small span strong time u".split())
"""Elements that leave no trace in an index; `code`, `sub` and the like are shown in results."""


def searched_article(page: PageText) -> str:
    """Return an article without the tags that a search passes over, for it to read faster.

    What it indexes is the same, letter for letter; an element that says how it is to be
    searched stays as it is.
    """
    cuts: list[tuple[int, int]] = []
    for one in page.elements:
        if one.tag not in _SILENT or any(name.startswith("data-search") for name in one.attrs):
            continue
        if "headerlink" in one.attrs.get("class", ""):
            cuts.append((one.open_start, one.close_end))
        else:
            cuts += ((one.open_start, one.open_end), (one.close_start, one.close_end))
    pieces, at = [], 0
    for start, end in sorted(cuts):
        if start >= at:
            pieces.append(page.html[at:start])
        at = max(at, end)
    return "".join((*pieces, page.html[at:]))


def searched_notes(notes: Iterable[NoteView], say: Words) -> str:
    """Return an entry for each note, labelled by its kind."""
    return "".join(
        _entry(f"note-{note.id}", say.labelled(note.label, note.title), (note.body, note.verdict))
        for note in notes
    )


def searched_terms(terms: Iterable[TermView], say: Words) -> str:
    """Return an entry for each term, with its other names."""
    return "".join(
        _entry(
            f"term-{term.id}",
            say.labelled(say.term, term.term),
            (term.definition or term.short, *term.aliases, *(name for _, name in term.original)),
        )
        for term in terms
    )


def searched_sources(sources: Iterable[SourceView], say: Words) -> str:
    """Return an entry for each source: who, what, where."""
    return "".join(
        _entry(
            f"source-{source.id}",
            say.labelled(say.source, source.title or source.label),
            (source.authors, source.container, source.publisher, source.note, source.quote),
        )
        for source in sources
    )


def searched_events(moments: Iterable[MomentView], say: Words) -> str:
    """Return an entry for each event; dated notes are found on their articles."""
    return "".join(
        _entry(f"event-{one.id}", say.labelled(one.label, one.title), (one.body,))
        for one in moments
        if one.id
    )


def _entry(id_: str, title: str, texts: Iterable[str]) -> str:
    words = (text.striptags() if isinstance(text, Markup) else text for text in texts)
    text = ". ".join(one for one in words if one)
    return f'<h3 id="{escape(id_)}">{escape(title)}</h3>\n<p>{escape(text)}</p>\n'
