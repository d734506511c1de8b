"""The structure of a page's text: sections, blocks, pictures, and where terms keep out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from explainer.model import Range
from explainer.page import Element, PageText

_HEADING = re.compile(r"h[1-6]")
_RUNNING = frozenset(("p", "li", "dd"))
_NAMED_BLOCKS = frozenset("p li td th blockquote pre dt dd figcaption caption summary".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it, up to the next heading as high or higher."""

    id: str
    level: int
    title: str
    heading: Range
    range: Range
    element: int
    """Index of the heading in `PageText.elements`."""


def sections(page: PageText) -> tuple[Section, ...]:
    """Return the sections of a page, in the order of their headings."""
    headings = [
        (index, one) for index, one in enumerate(page.elements) if _HEADING.fullmatch(one.tag)
    ]
    found = []
    for at, (index, heading) in enumerate(headings):
        level = int(heading.tag[1])
        later = (one.range.start for _, one in headings[at + 1 :] if int(one.tag[1]) <= level)
        found.append(
            Section(
                id=heading.attrs.get("id", ""),
                level=level,
                title=page.text[heading.range.start : heading.range.end],
                heading=heading.range,
                range=Range(start=heading.range.start, end=next(later, len(page.text))),
                element=index,
            )
        )
    return tuple(found)


def heading_above(page_sections: tuple[Section, ...], offset: int) -> str:
    """Return the title of the nearest heading at or above an offset, or nothing."""
    above = [one.title for one in page_sections if one.heading.start <= offset]
    return above[-1] if above else ""


def blocks(page: PageText) -> tuple[Element, ...]:
    """Return the blocks an editor can point at by their first words."""
    return tuple(one for one in page.elements if one.tag in _NAMED_BLOCKS and one.range.end)


def paragraphs(page: PageText) -> list[Element]:
    """Return the blocks of running text, the innermost of those in one another."""
    found: list[Element] = []
    for one in blocks(page):
        if one.tag in _RUNNING and one.range.end > one.range.start:
            if found and found[-1].close_end > one.open_start:  # an item that holds paragraphs
                found.pop()
            found.append(one)
    return found


def images(page: PageText) -> tuple[tuple[int, Element], ...]:
    """Return the pictures of a page with their indexes."""
    return tuple((index, one) for index, one in enumerate(page.elements) if one.tag == "img")
