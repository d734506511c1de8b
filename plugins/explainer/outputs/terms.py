"""What the formats for glossaries have in common: terms in plain text, in the site's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.address import is_web, relative
from explainer.model import Term
from explainer.outputs.addresses import absolute
from explainer.special import Gathered


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A term, with its texts as readers see them."""

    term: Term
    short: str
    definition: str
    """Empty if it has only the short form."""
    url: str
    """Its entry on the glossary page, as seen from the file; empty if there is none."""
    sources: tuple[str, ...]
    """The addresses of its sources, or their titles."""

    @property
    def whole(self) -> str:
        """The longest text that says what it is."""
        return self.definition or self.short


def entries(gathered: Gathered, origin: str) -> Iterator[Entry]:
    """Yield the terms, in the order of the glossary, for a file at an address of the site."""
    site = gathered.site
    known = site.project.sources
    for term in site.project.terms.values():
        here = site.special_href("glossary", origin, f"term-{term.id}")
        cited = [known[one.id] for one in term.sources if one.id in known]
        yield Entry(
            term=term,
            short=site.renderer.plain(term.short.value),
            definition=site.renderer.plain(term.definition.value) if term.definition else "",
            url=absolute(here, origin, site.options) if here else "",
            sources=tuple(one.url if is_web(one.url) else one.title for one in cited),
        )


def of_page(gathered: Gathered, origin: str) -> str:
    """Return the address of the glossary page, as seen from the file; else that of the file."""
    site = gathered.site
    there = site.special.get("glossary", origin)
    return absolute(relative(origin, there), origin, site.options)
