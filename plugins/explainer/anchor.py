"""Finding the passages: selectors against a page's text.

Every target ends in exactly one status. What stands once as the selector says is exact, or
normalised if typography differs; what an edit left is drifted where one place is clearly
meant, and told; what may be in several places, or nowhere, is ambiguous or an orphan, each
with a diagnostic that says what to write. Nothing is placed by likeness in silence, nothing
takes the first of many. Selectors are those of the W3C Web Annotation Data Model, section
4.2, and three for headings, pictures and blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explainer.anchorage import NOBODY, Anchorage, PlainText
from explainer.diagnostics import Diagnostic
from explainer.misses import Miss, miss_diagnostic, normalised_notice
from explainer.model import (
    Anchored,
    Annotation,
    BlockSelector,
    ImageSelector,
    RangeSelector,
    SectionSelector,
    Status,
    Target,
    TextQuoteSelector,
)
from explainer.parts import find_block, find_image, find_section
from explainer.passages import find_words

__all__ = ["Anchorage", "PlainText", "anchor"]


def anchor(
    here: Anchorage, annotations: Sequence[Annotation]
) -> tuple[tuple[Anchored, ...], tuple[Diagnostic, ...]]:
    """Return what became of every target, in the order given, and what there is to say of it.

    A note about the whole page gives one `Anchored` without a target. Ranges are code
    points of the page's text, half-open.
    """
    anchored: list[Anchored] = []
    problems: list[Diagnostic] = []
    for annotation in annotations:
        if not annotation.targets:
            anchored.append(Anchored(annotation=annotation, target=None, status=Status.EXACT))
        for target in annotation.targets:
            outcome, told = _outcome(here, target)
            problems += told
            anchored.append(replace(outcome, annotation=annotation))
    return tuple(anchored), tuple(problems)


def _outcome(here: Anchorage, target: Target) -> tuple[Anchored, list[Diagnostic]]:
    found = _resolve(here, target)
    if isinstance(found, Miss):
        return _unplaced(found), [miss_diagnostic(found, here.page.text, here.file)]
    if found.status is Status.NORMALISED:
        words = [here.page.text[one.start : one.end] for one in found.ranges]
        return found, [normalised_notice(target, words)]
    if found.status is Status.DRIFTED:
        # The word diff behind it takes a while to load, and most builds need none.
        from explainer.drifted import drifted  # noqa: PLC0415

        return found, [drifted(target, found.ranges[0], here.haystack, here.file)]
    return found, []


def _unplaced(miss: Miss) -> Anchored:
    status = Status.AMBIGUOUS if miss.ambiguous else Status.ORPHAN
    return Anchored(
        annotation=NOBODY, target=miss.target, status=status, candidates=miss.candidates
    )


def _resolve(here: Anchorage, target: Target) -> Anchored | Miss:
    scope = here.whole
    if target.section:
        section = here.section(target.section.value)
        if section is None:
            return Miss(code="section-not-found", target=target, names=here.section_ids)
        scope = section.range
    match target.selector:
        case TextQuoteSelector() | RangeSelector():
            return find_words(here, target, target.selector, scope)
        case SectionSelector():
            return find_section(here, target, target.selector)
        case ImageSelector():
            return find_image(here, target, target.selector, scope)
        case BlockSelector():
            return find_block(here, target, target.selector, scope)
