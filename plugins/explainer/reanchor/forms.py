"""The selectors that could be written for a place, in the form the editor chose.

Whatever still fits stays as it is written; what does not comes from the article. Nothing
here is sure to find its place: `explainer.reanchor.fix` tries them in this order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from explainer import cuts
from explainer.anchor import Anchorage
from explainer.edit.keys import Written
from explainer.find import find_quote, in_context
from explainer.load.nodes import Scalar
from explainer.model import BlockSelector, Range, RangeSelector, SectionSelector, Target
from explainer.quote import is_shorthand
from explainer.telling import contexts

_BAR = re.compile(r"((?:^|(?<=\s))\|(?:$|(?=\s)))")
_ELLIPSIS = re.compile(r"\s(…|\.\.\.|\[…\]|\[\.\.\.\])\s")
_FIRST_WORD, _LAST_WORD = re.compile(r"\w+"), re.compile(r"\w+(?=\W*$)")
_GROWTH = (0, 12, 24, 48)
"""Code points by which the ends of a range are lengthened until they find it."""
_CONTEXTS = 8
"""Contexts that are tried; the first is right but for oddities of folding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the YAML could say."""

    words: str
    """The scalar that says where."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys beside it that are new, or say something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a target is written, and the place it is to find."""

    here: Anchorage
    target: Target
    written: Written
    place: Range

    @property
    def beside(self) -> Mapping[str, str]:
        """The keys beside the scalar that have a single value."""
        pairs = self.written.entry.entries if self.written.entry else ()
        return {
            key.value: value.value
            for key, value in pairs
            if isinstance(value, Scalar) and not value.is_null
        }

    @property
    def has_context(self) -> bool:
        """True if `prefix:` or `suffix:` say something."""
        return bool(self.beside.get("prefix") or self.beside.get("suffix"))

    @property
    def shorthand(self) -> bool:
        """True if the scalar is `prefix | quote | suffix`."""
        return not self.has_context and is_shorthand(self.written.scalar.value.strip())


def wordings(form: Form) -> Iterator[Wording]:
    """Yield what could be written, what changes least first."""
    section = _section(form)
    for one in _all_wordings(form):
        keys = {**section, **one.keys}
        # What is beside a list is shared by all in it, so it is not one's to change.
        if not (form.written.listed and keys):
            yield Wording(words=one.words, keys=keys)


def _all_wordings(form: Form) -> Iterator[Wording]:
    if isinstance(form.target.selector, SectionSelector):
        yield from _headings(form)
        return
    if isinstance(form.target.selector, BlockSelector):
        spellings = list(_beginnings(form))
    elif isinstance(form.target.selector, RangeSelector):
        spellings = list(_ends(form))
    else:
        spellings = [_text(form, form.place)]
    for words in spellings:
        yield from _in_context(form, words, *_renewed(form))
    if not isinstance(form.target.selector, BlockSelector):
        for prefix, suffix in _settling(form):
            for words in spellings[:1]:
                yield from _in_context(form, words, prefix, suffix)
    for words in spellings[:1]:
        yield from _numbered(form, words)


def _text(form: Form, place: Range) -> str:
    return form.here.page.text[place.start : place.end]


# --- the words themselves --------------------------------------------------------------


def _headings(form: Form) -> Iterator[Wording]:
    """Yield the id and the words of the heading, the words first if they were written."""
    sections = form.here.sections
    for one in (each for each in sections if each.heading == form.place):
        by_words = any(map(str.isspace, form.written.scalar.value.strip()))
        names = [one.title, one.id] if by_words else [one.id, one.title]
        yield from (Wording(words=name) for name in names if name)


def _beginnings(form: Form) -> Iterator[str]:
    """Yield first words of the block, about as many as were written, and then more."""
    start, end = form.place
    for more in _GROWTH:
        length = _about(form.target.selector.words) + more
        yield _text(form, Range(start, min(end, cuts.after(form.here.page.text, start, length))))


def _ends(form: Form) -> Iterator[str]:
    """Yield the first and last words of the passage, as long as those written, then longer."""
    selector = form.target.selector
    if not isinstance(selector, RangeSelector):  # pragma: no cover
        raise TypeError(selector)
    text, (start, end) = form.here.page.text, form.place
    found = _ELLIPSIS.search(form.written.scalar.value)
    sign = found[1] if found else "…"
    for more in _GROWTH:
        first = _after(text, start, selector.start, more)
        last = _before(text, end, selector.end, more)
        if first >= last:
            break
        yield f"{text[start:first].strip()} {sign} {text[last:end].strip()}"
    yield text[start:end]


