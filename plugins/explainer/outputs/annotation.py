"""One note as a W3C Web Annotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainer.address import is_web, relative
from explainer.chronicle import dated
from explainer.compose import Composed
from explainer.find import Haystack
from explainer.model import Anchored, Annotation, Citation, Doing, Level, Publication
from explainer.outputs.addresses import absolute, licence
from explainer.outputs.days import instant
from explainer.outputs.selectors import selectors
from explainer.pages.when import order
from explainer.render import with_links
from explainer.special import Gathered
from explainer.view import NoteView

_UNSEARCHED = ' data-search-exclude="1"'
"""What is for the search of the site alone."""

Json = dict[str, object]


@dataclass(frozen=True, kw_only=True, eq=False)
class Annotations:
    """What the annotations of one article are made from."""

    gathered: Gathered
    article: Composed
    origin: str
    """The address of the file they are in."""
    notes: Mapping[str, NoteView]
    """By id; source links have none."""
    haystack: Haystack

    @classmethod
    def of(cls, gathered: Gathered, article: Composed, origin: str) -> Annotations:
        """Return the annotations of an article, for a file at an address of the site."""
        return cls(
            gathered=gathered,
            article=article,
            origin=origin,
            notes={one.id: one for one in article.notes},
            haystack=Haystack(article.text.text),
        )

    def items(self) -> list[Json]:
        """Return every note that readers see and that has its place, in the order written."""
        return [self._annotation(note, found) for note, found in placed(self.article)]

    def _annotation(self, note: Annotation, found: Sequence[Anchored]) -> Json:
        link = note.is_source_link
        told: dict[str, object] = {
            "id": self._on_page(f"passage-{note.id}" if link else f"note-{note.id}"),
            "type": "Annotation",
            "motivation": "linking" if link else note.kind.motivation,
            "creator": {"type": "Person", "name": note.author} if note.author else None,
            "created": self._day(note, Doing.ADDITION),
            "modified": self._day(note, Doing.UPDATE, Doing.CORRECTION),
            "rights": licence(self.article.article.license),
            "dc:title": note.title,
            "dcterms:temporal": note.date,
            "body": [*self._bodies(note), *self._linked(note.sources)],
            "target": _one_or_all([*self._targets(note, found)]),
            "rdfs:seeAlso": self._see(note),
        }
        return {key: value for key, value in told.items() if value}

    def _day(self, note: Annotation, *doings: Doing) -> str | None:
        """Return the last day on which one of these things was done to a note, if it is known."""
        view = self.notes.get(note.id)
        changes = view.changes if view else dated(note)
        days = [one.date for one in changes if one.doing in doings and instant(one.date)]
        return instant(days[-1]) if days else None

    # -- bodies (sections 3.2, 3.3.5) ---------------------------------------------------

    def _bodies(self, note: Annotation) -> Iterator[Json]:
        """Yield what a note says, as HTML, and what it is, as tags.

        The Markdown that the HTML came from is with it, as Dublin Core's `source`: readers
        of the model pass over it, and a tool of ours need not guess what was written.
        """
        language = self.article.article.language or self.gathered.site.options.language
        view = self.notes.get(note.id)
        if note.body and view:
            yield {
                "type": "TextualBody",
                "value": self._html(str(view.body)),
                "format": "text/html",
                "language": language,
                "purpose": note.kind.motivation,
                "dcterms:source": {
                    "type": "TextualBody",
                    "value": note.body.value,
                    "format": "text/markdown",
                },
            }
        if note.verdict:
            yield {
                "type": "TextualBody",
                "value": note.verdict,
                "format": "text/plain",
                "language": language,
                "purpose": "assessing",
            }
        if not note.is_source_link:
            yield _tag(note.kind.value)
        if note.level is not Level.STANDARD:
            yield _tag(note.level.value)

    def _linked(self, cited: Sequence[Citation]) -> Iterator[Json]:
        """Yield the sources of a note; one that is not on the web stands on a page of ours."""
        sources = self.gathered.site.project.sources
        for one in cited:
            if one.id not in sources:
                continue
            entry = self.gathered.site.special_href("sources", self.origin, f"source-{one.id}")
            web = sources[one.id].url
            told = {
                "type": "SpecificResource",
                "source": web if is_web(web) else self._absolute(entry),
                "purpose": "linking",
                "dc:title": sources[one.id].title,
                "dcterms:identifier": one.id,
                "dcterms:bibliographicCitation": one.locator,
            }
            if told["source"]:
                yield {key: value for key, value in told.items() if value}

    def _html(self, html: str) -> str:
        """Return a body with addresses that hold outside its page."""
        page = self.article.page.url

        def resolve(href: str) -> str:
            if href.startswith("#"):
                return self._on_page(href[1:])
            return absolute(href, page, self.gathered.site.options)

        return with_links(html.replace(_UNSEARCHED, ""), resolve)[0]

    def _see(self, note: Annotation) -> list[Json]:
        view = self.notes.get(note.id)
        page, options = self.article.page.url, self.gathered.site.options
        hrefs = [one.href for one in view.see] if view else []
        return [
            {"id": self._on_page(one[1:]) if one.startswith("#") else absolute(one, page, options)}
            for one in hrefs
        ]

    # -- targets (sections 3.2, 4) ------------------------------------------------------

    def _targets(self, note: Annotation, found: Sequence[Anchored]) -> Iterator[object]:
        page = self._on_page()
        for one in found:
            if one.target is None:
                yield page
            for ways in selectors(self.article.text, self.haystack, one):
                target: Json = {
                    "type": "SpecificResource",
                    "source": page,
                    "selector": _one_or_all(ways),
                }
                if (when := self._when(note)) is not None:
                    target["state"] = {"type": "TimeState", "sourceDate": when}
                yield target

    def _when(self, note: Annotation) -> str | None:
        """Return the last day known on which the note was about the text as it is."""
        days = [self.article.article.date, *(one.date for one in dated(note))]
        known = [one for one in days if instant(one)]
        return instant(max(known, key=order)) if known else None

    # -- addresses ----------------------------------------------------------------------

    def _on_page(self, fragment: str = "") -> str:
        return self._absolute(relative(self.origin, self.article.page.url, fragment))

    def _absolute(self, href: str) -> str:
        return absolute(href, self.origin, self.gathered.site.options) if href else ""


def placed(article: Composed) -> list[tuple[Annotation, list[Anchored]]]:
    """Return the notes of an article that have a place, each with what became of its targets.

    Drafts are left out, in a preview too: what is given away cannot be taken back.
    """
    found: dict[str, list[Anchored]] = {}
    for one in article.anchored:
        if one.annotation.publication is not Publication.DRAFT and (one.ranges or not one.target):
            found.setdefault(one.annotation.id, []).append(one)
    return [(each[0].annotation, each) for each in found.values()]


def _tag(value: str) -> Json:
    return {"type": "TextualBody", "value": value, "purpose": "tagging"}


def _one_or_all(values: Sequence[object]) -> object:
    return values[0] if len(values) == 1 else values
