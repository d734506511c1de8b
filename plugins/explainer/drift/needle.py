"""What is looked for: a quote, with what stood before and after it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from explainer.drift.tokens import Token, glues, tokens
from explainer.find import collapse
from explainer.fold import fold, lowered

MUCH = 24
"""Code points of context that are a good deal."""


@dataclass(frozen=True)
class Needle:
    """A quote in its context; all of it folded and in lower case."""

    prefix: str
    quote: str
    suffix: str

    @classmethod
    def of(cls, quote: str, prefix: str = "", suffix: str = "") -> Needle:
        """Return the needle of words as an editor wrote them, or a lock recorded them."""
        before, words, after = (_normal(one) for one in (prefix, quote, suffix))
        if before and _parted(prefix[-1:], before, words):
            before += " "
        if after and _parted(suffix[:1], words, after):
            after = f" {after}"
        return cls(prefix=before, quote=words, suffix=after)

    @cached_property
    def text(self) -> str:
        """The quote between its context."""
        return self.prefix + self.quote + self.suffix

    @property
    def well_known(self) -> bool:
        """True if a good deal of context is given on both sides."""
        return min(len(self.prefix), len(self.suffix)) >= MUCH

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of `text`."""
        return tokens(self.text)

    @cached_property
    def first(self) -> int:
        """Index of the first token of the quote."""
        return bisect_left(self.tokens, len(self.prefix) + 1, key=lambda one: one.end)

    @cached_property
    def last(self) -> int:
        """Index after the last token of the quote."""
        end = len(self.prefix) + len(self.quote)
        return bisect_left(self.tokens, end, key=lambda one: one.start)


def _normal(words: str) -> str:
    return collapse(lowered(fold(words).text))


def _parted(edge: str, left: str, right: str) -> bool:
    """Return True if context and quote stand apart, as written or because they must."""
    return edge.isspace() or glues(left, right)
