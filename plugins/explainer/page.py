"""A page as text, and the map between its text and its HTML.

Offsets are code points, half-open. `explainer.text` makes these values.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from explainer.model import Range


class Element(NamedTuple):
    """An element of the page, with its places in the HTML and in the text."""

    tag: str
    attrs: Mapping[str, str]
    open_start: int
    """HTML offset of `<`."""
    open_end: int
    """HTML offset after the start tag."""
    close_start: int
    """HTML offset of the end tag, or of where the element ends without one."""
    close_end: int
    """HTML offset after the end tag."""
    range: Range
    """Its part of the text, without spaces at the ends."""
    parent: int
    """Index of the parent in `PageText.elements`, -1 at the top."""

    @property
    def classes(self) -> frozenset[str]:
        """The words of its `class`."""
        return frozenset(self.attrs.get("class", "").split())


class Run(NamedTuple):
    """Text that stands in one piece in the HTML; a character reference is its own run."""

    start: int
    """Text offset."""
    end: int
    html_start: int
    html_end: int
    parent: int
    """Index of the element it stands in, -1 at the top."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageText:
    """A page as text."""

    html: str
    text: str
    runs: tuple[Run, ...]
    """In order; spaces that a block's end stands for belong to no run."""
    elements: tuple[Element, ...]
    """In the order of their start tags."""
    _starts: tuple[int, ...]

    def runs_in(self, span: Range) -> tuple[Run, ...]:
        """Return the parts of runs that a range of the text covers."""
        found = []
        at = max(0, bisect_right(self._starts, span.start) - 1)
        for run in self.runs[at:]:
            if run.start >= span.end:
                break
            if run.end > span.start:
                found.append(_cut(run, span))
        return tuple(found)

    def ancestors(self, index: int) -> tuple[int, ...]:
        """Return an element's index and those of its ancestors, innermost first."""
        found = []
        while index >= 0:
            found.append(index)
            index = self.elements[index].parent
        return tuple(found)


def _cut(run: Run, span: Range) -> Run:
    start, end = max(run.start, span.start), min(run.end, span.end)
    whole = run.html_end - run.html_start != run.end - run.start
    if whole or (start == run.start and end == run.end):
        return run
    return Run(
        start=start,
        end=end,
        html_start=run.html_start + start - run.start,
        html_end=run.html_end - (run.end - end),
        parent=run.parent,
    )


def unread_page(html: str) -> PageText:
    """Return a page whose HTML is all that anyone will ask for."""
    return PageText(html=html, text="", runs=(), elements=(), _starts=())
