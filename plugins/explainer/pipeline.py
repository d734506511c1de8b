"""The order of things, for a whole site.

Pages come in as their host rendered them and go out woven; what a host does with them,
and where diagnostics are shown, is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explainer.cite import References
from explainer.compose import WovenPage, compose
from explainer.diagnostics import Diagnostic
from explainer.model import Anchored, Project
from explainer.options import Options
from explainer.render import Renderer
from explainer.seen import menu
from explainer.site import MARKERS, RenderedPage, Site
from explainer.special import Gathered, glossary_problems, special_page
from explainer.terms import Glossaries

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
    gathered: Gathered | None
    """What it is made of, for the files beside its pages."""


NOTHING_WOVEN = WovenSite(
    pages={}, searched={}, ids={}, diagnostics=(), anchored=(), special=frozenset(), gathered=None
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
    gathered = Gathered(site=site, composed=composed)
    special = [special_page(gathered, page) for page in ordered if _markers_of(page)]
    every: list[WovenPage] = [*composed, *special]
    changed = [one for one in every if one.html != one.page.html]
    found = [problem for one in every for problem in one.diagnostics]
    found += glossary_problems(gathered)
    return WovenSite(
        pages={one.page.path: one.html for one in changed},
        searched={one.page.path: one.searched for one in changed},
        ids={one.page.path: one.ids for one in every},
        diagnostics=tuple(sorted(found, key=lambda problem: problem.order)),
        anchored=tuple(target for one in composed for target in one.anchored),
        special=frozenset(one.page.path for one in special),
        gathered=gathered,
    )


def _site(
    project: Project, pages: Sequence[RenderedPage], files: Mapping[str, str], options: Options
) -> Site:
    return Site(
        project=project,
        options=options,
        renderer=Renderer(project.terms),
        glossaries=Glossaries(project.terms.values(), options.language),
        references=References(project.sources, options.style, options.memory),
        files={page.path: page.url for page in pages} | dict(files),
        special={name: page.url for page in pages for name in _markers_of(page)},
        menu=menu(page.title for page in pages),
    )


def _markers_of(page: RenderedPage) -> tuple[str, ...]:
    return tuple(name for name, marker in MARKERS.items() if marker in page.html)
