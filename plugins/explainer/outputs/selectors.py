"""Places of a page as W3C selectors (Web Annotation Data Model, section 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from explainer.cuts import after, before
from explainer.describe import describe
from explainer.find import Haystack
from explainer.model import Anchored, ImageSelector, Range, SectionSelector, TextQuoteSelector
from explainer.page import Element, PageText

HTML_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"
"""What the model names for the fragments of HTML (section 4.2.1)."""
_CONTEXT = 32
"""Code points of context on either side, as other tools write; more where it takes more."""

Selector = dict[str, object]


def selectors(page: PageText, haystack: Haystack, found: Anchored) -> Iterator[list[Selector]]:
    """Yield the selectors of each place of a target, in the order in which it has them.

    Those of one place are ways to the same words, the surest first: a quote with so much
    context that it stands nowhere else, then its position in code points of the text.
    `haystack` holds the text of the page.
    """
    for place, index in zip_longest(found.ranges, found.elements):
        element = None if index is None else page.elements[index]
        yield _of_place(page, haystack, found, place, element)


def _of_place(
    page: PageText, haystack: Haystack, found: Anchored, place: Range, element: Element | None
) -> list[Selector]:
    of = found.target.selector if found.target else None
    if isinstance(of, ImageSelector) and element is not None:
        return [_picture(page, element)]
    words = [_quote(haystack, place), _position(place)]
    id_ = element.attrs.get("id", "") if element is not None else ""
    return [_fragment(id_), *words] if isinstance(of, SectionSelector) and id_ else words


def _quote(haystack: Haystack, place: Range) -> Selector:
    """Return a quote with its context, word for word as the page has them."""
    text = haystack.text
    start, end = before(text, place.start, _CONTEXT), after(text, place.end, _CONTEXT)
    told = describe(haystack, place)
    if told and isinstance(told.selector, TextQuoteSelector):
        prefix, suffix = told.selector.prefix, told.selector.suffix
        start = min(start, text.rfind(prefix, 0, place.start)) if prefix else start
        end = max(end, text.find(suffix, place.end) + len(suffix)) if suffix else end
    return {
        "type": "TextQuoteSelector",
        "exact": text[place.start : place.end],
        "prefix": text[start : place.start],
        "suffix": text[place.end : end],
    }


def _position(place: Range) -> Selector:
    return {"type": "TextPositionSelector", "start": place.start, "end": place.end}


def _fragment(id_: str) -> Selector:
    return {"type": "FragmentSelector", "value": id_, "conformsTo": HTML_FRAGMENTS}


def _picture(page: PageText, element: Element) -> Selector:
    """Return a picture by its address; among several of one address, by where it stands."""
    source = element.attrs.get("src", "")
    alike = [
        one for one in page.elements if one.tag == "img" and one.attrs.get("src", "") == source
    ]
    if len(alike) > 1:
        path = f"(//img[@src={_xpath(source)}])[{alike.index(element) + 1}]"
        return {"type": "XPathSelector", "value": path}
    return {"type": "CssSelector", "value": f"img[src={_css(source)}]"}


def _css(value: str) -> str:
    """Return a CSS string (CSS Syntax, section 4.3.5)."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    return f'"{escaped}"'


def _xpath(value: str) -> str:
    """Return an XPath literal, which has no escapes (XPath 1.0, section 3.7)."""
    if '"' not in value:
        return f'"{value}"'
    parts = ", '\"', ".join(f'"{part}"' for part in value.split('"'))
    return f"concat({parts})"
