"""The CSL processor, for one style in one language: citeproc-py, asked for one source at a time.

Each source stands alone in what it is asked for, so that it can be a link of its own; letters,
numbers and the order of a list are made by those who know the page.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import Locator as ProcessorLocator

from explainer.cite.dates import Dates
from explainer.cite.items import reference
from explainer.cite.locators import Locator, read_locator, terms_of
from explainer.cite.rich import NOBODY, NUMBER, Signs, without_signs
from explainer.csl.style import Style
from explainer.model import Source


class _Item(CitationItem):  # type: ignore[misc] # the processor has no types
    """A citation whose number is not known yet."""

    number = NUMBER


_EMPTY = re.compile("[\ue010\ue012\ue014\ue016\ue018\ue01a][\ue011\ue013\ue015\ue017\ue019\ue01b]")


def _without_nobody(made: str) -> str:
    """Return a citation without the sign for its author, and what stood around that alone."""
    return _EMPTY.sub("", made.replace(NOBODY, "")).lstrip(" ,.;:")


class Processor:
    """A style in one language."""

    def __init__(self, style: Style, locale: str) -> None:
        self._style = style
        self._locale = locale
        self._csl = CitationStylesStyle(BytesIO(style.text.encode()), locale, validate=False)
        self._csl.root.set("default-locale", locale)
        layout = self._csl.root.citation.layout
        layout.attrib.pop("prefix", None)
        layout.attrib.pop("suffix", None)
        self._terms: dict[str, str] | None = None

    def cite(
        self, source: Source, *, letter: str = "", locator: Locator | None = None,
        nobody: bool = False,
    ) -> str:  # fmt: skip
        """Return a citation without what the style puts round several of them."""
        entry = self._reference(source, letter=letter, nobody=nobody, in_text=True)
        more = {} if locator is None else {
            "locator": ProcessorLocator(locator.label, without_signs(locator.value))
        }  # fmt: skip
        bibliography, citation = self._bibliography(entry, more)
        made = str(bibliography.cite(citation, lambda _: "") or "")
        return _without_nobody(made) if nobody else made

    def entry(self, source: Source, *, letter: str = "") -> str:
        """Return the source as the style has it in a list."""
        try:
            made = self._entry(self._reference(source, letter=letter))
        except AssertionError:  # what it says of a season that is to be a number
            made = self._entry(self._reference(source, letter=letter, plain_dates=True))
        year = source.issued[:4]
        if "/" in source.issued and year not in made:  # it has dropped what two dates share
            made = self._entry(self._reference(source, letter=letter, plain_dates=True))
        return made

    def _entry(self, entry: Any) -> str:  # noqa: ANN401 - the processor has no types
        bibliography, _ = self._bibliography(entry, {})
        return "".join(str(one) for one in bibliography.bibliography() if one)

    def _reference(
        self,
        source: Source,
        *,
        letter: str,
        nobody: bool = False,
        in_text: bool = False,
        plain_dates: bool = False,
    ) -> Any:  # noqa: ANN401 - as above
        return reference(
            source,
            letter=letter,
            nobody=nobody,
            shortened=not self._style.own_short_forms,
            dates=Dates(locale=self._locale, in_text=in_text, plain=plain_dates),
        )

    def locator(self, text: str) -> Locator | None:
        """Return what a locator points at, if its words are known; a bare number is a page."""
        if self._terms is None:
            self._terms = terms_of(self._csl.root.locales)
        return read_locator(text, self._terms)

    def _bibliography(self, entry: Any, more: dict[str, Any]) -> tuple[Any, Any]:  # noqa: ANN401
        bibliography = CitationStylesBibliography(self._csl, {"source": entry}, Signs)
        citation = Citation([_Item("source", **more)])
        bibliography.register(citation)
        return bibliography, citation
