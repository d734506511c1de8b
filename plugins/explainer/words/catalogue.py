"""Finding and reading the catalogue of a language."""

from __future__ import annotations

import re
import tomllib
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from explainer.words.formats import direction, locale_of
from explainer.words.phrases import Override, Words

ENGLISH = "en"

_FOLDER = files("explainer.words").joinpath("catalogues")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@cache
def words(language: str, overrides: tuple[Override, ...] = (), around: str = "") -> Words:
    """Return the words of a language, of its base language, or of English.

    Dates follow the tag as it was asked for: those of `en-US` have the month first. `around`
    is the language of the page that the words will stand on, if that may be another.
    """
    tag = language.replace("_", "-")
    chain = _wider(tag.lower())
    known = {*languages(), *(one.language for one in overrides if one.language)}
    if known.isdisjoint(chain):
        chain = (ENGLISH,)
    spoken = next(one for one in chain if one in known)
    base = next((one for one in chain if one in languages()), ENGLISH)
    # What is for a narrower language comes last, and so prevails.
    ranks = ("", *reversed(chain))
    own = tuple(one for rank in ranks for one in overrides if one.language == rank)
    locale = locale_of(chain[0]) or locale_of(spoken)
    outer = around.replace("_", "-")
    foreign = bool(outer) and outer.lower() != tag.lower()
    return _words(
        (base, spoken, locale), own, attributes(tag, locale_of(outer)) if foreign else Markup()
    )


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue."""
    names = (one.name for one in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def catalogue(language: str) -> dict[str, Any]:
    """Return a catalogue as it is written."""
    text = _FOLDER.joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _words(
    languages_: tuple[str, str, str], overrides: tuple[Override, ...], spoken_as: Markup
) -> Words:
    """Return words, one value for each way of saying things: caches are kept by it."""
    base, spoken, locale = languages_
    table = deepcopy(catalogue(base))
    for one in overrides:
        inner = table
        for key in one.path[:-1]:
            inner = inner[key]
        inner[one.path[-1]] = one.text
    rest: dict[str, Any] = {
        key: tuple(text) if isinstance(text, list) else text for key, text in table.items()
    }
    types = {key: (one, many) for key, (one, many) in rest.pop("source_types").items()}
    return Words(
        language=spoken,
        locale=locale,
        attributes=spoken_as,
        source_types=types,
        plurals=rest.pop("plural"),
        **rest,
    )


def language_tag(tag: str) -> str:
    """Return a well-formed language tag as it is, and anything else as nothing."""
    return tag if _TAG.fullmatch(tag) else ""


def attributes(tag: str, locale: str) -> Markup:
    """Return the HTML attributes for a text in some language within one of a locale."""
    if not language_tag(tag):
        return Markup()
    way = direction(locale_of(tag))
    other_way = f' dir="{way}"' if way != direction(locale) else ""
    return Markup(f' lang="{tag}"{other_way}')  # noqa: S704 - a tag is letters and digits


def _wider(tag: str) -> tuple[str, ...]:
    """Return a tag and those it is a kind of: `zh-tw`, `zh-hant`, `zh`."""
    parts = tag.split("-")
    names = ["-".join(parts[:number]) for number in range(len(parts), 0, -1)]
    # The script may go without saying: in Taiwan it is the traditional one.
    script = [part for part in locale_of(tag).split("_")[1:2] if len(part) == len("Hant")]
    names[-1:-1] = [f"{parts[0]}-{part.lower()}" for part in script]
    return tuple(dict.fromkeys(names))
