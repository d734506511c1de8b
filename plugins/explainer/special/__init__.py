"""The pages of their own: one module makes the views of each, `explainer.pages` their HTML.

A page of their own is any page with a marker; it may hold several, between words of its
author's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

from explainer.compose import WovenPage
from explainer.diagnostics import Diagnostic
from explainer.downloads import links, of_site
from explainer.pages import page_downloads
from explainer.site import MARKERS, RenderedPage
from explainer.special.about import about
from explainer.special.changes import changes
from explainer.special.corrections import corrections
from explainer.special.gathered import Gathered, Part
from explainer.special.glossary import glossary
from explainer.special.lint import glossary_problems
from explainer.special.notes import notes
from explainer.special.people import people
from explainer.special.sources import sources
from explainer.special.timeline import moments, timeline
from explainer.view import Link

__all__ = ["Gathered", "glossary_problems", "moments", "special_page"]

BUILDERS: Mapping[str, Callable[[Gathered, RenderedPage], Part]] = {
    "glossary": glossary,
    "sources": sources,
    "timeline": timeline,
    "people": people,
    "notes": notes,
    "changes": changes,
    "corrections": corrections,
    "about": about,
}
"""What makes each page, by the name in its marker."""

_ID = re.compile(r'<[^>]*\sid="([^"]+)"')


def special_page(gathered: Gathered, page: RenderedPage) -> WovenPage:
    """Return a page with its markers expanded, the ids added, and what went wrong."""
    html, searched = page.html, page.html
    ids: set[str] = set()
    problems: list[Diagnostic] = []
    for name, build in BUILDERS.items():
        if MARKERS[name] in page.html:
            part = build(gathered, page)
            offered = page_downloads(_downloads(gathered, name, page), gathered.say)
            html = html.replace(MARKERS[name], f"{part.html}{offered}")
            searched = searched.replace(MARKERS[name], part.searched)
            ids |= {unescape(id_) for id_ in _ID.findall(part.html)}
            problems += part.diagnostics
    return WovenPage(
        page=page,
        html=html,
        searched=searched,
        ids=frozenset(ids),
        diagnostics=tuple(problems),
    )


def _downloads(gathered: Gathered, name: str, page: RenderedPage) -> tuple[Link, ...]:
    site, options = gathered.site, gathered.site.options
    there = of_site(site.project, options.without, options.site_url)
    return links((one for one in there if one.of == name), page.url)
