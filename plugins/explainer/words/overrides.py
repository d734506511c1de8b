"""Words that an author would rather have than those of a catalogue.

They are written as in a catalogue, for all languages or by language:

    words:
      notes: Footnotes
      de:
        notes: Fußnoten
        kinds: { context: Zum Verständnis }
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from explainer.words.catalogue import ENGLISH, catalogue
from explainer.words.formats import CATEGORIES, locale_of
from explainer.words.phrases import Override, Path

_OPEN = "term_kinds"
"""The table to which an editor may add names of their own."""
_PLURAL = "plural"
_SIGNS = frozenset({"colon", "comma", "list_comma", "semicolon", "full_stop"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongWord:
    """What is wrong with one of the words."""

    path: Path
    """Where it is, from the language or the key on."""
    told: str
    known: tuple[str, ...] = ()
    """The names that there are in place of the last one of the path."""


def read_overrides(written: Mapping[Any, object]) -> tuple[tuple[Override, ...], list[WrongWord]]:
    """Return the words that an author wrote, and all that is wrong with them."""
    found, wrong = [], []
    for path, value in flat(written):
        inner = path[1:] if path[0] not in catalogue(ENGLISH) and locale_of(path[0]) else path
        language = "".join(path[: len(path) - len(inner)]).replace("_", "-").lower()
        problem = _problem(inner, value)
        if problem:
            told, length, known = problem
            at = path[: len(path) - len(inner) + length]
            wrong.append(WrongWord(path=at, told=told, known=known))
        else:
            text = tuple(value) if isinstance(value, list) else str(value)
            found.append(Override(language=language, path=inner, text=text))
    return tuple(found), wrong


def flat(table: Mapping[Any, object], path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield every text of a catalogue with the keys that lead to it."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from flat(value, (*path, str(key)))
        else:
            yield (*path, str(key)), value


def placeholders(text: str) -> frozenset[str] | None:
    """Return the names in braces in a text, or None if its braces make no sense."""
    try:
        parts = [part for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return None
    plain = all(
        name and name.isidentifier() and not spec and not way for _, name, spec, way in parts
    )
    return frozenset(str(name) for _, name, _, _ in parts) if plain else None


def _problem(path: Path, value: object) -> tuple[str, int, tuple[str, ...]] | None:
    """Return what is wrong: in words, down to which key, and what could stand there."""
    model: Any = catalogue(ENGLISH)
    for depth, key in enumerate(path):
        if not isinstance(model, dict):
            return "is a text, not a table", depth, ()
        if key in model:
            model = model[key]
        elif path[0] == _OPEN:
            model = ""
        elif path[0] == _PLURAL and key in CATEGORIES:
            model = model["other"]
        else:
            return "is no word of the interface", depth + 1, tuple(model)
    told = "is a table of words" if isinstance(model, dict) else _misfit(path, value, model)
    return (told, len(path), ()) if told else None


def _misfit(path: Path, value: object, model: str | list[str]) -> str:
    """Return why a text cannot stand in the place of another, or nothing."""
    if isinstance(model, list):
        fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
        many = len(model)
        return "" if fits and len(value) == many else f"is a list of {many} texts"  # type: ignore[arg-type]
    if not isinstance(value, str):
        return "is a text; put it in quotation marks"
    if not value.strip() and path[0] not in _SIGNS:
        return "is empty"
    needed, given = placeholders(model) or frozenset(), placeholders(value)
    # “One note” needs no number.
    fewer = path[0] == _PLURAL and path[-1] != "other"
    if given is not None and (given == needed or (fewer and given < needed)):
        return ""
    names = " and ".join(f"{{{name}}}" for name in sorted(needed))
    return f"needs {names} and nothing else in braces" if names else "has braces, which it cannot"
