"""The lists under an article, from what its draft holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from markupsafe import Markup

from explainer.chronicle import chronicle, in_brief
from explainer.cite import source_view
from explainer.draft import Draft
from explainer.fragment import text_fragment
from explainer.model import Annotation, Publication
from explainer.numbering import Numbered, Place
from explainer.pages.order import sorting_key
from explainer.pages.when import order
from explainer.room import Beside, fits
from explainer.seen import SeenText, menu, seen_text
from explainer.site import GLOSSARY_TEXTS, NOTHING, Hrefs, prepare_text, woven
from explainer.view import (
    Backlink,
    DatedView,
    Link,
    NoteView,
    PageView,
    PassageLink,
    SourceView,
    TermView,
)

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def page_view(
    draft: Draft, hrefs: Hrefs, html: str, terms: Sequence[str], sources: Sequence[str]
) -> PageView:
    """Return what the lists under an article show; `html` is the article, woven."""
    site, origin = draft.site, draft.page.url
    passages = _passage_links(draft, html)
    room = _room(draft)
    notes = [
        replace(
            _note_view(draft, one, hrefs),
            passages=passages.get(one.annotation.id, ()),
            fit=room.get(one.number, ""),
        )
        for one in draft.notes
        if not one.annotation.is_source_link or one.lost
    ]
    return PageView(
        notes=tuple(one for one in notes if not one.lost),
        lost=tuple(one for one in notes if one.lost),
        terms=tuple(_term_view(draft, one, hrefs) for one in terms),
        sources=tuple(_source_view(draft, one, hrefs) for one in sources),
        glossary_href=site.special_href("glossary", origin),
        sources_href=site.special_href("sources", origin),
        notes_href=site.special_href("notes", origin),
        timeline_href=site.special_href("timeline", origin),
        when=_when(notes),
    )


def _when(notes: Sequence[NoteView]) -> tuple[DatedView, ...]:
    """Return when things happened that the notes tell of; one date alone is no order."""
    dated = [one for one in notes if one.date and not one.lost]
    dated.sort(key=lambda one: (*order(one.date), sorting_key(one.title), one.id))
    found = [DatedView(date=one.date, link=Link(href=one.href, text=one.title)) for one in dated]
    return tuple(found) if len(found) > 1 else ()


def _room(draft: Draft) -> dict[int | None, str]:
    """Return how much of each note the margin has room for, by number."""
    numbered = [note for note in draft.notes if note.number and note.places]
    beside = [
        Beside(
            at=note.places[0].range.end,
            title=len(note.title(draft.say)),
            body=len(draft.bodies.get(note.annotation.id, NOTHING).page.text),
        )
        for note in numbered
    ]
    return {note.number: one.value for note, one in zip(numbered, fits(beside), strict=True)}


def _note_view(draft: Draft, note: Numbered, hrefs: Hrefs) -> NoteView:
    annotation = note.annotation
    body = draft.bodies.get(annotation.id)
    changes = chronicle(draft.site.project, annotation)
    return NoteView(
        id=annotation.id,
        href=f"#note-{annotation.id}",
        number=note.number,
        kind=annotation.kind.value,
        label=draft.say.kind(annotation.kind.value),
        level=annotation.level.value,
        title=note.title(draft.say),
        quotes=tuple(dict.fromkeys((one.words, one.language) for one in note.places))
        or tuple((words, "") for words in note.lost_words),
        body=woven(body, hrefs) if body else Markup(),
        citations=hrefs.citations(annotation.sources),
        backlinks=tuple(
            Backlink(
                href=f"#{place.ref_id}",
                label=draft.say.back_to_passage(note.number or 0, place.words),
            )
            for place in note.places
        ),
        see=_see(draft, annotation, hrefs),
        author=annotation.author,
        date=annotation.date,
        changes=changes,
        past=in_brief(changes),
        draft=annotation.publication is Publication.DRAFT,
        whole_page=note.whole_page,
        lost=note.lost,
        edit_href=draft.site.options.edit_href(annotation.span),
        version=_version(annotation),
        verdict=annotation.verdict,
    )


def _version(annotation: Annotation) -> str:
    """Return a short hash of what a reader is told by a note."""
    return sha256("\0".join(annotation.told).encode()).hexdigest()[:6]


def _passage_links(draft: Draft, html: str) -> dict[str, tuple[PassageLink, ...]]:
    """Return the links to the passages of each note that has a number."""
    numbered = [note for note in draft.notes if note.number and note.places]
    if not numbered:
        return {}
    owners = {place.passage_id: note.annotation.id for note in numbered for place in note.places}
    headings = (one.range for one in draft.text.elements if one.tag in _HEADINGS)
    toc = menu(draft.text.text[start:end] for start, end in headings)
    seen = seen_text(html, owners, draft.site.menu + toc)
    return {note.annotation.id: _links_of(draft, note, seen) for note in numbered}


def _links_of(draft: Draft, note: Numbered, seen: SeenText) -> tuple[PassageLink, ...]:
    found = []
    for nth, place in enumerate(note.places, start=1):
        words = seen.passages.get(place.passage_id)
        if words is None:  # nothing could be marked, as in a formula
            continue
        # Where places of one note overlap, the page does not tell which ends where.
        alone = all(_apart(place, one) for one in note.places if one is not place)
        directive = text_fragment(seen, words) if alone else None
        found.append(
            PassageLink(
                href=f"#{place.passage_id}",
                label=draft.say.link_to_passage(note.number or 0, nth),
                directive=directive or "",
            )
        )
    return tuple(found)


def _apart(one: Place, other: Place) -> bool:
    return one.range.end <= other.range.start or one.range.start >= other.range.end


def _see(draft: Draft, annotation: Annotation, hrefs: Hrefs) -> tuple[Link, ...]:
    if not annotation.see:
        return ()
    titles = draft.titles
    terms = draft.site.project.terms
    found = []
    for one in annotation.see:
        if one.id in titles:
            found.append(Link(href=f"#note-{one.id}", text=titles[one.id]))
        elif one.id in terms and hrefs.term(one.id):
            found.append(Link(href=hrefs.term(one.id), text=terms[one.id].term))
    return tuple(found)


def _term_view(draft: Draft, term_id: str, hrefs: Hrefs) -> TermView:
    """Return a term for a page's list; the same one for every page, where links allow."""
    term = draft.site.project.terms[term_id]
    href = draft.site.special_href("glossary", draft.page.url, f"term-{term.id}")
    key = (draft.say.language, term_id, href)
    known = draft.site.listed.get(key)
    if known:
        return known
    short = prepare_text(
        draft.site, term.short, GLOSSARY_TEXTS, draft.page.url, but=term.id, auto=False
    )
    view = TermView(
        id=term.id,
        href=href,
        term=term.term,
        kind=draft.say.term_kind(term.kind),
        short=woven(short, hrefs),
        definition=Markup(),
        pronunciation=term.pronunciation,
        original=tuple((tag, name.value) for tag, name in term.original),
        aliases=tuple(one.value for one in term.aliases),
        see=(),
        citations=hrefs.citations(term.sources),
    )
    if not term.sources and "href=" not in view.short:
        draft.site.listed[key] = view
    return view


def _source_view(draft: Draft, source_id: str, hrefs: Hrefs) -> SourceView:
    source = draft.site.project.sources[source_id]
    uses = tuple(
        Link(
            href=f"#note-{note.annotation.id}",
            text=draft.say.note_short(note.number) if note.number else note.title(draft.say),
        )
        for note in draft.citing.get(source_id, ())
    )
    spoken, number = hrefs.spoken, hrefs.numbers.get(source_id)
    return source_view(
        source,
        label=spoken.listed(source_id, number),
        reference=spoken.entry(source_id),
        href=draft.site.special_href("sources", draft.page.url, f"source-{source_id}"),
        say=draft.say,
        uses=uses,
        number=number,
        accessed=not spoken.style.shows_access,
    )
