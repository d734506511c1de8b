"""Finding the passages: selectors against a page's text.

Every target ends in exactly one status. One place is a result; none and many are
problems, each with a diagnostic that says what to write. Nothing is placed by likeness,
nothing takes the first of many. Selectors are those of the W3C Web Annotation Data
Model, section 4.2, and three for headings, pictures and blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from explainer.context import candidate
from explainer.diagnostics import Diagnostic
from explainer.find import Found, Haystack, collapse, find_quote, find_range, in_context
from explainer.fold import fold
from explainer.misses import Miss, miss_diagnostic, normalised_notice
from explainer.model import (
    ALL,
    Anchored,
    Annotation,
    BlockSelector,
    Candidate,
    ImageSelector,
    Range,
    RangeSelector,
    SectionSelector,
    Status,
    Target,
    TextQuoteSelector,
)
from explainer.outline import Section, blocks, images, sections
from explainer.page import Element, PageText
from explainer.span import TextFile

_MOST_CANDIDATES = 50
"""Places that are described of those where a quote stands; a thousand help no editor."""

PlainText = Callable[[str], str]
"""Markdown in, the text a reader would see out."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Anchorage:
    """A page made ready for anchoring: searched often, read once."""

    page: PageText
    haystack: Haystack
    sections: tuple[Section, ...]
    file: TextFile
    """The article's source, for the lines that help texts name."""
    plain: PlainText

    @classmethod
    def of(cls, page: PageText, file: TextFile, plain: PlainText) -> Anchorage:
        """Return a page made ready."""
        return cls(
            page=page,
            haystack=Haystack(page.text),
            sections=sections(page),
            file=file,
            plain=plain,
        )


def anchor(
    place: Anchorage, annotations: Sequence[Annotation]
) -> tuple[tuple[Anchored, ...], tuple[Diagnostic, ...]]:
    """Return what became of every target, in the order given, and what went wrong.

    A note about the whole page gives one `Anchored` without a target. Ranges are code
    points of the page's text, half-open.
    """
    anchored: list[Anchored] = []
    problems: list[Diagnostic] = []
    for annotation in annotations:
        if not annotation.targets:
            anchored.append(Anchored(annotation=annotation, target=None, status=Status.EXACT))
        for target in annotation.targets:
            outcome = _resolve(place, target)
            if isinstance(outcome, Miss):
                problems.append(miss_diagnostic(outcome, place.page.text, place.file))
                outcome = _unplaced(outcome)
            if outcome.status is Status.NORMALISED:
                words = [place.page.text[one.start : one.end] for one in outcome.ranges]
                problems.append(normalised_notice(target, words))
            anchored.append(replace(outcome, annotation=annotation))
    return tuple(anchored), tuple(problems)


def _unplaced(miss: Miss) -> Anchored:
    status = Status.AMBIGUOUS if miss.ambiguous else Status.ORPHAN
    return Anchored(
        annotation=_NOBODY, target=miss.target, status=status, candidates=miss.candidates
    )


def _placed(
    target: Target, ranges: tuple[Range, ...], *, exact: bool, elements: tuple[int, ...] = ()
) -> Anchored:
    status = Status.EXACT if exact else Status.NORMALISED
    return Anchored(
        annotation=_NOBODY, target=target, status=status, ranges=ranges, elements=elements
    )


_NOBODY = Annotation(id="", article="", span=TextFile(path="", text="").whole())


def _resolve(place: Anchorage, target: Target) -> Anchored | Miss:
    scope = Range(start=0, end=len(place.page.text))
    if target.section:
        section = _section(place, target.section.value)
        if section is None:
            return Miss(code="section-not-found", target=target, names=_section_ids(place))
        scope = section.range
    match target.selector:
        case TextQuoteSelector():
            return _choose(place, target, _quote(place, target.selector), scope)
        case RangeSelector():
            return _choose(place, target, _range(place, target.selector), scope)
        case SectionSelector():
            return _resolve_section(place, target, target.selector)
        case ImageSelector():
            return _resolve_image(place, target, target.selector, scope)
        case BlockSelector():
            return _resolve_block(place, target, target.selector, scope)


# --- words -----------------------------------------------------------------------------


def _quote(place: Anchorage, selector: TextQuoteSelector) -> Found:
    found = find_quote(place.haystack, selector.exact)
    if found.ranges or not _may_hold_markup(selector.exact):
        return found
    plain = find_quote(place.haystack, place.plain(selector.exact))
    return replace(plain, exact=False) if plain.ranges else found


def _may_hold_markup(quote: str) -> bool:
    return any(char in quote for char in "*_`[]<>&\\~^=")


