"""The timeline: events, and the notes that have a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from explainer.compose import Composed
from explainer.findings import text_problems
from explainer.model import Citation, Event
from explainer.pages import in_time, searched_events, timeline_page
from explainer.site import Hrefs, Prepared, RenderedPage, link_to, woven
from explainer.special.gathered import Gathered, Part
from explainer.view import CitationView, MomentView, NoteView


def timeline(gathered: Gathered, page: RenderedPage) -> Part:
    """Return events and dated notes, year by year."""
    say, found = gathered.say, moments(gathered, page.url)
    problems = [
        problem
        for event, prepared in gathered.events(page.url)
        if event.body and prepared
        for problem in text_problems(gathered.site, event.body, prepared)
    ]
    return Part(
        html=timeline_page(found, say),
        searched=searched_events(found, say),
        diagnostics=tuple(problems),
    )


def moments(gathered: Gathered, origin: str) -> list[MomentView]:
    """Return events and dated notes, in the order in which they happened.

    Their addresses are as seen from `origin`.
    """
    hrefs = gathered.hrefs(origin)
    found = [_event(event, prepared, hrefs) for event, prepared in gathered.events(origin)]
    for one in gathered.composed:
        found += _notes(one, hrefs, origin)
    return sorted(found, key=in_time)


def _event(event: Event, prepared: Prepared | None, hrefs: Hrefs) -> MomentView:
    return MomentView(
        id=event.id,
        date=event.date,
        kind="event",
        label=hrefs.say.event,
        title=event.title,
        body=woven(prepared, hrefs) if prepared else Markup(),
        citations=hrefs.citations(event.sources),
    )


def _notes(one: Composed, hrefs: Hrefs, origin: str) -> Iterator[MomentView]:
    """Yield the dated notes of an article."""
    for note in one.notes:
        if note.date:
            yield MomentView(
                date=note.date,
                kind=note.kind,
                label=hrefs.say.kind(note.kind),
                title=note.title,
                body=Markup(),
                href=link_to(origin, one.page.url, f"note-{note.id}", "").href,
                article=link_to(origin, one.page.url, "", one.page.title),
                citations=tuple(_cited(one, note, hrefs)),
                draft=note.draft,
            )


def _cited(one: Composed, note: NoteView, hrefs: Hrefs) -> Iterator[CitationView]:
    """Yield the sources that a note rests on, those that its own words cite among them."""
    listed = {cited.source: cited for cited in note.citations}
    for id_, fragment, _ in one.source_uses:
        if fragment == f"note-{note.id}":
            source = hrefs.site.project.sources[id_]
            plain = hrefs.citation(Citation(id=id_, span=source.span))
            yield replace(
                listed.get(id_, plain), href=plain.href, label=plain.label, numbered=False
            )
