"""From what became of targets, and what is known of their past, to proposals.

History beats likeness where it places a passage: it was followed, not guessed. Where history
says that the passage was removed, whatever is like it is somebody else's to judge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explainer.anchor import Anchorage, anchor
from explainer.context import candidate, line_of
from explainer.find import collapse, in_context
from explainer.lineage import Lineage
from explainer.meaning import changes
from explainer.model import (
    Anchored,
    BlockSelector,
    ImageSelector,
    Range,
    RangeSelector,
    SectionSelector,
    Status,
    Target,
)
from explainer.near import near_misses
from explainer.nearest import nearest
from explainer.reanchor.fix import Fix, fix
from explainer.reanchor.proposal import Evidence, Option, Proposal
from explainer.span import Span
from explainer.version import Version
from explainer.worddiff import word_diff

_MOST_OPTIONS = 9
"""Places that are offered: as many as one key each can choose."""
_CROWD = 50
"""Places from which on only a few are offered: nobody chooses among thousands."""
_OF_A_CROWD = 3
_LEAST, _MARGIN = 0.65, 0.1
"""How like a passage must be to be offered, and how much less like than the best one."""
_MARKUP = frozenset("*_`[]<>&\\~^=")
_TROUBLED = frozenset({Status.DRIFTED, Status.AMBIGUOUS, Status.ORPHAN})


def proposals(
    here: Anchorage, anchored: Sequence[Anchored], lineages: Mapping[Span, Lineage]
) -> tuple[Proposal, ...]:
    """Return what could be done about the targets that do not stand as written.

    `anchored` is what `anchor` made of the notes on this page; `lineages` what git knows of
    their passages, by the target's span, and may lack any. In the order written.
    """
    found = [
        _proposal(here, one, one.target, lineages.get(one.target.span))
        for one in anchored
        if one.target and one.status in _TROUBLED
    ]
    return tuple(sorted(found, key=lambda proposal: proposal.order))


def _proposal(here: Anchorage, one: Anchored, target: Target, lineage: Lineage | None) -> Proposal:
    evidence, places = _evidence(here, one, target, lineage)
    old = _old(here, target, lineage)
    most = _MOST_OPTIONS if len(places) < _CROWD else _OF_A_CROWD
    options = tuple(_option(here, one, place, old) for place in places[:most])
    removed = lineage is not None and lineage.place is None
    # Likeness alone cannot tell an edited sentence from one like it: that is for an editor.
    first = options[0] if options else None
    same = first is not None and all(piece.op == "same" for piece in first.diff)
    held = evidence is Evidence.CONTEXT or (same and evidence is Evidence.LIKENESS)
    told = first is not None and not first.changes and held
    safe = evidence is Evidence.HISTORY or told
    fixed = bool(options) and options[0].fix is not None
    return Proposal(
        anchored=one,
        evidence=evidence,
        why=_why(evidence, lineage, _around(here, one, target)) + _other_place(here, one, lineage),
        commit=_commit(lineage),
        old=old,
        options=options,
        instead=bool(lineage and lineage.instead and places and places[0] == lineage.instead),
        certain=fixed and safe and not removed,
    )


def _evidence(
    here: Anchorage, one: Anchored, target: Target, lineage: Lineage | None
) -> tuple[Evidence, Sequence[Range]]:
    if isinstance(target.selector, ImageSelector):
        return Evidence.NONE, ()
    if isinstance(target.selector, SectionSelector):
        return _heading(here, target.selector, lineage)
    if lineage and lineage.place:
        return Evidence.HISTORY, (lineage.place,)
    one = _without_section(here, one, target)
    if one.ranges:
        alone = len(one.ranges) == 1
        return (_by_place(here, target, one.ranges[0]) if alone else Evidence.NONE), one.ranges
    stands_now = [lineage.instead] if lineage and lineage.instead else []
    if one.candidates:
        return Evidence.NONE, [*stands_now, *(known.range for known in one.candidates)]
    return Evidence.NONE, [*stands_now, *_near(here, _old(here, target, lineage), stands_now)]


def _heading(
    here: Anchorage, selector: SectionSelector, lineage: Lineage | None
) -> tuple[Evidence, Sequence[Range]]:
    """Return the heading that became of one, or those whose ids are like that asked for."""
    every = [one for one in here.sections if one.id]
    if lineage and lineage.place:
        now = [one.heading for one in every if _overlap(one.heading, lineage.place)]
        return (Evidence.HISTORY, now) if len(now) == 1 else (Evidence.NONE, now)
    like = nearest(selector.id.removeprefix("#"), [one.id for one in every])
    return Evidence.NONE, [one.heading for id_ in like for one in every if one.id == id_]


def _without_section(here: Anchorage, one: Anchored, target: Target) -> Anchored:
    """Return what becomes of a target whose heading is gone if it is not asked for."""
    if target.section is None or here.section(target.section.value):
        return one
    free = replace(target, section=None)
    (found,), _ = anchor(here, [replace(one.annotation, targets=(free,))])
    return found


def _near(here: Anchorage, old: str, but: Sequence[Range]) -> list[Range]:
    """Return the passages like a text; none that is hardly like it beside one that is."""
    found = near_misses(here.page.text, old)
    least = max(_LEAST, found[0][1] - _MARGIN) if found else 0
    return [
        place
        for place, score in found
        if score >= least and not any(_overlap(place, other) for other in but)
    ]


def _by_place(here: Anchorage, target: Target, place: Range) -> Evidence:
    """Return what a drifted place rests on: recorded words beside it, or nothing but likeness."""
    known = target.recorded
    beside = known and [
        words
        for words in ((known.prefix, ""), ("", known.suffix))
        if any(words) and in_context(here.haystack, place, *words)
    ]
    return Evidence.CONTEXT if beside else Evidence.LIKENESS


def _old(here: Anchorage, target: Target, lineage: Lineage | None) -> str:
    """Return the words that the quote stood for, as far as anything tells."""
    if lineage:
        return lineage.before
    if target.recorded:
        return target.recorded.quote
    words = target.selector.words
    return collapse(here.plain(words) if _MARKUP & set(words) else words)


def _option(here: Anchorage, one: Anchored, place: Range, old: str) -> Option:
    found = candidate(here.page.text, place, here.sections)
    made = fix(here, one, place)
    before, after = _compared(one, old, found.text, made)
    return Option(
        place=found,
        line=line_of(here.file, here.page.text, place),
        diff=word_diff(before, after),
        changes=changes(before, after),
        fix=made,
    )


def _compared(one: Anchored, old: str, new: str, made: Fix | None) -> tuple[str, str]:
    """Return what to compare: of a range or block that nobody remembers whole, what is written."""
    target = one.target
    ends = target and isinstance(target.selector, RangeSelector | BlockSelector)
    if ends and made and old == collapse(target.selector.words if target else ""):
        return old, made.words
    return old, new


# --- in words --------------------------------------------------------------------------


def _why(evidence: Evidence, lineage: Lineage | None, around: str) -> str:
    if lineage is None:
        return {
            Evidence.CONTEXT: "by recorded context",
            Evidence.LIKENESS: "by likeness",
        }.get(evidence, "")
    told = f"by history: {_told(lineage, around)}"
    if evidence in {Evidence.LIKENESS, Evidence.CONTEXT}:
        return f"{told}; what is like it may be something else"
    return told


def _around(here: Anchorage, one: Anchored, target: Target) -> str:
    """Return what a commit did that touched no word of a passage that is lost all the same."""
    if target.section and here.section(target.section.value) is None:
        return "changed the heading above it"
    if one.status is Status.AMBIGUOUS:
        return "wrote the same words elsewhere"
    return "changed the words around it"


def _other_place(here: Anchorage, one: Anchored, lineage: Lineage | None) -> str:
    """Return where likeness alone would have put it, if that is somewhere else."""
    place = lineage.place if lineage else None
    if place is None or not one.ranges:
        return ""
    if any(_overlap(other, place) for other in one.ranges):
        return ""
    line = line_of(here.file, here.page.text, one.ranges[0])
    return f", though likeness points to {f'line {line}' if line else 'another place'}"


def _overlap(one: Range, other: Range) -> bool:
    return one.start < other.end and other.start < one.end


def _told(lineage: Lineage, around: str) -> str:
    """Return which commit did what to the passage, or to what is around it."""
    done = (
        (lineage.removed, "removed it"),
        (lineage.reworded, "reworded it"),
        (lineage.moved, "moved it"),
    )
    said = [f"{_named(version)} {what}" for version, what in done if version]
    return ", ".join(said) or f"{_named(lineage.lost or lineage.matched)} {around}"


def _named(version: Version) -> str:
    if not version.commit:
        return "a change not yet committed"
    return f"commit {version.short} ({version.date[:10]}, {version.subject})"


def _commit(lineage: Lineage | None) -> Version | None:
    if lineage is None:
        return None
    return lineage.removed or lineage.reworded or lineage.moved or lineage.lost
