"""Sources as schema.org has works."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from explainer.address import is_web
from explainer.model import Name, Source
from explainer.outputs.days import printed
from explainer.pages.rendering import doi_address

_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "article": "Article",
        "article-journal": "ScholarlyArticle",
        "article-magazine": "Article",
        "article-newspaper": "NewsArticle",
        "bill": "Legislation",
        "book": "Book",
        "broadcast": "Episode",
        "chapter": "Chapter",
        "dataset": "Dataset",
        "figure": "ImageObject",
        "graphic": "ImageObject",
        "legislation": "Legislation",
        "manuscript": "Manuscript",
        "map": "Map",
        "motion_picture": "Movie",
        "paper-conference": "ScholarlyArticle",
        "post": "SocialMediaPosting",
        "post-weblog": "BlogPosting",
        "regulation": "Legislation",
        "report": "Report",
        "review": "Review",
        "software": "SoftwareApplication",
        "thesis": "Thesis",
        "webpage": "WebPage",
    }
)
"""By the type of CSL; what has no like is a `CreativeWork`."""


def work(source: Source) -> dict[str, object]:
    """Return a source as a work."""
    told: dict[str, object] = {
        "@type": _TYPES.get(source.type, "CreativeWork"),
        "name": source.title,
        "author": [_who(one) for one in source.author],
        "publisher": {"@type": "Organization", "name": source.publisher},
        "isPartOf": {"@type": "CreativeWork", "name": source.container_title},
        "datePublished": printed(source.issued),
        "inLanguage": source.language,
        "url": source.url if is_web(source.url) else "",
        "archivedAt": source.archive_url if is_web(source.archive_url) else "",
        "sameAs": doi_address(source.doi),
    }
    for key, value in (("publisher", source.publisher), ("isPartOf", source.container_title)):
        if not value:
            del told[key]
    return {key: value for key, value in told.items() if value}


def _who(name: Name) -> dict[str, str]:
    """Return a person; a name that has no parts may be anyone's, so it is a `Thing`'s."""
    if not name.family and not name.given:
        return {"@type": "Organization", "name": name.literal}
    return {"@type": "Person", "name": " ".join(filter(None, (name.given, name.family)))}
