"""The outcomes of the last days, in a file that may be deleted at any time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import time

from explainer.caching import put
from explainer.links.outcome import Outcome, State

_VERSION = 1
_HOUR = 3600.0
_LASTS = {
    State.ALIVE: 7 * 24 * _HOUR,
    State.MOVED: 7 * 24 * _HOUR,
    State.DEAD: 24 * _HOUR,
    State.REFUSED: 24 * _HOUR,
}
"""Seconds for which an outcome holds. What could not be reached may be back in a minute."""
_LONGEST = 7 * 24 * _HOUR
"""Nothing is believed for longer, whatever a server asks for."""
_BETWEEN = 2.0
"""Seconds between two times that outcomes are put down while more are awaited."""


class Cache:
    """What was found before; several runs may use one file, and each may be killed."""

    def __init__(self, path: Path, *, now: Callable[[], float] = time) -> None:
        self._path = path
        self._now = now
        self._new: dict[str, Outcome] = {}
        self._saved = now()

    def known(self) -> dict[str, Outcome]:
        """Return what holds still; a file that cannot be read holds nothing."""
        return {url: replace(one, cached=True) for url, one in self._read().items()}

    def add(self, url: str, outcome: Outcome) -> None:
        """Keep an outcome; now and then all are written."""
        self._new[url] = outcome
        if self._now() - self._saved >= _BETWEEN:
            with suppress(OSError):  # the last time tells
                self.save()

    def save(self) -> None:
        """Write what was found, beside what another run has written; in one step.

        Raises OSError if it cannot.
        """
        self._saved = self._now()
        merged = self._read()
        for url, one in self._new.items():
            if self._holds(one) and one.at >= merged.get(url, one).at:
                merged[url] = one
        put(self._path, _dumped(merged))

    def _read(self) -> dict[str, Outcome]:
        try:
            value = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(value, dict) or value.get("version") != _VERSION:
            return {}
        links = value.get("links")
        found = links.items() if isinstance(links, dict) else ()
        outcomes = ((url, _outcome(row)) for url, row in found)
        return {url: one for url, one in outcomes if one and self._holds(one)}

    def _holds(self, one: Outcome) -> bool:
        """Return whether an outcome is to be believed still; not one from the future."""
        until = one.again or one.at + _LASTS.get(one.state, 0.0)
        return one.at <= self._now() < min(until, one.at + _LONGEST)


def _outcome(row: object) -> Outcome | None:
    if not isinstance(row, dict):
        return None
    try:
        return Outcome(
            state=State(row["state"]),
            at=float(row["at"]),
            told=str(row.get("told", "")),
            status=int(row.get("status", 0)),
            moved_to=str(row.get("moved_to", "")),
            again=float(row.get("again", 0.0)),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _dumped(outcomes: Mapping[str, Outcome]) -> bytes:
    rows = {
        url: {
            "state": one.state.value,
            "at": one.at,
            "told": one.told,
            "status": one.status,
            "moved_to": one.moved_to,
            "again": one.again,
        }
        for url, one in sorted(outcomes.items())
    }
    value = {"version": _VERSION, "links": rows}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
