"""A note that is there: what it says, said otherwise, or taken out of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer.annotating.records import locked
from explainer.annotating.refusal import RefusedError, conflict
from explainer.annotating.shown import Shown
from explainer.annotating.wish import Wish, wish, word
from explainer.compose import Composed
from explainer.edit.changes import Line, change_entry, remove_entry
from explainer.importing.entries import Value, entry
from explainer.load.notes import notes_in
from explainer.model import Annotation, Publication
from explainer.span import TextFile


@dataclass(frozen=True, slots=True, kw_only=True)
class _There:
    """A note in its file, as the file is now."""

    page: Composed
    file: TextFile
    note: Annotation


def said(shown: Shown, asked: Mapping[str, object]) -> Mapping[str, object]:
    """Return what a note says, for the form, with its file and the state of that."""
    found = _there(shown, asked)
    return {
        **_said(found.note),
        "words": " … ".join(one.selector.words for one in found.note.targets),
        "file": found.file.path,
        "line": found.note.span.line,
        "seen": shown.files.stamp(found.file.path),
    }


def changed(shown: Shown, asked: Mapping[str, object]) -> Mapping[str, object]:
    """Make a note say something else: only the keys that are to say something else change."""
    found = _there(shown, asked)
    shown.files.unchanged(found.file.path, word(asked, "seen"))
    old, new = _said(found.note), wish(asked, shown.project.sources)
    differs = {"status": old["draft"] != new.draft} | {
        key: old[key] != value for key, value in _shown(new).items()
    }
    keys = {key: _line(key, value) for key, value in new.pairs if differs[key]}
    text = change_entry(found.file, found.note.span, keys) if keys else found.file.text
    if text is None:
        raise _by_hand(found)
    if keys:
        shown.files.write([(found.file, text)])
    return {"id": found.note.id, "file": found.file.path, "written": bool(keys)}


def removed(shown: Shown, asked: Mapping[str, object]) -> Mapping[str, object]:
    """Take a note out of its file, with the comments right above it, and out of the lock."""
    found = _there(shown, asked)
    shown.files.unchanged(found.file.path, word(asked, "seen"))
    text = remove_entry(found.file, found.note.span)
    if text is None:
        raise _by_hand(found)
    shown.files.write([(found.file, text), *locked(shown, found.page, (), found.note.id)])
    return {"id": found.note.id, "file": found.file.path, "written": True}


def _there(shown: Shown, asked: Mapping[str, object]) -> _There:
    page = shown.page(word(asked, "page"))
    id_ = word(asked, "note")
    names = {
        one.span.file.path for one in shown.project.notes_on(page.article.path) if one.id == id_
    }
    for name in names:
        file = shown.notes_file(name, page)
        for note in notes_in(file, page.article.path):
            if note.id == id_:
                return _There(page=page, file=file, note=note)
    raise conflict(f"there is no note `{id_}` any more")


def _said(note: Annotation) -> dict[str, object]:
    """Return what a note says, as the form has it."""
    listed = (f"{one.id}, {one.locator}" if one.locator else one.id for one in note.sources)
    return {
        "kind": note.kind.value,
        "title": note.title,
        "body": note.body.value.strip() if note.body else "",
        "sources": "; ".join(listed),
        "draft": note.publication is Publication.DRAFT,
    }


def _shown(new: Wish) -> dict[str, object]:
    """Return what is wished for, as the form has it."""
    listed = (f"{one.id}, {one.locator}" if one.locator else one.id for one in new.sources)
    return {
        "kind": new.kind,
        "title": new.title,
        "body": new.body,
        "sources": "; ".join(listed),
    }


def _line(key: str, value: Value) -> Line:
    lines = entry([(key, value)]).split("\n") if value else [""]
    text = "\n".join(line[2:] for line in lines)
    return Line(text=text, words=value if isinstance(value, str) else "")


def _by_hand(found: _There) -> RefusedError:
    place = f"{found.file.path}:{found.note.span.line}"
    return RefusedError(f"this note is written in a way that only you can change: {place}")
