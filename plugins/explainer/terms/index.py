"""All forms of all terms, in one tree of words: a text is read once, however many there are.

An Aho-Corasick automaton (ahocorasick_rs) finds the words of the text that may begin a
form. From there the tree is walked word by word, by the word as written and by its stem.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from explainer.fold import cuts_word, is_grapheme_boundary
from explainer.terms.forms import Form, fits, gap
from explainer.terms.language import Language
from explainer.terms.reading import AFTER_UNSPACED, TYPOGRAPHY, UNSPACED, WORD, bare

_LONGEST_GAP = 24


@dataclass(slots=True)
class Node:
    """A place in the tree: the words up to here, and what may follow."""

    words: dict[str, Node] = field(default_factory=dict)
    """By the word as written, after `=`, or by its key."""
    gaps: dict[str, Node] = field(default_factory=dict)
    """By what stands between this word and the next."""
    ends: dict[str, list[Form]] = field(default_factory=dict)
    """The forms that end with this word, by what stands behind it: `++`, or nothing."""


class Hit(NamedTuple):
    """Words of a text that are a form of a term."""

    start: int
    end: int
    form: Form
    words: tuple[str, ...]


class Index:
    """The forms of a glossary in one language."""

    def __init__(self, forms: Sequence[Form], language: Language) -> None:
        self.language = language
        self.root = Node()
        heads: dict[str, None] = {}
        whole: dict[str, list[Form]] = {}
        for form in forms:
            if form.whole:
                whole.setdefault(self._small(form.written), []).append(form)
            else:
                heads.update(dict.fromkeys(self._add(form)))
        self._heads = AhoCorasick(list(heads)) if heads else None
        self._whole = list(whole.values())
        self._strings = AhoCorasick(list(whole)) if whole else None
        self._signs = any(not UNSPACED.search(words) for words in whole)

    def _add(self, form: Form) -> tuple[str, ...]:
        """Put a form into the tree; return how a text must begin for it to be looked at."""
        node = self.root
        for at, word in enumerate(form.words):
            low = self.language.lower(word)
            key = self.language.key(low) if form.inflected else ""
            node = node.words.setdefault(key or f"={low}", Node())
            if at < len(form.words) - 1:
                node = node.gaps.setdefault(form.gaps[at], Node())
        node.ends.setdefault(form.gaps[-1].rstrip(), []).append(form)
        first = self.language.lower(form.words[0])
        heads = self.language.heads(first) if form.inflected else (bare(first),)
        return tuple(f" {head}" for head in heads)

    def _small(self, text: str) -> str:
        return self.language.lower(text.translate(TYPOGRAPHY))

    def hits(self, text: str) -> list[Hit]:
        """Return every form in a text, also those inside longer ones."""
        unspaced = not text.isascii() and UNSPACED.search(text) is not None
        found: list[Hit] = []
        for start in self._starts(text, unspaced=unspaced):
            self._walk(text, start, found)
        if self._strings and (self._signs or unspaced):
            small = self._small(text)
            for pattern, start, end in self._strings.find_matches_as_indexes(
                small, overlapping=True
            ):
                found += [
                    Hit(start, end, form, (text[start:end],))
                    for form in self._whole[pattern]
                    if _stands_alone(text, form, start, end)
                ]
        return found

    def _starts(self, text: str, *, unspaced: bool) -> Iterable[int]:
        """Return where words begin that may begin a form, each once."""
        if self._heads is None:
            return ()
        found = self._heads.find_matches_as_indexes(f" {bare(text)}", overlapping=True)
        starts = dict.fromkeys(start for _, start, _ in found)
        if unspaced:  # a word that follows such a script has no space before it
            starts.update(dict.fromkeys(one.start() for one in AFTER_UNSPACED.finditer(text)))
        if self.language.apostrophe_joins:
            return [start for start in starts if not _is_ending(text, start)]
        return starts

    def _walk(self, text: str, start: int, found: list[Hit]) -> None:
        """Add the forms that begin at a place."""
        open_: list[tuple[Node, int, tuple[str, ...]]] = [(self.root, start, ())]
        while open_:
            node, at, before = open_.pop()
            word = WORD.match(text, at)
            if word is None:
                continue
            last, end = word.group(), word.end()
            children = self._children(node, last)
            if not children:
                continue
            words = (*before, last)
            for child in children:
                for tail, forms in child.ends.items():
                    if not tail or _ends(text, tail, end):
                        found += [
                            Hit(start, end + len(tail), form, words)
                            for form in forms
                            if fits(form, words, self.language)
                        ]
            gapped = [child for child in children if child.gaps]
            following = WORD.search(text, end, end + _LONGEST_GAP) if gapped else None
            if following:
                between = gap(text[end : following.start()])
                open_ += [
                    (child.gaps[between], following.start(), words)
                    for child in gapped
                    if between in child.gaps
                ]

    def _children(self, node: Node, word: str) -> list[Node]:
        low, children = self.language.lower(word), node.words
        keys = (f"={low}", *self.language.keys(low))
        return [children[key] for key in keys if key in children]


_APOSTROPHES = frozenset("'’ʼ`´")


def _is_ending(text: str, start: int) -> bool:
    """Return True for the s of ’s: what an apostrophe joins to a word is none itself."""
    return start > 1 and text[start - 1] in _APOSTROPHES and text[start - 2].isalpha()


def _ends(text: str, tail: str, end: int) -> bool:
    """Return True if a form may end with these signs here: not `C++` in `C++20`."""
    after = end + len(tail)
    same = text[end:after].translate(TYPOGRAPHY) == tail
    return same and not _goes_on(text, after, tail[-1], after)


def _stands_alone(text: str, form: Form, start: int, end: int) -> bool:
    """Return True if a form that was found as written cuts neither a word nor a character."""
    if form.cased and text[start:end].translate(TYPOGRAPHY) != form.written:
        return False
    return not (
        _goes_on(text, start, form.written[:1], start - 1)
        or _goes_on(text, end, form.written[-1:], end)
        or not is_grapheme_boundary(text, start)
        or not is_grapheme_boundary(text, end)
    )


def _goes_on(text: str, edge: int, sign: str, beyond: int) -> bool:
    """Return True if a word goes on beyond the edge of a form: .NET in ASP.NET, C++ in C++20."""
    if sign.isalnum():
        return cuts_word(text, edge)
    other = text[beyond : beyond + 1] if beyond >= 0 else ""
    return other.isalnum() and not UNSPACED.match(other)
