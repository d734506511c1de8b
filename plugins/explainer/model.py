"""The values every stage speaks: annotations, terms, sources, articles, and their parts.

Names follow the W3C Web Annotation Data Model (annotation, target, selector, body,
motivation), schema.org (DefinedTerm) and CSL (source items). Nothing here reads or
writes; every value is frozen. The module is over 300 lines because it is one vocabulary: every
other room speaks it, and a reader wants it on one page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from explainer.csl import NO_ITEM, Item
from explainer.span import Span, TextFile


class Kind(Enum):
    """What a note is for, in an editor's words."""

    CONTEXT = "context"
    BACKGROUND = "background"
    DEFINITION = "definition"
    CORRECTION = "correction"
    UPDATE = "update"
    DISPUTED = "disputed"
    QUOTATION = "quotation"
    QUESTION = "question"
    SOURCE = "source"

    @property
    def motivation(self) -> str:
        """The W3C motivation this kind stands for (annotation-vocab, section 3.2)."""
        return _MOTIVATIONS[self]


_MOTIVATIONS = {
    Kind.CONTEXT: "commenting",
    Kind.BACKGROUND: "describing",
    Kind.DEFINITION: "describing",
    Kind.CORRECTION: "editing",
    Kind.UPDATE: "editing",
    Kind.DISPUTED: "assessing",
    Kind.QUOTATION: "highlighting",
    Kind.QUESTION: "questioning",
    Kind.SOURCE: "linking",
}


class Level(Enum):
    """How much of the notes a reader wants to see."""

    ESSENTIAL = "essential"
    STANDARD = "standard"
    DEEP = "deep"


class Publication(Enum):
    """Whether readers get to see a note."""

    PUBLISHED = "published"
    DRAFT = "draft"


class Status(Enum):
    """What became of a target; every target ends in exactly one."""

    EXACT = "exact"
    NORMALISED = "normalised"
    DRIFTED = "drifted"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"


class Doing(Enum):
    """What a change did, in an editor's words."""

    ADDITION = "addition"
    UPDATE = "update"
    CORRECTION = "correction"


class Range(NamedTuple):
    """Code-point offsets in a page's text, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words an editor wrote, with where they are written."""

    value: str
    span: Span


# --- where -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuoteSelector:
    """W3C TextQuoteSelector: the words, and the words around them."""

    exact: str
    prefix: str = ""
    suffix: str = ""

    @property
    def words(self) -> str:
        """What the editor wrote."""
        return self.exact


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeSelector:
    """W3C RangeSelector of two quotes: from the first words to the last words."""

    start: str
    end: str
    prefix: str = ""
    suffix: str = ""
    whole: str = ""
    """The quote as written, for a text that holds a literal ellipsis."""

    @property
    def words(self) -> str:
        """What the editor wrote."""
        return self.whole


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSelector:
    """The heading with this id (a W3C FragmentSelector)."""

    id: str

    @property
    def words(self) -> str:
        """What the editor wrote."""
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageSelector:
    """A picture, by the end of its address or by its alternative text."""

    source: str = ""
    alt: str = ""

    @property
    def words(self) -> str:
        """What the editor wrote."""
        return self.source or self.alt


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSelector:
    """The whole block (paragraph, list item, cell, quotation, code) that begins so."""

    start: str

    @property
    def words(self) -> str:
        """What the editor wrote."""
        return self.start


Selector = TextQuoteSelector | RangeSelector | SectionSelector | ImageSelector | BlockSelector

