"""The history of notes, kept on the disk: to walk it costs more than a build can spare.

What is kept is named by all that it depends on, so it is either right or not used. Builds may
run beside one another: each puts a whole file in the place of the last.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path

from explainer import __version__
from explainer.caching import put
from explainer.model import Change, Doing

Changes = Mapping[tuple[str, str], tuple[Change, ...]]
"""By article and id of the note, the oldest first."""
_FORMAT = 1


def kept(folder: Path, parts: tuple[object, ...], make: Callable[[], Changes]) -> Changes:
    """Return what `make` returns, from the folder if the last of it was made of these parts."""
    key = sha256(repr((_FORMAT, __version__, parts)).encode()).hexdigest()
    path = folder / "history.json"
    found = _read(path, key)
    if found is None:
        found = make()
        _write(path, key, found)
    return found


def _read(path: Path, key: str) -> Changes | None:
    try:
        told = json.loads(path.read_bytes())
        if told["key"] != key:
            return None
        return {
            (article, id_): tuple(_change(*one) for one in changes)
            for article, id_, changes in told["notes"]
        }
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _change(date: str, doing: str, text: str, moment: str, commit: str) -> Change:
    return Change(date=date, doing=Doing(doing), text=text, moment=moment, commit=commit)


def _write(path: Path, key: str, found: Changes) -> None:
    """Write what was found; where that cannot be, the next build finds it again."""
    notes = [
        (article, id_, [(date, doing.value, *rest) for date, doing, *rest in map(astuple, changes)])
        for (article, id_), changes in found.items()
    ]
    told = json.dumps({"key": key, "notes": notes})
    with suppress(OSError):
        put(path, told.encode())
