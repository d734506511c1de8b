"""Lining up a quote, in its context, with a stretch of a page.

Tokens that are the same are links; a chain of links goes forward in both texts, and every
gap costs a little. The best chain is a local alignment of the two (Smith and Waterman,
1981), over the pairs of equal tokens alone: edits leave most words as they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from explainer.drift.needle import Needle
from explainer.drift.tokens import Token, is_mark

_OPENING, _WIDENING = 0.3, 0.06
"""What a gap costs: for being there, and for each token in it."""
_MARK = 0.25
"""What a link between two marks is worth; between two words it is worth 1."""
_FAR = 25
"""Tokens of the needle that a gap may leave out."""
_LOOKED_BACK = 80
"""Links that are tried as the one before."""
_MOST_LINKS = 1500
"""Links of one stretch that are considered; beyond, only the rarest words are linked."""
_REPLACING, _MORE = 1.5, 1
"""How many tokens of the page may stand for one of the needle at its ends."""


class Link(NamedTuple):
    """A token of the needle and an equal one of the page, by index."""

    needle: int
    page: int


def chain(needle: Sequence[Token], page: Sequence[Token]) -> list[Link]:
    """Return the best chain of links between two texts, in order; empty if none."""
    links = _links(needle, page)
    worth = [_MARK if is_mark(token.word) else 1.0 for token in needle]
    totals: list[float] = []
    highest: list[float] = []
    before: list[int] = []
    best = -1
    for at, link in enumerate(links):
        total, back = _best_before(links, totals, highest, link)
        totals.append(total + worth[link.needle])
        before.append(back)
        if best < 0 or totals[at] > totals[best]:
            best = at
        highest.append(totals[best])
    found = []
    while best >= 0:
        found.append(links[best])
        best = before[best]
    return found[::-1]


def _links(needle: Sequence[Token], page: Sequence[Token]) -> list[Link]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, token in enumerate(page):
        places[token.word].append(index)
    if sum(len(places.get(token.word, ())) for token in needle) > _MOST_LINKS:
        most = max(1, _MOST_LINKS // max(1, len(needle)))
        places = defaultdict(list, {word: at for word, at in places.items() if len(at) <= most})
    return [
        Link(index, place)
        for index, token in enumerate(needle)
        for place in places.get(token.word, ())
    ]


def _best_before(
    links: Sequence[Link], totals: Sequence[float], highest: Sequence[float], link: Link
) -> tuple[float, int]:
    """Return what the best chain up to a link is worth without it, and its last link.

    `highest` is the best total up to each link: once that is no better, none before is.
    """
    best, back = 0.0, -1
    needle, page = link
    for index in range(len(totals) - 1, max(-1, len(totals) - 1 - _LOOKED_BACK), -1):
        if highest[index] <= best:
            break
        total = totals[index]
        if total <= best:
            continue
        other_needle, other_page = links[index]
        left_out = needle - other_needle - 1
        if left_out > _FAR:
            break
        if left_out >= 0 and other_page < page:
            gap = left_out + page - other_page - 1
            if gap:
                total -= _OPENING + _WIDENING * gap
            if total > best:
                best, back = total, index
    return best, back


def quoted(needle: Needle, links: Sequence[Link]) -> tuple[int, int] | None:
    """Return the tokens of the page, half-open, that stand for the quote in a chain.

    They are those from the first to the last of the quote's words that are left. Where
    its first or last words are not, but the context next to them is, the words in their
    place count as theirs. Nothing left and context on both sides: what stands between,
    which may be nothing. None if the chain does not say.
    """
    inside = [link for link in links if needle.first <= link.needle < needle.last]
    before = [link for link in links if link.needle < needle.first]
    after = [link for link in links if link.needle >= needle.last]
    if not inside:
        if before and after and _adjoining(needle, before[-1], after[0]):
            return before[-1].page + 1, after[0].page
        return None
    start, end = inside[0].page, inside[-1].page + 1
    lost = inside[0].needle - needle.first
    if before and before[-1].needle == needle.first - 1 and lost:
        edge = before[-1].page + 1
        start = edge if start - edge <= _REPLACING * lost + _MORE else start
    lost = needle.last - 1 - inside[-1].needle
    if after and after[0].needle == needle.last and lost:
        edge = after[0].page
        end = edge if edge - end <= _REPLACING * lost + _MORE else end
    return start, end


def _adjoining(needle: Needle, before: Link, after: Link) -> bool:
    """Return True if context was found close to the quote, on both sides."""
    return before.needle >= needle.first - 2 and after.needle <= needle.last + 1
