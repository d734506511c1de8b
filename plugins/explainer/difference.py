"""What a change of articles and of YAML does to the notes: two sides of a project, compared.

Every target of every note is looked at as it was and as it is, its article followed across
renames.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from explainer.fold import fold
from explainer.model import Project, Status
from explainer.standing import Carry, Orders, Pages, Side, Standing, standings


class What(Enum):
    """What became of a target; the worst first, as reports list them."""

    ORPHANED = "orphaned"
    """It had a place, and has none."""
    AMBIGUOUS = "ambiguous"
    """It had a place, and several fit now."""
    DRIFTED = "drifted"
    """Its words changed; it is placed by likeness, and that is to be confirmed."""
    REWORDED = "reworded"
    """Its words changed, and it has its place all the same."""
    MOVED = "moved"
    """The same words stand in another section, or in another order; or others like them do."""
    FIXED = "fixed"
    """It had no certain place, and has one."""
    ADDED = "added"
    """It is new."""
    REMOVED = "removed"
    """It is gone from the YAML."""


_BECAME = {
    Status.DRIFTED: What.DRIFTED,
    Status.AMBIGUOUS: What.AMBIGUOUS,
    Status.ORPHAN: What.ORPHANED,
}
_LOST = frozenset({Status.AMBIGUOUS, Status.ORPHAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one target; `before` or `after` is None if it was or is not there."""

    what: What
    before: Standing | None
    after: Standing | None
    now: str = ""
    """For a target that was orphaned: the words that stand in its place now, if any do."""
    strayed: bool = False
    """For one that moved: it stands at words like those that it was about, which are there too."""
    with_section: bool = False
    """For one that moved: so did its whole section."""

    @property
    def here(self) -> Standing:
        """The side to point at: the newer one, if there is one."""
        found = self.after or self.before
        if found is None:  # pragma: no cover
            raise ValueError(self)
        return found

    @property
    def id(self) -> tuple[str, str]:
        """The article and the note."""
        return self.here.article, self.here.note

    @property
    def worse(self) -> bool:
        """Whether the target is further from a certain place than it was, or new without one.

        So is one that was placed by likeness before, if its words have changed again, and one
        that strayed.
        """
        was = self.before.trouble if self.before else 0
        now = self.after.trouble if self.after else 0
        return now > was or (self.what is What.DRIFTED and now == was) or self.strayed


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that became of the notes."""

    changes: tuple[Change, ...]
    """By article; in each the worst first, then as written."""
    notes: int
    """Notes that there are now."""
    unchanged: int
    """Notes of which there is nothing to say."""
    unread: bool
    """Whether some notes cannot be read now, so that they seem to be removed."""

    @property
    def worse(self) -> bool:
        """Whether something got worse."""
        return self.unread or any(one.worse for one in self.changes)

    def count(self, what: What) -> int:
        """Return how many notes this happened to, at one of their places at least."""
        return len({one.id for one in self.changes if one.what is what})


def compare(before: Side, after: Side, renamed: Mapping[str, str], carry: Carry) -> Difference:
    """Return what became of every target from one side to the other.

    `renamed` maps old paths of articles to new ones, below the docs folder. An article that
    is gone is taken for a new one with notes of the same ids, if git saw no rename. `carry`
    tells what stands now where an orphan stood.
    """
    names = _names(before.project, after.project, renamed)
    pages = Pages(before.html), Pages(after.html)
    old, new = standings(before, pages[0]), standings(after, pages[1])
    orders = Orders(*pages, carry)
    followed = {(names.get(one.article, one.article), *key[1:]): one for key, one in old.items()}
    every = followed.keys() | new.keys()
    changes = {
        key: change for key in every if (change := _change(followed.get(key), new.get(key), orders))
    }
    return Difference(
        changes=tuple(sorted(changes.values(), key=_order)),
        notes=len({key[:2] for key in new}),
        unchanged=len({key[:2] for key in every} - {key[:2] for key in changes}),
        unread="notes" in after.project.incomplete,
    )


def _order(change: Change) -> tuple[str, bool, int, str, int, str, int]:
    here = change.here
    severity = list(What).index(change.what)
    return (here.article, not change.worse, severity, here.path, here.line, here.note, here.rank)


def _change(before: Standing | None, after: Standing | None, orders: Orders) -> Change | None:
    what = _what(before, after, orders)
    if what is None:
        return None
    if before is None or after is None:
        return Change(what=what, before=before, after=after)
    moved = what is What.MOVED
    strayed = moved and orders.strayed(before, after)
    return Change(
        what=what,
        before=before,
        after=after,
        now=orders.now(before, after) if what is What.ORPHANED else "",
        strayed=strayed,
        with_section=moved and not strayed and orders.with_section(before, after),
    )


def _what(before: Standing | None, after: Standing | None, orders: Orders) -> What | None:
    if before is None or after is None:
        return What.ADDED if before is None else What.REMOVED
    if after.trouble > before.trouble:
        return _BECAME[after.status]
    if after.trouble < before.trouble:
        return _BECAME.get(after.status, What.FIXED)
    if after.status in _LOST:
        return None
    # Other quotation marks or dashes are no other words.
    if fold(before.words).text != fold(after.words).text:
        return What.DRIFTED if after.trouble else What.REWORDED
    kept = orders.kept(before, after) and not orders.strayed(before, after)
    return None if kept else What.MOVED


# --- articles and their names ------------------------------------------------------------


def _names(before: Project, after: Project, renamed: Mapping[str, str]) -> dict[str, str]:
    """Return the new paths of articles that have another now."""
    names = {
        old: new
        for old, new in renamed.items()
        # Notes that stayed behind have lost their article; they were not removed.
        if new in after.articles and (after.notes_on(new) or not after.notes_on(old))
    }
    gone = sorted({one.article for one in before.annotations} - after.articles.keys() - {*names})
    fresh = sorted(after.articles.keys() - before.articles.keys() - {*names.values()})
    for old in gone:
        ids = {one.id for one in before.notes_on(old)}
        shared = [(len(ids & {one.id for one in after.notes_on(new)}), new) for new in fresh]
        best, new = max(shared, default=(0, ""), key=lambda one: one[0])
        if best:
            names[old] = new
            fresh.remove(new)
    return names
