"""The ids of a project with what they stand for, to be offered where one is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explainer.model import Annotation, Project, Source, Term, TextQuoteSelector

_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An id, and what an editor is told of it."""

    id: str
    title: str
    description: str


def offers(project: Project) -> Mapping[str, tuple[Offer, ...]]:
    """Return what can be named, by kind: `sources`, `terms` and `notes`; each sorted by id.

    Notes of one id on several articles are one offer.
    """
    return {
        "sources": _sorted(map(_source, project.sources.values())),
        "terms": _sorted(map(_term, project.terms.values())),
        "notes": _notes(project.annotations),
    }


def _sorted(found: Iterable[Offer]) -> tuple[Offer, ...]:
    return tuple(sorted(found, key=lambda one: one.id))


def _source(source: Source) -> Offer:
    names = ", ".join(name.literal or name.family for name in source.author)
    told = " · ".join(filter(None, (names or source.publisher, source.issued, source.type)))
    return Offer(id=source.id, title=_short(source.title), description=told)


def _term(term: Term) -> Offer:
    return Offer(id=term.id, title=_short(term.term), description=_short(term.short.value))


def _notes(notes: Iterable[Annotation]) -> tuple[Offer, ...]:
    found: dict[str, list[Annotation]] = {}
    for note in notes:
        found.setdefault(note.id, []).append(note)
    return _sorted(
        Offer(
            id=name,
            title=_short(same[0].title or _quote(same[0]) or name),
            description=f"note on {', '.join(sorted({one.article for one in same}))}",
        )
        for name, same in found.items()
    )


def _quote(note: Annotation) -> str:
    selectors = (target.selector for target in note.targets)
    return next((one.exact for one in selectors if isinstance(one, TextQuoteSelector)), "")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
