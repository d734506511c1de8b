"""A page made ready for finding passages, and what a search may come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from explainer.context import candidate
from explainer.find import Haystack, collapse
from explainer.misses import Miss
from explainer.model import ALL, Anchored, Annotation, Candidate, Range, Status, Target
from explainer.outline import Section, sections
from explainer.page import PageText
from explainer.span import TextFile

PlainText = Callable[[str], str]
"""Markdown in, the text a reader would see out."""

MOST_CANDIDATES = 50
"""Places that are described of those where a quote stands; a thousand help no editor."""

NOBODY = Annotation(id="", article="", span=TextFile(path="", text="").whole())
"""Stands for the annotation until it is known whose place was found."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Anchorage:
    """A page made ready for anchoring: searched often, read once."""

    page: PageText
    haystack: Haystack
    sections: tuple[Section, ...]
    file: TextFile
    """The article's source, for the lines that help texts name."""
    plain: PlainText

    @classmethod
    def of(cls, page: PageText, file: TextFile, plain: PlainText) -> Anchorage:
        """Return a page made ready."""
        return cls(
            page=page,
            haystack=Haystack(page.text),
            sections=sections(page),
            file=file,
            plain=plain,
        )

    @property
    def whole(self) -> Range:
        """All of the page's text."""
        return Range(start=0, end=len(self.page.text))

    def section(self, name: str) -> Section | None:
        """Return the section of the heading with this id, else with these words."""
        wanted = name.removeprefix("#")
        by_id = [one for one in self.sections if one.id == wanted]
        by_title = [one for one in self.sections if one.title == collapse(name)]
        return next(iter(by_id or by_title), None)

    @property
    def section_ids(self) -> tuple[str, ...]:
        """The ids that headings have, in order."""
        return tuple(one.id for one in self.sections if one.id)

    @property
    def stretches(self) -> tuple[Range, ...]:
        """What a range does not leave: each section, without those below it."""
        edges = [0, *(one.heading.start for one in self.sections), len(self.page.text)]
        return tuple(Range(start=one, end=other) for one, other in pairwise(edges))

    def candidates(self, places: tuple[Range, ...]) -> tuple[Candidate, ...]:
        """Return places with their surroundings; of very many, the first."""
        return tuple(
            candidate(self.page.text, one, self.sections) for one in places[:MOST_CANDIDATES]
        )


def placed(
    target: Target,
    ranges: tuple[Range, ...],
    *,
    status: Status = Status.EXACT,
    elements: tuple[int, ...] = (),
) -> Anchored:
    """Return a target that has its place."""
    return Anchored(
        annotation=NOBODY, target=target, status=status, ranges=ranges, elements=elements
    )


def by_occurrence(
    target: Target,
    fitting: tuple[Range, ...],
    candidates: tuple[Candidate, ...],
    *,
    status: Status,
    code: str,
) -> Anchored | Miss:
    """Take the one place that fits, all of them, or the one that is asked for."""
    if target.occurrence == ALL:
        return placed(target, fitting, status=status)
    if isinstance(target.occurrence, int):
        if target.occurrence > len(fitting):
            return Miss(
                code="occurrence-out-of-range",
                target=target,
                candidates=candidates,
                count=len(fitting),
            )
        return placed(target, (fitting[target.occurrence - 1],), status=status)
    if len(fitting) > 1:
        return Miss(code=code, target=target, candidates=candidates, count=len(fitting))
    return placed(target, fitting, status=status)
