"""The long article of the stress site: 200 notes in every kind of place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.stress_prose import TERMS, paragraphs

NOTES = 200
KINDS = tuple(
    "context background definition correction update disputed quotation question source".split()
)
LEVELS = ("essential", "standard", "standard", "deep")
SOURCES = 30
Note = dict[str, Any]


@dataclass
class Article:
    """Blocks of Markdown, and the notes on them."""

    blocks: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: list[Note] = field(default_factory=list)
    """Passages that only cite a source."""

    def add(self, block: str) -> None:
        """Put a block at the end."""
        self.blocks.append(block)

    def note(self, **place: Any) -> None:
        """Put a note on a place; what it holds goes by its number."""
        self.notes.append(note(len(self.notes), place))

    @property
    def markdown(self) -> str:
        """The text, as in a file."""
        return "\n\n".join(self.blocks) + "\n"


def note(number: int, place: Mapping[str, Any]) -> Note:
    """Return a note: kinds, levels, lengths and details all come round."""
    made: Note = {
        "id": f"n{number:03d}",
        **place,
        "kind": KINDS[number % len(KINDS)],
        "level": LEVELS[number % len(LEVELS)],
        "title": f"What is meant at place {number}",
        "body": _BODIES[number % len(_BODIES)](number),
    }
    if number % 3 == 0:
        made["author"] = ("Ada Fennimore", "Joss Tarrant")[number % 2]
    if number % 4 == 0:
        made["updated"] = f"2026-0{1 + number % 9}-1{number % 10}"
    if number % 5 == 0:
        made["sources"] = [{"id": f"s{number // 5 % SOURCES:02d}", "locator": f"p. {number + 1}"}]
    if number % 10 == 1:
        made["see"] = [f"t{number % len(TERMS):02d}", "n000" if number else "n001"]
    if number % 7 == 0:
        made["date"] = f"18{10 + number % 80}"
    return made


def _short(number: int) -> str:
    return paragraphs(1, start=5000 + number, length=1)[0]


def _with_citation(number: int) -> str:
    return f"{_short(number)[:-1]} [@s{number % SOURCES:02d}, p. {number % 90 + 1}]."


def _with_term(number: int) -> str:
    id_ = f"t{number % len(TERMS):02d}"
    return f"Compare the [[{id_}]] of that year. {_short(number)}"


def _with_links(number: int) -> str:
    told = f"See [the sparse page](sparse.md) and [a list elsewhere](https://example.org/{number})."
    return f"{told} {_short(number)}"


def _of_two_paragraphs(number: int) -> str:
    return "\n\n".join(paragraphs(2, start=6000 + number * 4, length=2))


def _with_list(number: int) -> str:
    lines = paragraphs(3, start=7000 + number * 3, length=1)
    return "Three things are known:\n\n" + "\n".join(f"- {line}" for line in lines)


def _with_table(number: int) -> str:
    rows = (f"| {hour} | {hour * 7 % 50 / 10} m |" for hour in range(number % 3 + 2))
    return "The heights:\n\n| Hour | Water |\n| --- | --- |\n" + "\n".join(rows)


def _with_code_and_quotation(number: int) -> str:
    return f"> {_short(number)}\n\nThe log writes this as `ebb --at {number}`."


def _long(number: int) -> str:
    """Return what is longer than any window, every sixteenth time."""
    if number % 16 != 8:
        return _short(number)
    return "\n\n".join(paragraphs(24, start=8000 + number * 100, length=4))


_BODIES: tuple[Callable[[int], str], ...] = (
    _short,
    _with_citation,
    _with_term,
    _with_links,
    _of_two_paragraphs,
    _with_list,
    _with_table,
    _with_code_and_quotation,
    _long,
)


# --- the places ----------------------------------------------------------------------------


def words(text: str, start: int, end: int) -> Note:
    """Return a place, told from those like it by the words round it."""
    told = text.split()
    end = min(end, len(told))
    found = {"quote": told[start:end], "prefix": told[max(0, start - 25) : start]}
    found["suffix"] = told[end : end + 25]
    return {key: " ".join(value) for key, value in found.items() if value}


def overlapping(article: Article, text: str) -> None:
    """Add a paragraph: two notes that cross, one inside another, and a last word."""
    article.add(text)
    middle = len(text.split()) // 2
    article.note(**words(text, 2, 10))
    article.note(**words(text, 6, 15))
    article.note(**words(text, middle, middle + 14))
    article.note(**words(text, middle + 2, middle + 10))


def quiet(article: Article, text: str) -> None:
    """Add a paragraph with one note at its end."""
    article.add(text)
    article.note(**words(text, len(text.split()) - 9, 1000))


def table(article: Article, number: int) -> None:
    """Add a table with notes in a cell and on a whole one."""
    rows = [
        (f"Berth {number}.{row}", f"{row * 3 + number}.{row} ells of water") for row in range(4)
    ]
    lines = "\n".join(f"| {name} | {depth} | quiet |" for name, depth in rows)
    article.add(f"| Place {number} | Depth | State |\n| --- | --- | --- |\n{lines}")
    article.note(quote=rows[1][1])
    article.note(block=rows[2][0])


def code(article: Article, number: int) -> None:
    """Add a block of code with a note in it."""
    lines = f"def ebb_{number}(gauge):\n    return gauge.fall({number}, hours=6)\n\nprint({number})"
    article.add(f"```python\n{lines}\n```")
    article.note(quote=f"gauge.fall({number}, hours=6)")


def items(article: Article, number: int) -> None:
    """Add a list, with a note on two places at once."""
    lines = paragraphs(3, start=3000 + number * 3, length=1)
    article.add("\n".join(f"- {line}" for line in lines))
    article.note(quotes=lines[:2])


def quotation(article: Article, number: int) -> None:
    """Add a block quotation, with a note on all of it."""
    line = paragraphs(1, start=3500 + number, length=1)[0]
    article.add(f"> {line}")
    article.note(block=line)


def picture(article: Article, number: int) -> None:
    """Add a picture, with a note on it."""
    article.add(f"![The tower from side {number}](img/tower.svg?{number})")
    article.note(image={"alt": f"The tower from side {number}"})


def linked(article: Article, number: int) -> None:
    """Add a paragraph with a link, a mark and a footnote, each with a note."""
    article.add(
        f"The [chart of reach {number}](sparse.md) shows **a wreck at fathom {number}**, and"
        f" `reach {number}` is closed.[^f{number}] The ledger of reach {number} agrees.\n\n"
        f"[^f{number}]: The footnote to reach {number} has a note of its own."
    )
    article.note(quote=f"chart of reach {number} shows")
    article.note(quote=f"a wreck at fathom {number}, and reach {number}")
    article.note(quote=f"footnote to reach {number}")
    article.links.append(
        {
            "id": f"l{number:03d}",
            "quote": f"The ledger of reach {number}",
            "sources": [f"s{number % SOURCES:02d}"],
        }
    )


def folded(article: Article, number: int) -> None:
    """Add a box that is closed, with a note in it."""
    article.add(f'??? note "Box {number}"\n\n    The box of reach {number} stays shut by day.')
    article.note(quote=f"box of reach {number} stays shut")


_OTHERS = (table, code, items, quotation, picture, linked, folded)


def article() -> Article:
    """Return the long article."""
    made = Article()
    made.add("---\ntitle: Two hundred notes\nsummary:\n  - The water is measured twice.\n"
             "  - The lamp is lit once [@s00].\n---")  # fmt: skip
    made.add("# Two hundred notes on a coast")
    made.note()
    made.note()
    texts = iter(paragraphs(400, start=0, length=5))
    for section in count(1):
        made.add(f"## Reach {section} and its light {{#reach-{section}}}")
        made.note(section=f"reach-{section}")
        overlapping(made, next(texts))
        made.add(f"The {TERMS[section % 40]} and the {TERMS[(section + 13) % 40]} are told apart"
                 f" by the {TERMS[(section + 27) % 40]}. {next(texts)}")  # fmt: skip
        _OTHERS[section % len(_OTHERS)](made, section)
        quiet(made, next(texts))
        if len(made.notes) >= NOTES:
            break
    del made.notes[NOTES:]
    return made
