"""Files for other programs, beside the pages: what is gathered in, text out.

`explainer.downloads` says which there are and where; here is what each holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote

from explainer.compose import Composed
from explainer.downloads import ARTICLE, Download, of_article, of_site
from explainer.outputs.bibliography import (
    article_bibtex,
    article_csl_json,
    site_bibtex,
    site_csl_json,
)
from explainer.outputs.calendar import calendar
from explainer.outputs.feed import atom, json_feed
from explainer.outputs.glossary_csv import glossary_csv
from explainer.outputs.llms import llms
from explainer.outputs.skos import skos
from explainer.outputs.tbx import tbx
from explainer.outputs.timeline import timeline
from explainer.outputs.twin import twin
from explainer.outputs.web_annotations import (
    annotation_page,
    collection,
    lone_page,
    whole_collection,
)
from explainer.special import Gathered

__all__ = ["OF_ARTICLES", "OF_SITE", "SiteFile", "lone_file", "site_files"]

OF_SITE: Mapping[str, Callable[[Gathered, Download], str]] = MappingProxyType(
    {
        "annotations": collection,
        "calendar": calendar,
        "csl-json": site_csl_json,
        "bibtex": site_bibtex,
        "glossary-csv": glossary_csv,
        "glossary-tbx": tbx,
        "glossary-skos": skos,
        "llms": llms,
        "timeline": timeline,
        "atom": atom,
        "jsonfeed": json_feed,
    }
)
"""What writes each download that a whole site has, by its name."""

OF_ARTICLES: Mapping[str, Callable[[Gathered, Download, Composed], str]] = MappingProxyType(
    {
        "annotations": annotation_page,
        "csl-json": article_csl_json,
        "bibtex": article_bibtex,
        "markdown": twin,
    }
)
"""What writes each download that every article has, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """A file beside the pages."""

    path: str
    """In the site, with forward slashes."""
    content: str


def site_files(gathered: Gathered) -> Iterator[SiteFile]:
    """Yield every file of a site that is not a page."""
    site = gathered.site
    without = site.options.without
    for download in of_site(site.project, without, site.options.site_url):
        yield SiteFile(path=download.address(), content=OF_SITE[download.name](gathered, download))
    for article in gathered.composed:
        for download in of_article(article.holds, without):
            content = OF_ARTICLES[download.name](gathered, download, article)
            # Addresses have spaces and letters beyond ASCII in code; files have them as they are.
            path = unquote(download.address(article.page.url))
            yield SiteFile(path=path, content=content)


def lone_file(gathered: Gathered, download: Download, path: str = "") -> str:
    """Return what a download holds, for a file that goes out alone.

    `path` is that of an article, if the download is of one. Web Annotations are no pages of a
    collection then, and a collection has its notes in it. Raises KeyError if a site has no such
    article: one that the plugin leaves alone is none.
    """
    in_pages = download.name == "annotations"
    if download.of != ARTICLE:
        return (
            whole_collection(gathered) if in_pages else OF_SITE[download.name](gathered, download)
        )
    article = {one.page.path: one for one in gathered.composed}[path]
    if in_pages:
        return lone_page(gathered, article)
    return OF_ARTICLES[download.name](gathered, download, article)
