"""Turns at hosts: one request at a time, some time between two, and later if they say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from threading import Lock
from time import sleep, time

LONGEST_WAIT = 60.0
"""Seconds that we wait for a host that asked us to come back; for longer, another day."""
_DIGITS = 9


class LaterError(Exception):
    """A host asked us to come back later than we wait for."""

    def __init__(self, at: float) -> None:
        super().__init__()
        self.at = at


class Pace:
    """When each host may be asked; safe to be used by several threads."""

    def __init__(
        self,
        pause: float,
        *,
        now: Callable[[], float] = time,
        wait: Callable[[float], object] = sleep,
    ) -> None:
        self._pause = pause
        self._now = now
        self._wait = wait
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._next: dict[str, float] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for a turn at a host, and have it to oneself.

        Raises LaterError if that would take too long.
        """
        with self._lock:
            mine = self._locks[host]
        with mine:
            left = self._next.get(host, 0.0) - self._now()
            if left > LONGEST_WAIT:
                raise LaterError(self._next[host])
            if left > 0:
                self._wait(left)
            try:
                yield
            finally:
                self._next[host] = max(self._next.get(host, 0.0), self._now() + self._pause)

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody ask a host for some time."""
        self._next[host] = max(self._next.get(host, 0.0), self._now() + seconds)


def seconds_of(retry_after: str, now: float) -> float | None:
    """Return how long a `Retry-After` asks us to wait; None if it cannot be read."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[-_DIGITS:] if len(text) <= _DIGITS else "9" * _DIGITS)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None
