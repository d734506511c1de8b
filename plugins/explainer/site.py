"""What is the same for all pages of a site: its texts, its terms, its addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from explainer.address import is_web, relative, resolve
from explainer.cite import References, Spoken, citation_view, cites_html
from explainer.inline import parse_citations
from explainer.model import Citation, Project, Text
from explainer.options import Options
from explainer.outline import sections
from explainer.page import PageText, unread_page
from explainer.references import CITE_ATTRIBUTE, TERM_ATTRIBUTE
from explainer.render import Renderer, with_links
from explainer.terms import Glossaries, TermRange
from explainer.text import page_text
from explainer.view import CitationView, Link, TermView
from explainer.weave import Insertion, TermLink, weave
from explainer.words import Words

SPECIAL = ("glossary", "sources", "timeline", "people", "notes", "changes", "corrections", "about")
"""The names of the pages of their own."""

MARKERS = {name: f"<!-- explainer:{name} -->" for name in SPECIAL}
"""What a page holds where one of the pages of their own is to stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page as the host rendered it, before weaving."""

    path: str
    """Below the docs folder, with forward slashes: `a/b.md`."""
    url: str
    """Relative to the site: `a/b/`, `a/b.html`, or empty for the home page."""
    html: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Site:
    """The whole of a site, for composing one page of it."""

    project: Project
    options: Options
    renderer: Renderer
    glossaries: Glossaries
    references: References
    """How sources are named and listed."""
    files: Mapping[str, str]
    """Paths of the site's files below the docs folder, and their addresses."""
    special: Mapping[str, str]
    """Addresses of the pages with a marker, by the name in it: one of `SPECIAL`."""

    menu: str = ""
    """The titles of all pages, as text that may stand around any of them."""
    listed: dict[tuple[str, str, str], TermView] = field(default_factory=dict)
    """Terms in lists that are the same on many pages, by language, id and address."""

    def language(self, path: str) -> str:
        """Return the language of an article, empty if it names none or there is none there."""
        article = self.project.articles.get(path)
        return article.language if article else ""

    def special_href(self, name: str, origin: str, fragment: str = "") -> str:
        """Return the address of a page with a marker, or nothing if there is none."""
        return relative(origin, self.special[name], fragment) if name in self.special else ""

    def source_href(self, source: str, origin: str) -> str:
        """Return where a source has its full entry, else the source itself if it is on the web."""
        url = self.project.sources[source].url
        entry = self.special_href("sources", origin, f"source-{source}")
        return entry or (url if is_web(url) else "")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """A text read and searched, before it is known where its links lead."""

    page: PageText
    auto: tuple[TermRange, ...] = ()
    """Terms found by themselves."""
    forced: tuple[TermRange, ...] = ()
    """Terms that the editor linked."""
    citations: tuple[tuple[int, int, tuple[Citation, ...]], ...] = ()
    """(HTML offset, text offset, citations) of each mark in the text."""
    unknown_terms: tuple[str, ...] = ()
    unknown_sources: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    """Links that lead to no file."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The ids of all terms used, in order."""
        uses = sorted((*self.auto, *self.forced), key=lambda use: use.range.start)
        return tuple(dict.fromkeys(use.term for use in uses))

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all sources cited, in order."""
        return tuple(dict.fromkeys(one.id for _, _, cited in self.citations for one in cited))


GLOSSARY_TEXTS = "glossary.md"
"""What links in the glossary's texts are relative to, wherever they are shown."""