ALL = "all"
"""The value of `occurrence` that means every place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What `lock` recorded of a target when it had its place: evidence for finding it again."""

    note: str
    """Id of the note."""
    words: str
    """The selector's words as the editor wrote them then; others now make this stale."""
    quote: str
    """The text found."""
    prefix: str
    """The text before it, 32 code points or a little more, as far as the page has them."""
    suffix: str
    headings: tuple[str, ...]
    """The headings it stood under, the highest first."""
    block: str
    """Hash of the text of the block it stood in."""
    span: Span
    """The entry in the lock file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What was recorded of the targets of one article."""

    file: TextFile
    entries: tuple[Recorded, ...] = ()
    """In the order written; those that could be read."""
    whole: bool = True
    """False if something else was in the file, which is reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One place in the article."""

    selector: Selector
    span: Span
    """The words in the YAML that say where."""
    section: Text | None = None
    """Only inside the section of the heading with this id."""
    occurrence: int | str | None = None
    """n (from 1), `ALL`, or None: the one and only."""
    recorded: Recorded | None = None
    """Where it stood before, if that was recorded of these very words."""


# --- what ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An id that points at another entry."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A pointer to a source (CSL cite item)."""

    id: str
    span: Span
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    """Whether the sentence names the author already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that was done to a note or an article, on a day."""

    date: str
    """EDTF; of a commit, its day in UTC."""
    doing: Doing
    text: str = ""
    """What was wrong or what is new, as an editor puts it: plain text."""
    moment: str = ""
    """Of a commit: when it was made, ISO 8601 in UTC."""
    commit: str = ""
    """Its short id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who looks after an entry, and by when it is to be looked at again."""

    owner: str = ""
    by: str = ""
    """A day or a month: `2026-11-30`, `2026-11`."""


NO_REVIEW = Review()


class Ignorable(Enum):
    """Rules that a note may be an exception to: what they find, an editor may have meant."""

    QUOTE_DRIFTED = "quote-drifted"
    QUOTE_NORMALISED = "quote-normalised"
    UNSAFE_HTML = "unsafe-html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A rule that is not to be applied to a note."""

    rule: Ignorable
    reason: str
    """Why, for whoever reads the YAML."""
    span: Span
    """The name of the rule."""
    entry: Span
    """The whole note: what is found inside is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A body about a target, with a motivation; its rendered form is a note."""

    id: str
    article: str
    """Path of the article below the docs folder, with forward slashes: `a/b.md`."""
    span: Span
    """The value of `id`."""
    targets: tuple[Target, ...] = ()
    """None: the note is about the whole page."""
    kind: Kind = Kind.CONTEXT
    title: str = ""
    body: Text | None = None
    sources: tuple[Citation, ...] = ()
    date: str = ""
    """EDTF."""
    level: Level = Level.STANDARD
    author: str = ""
    updated: str = ""
    publication: Publication = Publication.PUBLISHED
    see: tuple[Reference, ...] = ()
    verdict: str = ""
    """What the editors hold of a claim that is disputed, in a few words."""
    changes: tuple[Change, ...] = ()
    """As its editors list them, in the order written."""
    review: Review = NO_REVIEW
    exemptions: tuple[Exemption, ...] = ()
    """What is not to be reported about it."""

    @property
    def told(self) -> tuple[str, ...]:
        """What a reader is told: another one, and the note has changed."""
        return (
            self.kind.value,
            self.title,
            self.body.value if self.body else "",
            *(one.id for one in self.sources),
            self.date,
            *([self.verdict] if self.verdict else []),
        )

    @property
    def is_source_link(self) -> bool:
        """True if the passage gets a citation mark and no note."""
        return bool(self.sources) and not self.title and self.body is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """How a term is found in the text."""

    case: str = "smart"
    """smart | exact | ignore."""
    inflect: bool = True
    mark: str = "first-per-section"
    """first-per-page | first-per-section | all | none."""
    only: tuple[str, ...] = ()
    """Globs of the articles it is found in (`in`); empty means all."""
    never: tuple[str, ...] = ()
    """Globs of the articles it is not found in (`not_in`)."""
    excluded: tuple[Text, ...] = ()
    """Words that hold the term, or look like a form of it, and are something else (`except`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A glossary entry (schema.org DefinedTerm)."""

    id: str
    term: str
    short: Text
    span: Span
    aliases: tuple[Text, ...] = ()
    kind: str = "concept"
    definition: Text | None = None
    pronunciation: str = ""
    original: tuple[tuple[str, Text], ...] = ()
    """Names in other languages: (BCP 47 tag, name)."""
    see: tuple[Reference, ...] = ()
    sources: tuple[Citation, ...] = ()
    matching: Matching = Matching()
    review: Review = NO_REVIEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A CSL name: family and given, or literal."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def short(self) -> str:
        """The part that a citation shows."""
        return self.family or self.literal or self.given


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A bibliographic item, with the field names of CSL-JSON."""

    id: str
    span: Span
    type: str
    title: str
    author: tuple[Name, ...] = ()
    container_title: str = ""
    publisher: str = ""
    issued: str = ""
    """EDTF."""
    accessed: str = ""
    """EDTF."""
    url: str = ""
    doi: str = ""
    language: str = ""
    note: str = ""
    archive_url: str = ""
    quote: str = ""
    primary: bool = False
    item: Item = field(default_factory=lambda: NO_ITEM, hash=False)
    """All that was written of it, as CSL-JSON; what CSL has no variable for is in `custom`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A timeline entry that belongs to no note."""

    id: str
    date: str
    """EDTF."""
    title: str
    span: Span
    body: Text | None = None
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article's front matter; its text stays the host's business."""

    path: str
    """Below the docs folder, with forward slashes."""
    file: TextFile
    starts: int = 0
    """Where the text begins in the file, after the front matter."""
    title: str = ""
    description: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    source: Reference | None = None
    """The source that this article retells."""
    summary: tuple[Text, ...] = ()
    """The key points, each a line of Markdown."""
    language: str = ""
    license: str = ""
    changes: tuple[Change, ...] = ()
    """As its editors list them, in the order written."""
    terms: bool = True
    """Whether terms are linked by themselves."""
    enabled: bool = True
    """False for `explainer: false`: leave the page alone."""


