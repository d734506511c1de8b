"""What is known of a note's past: from its editors first, and from a repository beside them."""

from __future__ import annotations

from dataclasses import replace

from explainer.model import Annotation, Change, Doing, Project
from explainer.pages.when import bounds, order

_AT_FIRST = (Doing.ADDITION, Doing.UPDATE, Doing.CORRECTION)


def dated(note: Annotation) -> tuple[Change, ...]:
    """Return the changes that the editors of a note name: `changes`, and `updated`."""
    if not note.updated or any(one.date == note.updated for one in note.changes):
        return note.changes
    return (*note.changes, Change(date=note.updated, doing=Doing.UPDATE))


def chronicle(project: Project, note: Annotation) -> tuple[Change, ...]:
    """Return what was done to a note, the oldest first.

    What its editors name wins over what a repository tells of the same: of the same day, or of
    the note's beginning. A note that was changed before it came to the repository began
    elsewhere. A change that they named and have since taken back is not told.
    """
    named = dated(note)
    commits = {_named(one): one for one in project.history.get((note.article, note.id), ())}
    known = [
        replace(one, moment=commit.moment, commit=commit.commit)
        if (commit := commits.get(_named(one)))
        else one
        for one in named
    ]
    days = {one.date for one in named}
    known += [
        one
        for one in commits.values()
        if not one.text
        and not (_begun(named, one) if one.doing is Doing.ADDITION else one.date in days)
    ]
    return tuple(sorted(known, key=_in_time))


def _begun(named: tuple[Change, ...], addition: Change) -> bool:
    """Return whether a note had its beginning before a repository tells of it."""
    day, _ = bounds(addition.date)
    lasts = [bounds(one.date)[1] for one in named]
    before = any(last < day for last in lasts if last and day)
    return before or any(one.doing is Doing.ADDITION for one in named)


def in_brief(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return those that the foot of a note has room for, of changes in order.

    They are its beginning, every correction, and the last update, if that was another day.
    """
    begun = {one.date for one in changes if one.doing is Doing.ADDITION}
    updates = [one for one in changes if one.doing is Doing.UPDATE and one.date not in begun]
    return tuple(one for one in changes if one.doing is not Doing.UPDATE or one in updates[-1:])


def _named(change: Change) -> tuple[str, Doing, str]:
    return change.date, change.doing, change.text


def _in_time(change: Change) -> tuple[object, ...]:
    return (*order(change.date), _AT_FIRST.index(change.doing), change.moment, change.text)
