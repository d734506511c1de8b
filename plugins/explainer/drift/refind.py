"""Finding a passage again after its article was edited; refusing when evidence is thin.

Candidates come from the words themselves and from the words around them, so that an edited
original in its old place stands against an unchanged copy elsewhere. The best is taken only
if the judge is sure of it, and if no other is as good.
"""

from __future__ import annotations

from explainer.drift.evidence import Evidence, Place, compared, evidence
from explainer.drift.guess import LIKE, NOWHERE, TIE, Guess, Refound
from explainer.drift.judge import FULL, PARTIAL, judge
from explainer.drift.needle import Needle
from explainer.drift.places import places
from explainer.drift.seeds import hits
from explainer.drift.tokens import is_mark
from explainer.find import FARTHEST, SHORT, Haystack
from explainer.fold import widened
from explainer.model import Range

SURE = 0.65
"""Sureness from which a place is taken."""
_CONTENT = 0.6
"""Share of a quote's longer words that must be left where there is no context."""
_LONGER, _FEW = 4, 3
"""Letters of a longer word, and how many of those a quote must have to be known by them."""
_SOME = 0.3
"""How much of its context a place must have to be told from others with its words."""
LONGEST = FARTHEST
"""Code points beyond which a quote is not looked for as a whole."""
_POSSIBLE = 0.2
"""Sureness from which a place is worth naming where none is taken."""


def refind(haystack: Haystack, needle: Needle, scope: Range, *, supported: bool = False) -> Refound:
    """Return where a quote stands now, inside a scope of the page.

    Without context, a quote of fewer than SHORT code points is not looked for by likeness,
    unless the scope supports it.
    """
    alone = not (needle.prefix or needle.suffix or supported)
    if not needle.quote or len(needle.quote) > LONGEST:
        return NOWHERE
    if alone and len(needle.quote) < SHORT:
        return NOWHERE
    judged = [
        (place, one, sure)
        for place, one, sure in _judged(haystack, needle)
        if scope.start <= haystack.folded.index[min(place.start, len(haystack.lowered) - 1)]
        and _original(haystack, place).end <= scope.end
    ]
    judged.sort(key=lambda one: (-one[2], one[0].start))
    if judged and _sure(needle, judged[0]) and _told_apart(judged):
        best = judged[0][0]
        return Refound(place=_original(haystack, best), guesses=_guesses(haystack, judged))
    likely = [one for one in judged if one[2] >= _POSSIBLE or one[1].likeness >= LIKE]
    return Refound(place=None, guesses=_guesses(haystack, likely))


def _sure(needle: Needle, best: Judged) -> bool:
    """Return True if the best place is the one; where words are all there is, it takes more."""
    place, _, sure = best
    known = needle.prefix or needle.suffix
    return sure >= SURE and (bool(known) or _content(needle, place) >= _CONTENT)


def _content(needle: Needle, place: Place) -> float:
    """Return the share of a quote's longer words that are left: what it is about."""
    quoted = range(needle.first, needle.last)
    longer = {at for at in quoted if len(needle.tokens[at].word) >= _LONGER}
    if len(longer) < _FEW:
        longer = {at for at in quoted if not is_mark(needle.tokens[at].word)}
    left = {link.needle for link in place.links}
    return len(longer & left) / max(1, len(longer))


def _told_apart(judged: list[Judged]) -> bool:
    """Return False if another place is as good, or if words in several have no context."""
    place, best, _ = judged[0]
    for other, told, _ in judged[1:]:
        alike = abs(told.likeness - best.likeness) <= TIE
        if alike and abs(told.context - best.context) <= TIE and not place.overlaps(other):
            return False
    several = best.same and best.same_elsewhere
    return not several or max(best.best_touch, best.best_words) >= _SOME


Judged = tuple[Place, Evidence, float]


def _judged(haystack: Haystack, needle: Needle) -> list[Judged]:
    """Return the places where something is left, with the evidence and how sure one can be."""
    found, told = weighed(haystack.lowered, needle)
    weights = judge(FULL if needle.well_known else PARTIAL)
    return [
        (place, one, weights.sureness(one))
        for place, one in zip(found, told, strict=True)
        if place.end > place.start
    ]


def weighed(text: str, needle: Needle) -> tuple[list[Place], tuple[Evidence, ...]]:
    """Return the places that may be meant and the evidence for each, also of gaps."""
    where = hits(text, needle)
    found = places(text, needle, where)
    return found, compared(found, [evidence(text, needle, one, where.rarity) for one in found])


def _guesses(haystack: Haystack, judged: list[Judged]) -> tuple[Guess, ...]:
    """Return the places without those that overlap a better one."""
    kept: list[Judged] = []
    for one in judged:
        if not any(one[0].overlaps(other[0]) for other in kept):
            kept.append(one)
    return tuple(
        Guess(range=_original(haystack, place), sureness=sure, likeness=told.likeness)
        for place, told, sure in kept
    )


def _original(haystack: Haystack, place: Place) -> Range:
    """Return a place in the page's own offsets; its ends never cut a character."""
    index = haystack.folded.index
    return widened(haystack.text, index[place.start], index[place.end - 1] + 1)