def _before(text: str, end: int, words: str, more: int = 0) -> int:
    """Return where a stretch begins that ends here and may stand for the words written.

    It is about as long as they are, and begins with their first word if that is near.
    """
    first = _FIRST_WORD.search(words)
    least, most = _lengths(words)
    near = text[max(0, end - most) : end]
    for found in _FIRST_WORD.finditer(near) if not more else ():
        at = end - len(near) + found.start()
        if first and found[0] == first[0] and end - at >= least and cuts.may_cut(text, at):
            return at
    return cuts.before(text, end, _about(words) + more)


def _after(text: str, start: int, words: str, more: int = 0) -> int:
    """Return where a stretch ends that begins here and may stand for the words written.

    It is about as long as they are, and ends with their last word if that is near.
    """
    last = _LAST_WORD.search(words)
    least, most = _lengths(words)
    for found in _FIRST_WORD.finditer(text, start, start + most) if not more else ():
        end = found.end()
        if last and found[0] == last[0] and end - start >= least and cuts.may_cut(text, end):
            return end
    return cuts.after(text, start, _about(words) + more)


def _lengths(words: str) -> tuple[int, int]:
    """Return how short and how long a stretch may be to stand for words, in code points."""
    return len(words.strip()) // 2, len(words.strip()) * 3 // 2 + 1


def _about(words: str) -> int:
    """Return how long others in their place are to be at least; whole words make it a bit more."""
    return max(1, len(words.strip()) * 7 // 8)


# --- the words around them -------------------------------------------------------------


def _renewed(form: Form) -> tuple[str, str]:
    """Return the context that is written, with what does not fit taken from the article."""
    selector, text, (start, end) = form.target.selector, form.here.page.text, form.place
    prefix, suffix = getattr(selector, "prefix", ""), getattr(selector, "suffix", "")
    if prefix and not in_context(form.here.haystack, form.place, prefix, ""):
        prefix = text[_before(text, start, prefix) : start].strip()
    if suffix and not in_context(form.here.haystack, form.place, "", suffix):
        suffix = text[end : _after(text, end, suffix)].strip()
    return prefix, suffix


def _settling(form: Form) -> Iterator[tuple[str, str]]:
    """Yield contexts that tell the place from others with its words, the shortest first."""
    found = find_quote(form.here.haystack, _text(form, form.place))
    others = [one for one in (*found.ranges, *found.inside_words) if one != form.place]
    prefix, suffix = _renewed(form)
    for before, after in islice(contexts(form.here.haystack, form.place, others), _CONTEXTS):
        yield before or prefix, after or suffix


def _in_context(form: Form, words: str, prefix: str, suffix: str) -> Iterator[Wording]:
    """Yield the words with their context, in the form it has; a key may have to be emptied."""
    if form.shorthand and (prefix or suffix):
        yield Wording(words=_in_shorthand(form.written.scalar.value, prefix, words, suffix))
    elif form.written.listed and (prefix or suffix) and not form.has_context:
        yield Wording(words=f"{prefix} | {words} | {suffix}".strip())
    around = {"prefix": prefix, "suffix": suffix}
    keys = {key: new for key, new in around.items() if new != form.beside.get(key, "")}
    yield Wording(words=words, keys=keys)


def _in_shorthand(written: str, *parts: str) -> str:
    """Return `prefix | quote | suffix` with other parts, spaced as it was."""
    old = _BAR.split(written)
    for at, new in zip((0, 2, 4), parts, strict=True):
        part = old[at]
        if part.strip() != new:
            lead = part[: len(part) - len(part.lstrip())] or " " * bool(at and new)
            trail = part[len(part.rstrip()) :] or " " * bool(at < 4 and new)  # noqa: PLR2004
            old[at] = f"{lead}{new}{trail}"
    return "".join(old)


# --- keys that count or confine --------------------------------------------------------


def _numbered(form: Form, words: str) -> Iterator[Wording]:
    """Yield the words with their number among those alike, where nothing else tells them."""
    prefix, suffix = _renewed(form)
    haystack = form.here.haystack
    fitting = [
        one
        for one in find_quote(haystack, _text(form, form.place)).ranges
        if in_context(haystack, one, prefix, suffix)
    ]
    if form.place in fitting:
        number = {"occurrence": str(fitting.index(form.place) + 1)}
        for one in _in_context(form, words, prefix, suffix):
            yield Wording(words=one.words, keys={**one.keys, **number})


def _section(form: Form) -> Mapping[str, str]:
    """Return the section that the place stands in now, if it is not the one written."""
    if form.target.section is None:
        return {}
    around = [
        one
        for one in form.here.sections
        if one.range.start <= form.place.start and form.place.end <= one.range.end
    ]
    wanted = form.target.section.value.removeprefix("#")
    if any(wanted in {one.id, one.title} for one in around):
        return {}
    named = [one.id for one in around if one.id]
    return {"section": named[-1]} if named else {}