NOTHING = Prepared(page=page_text(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hrefs:
    """Where terms and sources are, as seen from one page."""

    term: Callable[[str], str]
    source: Callable[[str], str]
    site: Site
    say: Words
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The numbers of the sources in the page's own list."""
    first_use: dict[str, str] = field(default_factory=dict)
    """Ids still to be given to the first use of each term or source."""

    def citation(self, citation: Citation) -> CitationView:
        """Return one citation, ready to be shown."""
        source = self.site.project.sources[citation.id]
        return citation_view(
            citation, source, self.spoken, self.source(source.id), self.numbers.get(source.id)
        )

    @property
    def spoken(self) -> Spoken:
        """The sources in the language of the page."""
        return self.site.references.spoken(self.say)

    def citations(self, citations: Sequence[Citation]) -> tuple[CitationView, ...]:
        """Return those of the citations whose source is known, ready to be shown."""
        known = self.site.project.sources
        return tuple(self.citation(one) for one in citations if one.id in known)

    def first_ids(self, citations: Sequence[CitationView]) -> dict[str, str]:
        """Return, once, the element ids of the sources that are cited here first."""
        keys = {one.source: f"source {one.source}" for one in citations}
        return {id_: self.first_use.pop(key) for id_, key in keys.items() if key in self.first_use}


def prepare_text(  # noqa: PLR0913 - the two options are keywords
    site: Site, text: Text, article: str, origin: str, *, but: str = "", auto: bool = True
) -> Prepared:
    """Return an editor's text as safe HTML, read and searched for terms and citations.

    `article` is the path that links are relative to, `origin` the address of the page
    that it will stand on, `but` a term that is not to be linked.
    """
    html, broken = with_links(
        site.renderer.html(text.value), lambda href: resolve(href, article, origin, site.files)
    )
    if not auto and TERM_ATTRIBUTE not in html and CITE_ATTRIBUTE not in html:
        return Prepared(page=unread_page(html), broken=broken)
    return prepare_page(site, page_text(html), article, text, but=but, auto=auto, broken=broken)


def prepare_page(  # noqa: PLR0913 - the options are keywords
    site: Site,
    page: PageText,
    article: str,
    text: Text,
    *,
    but: str = "",
    auto: bool = True,
    broken: tuple[str, ...] = (),
) -> Prepared:
    """Return a page searched for terms and citations; `text` is where it is written."""
    glossary = site.glossaries.of(site.language(article))
    found = glossary.find(page, article, but=but) if auto else ()
    marked = TERM_ATTRIBUTE in page.html or CITE_ATTRIBUTE in page.html
    if not marked:
        return Prepared(page=page, auto=found, broken=broken)
    placed = [one for one in page.elements if TERM_ATTRIBUTE in one.attrs]
    links = [one for one in page.elements if one.tag in ("a", "button")]
    known = site.project.terms
    forced = tuple(
        TermRange(range=one.range, term=one.attrs[TERM_ATTRIBUTE])
        for one in placed
        if one.attrs[TERM_ATTRIBUTE] in known
        and one.attrs[TERM_ATTRIBUTE] != but
        and one.range.end > one.range.start
        and not _in_link(page, one.parent)
        and not any(one.open_start < link.open_start < one.close_start for link in links)
    )
    cited = _citations(page, text)
    return Prepared(
        page=page,
        auto=_after_forced(found, forced, page),
        forced=forced,
        citations=tuple(
            (html_at, text_at, tuple(one for one in marks if one.id in site.project.sources))
            for html_at, text_at, marks in cited
        ),
        unknown_terms=tuple(
            one.attrs[TERM_ATTRIBUTE] for one in placed if one.attrs[TERM_ATTRIBUTE] not in known
        ),
        unknown_sources=tuple(
            one.id for _, _, marks in cited for one in marks if one.id not in site.project.sources
        ),
        broken=broken,
    )


def _after_forced(
    found: Sequence[TermRange], forced: Sequence[TermRange], page: PageText
) -> tuple[TermRange, ...]:
    """Drop what was found in a section where the editor links that term already."""
    if not forced:
        return tuple(found)
    starts = [one.heading.start for one in sections(page)]

    def section(use: TermRange) -> tuple[str, int]:
        return use.term, sum(1 for start in starts if start <= use.range.start)

    taken = {section(use) for use in forced}
    return tuple(use for use in found if section(use) not in taken)


def _in_link(page: PageText, index: int) -> bool:
    return any(page.elements[one].tag in ("a", "button") for one in page.ancestors(index))


def _citations(page: PageText, text: Text) -> list[tuple[int, int, tuple[Citation, ...]]]:
    found = []
    for one in page.elements:
        if CITE_ATTRIBUTE not in one.attrs or _in_link(page, one.parent):
            continue
        cited = parse_citations(one.attrs[CITE_ATTRIBUTE]) or ()
        marks = tuple(
            Citation(
                id=it.id,
                span=text.span,
                locator=it.locator,
                suppress_author=it.suppress_author,
            )
            for it in cited
        )
        found.append((one.open_end, one.range.start, marks))
    return found


def term_links(prepared: Prepared, hrefs: Hrefs) -> list[TermLink]:
    """Return the links of all terms that have a place; the first use of each may get an id."""
    links = []
    for use in sorted((*prepared.auto, *prepared.forced), key=lambda use: use.range.start):
        if not (href := hrefs.term(use.term)):  # there is no glossary
            continue
        words = prepared.page.text[use.range.start : use.range.end]
        id_ = hrefs.first_use.pop(f"term {use.term}", "")
        id_attribute = f' id="{escape(id_)}"' if id_ else ""
        start_tag = (
            f'<a class="ex-term"{id_attribute} role="doc-glossref"'
            f' href="{escape(href)}"'
            f' aria-label="{escape(hrefs.say.term_name(words))}">'
        )
        links.append(TermLink(range=use.range, start_tag=start_tag))
    return links


def citation_marks(prepared: Prepared, hrefs: Hrefs) -> list[Insertion]:
    """Return the citation marks of a text; the first of each source may get an id."""
    marks = []
    for html_at, _, cited in prepared.citations:
        views = hrefs.citations(cited)
        if views:
            marks.append(
                Insertion(at=html_at, html=cites_html(views, hrefs.spoken, hrefs.first_ids(views)))
            )
    return marks


def woven(prepared: Prepared, hrefs: Hrefs) -> Markup:
    """Return a prepared text with its terms linked and its sources cited."""
    if not (prepared.auto or prepared.forced or prepared.citations):
        return Markup(prepared.page.html)  # noqa: S704 - as below
    return Markup(  # noqa: S704 - was sanitised by the renderer, and only spliced since
        weave(
            prepared.page,
            (),
            term_links(prepared, hrefs),
            citation_marks(prepared, hrefs),
        )
    )


def link_to(origin: str, goal: str, fragment: str, text: str) -> Link:
    """Return a link from one page of the site to a place on another."""
    return Link(href=relative(origin, goal, fragment), text=text)
