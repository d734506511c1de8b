"""A made-up site of any size, the same for the same numbers: articles, terms, notes, sources.

Words are drawn from an invented vocabulary with the skew of a natural language, so that
the pages compress, repeat and cross-reference as written ones do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

_ONSETS = ("b", "br", "c", "d", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_ENDINGS = ("", "n", "r", "s", "l", "t", "nd", "rk")
_COMMON = "the of and to in that is was for it with as on be at by had not are but from".split()
_VOCABULARY = 4000
_PER_FOLDER = 50
_MENTIONS = 24
"""Of terms, on a page of 800 words."""
_SOURCES = 300
# What Material's own documentation recommends to every site.
_EXTENSIONS = (
    "admonition attr_list def_list footnotes md_in_html tables"
    " pymdownx.highlight pymdownx.inlinehilite pymdownx.superfences"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a corpus is."""

    pages: int = 200
    words: int = 800
    terms: int = 1000
    notes: int = 5
    """On each page."""


class Corpus:
    """The texts of a site."""

    def __init__(self, size: Size, seed: int = 1) -> None:
        self.size = size
        self._seed = seed
        random = self._random("words")
        made = dict.fromkeys(_word(random) for _ in range(_VOCABULARY * 3))
        self._words = [word for word in made if word not in _COMMON][:_VOCABULARY]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))
        self.terms = self._terms()
        self._term_weights = list(accumulate((rank + 1) ** -0.7 for rank in range(size.terms)))

    def write(self, root: Path, *, annotated: bool) -> None:
        """Write the site; without annotations it is the plain one to compare with."""
        plugins = ["search", "explainer"] if annotated else ["search"]
        _write(root / "mkdocs.yml", json.dumps(_config(plugins), indent=2))
        _write(root / "docs/index.md", "# Home\n\nWords.\n")
        for number in range(self.size.pages):
            path = f"s{number // _PER_FOLDER:02d}/p{number:04d}"
            paragraphs = self._page(number)
            _write(root / f"docs/{path}.md", _markdown(paragraphs))
            if annotated:
                _write(root / f"annotations/{path}.yml", self._notes(number, paragraphs))
        if annotated:
            _write(root / "annotations/glossary.yml", self._glossary())
            _write(root / "annotations/sources.yml", self._sources())

    def markdown(self, number: int) -> str:
        """Return the article of a number."""
        return _markdown(self._page(number))

    # -- texts --------------------------------------------------------------------------

    def _random(self, *what: object) -> Random:
        return Random(f"{self._seed}:{':'.join(map(str, what))}")

    def _pick(self, random: Random, count: int) -> list[str]:
        return random.choices(self._words, cum_weights=self._weights, k=count)

    def _sentence(self, random: Random, mentions: float) -> str:
        words = []
        for word in self._pick(random, random.randint(8, 22)):
            if random.random() < mentions:
                words += random.choices(self.terms, cum_weights=self._term_weights)
            else:
                words.append(random.choice(_COMMON) if random.random() < 0.4 else word)
        at = random.randrange(len(words))
        mark = random.choice(("", "", "", "*", "**", "`"))
        words[at] = f"{mark}{words[at]}{mark}"
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}{random.choice('....?!')}"

    def _terms(self) -> list[str]:
        random = self._random("terms")
        found: dict[str, None] = {}
        while len(found) < self.size.terms:
            name = "".join(_word(random) for _ in range(2)) + random.choice(("ite", "oid", "ane"))
            kind = random.random()
            if kind > 0.55:
                name += f" {random.choice(self._words)}"
            if kind > 0.9:
                name += f" {_word(random)}ule"
            found[name] = None
        return list(found)

    def _page(self, number: int) -> list[str]:
        """Return the blocks of a page."""
        random = self._random("page", number)
        blocks, words = [f"# {' '.join(self._pick(random, 4)).capitalize()}"], 0
        while words < self.size.words:
            place = len(blocks)
            if place % 5 == 0:
                blocks.append(f"## {' '.join(self._pick(random, 3)).capitalize()}")
            if place % 13 == 0:
                blocks.append(self._other(random))
            mentions = _MENTIONS / 800
            text = " ".join(self._sentence(random, mentions) for _ in range(random.randint(3, 6)))
            blocks.append(text)
            words += len(text.split())
        return blocks

    def _other(self, random: Random) -> str:
        """Return a list, a table or a code block."""
        rows = [self._pick(random, 3) for _ in range(4)]
        return random.choice(
            (
                "\n".join(f"- {' '.join(row)}" for row in rows),
                "| a | b | c |\n|---|---|---|\n"
                + "\n".join(f"| {' | '.join(row)} |" for row in rows),
                "```python\n"
                + "\n".join(f"{row[0]} = {row[1]}({row[2]})" for row in rows)
                + "\n```",
            )
        )

    # -- annotations --------------------------------------------------------------------

    def _notes(self, number: int, blocks: Sequence[str]) -> str:
        random = self._random("notes", number)
        text = "\n".join(blocks)
        prose = [block for block in blocks if block[0].isalpha() and len(block) > 200]
        lines = ["notes:"]
        for index in range(self.size.notes):
            quote = _quote(random, prose[index % len(prose)], text)
            body = " ".join(self._sentence(random, 0.02) for _ in range(2))
            source = (number * self.size.notes + index) % _SOURCES
            lines += [
                f"  - id: n{index}",
                f"    quote: {json.dumps(quote)}",
                "    title: What is meant here",
                "    body: |",
                f"      {body} [@s{source}]",
            ]
        return "\n".join(lines) + "\n"

    def _glossary(self) -> str:
        random = self._random("glossary")
        lines = ["terms:"]
        for index, term in enumerate(self.terms):
            lines += [
                f"  - id: t{index}",
                f"    term: {json.dumps(term)}",
                f"    short: {json.dumps(self._sentence(random, 0))}",
            ]
        return "\n".join(lines) + "\n" if self.terms else "terms: []\n"

    def _sources(self) -> str:
        random = self._random("sources")
        lines = ["sources:"]
        for index in range(min(_SOURCES, self.size.pages * self.size.notes)):
            title = " ".join(self._pick(random, 6)).capitalize()
            lines += [
                f"  - id: s{index}",
                "    type: report",
                f"    title: {json.dumps(title)}",
                f"    author: [{{family: {_word(random).capitalize()}, given: A.}}]",
                f"    issued: {1980 + index % 45}",
                f"    URL: https://example.org/{index}",
            ]
        return "\n".join(lines) + "\n"


def _word(random: Random) -> str:
    parts = range(random.choice((1, 1, 2, 2, 3)))
    return "".join(
        random.choice(_ONSETS) + random.choice(_VOWELS) + random.choice(_ENDINGS) for _ in parts
    )


def _quote(random: Random, paragraph: str, text: str) -> str:
    """Return five words of a paragraph that stand nowhere else and hold no markup."""
    words = paragraph.split()
    while True:
        at = random.randrange(1, len(words) - 5)
        quote = " ".join(words[at : at + 5])
        if quote.replace(" ", "").isalpha() and text.count(quote) == 1:
            return quote


def _markdown(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _config(plugins: list[str]) -> dict[str, object]:
    # Pruned, or the navigation alone grows with the square of the pages.
    return {
        "site_name": "Corpus",
        "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
        "plugins": plugins,
        "markdown_extensions": [*_EXTENSIONS, {"toc": {"permalink": True}}],
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
