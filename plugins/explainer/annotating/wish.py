"""What the form says, read with distrust: it comes over a socket."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explainer.annotating.refusal import RefusedError
from explainer.importing.entries import Value
from explainer.inline import Cited, parse_citations
from explainer.model import Kind, Publication
from explainer.nearest import nearest

_BARE = re.compile(r"(^|;)\s*(?![\s@;])")
"""Where an id begins that is written without its `@`."""

_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a note is to say."""

    kind: str
    title: str
    body: str
    sources: tuple[Cited, ...]
    draft: bool

    @property
    def pairs(self) -> tuple[tuple[str, Value], ...]:
        """The keys of the entry and their values; empty for what the format has by itself."""
        listed = [
            {"id": one.id, "locator": one.locator} if one.locator else one.id
            for one in self.sources
        ]
        return (
            ("kind", "" if self.kind == Kind.CONTEXT.value else self.kind),
            ("title", self.title),
            ("body", self.body),
            ("sources", listed),
            ("status", Publication.DRAFT.value if self.draft else ""),
        )


def word(asked: Mapping[str, object], key: str) -> str:
    """Return the text under a key, "" if there is none; refuse anything else."""
    value = asked.get(key, "")
    if not isinstance(value, str):
        raise RefusedError(f"`{key}` is not text")
    if _HALF.search(value):
        raise RefusedError(f"`{key}` has half a character in it")
    return value


def wish(asked: Mapping[str, object], sources: Iterable[str]) -> Wish:
    """Return what is wished for; refuse a note that would be none, or cite what is unknown."""
    kind = word(asked, "kind") or Kind.CONTEXT.value
    if kind not in {one.value for one in Kind}:
        raise RefusedError(f"there is no kind `{kind}`")
    made = Wish(
        kind=kind,
        title=" ".join(word(asked, "title").split()),
        body="\n".join(line.rstrip() for line in word(asked, "body").splitlines()).strip(),
        sources=_sources(word(asked, "sources"), tuple(sources)),
        draft=asked.get("draft") is True,
    )
    if not (made.title or made.body or made.sources):
        raise RefusedError("the note says nothing yet: give it a title, a text or a source")
    return made


def _sources(written: str, known: tuple[str, ...]) -> tuple[Cited, ...]:
    listed = written.strip().strip(";").strip()
    cited = parse_citations(_BARE.sub(r"\1 @", listed)) if listed else ()
    if cited is None:
        raise RefusedError(f"sources are written as in `{_example(known)}`")
    for one in cited:
        if one.id not in known:
            like = nearest(one.id, known)
            more = f"; did you mean `{like[0]}`?" if like else ""
            raise RefusedError(f"there is no source `{one.id}`{more}")
    return cited


def _example(known: tuple[str, ...]) -> str:
    first, second = (*known, "an-id", "another-id")[:2]
    return f"{first}, p. 3; {second}"
