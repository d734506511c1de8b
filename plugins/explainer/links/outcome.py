"""What became of an address that was asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """Whether a page is there, as far as a program can tell."""

    ALIVE = "alive"
    MOVED = "moved"
    """It is there, and the server says for good that its address is another."""
    DEAD = "dead"
    """The server says that it is not there."""
    UNREACHABLE = "unreachable"
    """No server gave an answer that makes sense."""
    REFUSED = "refused"
    """The server does not answer programs, or wants to be asked another day."""
    PRIVATE = "private"
    """It was not asked, for it, or where it leads, is no public address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one address."""

    state: State
    at: float
    """When, in seconds since 1970."""
    told: str = ""
    """Why, in a few words, if it is not alive."""
    status: int = 0
    """The last HTTP status; 0 if there was none."""
    moved_to: str = ""
    """The new address, if it moved."""
    again: float = 0.0
    """When the server wants to be asked again; 0 if it did not say."""
    cached: bool = False
