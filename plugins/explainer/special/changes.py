"""What changed: notes that were added, updated and corrected, and articles."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.compose import Composed
from explainer.pages import changes_page
from explainer.site import RenderedPage, link_to
from explainer.special.gathered import Gathered, Part
from explainer.view import ChangeView

OF_ARTICLE = "article"
"""What stands for the kind of a note if it is an article that changed."""


def changes(gathered: Gathered, page: RenderedPage) -> Part:
    """Return what changed, day by day; search finds the notes on their articles."""
    found = [change for one in gathered.composed for change in _changes(one, gathered, page.url)]
    return Part(html=changes_page(found, gathered.say))


def _changes(one: Composed, gathered: Gathered, origin: str) -> Iterator[ChangeView]:
    """Yield what is known to have been done to an article and its notes."""
    article = link_to(origin, one.page.url, "", one.page.title)
    for change in gathered.site.project.articles[one.page.path].changes:
        yield ChangeView(
            kind=OF_ARTICLE,
            label=gathered.say.article,
            link=article,
            article=None,
            change=change,
        )
    for note in one.notes:
        for change in note.changes:
            yield ChangeView(
                kind=note.kind,
                label=gathered.say.kind(note.kind),
                link=link_to(origin, one.page.url, f"note-{note.id}", note.title),
                article=article,
                change=change,
                author=note.author,
                draft=note.draft,
            )
