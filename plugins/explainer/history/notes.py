"""What a repository tells of each note: when it came, and when it changed.

Each commit is asked for itself: which notes does it leave that say something else than before?
So the answer does not depend on the order in which lines of development were joined, and a
change keeps its date whoever merges it. A change is one that a reader can see: that of a note's
words, kind, date or sources. How the YAML is written, and where the note points, is none.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from explainer.chronicle import dated
from explainer.history.command import HistoryError
from explainer.history.log import CommitStep, FileStep, commits_below
from explainer.history.repository import GitHistory
from explainer.load.places import article_of, holds_notes
from explainer.load.versions import notes_in
from explainer.model import Annotation, Change, Doing, Publication

Key = tuple[str, str]
"""An article, and the id of a note on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a version of a note said."""

    told: tuple[str, ...]
    dated: tuple[Change, ...]
    """The changes that its editors name."""


_Notes = Mapping[str, _Said]
"""By id."""


def note_history(
    history: GitHistory, folder: str, articles: Container[str]
) -> dict[Key, tuple[Change, ...]]:
    """Return the changes of each note by article and id, the oldest first.

    `folder` is that of the annotations below the top of the repository. What came with the
    first commit of a history that was cut off has no beginning. Empty if git fails.
    """
    past = _Past(history=history, articles=articles)
    try:
        for step in reversed([*commits_below(history.git, folder)]):
            past.take(step)
    except HistoryError:
        return {}
    return {
        key: tuple(sorted(changes, key=lambda one: one.moment))
        for key, changes in past.changes.items()
        if changes
    }


@dataclass(slots=True, kw_only=True)
class _Past:
    """What is known so far, commit by commit from the oldest on."""

    history: GitHistory
    articles: Container[str]
    changes: dict[Key, list[Change]] = field(default_factory=dict)
    _last: dict[Key, _Said] = field(default_factory=dict)
    _moved: dict[Key, Key] = field(default_factory=dict)
    _read: dict[str, _Notes] = field(default_factory=dict)
    """By object id."""

    def take(self, step: CommitStep) -> None:
        """Add what a commit did."""
        before: dict[Key, list[_Said]] = {}
        after: dict[Key, _Said] = {}
        for one in step.files:
            old, new = self._articles_of(one)
            found = [self._notes(one.old, blob) for blob in one.before]
            for notes in found:
                for id_, said in notes.items():
                    before.setdefault((old, id_), []).append(said)
            left = self._notes(one.new, one.after, unread=found[0] if found else {})
            after |= {(new, id_): said for id_, said in left.items()}
        self._follow({self._articles_of(one) for one in step.files}, before, after)
        for key, said in after.items():
            were = before.get(key, [])
            if said not in were:
                self._note(self._now(key), were, said, step)

    def _articles_of(self, one: FileStep) -> tuple[str, str]:
        """Return what a file was about before and is about after."""
        old, new = (PurePosixPath(path) for path in (one.old, one.new))
        return article_of(old, self.articles), article_of(new, self.articles)

    # --- one note ----------------------------------------------------------------------

    def _note(self, key: Key, were: list[_Said], said: _Said, step: CommitStep) -> None:
        last = self._last.get(key)
        known = [*were, *([last] if last else [])]
        self._last[key] = said
        # A note that was taken out and put back, or the same edit on two branches, is no change.
        if any(one.told == said.told and one.dated == said.dated for one in known):
            return
        day, _, _ = step.moment.partition("T")
        if known:
            named = [one for one in said.dated if all(one not in old.dated for old in known)]
            same = any(one.told == said.told for one in known)
            done = named or ([] if same else [Change(date=day, doing=Doing.UPDATE)])
        else:
            cut = step.is_root and self.history.shallow
            done = [] if cut else [Change(date=day, doing=Doing.ADDITION)]
        self.changes.setdefault(key, []).extend(
            replace(one, moment=step.moment, commit=step.short) for one in done
        )

    # --- notes that move ---------------------------------------------------------------

    def _follow(
        self,
        renamed: Container[tuple[str, str]],
        before: dict[Key, list[_Said]],
        after: Mapping[Key, _Said],
    ) -> None:
        """Let notes keep their past that go on under another article.

        They do if git says that their file was renamed, or if they say the same as before.
        """
        gone = {id_: (article, id_) for article, id_ in before if (article, id_) not in after}
        for new in [key for key in after if key not in before and key[1] in gone]:
            old = gone[new[1]]
            same = any(one.told == after[new].told for one in before[old])
            if same or (old[0], new[0]) in renamed:
                before[new] = before[old]
                self._moved[old] = new
                self._moved.pop(new, None)
                self.changes.setdefault(new, []).extend(self.changes.pop(old, []))
                if old in self._last:
                    self._last[new] = self._last.pop(old)

    def _now(self, key: Key) -> Key:
        """Return the note that a note became, if a branch goes on under its former name."""
        while key[0] not in self.articles and key in self._moved:
            key = self._moved[key]
        return key

    # --- reading -----------------------------------------------------------------------

    def _notes(self, path: str, blob: str, unread: _Notes = MappingProxyType({})) -> _Notes:
        """Return the published notes of a version of a file.

        `unread` stands for one that cannot be read: nothing is known to have changed in it.
        """
        if not blob or not holds_notes(PurePosixPath(path)):
            return {}
        if blob not in self._read:
            text = self.history.text_of(blob)
            found = None if text is None else notes_in(text)
            self._read[blob] = unread if found is None else _published(found)
        return self._read[blob]


def _published(notes: Iterable[Annotation]) -> _Notes:
    """Return what the notes say by their ids; of two with one id, the first counts."""
    found: dict[str, _Said] = {}
    for note in notes:
        if note.publication is Publication.PUBLISHED:
            found.setdefault(note.id, _said(note))
    return found


def _said(note: Annotation) -> _Said:
    told = tuple(" ".join(one.split()) for one in note.told)
    return _Said(told=told, dated=dated(note))
