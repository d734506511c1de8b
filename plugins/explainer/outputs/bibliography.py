"""The sources of a site, and those of an article, for reference managers."""

from __future__ import annotations

from explainer.compose import Composed
from explainer.downloads import Download
from explainer.model import Source
from explainer.outputs.bibtex import bibtex
from explainer.outputs.csl_json import csl_json
from explainer.special import Gathered


def site_csl_json(gathered: Gathered, download: Download) -> str:
    """Return every source as CSL-JSON."""
    del download
    return csl_json(gathered.site.project.sources.values())


def site_bibtex(gathered: Gathered, download: Download) -> str:
    """Return every source as BibTeX."""
    del download
    return bibtex(gathered.site.project.sources.values())


def article_csl_json(gathered: Gathered, download: Download, article: Composed) -> str:
    """Return the sources of an article as CSL-JSON, in the order in which it has them."""
    del download
    return csl_json(_sources(gathered, article))


def article_bibtex(gathered: Gathered, download: Download, article: Composed) -> str:
    """Return the sources of an article as BibTeX, in the order in which it has them."""
    del download
    return bibtex(_sources(gathered, article))


def _sources(gathered: Gathered, article: Composed) -> list[Source]:
    known = gathered.site.project.sources
    return [known[id_] for id_ in article.published_sources]
