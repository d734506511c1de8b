"""What the templates see: notes, terms and sources ready to be shown.

Every string is plain text, to be escaped where it lands; `Markup` is HTML that was
sanitised and woven already. Every address is relative to the page it stands on. The module is
over 300 lines because it is one vocabulary, as that of the model is.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from explainer.model import Change

_NOTHING = Markup()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link with words of its own."""

    href: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """A citation mark: a short name that leads to the entry in a list of sources."""

    source: str
    """The source's id."""
    href: str
    label: Markup
    """A name, `IMF 2024`, unless the style has numbers."""
    title: str
    rest: Markup = _NOTHING
    """What follows: the place in the source, with the comma before it."""
    numbered: bool = False
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlink:
    """The way back from a note to one of its places."""

    href: str
    label: str
    """`Back to passage 3: the words there`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageLink:
    """A link to the words that a note is about, to be kept or sent to someone."""

    href: str
    """`#passage-x`."""
    label: str
    """`Link to passage 3`."""
    directive: str
    """`text=…`, by which browsers find the very words; empty if there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note in the list at the end of its article, or on the page of all notes."""

    id: str
    """The editor's id; the element's id is `note-` and this."""
    href: str
    """Where the note stands: `#note-x`, or `../article/#note-x` from elsewhere."""
    number: int | None
    """As in the text; None for a note without a place in the text."""
    kind: str
    """The value of its `Kind`."""
    label: str
    """The kind as a word in the page's language."""
    level: str
    title: str
    """Never empty: the editor's title, else made of the passage."""
    quotes: tuple[tuple[str, str], ...]
    """(words, BCP 47 tag): what it is about, as found in the text, each once; the language where
    the text names one. None for a whole page."""
    body: Markup
    """Empty if the note only lists sources."""
    citations: tuple[CitationView, ...]
    backlinks: tuple[Backlink, ...]
    passages: tuple[PassageLink, ...] = ()
    see: tuple[Link, ...] = ()
    author: str = ""
    date: str = ""
    changes: tuple[Change, ...] = ()
    """What was done to it, the oldest first."""
    past: tuple[Change, ...] = ()
    """Those of them that stand at its foot."""
    draft: bool = False
    whole_page: bool = False
    lost: bool = False
    """True if it has no place in the text though it should."""
    edit_href: str = ""
    """Where a change of its YAML can be suggested."""
    version: str = ""
    """A short hash of what it says: another one, and it has changed."""
    verdict: str = ""
    """What the editors hold of a disputed claim."""
    fit: str = ""
    """How much of it the margin shows: `whole`, `cut`, `title`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term in a page's list of terms, or on the glossary page."""

    id: str
    href: str
    """Where its full entry stands on the glossary page."""
    term: str
    kind: str
    short: Markup
    definition: Markup
    """Empty if it has only the short form."""
    pronunciation: str
    original: tuple[tuple[str, str], ...]
    """(BCP 47 tag, name)."""
    aliases: tuple[str, ...]
    see: tuple[Link, ...]
    citations: tuple[CitationView, ...]
    uses: tuple[Link, ...] = ()
    """Where it is used, one link a page or note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source in a page's list of sources, or on the sources page."""

    id: str
    href: str
    """Where its full entry stands on the sources page."""
    label: Markup
    """As in citations: `IMF 2024`."""
    number: int | None
    """Its number on its page, in a style that has numbers."""
    reference: Markup
    """All that the style says of it, with its title as a link."""
    type: str
    """The CSL type, in words: `newspaper article`."""
    title: str
    authors: str
    container: str
    publisher: str
    accessed: str
    """When it was read; empty if the reference says so."""
    url: str
    """Checked to be http or https, else empty."""
    archive_url: str
    doi: str
    """Empty if it is in the reference."""
    language: str
    note: str
    quote: str
    primary: bool
    uses: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """What an article has to offer, for its reader to choose how much of it to see."""

    minutes: int
    """To read the article, without its notes."""
    notes: int
    terms: int
    """In the page's list of terms."""
    sources: int
    primary: int
    """Primary sources among them."""
    depths: tuple[tuple[str, str, int], ...]
    """(value, label, how much that shows), from least to most."""
    kinds: tuple[tuple[str, str, int], ...]
    """(value, label, notes) of each kind that the page has."""
    corrections: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedView:
    """A note of an article, in the list of when things happened."""

    date: str
    """EDTF."""
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The lists at the end of an article."""

    notes: tuple[NoteView, ...] = ()
    """In the order of their numbers, then those about the whole page."""
    lost: tuple[NoteView, ...] = ()
    """Notes without a place in the text."""
    terms: tuple[TermView, ...] = ()
    sources: tuple[SourceView, ...] = ()
    glossary_href: str = ""
    sources_href: str = ""
    notes_href: str = ""
    timeline_href: str = ""
    when: tuple[DatedView, ...] = ()
    """Its dated notes, in the order in which things happened; none if there are fewer than two."""
    downloads: tuple[Link, ...] = ()
    """The page's data, for other programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleNotes:
    """An article's part of the page of all notes."""

    link: Link
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """An entry of the timeline: an event, or a note that has a date."""

    date: str
    """EDTF."""
    kind: str
    """`event`, or the value of the note's `Kind`."""
    label: str
    """The kind as a word."""
    title: str
    id: str = ""
    """The event's id; the element's id is `event-` and this. A note has none here."""
    href: str = ""
    """Where a note stands."""
    article: Link | None = None
    """The article that a note is on."""
    body: Markup
    """An event's own words; empty for a note, whose words stand on its article."""
    citations: tuple[CitationView, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSum:
    """An article's row on the page about the site."""

    link: Link
    notes: int
    terms: int
    sources: int
    primary: int
    """Primary sources among them."""
    paragraphs: int
    annotated: int
    """Paragraphs that a note is about."""
    oldest_check: str
    """EDTF; empty if not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView:
    """What a site rests on."""

    articles: tuple[ArticleSum, ...]
    notes: int
    terms: int
    sources: int
    primary: int
    corrections: int
    """Notes that correct the article they are on."""
    kinds: tuple[tuple[str, int], ...]
    """(kind as a word, notes) of each kind there is."""
    oldest_check: str
    """EDTF; empty if not known."""
    notes_href: str
    glossary_href: str
    sources_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """Something that changed, on the page of changes."""

    kind: str
    """The value of the note's `Kind`."""
    label: str
    """The kind as a word."""
    link: Link
    """To what changed."""
    article: Link | None
    """Where that stands; None for an article itself."""
    change: Change
    author: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """Something that was put right, on the page of corrections."""

    date: str
    """EDTF; empty if it is not known when."""
    link: Link
    """To what was put right, or puts it right."""
    article: Link | None
    """Where that stands; None for an article itself."""
    text: str = ""
    """What was wrong, as an editor puts it."""
    quotes: tuple[tuple[str, str], ...] = ()
    """(words, BCP 47 tag): what was wrong, as the text has it."""
    body: Markup
    """What is right; empty if the text or the link says it."""
    draft: bool = False
