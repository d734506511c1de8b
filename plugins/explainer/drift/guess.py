"""What comes of looking for a passage again."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.model import Range

LIKE = 0.8
"""Likeness from which a place is worth naming whatever its context."""
TIE = 0.02
"""Difference of likeness that tells no two places apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A place that may be meant."""

    range: Range
    """Code points of the page's text, half-open."""
    sureness: float
    """How likely it is the right one, 0 to 1."""
    likeness: float
    """How like the words are, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refound:
    """What came of looking for a passage again."""

    place: Range | None
    """Where it is, if one can be sure."""
    guesses: tuple[Guess, ...]
    """The places that may be meant, the most likely first."""

    @property
    def ambiguous(self) -> bool:
        """True if none is taken because several are as like the words."""
        likely = sorted((one.likeness for one in self.guesses), reverse=True)
        return self.place is None and len(likely) > 1 and likely[1] >= max(LIKE, likely[0] - TIE)


NOWHERE = Refound(place=None, guesses=())
"""Nothing that could be meant."""
