"""What the pages of their own are made from: the site, and what its articles used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from explainer.compose import Composed
from explainer.diagnostics import Diagnostic
from explainer.model import Event, Term
from explainer.pages.order import sorting_key
from explainer.pages.when import order, year
from explainer.site import GLOSSARY_TEXTS, NOTHING, Hrefs, Prepared, Site, link_to, prepare_text
from explainer.view import Link
from explainer.words import Words

EVENT_TEXTS = "timeline.md"
"""What links in the texts of events are relative to, wherever they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What stands in the place of a marker."""

    html: str
    searched: str = ""
    """What a search is to read of it; nothing if other pages hold it."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gathered:
    """A site and its articles, woven."""

    site: Site
    composed: Sequence[Composed]
    _events: dict[str, tuple[tuple[Event, Prepared | None], ...]] = field(default_factory=dict)
    """By the address of the page that they stand on."""
    _definitions: dict[tuple[str, str], tuple[Prepared, Prepared | None]] = field(
        default_factory=dict
    )
    """By the term's id and the address of the page."""

    @property
    def say(self) -> Words:
        """The words of pages that belong to no article."""
        return self.site.options.say()

    def events(self, origin: str) -> tuple[tuple[Event, Prepared | None], ...]:
        """Return the events, in the order of the timeline, with their texts read."""
        if origin not in self._events:
            self._events[origin] = _prepared_events(self.site, origin)
        return self._events[origin]

    def definition(self, term: Term, origin: str) -> tuple[Prepared, Prepared | None]:
        """Return what a term's `short` and `definition` say, read; its own name links nothing."""
        key = (term.id, origin)
        if key not in self._definitions:
            short, long = (
                prepare_text(self.site, text, GLOSSARY_TEXTS, origin, but=term.id) if text else None
                for text in (term.short, term.definition)
            )
            self._definitions[key] = (short or NOTHING, long)
        return self._definitions[key]

    def unused_terms(self) -> tuple[Term, ...]:
        """Return the terms that no article, note, event or definition of another uses."""
        site = self.site
        used = {term for one in self.composed for term, _ in one.term_uses}
        for _, text in self.events(site.special.get("timeline", "")):
            used.update(text.terms if text else ())
        terms = site.project.terms.values()
        if used.issuperset(site.project.terms):
            return ()
        for term in terms:
            for text in self.definition(term, site.special.get("glossary", "")):
                used.update(text.terms if text else ())
        return tuple(term for term in terms if term.id not in used)

    def term_uses(self, origin: str) -> dict[str, tuple[Link, ...]]:
        """Return where each term is used, one link an article and one to the timeline."""
        uses: dict[str, list[Link]] = {}
        for one in self.composed:
            for term, fragment in one.term_uses:
                link = link_to(origin, one.page.url, fragment, one.page.title)
                uses.setdefault(term, []).append(link)
        there = self.site.special.get("timeline")
        told: set[str] = set()
        for event, prepared in self.events(there) if there is not None else ():
            for term in prepared.terms if prepared else ():
                if term not in told:
                    told.add(term)
                    href = self.site.special_href("timeline", origin, f"event-{event.id}")
                    uses.setdefault(term, []).append(Link(href=href, text=self.say.timeline))
        return {term: tuple(links) for term, links in uses.items()}

    def source_uses(self, origin: str) -> dict[str, tuple[Link, ...]]:
        """Return where each source is cited: on articles, by terms, by events."""
        uses: dict[str, list[Link]] = {}
        for one in self.composed:
            for source, fragment, text in one.source_uses:
                uses.setdefault(source, []).append(link_to(origin, one.page.url, fragment, text))
        project, site = self.site.project, self.site
        for term in project.terms.values():
            for citation in term.sources:
                href = site.special_href("glossary", origin, f"term-{term.id}")
                if href:
                    uses.setdefault(citation.id, []).append(Link(href=href, text=term.term))
        there = site.special.get("timeline")
        for event, prepared in self.events(there) if there is not None else ():
            href = site.special_href("timeline", origin, f"event-{event.id}")
            cited = [*(prepared.sources if prepared else ()), *(one.id for one in event.sources)]
            for source in cited:
                uses.setdefault(source, []).append(Link(href=href, text=event.title))
        return {source: tuple(dict.fromkeys(links)) for source, links in uses.items()}

    def hrefs(self, origin: str) -> Hrefs:
        """Return where terms and sources are, as seen from a page that lists neither."""
        return Hrefs(
            term=lambda id_: self.site.special_href("glossary", origin, f"term-{id_}"),
            source=lambda id_: self.site.source_href(id_, origin),
            site=self.site,
            say=self.say,
        )


def _prepared_events(site: Site, origin: str) -> tuple[tuple[Event, Prepared | None], ...]:
    """Read the texts of the events; a term that comes by itself is linked once a year."""
    linked: set[tuple[str, int | None]] = set()
    found: list[tuple[Event, Prepared | None]] = []
    for event in sorted(site.project.events, key=_in_time):
        prepared = None
        if event.body:
            prepared = prepare_text(site, event.body, EVENT_TEXTS, origin)
            when = year(event.date)
            auto = tuple(use for use in prepared.auto if (use.term, when) not in linked)
            linked |= {(term, when) for term in prepared.terms}
            prepared = replace(prepared, auto=auto)
        found.append((event, prepared))
    return tuple(found)


def _in_time(event: Event) -> tuple[object, ...]:
    return (*order(event.date), sorting_key(event.title), event.id)
