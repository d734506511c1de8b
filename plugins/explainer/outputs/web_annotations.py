"""Notes as W3C Web Annotations, in JSON-LD (Web Annotation Data Model, 23 February 2017).

Each article has an Annotation Page, and the site the Annotation Collection that these are the
pages of (section 5): nothing is written twice. What the model has no word for is said in terms
of Dublin Core and RDF Schema, which its context knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from explainer.address import relative
from explainer.compose import Composed
from explainer.downloads import ARTICLE, DOWNLOADS, Download
from explainer.outputs.addresses import absolute
from explainer.outputs.annotation import Annotations, placed
from explainer.outputs.json_text import dumped
from explainer.special import Gathered

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OF_SITE, _OF_ARTICLE = sorted(
    (one for one in DOWNLOADS if one.name == "annotations"), key=lambda one: one.of == ARTICLE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """The Annotation Pages of a site, in the order of the articles."""

    addresses: tuple[str, ...]
    starts: tuple[int, ...]
    """How many annotations stand on the pages before each."""
    total: int


def annotation_page(gathered: Gathered, download: Download, article: Composed) -> str:
    """Return the notes of an article that have a place in it, as an Annotation Page."""
    pages, options = _pages(gathered), gathered.site.options
    origin = download.address(article.page.url)
    at = pages.addresses.index(origin)
    told = _page(gathered, article, origin)
    told["partOf"] = absolute(relative(origin, _OF_SITE.address()), origin, options)
    told["startIndex"] = pages.starts[at]
    for name, there in (("prev", at - 1), ("next", at + 1)):
        if 0 <= there < len(pages.addresses):
            told[name] = absolute(relative(origin, pages.addresses[there]), origin, options)
    return dumped({"@context": CONTEXT, **told})


def collection(gathered: Gathered, download: Download) -> str:
    """Return the notes of a site as an Annotation Collection, which names its pages."""
    pages, options = _pages(gathered), gathered.site.options
    told = _collection(gathered, download.address(), pages.total)
    if pages.addresses:
        told["first"] = absolute(pages.addresses[0], "", options)
        told["last"] = absolute(pages.addresses[-1], "", options)
    return dumped({"@context": CONTEXT, **told})


def whole_collection(gathered: Gathered) -> str:
    """Return the notes of a site as an Annotation Collection that holds its only page."""
    origin = _OF_SITE.address()
    items = [
        one
        for article in gathered.composed
        for one in Annotations.of(gathered, article, origin).items()
    ]
    told = _collection(gathered, origin, len(items))
    if items:
        told["first"] = {
            "id": absolute(f"{origin}#page", "", gathered.site.options),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        }
    return dumped({"@context": CONTEXT, **told})


def lone_page(gathered: Gathered, article: Composed) -> str:
    """Return the notes of an article as an Annotation Page that is part of nothing."""
    origin = _OF_ARTICLE.address(article.page.url)
    return dumped({"@context": CONTEXT, **_page(gathered, article, origin)})


def _page(gathered: Gathered, article: Composed, origin: str) -> dict[str, object]:
    return {
        "id": absolute(relative(origin, origin), origin, gathered.site.options),
        "type": "AnnotationPage",
        "label": article.article.title or article.page.title,
        "items": Annotations.of(gathered, article, origin).items(),
    }


def _collection(gathered: Gathered, origin: str, total: int) -> dict[str, object]:
    options = gathered.site.options
    return {
        "id": absolute(origin, "", options),
        "type": "AnnotationCollection",
        "label": options.site_name or gathered.say.notes,
        "total": total,
    }


@lru_cache(maxsize=1)
def _pages(gathered: Gathered) -> _Pages:
    """Return the pages of a site; asked once for each of them."""
    addresses, starts, total = [], [], 0
    for one in gathered.composed:
        if _OF_ARTICLE.needs in one.holds:
            addresses.append(_OF_ARTICLE.address(one.page.url))
            starts.append(total)
            total += len(placed(one))
    return _Pages(addresses=tuple(addresses), starts=tuple(starts), total=total)
