"""Weaving: tags are put into the page at offsets; every other byte stays.

A passage becomes `<span class="ex-p">` pieces, cut where tags, other passages or links
begin or end, so that nothing ever crosses; a note's number is a link of its own after
the passage. `explainer.unweave` takes out just what `weave` put in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import escape

from explainer.model import Range
from explainer.page import PageText

_AFTER = frozenset("a button label svg math select textarea object audio video".split())
_AFTER_BLOCK = frozenset(("pre",))
_CODE_FRAMES = frozenset(("div", "figure", "table"))
_ATOMIC_CLASSES = frozenset(("arithmatex", "mermaid"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words of a note, to be marked."""

    id: str
    """The note's id, in `data-n`."""
    element_id: str
    """The `id` of the first piece."""
    range: Range
    mark: str = ""
    """HTML that stands after the passage: the note's number, or a citation."""
    variant: str = ""
    """A further class: `source`, `block`, `image`, `heading`."""
    element: int | None = None
    """For a picture or a heading: its index among the page's elements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLink:
    """A use of a term, to be linked."""

    range: Range
    start_tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """HTML for a place of its own: what stands in for a citation in the article."""

    at: int
    """HTML offset."""
    html: str


@dataclass(slots=True)
class _Cuts:
    """What goes in at one HTML offset, in the order in which it does."""

    close_spans: list[str] = field(default_factory=list)
    close_links: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    after_code: list[str] = field(default_factory=list)
    """Marks of passages in a code block, which stand together below it."""
    open_links: list[str] = field(default_factory=list)
    open_spans: list[str] = field(default_factory=list)

    def html(self) -> str:
        below = " ".join(self.after_code)
        return "".join(
            (
                *self.close_spans,
                *self.close_links,
                *self.marks,
                f'<div class="ex-after">{below}</div>' if below else "",
                *self.open_links,
                *self.open_spans,
            )
        )


def weave(
    page: PageText,
    passages: Sequence[Passage],
    links: Sequence[TermLink] = (),
    insertions: Sequence[Insertion] = (),
) -> str:
    """Return the page's HTML with passages, links and insertions put in.

    Links must not overlap each other; one that cannot be a single element is left out.
    The result does not depend on the order of the passages.
    """
    passages = sorted(passages, key=lambda one: (one.range.end, one.range.start, one.element_id))
    cuts: defaultdict[int, _Cuts] = defaultdict(_Cuts)
    linked = [link for link in links if _link(cuts, page, link)]
    _mark_words(cuts, page, passages, linked)
    for passage in passages:
        if passage.variant == "image" and passage.element is not None:
            _mark_image(cuts, page, passage)
        if passage.mark:
            _place_mark(cuts, page, passage, linked)
    for insertion in insertions:
        cuts[insertion.at].marks.append(insertion.html)
    return _spliced(page.html, cuts)


def _spliced(html: str, cuts: dict[int, _Cuts]) -> str:
    pieces: list[str] = []
    at = 0
    for offset in sorted(cuts):
        pieces += (html[at:offset], cuts[offset].html())
        at = offset
    return "".join((*pieces, html[at:]))


# --- terms -----------------------------------------------------------------------------


def _link(cuts: dict[int, _Cuts], page: PageText, link: TermLink) -> bool:
    """Put a link around a term, if it begins and ends in one element."""
    runs = page.runs_in(link.range)
    if not runs or runs[0].parent != runs[-1].parent:
        return False
    cuts[runs[0].html_start].open_links.append(link.start_tag)
    cuts[runs[-1].html_end].close_links.append("</a>")
    return True


# --- passages --------------------------------------------------------------------------


def _mark_words(
    cuts: dict[int, _Cuts], page: PageText, passages: Sequence[Passage], links: Sequence[TermLink]
) -> None:
    """Wrap the words of all passages, in pieces that neither tags nor edges cross."""
    worded = [one for one in passages if one.range.end > one.range.start]
    edges = {edge for one in worded for edge in (one.range.start, one.range.end)}
    edges.update(edge for link in links for edge in (link.range.start, link.range.end))
    named: set[str] = set()
    rank = {one.element_id: at for at, one in enumerate(worded)}
    waiting = sorted(worded, key=lambda one: -one.range.start)
    covering: list[Passage] = []
    for stretch in _stretches(worded, sorted(edges)):
        while waiting and waiting[-1].range.start <= stretch.start:
            covering.append(waiting.pop())
        covering = [one for one in covering if one.range.end >= stretch.end]
        covering.sort(key=lambda one: rank[one.element_id])
        for start, end in _pieces(page, stretch):
            opening, closing = _span(covering, named)
            cuts[start].open_spans.append(opening)
            cuts[end].close_spans.append(closing)


def _stretches(passages: Sequence[Passage], edges: Sequence[int]) -> Iterable[Range]:
    """Return the stretches between edges that some passage covers."""
    merged: list[Range] = []
    for one in sorted((passage.range for passage in passages), key=lambda one: one.start):
        if merged and one.start <= merged[-1].end:
            last = merged.pop()
            merged.append(Range(start=last.start, end=max(last.end, one.end)))
        else:
            merged.append(one)
    for one in merged:
        inside = edges[bisect_left(edges, one.start) : bisect_right(edges, one.end)]
        for start, end in pairwise(inside):
            yield Range(start=start, end=end)


def _pieces(page: PageText, stretch: Range) -> list[tuple[int, int]]:
    """Return the HTML places of a stretch, each inside one text of the HTML."""
    found: list[tuple[int, int]] = []
    for run in page.runs_in(stretch):
        if _is_atomic(page, run.parent):
            continue
        if found and "<" not in page.html[found[-1][1] : run.html_start]:
            found[-1] = (found[-1][0], run.html_end)
        else:
            found.append((run.html_start, run.html_end))
    return found


def _is_atomic(page: PageText, index: int) -> bool:
    """True inside what a script of the page reads: no tag may be put in there."""
    return any(
        page.elements[one].tag == "math" or page.elements[one].classes & _ATOMIC_CLASSES
        for one in page.ancestors(index)
    )


def _span(covering: Sequence[Passage], named: set[str]) -> tuple[str, str]:
    """Return the tags around a piece; a passage's first piece bears its id."""
    new = [one for one in covering if one.element_id not in named]
    named.update(one.element_id for one in new)
    variants = sorted({f" ex-p--{one.variant}" for one in covering if one.variant})
    names = dict.fromkeys(one.id for one in covering)
    ids = [f' id="{escape(one.element_id)}"' for one in new]
    opening = (
        f'<span class="ex-p{"".join(variants)}" data-n="{escape(" ".join(names))}"'
        f"{ids[0] if ids else ''}>"
    )
    inner = "".join(f'<span class="ex-p"{one}>' for one in ids[1:])
    return opening + inner, "</span>" * max(1, len(ids))


