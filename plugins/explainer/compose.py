"""One article: its marks put in, its lists put under it, and what it used on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explainer.cite import cites_html
from explainer.diagnostics import Diagnostic
from explainer.downloads import links, of_article
from explainer.draft import Draft, cited_in_text, draft_of, sources_used, terms_used
from explainer.findings import (
    clashes,
    dense_paragraphs,
    lock_problems,
    reference_problems,
    taken_ids,
)
from explainer.model import Anchored, Article
from explainer.numbering import Numbered, note_ids, reference_html
from explainer.overview import reading_view
from explainer.page import PageText
from explainer.pages import (
    key_points,
    page_lists,
    page_top,
    searched_article,
    searched_notes,
)
from explainer.site import (
    NOTHING,
    Hrefs,
    RenderedPage,
    Site,
    citation_marks,
    term_links,
    woven,
)
from explainer.view import NoteView
from explainer.views import page_view
from explainer.weave import Insertion, Passage, weave
from explainer.words import Words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WovenPage:
    """A page with everything woven in."""

    page: RenderedPage
    html: str
    searched: str
    """What a search is to read of it."""
    ids: frozenset[str]
    """Element ids that weaving added."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Composed(WovenPage):
    """An article, woven, and what the other pages need to know of it."""

    article: Article
    text: PageText
    """What its readers read, before anything was woven in."""
    anchored: tuple[Anchored, ...]
    notes: tuple[NoteView, ...]
    term_uses: tuple[tuple[str, str], ...]
    """(term, fragment): one place where this page uses the term."""
    source_uses: tuple[tuple[str, str, str], ...]
    """(source, fragment, words of a link): where this page cites the source."""
    holds: frozenset[str]
    """Which of `notes`, `terms` and `sources` it has."""

    @property
    def published_sources(self) -> tuple[str, ...]:
        """The sources that it cites, but for those that only drafts cite, which a preview shows."""
        drafts = {f"note-{note.id}" for note in self.notes if note.draft}
        cited = (source for source, fragment, _ in self.source_uses if fragment not in drafts)
        return tuple(dict.fromkeys(cited))


def compose(site: Site, page: RenderedPage, article: Article) -> Composed:
    """Return an article with its notes, terms and sources woven in."""
    draft, anchored, problems = draft_of(site, page, article)
    terms, sources = terms_used(draft), sources_used(draft)
    first_use = {f"term {one}": f"use-{one}" for one in draft.prepared.terms}
    first_use |= {f"source {one}": f"cited-{one}" for one in cited_in_text(draft)}
    term_ids = {f"term {one}" for one in draft.prepared.terms}
    source_ids = set(cited_in_text(draft))
    hrefs = _hrefs(site, page, set(terms), sources, draft.say, first_use)
    html = _woven_article(draft, hrefs, terms, sources)
    ids = _added_ids(draft, terms, sources)
    holds = _holds(draft, terms, sources)
    # A page that holds none of these has no lists that links could stand under.
    files = of_article(holds, site.options.without) if holds else ()
    offered = links(files, page.url, page.url)
    view = replace(page_view(draft, hrefs, html, terms, sources), downloads=offered)
    lists = page_lists(view, draft.say).strip()
    return Composed(
        page=page,
        html=f"{html}\n{lists}\n" if lists else html,
        searched=searched_article(draft.text)
        + f"\n{searched_notes((*view.notes, *view.lost), draft.say)}",
        ids=ids,
        article=article,
        text=draft.text,
        anchored=anchored,
        notes=(*view.notes, *view.lost),
        term_uses=tuple(
            (one, f"use-{one}" if f"term {one}" in term_ids else _note_with(draft, one))
            for one in terms
        ),
        source_uses=_source_uses(draft, sources, source_ids),
        holds=holds,
        diagnostics=(
            *problems,
            *reference_problems(draft),
            *clashes(draft),
            *taken_ids(draft, ids),
            *lock_problems(draft, anchored),
            *dense_paragraphs(draft),
        ),
    )


def _holds(draft: Draft, terms: Sequence[str], sources: Sequence[str]) -> frozenset[str]:
    there = {"notes": draft.notes, "terms": terms, "sources": sources}
    return frozenset(name for name, entries in there.items() if entries)


def _note_with(draft: Draft, term: str) -> str:
    """Return the fragment of the first note that uses a term, else of the term's entry."""
    for note in draft.notes:
        if term in draft.bodies.get(note.annotation.id, NOTHING).terms:
            return f"note-{note.annotation.id}"
    return f"term-{term}"


def _hrefs(  # noqa: PLR0913, PLR0917 - all of it is needed for an address
    site: Site,
    page: RenderedPage,
    terms: set[str],
    sources: Sequence[str],
    say: Words,
    first_use: dict[str, str],
) -> Hrefs:
    listed = set(sources)

    def term(id_: str) -> str:
        if id_ in terms:
            return f"#term-{id_}"
        return site.special_href("glossary", page.url, f"term-{id_}")

    def source(id_: str) -> str:
        return f"#source-{id_}" if id_ in listed else site.source_href(id_, page.url)

    numbers = site.references.spoken(say).numbers(sources)
    return Hrefs(term=term, source=source, numbers=numbers, site=site, say=say, first_use=first_use)


# --- weaving ---------------------------------------------------------------------------


def _woven_article(draft: Draft, hrefs: Hrefs, terms: Sequence[str], sources: Sequence[str]) -> str:
    links = term_links(draft.prepared, hrefs)
    marks = citation_marks(draft.prepared, hrefs)
    passages = [one for note in draft.notes for one in _passages(draft, note, hrefs)]
    titles = (one.close_end for one in draft.text.elements if one.tag == "h1")
    top = next(titles, 0)
    for shown in (
        page_top(reading_view(draft, terms, sources), draft.say),
        key_points([woven(one, hrefs) for one in draft.summary], draft.say),
    ):
        if shown:
            marks.append(Insertion(at=top, html=shown.strip()))
    return weave(draft.text, passages, links, marks)


def _passages(draft: Draft, note: Numbered, hrefs: Hrefs) -> list[Passage]:
    annotation, found = note.annotation, []
    for nth, place in enumerate(note.places, start=1):
        if annotation.is_source_link:
            views = hrefs.citations(annotation.sources)
            mark, variant = cites_html(views, hrefs.spoken, hrefs.first_ids(views)), "source"
        else:
            mark, variant = reference_html(note, place, nth, draft.say), place.variant
        found.append(
            Passage(
                id=annotation.id,
                element_id=place.passage_id,
                range=place.range,
                mark=mark,
                variant=variant,
                element=place.element,
            )
        )
    return found


# --- what was used ---------------------------------------------------------------------


def _source_uses(
    draft: Draft, sources: Sequence[str], in_text: set[str]
) -> tuple[tuple[str, str, str], ...]:
    title = draft.article.title or draft.page.title
    uses = []
    for source in sources:
        fragment = f"cited-{source}" if source in in_text else f"source-{source}"
        notes = draft.citing.get(source, ())
        if source in in_text or not notes:
            uses.append((source, fragment, title))
        uses += [(source, f"note-{note.annotation.id}", note.title(draft.say)) for note in notes]
    return tuple(uses)


def _added_ids(draft: Draft, terms: Sequence[str], sources: Sequence[str]) -> frozenset[str]:
    ids = [id_ for note in draft.notes for id_ in note_ids(note)]
    ids += [f"term-{one}" for one in terms] + [f"source-{one}" for one in sources]
    ids += [f"use-{one}" for one in draft.prepared.terms]
    ids += [f"cited-{one}" for one in cited_in_text(draft)]
    return frozenset(ids)
