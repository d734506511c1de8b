"""Where the place is that a case asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from explainer.batch.document import Document, html_document, text_document
from explainer.batch.read import Asked, Case
from explainer.batch.tables import cell
from explainer.model import (
    ALL,
    Anchored,
    BlockSelector,
    ImageSelector,
    Range,
    RangeSelector,
    SectionSelector,
    Selector,
    Status,
    Target,
    Text,
)
from explainer.previous import place_one, place_since
from explainer.quote import parse_words
from explainer.span import TextFile

_NOWHERE = TextFile(path="selector", text="").whole()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a case; offsets are code points of the raw text, half-open."""

    status: Status
    place: Range | None = None
    """None if it is ambiguous or an orphan."""
    candidates: tuple[Range, ...] = ()


def outcome(case: Case) -> Outcome:
    """Return what becomes of a case. Several places at once are ambiguous, and the candidates."""
    document = html_document(case.content) if case.is_html else text_document(case.content)
    previous = None
    if case.previous is not None:
        previous = html_document(case.previous) if case.is_html else text_document(case.previous)
    return _outcome(document, case.selector, previous)


def _outcome(document: Document, asked: Asked, previous: Document | None) -> Outcome:
    if asked.scope:
        return _inside(document, asked)
    if asked.targets is not None:
        return _several([_outcome(document, one, previous) for one in asked.targets])
    if asked.position is not None:
        return _one_of([Range(*asked.position)] if asked.position[1] <= len(document.raw) else [])
    if asked.cell is not None:
        return _one_of([document.raw_range(one) for one in cell(document.page, *asked.cell)])
    if asked.code_line is not None:
        return _one_of(list(_code_lines(document, asked.code_line)))
    return _anchored(document, asked, previous)


def _one_of(places: list[Range]) -> Outcome:
    if len(places) == 1:
        return Outcome(status=Status.EXACT, place=places[0])
    status = Status.AMBIGUOUS if places else Status.ORPHAN
    return Outcome(status=status, candidates=tuple(places))


def _several(found: list[Outcome]) -> Outcome:
    """Return all places of a note with several; all of them have to be there."""
    if len(found) == 1:
        return found[0]
    places = [place for one in found for place in ((one.place,) if one.place else one.candidates)]
    lost = any(one.status is Status.ORPHAN for one in found)
    status = Status.ORPHAN if lost else Status.AMBIGUOUS
    return Outcome(status=status, candidates=tuple(places))


def _inside(document: Document, asked: Asked) -> Outcome:
    element = document.element(asked.scope.removeprefix("#"))
    if element is None:
        return Outcome(status=Status.ORPHAN)
    content, start = document.inside(element)
    found = _outcome(content, replace(asked, scope=""), None)
    return replace(
        found,
        place=found.place and _moved(found.place, start),
        candidates=tuple(_moved(one, start) for one in found.candidates),
    )


def _moved(place: Range, by: int) -> Range:
    return Range(start=place.start + by, end=place.end + by)


def _code_lines(document: Document, wanted: int | str) -> Iterator[Range]:
    """Yield the lines of code with a number, counted from 1, or that begin with, or hold, words.

    Lines that begin with them come before lines that hold them elsewhere.
    """
    blocks = [list(_lines_of(document, *place)) for place in _code(document)]
    if isinstance(wanted, int):
        yield from (lines[wanted - 1] for lines in blocks if wanted <= len(lines))
        return
    every = [line for lines in blocks for line in lines]
    begun = [one for one in every if document.raw[slice(*one)].lstrip().startswith(wanted.strip())]
    yield from begun or [one for one in every if wanted.strip() in document.raw[slice(*one)]]


def _code(document: Document) -> Iterator[Range]:
    for element in document.page.elements:
        if element.tag == "pre":
            start = document.raw_offset(element.open_end)
            yield Range(start=start, end=document.raw_offset(element.close_start))


def _lines_of(document: Document, start: int, end: int) -> Iterator[Range]:
    for line in document.raw[start:end].splitlines(keepends=True):
        yield Range(start=start, end=start + len(line.rstrip("\r\n")))
        start += len(line)


# --- what the product itself finds -----------------------------------------------------


def _anchored(document: Document, asked: Asked, previous: Document | None) -> Outcome:
    section = Text(value=asked.section, span=_NOWHERE) if asked.section else None
    target = Target(
        selector=_selector(asked),
        span=_NOWHERE,
        section=section,
        occurrence=ALL if asked.all else asked.occurrence,
    )
    found = _since(document, asked, previous, target) if previous else None
    # A hint without the text it counts in is the weakest of evidence: it would go in here.
    return _in_raw(document, asked, found or place_one(document.place, target))


def _selector(asked: Asked) -> Selector:
    around = {"prefix": asked.prefix, "suffix": asked.suffix}
    if asked.heading is not None:
        return SectionSelector(id=asked.heading)
    if asked.paragraph is not None:
        return BlockSelector(start=asked.paragraph.strip())
    if asked.image is not None:
        return ImageSelector(source=asked.image.strip())
    if asked.start_quote is not None:
        first, last = asked.start_quote.strip(), asked.end_quote.strip()
        return RangeSelector(start=first, end=last, whole=f"{first} … {last}", **around)
    return parse_words((asked.exact or "").strip(), **around)


def _since(document: Document, asked: Asked, previous: Document, target: Target) -> Anchored | None:
    words, hint = asked.exact or "", asked.hint
    at = near = None
    if hint is not None and words:
        stood = Range(start=hint, end=hint + len(words))
        there = previous.page_range(stood)
        near = there.start if there else None
        at = there if previous.raw[slice(*stood)] == words else None
    return place_since(previous.place, document.place, target, at=at, near=near)


def _in_raw(document: Document, asked: Asked, found: Anchored) -> Outcome:
    candidates = tuple(document.raw_range(one.range) for one in found.candidates)
    places = tuple(_places(document, found))
    if not places:
        return Outcome(status=found.status, candidates=candidates)
    if len(places) > 1:
        return Outcome(status=Status.AMBIGUOUS, candidates=places)
    return Outcome(
        status=_raw_status(document, asked, found, places[0]),
        place=places[0],
        candidates=candidates,
    )


def _places(document: Document, found: Anchored) -> Iterator[Range]:
    if isinstance(found.target and found.target.selector, ImageSelector):
        for index in found.elements:
            at = document.raw_offset(document.page.elements[index].open_start)
            yield Range(start=at, end=at)
        return
    yield from (document.raw_range(one) for one in found.ranges)


def _raw_status(document: Document, asked: Asked, found: Anchored, place: Range) -> Status:
    """Return the status as the raw text has it: other white space is no longer exact."""
    is_quote = asked.exact is not None and not isinstance(
        found.target and found.target.selector, RangeSelector
    )
    if found.status is Status.EXACT and is_quote and document.raw[slice(*place)] != asked.exact:
        return Status.NORMALISED
    return found.status