def _mark_image(cuts: dict[int, _Cuts], page: PageText, passage: Passage) -> None:
    image = page.elements[passage.element or 0]
    opening, closing = _span([passage], set())
    cuts[image.open_start].open_spans.append(opening)
    cuts[image.open_end].close_spans.insert(0, closing)


# --- marks -----------------------------------------------------------------------------


def _place_mark(
    cuts: dict[int, _Cuts], page: PageText, passage: Passage, links: Sequence[TermLink]
) -> None:
    at, parent = _end_of(page, passage)
    for link in links:
        if link.range.start < passage.range.end < link.range.end:
            at = page.runs_in(link.range)[-1].html_end
    after_code = False
    for index in page.ancestors(parent):
        element = page.elements[index]
        if element.tag in _AFTER or element.classes & _ATOMIC_CLASSES:
            at = element.close_end
        elif element.tag in _AFTER_BLOCK or (
            element.tag in _CODE_FRAMES and element.classes & {"highlight", "highlighttable"}
        ):
            at, after_code = element.close_end, True
    (cuts[at].after_code if after_code else cuts[at].marks).append(passage.mark)


def _end_of(page: PageText, passage: Passage) -> tuple[int, int]:
    """Return the HTML offset where a passage ends, and the element it ends in."""
    if passage.element is not None:
        element = page.elements[passage.element]
        if element.tag == "img":
            return element.open_end, element.parent
    runs = page.runs_in(passage.range)
    if runs:
        return runs[-1].html_end, runs[-1].parent
    if passage.element is not None:
        return page.elements[passage.element].open_end, passage.element
    return 0, -1
