"""Definitions that explain a word by the word: a tariff is a tariff on goods.

A definition may begin with what it defines (“The Entity List names companies …”). Where the
first sentence uses the term again after that, or begins otherwise and uses it later, it says
what a reader asked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from explainer.model import Matching, Term
from explainer.terms.forms import forms
from explainer.terms.index import Index
from explainer.terms.language import language
from explainer.terms.reading import UNSPACED, WORD, bare, read

_SENTENCE = re.compile(r".*?(?:[.!?؟](?=\s|$)|[。！？]|$)", re.DOTALL)
_ARTICLE = 1
"""Words that may stand before the term at the beginning: its article."""


def explains_itself(term: Term, text: str, tag: str) -> bool:
    """Return True if the first sentence of a definition, as plain text, needs its own term."""
    found = _SENTENCE.match(text.strip())
    sentence = read(found.group()).text if found else ""
    name = replace(
        term,
        aliases=(),
        original=(),
        matching=Matching(case=term.matching.case, inflect=term.matching.inflect),
    )
    (form,) = tuple(forms(name)) or (None,)
    spoken = language(tag)
    if form is None or not _may_hold(sentence, form.words[:1], tag):
        return False
    starts = {hit.start for hit in Index([form], spoken).hits(sentence)}
    return any(at != _subject(sentence, starts) for at in starts)


def _may_hold(sentence: str, first: tuple[str, ...], tag: str) -> bool:
    """Return whether a sentence is worth a second look: most are not, and looks cost."""
    spoken, plain = language(tag), bare(sentence)
    return not first or any(head in plain for head in spoken.heads(spoken.lower(first[0])))


def _subject(sentence: str, starts: set[int]) -> int | None:
    """Return where a sentence begins with the term, but for an article."""
    first = min(starts)
    before = sentence[:first]
    words = len(WORD.findall(before)) + len(UNSPACED.findall(before))
    return first if words <= _ARTICLE else None
