"""What is put into the heads of pages, for programs that read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from explainer.address import relative
from explainer.downloads import SCHEMA_ORG, of_article
from explainer.outputs.json_text import dumped
from explainer.outputs.schema_org import article, claim_reviews, glossary
from explainer.special import Gathered

_TWIN = "markdown"


def heads(gathered: Gathered) -> Mapping[str, str]:
    """Return what goes into the head of each page that has such, as HTML, by address."""
    found: dict[str, list[str]] = {}
    for address, html in (*_links(gathered), *_data(gathered)):
        found.setdefault(address, []).append(html)
    return {address: "".join(parts) for address, parts in found.items()}


def _links(gathered: Gathered) -> Iterator[tuple[str, str]]:
    """Yield the link from each article to itself in Markdown."""
    # The space is meant: Material takes `rel="alternate"` for a site in another language, and
    # would ask for its sitemap.
    link = Markup('<link rel="alternate " type="{}" href="{}">')
    for one in gathered.composed:
        for download in of_article(one.holds, gathered.site.options.without):
            if download.name == _TWIN:
                href = relative(one.page.url, download.address(one.page.url))
                yield one.page.url, link.format(download.media_type, href)


def _data(gathered: Gathered) -> Iterator[tuple[str, str]]:
    if SCHEMA_ORG in gathered.site.options.without:
        return
    for one in gathered.composed:
        if (told := article(gathered, one)) is not None:
            yield one.page.url, script(told)
        for review in claim_reviews(gathered, one):
            yield one.page.url, script(review)
    if (told := glossary(gathered)) is not None:
        yield gathered.site.special["glossary"], script(told)


def script(value: object) -> str:
    """Return JSON-LD as an element of HTML.

    No `<` is left in it: neither `</script>` nor `<!--` in a text may end or open anything
    (HTML Standard, 4.12.1.3).
    """
    text = dumped(value).strip().replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
