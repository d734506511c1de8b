"""What a search reads of a page: the article as it is, and a plain entry for each note.

Search plugins make an entry of every heading with an id. They are handed pages without
marks, so no number sticks to a word, and without lists that other pages hold, so nothing
is found twice (and a build is not slowed by reading it all again).
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from explainer.view import NoteView, SourceView, TermView
from explainer.words import Words


def searched_notes(notes: Iterable[NoteView], say: Words) -> str:
    """Return an entry for each note, labelled by its kind."""
    return "".join(
        _entry(f"note-{note.id}", say.labelled(note.label, note.title), (note.body,))
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


def _entry(id_: str, title: str, texts: Iterable[str]) -> str:
    words = (text.striptags() if isinstance(text, Markup) else text for text in texts)
    text = ". ".join(one for one in words if one)
    return f'<h3 id="{escape(id_)}">{escape(title)}</h3>\n<p>{escape(text)}</p>\n'
