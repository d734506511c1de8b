"""Targets with their selectors (W3C Web Annotation Data Model, sections 3.3 and 4.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, urldefrag

from explainer.importing.remarks.loose import each, identity, number, text, types
from explainer.importing.remarks.model import Spot
from explainer.load.nodes import Map, Node, Scalar
from explainer.span import Span

_MOST_REFINED = 8
_IMAGE = re.compile(
    r"""(?:img|\(?//img)\[@?src=(?P<mark>["'])(?P<source>.+?)(?P=mark)\]"""
    r"(?:\)\[(?P<number>[1-9]\d{0,3})\])?"
)
_LISTS = frozenset({"Choice", "List", "Composite", "Independents"})


def spots(annotation: Node, page: str) -> tuple[Spot, ...]:
    """Return the places an annotation points at; of a choice, the first.

    `page` is the address of the page where a target has none.
    """
    return tuple(
        spot
        for target in each(annotation, "target", "hasTarget", "oa:hasTarget")
        for spot in _targets(target, page)
    )


def _targets(target: Node, page: str) -> Iterator[Spot]:
    kinds = types(target)
    if kinds & _LISTS:
        for one in each(target, "items")[: 1 if "Choice" in kinds else None]:
            if not types(one) & _LISTS:
                yield _spot(one, page)
    elif isinstance(target, Scalar | Map):
        yield _spot(target, page)


def _spot(target: Node, page: str) -> Spot:
    source = next((identity(one) for one in each(target, "source", "hasSource")), "")
    address, fragment = urldefrag(source or identity(target) or page)
    quote: Node | None = None
    position = end = None
    selectors = list(_selectors(target))
    for one in selectors:
        kinds = types(one)
        if "TextQuoteSelector" in kinds and quote is None and text(one, "exact"):
            quote = one
        elif "TextPositionSelector" in kinds and position is None:
            position = number(one, "start")
        elif "FragmentSelector" in kinds:
            fragment = text(one, "value").lstrip("#") or fragment
        elif "RangeSelector" in kinds and end is None:
            end = _ends(one)
    first, last = end or (None, None)
    quote = quote or first
    image, count = _picture(selectors)
    return Spot(
        image=image,
        number=count,
        source=address,
        quote=text(quote, "exact"),
        prefix=text(quote, "prefix"),
        suffix=text(quote, "suffix"),
        end=text(last, "exact") if quote is first and last else "",
        position=position,
        fragment=_plain(fragment),
        pointed=bool(selectors),
        span=_exact(quote) or target.span,
    )


def _selectors(node: Node) -> Iterator[Node]:
    """Yield the selectors of a target, each before what refines it."""
    waiting = [(one, 0) for one in each(node, "selector", "hasSelector")]
    while waiting:
        one, depth = waiting.pop(0)
        yield one
        if "Choice" in types(one) and depth < _MOST_REFINED:
            waiting[:0] = [(each_, depth + 1) for each_ in each(one, "items")]
        if depth < _MOST_REFINED:
            waiting += [(refined, depth + 1) for refined in each(one, "refinedBy")]


def _ends(selector: Node) -> tuple[Node, Node] | None:
    """Return the quotes where a range begins and before which it ends; None for other ends."""
    found = [
        next((one for one in each(selector, key) if text(one, "exact")), None)
        for key in ("startSelector", "endSelector")
    ]
    first, last = found
    return (first, last) if first and last else None


def _picture(selectors: Iterable[Node]) -> tuple[str, int | None]:
    """Return the picture that selectors of CSS or XPath name by its address, and its number."""
    for one in selectors:
        if found := _IMAGE.fullmatch(text(one, "value").strip()):
            number = found["number"]
            return re.sub(r"\\(.)", r"\1", found["source"]), int(number) if number else None
    return "", None


def _exact(quote: Node | None) -> Span | None:
    exact = quote.get("exact") if isinstance(quote, Map) else None
    return exact.span if exact else None


def _plain(fragment: str) -> str:
    """Return the id in a fragment; a text fragment or a media fragment has none."""
    plain = fragment.partition(":~:")[0]
    return "" if "=" in plain and parse_qs(plain) else plain
