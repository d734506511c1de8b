"""A new note: at words that were selected, as an entry at the end of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explainer.anchor import Anchorage, anchor
from explainer.annotating.records import locked
from explainer.annotating.refusal import RefusedError
from explainer.annotating.selection import Selection, place_of
from explainer.annotating.shown import Shown
from explainer.annotating.wish import wish, word
from explainer.compose import Composed
from explainer.describe import Description, describe
from explainer.edit import apply
from explainer.edit.entries import append_entries
from explainer.importing.destination import file_of_notes
from explainer.importing.entries import Value, entry, fresh_id
from explainer.load.modelines import opening
from explainer.load.notes import notes_in
from explainer.model import Anchored, Range, Status
from explainer.span import TextFile

_SURE = frozenset({Status.EXACT, Status.NORMALISED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """Words that were selected, and how a note points at them."""

    page: Composed
    here: Anchorage
    place: Range
    written: Description

    @property
    def pairs(self) -> tuple[tuple[str, Value], ...]:
        """The keys that say where, and their values."""
        selector = self.written.selector
        return (
            ("quote", selector.words),
            ("prefix", selector.prefix),
            ("suffix", selector.suffix),
            ("occurrence", str(self.written.occurrence or "")),
        )


def described(shown: Shown, asked: Mapping[str, object]) -> Mapping[str, object]:
    """Return how a note points at selected words, the file it goes to, and its state."""
    found = _passage(shown, asked)
    path = file_of_notes(
        found.page.article.path, shown.project, shown.files.root, shown.files.annotations
    )
    if path is None:
        raise RefusedError("an article of this name can have no notes; rename it")
    file = shown.files.shown(path)
    text = found.here.page.text
    return {
        "file": file,
        "seen": shown.files.stamp(file),
        "words": text[found.place.start : found.place.end],
        "yaml": entry([("id", "a-short-name"), *found.pairs, *_begun(shown, asked)]),
    }


def _begun(shown: Shown, asked: Mapping[str, object]) -> tuple[tuple[str, Value], ...]:
    """Return what the note says so far, and nothing before it says something."""
    written = any(word(asked, key).strip() for key in ("title", "body", "sources"))
    return wish(asked, shown.project.sources).pairs if written else ()


def added(shown: Shown, asked: Mapping[str, object]) -> Mapping[str, object]:
    """Write a note; return its id and where it stands now."""
    found = _passage(shown, asked)
    page = found.page
    file = shown.notes_file(word(asked, "file"), page)
    shown.files.unchanged(file.path, word(asked, "seen"))
    wished = wish(asked, shown.project.sources)
    taken = {one.id for one in (*shown.project.notes_on(page.article.path), *notes_in(file))}
    words = found.here.page.text[found.place.start : found.place.end]
    id_ = fresh_id(wished.title or words, taken, seed=f"{words} {wished.body}", otherwise="note")
    text = _with_entry(file, entry([("id", id_), *found.pairs, *wished.pairs]), shown, page)
    made = _note(found, TextFile(path=file.path, text=text), id_)
    changes = [(file, text), *locked(shown, page, made, id_)]
    shown.files.write(changes)
    return {"id": id_, "file": file.path}


def _passage(shown: Shown, asked: Mapping[str, object]) -> _Passage:
    page = shown.page(word(asked, "page"))
    shown.fresh(page)
    position = asked.get("position", 0)
    selection = Selection(
        exact=word(asked, "exact"),
        prefix=word(asked, "prefix"),
        suffix=word(asked, "suffix"),
        position=position if isinstance(position, int) else 0,
    )
    here = shown.here(page)
    place = place_of(here.haystack, selection)
    written = describe(here.haystack, place, here.stretches) if place else None
    if place is None or written is None:
        raise RefusedError("these words are not part of the article")
    return _Passage(page=page, here=here, place=place, written=written)


def _with_entry(file: TextFile, written: str, shown: Shown, page: Composed) -> str:
    """Return the text of a file with an entry more; a new file says what it is for."""
    docs = shown.docs.name
    head = opening(file.path, "notes", f"Notes on {docs}/{page.article.path}")
    started = file if file.text else TextFile(path=file.path, text=head)
    edit = append_entries(started, "notes", [written])
    if edit is None:
        raise RefusedError(
            f"nothing can be added to {file.path}: its list is written in brackets, or it cannot"
            " be read"
        )
    return apply(started.text, [edit])


def _note(found: _Passage, file: TextFile, id_: str) -> Sequence[Anchored]:
    """Return what becomes of the note once it is written: it must stand where it was meant."""
    notes = [one for one in notes_in(file, found.page.article.path) if one.id == id_]
    anchored, _ = anchor(found.here, notes)
    if [(one.status in _SURE, one.ranges) for one in anchored] != [(True, (found.place,))]:
        raise RefusedError("these words cannot be pointed at; select a little more, or less")
    return anchored
