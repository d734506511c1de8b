"""What to tell an editor when a target has no place, or more than one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from explainer.context import candidate, line_of, settling_context
from explainer.diagnostics import Diagnostic, Related, diagnose
from explainer.model import (
    Candidate,
    Range,
    RangeSelector,
    Target,
)
from explainer.near import near_misses
from explainer.nearest import nearest
from explainer.outline import Section
from explainer.scalar import yaml_scalar
from explainer.span import TextFile

_SHOWN_PLACES = 5
_SHOWN_WORDS = 60
"""Code points of a place's own words that are shown."""
_SURE = 0.75
"""Likeness from which a near miss is worth pasting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A target without its one place."""

    code: str
    target: Target
    candidates: tuple[Candidate, ...] = ()
    """Places where the words stand, though not as the target asks."""
    names: tuple[str, ...] = ()
    """Ids or file names there are."""
    count: int = 0
    sections: tuple[Section, ...] = ()
    inside_word: bool = False
    """True if the words stand only inside longer words."""
    alike: bool = False
    """True if the candidates are no more than like the words."""

    @property
    def places(self) -> int:
        """How many places fit, of which `candidates` may be the first few."""
        return self.count or len(self.candidates)

    @property
    def ambiguous(self) -> bool:
        """True if several places fit."""
        return self.code.endswith("-ambiguous")


def miss_diagnostic(miss: Miss, text: str, file: TextFile) -> Diagnostic:
    """Return the diagnostic of a miss; `text` is the page's, `file` the article's source."""
    return _WRITERS[miss.code](miss, text, file)


def normalised_notice(target: Target, words: Sequence[str]) -> Diagnostic:
    """Return the notice that a quote was found, but not letter by letter as written."""
    return diagnose(
        "quote-normalised",
        "the quote is found, but its typography or formatting is not the article's",
        target.span,
        help=f"as the page has it:\nquote: {yaml_scalar(words[0])}",
    )


def _quote_not_found(miss: Miss, text: str, file: TextFile) -> Diagnostic:
    related: tuple[Related, ...] = ()
    if miss.inside_word:
        word = _surrounding_word(text, miss.candidates[0].range)
        help_ = f"the words stand only inside a longer one: “{word}”; quote the whole word"
    elif miss.candidates:
        related = _places(miss.candidates, text, file)
        line = _at_line(file, text, miss.candidates[0].range)
        help_ = (
            f"the words stand {line}, but not with this prefix, suffix or section;"
            " correct those, or leave them out"
        )
    else:
        help_, related = _near_help(miss, text, file)
    return diagnose(
        "quote-not-found",
        "the quoted text is not in this article",
        miss.target.span,
        label=f"not in {file.path}",
        help=help_,
        related=related,
    )


def _near_help(miss: Miss, text: str, file: TextFile) -> tuple[str, tuple[Related, ...]]:
    words = miss.target.selector.words
    near = tuple(
        candidate(text, place, miss.sections, score) for place, score in near_misses(text, words)
    )
    if not near:
        return "nothing in the article is like it; copy the words from the page", ()
    best = near[0]
    where = _at_line(file, text, best.range)
    if isinstance(miss.target.selector, RangeSelector):
        help_ = (
            "a range needs both its ends in one section, in this order;"
            f" the nearest words stand {where}: “{best.text}”"
        )
    elif best.score >= _SURE:
        help_ = f"{where} stands “{best.text}”; if that is meant:\nquote: {yaml_scalar(best.text)}"
    else:
        help_ = f"the nearest words stand {where}: “{best.text}”"
    return help_, _places(near[1:], text, file)


def _quote_ambiguous(miss: Miss, text: str, file: TextFile) -> Diagnostic:
    return _several_alike(miss, text, file) if miss.alike else _several_places(miss, text, file)


def _several_alike(miss: Miss, text: str, file: TextFile) -> Diagnostic:
    lines = [
        f"quote: {yaml_scalar(one.text)}   ({_at_line(file, text, one.range)})"
        for one in miss.candidates[:_SHOWN_PLACES]
    ]
    return diagnose(
        "quote-ambiguous",
        "the quoted text is not in this article, and several places are as like it",
        miss.target.span,
        label="which one is meant?",
        help="quote the one that is meant, with a prefix if its words stand twice:\n"
        + "\n".join(lines),
        related=_places(miss.candidates, text, file),
    )


