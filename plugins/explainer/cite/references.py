"""How the sources of a site are named and listed in a style: each once for each language.

The processor is slow, so it is asked only for what is wanted, and what it said may be kept from
one build to the next: `memory` is a mapping that a host may save.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, MutableMapping, Sequence
from functools import cache, cached_property

from markupsafe import Markup, escape

from explainer.cite.answers import Answers
from explainer.cite.entries import linked, readable
from explainer.cite.rich import NUMBER, html, without_signs
from explainer.csl.style import SHIPPED, Style, shipped
from explainer.model import Citation, Source
from explainer.words import Words

_TIGHT = {
    "ar": ((" و ", " و"),),
    "zh": ((" 和 ", "和"), (" 等", "等")),
}
"""Words that the processor sets off by spaces, and these languages do not."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


class References:
    """The sources of a site in a style."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        style: Style | None = None,
        memory: MutableMapping[str, str] | None = None,
    ) -> None:
        self._sources = sources
        self.style = style or shipped(SHIPPED[0])
        self._memory = {} if memory is None else memory
        self._spoken: dict[Words, Spoken] = {}

    def spoken(self, say: Words) -> Spoken:
        """Return them in a language."""
        if say not in self._spoken:
            self._spoken[say] = Spoken(self._sources, self.style, say, self._memory)
        return self._spoken[say]


class Spoken:
    """The sources of a site in a style and a language."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        style: Style,
        say: Words,
        memory: MutableMapping[str, str],
    ) -> None:
        self._sources = sources
        self._say = say
        self.style = style
        in_text = style.by_name and not style.numbered
        self._names_style = style if in_text else shipped(SHIPPED[0])
        self._names = Answers(self._names_style, say.locale, memory)
        self._styled = self._names if in_text else Answers(style, say.locale, memory)
        self.entry = cache(self._entry)
        self._mark = cache(self._marked)

    def label(self, source: str, number: int | None = None) -> Markup:
        """Return the name of a source, `IMF 2024`, or its number where the style has numbers."""
        return self.mark(source, "", number)[0]

    def listed(self, source: str, number: int | None) -> Markup:
        """Return what stands before a source in a list: its name, or its number as in the text."""
        label = self.label(source, number)
        if number is None or "<sup>" in label:
            return label
        before, after = self.brackets(numbered=True)
        return escape(before) + label + escape(after)

    def cite(self, citation: Citation, number: int | None) -> tuple[Markup, Markup]:
        """Return the words of a citation that are its link, and those that follow."""
        return self.mark(
            citation.id, citation.locator, number, suppress_author=citation.suppress_author
        )

    def mark(
        self, source: str, locator: str, number: int | None, *, suppress_author: bool = False
    ) -> tuple[Markup, Markup]:
        """Return the words of a mark that are its link, and those that follow."""
        numbered = number is not None and self.style.numbered
        label, rest = self._mark(source, locator, numbered, suppress_author)
        if numbered:
            label = Markup(label.replace(NUMBER, str(number)))  # noqa: S704 - a number
        return label, rest

    def numbers(self, sources: Sequence[str]) -> dict[str, int]:
        """Return the numbers of the sources of a page, given in the order of appearance.

        There are none in a style of names; a style may order its list by something else.
        """
        if not self.style.numbered:
            return {}
        if self.style.sorted:
            sources = sorted(sources, key=lambda one: (self._styled.entry(self._sources[one]), one))
        return {source: number for number, source in enumerate(sources, start=1)}

    def brackets(self, *, numbered: bool) -> tuple[str, str]:
        """Return what stands round one or several citations, in the signs of the language."""
        style = self.style if numbered else self._names_style
        ours = dict(zip("()", self._say.brackets, strict=True))
        before, after = (ours.get(sign.strip(), sign) for sign in style.brackets)
        return before, after

    def between(self, *, numbered: bool) -> str:
        """Return what stands between two citations."""
        delimiter = (self.style if numbered else self._names_style).delimiter
        ours = {";": self._say.semicolon, ",": self._say.comma}
        sign = ours.get(delimiter.strip(), delimiter.strip())
        return f"{sign} " if delimiter.endswith(" ") or not delimiter else sign

    # --- in the text ---

    def _marked(
        self,
        source_id: str,
        locator: str,
        numbered: bool,  # noqa: FBT001 - positional, to be cached by
        nobody: bool,  # noqa: FBT001 - as above
    ) -> tuple[Markup, Markup]:
        source = self._sources[source_id]
        answers = self._styled if numbered else self._names
        letter = "" if numbered else self._letters.get(source_id, "")
        name = self._named(answers, source, letter, nobody=nobody)
        if not locator:
            return self._html(name), Markup()
        whole = answers.cite(source, letter=letter, locator=locator, nobody=nobody)
        whole = self._tight(_with_letter(whole, letter, answers.cite(source, locator=locator)))
        if whole == name or not whole:  # the style has no place for it, or nobody knows its words
            return self._html(name), self._html(f"{self._say.comma} {without_signs(locator)}")
        if not whole.startswith(name):
            return self._html(whole), Markup()
        rest = whole.removeprefix(name)
        if rest.startswith(", "):
            rest = f"{self._say.comma}{rest[1:]}"
        return self._html(name), self._html(rest)

    def _html(self, text: str) -> Markup:
        return readable(html(text), self._say)

    def _named(self, answers: Answers, source: Source, letter: str, *, nobody: bool) -> str:
        made = answers.cite(source, letter=letter, nobody=nobody)
        made = self._tight(_with_letter(made, letter, answers.cite(source, nobody=nobody)))
        if not made and nobody:
            return self._named(answers, source, letter, nobody=False)
        return made or source.title or source.id

    def _tight(self, text: str) -> str:
        for loose, tight in _TIGHT.get(self._say.locale.partition("_")[0], ()):
            text = text.replace(loose, tight)
        return text

    @cached_property
    def _letters(self) -> dict[str, str]:
        """The letters of sources that share a name, in the order of date, then id."""
        groups: defaultdict[str, list[Source]] = defaultdict(list)
        for source in self._sources.values():
            groups[self._names.cite(source)].append(source)
        return {
            source.id: _letter(number)
            for members in groups.values()
            if len(members) > 1
            for number, source in enumerate(sorted(members, key=lambda one: (one.issued, one.id)))
        }

    # --- in a list ---

    def _entry(self, source_id: str) -> Markup:
        """Return the source as the style lists it, its title and addresses as links."""
        source = self._sources[source_id]
        letter = self._letters.get(source_id, "") if self._styled is self._names else ""
        return linked(html(self._styled.entry(source, letter=letter)), source, self._say)


def _with_letter(made: str, letter: str, without: str) -> str:
    """Return a name with its letter; styles need not say where it goes: behind the year."""
    if not letter or made != without:
        return made
    years = list(_YEAR.finditer(made))
    if not years:
        return f"{made} {letter}"
    return f"{made[: years[-1].end()]}{letter}{made[years[-1].end() :]}"


def _letter(number: int) -> str:
    letters = ""
    while True:
        number, digit = divmod(number, 26)
        letters = chr(ord("a") + digit) + letters
        if not number:
            return letters
        number -= 1
