"""Which addresses a project points at, and who relies on each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from itertools import chain

from explainer.inline import citations_in
from explainer.links.address import Goal, WrongAddressError, goal_of
from explainer.load.json_nodes import parse_json
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Citation, Project, Source, Text
from explainer.span import Span, TextFile

Render = Callable[[str], str]
"""Return the HTML of a Markdown text."""

_HREF = re.compile(r"""<a\b[^>]*?\shref=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_WEB = re.compile(r"https?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliant:
    """Something that points at an address, itself or by the source it cites."""

    kind: str
    """note, term, event, article or source."""
    id: str
    span: Span
    """Where it does."""

    @property
    def name(self) -> str:
        """What to call it: `the note `a``."""
        return f"the {self.kind} `{self.id}`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One place where an address is written."""

    url: str
    """As it is written."""
    by: Reliant
    key: str = ""
    """The key of a source that holds it; empty in a text."""
    source: Source | None = None
    reliant: tuple[Reliant, ...] = ()
    """All that cite the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that is asked once, however often it is written."""

    url: str
    """As it is asked."""
    goal: Goal | None
    """None: it cannot be asked."""
    uses: tuple[Use, ...]
    why: str = ""
    """Why it cannot be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """What has Markdown, and cites."""

    kind: str
    id: str
    texts: tuple[Text, ...]
    sources: tuple[Citation, ...] = ()


def links_of(project: Project, body: Render, article: Render) -> list[Link]:
    """Return all web addresses of a project, by address; `body` and `article` read Markdown.

    These are the `URL` and `archive-url` of sources, and the links in notes, terms, events
    and in the text and summary of articles, as far as they lead out of the site.
    """
    writings = list(_writings(project))
    uses = [
        *_of_sources(project, _citing(project, writings)),
        *(use for one in writings for use in _of_texts(one, body)),
        *_of_articles(project, article),
    ]
    return sorted(_gathered(uses), key=lambda link: link.url)


@dataclass(slots=True)
class _Gathering:
    goal: Goal | None
    why: str = ""
    uses: list[Use] = field(default_factory=list)


def _gathered(uses: Iterable[Use]) -> Iterator[Link]:
    found: dict[str, _Gathering] = {}
    for use in uses:
        goal, why = _goal(use.url)
        found.setdefault(goal.url if goal else use.url, _Gathering(goal, why)).uses.append(use)
    for url, one in found.items():
        yield Link(url=url, goal=one.goal, uses=tuple(one.uses), why=one.why)


def _goal(url: str) -> tuple[Goal | None, str]:
    try:
        return goal_of(url), ""
    except WrongAddressError as error:
        return None, str(error)


# --- texts -----------------------------------------------------------------------------


def _writings(project: Project) -> Iterator[_Writing]:
    for note in project.annotations:
        body = (note.body,) if note.body else ()
        yield _Writing(kind="note", id=note.id, texts=body, sources=note.sources)
    for term in project.terms.values():
        long = term.definition if term.definition is not term.short else None
        texts = (term.short, long) if long else (term.short,)
        yield _Writing(kind="term", id=term.id, texts=texts, sources=term.sources)
    for event in project.events:
        body = (event.body,) if event.body else ()
        yield _Writing(kind="event", id=event.id, texts=body, sources=event.sources)
    for article in project.articles.values():
        if article.enabled:
            yield _Writing(kind="article", id=article.path, texts=article.summary)


def _of_texts(writing: _Writing, render: Render) -> Iterator[Use]:
    for text in writing.texts:
        if _WEB.search(text.value):
            yield from _in_html(render(text.value), text.span, writing.kind, writing.id)


def _of_articles(project: Project, render: Render) -> Iterator[Use]:
    for article in project.articles.values():
        file = article.file
        if article.enabled and _WEB.search(file.text, article.starts):
            span = file.span(article.starts, len(file.text))
            yield from _in_html(render(file.text), span, "article", article.path)


def _in_html(html: str, written: Span, kind: str, name: str) -> Iterator[Use]:
    """Yield the links of a text that lead out of the site, each where it is written."""
    counts: dict[str, int] = {}
    for found in _HREF.finditer(html):
        url = unescape(found[1] or found[2] or "").strip()
        if _WEB.match(url):
            nth = counts.get(url, 0)
            counts[url] = nth + 1
            yield Use(url=url, by=Reliant(kind=kind, id=name, span=_written(url, written, nth)))


def _written(url: str, inside: Span, nth: int) -> Span:
    """Return where an address is written; the first place, or all of the text, if unsure."""
    found = inside.find(url, nth=nth)
    return found if found != inside else inside.find(url)


# --- sources ---------------------------------------------------------------------------


def _citing(project: Project, writings: Iterable[_Writing]) -> dict[str, list[Reliant]]:
    """Return who cites each source, in order, each once."""
    found: dict[str, dict[tuple[str, str, TextFile], Reliant]] = {}
    for source, one in chain(_cited_in_entries(writings), _cited_in_articles(project)):
        found.setdefault(source, {}).setdefault((one.kind, one.id, one.span.file), one)
    return {source: list(citing.values()) for source, citing in found.items()}


def _cited_in_entries(writings: Iterable[_Writing]) -> Iterator[tuple[str, Reliant]]:
    for one in writings:
        for citation in one.sources:
            yield citation.id, Reliant(kind=one.kind, id=one.id, span=citation.span)
        for text in one.texts:
            for cited in citations_in(text.value):
                span = text.span.find(f"@{cited.id}")
                yield cited.id, Reliant(kind=one.kind, id=one.id, span=span)


def _cited_in_articles(project: Project) -> Iterator[tuple[str, Reliant]]:
    for article in project.articles.values():
        if not article.enabled:
            continue
        if article.source:
            span = article.source.span
            yield article.source.id, Reliant(kind="article", id=article.path, span=span)
        for cited in citations_in(article.file.text[article.starts :]):
            at = article.starts + cited.offset
            span = article.file.span(at, at + len(cited.id))
            yield cited.id, Reliant(kind="article", id=article.path, span=span)


def _of_sources(project: Project, citing: dict[str, list[Reliant]]) -> Iterator[Use]:
    entries = cache(_entries)
    for source in project.sources.values():
        entry = entries(source.span.file).get(source.span.start)
        for key, url in (("URL", source.url), ("archive-url", source.archive_url)):
            if url:
                span = _value(entry, key) or source.span
                yield Use(
                    url=url,
                    by=Reliant(kind="source", id=source.id, span=span),
                    key=key,
                    source=source,
                    reliant=tuple(citing.get(source.id, ())),
                )


def _value(entry: Map | None, key: str) -> Span | None:
    value = entry.get(key) if entry else None
    return value.span if isinstance(value, Scalar) else None


def _entries(file: TextFile) -> dict[int, Map]:
    """Return the entries of a file of sources, by where their id begins."""
    node = _node(file)
    listed = node.get("sources") if isinstance(node, Map) else node
    items = listed.items if isinstance(listed, Items) else ()
    found = [(one.get("id"), one) for one in items if isinstance(one, Map)]
    return {name.span.start: one for name, one in found if name}


def _node(file: TextFile) -> Node | None:
    if file.path.endswith(".json"):
        return parse_json(file)[0]
    return parse_yaml(file)[0] if file.path.endswith((".yml", ".yaml")) else None
