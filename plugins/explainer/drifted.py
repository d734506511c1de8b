"""What to tell an editor of a passage that was edited and followed."""

from __future__ import annotations

from explainer.context import line_of, settling_context
from explainer.diagnostics import Diagnostic, Related, diagnose
from explainer.find import Haystack, collapse, find_quote
from explainer.meaning import Change, changes
from explainer.model import BlockSelector, Range, RangeSelector, Target
from explainer.scalar import yaml_scalar
from explainer.span import TextFile
from explainer.worddiff import Piece, inline, word_diff

_SHOWN = 160
"""Code points of a word diff that are shown beside the line of YAML."""
_AROUND = 24
"""Code points kept on either side of a change, of words that are the same."""
_END_WORDS = 6
"""Words at either end of a range that are quoted."""


def drifted(target: Target, place: Range, haystack: Haystack, file: TextFile) -> Diagnostic:
    """Return the diagnostic of a target that stands in a place it does not describe.

    A change of a number, a unit, a negation or a modal verb makes it an error.
    """
    now = haystack.text[place.start : place.end]
    before = target.recorded.quote if target.recorded else collapse(target.selector.words)
    line = line_of(file, haystack.text, place) or 1
    if _words_are_there(target, now):
        return _surroundings(target, place, haystack, file, line)
    if isinstance(target.selector, RangeSelector | BlockSelector) and not target.recorded:
        return _ends(target, now, file, line)
    meant = changes(before, now)
    return diagnose(
        "quote-changed-meaning" if meant else "quote-drifted",
        f"an edit of the quoted text changed what it says: {_told(meant)}"
        if meant
        else "the quoted text was edited; one place is clearly meant",
        target.span,
        label=_shortened(word_diff(before, now)),
        help=f"at line {line} the article has now:\n{_selector(target, place, haystack)}"
        + ("\nread the note again: does it still hold?" if meant else ""),
        related=(Related(message="the words now", path=file.path, line=line, column=1),),
    )


def _words_are_there(target: Target, now: str) -> bool:
    found = find_quote(Haystack(now), target.selector.words)
    return Range(start=0, end=len(now)) in found.ranges


def _told(meant: tuple[Change, ...]) -> str:
    return "; ".join(f"{one.kind} {one}" for one in meant)


def _surroundings(
    target: Target, place: Range, haystack: Haystack, file: TextFile, line: int
) -> Diagnostic:
    context = _context(place, haystack)
    if isinstance(target.occurrence, int):
        same = find_quote(haystack, target.selector.words).ranges
        if place in same:
            context = f"occurrence: {same.index(place) + 1}"
    return diagnose(
        "quote-drifted",
        "the text around the quoted words was edited; one place is clearly meant",
        target.span,
        label=f"at line {line} of {file.path}",
        help="if that is the place:\n" + (context or "run `explainer lock`"),
    )


def _ends(target: Target, now: str, file: TextFile, line: int) -> Diagnostic:
    return diagnose(
        "quote-drifted",
        "the quoted text was edited; one place is clearly meant",
        target.span,
        label=f"at line {line} of {file.path}",
        help=f"the article has now:\n{_key(target)}: {yaml_scalar(_written(target, now))}",
    )


def _selector(target: Target, place: Range, haystack: Haystack) -> str:
    now = haystack.text[place.start : place.end]
    words = f"{_key(target)}: {yaml_scalar(_written(target, now))}"
    context = "" if isinstance(target.selector, BlockSelector) else _context(place, haystack)
    return f"{words}\n{context}" if context else words


def _context(place: Range, haystack: Haystack) -> str:
    """Return the context that tells a place from others with its words, as YAML; or nothing."""
    now = haystack.text[place.start : place.end]
    others = [one for one in find_quote(haystack, now).ranges if one != place]
    if not others:
        return ""
    prefix, suffix = settling_context(haystack.text, place, others)
    if prefix:
        return f"prefix: {yaml_scalar(prefix)}"
    return f"suffix: {yaml_scalar(suffix)}" if suffix else ""


def _key(target: Target) -> str:
    return "block" if isinstance(target.selector, BlockSelector) else "quote"


def _written(target: Target, now: str) -> str:
    """Return what to write for words of the page: all, a beginning, or both ends."""
    words = now.split(" ")
    if isinstance(target.selector, BlockSelector):
        return " ".join(words[: max(_END_WORDS, len(target.selector.start.split()))])
    if isinstance(target.selector, RangeSelector) and len(words) > 2 * _END_WORDS:
        return f"{' '.join(words[:_END_WORDS])} … {' '.join(words[-_END_WORDS:])}"
    return now


def _shortened(pieces: tuple[Piece, ...]) -> str:
    """Return a word diff on one line, without most of what is the same."""
    shown = [
        Piece(piece.op, _middle(piece.text)) if piece.op == "same" else piece for piece in pieces
    ]
    line = inline(shown)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _middle(text: str) -> str:
    if len(text) <= 2 * _AROUND + 1:
        return text
    return f"{text[:_AROUND].rpartition(' ')[0]} … {text[-_AROUND:].partition(' ')[2]}"
