"""`[[term]]` and `[@source]` in Markdown become placeholders, for weaving to fill.

A Python-Markdown extension: code, escapes and links are the parser's business, so
nothing inside them is ever touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from explainer.inline import CITATION, TERM_LINK, parse_citations
from explainer.model import Term

TERM_ATTRIBUTE = "data-term"
"""On the words of a `[[term]]`: the term's id."""
CITE_ATTRIBUTE = "data-cite"
"""On the empty place of a `[@source, p. 3]`: what stood between the brackets."""
_BEFORE_LINKS = 175
"""Above the priorities of links and references (170), below those of code and escapes."""


class ReferenceExtension(Extension):
    """The extension; it needs the glossary for the words of a plain `[[id]]`."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        super().__init__()
        self._terms = terms

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name of the hook
        """Register the two inline processors."""
        md.inlinePatterns.register(_TermLink(self._terms), "explainer-term", _BEFORE_LINKS)
        md.inlinePatterns.register(
            _Citation(rf"\s?{CITATION}"), "explainer-citation", _BEFORE_LINKS
        )


class _TermLink(InlineProcessor):
    def __init__(self, terms: Mapping[str, Term]) -> None:
        super().__init__(TERM_LINK)
        self._terms = terms

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name of the hook
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        del data
        element = Element("span", {TERM_ATTRIBUTE: m["id"]})
        element.text = (m["words"] or "").strip()
        if not element.text:  # the term's own name is text, never markup
            term = self._terms.get(m["id"])
            element.text = AtomicString(term.term if term else m["id"])
        return element, m.start(0), m.end(0)


class _Citation(InlineProcessor):
    """Takes the space before it along: what a reader quotes is `crowns, and`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name of the hook
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        if parse_citations(m["inner"]) is None:
            return None, None, None
        start = m.start(0)
        spaced = start > 0 and data[start - 1].isspace()
        return Element("span", {CITE_ATTRIBUTE: m["inner"]}), start - spaced, m.end(0)
