"""What should be looked at again: what is past its `review_by`, and what is long unchanged.

Which day it is, is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from explainer.chronicle import chronicle
from explainer.model import Annotation, Project, Review
from explainer.pages.when import bounds, calendar_day
from explainer.span import Span

SOON = 30
"""Days before its day on which something is near it, unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A note or a term that should be looked at."""

    what: str
    """`note` or `term`."""
    id: str
    span: Span
    """Its id in the YAML."""
    owner: str
    """Who looks after it; may be nobody."""
    date: str
    """Its `review_by`, or the day it last changed; empty if that is not known."""
    days: int | None
    """From that day to today: more than 0 if it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staleness:
    """What should be looked at, the most urgent first."""

    past: tuple[Stale, ...]
    near: tuple[Stale, ...]
    untouched: tuple[Stale, ...]


def staleness(
    project: Project, today: date, *, soon: int = SOON, untouched: int | None = None
) -> Staleness:
    """Return what is past its `review_by`, what will be within `soon` days, and old notes.

    A month ends on its last day, and a day is past when it is over. `untouched` are notes that
    did not change for more than so many days, or of which nothing is known; None asks for none.
    """
    dated = [one for one in _dated(project, today) if one.days is not None]
    dated.sort(key=_most_urgent_first)
    old = [] if untouched is None else [*_untouched(project, today, untouched)]
    old.sort(key=_most_urgent_first)
    return Staleness(
        past=tuple(one for one in dated if (one.days or 0) > 0),
        near=tuple(one for one in dated if -soon <= (one.days or 0) <= 0),
        untouched=tuple(old),
    )


def _dated(project: Project, today: date) -> Iterator[Stale]:
    for note in project.annotations:
        yield _stale("note", note.id, note.span, note.review, note.review.by, today)
    for term in project.terms.values():
        yield _stale("term", term.id, term.span, term.review, term.review.by, today)


def _untouched(project: Project, today: date, days: int) -> Iterator[Stale]:
    for note in project.annotations:
        found = _stale("note", note.id, note.span, note.review, _touched(project, note), today)
        if found.days is None or found.days > days:
            yield found


def _touched(project: Project, note: Annotation) -> str:
    """Return when a note last changed, as far as is known."""
    known = chronicle(project, note)
    return known[-1].date if known else ""


def _stale(  # noqa: PLR0913, PLR0917 - the parts of what it returns
    what: str, id_: str, span: Span, review: Review, day: str, today: date
) -> Stale:
    end = calendar_day(bounds(day)[1], last=True) if day else None
    days = (today - end).days if end else None
    return Stale(what=what, id=id_, span=span, owner=review.owner, date=day, days=days)


def _most_urgent_first(one: Stale) -> tuple[object, ...]:
    """Return what entries are sorted by; those of which nothing is known come first."""
    place = (one.span.file.path, one.span.start)
    return (one.days is not None, -(one.days or 0), *place)
