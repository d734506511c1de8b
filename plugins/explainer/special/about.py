"""About the site: what it rests on, in numbers, for readers who want to know."""

from __future__ import annotations

from explainer.model import Kind
from explainer.pages import about_page
from explainer.site import RenderedPage, link_to
from explainer.special.figures import ArticleFigures, figures
from explainer.special.gathered import Gathered, Part
from explainer.view import AboutView, ArticleSum


def about(gathered: Gathered, page: RenderedPage) -> Part:
    """Return the figures of the site, then those of each article."""
    found, site, say = figures(gathered), gathered.site, gathered.say
    view = AboutView(
        articles=tuple(_row(one, gathered, page.url) for one in found.articles if one.notes),
        notes=found.notes,
        terms=found.terms,
        sources=found.sources,
        primary=found.primary,
        corrections=found.kinds.get(Kind.CORRECTION.value, 0),
        kinds=tuple((say.kind(kind), count) for kind, count in found.kinds.items()),
        oldest_check=found.oldest_check.date if found.oldest_check else "",
        notes_href=site.special_href("notes", page.url),
        glossary_href=site.special_href("glossary", page.url),
        sources_href=site.special_href("sources", page.url),
    )
    return Part(html=about_page(view, say))


def _row(one: ArticleFigures, gathered: Gathered, origin: str) -> ArticleSum:
    url = gathered.site.files[one.path]
    return ArticleSum(
        link=link_to(origin, url, "", one.title),
        notes=one.notes,
        terms=one.terms,
        sources=one.sources,
        primary=one.primary,
        paragraphs=one.paragraphs,
        annotated=one.annotated,
        oldest_check=one.oldest_check.date if one.oldest_check else "",
    )
