"""All notes, article by article."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from explainer.address import relative
from explainer.pages import notes_page
from explainer.site import RenderedPage
from explainer.special.gathered import Gathered, Part
from explainer.view import ArticleNotes, Link


def notes(gathered: Gathered, page: RenderedPage) -> Part:
    """Return links to all notes; search finds them on their articles."""
    say = gathered.say
    articles = [
        ArticleNotes(
            link=Link(href=relative(page.url, one.page.url), text=one.page.title),
            notes=tuple(
                replace(
                    note,
                    href=relative(page.url, one.page.url, f"note-{note.id}"),
                    label=say.kind(note.kind),
                    body=Markup(),
                    citations=(),
                    backlinks=(),
                    see=(),
                )
                for note in one.notes
            ),
        )
        for one in gathered.composed
        if one.notes
    ]
    return Part(html=notes_page(articles, say))
