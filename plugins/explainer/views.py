"""The lists under an article, from what its draft holds."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from explainer.cite import source_view
from explainer.draft import Draft
from explainer.model import Annotation, Publication
from explainer.numbering import Numbered
from explainer.site import GLOSSARY_TEXTS, Hrefs, prepare_text, woven
from explainer.view import Backlink, Link, NoteView, PageView, SourceView, TermView


def page_view(draft: Draft, hrefs: Hrefs, terms: Sequence[str], sources: Sequence[str]) -> PageView:
    """Return what the lists under an article show."""
    site, origin = draft.site, draft.page.url
    notes = [
        _note_view(draft, one, hrefs)
        for one in draft.notes
        if not one.annotation.is_source_link or one.lost
    ]
    return PageView(
        title=draft.article.title or draft.page.title,
        language=draft.say.language,
        notes=tuple(one for one in notes if not one.lost),
        lost=tuple(one for one in notes if one.lost),
        terms=tuple(_term_view(draft, one, hrefs) for one in terms),
        sources=tuple(_source_view(draft, one) for one in sources),
        glossary_href=site.special_href("glossary", origin),
        sources_href=site.special_href("sources", origin),
        notes_href=site.special_href("notes", origin),
    )


def _note_view(draft: Draft, note: Numbered, hrefs: Hrefs) -> NoteView:
    annotation = note.annotation
    body = draft.bodies.get(annotation.id)
    return NoteView(
        id=annotation.id,
        href=f"#note-{annotation.id}",
        number=note.number,
        kind=annotation.kind.value,
        label=draft.say.kind(annotation.kind.value),
        level=annotation.level.value,
        title=note.title(),
        quotes=tuple(dict.fromkeys(one.words for one in note.places)) or note.lost_words,
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
        updated=annotation.updated,
        draft=annotation.publication is Publication.DRAFT,
        whole_page=note.whole_page,
        lost=note.lost,
    )


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


def _source_view(draft: Draft, source_id: str) -> SourceView:
    source = draft.site.project.sources[source_id]
    uses = tuple(
        Link(
            href=f"#note-{note.annotation.id}",
            text=draft.say.note_short(note.number) if note.number else note.title(),
        )
        for note in draft.citing.get(source_id, ())
    )
    return source_view(
        source,
        draft.site.labels[source_id],
        draft.site.special_href("sources", draft.page.url, f"source-{source_id}"),
        draft.say,
        uses,
    )