def _several_places(miss: Miss, text: str, file: TextFile) -> Diagnostic:
    lines = []
    ranges = [one.range for one in miss.candidates]
    for number, one in enumerate(miss.candidates[:_SHOWN_PLACES], start=1):
        others = [other for other in ranges if other != one.range]
        prefix, suffix = settling_context(text, one.range, others)
        if prefix:
            choice = f"prefix: {yaml_scalar(prefix)}"
        elif suffix:
            choice = f"suffix: {yaml_scalar(suffix)}"
        else:
            choice = f"occurrence: {number}"
        under = f", under “{one.heading}”" if one.heading else ""
        lines.append(f"{choice}   ({_at_line(file, text, one.range)}{under})")
    more = miss.places - _SHOWN_PLACES
    if more > 0:
        lines.append(f"and {more} more")
    lines.append("for all of them: occurrence: all")
    return diagnose(
        "quote-ambiguous",
        f"the quoted text stands in {miss.places} places",
        miss.target.span,
        label="which one is meant?",
        help="say which one is meant:\n" + "\n".join(lines),
        related=_places(miss.candidates, text, file),
    )


def _block_ambiguous(miss: Miss, text: str, file: TextFile) -> Diagnostic:
    return diagnose(
        "block-ambiguous",
        f"{miss.places} blocks of this article begin so",
        miss.target.span,
        label="which one is meant?",
        help="give more of its first words, a section, or occurrence: 1",
        related=_places(miss.candidates, text, file),
    )


def _block_not_found(miss: Miss, text: str, file: TextFile) -> Diagnostic:
    near = near_misses(text, miss.target.selector.words, limit=1)
    help_ = "copy the first words of a paragraph, list item, cell, quotation or code block"
    if near:
        place = near[0][0]
        words = text[place.start : place.end]
        help_ += f"; the nearest words stand {_at_line(file, text, place)}: “{words}”"
    return diagnose(
        "block-not-found",
        "no block of this article begins so",
        miss.target.span,
        label=f"not in {file.path}",
        help=help_,
    )


def _occurrence(miss: Miss, text: str, file: TextFile) -> Diagnostic:
    count = miss.places
    return diagnose(
        "occurrence-out-of-range",
        f"occurrence {miss.target.occurrence} is asked for, but there are only {count}"
        if count != 1
        else f"occurrence {miss.target.occurrence} is asked for, but there is only one",
        miss.target.span,
        help=f"take a number from 1 to {count}, or: occurrence: all"
        if count > 1
        else "leave `occurrence` out",
        related=_places(miss.candidates, text, file),
    )


def _section_not_found(miss: Miss, text: str, file: TextFile) -> Diagnostic:
    del text
    section = miss.target.section
    words = section.value if section else miss.target.selector.words
    near = nearest(words, miss.names)
    return diagnose(
        "section-not-found",
        f"no heading of this article has the id “{words}”",
        section.span if section else miss.target.span,
        label=f"not in {file.path}",
        help=_choices(
            "its headings have the ids", near or miss.names, "the article has no headings"
        ),
    )


def _image_not_found(miss: Miss, text: str, file: TextFile) -> Diagnostic:
    del text
    return diagnose(
        "image-not-found",
        "no picture of this article fits",
        miss.target.span,
        label=f"not in {file.path}",
        help=_choices("its pictures are", miss.names, "the article has no pictures"),
    )


def _image_ambiguous(miss: Miss, text: str, file: TextFile) -> Diagnostic:
    del text
    return diagnose(
        "image-ambiguous",
        f"{miss.count} pictures of this article fit",
        miss.target.span,
        label=f"in {file.path}",
        help=f"say which one: occurrence: 1, up to {miss.count}",
    )


_WRITERS: dict[str, Callable[[Miss, str, TextFile], Diagnostic]] = {
    "quote-not-found": _quote_not_found,
    "quote-ambiguous": _quote_ambiguous,
    "block-ambiguous": _block_ambiguous,
    "block-not-found": _block_not_found,
    "occurrence-out-of-range": _occurrence,
    "section-not-found": _section_not_found,
    "image-not-found": _image_not_found,
    "image-ambiguous": _image_ambiguous,
}


def _places(candidates: tuple[Candidate, ...], text: str, file: TextFile) -> tuple[Related, ...]:
    return tuple(
        Related(
            message=f"{one.before}[{_shortened(one.text)}]{one.after}"
            + (f" (under “{one.heading}”)" if one.heading else ""),
            path=file.path,
            line=line_of(file, text, one.range) or 1,
            column=1,
        )
        for one in candidates[:_SHOWN_PLACES]
    )


def _shortened(words: str) -> str:
    if len(words) <= _SHOWN_WORDS:
        return words
    return f"{words[:_SHOWN_WORDS].rpartition(' ')[0]}…"


def _at_line(file: TextFile, text: str, place: Range) -> str:
    line = line_of(file, text, place)
    return f"at line {line}" if line else "in the article"


def _choices(lead: str, names: tuple[str, ...], otherwise: str) -> str:
    return f"{lead}: {', '.join(names[:_SHOWN_PLACES])}" if names else otherwise


def _surrounding_word(text: str, place: Range) -> str:
    start, end = place.start, place.end
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end].strip(".,;:!?()[]“”\"'‘’")
