"""The words of the interface, in one catalogue by language.

English is complete; a language without a catalogue of its own is shown in English.
A new language is one more `Words` value in `_CATALOGUE`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every word and phrase that the interface shows or speaks, in one language."""

    language: str
    """The BCP 47 tag of these words, which may differ from the one that was asked for."""

    # Headings and names of lists
    notes: str
    whole_page_notes: str
    lost_notes: str
    lost_notes_reason: str
    terms: str
    sources: str
    key_points: str
    letters: str
    other_letters: str
    nothing_yet: str

    # Links from a page's lists to the pages that hold everything
    all_notes: str
    all_terms: str
    all_sources: str

    # Words before a list of links or names
    see_also: str
    cites: str
    used_in: str
    cited_in: str
    also_called: str

    # Marks of one entry
    term: str
    source: str
    primary: str
    draft: str
    archived: str
    in_context: str

    # Copying links to passages
    copy_link: str
    copy_words: str
    copied: str
    copy_by_hand: str

    kinds: Mapping[str, str]
    """The kinds of notes."""
    term_kinds: Mapping[str, str]
    """The kinds of terms; an editor may add others, which are shown as written."""
    source_types: Mapping[str, tuple[str, str]]
    """CSL type: (one, several)."""

    colon: str
    """What stands between a label and its text."""

    # Phrases; the names in braces are those of the methods below
    note_phrase: str
    note_short_phrase: str
    passage_phrase: str
    passage_link_phrase: str
    term_phrase: str
    author_phrase: str
    updated_phrase: str
    accessed_phrase: str
    span_phrase: str
    since_phrase: str
    until_phrase: str
    about_phrase: str
    uncertain_phrase: str
    quote_marks: tuple[str, str]
    note_count_phrase: Callable[[int], str]
    date_phrase: Callable[[int, int, int], str]
    """Year, month (1–12, or 21–24 for a season), day; 0 for what is not known."""

    def labelled(self, label: str, text: str) -> str:
        """Put a label before a text: `Context: What the blacklist is`."""
        return f"{label}{self.colon} {text}"

    def note_name(self, number: int, title: str) -> str:
        """Name a reference to a note: `Note 1: Why rates rose`."""
        return self.note_phrase.format(number=number, title=title)

    def note_short(self, number: int) -> str:
        """Name a note by its number alone: `Note 1`."""
        return self.note_short_phrase.format(number=number)

    def back_to_passage(self, number: int, passage: str) -> str:
        """Name the way back from a note: `Back to passage 1: raised rates`."""
        return self.passage_phrase.format(number=number, passage=passage)

    def link_to_passage(self, number: int, nth: int) -> str:
        """Name a link to a passage: `Link to passage 1`, or `Link to passage 1 (2)`."""
        place = str(number) if nth == 1 else f"{number} ({nth})"
        return self.passage_link_phrase.format(place=place)

    def term_name(self, text: str) -> str:
        """Name a reference to a term: `CPI, definition`."""
        return self.term_phrase.format(text=text)

    def kind(self, value: str) -> str:
        """Return the kind of a note as a word."""
        return self.kinds.get(value, value)

    def term_kind(self, value: str) -> str:
        """Return the kind of a term as a word."""
        return self.term_kinds.get(value, value)

    def source_type(self, csl_type: str) -> str:
        """Return a CSL type in words: `newspaper article`."""
        return self.source_types.get(csl_type, (csl_type.replace("-", " "), ""))[0]

    def source_group(self, words: str) -> str:
        """Return the heading over sources of one type, given the type in words."""
        plurals = dict(self.source_types.values())
        heading = plurals.get(words) or words or self.sources
        return heading[:1].upper() + heading[1:]

    def note_count(self, number: int) -> str:
        """Say how many notes there are: `12 notes`."""
        return self.note_count_phrase(number)

    def date(self, year: int, month: int = 0, day: int = 0) -> str:
        """Write a date, a month or a year out: `16 May 2019`."""
        return self.date_phrase(year, month, day)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SEASONS = ("spring", "summer", "autumn", "winter")


def _english_date(year: int, month: int, day: int) -> str:
    if month >= 21:  # noqa: PLR2004 - where EDTF counts seasons from
        return f"{_SEASONS[month - 21]} {year}"
    if month:
        return f"{day or ''} {_MONTHS[month - 1]} {year}".strip()
    return str(year)


def _english_note_count(number: int) -> str:
    return "1 note" if number == 1 else f"{number} notes"


