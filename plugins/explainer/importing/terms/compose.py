"""Terms of someone else's become entries of our glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from explainer.importing.entries import entry, fresh_id
from explainer.importing.escape import escape_line
from explainer.importing.remarks.bodies import plain_text
from explainer.importing.terms.model import Found, ReadTerms
from explainer.importing.told import Told, shortened
from explainer.load.scalars import is_id, slug
from explainer.model import Source, Term

_LONGEST = 160
"""Code points up to which a paragraph is short enough for a tooltip as it is."""
_SENTENCE = re.compile(
    r"""
    .{20,}? (?: (?<= [^\W\d_]{3} ) | (?<= [\d)\]”’"'] ) ) [.!?]+ ["”’)]* (?= \s+ [^\sa-z] )
    | .{8,}? [。！？]
    """,
    re.DOTALL | re.VERBOSE,
)
"""A sentence; no point after one or two letters ends one, for that may be an abbreviation."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedTerms:
    """The entries for the glossary."""

    entries: tuple[str, ...]
    told: tuple[Told, ...]
    known: int = 0
    """How many terms were there already, with the same words."""


def compose_terms(
    read: ReadTerms, terms: Mapping[str, Term], sources: Mapping[str, Source]
) -> ComposedTerms:
    """Return entries for the terms that the glossary does not have yet."""
    taken = set(terms)
    names = {_folded(one.term): (f"`{name}`", one.short.value) for name, one in terms.items()}
    entries: list[str] = []
    told = [*read.told]
    known = 0
    for found in read.terms:
        short = _short(found)
        there = names.get(_folded(found.term)) or (
            (f"`{found.id}`", terms[found.id].short.value) if found.id in terms else None
        )
        if not found.term or not short:
            told.append(_nothing(found))
        elif there and _folded(there[1]) == _folded(short):
            known += 1
        elif there:
            message = f"{shortened(found.term)} is there already, as {there[0]}; left out"
            told.append(Told(line=f"{found.at}: {message}"))
        else:
            name = _id(found, taken)
            taken.add(name)
            names[_folded(found.term)] = (f"`{name}`", short)
            entries.append(_entry(name, found, short, sources))
    return ComposedTerms(entries=tuple(entries), told=tuple(told), known=known)


def _nothing(found: Found) -> Told:
    if not found.term:
        return Told(line=f"{found.at}: this row names no term; left out", wrong=True)
    message = f"{shortened(found.term)} has no definition; left out"
    return Told(line=f"{found.at}: {message}", wrong=True)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _id(found: Found, taken: set[str]) -> str:
    if is_id(found.id) and found.id not in taken:
        return found.id
    return fresh_id(slug(found.id) or found.term, taken, seed=found.term, otherwise="term")


def _entry(name: str, found: Found, short: str, sources: Mapping[str, Source]) -> str:
    by_address = {one.url: one.id for one in sources.values() if one.url}
    cited = [one if one in sources else by_address.get(one, "") for one in found.sources]
    rest = [one for one, name in zip(found.sources, cited, strict=True) if not name]
    definition = _markdown(found.definition, found)
    aliases = [one for one in dict.fromkeys(found.aliases) if _folded(one) != _folded(found.term)]
    return entry(
        [
            ("id", name),
            ("term", found.term),
            ("aliases", aliases),
            ("kind", found.kind),
            ("short", short),
            ("definition", definition if definition != short else ""),
            ("pronunciation", found.pronunciation),
            ("original", _original(found)),
            ("sources", [*dict.fromkeys(filter(None, cited))]),
        ],
        [f"source: {one}" for one in rest],
    )


def _original(found: Found) -> dict[str, str]:
    return {
        code: name
        for code, name in found.original.items()
        if _LANGUAGE.fullmatch(code) and code != "und" and name != found.term
    }


def _markdown(words: str, found: Found) -> str:
    return words.strip() if found.markdown else plain_text(words)


def _short(found: Found) -> str:
    """Return one sentence for the tooltip: the one given, else the first of the definition."""
    given = " ".join(found.short.split()) or _first(found.definition)
    return given if found.markdown else escape_line(given)


def _first(definition: str) -> str:
    paragraph = " ".join(definition.strip().partition("\n\n")[0].split())
    if len(paragraph) <= _LONGEST:
        return paragraph
    found = _SENTENCE.match(paragraph)
    whole = found and all(found[0].count(sign) % 2 == 0 for sign in "*_`")
    whole = whole and found and found[0].count("[") == found[0].count("]")
    return found[0] if found and whole else paragraph
