"""Finding the glossary's terms in a text: whole words, the longest first.

One Aho-Corasick automaton (ahocorasick_rs) holds the stems of all forms of all terms,
so a text is read once however many terms there are. A hit counts when the word it
begins ends there, or when a stemmer (snowballstemmer) takes both for one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, lru_cache

import regex
import snowballstemmer
from ahocorasick_rs import AhoCorasick

from explainer.fold import cuts_word, is_grapheme_boundary, lowered
from explainer.model import Range, Term
from explainer.outline import sections
from explainer.page import PageText

_NO_TERMS_IN = frozenset("a code pre kbd samp var h1 h2 h3 h4 h5 h6 th abbr dfn button".split())
_ONE_TO_ONE = str.maketrans(
    {**dict.fromkeys("‘’ʼ`´", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), "\u00a0": " ", "\u202f": " "}
)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_]+(?:['-][\p{L}\p{M}\p{N}_]+)*")
_LANGUAGES = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRange:
    """A place where a term is used."""

    range: Range
    term: str
    """The term's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """One way to write a term."""

    term: Term
    words: str
    """With typography made plain, in the case written."""
    head: str
    """All words but the last, and of that as much as its inflections share."""
    stem: str
    """The last word's stem; empty if the form is not inflected."""

    @property
    def cased(self) -> bool:
        """True if the text must have the form's own capitals."""
        case = self.term.matching.case
        return case == "exact" or (case == "smart" and self.words != self.words.lower())


class Glossary:
    """The terms of a site, ready to be found; build once, use for every page."""

    def __init__(self, terms: Iterable[Term], language: str = "en") -> None:
        self._language = language
        marked = [term for term in terms if term.matching.mark != "none"]
        self._forms = [form for term in marked for form in _forms(term, language)]
        heads = [lowered(form.head) for form in self._forms]
        self._automaton = AhoCorasick(heads) if heads else None

    def find(
        self, page: PageText, article: str, *, but: str = "", marks: str = ""
    ) -> tuple[TermRange, ...]:
        """Return where terms are to be linked, in order; ranges do not overlap.

        `article` is the path that `in` and `not_in` are compared with; `but` is the id
        of a term to leave out (its own definition); `marks`, if given, overrides how
        many uses of each term are linked.
        """
        uses = [use for use in self._uses(page.text, article) if use.term.id != but]
        open_to_terms = _outside(uses, _closed(page)) if uses else []
        return _chosen(open_to_terms, page, marks)

    def _uses(self, text: str, article: str) -> list[_Use]:
        """Return every use, the longest of those that overlap, from the left.

        A term that does not belong here takes no words from one that does.
        """
        if self._automaton is None:
            return []
        plain = text.translate(_ONE_TO_ONE)
        hits = self._automaton.find_matches_as_indexes(lowered(plain), overlapping=True)
        uses = []
        for pattern, start, end in hits:
            form = self._forms[pattern]
            if not _belongs(form.term, article):
                continue
            stop = _form_end(plain, form, start, end, self._language)
            if stop:
                uses.append(_Use(Range(start=start, end=stop), form.term))
        uses.sort(key=lambda use: (use.range.start, -use.range.end, use.term.id))
        return _without_overlaps(uses)


def _ends_here(text: str, words: str, end: int) -> bool:
    """Return True if no word or sign goes on at the end of a form: `C++` in `C++20` does."""
    if cuts_word(text, end) or not is_grapheme_boundary(text, end):
        return False
    return words[-1:].isalnum() or not text[end : end + 1].isalnum()


@dataclass(frozen=True, slots=True)
class _Use:
    range: Range
    term: Term


def _forms(term: Term, language: str) -> list[_Form]:
    written = [term.term, *(alias.value for alias in term.aliases)]
    foreign = [name.value for _, name in term.original]
    inflected = [(words, term.matching.inflect) for words in written]
    unique = dict([*((words, False) for words in foreign), *inflected])
    return [_form(term, words, language if inflect else "") for words, inflect in unique.items()]


def _form(term: Term, words: str, language: str) -> _Form:
    plain = " ".join(words.translate(_ONE_TO_ONE).split())
    last = plain.rpartition(" ")[2]
    stem = _stem(last.lower(), language) if _WORD.fullmatch(last) else ""
    shared = _shared(stem, last.lower()) if stem else len(last)
    return _Form(term=term, words=plain, head=plain[: len(plain) - len(last) + shared], stem=stem)


def _shared(one: str, other: str) -> int:
    """Return how many characters two words have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


@lru_cache(maxsize=65536)
def _stem(word: str, language: str) -> str:
    """Return a word's stem, or nothing for a language without a stemmer."""
    algorithm = _LANGUAGES.get(language.partition("-")[0].lower(), "")
    return str(_stemmer(algorithm).stemWord(word)) if algorithm else ""


@cache
def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(algorithm)


def _form_end(text: str, form: _Form, start: int, end: int, language: str) -> int:
    """Return where a form that begins at a hit ends, or 0 if the hit is another word."""
    if cuts_word(text, start):
        return 0
    if form.cased and not text.startswith(form.head, start):
        return 0
    whole = start + len(form.words)
    as_written = text[start:whole].lower() == form.words.lower()
    if as_written and _ends_here(text, form.words, whole):
        return whole
    if not form.stem:
        return 0
    word_start = start + form.words.rfind(" ") + 1
    word = _WORD.match(text, word_start)
    if word is None or word.end() < end:
        return 0
    stop = int(word.end())
    found = str(word.group())
    if found.endswith("'s"):
        found, stop = found[:-2], stop - 2
    return stop if _stem(found.lower(), language) == form.stem else 0


def _without_overlaps(uses: Sequence[_Use]) -> list[_Use]:
    kept: list[_Use] = []
    for use in uses:
        if not kept or use.range.start >= kept[-1].range.end:
            kept.append(use)
    return kept


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
        while at < len(closed) and closed[at].start < use.range.end:
            reach = max(reach, closed[at].end)
            at += 1
        if use.range.start >= reach:
            kept.append(use)
    return kept


def _chosen(uses: Sequence[_Use], page: PageText, marks: str) -> tuple[TermRange, ...]:
    """Return the uses to link: the first in the page, in each section, or all."""
    starts = [one.heading.start for one in sections(page)] if uses else []
    seen: set[tuple[str, int]] = set()
    chosen = []
    for use in uses:
        mark = marks or use.term.matching.mark
        section = sum(1 for start in starts if start <= use.range.start)
        key = (use.term.id, section if mark == "first-per-section" else -1)
        if mark != "all" and key in seen:
            continue
        seen.add(key)
        chosen.append(TermRange(range=use.range, term=use.term.id))
    return tuple(chosen)
