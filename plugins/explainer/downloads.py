"""Which files for other programs stand beside the pages, and where.

What is in them is written by `explainer.outputs`, once everything is woven; that they are
there is known before, so that pages can link to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explainer.address import relative
from explainer.contents import has
from explainer.model import Project
from explainer.view import Link

ARTICLE = "article"
"""What a download is of if there is one for every article."""

SITE = "site"
"""What a download is of if it is of the whole site, and of no page."""

SCHEMA_ORG = "schema-org"
"""The output that is no file: what pages say of themselves in their heads."""

_ITSELF = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A kind of file beside the pages."""

    name: str
    """As in the option `outputs`."""
    of: str
    """What it is of: `ARTICLE`, `SITE`, or the name of the page of its own that it is data of."""
    file: str
    """Its path in the site; of an article, its name in the folder of the article's page. What
    begins with `index.html` is the page itself in another form (llmstxt.org)."""
    format: str
    """What people call the format, which is the same in every language."""
    media_type: str
    leaves: bool = False
    """Whether it is read away from the site: without the site's address it is not written."""
    needs: str = ""
    """What an article must have for it: `notes`, `terms` or `sources`; empty if nothing."""

    def address(self, page: str = "") -> str:
        """Return where it is in the site; `page` is the address of the article, if it is of one.

        Beside `a/b/` that is `a/b/sources.bib`, beside `a/b.html` it is `a/b.sources.bib`. The
        home page's files have names of their own, `index.sources.bib`: those without are of
        the site.
        """
        if self.of != ARTICLE:
            return self.file
        if self.file.startswith(_ITSELF):
            own = page if page.endswith(".html") else f"{page}{_ITSELF}"
            return f"{own}{self.file.removeprefix(_ITSELF)}"
        if page.endswith(".html"):
            return f"{page.removesuffix('.html')}.{self.file}"
        return f"{page}{self.file}" if page else f"index.{self.file}"


DOWNLOADS = (
    Download(
        name="annotations",
        of="notes",
        file="annotations.jsonld",
        format="Web Annotation",
        media_type="application/ld+json",
    ),
    Download(
        name="annotations",
        of=ARTICLE,
        file="annotations.jsonld",
        format="Web Annotation",
        media_type="application/ld+json",
        needs="notes",
    ),
    Download(
        name="markdown",
        of=ARTICLE,
        file="index.html.md",
        format="Markdown",
        media_type="text/markdown",
    ),
    Download(
        name="csl-json",
        of="sources",
        file="sources.json",
        format="CSL-JSON",
        media_type="application/vnd.citationstyles.csl+json",
    ),
    Download(
        name="csl-json",
        of=ARTICLE,
        file="sources.json",
        format="CSL-JSON",
        media_type="application/vnd.citationstyles.csl+json",
        needs="sources",
    ),
    Download(
        name="bibtex",
        of="sources",
        file="sources.bib",
        format="BibTeX",
        media_type="application/x-bibtex",
    ),
    Download(
        name="bibtex",
        of=ARTICLE,
        file="sources.bib",
        format="BibTeX",
        media_type="application/x-bibtex",
        needs="sources",
    ),
    Download(
        name="glossary-csv",
        of="glossary",
        file="glossary.csv",
        format="CSV",
        media_type="text/csv",
    ),
    Download(
        name="glossary-tbx",
        of="glossary",
        file="glossary.tbx",
        format="TBX",
        media_type="application/x-tbx+xml",
    ),
    Download(
        name="glossary-skos",
        of="glossary",
        file="glossary.jsonld",
        format="SKOS",
        media_type="application/ld+json",
    ),
    Download(
        name="llms",
        of=SITE,
        file="llms.txt",
        format="llms.txt",
        media_type="text/plain",
    ),
    Download(
        name="calendar",
        of="timeline",
        file="timeline.ics",
        format="iCalendar",
        media_type="text/calendar",
    ),
    Download(
        name="timeline",
        of="timeline",
        file="timeline.json",
        format="JSON",
        media_type="application/json",
    ),
    Download(
        name="atom",
        of="changes",
        file="feed.atom",
        format="Atom",
        media_type="application/atom+xml",
        leaves=True,
    ),
    Download(
        name="jsonfeed",
        of="changes",
        file="feed.json",
        format="JSON Feed",
        media_type="application/feed+json",
        leaves=True,
    ),
)
"""All there are, in the order in which they are offered."""

OUTPUTS = tuple(dict.fromkeys([*(one.name for one in DOWNLOADS), SCHEMA_ORG]))
"""The names that the option `outputs` knows."""


def of_site(project: Project, without: Iterable[str], site_url: str) -> Iterator[Download]:
    """Yield the downloads that a whole site has, but for those named.

    `site_url` is where the site is published; empty if that is not known.
    """
    for one in DOWNLOADS:
        wanted = one.of != ARTICLE and one.name not in without and (site_url or not one.leaves)
        if wanted and (one.of == SITE or has(project, one.of)):
            yield one


def feeds(downloads: Iterable[Download]) -> tuple[Download, ...]:
    """Return those of the downloads that a reader can subscribe to."""
    return tuple(one for one in downloads if one.of == "changes")


def of_article(
    holds: Iterable[str], without: Iterable[str], downloads: Iterable[Download] = DOWNLOADS
) -> Iterator[Download]:
    """Yield the downloads that an article has which holds certain things, but for those named."""
    for one in downloads:
        wanted = one.of == ARTICLE and one.name not in without
        if wanted and (not one.needs or one.needs in holds):
            yield one


def links(downloads: Iterable[Download], origin: str, page: str = "") -> tuple[Link, ...]:
    """Return links to downloads, as seen from the page at `origin`."""
    return tuple(
        Link(href=relative(origin, one.address(page)), text=one.format) for one in downloads
    )
