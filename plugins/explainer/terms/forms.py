"""The ways to write a term: its name, its aliases, its names in other languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from explainer.model import Term
from explainer.span import Span
from explainer.terms.language import Language
from explainer.terms.reading import TYPOGRAPHY, UNSPACED, WORD, bare, common, read

Role = Literal["name", "original", "except"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to write a term, or words that are none of it though they hold it."""

    term: Term
    written: str
    """With typography made plain, in the case written."""
    span: Span
    role: Role
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    """What stands behind each word; see `gap`."""
    cased: bool
    """True if the text must have the form's own capitals."""
    whole: bool
    """True if it is found as it is written, and not word by word: 任正非, .NET."""

    @property
    def inflected(self) -> bool:
        """True if it is found in its other forms too."""
        return self.role == "name" and self.term.matching.inflect

    @property
    def claim(self) -> str:
        """What no two terms may have in common: capitals count where they tell terms apart."""
        words = "".join(map("".join, zip(self.words, self.gaps, strict=True))) or self.written
        return words if self.cased else words.lower()


def forms(term: Term) -> Iterator[Form]:
    """Yield the forms of a term, each once."""
    seen: set[tuple[str, bool]] = set()
    for words, span, role in _every(term):
        written = plain(words)
        key = (written, role == "except")
        if written and key not in seen:
            seen.add(key)
            yield _form(term, written, span, role)


def _every(term: Term) -> Iterator[tuple[str, Span, Role]]:
    yield term.term, term.span, "name"
    for alias in term.aliases:
        yield alias.value, alias.span, "name"
    for _, name in term.original:
        yield name.value, name.span, "original"
    for words in term.matching.excluded:
        yield words.value, words.span, "except"


def _form(term: Term, written: str, span: Span, role: Role) -> Form:
    found = list(WORD.finditer(written))
    ends = [one.start() for one in found[1:]] + [len(written)] * bool(found)
    case = term.matching.case
    return Form(
        term=term,
        written=written,
        span=span,
        role=role,
        words=tuple(one.group() for one in found),
        gaps=tuple(gap(written[one.end() : end]) for one, end in zip(found, ends, strict=True)),
        cased=case == "exact" or (case == "smart" and written != written.lower()),
        whole=not WORD.match(written) or UNSPACED.search(written) is not None,
    )


def plain(words: str) -> str:
    """Return words with their typography made plain."""
    return " ".join(read(" ".join(words.split())).text.translate(TYPOGRAPHY).split())


def gap(between: str) -> str:
    """Return what stands between two words; a space and a hyphen are one: fact-checking."""
    seen = between.translate(TYPOGRAPHY)
    return " " if seen == "-" or seen.isspace() else " ".join(seen.split(" "))


def nearness(form: Form, found: tuple[str, ...]) -> tuple[bool, int, bool, int]:
    """Return how near words are to the form they are found as: the least is the nearest."""
    pairs = zip(form.words, found, strict=False)
    shared = sum(common(bare(one), bare(other)) for one, other in pairs)
    exact = form.whole or all(map(_equal, form.words, found))
    return (not exact, -shared, not form.cased, len(form.written))


def _equal(one: str, other: str) -> bool:
    return one == other or one.lower() == other.lower()


def fits(form: Form, found: tuple[str, ...], language: Language) -> bool:
    """Return True if words that have the keys of a form are indeed a form of it."""
    if found == form.words:
        return True
    if form.cased and not all(map(_same_capitals, form.words, found)):
        return False
    return not form.inflected or all(map(language.same, form.words, found))


def _same_capitals(word: str, found: str) -> bool:
    """Return True if a word of a text has the capitals of a form; an ending has none: EARs."""
    if len(word) > 1 and word.isupper():
        return found.startswith(word) and not any(map(str.isupper, found[len(word) :]))
    shared = common(word.lower(), found.lower()) or 1
    capitals = [char.isupper() for char in found]
    return capitals[:shared] == [char.isupper() for char in word[:shared]] and not any(
        capitals[max(shared, 1) :]
    )
