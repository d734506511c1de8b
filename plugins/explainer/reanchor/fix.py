"""The edits of a YAML file that make a selector find a place, and only it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explainer.anchor import Anchorage, anchor
from explainer.edit import Edit, insert_key, replace_scalar
from explainer.edit.keys import written_at
from explainer.model import (
    Anchored,
    BlockSelector,
    Range,
    RangeSelector,
    SectionSelector,
    Selector,
    Status,
    Target,
    TextQuoteSelector,
)
from explainer.quote import parse_quote
from explainer.reanchor.forms import Form, Wording, wordings
from explainer.span import TextFile

_WRITABLE = (TextQuoteSelector, RangeSelector, BlockSelector, SectionSelector)
_SURE = frozenset({Status.EXACT, Status.NORMALISED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What to write so that one target has its place."""

    file: TextFile
    """The file of notes, as it was read."""
    note: str
    """The note's id."""
    at: int
    """Which of the note's targets, from 0."""
    place: Range
    """Where it stands, in code points of the page's text."""
    words: str
    """What the scalar will say."""
    keys: tuple[tuple[str, str], ...]
    """Keys beside it that will be new, or say something else."""
    edits: tuple[Edit, ...]


def fix(here: Anchorage, one: Anchored, place: Range) -> Fix | None:
    """Return how to write a target so that `anchor` finds this place and no other.

    The form that the editor chose stays: a quote, a range, a block, a heading, `prefix |
    quote | suffix`. None for pictures, and where nothing that could be written does it.
    """
    target = one.target
    written = written_at(target.span.file, target.span) if target else None
    if not target or not written:
        return None
    if not isinstance(target.selector, _WRITABLE):
        return None
    form = Form(here=here, target=target, written=written, place=place)
    for wording in wordings(form):
        if _finds(form, one, wording) and (edits := _edits(form, wording)):
            return Fix(
                file=target.span.file,
                note=one.annotation.id,
                at=one.annotation.targets.index(target),
                place=place,
                words=wording.words,
                keys=tuple(wording.keys.items()),
                edits=edits,
            )
    return None


def _finds(form: Form, one: Anchored, wording: Wording) -> bool:
    """Return whether the words, once they are written, find the place."""
    note = replace(one.annotation, targets=(_target(form, wording),))
    (found,), _ = anchor(form.here, [note])
    return found.status in _SURE and found.ranges == (form.place,)


def _target(form: Form, wording: Wording) -> Target:
    """Return the target that the loader will read."""
    beside = {**form.beside, **wording.keys}
    target = form.target
    prefix, suffix = beside.get("prefix", ""), beside.get("suffix", "")
    number = wording.keys.get("occurrence")
    selector: Selector = parse_quote(wording.words, prefix, suffix)
    if isinstance(target.selector, BlockSelector):
        selector = BlockSelector(start=wording.words)
    elif isinstance(target.selector, SectionSelector):
        selector = SectionSelector(id=wording.words)
    return Target(
        selector=selector,
        span=target.span,
        section=replace(target.section, value=beside["section"]) if target.section else None,
        occurrence=int(number) if number else target.occurrence,
    )


def _edits(form: Form, wording: Wording) -> tuple[Edit, ...]:
    """Return the edits, none if one of them cannot be made."""
    span = form.target.span
    edits = []
    if wording.words != form.written.scalar.value.strip():
        edits.append(replace_scalar(span.file, span, wording.words))
    edits += [insert_key(span.file, span, key, words) for key, words in wording.keys.items()]
    made = tuple(edit for edit in edits if edit)
    return made if len(made) == len(edits) else ()