_ENGLISH = Words(
    language="en",
    notes="Notes",
    whole_page_notes="On the article as a whole",
    lost_notes="Notes without a place in the text",
    lost_notes_reason="The words that these notes are about could not be found in the article.",
    terms="Terms",
    sources="Sources",
    key_points="Key points",
    letters="Letters",
    other_letters="Other",
    nothing_yet="Nothing here yet.",
    all_notes="All notes",
    all_terms="The whole glossary",
    all_sources="All sources",
    see_also="See also",
    cites="Sources",
    used_in="Used in",
    cited_in="Cited in",
    also_called="Also called",
    term="Term",
    source="Source",
    primary="Primary source",
    draft="Draft, not published",
    archived="archived copy",
    in_context="find it in the original",
    copy_link="Copy link",
    copy_words="Copy with the words",
    copied="Link copied",
    copy_by_hand="The link could not be copied. Copy it from here:",
    kinds={
        "context": "Context",
        "background": "Background",
        "definition": "Definition",
        "correction": "Correction",
        "update": "Update",
        "disputed": "Disputed",
        "quotation": "Quotation",
        "question": "Question",
        "source": "Source",
    },
    term_kinds={
        "concept": "concept",
        "person": "person",
        "organisation": "organisation",
        "place": "place",
        "law": "law",
        "product": "product",
        "event": "event",
    },
    source_types={
        "article": ("article", "articles"),
        "article-journal": ("journal article", "journal articles"),
        "article-magazine": ("magazine article", "magazine articles"),
        "article-newspaper": ("newspaper article", "newspaper articles"),
        "bill": ("bill", "bills"),
        "book": ("book", "books"),
        "broadcast": ("broadcast", "broadcasts"),
        "chapter": ("chapter", "chapters"),
        "classic": ("classical work", "classical works"),
        "collection": ("collection", "collections"),
        "dataset": ("data set", "data sets"),
        "document": ("document", "documents"),
        "entry": ("reference entry", "reference entries"),
        "entry-dictionary": ("dictionary entry", "dictionary entries"),
        "entry-encyclopedia": ("encyclopedia entry", "encyclopedia entries"),
        "event": ("event", "events"),
        "figure": ("figure", "figures"),
        "graphic": ("graphic", "graphics"),
        "hearing": ("hearing", "hearings"),
        "interview": ("interview", "interviews"),
        "legal_case": ("court case", "court cases"),
        "legislation": ("law", "laws"),
        "manuscript": ("manuscript", "manuscripts"),
        "map": ("map", "maps"),
        "motion_picture": ("film", "films"),
        "musical_score": ("musical score", "musical scores"),
        "pamphlet": ("pamphlet", "pamphlets"),
        "paper-conference": ("conference paper", "conference papers"),
        "patent": ("patent", "patents"),
        "performance": ("performance", "performances"),
        "periodical": ("periodical", "periodicals"),
        "personal_communication": ("personal communication", "personal communications"),
        "post": ("post", "posts"),
        "post-weblog": ("blog post", "blog posts"),
        "regulation": ("regulation", "regulations"),
        "report": ("report", "reports"),
        "review": ("review", "reviews"),
        "review-book": ("book review", "book reviews"),
        "software": ("software", "software"),
        "song": ("recording", "recordings"),
        "speech": ("speech", "speeches"),
        "standard": ("standard", "standards"),
        "thesis": ("thesis", "theses"),
        "treaty": ("treaty", "treaties"),
        "webpage": ("web page", "web pages"),
    },
    colon=":",
    note_phrase="Note {number}: {title}",
    note_short_phrase="Note {number}",
    passage_phrase="Back to passage {number}: {passage}",
    passage_link_phrase="Link to passage {place}",
    term_phrase="{text}, definition",
    author_phrase="by {author}",
    updated_phrase="updated {date}",
    accessed_phrase="read {date}",
    span_phrase="{start} to {end}",
    since_phrase="since {date}",
    until_phrase="until {date}",
    about_phrase="about {date}",
    uncertain_phrase="{date} (uncertain)",
    quote_marks=("“", "”"),
    note_count_phrase=_english_note_count,
    date_phrase=_english_date,
)

_CATALOGUE = {words.language: words for words in (_ENGLISH,)}


def words(language: str) -> Words:
    """Return the words of a language, of its base language, or of English."""
    tag = language.replace("_", "-").lower()
    return _CATALOGUE.get(tag) or _CATALOGUE.get(tag.partition("-")[0]) or _ENGLISH
