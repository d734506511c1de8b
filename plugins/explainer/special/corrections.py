"""Corrections, as a newsroom owes them: what was wrong, what is right, and when it was put right.

There are two sorts, and they are kept apart. In one, our articles or notes had been wrong, and
their editors say so with `changes`. In the other, a note of the kind `correction` puts right the
text that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from explainer.compose import Composed
from explainer.model import Doing, Kind
from explainer.pages import corrections_page
from explainer.site import Hrefs, RenderedPage, link_to, prepare_text, woven
from explainer.special.gathered import Gathered, Part
from explainer.view import CorrectionView


def corrections(gathered: Gathered, page: RenderedPage) -> Part:
    """Return what was put right; search finds articles and notes in their places."""
    hrefs = gathered.hrefs(page.url)
    own = [found for one in gathered.composed for found in _own(one, gathered, page.url)]
    texts = [found for one in gathered.composed for found in _of_the_text(one, hrefs, page.url)]
    return Part(html=corrections_page(own, texts, gathered.say))


def _own(one: Composed, gathered: Gathered, origin: str) -> Iterator[CorrectionView]:
    """Yield what had been wrong in an article or its notes."""
    article = link_to(origin, one.page.url, "", one.page.title)
    for change in gathered.site.project.articles[one.page.path].changes:
        if change.doing is Doing.CORRECTION:
            yield CorrectionView(
                date=change.date, link=article, article=None, text=change.text, body=Markup()
            )
    for note in one.notes:
        for change in note.changes:
            if change.doing is Doing.CORRECTION:
                yield CorrectionView(
                    date=change.date,
                    link=link_to(origin, one.page.url, f"note-{note.id}", note.title),
                    article=article,
                    text=change.text,
                    body=Markup(),
                    draft=note.draft,
                )


def _of_the_text(one: Composed, hrefs: Hrefs, origin: str) -> Iterator[CorrectionView]:
    """Yield what notes correct in the text that they are about."""
    path = one.page.path
    bodies = {note.id: note.body for note in hrefs.site.project.notes_on(path)}
    for note in one.notes:
        if note.kind == Kind.CORRECTION.value:
            body = bodies[note.id]
            text = prepare_text(hrefs.site, body, path, origin, auto=False) if body else None
            yield CorrectionView(
                date=note.changes[-1].date if note.changes else "",
                link=link_to(origin, one.page.url, f"note-{note.id}", note.title),
                article=link_to(origin, one.page.url, "", one.page.title),
                quotes=note.quotes,
                body=woven(text, hrefs) if text else Markup(),
                draft=note.draft,
            )
