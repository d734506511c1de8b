"""What changed: the notes that say when they did."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.pages import changes_page
from explainer.site import RenderedPage, link_to
from explainer.special.gathered import Gathered, Part
from explainer.view import ChangeView


def changes(gathered: Gathered, page: RenderedPage) -> Part:
    """Return what changed, day by day; search finds the notes on their articles."""
    return Part(html=changes_page([*_by_editors(gathered, page.url)], gathered.say))


def _by_editors(gathered: Gathered, origin: str) -> Iterator[ChangeView]:
    """Yield the changes that editors dated themselves, with `updated`."""
    for one in gathered.composed:
        for note in one.notes:
            if note.updated:
                yield ChangeView(
                    date=note.updated,
                    kind=note.kind,
                    label=gathered.say.kind(note.kind),
                    link=link_to(origin, one.page.url, f"note-{note.id}", note.title),
                    article=link_to(origin, one.page.url, "", one.page.title),
                    author=note.author,
                    draft=note.draft,
                )
