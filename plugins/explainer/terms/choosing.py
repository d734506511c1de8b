"""Which of the places where terms stand are linked: where they belong, and how often."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from explainer.model import Range, Term
from explainer.outline import sections
from explainer.page import PageText
from explainer.terms.claims import Clash, clashes
from explainer.terms.forms import forms, nearness
from explainer.terms.index import Hit, Index
from explainer.terms.language import Language, language
from explainer.terms.reading import read
from explainer.text import BLOCKS

_NO_TERMS_IN = frozenset("a code pre kbd samp var h1 h2 h3 h4 h5 h6 th abbr dfn button".split())
_PARTS = BLOCKS - {"br"}
"""What no term reaches across."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRange:
    """A place where a term is used."""

    range: Range
    term: str
    """The term's id."""


class _Use(NamedTuple):
    """A form at its place; in order from the left, the longest first."""

    start: int
    back: int
    """The end, negative."""
    hit: Hit

    @property
    def range(self) -> Range:
        return Range(start=self.start, end=-self.back)

    @property
    def term(self) -> Term:
        return self.hit.form.term


class Glossary:
    """The terms of a site, ready to be found in one language; made once, used for every page."""

    def __init__(self, terms: Iterable[Term], tag: str = "en") -> None:
        self._language = language(tag)
        marked = (term for term in terms if term.matching.mark != "none")
        self._index = Index([form for term in marked for form in forms(term)], self._language)

    def find(
        self, page: PageText, article: str, *, but: str = "", marks: str = ""
    ) -> tuple[TermRange, ...]:
        """Return where terms are to be linked, in order; ranges do not overlap.

        `article` is the path that `in` and `not_in` are compared with; `but` is the id
        of a term to leave out (its own definition); `marks`, if given, overrides how
        many uses of each term are linked.
        """
        uses = [use for use in self._uses(page, article) if use.term.id != but]
        open_to_terms = _outside(uses, _closed(page)) if uses else []
        return _chosen(open_to_terms, page, marks)

    def clashes(self) -> tuple[Clash, ...]:
        """Return the forms of two terms that have one stem and that nothing tells apart."""
        return clashes(self._index)

    def _uses(self, page: PageText, article: str) -> list[_Use]:
        """Return every use, the longest of those that overlap, from the left.

        A term that does not belong here takes no words from one that does.
        """
        reading = read(page.text)
        uses = []
        for hit in self._index.hits(reading.text):
            place = reading.original(hit.start, hit.end)
            if place and _belongs(hit.form.term, article):
                uses.append(_Use(place.start, -place.end, hit))
        uses.sort(key=itemgetter(0, 1))
        return _without_overlaps(_without_excluded(_within_blocks(uses, page)))


class Glossaries:
    """The terms of a site in every language of its pages, each made when first asked for."""

    def __init__(self, terms: Iterable[Term], tag: str = "en") -> None:
        self._terms = tuple(terms)
        self._site = tag
        self._made: dict[Language, Glossary] = {}

    def of(self, tag: str = "") -> Glossary:
        """Return the glossary in the language of a page, or in the site's if it names none."""
        tag = tag or self._site
        spoken = language(tag)
        if spoken not in self._made:
            self._made[spoken] = Glossary(self._terms, tag)
        return self._made[spoken]

    def clashes(self) -> tuple[Clash, ...]:
        """Return what cannot be told apart in any of the languages used, each pair once."""
        every = (clash for one in self._made.values() for clash in one.clashes())
        return tuple({clash.key: clash for clash in every}.values())


def _within_blocks(uses: Sequence[_Use], page: PageText) -> list[_Use]:
    """Drop what begins in one paragraph or cell and ends in another."""
    several = {id(use) for use in uses if " " in page.text[use.start : -use.back]}
    if not several:
        return list(uses)
    blocks = (one.range for one in page.elements if one.tag in _PARTS)
    edges = sorted({at for block in blocks for at in block})
    return [
        use
        for use in uses
        if id(use) not in several or bisect_right(edges, use.start) == bisect_left(edges, -use.back)
    ]


def _without_excluded(uses: Sequence[_Use]) -> list[_Use]:
    """Drop what an editor says is not the term, and the uses of the term inside it."""
    closed: dict[str, list[Range]] = {}
    for use in uses:
        if use.hit.form.role == "except":
            closed.setdefault(use.term.id, []).append(use.range)
    if not closed:
        return list(uses)
    of_term: dict[str, list[_Use]] = {}
    for use in uses:
        if use.hit.form.role != "except":
            of_term.setdefault(use.term.id, []).append(use)
    kept = [one for id_, own in of_term.items() for one in _outside(own, closed.get(id_, ()))]
    return sorted(kept, key=itemgetter(0, 1))


def _without_overlaps(uses: Sequence[_Use]) -> list[_Use]:
    """Keep the longest of those that overlap, and of those as long the nearest form."""
    kept: list[_Use] = []
    for use in uses:
        if not kept or use.start >= -kept[-1].back:
            kept.append(use)
        elif use[:2] == kept[-1][:2]:
            kept[-1] = min(kept[-1], use, key=_nearness)
    return kept


def _nearness(use: _Use) -> tuple[object, ...]:
    return (*nearness(use.hit.form, use.hit.words), use.term.id)


@lru_cache(maxsize=65536)
def _fits(only: tuple[str, ...], never: tuple[str, ...], article: str) -> bool:
    if any(fnmatchcase(article, glob) for glob in never):
        return False
    return not only or any(fnmatchcase(article, glob) for glob in only)


def _belongs(term: Term, article: str) -> bool:
    matching = term.matching
    if not matching.only and not matching.never:
        return True
    return _fits(matching.only, matching.never, article)


def _closed(page: PageText) -> list[Range]:
    """Return where terms are not linked: links, code, headings, and what asks for it."""
    return [
        one.range
        for one in page.elements
        if one.range.end > one.range.start
        and (
            one.tag in _NO_TERMS_IN
            or "no-terms" in one.attrs.get("class", "")
            or "data-term" in one.attrs
        )
    ]


def _outside(uses: Sequence[_Use], closed: Sequence[Range]) -> list[_Use]:
    """Return the uses that no closed range touches; both are in order of their starts."""
    kept, at, reach = [], 0, 0
    for use in uses:
        while at < len(closed) and closed[at].start < -use.back:
            reach = max(reach, closed[at].end)
            at += 1
        if use.start >= reach:
            kept.append(use)
    return kept


def _chosen(uses: Sequence[_Use], page: PageText, marks: str) -> tuple[TermRange, ...]:
    """Return the uses to link: the first in the page, in each section, or all."""
    starts = [one.heading.start for one in sections(page)] if uses else []
    seen: set[tuple[str, int]] = set()
    chosen = []
    for use in uses:
        term = use.term
        mark = marks or term.matching.mark
        section = sum(1 for start in starts if start <= use.start)
        key = (term.id, section if mark == "first-per-section" else -1)
        if mark != "all" and key in seen:
            continue
        seen.add(key)
        chosen.append(TermRange(range=use.range, term=term.id))
    return tuple(chosen)
