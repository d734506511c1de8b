"""The lock of an article, with what is recorded of one note anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explainer.annotating.shown import Shown
from explainer.compose import Composed
from explainer.lock import dump, updated
from explainer.model import Anchored
from explainer.span import TextFile


def locked(
    shown: Shown, page: Composed, note: Sequence[Anchored], id_: str
) -> list[tuple[TextFile, str]]:
    """Return the lock of an article and its text with a note as it stands, or with none of it.

    All other entries stay as they are; where nothing was recorded yet, everything is. Nothing
    is returned if that changes nothing, or if not all of the lock can be read.
    """
    lock, file = shown.lock(page)
    if lock is None:
        others = [one for one in page.anchored if one.annotation.id != id_]
        entries = updated(None, page.text, [*others, *note] if note else ())
    elif lock.whole:
        kept = [one for one in lock.entries if one.note != id_]
        own = replace(lock, entries=tuple(one for one in lock.entries if one.note == id_))
        entries = tuple(sorted((*kept, *updated(own, page.text, note)), key=lambda one: one.note))
    else:
        return []
    text = dump(entries) if entries else ""
    return [] if text == file.text else [(file, text)]
