"""A text of the form as it will stand on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explainer.annotating.shown import Shown
from explainer.annotating.wish import word
from explainer.model import Text
from explainer.site import Hrefs, Prepared, prepare_text, woven
from explainer.span import TextFile


def previewed(shown: Shown, asked: Mapping[str, object]) -> Mapping[str, object]:
    """Return the HTML of a body, safe, with its terms and citations; and what leads nowhere."""
    page = shown.page(word(asked, "page"))
    body = word(asked, "body")
    text = Text(value=body, span=TextFile(path="", text=body).whole())
    site, origin = shown.site, page.page.url
    prepared = prepare_text(site, text, page.article.path, origin, auto=page.article.terms)
    hrefs = Hrefs(
        term=lambda id_: site.special_href("glossary", origin, f"term-{id_}"),
        source=lambda id_: site.source_href(id_, origin),
        site=site,
        say=site.options.say(page.article.language),
    )
    return {"html": str(woven(prepared, hrefs)), "told": list(_told(prepared))}


def _told(prepared: Prepared) -> Iterator[str]:
    for id_ in dict.fromkeys(prepared.unknown_terms):
        yield f"there is no term `{id_}`"
    for id_ in dict.fromkeys(prepared.unknown_sources):
        yield f"there is no source `{id_}`"
    for href in dict.fromkeys(prepared.broken):
        yield f"the link {href} leads to no page"
