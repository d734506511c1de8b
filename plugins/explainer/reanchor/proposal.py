"""What `reanchor` proposes for one target: values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from explainer.meaning import Change
from explainer.model import Anchored, Candidate
from explainer.reanchor.fix import Fix
from explainer.version import Version
from explainer.worddiff import Piece


class Evidence(Enum):
    """What a proposal rests on."""

    LIKENESS = "likeness"
    """The words there are like the quote."""
    CONTEXT = "context"
    """They stand where the lock says that the quote stood."""
    HISTORY = "history"
    """Git shows how the quote became what stands there."""
    NONE = "none"
    """Nothing decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One place that could be meant."""

    place: Candidate
    line: int | None
    """The line in the article's source."""
    diff: tuple[Piece, ...]
    """From the words the quote stood for to those here."""
    changes: tuple[Change, ...]
    """The parts of the difference that change what is said."""
    fix: Fix | None
    """None if nothing that could be written finds this place alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What could be done about one target that does not stand as written."""

    anchored: Anchored
    evidence: Evidence
    why: str
    """The evidence in words, with the commit if there is one."""
    commit: Version | None
    """The commit that changed, moved or removed the passage, or changed what is around it."""
    old: str
    """The words that the quote stood for."""
    options: tuple[Option, ...]
    """The places that could be meant, the best first."""
    instead: bool = False
    """True if the first option is what stands in the place of a passage that is gone."""
    certain: bool
    """True if the first option may be taken without asking."""

    @property
    def best(self) -> Option | None:
        """The option that is proposed, if there is one to be preferred."""
        only = self.evidence is not Evidence.NONE
        return self.options[0] if only and self.options else None

    @property
    def order(self) -> tuple[str, int]:
        """The key that puts proposals in the order in which they are written."""
        span = (self.anchored.target or self.anchored.annotation).span
        return (span.file.path, span.start)
