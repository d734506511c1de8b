"""What the interface says, in one language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from explainer.words import formats

_DOUBLE_QUOTES = frozenset('"“”„‟«»「」『』')

_SEASONS_FROM = 21
"""The month by which EDTF counts the first of the four seasons."""

Path = tuple[str, ...]
"""The keys that lead to a text of a catalogue: `("kinds", "context")`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A text that an author would rather have than that of a catalogue."""

    language: str
    """For which it is; empty for all."""
    path: Path
    text: str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """Every word and phrase that the interface shows or speaks, in one language.

    The fields are the keys of a catalogue.
    """

    language: str
    """The BCP 47 tag of these words, which may differ from the one that was asked for."""
    locale: str
    """The locale by which numbers, plurals and dates are written."""
    attributes: Markup
    """What tells a browser of this language, on a page in another: ` lang="ar" dir="rtl"`."""

    # Headings and names of lists
    notes: str
    whole_page_notes: str
    lost_notes: str
    lost_notes_reason: str
    terms: str
    sources: str
    key_points: str
    corrections: str
    letters: str
    other_letters: str
    nothing_yet: str

    # The pages that hold everything
    glossary: str
    timeline: str
    people: str
    persons: str
    organisations: str
    changes: str
    own_corrections: str
    own_corrections_reason: str
    text_corrections: str
    text_corrections_reason: str
    events: str
    all_notes: str
    all_terms: str
    all_sources: str
    about: str
    articles: str
    article_title: str
    annotated_paragraphs: str
    oldest_check: str
    share_phrase: str

    # Finding one's way on them
    search: str
    filter: str
    nothing_found: str
    by_kind: str
    all_kinds: str
    undated: str
    when: str
    data: str

    # Words before a list of links or names
    see_also: str
    cites: str
    used_in: str
    cited_in: str
    also_called: str

    # Marks of one entry
    note: str
    term: str
    source: str
    event: str
    article: str
    verdict: str
    primary: str
    draft: str
    archived: str
    in_context: str
    suggest_change: str

    # Reading options
    reading: str
    depth: str
    read_article: str
    read_terms: str
    read_context: str
    read_all: str
    kinds_shown: str
    placement: str
    place_auto: str
    place_pop: str
    place_after: str
    place_end: str

    # A note on its own
    close: str
    back: str
    previous_note: str
    next_note: str
    in_list: str
    in_glossary: str

    # Copying links to passages
    copy_link: str
    copy_words: str
    copied: str
    copy_by_hand: str

    kinds: Mapping[str, str]
    """The kinds of notes."""
    term_kinds: Mapping[str, str]
    """The kinds of terms; an editor may add others, which are shown as written."""
    doings: Mapping[str, str]
    """What may have been done to a note, by the value of its `Doing`."""
    source_types: Mapping[str, tuple[str, str]]
    """CSL type: (one, several)."""
    plurals: Mapping[str, Mapping[str, str]]
    """Numbers of things, by what is counted and by CLDR's category."""

    # Phrases; the names in braces are those of the methods below
    labelled_phrase: str
    note_phrase: str
    note_short_phrase: str
    passage_phrase: str
    passage_link_phrase: str
    term_phrase: str
    page_phrase: str
    others_phrase: str
    pair_phrase: str
    author_phrase: str
    added_phrase: str
    updated_phrase: str
    corrected_phrase: str
    done_phrase: str
    commit_phrase: str
    accessed_phrase: str
    noted_on_phrase: str
    span_phrase: str
    since_phrase: str
    since_day_phrase: str
    until_phrase: str
    until_day_phrase: str
    about_phrase: str
    about_day_phrase: str
    uncertain_phrase: str
    season_phrase: str
    seasons: tuple[str, ...]
    """From spring to winter."""

    colon: str
    """What stands between a label and its text."""
    comma: str
    list_comma: str
    """Between the names of a list, where that is another comma."""
    semicolon: str
    full_stop: str
    brackets: tuple[str, ...]
    quote_marks: tuple[str, ...]

    @property
    def direction(self) -> str:
        """Which way these words are written, `ltr` or `rtl`."""
        return formats.direction(self.locale)

    def labelled(self, label: str, text: str) -> str:
        """Put a label before a text: `Context: What the blacklist is`."""
        return self.labelled_phrase.format(label=label, text=text)

    def quoted(self, passage: str) -> str:
        """Put a passage in quotation marks, unless it has some of its own."""
        before, after = ("", "") if _DOUBLE_QUOTES.intersection(passage) else self.quote_marks
        return f"{before}{passage}{after}"

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
        return self.counted("note_count", number)

    def term_count(self, number: int) -> str:
        """Say how many terms there are: `12 terms`."""
        return self.counted("term_count", number)

    def source_count(self, number: int) -> str:
        """Say how many sources there are: `12 sources`."""
        return self.counted("source_count", number)

    def primary_count(self, number: int) -> str:
        """Say how many of them are primary sources: `9 primary`."""
        return self.counted("primary_count", number)

    def correction_count(self, number: int) -> str:
        """Say how many corrections there are: `2 corrections`."""
        return self.counted("correction_count", number)

    def changed_count(self, number: int) -> str:
        """Say how many notes are new to a reader: `3 notes changed since your last visit`."""
        return self.counted("changed_count", number)

    def shown_count(self, number: int) -> str:
        """Say how many entries a filter leaves: `7 shown`."""
        return self.counted("shown_count", number)

    def reading_minutes(self, number: int) -> str:
        """Say how long a text takes: `4 min read`."""
        return self.counted("reading_minutes", number)

    def counted(self, what: str, number: int) -> str:
        """Say how many there are of something, by its name in the catalogue."""
        forms = self.plurals[what]
        form = forms.get(formats.category(number, self.locale), forms["other"])
        return form.format(number=formats.decimal(number, self.locale))

    def plural_forms(self, what: str) -> str:
        """Return all forms as JSON by CLDR's category, for a script that counts by itself.

        The script chooses with `Intl.PluralRules(language)`, as `counted` does here.
        """
        return json.dumps(dict(self.plurals[what]), ensure_ascii=False)

    @property
    def changed_forms(self) -> str:
        """All forms of `changed_count`, as JSON."""
        return self.plural_forms("changed_count")

    def date(self, year: int, month: int = 0, day: int = 0) -> str:
        """Write a date, a month, a season or a year out: `16 May 2019`.

        Months count from 1 to 12, seasons from 21 to 24; 0 is what is not known.
        """
        if month >= _SEASONS_FROM:
            return self.season_phrase.format(season=self.seasons[month - _SEASONS_FROM], year=year)
        return formats.day(year, month, day, self.locale)
