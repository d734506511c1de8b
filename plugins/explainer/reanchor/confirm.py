"""A file of notes with fixes made, read again before anyone writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explainer.anchor import Anchorage, anchor
from explainer.edit import apply
from explainer.load.notes import notes_in
from explainer.model import Annotation, Target
from explainer.reanchor.fix import Fix
from explainer.span import TextFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A file of notes as it should be."""

    file: TextFile
    """As it was read."""
    text: str
    made: tuple[Fix, ...]
    refused: tuple[Fix, ...]
    """Those that would not do what they should once they are written."""


def rewritten(here: Anchorage, file: TextFile, fixes: Sequence[Fix]) -> Rewritten:
    """Return a file with all fixes that hold: each target finds its place, all else is as it was.

    All are made in one go; only if that does not hold are they tried one after the other.
    """
    text = _tried(here, file, fixes)
    if text is not None:
        return Rewritten(file=file, text=text, made=tuple(fixes), refused=())
    kept: list[Fix] = []
    text = file.text
    for one in fixes:
        more = _tried(here, file, [*kept, one])
        if more is not None:
            text = more
            kept.append(one)
    refused = tuple(one for one in fixes if one not in kept)
    return Rewritten(file=file, text=text, made=tuple(kept), refused=refused)


def _tried(here: Anchorage, file: TextFile, fixes: Sequence[Fix]) -> str | None:
    """Return the text with the fixes made, or None if that is not what it should be."""
    try:
        text = apply(file.text, [edit for one in fixes for edit in one.edits])
    except ValueError:  # two fixes want different words in one place
        return None
    old, new = notes_in(file), notes_in(TextFile(path=file.path, text=text))
    if [_but_for_places(one) for one in old] != [_but_for_places(one) for one in new]:
        return None
    fixed = {(one.note, one.at): one for one in fixes}
    pairs = zip(old, new, strict=True)
    holds = all(_holds(here, before, after, fixed) for before, after in pairs)
    return text if holds else None


def _but_for_places(note: Annotation) -> tuple[object, ...]:
    """Return what a note says, without where it is about or where it is written."""
    return (
        *(note.id, note.kind, note.title, note.date, note.level, note.author, note.updated),
        *(note.publication, note.body and note.body.value),
        *((one.id, one.locator, one.prefix, one.suffix) for one in note.sources),
        *(one.id for one in note.see),
    )


def _holds(
    here: Anchorage, before: Annotation, after: Annotation, fixed: dict[tuple[str, int], Fix]
) -> bool:
    if len(before.targets) != len(after.targets):
        return False
    for at, (was, now) in enumerate(zip(before.targets, after.targets, strict=True)):
        wanted = fixed.get((after.id, at))
        if wanted is None and _meant(was) != _meant(now):
            return False
        if wanted is not None:
            (found,), _ = anchor(here, [replace(after, targets=(now,))])
            if found.ranges != (wanted.place,):
                return False
    return True


def _meant(target: Target) -> tuple[object, ...]:
    section = target.section and target.section.value
    return (target.selector, section, target.occurrence)
