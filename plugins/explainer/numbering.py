"""The notes of one page in reading order: their numbers, places and element ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from markupsafe import escape

from explainer.model import (
    Anchored,
    Annotation,
    BlockSelector,
    ImageSelector,
    Range,
    SectionSelector,
    Target,
)
from explainer.page import PageText
from explainer.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a note in the text."""

    range: Range
    passage_id: str
    ref_id: str
    variant: str
    """`block`, `image`, `heading` or nothing."""
    element: int | None
    words: str
    """What a reader sees there; the alternative text of a picture."""
    language: str = ""
    """The BCP 47 tag of the nearest element around that has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A note with all its places."""

    annotation: Annotation
    number: int | None
    """None for a note about the whole page, one without a place, and a source link."""
    places: tuple[Place, ...]
    lost_words: tuple[str, ...]
    """The words, as the editor wrote them, that were not found."""

    @property
    def whole_page(self) -> bool:
        """True if it is about the page as a whole."""
        return not self.annotation.targets

    @property
    def lost(self) -> bool:
        """True if it has no place in the text though it should."""
        return bool(self.annotation.targets) and not self.places

    def title(self, say: Words) -> str:
        """Return its title: the editor's, else the passage, shortened."""
        if self.annotation.title:
            return self.annotation.title
        words = [one.words for one in self.places] or list(self.lost_words)
        if not words:
            return self.annotation.id
        return say.quoted(_shortened(words[0]))


_LONGEST_TITLE = 60


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST_TITLE:
        return words
    return words[:_LONGEST_TITLE].rpartition(" ")[0] + "…"


def number_notes(page: PageText, anchored: Sequence[Anchored]) -> tuple[Numbered, ...]:
    """Return the notes in the order of their marks in the text, numbered from 1.

    Those about the whole page, and those without a place, come last in the order written.
    """
    outcomes: dict[str, list[Anchored]] = {}
    for one in anchored:
        outcomes.setdefault(one.annotation.id, []).append(one)
    notes = [_with_places(page, group) for group in outcomes.values()]
    placed = sorted((one for one in notes if one.places), key=_reading_order)
    rest = [one for one in notes if not one.places]
    numbered, number = [], 0
    for note in placed:
        if not note.annotation.is_source_link:
            number += 1
            note = Numbered(  # noqa: PLW2901 - the same note, with its number
                annotation=note.annotation,
                number=number,
                places=note.places,
                lost_words=note.lost_words,
            )
        numbered.append(note)
    return (*numbered, *rest)


def _reading_order(note: Numbered) -> tuple[int, int, str]:
    first = note.places[0].range
    return first.end, first.start, note.annotation.id


def _with_places(page: PageText, outcomes: Sequence[Anchored]) -> Numbered:
    annotation = outcomes[0].annotation
    found = sorted(
        (
            (place, outcome.target, element)
            for outcome in outcomes
            for place, element in zip_longest(outcome.ranges, outcome.elements)
        ),
        key=lambda one: (one[0].end, one[0].start),
    )
    places = tuple(_place(page, annotation.id, nth, *one) for nth, one in enumerate(found, start=1))
    return Numbered(
        annotation=annotation,
        number=None,
        places=places,
        lost_words=tuple(
            outcome.target.selector.words
            for outcome in outcomes
            if outcome.target and not outcome.ranges
        ),
    )


def _place(  # noqa: PLR0913, PLR0917 - the parts of a place
    page: PageText, note: str, nth: int, found: Range, target: Target | None, element: int | None
) -> Place:
    suffix = f"-{nth}" if nth > 1 else ""
    words = page.text[found.start : found.end]
    if element is not None and page.elements[element].tag == "img":
        words = page.elements[element].attrs.get("alt", "")
    return Place(
        range=found,
        passage_id=f"passage-{note}{suffix}",
        ref_id=f"ref-{note}{suffix}",
        variant=_variant(target),
        element=element,
        words=words,
        language=_language(page, found, element),
    )


def _language(page: PageText, found: Range, element: int | None) -> str:
    runs = page.runs_in(found)
    inmost = element if element is not None else runs[0].parent if runs else -1
    tags = (page.elements[one].attrs.get("lang", "") for one in page.ancestors(inmost))
    return next((tag for tag in tags if tag), "")


def _variant(target: Target | None) -> str:
    match target.selector if target else None:
        case BlockSelector():
            return "block"
        case ImageSelector():
            return "image"
        case SectionSelector():
            return "heading"
        case _:
            return ""


def note_ids(note: Numbered) -> list[str]:
    """Return the element ids that a note brings into its page."""
    if note.annotation.is_source_link and not note.lost:
        return [place.passage_id for place in note.places]
    ids = [id_ for place in note.places for id_ in (place.passage_id, place.ref_id)]
    return [*ids, f"note-{note.annotation.id}"]


def reference_html(note: Numbered, place: Place, nth: int, say: Words) -> str:
    """Return the number in the text that leads to a note (DPUB-ARIA doc-noteref).

    It is left out of search, so that it neither glues itself to a word nor shows up in
    an excerpt.
    """
    number = note.number or 0
    title = note.title(say) if nth == 1 else f"{note.title(say)} ({nth})"
    return (
        f'<a class="ex-ref" id="{escape(place.ref_id)}" href="#note-{escape(note.annotation.id)}"'
        f' role="doc-noteref" aria-label="{escape(say.note_name(number, title))}"'
        f' data-kind="{note.annotation.kind.value}" data-level="{note.annotation.level.value}"'
        f' data-search-exclude="1">{number}</a>'
    )
