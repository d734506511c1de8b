"""What reports say of a change to a note, in whatever form they say it; and the text form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.difference import Change, Difference, What
from explainer.meaning import changes
from explainer.model import Status
from explainer.report.excerpt import shortened, visible
from explainer.worddiff import Piece, inline, word_diff

_LONGEST_SAME = 80
_LONGEST_CHANGED = 300
_SHORTEST_ID = 7
_NO_PLACE = {
    Status.ORPHAN: "its words are not in the article",
    Status.AMBIGUOUS: "several places fit",
    Status.DRIFTED: "only a place like it was found",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a difference was made with."""

    ref: str
    """The base as it was asked for."""
    commit: str
    """The commit that was compared with."""

    @property
    def name(self) -> str:
        """Both, for a reader; once if they are the same."""
        short = self.commit[:7]
        return short if self.is_commit else f"{self.ref} ({short})"

    @property
    def is_commit(self) -> bool:
        """Whether the commit was asked for by its id."""
        return len(self.ref) >= _SHORTEST_ID and self.commit.startswith(self.ref.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A change, in words."""

    note: str
    """The id, and which of its places if it has several."""
    remark: str
    """What there is to know, or nothing."""
    pieces: tuple[Piece, ...]
    """The words, old and new; what is long is cut."""


def said(change: Change) -> Said:
    """Return what to say of a change."""
    here = change.here
    return Said(
        note=here.note + (f", place {here.rank + 1}" if here.rank else ""),
        remark=_remark(change),
        pieces=tuple(_cut(piece) for piece in word_diff(*_words(change))),
    )


def headline(difference: Difference) -> str:
    """Return whether anything got worse, in one line."""
    worse = len({one.id for one in difference.changes if one.worse})
    if difference.unread:
        return "some notes cannot be read any more"
    if worse:
        return f"{worse} of {_many(difference.notes)} got worse"
    return "no note got worse" if difference.notes else "there are no notes"


def counts(difference: Difference) -> str:
    """Return how many notes it happened to, by kind: `1 drifted, 2 moved, 7 unchanged`."""
    found = [(difference.count(what), what.value) for what in What]
    told = [f"{count} {name}" for count, name in (*found, (difference.unchanged, "unchanged"))
            if count]  # fmt: skip
    return ", ".join(told) or "nothing to compare"


UNREAD = "Some notes cannot be read now, and may seem to be removed: `explainer check` says why."


def as_text(difference: Difference, compared: Compared) -> str:
    """Return all changes for a terminal: the place in the YAML, what happened, the words."""
    lines = [line for change in difference.changes for line in _lines(change)]
    if difference.unread:
        lines.append(UNREAD)
    lines.append(f"{headline(difference)} since {compared.name}: {counts(difference)}")
    return "".join(f"{visible(line)}\n" for line in lines)


def _lines(change: Change) -> Iterator[str]:
    here, told = change.here, said(change)
    remark = f"; {told.remark}" if told.remark else ""
    yield f"{here.path}:{here.line}: {change.what.value}: {told.note}{remark}"
    if told.pieces:
        yield f"    {' '.join(inline(told.pieces).split())}"


def _words(change: Change) -> tuple[str, str]:
    """Return the old words and the new ones; the same twice if there is only one to show."""
    before, after = change.before, change.after
    if before is None or after is None:
        return (change.here.words,) * 2
    if change.what is What.ORPHANED:
        return before.words, change.now or before.words
    return before.words, before.words if change.what is What.AMBIGUOUS else after.words


def _remark(change: Change) -> str:
    before, after = change.before, change.after
    if before is None or after is None:
        return _NO_PLACE.get(after.status, "") if after else ""
    return {
        What.ORPHANED: _why_orphaned(change, new_quote=before.written != after.written),
        What.AMBIGUOUS: f"{after.candidates} places fit",
        What.DRIFTED: _how_drifted(before.words, after.words),
        What.MOVED: _how_moved(change, _under(before.section), _under(after.section)),
    }.get(change.what, "")


def _how_drifted(before: str, after: str) -> str:
    if before == after:
        return "the words around it changed; confirm its place"
    meant = ", ".join(f"{one.kind} {one}" for one in changes(before, after))
    return f"what it says changed, {meant}" if meant else "the words changed; confirm them"


def _how_moved(change: Change, from_: str, to: str) -> str:
    if change.strayed:
        return "it is on other words now that are the same; see which are meant"
    if from_ != to:
        return f"from {from_} to {to}"
    return f"with all of {to}" if change.with_section else f"within {to}"


def _why_orphaned(change: Change, *, new_quote: bool) -> str:
    if new_quote:
        return "the new quote is not in the article"
    if change.before and change.now == change.before.words:
        return "its words stand there still, but not where the note asks for them"
    gone = "its passage is not in the article any more"
    return f"{gone}; what stands there now" if change.now else gone


def _under(section: str) -> str:
    return f"“{shortened(section, _LONGEST_SAME)}”" if section else "the top of the page"


def _cut(piece: Piece) -> Piece:
    longest = _LONGEST_SAME if piece.op == "same" else _LONGEST_CHANGED
    return Piece(piece.op, shortened(piece.text, longest))


def _many(count: int) -> str:
    return f"{count} note{'' if count == 1 else 's'}"
