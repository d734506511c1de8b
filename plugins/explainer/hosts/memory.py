"""What is worth knowing again in the next build, in a file that may be deleted at any time.

Two builds at once do no harm: each writes a file of its own and puts it in the place of the
last one in a single step. A file that cannot be read counts as none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path

from explainer.caching import put

LONGEST = 4 * 1024 * 1024
"""Bytes of a file that is still read."""


class Memory(MutableMapping[str, str]):
    """Texts by key; only those asked for are kept for the next time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _read(path)
        self._before = frozenset(self._known)
        self._used: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        """Return a text, which is thereby kept."""
        self._used[key] = self._known[key]
        return self._known[key]

    def __setitem__(self, key: str, text: str) -> None:
        """Learn a text."""
        self._known[key] = self._used[key] = text

    def __delitem__(self, key: str) -> None:
        """Forget a text."""
        del self._known[key]
        self._used.pop(key, None)

    def __iter__(self) -> Iterator[str]:
        """Yield the keys of all that is known."""
        return iter(self._known)

    def __len__(self) -> int:
        """Return how much is known."""
        return len(self._known)

    def save(self) -> None:
        """Write what was asked for, if that is not what was read; where one may not, do nothing."""
        if self._used.keys() == self._before:
            return
        told = json.dumps(self._used, ensure_ascii=False, sort_keys=True)
        with suppress(OSError):
            put(self._path, told.encode("utf-8", "replace"))


def _read(path: Path) -> dict[str, str]:
    try:
        if path.stat().st_size > LONGEST:
            return {}
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    texts = told.items() if isinstance(told, dict) else ()
    return {key: text for key, text in texts if isinstance(text, str)}
