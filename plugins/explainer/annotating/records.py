"""The lock of an article, with what is recorded of one note anew."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.lock import dump, record, updated
from explainer.model import Anchored, Lock
from explainer.page import PageText


def relocked(
    lock: Lock | None,
    page: PageText,
    others: Sequence[Anchored],
    note: Sequence[Anchored],
    id_: str,
) -> str | None:
    """Return the text of a lock that records a note as it stands, all other entries as they are.

    Where nothing was recorded, everything is. None if the lock that is there is to be left
    alone, since not all of it can be read; nothing for a note that is gone.
    """
    if lock is None:
        return dump(updated(None, page, [*others, *note]))
    if not lock.whole:
        return None
    kept = [one for one in lock.entries if one.note != id_]
    entries = sorted((*kept, *record(page, note)), key=lambda one: one.note)
    return dump(entries) if entries else ""
