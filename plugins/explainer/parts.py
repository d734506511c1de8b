"""Finding what is no quote: headings, pictures and whole blocks."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.anchorage import Anchorage, by_occurrence, placed
from explainer.drift.needle import Needle
from explainer.find import collapse
from explainer.fold import fold
from explainer.misses import Miss
from explainer.model import (
    Anchored,
    BlockSelector,
    ImageSelector,
    Range,
    SectionSelector,
    Status,
    Target,
)
from explainer.outline import blocks, images
from explainer.page import Element
from explainer.passages import again, quoted


def find_section(here: Anchorage, target: Target, selector: SectionSelector) -> Anchored | Miss:
    """Return the heading with an id."""
    section = here.section(selector.id)
    if section is None:
        return Miss(code="section-not-found", target=target, names=here.section_ids)
    return placed(target, (section.heading,), elements=(section.element,))


def find_image(
    here: Anchorage, target: Target, selector: ImageSelector, scope: Range
) -> Anchored | Miss:
    """Return the picture with a file name or an alternative text, or those asked for."""
    every = [one for one in images(here.page) if scope.start <= one[1].range.start <= scope.end]
    fitting = _fitting_images(every, selector)
    if not fitting:
        names = tuple(_file_name(one.attrs.get("src", "")) for _, one in every)
        return Miss(code="image-not-found", target=target, names=names)
    if len(fitting) > 1 and target.occurrence is None:
        return Miss(code="image-ambiguous", target=target, count=len(fitting))
    if isinstance(target.occurrence, int):
        if target.occurrence > len(fitting):
            return Miss(code="occurrence-out-of-range", target=target, count=len(fitting))
        fitting = [fitting[target.occurrence - 1]]
    ranges = tuple(image.range for _, image in fitting)
    return placed(target, ranges, elements=tuple(index for index, _ in fitting))


def _fitting_images(
    every: Sequence[tuple[int, Element]], selector: ImageSelector
) -> list[tuple[int, Element]]:
    """Return the pictures with this file name, else those with this alternative text."""
    wanted = selector.source.rpartition("/")[2]
    named = [one for one in every if wanted and _file_name(one[1].attrs.get("src", "")) == wanted]
    if len(named) > 1:  # the same file name in two folders: the written path decides
        path = "/" + selector.source.lstrip("./")
        named = [one for one in named if ("/" + one[1].attrs["src"]).endswith(path)] or named
    words = fold(collapse(selector.alt or selector.source)).text
    return named or [one for one in every if _alt(one[1].attrs.get("alt", "")) == words]


def _file_name(address: str) -> str:
    return address.partition("?")[0].partition("#")[0].rpartition("/")[2]


def _alt(words: str) -> str:
    return fold(collapse(words)).text


def find_block(
    here: Anchorage, target: Target, selector: BlockSelector, scope: Range
) -> Anchored | Miss:
    """Return the innermost block that begins with the words, or did before it was edited."""
    within = _innermost(here, scope)
    found = quoted(here, selector.start)
    fitting = tuple(within[one.start] for one in found.ranges if one.start in within)
    if fitting:
        status = Status.EXACT if found.exact else Status.NORMALISED
        candidates = here.candidates(fitting)
        return by_occurrence(target, fitting, candidates, status=status, code="block-ambiguous")
    edited = None if target.occurrence else _edited(here, target, selector, scope)
    if edited and edited.start in within:
        return placed(target, (within[edited.start],), status=Status.DRIFTED)
    return Miss(code="block-not-found", target=target, sections=here.sections)


def _innermost(here: Anchorage, scope: Range) -> dict[int, Range]:
    """Return the blocks of a scope by where they begin; of several, the shortest."""
    found: dict[int, Range] = {}
    for one in blocks(here.page):
        start, end = one.range
        if scope.start <= start < scope.end and (start not in found or end < found[start].end):
            found[start] = one.range
    return found


def _edited(here: Anchorage, target: Target, selector: BlockSelector, scope: Range) -> Range | None:
    known, supported = target.recorded, target.section is not None
    needles = [Needle.of(known.quote, known.prefix, known.suffix)] if known else []
    needles.append(Needle.of(selector.start, known.prefix if known else ""))
    for needle in needles:
        place = again(here, needle, scope, supported=supported).place
        if place:
            return place
    return None
