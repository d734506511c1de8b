"""The sources: every one of them, with where it is cited."""

from __future__ import annotations

from explainer.cite import source_view
from explainer.pages import searched_sources, sources_page
from explainer.site import RenderedPage
from explainer.special.gathered import Gathered, Part


def sources(gathered: Gathered, page: RenderedPage) -> Part:
    """Return every source, by type."""
    site, say = gathered.site, gathered.say
    uses = gathered.source_uses(page.url)
    spoken = site.references.spoken(say)
    views = [
        source_view(
            source,
            label=spoken.label(source.id),
            reference=spoken.entry(source.id),
            href=f"#source-{source.id}",
            say=say,
            uses=uses.get(source.id, ()),
            accessed=not spoken.style.shows_access,
        )
        for source in site.project.sources.values()
    ]
    return Part(html=sources_page(views, say), searched=searched_sources(views, say))
