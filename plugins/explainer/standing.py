"""Where every target of a project stands, in values that two states of it can be compared by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from explainer.model import Anchored, Annotation, Project, Range, Status, Target
from explainer.ordering import Stretch, kept_place, part_at, stretches
from explainer.outline import blocks, sections
from explainer.text import page_text

_TROUBLE = {Status.DRIFTED: 1, Status.AMBIGUOUS: 2, Status.ORPHAN: 2}

Key = tuple[str, str, int]
"""Path of the article, id of the note, and which of its targets."""


Carry = Callable[[str, str, Range], Range | None]
"""Old text, new text and a place in the old one in; where that is in the new one out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A project in one state: loaded, rendered and anchored."""

    project: Project = field(default_factory=Project)
    html: Mapping[str, str] = field(default_factory=dict)
    """The pages before weaving, by path."""
    anchored: tuple[Anchored, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A target in one state of its project."""

    article: str
    note: str
    rank: int
    """Which of the note's targets, from 0."""
    status: Status
    written: str
    """The words of the selector; empty for a note about the whole page."""
    words: str
    """The words it is about, or as written if they were not found."""
    section: str
    """The heading it stands under, if any."""
    place: Range | None
    """Where in the page's text it is, or is first, in code points, half-open."""
    candidates: int
    """How many places fit, if it is ambiguous."""
    path: str
    """The YAML file."""
    line: int
    """Where in that file, from 1."""
    asked: tuple[object, ...] = ()
    """All that the YAML asks for: to see whether an editor changed it."""

    @property
    def trouble(self) -> int:
        """How far from a certain place it is: 0, 1 for a likely one, 2 for none."""
        return _TROUBLE.get(self.status, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page's text, cut into its blocks."""

    text: str
    starts: tuple[int, ...]
    parts: tuple[str, ...]
    heading_starts: tuple[int, ...]
    headings: tuple[str, ...]

    def section(self, offset: int) -> str:
        return self.headings[part_at(self.heading_starts, offset)]

    def part(self, offset: int) -> int:
        return part_at(self.starts, offset)

    def heading_part(self, offset: int) -> int:
        """Return the part that the heading above is; 0 if there is none."""
        return self.part(self.heading_starts[part_at(self.heading_starts, offset)])


class Pages:
    """The pages of a side as text, each read once, and only if it is asked for."""

    def __init__(self, html: Mapping[str, str]) -> None:
        self._html = html
        self._read: dict[str, _Page] = {}

    def __getitem__(self, path: str) -> _Page:
        """Return a page; one that is not there is empty."""
        if path not in self._read:
            self._read[path] = _page(self._html.get(path, ""))
        return self._read[path]


def standings(side: Side, pages: Pages) -> dict[Key, Standing]:
    """Return every target of a side; one whose article has no page has no place."""
    anchored: dict[tuple[str, str], list[Anchored]] = {}
    for one in side.anchored:
        anchored.setdefault((one.annotation.article, one.annotation.id), []).append(one)
    found = {}
    for note in side.project.annotations:
        every = anchored.get((note.article, note.id)) or _lost(note)
        for rank, one in enumerate(every):
            found[note.article, note.id, rank] = _standing(one, note, rank, pages)
    return found


class Orders:
    """Whether targets kept their place among the blocks of their pages."""

    def __init__(self, before: Pages, after: Pages, carry: Carry) -> None:
        self._before, self._after, self._carry = before, after, carry
        self._known: dict[tuple[str, str], tuple[Stretch, ...]] = {}

    def kept(self, before: Standing, after: Standing) -> bool:
        """Return whether a target stands in the same order and under the same heading.

        A heading that was reworded, or that got others before it, is the same.
        """
        if before.place is None or after.place is None:
            return True
        lined_up = self._lined_up(before.article, after.article)
        old, new = self._before[before.article], self._after[after.article]
        was, is_ = before.place.start, after.place.start
        if not kept_place(lined_up, old.part(was), new.part(is_)):
            return False
        if not before.section or not after.section:
            return before.section == after.section
        return kept_place(lined_up, old.heading_part(was), new.heading_part(is_))

    def with_section(self, before: Standing, after: Standing) -> bool:
        """Return whether the heading above a target that moved has moved as well."""
        if before.place is None or after.place is None or not before.section or not after.section:
            return False
        old, new = self._before[before.article], self._after[after.article]
        was, is_ = before.place.start, after.place.start
        lined_up = self._lined_up(before.article, after.article)
        return not kept_place(lined_up, old.heading_part(was), new.heading_part(is_))

    def strayed(self, before: Standing, after: Standing) -> bool:
        """Return whether a target found the same words, but not those that it was about.

        So it does where others like them were put before those with its number, say. If its
        YAML was changed, that was meant.
        """
        old, new = self._before[before.article].text, self._after[after.article].text
        if before.place is None or after.place is None or before.asked != after.asked:
            return False
        if old == new or max(old.count(before.words), new.count(after.words)) == 1:
            return False
        there = self._carry(old, new, before.place)
        return there is not None and (
            there.end <= after.place.start or after.place.end <= there.start
        )

    def now(self, before: Standing, after: Standing) -> str:
        """Return the words that stand where a target stood; empty if they cannot be told."""
        if before.place is None:
            return ""
        new = self._after[after.article].text
        place = self._carry(self._before[before.article].text, new, before.place)
        return new[place.start : place.end] if place else ""

    def _lined_up(self, old: str, new: str) -> tuple[Stretch, ...]:
        if (old, new) not in self._known:
            parts = self._before[old].parts, self._after[new].parts
            self._known[old, new] = stretches(*parts)
        return self._known[old, new]


def _lost(note: Annotation) -> list[Anchored]:
    return [
        Anchored(annotation=note, target=target, status=Status.ORPHAN)
        for target in note.targets or (None,)
    ]


def _standing(one: Anchored, note: Annotation, rank: int, pages: Pages) -> Standing:
    written = one.target.selector.words if one.target else ""
    span = one.target.span if one.target else note.span
    bare = Standing(
        article=note.article,
        note=note.id,
        rank=rank,
        status=one.status,
        written=written,
        words=written,
        section="",
        place=None,
        candidates=len(one.candidates) if one.status is Status.AMBIGUOUS else 0,
        path=span.file.path,
        line=span.line,
        asked=_asked(one.target),
    )
    if not one.ranges:
        return bare
    page, place = pages[note.article], one.ranges[0]
    words = " … ".join(page.text[each.start : each.end] for each in one.ranges)
    # A picture has no words.
    return replace(bare, words=words or written, section=page.section(place.start), place=place)


def _asked(target: Target | None) -> tuple[object, ...]:
    if target is None:
        return ()
    return target.selector, target.section and target.section.value, target.occurrence


def _page(html: str) -> _Page:
    page = page_text(html)
    headings = sections(page)
    inner = (one.range.start for one in blocks(page))
    starts = sorted({0, *inner, *(one.heading.start for one in headings)})
    ends = [*starts[1:], len(page.text)]
    return _Page(
        text=page.text,
        starts=tuple(starts),
        parts=tuple(page.text[start:end].strip() for start, end in zip(starts, ends, strict=True)),
        heading_starts=(0, *(one.heading.start for one in headings)),
        headings=("", *(one.title for one in headings)),
    )
