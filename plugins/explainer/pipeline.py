"""The order of things, for a whole site.

Pages come in as their host rendered them and go out woven; what a host does with them,
and where diagnostics are shown, is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from explainer.address import relative
from explainer.cite import labels, source_view
from explainer.compose import Composed, WovenPage, compose
from explainer.diagnostics import Diagnostic
from explainer.findings import text_problems
from explainer.model import Anchored, Project, Term
from explainer.pages import (
    glossary_page,
    notes_page,
    searched_sources,
    searched_terms,
    sources_page,
)
from explainer.render import Renderer
from explainer.seen import menu
from explainer.site import (
    GLOSSARY_TEXTS,
    MARKERS,
    Hrefs,
    Options,
    RenderedPage,
    Site,
    link_to,
    prepare_text,
    woven,
)
from explainer.terms import Glossary
from explainer.view import ArticleNotes, Link, SourceView, TermView
from explainer.words import words

__all__ = ["NOTHING_WOVEN", "Options", "RenderedPage", "WovenSite", "weave_site"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WovenSite:
    """A site, woven."""

    pages: Mapping[str, str]
    """HTML by path; only of the pages that changed."""
    searched: Mapping[str, str]
    """What a search is to read of those pages, by path."""
    ids: Mapping[str, frozenset[str]]
    """The element ids that were added, by path."""
    diagnostics: tuple[Diagnostic, ...]
    anchored: tuple[Anchored, ...]
    """What became of every target, page by page, in the order written."""
    special: frozenset[str]
    """The paths of the pages that hold everything: glossary, sources and the like."""


NOTHING_WOVEN = WovenSite(
    pages={}, searched={}, ids={}, diagnostics=(), anchored=(), special=frozenset()
)
"""What there is before anything was woven."""


def weave_site(
    project: Project, pages: Sequence[RenderedPage], files: Mapping[str, str], options: Options
) -> WovenSite:
    """Return the pages of a site with everything woven in, and all that went wrong.

    `files` maps every file of the site, below the docs folder, to its address.
    """
    ordered = sorted(pages, key=lambda page: page.path)
    site = _site(project, ordered, files, options)
    composed = [
        compose(site, page, article)
        for page in ordered
        if (article := project.articles.get(page.path))
        and article.enabled
        and not _markers_of(page)
    ]
    special = [_special(site, page, composed) for page in ordered if _markers_of(page)]
    every: list[WovenPage] = [*composed, *special]
    changed = [one for one in every if one.html != one.page.html]
    found = [problem for one in every for problem in one.diagnostics]
    return WovenSite(
        pages={one.page.path: one.html for one in changed},
        searched={one.page.path: one.searched for one in changed},
        ids={one.page.path: one.ids for one in every},
        diagnostics=tuple(sorted(found, key=lambda problem: problem.order)),
        anchored=tuple(target for one in composed for target in one.anchored),
        special=frozenset(one.page.path for one in special),
    )


def _site(
    project: Project, pages: Sequence[RenderedPage], files: Mapping[str, str], options: Options
) -> Site:
    return Site(
        project=project,
        options=options,
        renderer=Renderer(project.terms),
        glossary=Glossary(project.terms.values(), options.language),
        labels=labels(project.sources),
        files={page.path: page.url for page in pages} | dict(files),
        special={name: page.url for page in pages for name in _markers_of(page)},
        menu=menu(page.title for page in pages),
    )


def _markers_of(page: RenderedPage) -> tuple[str, ...]:
    return tuple(name for name, marker in MARKERS.items() if marker in page.html)


# --- the pages of their own ------------------------------------------------------------


def _special(site: Site, page: RenderedPage, composed: Sequence[Composed]) -> WovenPage:
    """Return a page with its markers expanded, the ids added, and what went wrong."""
    language = site.options.language
    say = words(language)
    terms, problems = (
        _glossary(site, page, composed) if MARKERS["glossary"] in page.html else ([], [])
    )
    sources = _sources(site, page, composed) if MARKERS["sources"] in page.html else []
    notes = _notes(page, composed) if MARKERS["notes"] in page.html else []
    html, searched = page.html, page.html
    for name, shown, read in (
        ("glossary", glossary_page(terms, language), searched_terms(terms, say)),
        ("sources", sources_page(sources, language), searched_sources(sources, say)),
        ("notes", notes_page(notes, language), ""),
    ):
        html = html.replace(MARKERS[name], shown)
        searched = searched.replace(MARKERS[name], read)
    ids = {f"term-{term.id}" for term in terms} | {f"source-{source.id}" for source in sources}
    return WovenPage(
        page=page,
        html=html,
        searched=searched,
        ids=frozenset(ids),
        diagnostics=tuple(problems),
    )


def _glossary(
    site: Site, page: RenderedPage, composed: Sequence[Composed]
) -> tuple[list[TermView], list[Diagnostic]]:
    uses: dict[str, list[Link]] = {}
    for one in composed:
        for used, fragment in one.term_uses:
            link = link_to(page.url, one.page.url, fragment, one.page.title)
            uses.setdefault(used, []).append(link)
    views, problems = [], []
    for term in site.project.terms.values():
        view, found = _term(site, page, term, uses.get(term.id, []))
        views.append(view)
        problems += found
    return views, problems


def _term(
    site: Site, page: RenderedPage, term: Term, uses: Sequence[Link]
) -> tuple[TermView, list[Diagnostic]]:
    say = words(site.options.language)
    hrefs = Hrefs(
        term=lambda id_: f"#term-{id_}",
        source=lambda id_: site.source_href(id_, page.url),
        labels=site.labels,
        site=site,
        say=say,
    )
    short = prepare_text(site, term.short, GLOSSARY_TEXTS, page.url, but=term.id)
    long = term.definition and prepare_text(
        site, term.definition, GLOSSARY_TEXTS, page.url, but=term.id
    )
    problems = text_problems(site, term.short, short)
    if term.definition and long:
        problems += text_problems(site, term.definition, long)
    known = site.project.terms
    return TermView(
        id=term.id,
        href=f"#term-{term.id}",
        term=term.term,
        kind=say.term_kind(term.kind),
        short=woven(short, hrefs),
        definition=woven(long, hrefs) if long else Markup(),
        pronunciation=term.pronunciation,
        original=tuple((tag, name.value) for tag, name in term.original),
        aliases=tuple(one.value for one in term.aliases),
        see=tuple(
            Link(href=f"#term-{one.id}", text=known[one.id].term)
            for one in term.see
            if one.id in known
        ),
        citations=hrefs.citations(term.sources),
        uses=tuple(uses),
    ), problems


def _sources(site: Site, page: RenderedPage, composed: Sequence[Composed]) -> list[SourceView]:
    uses: dict[str, list[Link]] = {}
    for one in composed:
        for source, fragment, text in one.source_uses:
            link = link_to(page.url, one.page.url, fragment, text)
            uses.setdefault(source, []).append(link)
    for term in site.project.terms.values():
        for citation in term.sources:
            href = site.special_href("glossary", page.url, f"term-{term.id}")
            if href:
                uses.setdefault(citation.id, []).append(Link(href=href, text=term.term))
    say = words(site.options.language)
    return [
        source_view(
            source,
            site.labels[source.id],
            f"#source-{source.id}",
            say,
            tuple(dict.fromkeys(uses.get(source.id, ()))),
        )
        for source in site.project.sources.values()
    ]


def _notes(page: RenderedPage, composed: Sequence[Composed]) -> list[ArticleNotes]:
    return [
        ArticleNotes(
            link=Link(href=relative(page.url, one.page.url), text=one.page.title),
            notes=tuple(
                replace(
                    note,
                    href=relative(page.url, one.page.url, f"note-{note.id}"),
                    body=Markup(),
                    citations=(),
                    backlinks=(),
                    see=(),
                )
                for note in one.notes
            ),
        )
        for one in composed
        if one.notes
    ]
