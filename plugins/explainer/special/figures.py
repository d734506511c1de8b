"""What an explainer rests on, counted: for its editors, and for readers who want to know.

Pure: what was gathered goes in, numbers and ids come out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainer.compose import Composed
from explainer.context import line_of
from explainer.model import Annotation, Kind, Project, Publication, Range, Status
from explainer.outline import paragraphs
from explainer.page import Element
from explainer.pages.when import order
from explainer.special.gathered import Gathered
from explainer.validate import cited

_FIRST_WORDS = 60
"""Code points of a paragraph that are enough to know it by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """A paragraph that no note is about."""

    line: int | None
    """Where it begins in the Markdown, from 1; None where its words are not found there."""
    words: str
    """Its first words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """When a source was last looked at."""

    source: str
    date: str
    """EDTF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFigures:
    """What one article rests on."""

    path: str
    title: str
    notes: int
    """Without drafts, and without passages that have a mark of their source and no note."""
    kinds: Mapping[str, int]
    """Notes by kind, the kinds in the order of `Kind`."""
    drafts: int
    places: Mapping[str, int]
    """Targets by status, in the order of `Status`."""
    terms: int
    sources: int
    primary: int
    """Primary sources among them."""
    unsourced: tuple[str, ...]
    """Notes that rest on no source; a question may."""
    paragraphs: int
    annotated: int
    """Paragraphs that a note is about."""
    oldest_check: Check | None
    """The source of the page that was not looked at for longest."""

    @property
    def rests_on_one(self) -> bool:
        """True if everything hangs on a single source."""
        return self.sources == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a site rests on."""

    articles: tuple[ArticleFigures, ...]
    notes: int
    kinds: Mapping[str, int]
    terms: int
    unused_terms: tuple[str, ...]
    """Terms that no article, note, event or definition of another uses."""
    sources: int
    primary: int
    uncited: tuple[str, ...]
    """Sources that nothing cites."""
    supports: Mapping[str, tuple[str, ...]]
    """What each source supports, by its id: `a/b.md#note-x` for a note, `a/b.md` for the text of
    an article, `glossary#term-x`, `timeline#event-x`."""
    oldest_check: Check | None


def figures(gathered: Gathered) -> Figures:
    """Return what a site rests on; its articles in the order of their paths."""
    project = gathered.site.project
    articles = tuple(_article(one, project) for one in gathered.composed)
    known = cited(project)
    kinds = Counter[str]()
    for one in articles:
        kinds.update(one.kinds)
    return Figures(
        articles=articles,
        notes=sum(one.notes for one in articles),
        kinds=_in_order(kinds, [kind.value for kind in Kind]),
        terms=len(project.terms),
        unused_terms=tuple(term.id for term in gathered.unused_terms()),
        sources=len(project.sources),
        primary=sum(one.primary for one in project.sources.values()),
        uncited=tuple(id_ for id_ in project.sources if id_ not in known),
        supports=_supports(gathered),
        oldest_check=_oldest(project.sources, project),
    )


def _article(one: Composed, project: Project) -> ArticleFigures:
    path = one.page.path
    every = [note for note in project.notes_on(path) if not note.is_source_link]
    notes = [note for note in every if note.publication is not Publication.DRAFT]
    sources = tuple(dict.fromkeys(source for source, _, _ in one.source_uses))
    kinds = Counter(note.kind.value for note in notes)
    places = Counter(target.status.value for target in one.anchored)
    running = paragraphs(one.text)
    return ArticleFigures(
        path=path,
        title=one.article.title or one.page.title,
        notes=len(notes),
        kinds=_in_order(kinds, [kind.value for kind in Kind]),
        drafts=len(every) - len(notes),
        places=_in_order(places, [status.value for status in Status]),
        terms=len(one.term_uses),
        sources=len(sources),
        primary=sum(project.sources[source].primary for source in sources),
        unsourced=tuple(_unsourced(one, notes)),
        paragraphs=len(running),
        annotated=len(running) - len(_without_notes(one, running)),
        oldest_check=_oldest(sources, project),
    )


def _in_order(counts: Mapping[str, int], names: Sequence[str]) -> dict[str, int]:
    return {name: counts[name] for name in names if counts.get(name)}


def _unsourced(one: Composed, notes: Sequence[Annotation]) -> Iterator[str]:
    """Yield the notes that rest on no source, whether listed or cited in their words."""
    sourced = {fragment for _, fragment, _ in one.source_uses}
    for note in notes:
        if note.kind is not Kind.QUESTION and f"note-{note.id}" not in sourced:
            yield note.id


# --- paragraphs ------------------------------------------------------------------------


def _without_notes(one: Composed, running: Sequence[Element]) -> list[Element]:
    places = [place for target in one.anchored for place in target.ranges]
    return [
        paragraph
        for paragraph in running
        if not any(_meet(paragraph.range, place) for place in places)
    ]


def bare_paragraphs(gathered: Gathered) -> dict[str, tuple[Bare, ...]]:
    """Return the paragraphs that no note is about, by the path of their article.

    Apart from the figures, for to find their lines takes longer than all of those.
    """
    return {
        one.page.path: tuple(
            _bare(one, paragraph) for paragraph in _without_notes(one, paragraphs(one.text))
        )
        for one in gathered.composed
    }


def _bare(one: Composed, paragraph: Element) -> Bare:
    words = one.text.text[paragraph.range.start : paragraph.range.end]
    short = words if len(words) <= _FIRST_WORDS else _cut(words)
    return Bare(line=line_of(one.article.file, one.text.text, paragraph.range), words=short)


def _meet(one: Range, other: Range) -> bool:
    return one.start < other.end and other.start < one.end


def _cut(words: str) -> str:
    start = words[:_FIRST_WORDS]
    return f"{start.rpartition(' ')[0] or start} …"


# --- sources ---------------------------------------------------------------------------


def _oldest(sources: Sequence[str] | Mapping[str, object], project: Project) -> Check | None:
    """Return the check that is longest ago among those that are known."""
    known = [project.sources[source] for source in sources if project.sources[source].accessed]
    oldest = min(known, key=lambda source: (order(source.accessed), source.id), default=None)
    return Check(source=oldest.id, date=oldest.accessed) if oldest else None


def _supports(gathered: Gathered) -> dict[str, tuple[str, ...]]:
    project = gathered.site.project
    found: dict[str, dict[str, None]] = {source: {} for source in project.sources}
    for one in gathered.composed:
        for source, fragment, _ in one.source_uses:
            note = fragment.startswith("note-")
            place = f"{one.page.path}#{fragment}" if note else one.page.path
            found[source][place] = None
    for term in project.terms.values():
        for citation in term.sources:
            found.get(citation.id, {})[f"glossary#term-{term.id}"] = None
    for event, text in gathered.events(""):
        for source in (*(text.sources if text else ()), *(one.id for one in event.sources)):
            found.get(source, {})[f"timeline#event-{event.id}"] = None
    return {source: tuple(places) for source, places in found.items()}