@dataclass(frozen=True, kw_only=True)
class Project:
    """Everything that was read, in an order that does not depend on the files' order."""

    articles: Mapping[str, Article] = field(default_factory=dict)
    """By path."""
    annotations: tuple[Annotation, ...] = ()
    """By article, then in the order written."""
    terms: Mapping[str, Term] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    locks: Mapping[str, Lock] = field(default_factory=dict)
    """By article."""
    incomplete: frozenset[str] = frozenset()
    """Of `notes`, `terms`, `sources`, `events`: those that could not all be read, so that a
    missing id proves nothing."""
    history: Mapping[tuple[str, str], tuple[Change, ...]] = field(default_factory=dict)
    """What a repository tells of each note, by article and id: the oldest change first."""

    def notes_on(self, article: str) -> tuple[Annotation, ...]:
        """Return the annotations of one article, in the order written."""
        return self._by_article.get(article, ())

    @cached_property
    def _by_article(self) -> Mapping[str, tuple[Annotation, ...]]:
        grouped: dict[str, list[Annotation]] = {}
        for note in self.annotations:
            grouped.setdefault(note.article, []).append(note)
        return {article: tuple(notes) for article, notes in grouped.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that could be meant."""

    range: Range
    text: str
    """The words there."""
    before: str
    """A few words before."""
    after: str
    """A few words after."""
    heading: str = ""
    """The nearest heading above."""
    score: float = 1.0
    """Likeness to the quote, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """What became of one target."""

    annotation: Annotation
    target: Target | None
    """None for a note about the whole page."""
    status: Status
    ranges: tuple[Range, ...] = ()
    """Where it stands: one, or several for `occurrence: all`; none if not placed."""
    candidates: tuple[Candidate, ...] = ()
    elements: tuple[int, ...] = ()
    """For headings and pictures: their indexes among the page's elements, as `ranges`."""
