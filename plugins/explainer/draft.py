"""An article as far as it is known before its links are: read, anchored, searched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from explainer.anchor import Anchorage, anchor
from explainer.diagnostics import Diagnostic
from explainer.model import Anchored, Annotation, Article, Publication, Text
from explainer.numbering import Numbered, number_notes
from explainer.page import PageText
from explainer.site import NOTHING, Prepared, RenderedPage, Site, prepare_page, prepare_text
from explainer.text import page_text
from explainer.words import Words


@dataclass(frozen=True, kw_only=True, eq=False)
class Draft:
    """What is known of an article before its links are."""

    site: Site
    page: RenderedPage
    article: Article
    say: Words
    text: PageText
    prepared: Prepared
    notes: tuple[Numbered, ...]
    bodies: dict[str, Prepared]
    """By the note's id."""
    summary: tuple[Prepared, ...]

    @cached_property
    def cited(self) -> Mapping[str, tuple[str, ...]]:
        """The sources that each note rests on, in order, by the note's id."""
        known = self.site.project.sources
        found = {}
        for note in self.notes:
            listed = (one.id for one in note.annotation.sources)
            body = self.bodies.get(note.annotation.id, NOTHING)
            ids = dict.fromkeys(one for one in (*body.sources, *listed) if one in known)
            found[note.annotation.id] = tuple(ids)
        return found

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of each note, by its id."""
        return {note.annotation.id: note.title(self.say) for note in self.notes}

    @cached_property
    def citing(self) -> Mapping[str, tuple[Numbered, ...]]:
        """The notes that rest on each source, source links aside, by the source's id."""
        found: dict[str, list[Numbered]] = {}
        for note in self.notes:
            if not note.annotation.is_source_link:
                for source in self.cited[note.annotation.id]:
                    found.setdefault(source, []).append(note)
        return {source: tuple(notes) for source, notes in found.items()}


def draft_of(
    site: Site, page: RenderedPage, article: Article
) -> tuple[Draft, tuple[Anchored, ...], tuple[Diagnostic, ...]]:
    """Return an article's draft, what became of every target, and what went wrong."""
    text = page_text(page.html)
    anchored, problems = anchor(
        Anchorage.of(text, article.file, site.renderer.plain),
        [one for one in site.project.notes_on(article.path) if _is_shown(one, site)],
    )
    notes = number_notes(text, anchored)
    everywhere = Text(value=article.file.text, span=article.file.whole())
    draft = Draft(
        site=site,
        page=page,
        article=article,
        say=site.options.say(article.language),
        text=text,
        prepared=prepare_page(site, text, article.path, everywhere, auto=article.terms),
        notes=notes,
        bodies={
            one.annotation.id: prepare_text(
                site, one.annotation.body, article.path, page.url, auto=article.terms
            )
            for one in notes
            if one.annotation.body
        },
        summary=tuple(
            prepare_text(site, one, article.path, page.url, auto=False) for one in article.summary
        ),
    )
    return draft, anchored, problems


def _is_shown(annotation: Annotation, site: Site) -> bool:
    return site.options.drafts or annotation.publication is not Publication.DRAFT


def terms_used(draft: Draft) -> tuple[str, ...]:
    """Return the terms of an article and its notes, in order of first use."""
    used = dict.fromkeys(draft.prepared.terms)
    for prepared in (*draft.summary, *draft.bodies.values()):
        used.update(dict.fromkeys(prepared.terms))
    return tuple(used)


def sources_used(draft: Draft) -> tuple[str, ...]:
    """Return the sources of an article and its notes, in order of first appearance."""
    places = [
        (text_at, [one.id for one in cited]) for _, text_at, cited in draft.prepared.citations
    ]
    end = len(draft.text.text) + 1
    for note in draft.notes:
        at = note.places[0].range.end if note.places else end
        places.append((at, list(draft.cited[note.annotation.id])))
    retold = draft.article.source
    first = [retold.id] if retold and retold.id in draft.site.project.sources else []
    used = dict.fromkeys(first)
    for prepared in draft.summary:
        used.update(dict.fromkeys(prepared.sources))
    for _, ids in sorted(places, key=lambda one: one[0]):
        used.update(dict.fromkeys(ids))
    return tuple(used)


def cited_in_text(draft: Draft) -> tuple[str, ...]:
    """Return the sources that the article's own text cites, by mark or source link."""
    known = draft.site.project.sources
    linked = (
        one.id
        for note in draft.notes
        if note.annotation.is_source_link and note.places
        for one in note.annotation.sources
    )
    return tuple(dict.fromkeys(one for one in (*draft.prepared.sources, *linked) if one in known))