def _range(place: Anchorage, selector: RangeSelector) -> Found:
    whole = _quote(place, TextQuoteSelector(exact=selector.whole))
    if whole.ranges:
        return whole
    starts = [one.heading.start for one in place.sections]
    ends = [*starts, len(place.page.text)]
    edges = [0, *starts]
    within = tuple(Range(start=start, end=end) for start, end in zip(edges, ends, strict=True))
    found = find_range(place.haystack, selector.start, selector.end, within)
    if not found.ranges and _may_hold_markup(selector.whole):
        first, last = place.plain(selector.start), place.plain(selector.end)
        return replace(find_range(place.haystack, first, last, within), exact=False)
    return found


def _choose(place: Anchorage, target: Target, found: Found, scope: Range) -> Anchored | Miss:
    """Narrow the places by section, context and occurrence, and judge how many are left."""
    selector = target.selector
    if not isinstance(selector, TextQuoteSelector | RangeSelector):  # pragma: no cover
        raise TypeError(selector)
    supported = bool(selector.prefix or selector.suffix)
    ranges = found.ranges or (found.inside_words if supported else ())
    here = tuple(one for one in ranges if scope.start <= one.start and one.end <= scope.end)
    fitting = tuple(
        one for one in here if in_context(place.haystack, one, selector.prefix, selector.suffix)
    )
    shown = fitting or here or found.ranges or found.inside_words
    candidates = tuple(
        candidate(place.page.text, one, place.sections) for one in shown[:_MOST_CANDIDATES]
    )
    if len(here) > 1 and not fitting:
        return Miss(code="quote-ambiguous", target=target, candidates=candidates, count=len(here))
    if not fitting:
        return Miss(
            code="quote-not-found",
            target=target,
            candidates=candidates,
            scope=scope,
            sections=place.sections,
            inside_word=bool(found.inside_words) and not found.ranges,
        )
    return _by_occurrence(target, fitting, candidates, exact=found.exact, code="quote-ambiguous")


def _by_occurrence(
    target: Target,
    fitting: tuple[Range, ...],
    candidates: tuple[Candidate, ...],
    *,
    exact: bool,
    code: str,
) -> Anchored | Miss:
    """Take the one place that fits, all of them, or the one that is asked for."""
    if target.occurrence == ALL:
        return _placed(target, fitting, exact=exact)
    if isinstance(target.occurrence, int):
        if target.occurrence > len(fitting):
            return Miss(
                code="occurrence-out-of-range",
                target=target,
                candidates=candidates,
                count=len(fitting),
            )
        return _placed(target, (fitting[target.occurrence - 1],), exact=exact)
    if len(fitting) > 1:
        return Miss(code=code, target=target, candidates=candidates, count=len(fitting))
    return _placed(target, fitting, exact=exact)


# --- headings, pictures, blocks --------------------------------------------------------


def _section(place: Anchorage, section: str) -> Section | None:
    wanted = section.removeprefix("#")
    by_id = [one for one in place.sections if one.id == wanted]
    by_title = [one for one in place.sections if one.title == collapse(section)]
    return next(iter(by_id or by_title), None)


def _section_ids(place: Anchorage) -> tuple[str, ...]:
    return tuple(one.id for one in place.sections if one.id)


def _resolve_section(
    place: Anchorage, target: Target, selector: SectionSelector
) -> Anchored | Miss:
    section = _section(place, selector.id)
    if section is None:
        return Miss(code="section-not-found", target=target, names=_section_ids(place))
    return _placed(target, (section.heading,), exact=True, elements=(section.element,))


def _resolve_image(
    place: Anchorage, target: Target, selector: ImageSelector, scope: Range
) -> Anchored | Miss:
    every = [one for one in images(place.page) if scope.start <= one[1].range.start <= scope.end]
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
    return _placed(target, ranges, exact=True, elements=tuple(index for index, _ in fitting))


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


def _resolve_block(
    place: Anchorage, target: Target, selector: BlockSelector, scope: Range
) -> Anchored | Miss:
    found = _quote(place, TextQuoteSelector(exact=selector.start))
    starts = {one.start for one in found.ranges}
    inside = [
        one.range
        for one in blocks(place.page)
        if one.range.start in starts and scope.start <= one.range.start < scope.end
    ]
    innermost: dict[int, Range] = {}
    for one in inside:
        known = innermost.get(one.start)
        innermost[one.start] = one if known is None or one.end < known.end else known
    fitting = tuple(innermost[start] for start in sorted(innermost))
    candidates = tuple(candidate(place.page.text, one, place.sections) for one in fitting)
    if not fitting:
        return Miss(code="block-not-found", target=target, scope=scope, sections=place.sections)
    return _by_occurrence(target, fitting, candidates, exact=found.exact, code="block-ambiguous")
