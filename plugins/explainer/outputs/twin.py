"""An article in Markdown, with its notes where they belong: for programs that read text.

It is made from the page as woven, so that it says what readers read. A note is a footnote: its
mark stands at its passage, its text right after the block that the passage is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from turbohtml import Element, Text, parse_fragment

from explainer.compose import Composed
from explainer.downloads import Download
from explainer.outputs.addresses import absolute
from explainer.special import Gathered
from explainer.words import Words

_NOT_TEXT = (
    "explainer-page, explainer-filter, .ex-fixes, .ex-data, .ex-more, .ex-backs, .ex-passages,"
    " .ex-edit, .ex-find, .ex-in, .headerlink, script, style, template, form, .ex-list h2[id]"
)
"""What is there to be worked, or says where to go on the page."""
_LISTS = "section.ex-list"
_OPAQUE = ("pre", "code", "a")
"""Elements whose text is taken as it stands: a mark comes after them."""
_OPEN, _CLOSE = "explainer0place", "end0place"
_MARK, _TEXTS = "Mark", "Texts"
_PLACE = re.compile(f"{_OPEN}({_MARK}|{_TEXTS})(\\d+){_CLOSE}")
"""Where a mark or the texts of notes come. Plain letters: where turbohtml meets any other sign at
the edge of strong words, it writes all strong words of the page as HTML."""


def twin(gathered: Gathered, download: Download, article: Composed) -> str:
    """Return an article in Markdown, each of its notes once, with its terms and sources."""
    del download
    page = parse_fragment(article.html)
    for one in page.select(_NOT_TEXT):
        one.decompose()
    if page.select_one("h1") is None:
        page.insert(0, Element("h1", None, [Text(article.article.title or article.page.title)]))
    say = gathered.site.options.say(article.article.language)
    for one in page.select(".ex-label"):
        one.append(Text(say.colon))
    _settle(page, gathered, article)
    notes = _Notes.taken_from(page)
    notes.put_places(page)
    lists = [*_lists(page, say)]
    text = notes.filled_in(page.to_markdown().strip())
    return "\n\n".join(filter(None, [text, *notes.rest(say), *lists])) + "\n"


def _settle(page: Element, gathered: Gathered, article: Composed) -> None:
    """Make addresses hold elsewhere; what leads to a place on the page is plain text."""
    options = gathered.site.options
    for one in page.select("a"):
        href = one.attr("href") or ""
        if not href or (href.startswith("#") and not one.has_class("ex-ref")):
            one.unwrap()
        elif not one.has_class("ex-ref"):
            one.attrs["href"] = absolute(href, article.page.url, options)
    for one in page.select("img[src]"):
        one.attrs["src"] = absolute(one.attr("src") or "", article.page.url, options)


@dataclass(slots=True, kw_only=True)
class _Notes:
    """The notes of a page, out of their list, and which of them have been put in."""

    notes: list[Element]
    numbers: dict[str, int]
    """By id, where each is in `notes`."""
    told: dict[int, None] = field(default_factory=dict)
    """Those whose text has its place."""

    @classmethod
    def taken_from(cls, page: Element) -> _Notes:
        """Take the notes off a page; drafts, which a preview shows, are none."""
        every = page.select("li.ex-note")
        for note in every:
            note.extract()
        notes = [note for note in every if note.select_one(".ex-draft") is None]
        numbers = {_id(note): at for at, note in enumerate(notes)}
        return cls(notes=notes, numbers=numbers)

    def put_places(self, page: Element) -> None:
        """Put places for marks at the passages, and for texts after the blocks these are in."""
        for block in [one for one in page.children if isinstance(one, Element)]:
            here: dict[int, None] = {}
            last: Element | Text = block
            for reference in [block] if block.has_class("ex-ref") else block.select("a.ex-ref"):
                at = self.numbers.get((reference.attr("href") or "").removeprefix("#"))
                if at is not None:
                    mark = _marked(reference, at)
                    last = mark if reference is block else last
                    here |= {} if at in self.told else {at: None}
                    self.told[at] = None
            for at in reversed(here):
                last.insert_after(Element("p", None, [Text(_place(_TEXTS, at))]))
        for reference in page.select("a.ex-ref"):
            reference.decompose()

    def filled_in(self, text: str) -> str:
        """Return Markdown with marks and texts in their places."""

        def put(found: re.Match[str]) -> str:
            at = int(found[2])
            if at >= len(self.notes):
                return found[0]
            name = f"[^{_id(self.notes[at]).removeprefix('note-')}]"
            return name if found[1] == _MARK else f"{name}: {_indented(_text(self.notes[at]))}"

        return _PLACE.sub(put, text)

    def rest(self, say: Words) -> Iterator[str]:
        """Yield the notes that have no passage: on the whole page, and those that lost theirs."""
        left = [note for at, note in enumerate(self.notes) if at not in self.told]
        lost = [note for note in left if note.select_one(".ex-quote")]
        whole = [note for note in left if note not in lost]
        for heading, notes in ((say.whole_page_notes, whole), (say.lost_notes, lost)):
            if notes:
                yield f"## {heading}"
                yield from (f"- {_indented(_text(one), 2)}" for one in notes)


def _marked(reference: Element, at: int) -> Text:
    """Put a place for a mark where a page has the number of a note; return it."""
    around = [one for one in reference.ancestors if isinstance(one, Element)]
    opaque = [one for one in around if one.tag in _OPAQUE]
    mark = Text(_place(_MARK, at))
    (opaque[-1] if opaque else reference).insert_after(mark)
    return mark


def _id(note: Element) -> str:
    heading = note.select_one("h3")
    return (heading.attr("id") or "") if heading is not None else ""


def _text(note: Element) -> str:
    """Return a note as Markdown: what it is, its title, its words, what it rests on."""
    heading = note.select_one("h3")
    parts = [f"**{_line(heading)}**"] if heading is not None else []
    said = note.select(".ex-body, .ex-verdict, .ex-foot > p")
    parts += [one.to_markdown().strip() for one in said]
    return "\n\n".join(filter(None, parts))


def _line(element: Element) -> str:
    """Return what an element says, on one line."""
    inline = Element("p")
    inline.extend(list(element.children))
    return " ".join(inline.to_markdown().split())


def _lists(page: Element, say: Words) -> Iterator[str]:
    """Take the lists off the end of a page; yield those of its terms and sources."""
    for section in page.select(_LISTS):
        if section.has_class("ex-terms"):
            rows = section.select("dl > .ex-row")
            yield f"## {say.terms}"
            yield "\n".join(f"- {_term(row)}" for row in rows)
        elif section.has_class("ex-sources"):
            yield f"## {say.sources}"
            yield "\n".join(f"- {_source(row)}" for row in section.select("li.ex-row"))
        section.decompose()


def _term(row: Element) -> str:
    name, short = row.select_one("dt"), row.select_one("dd .ex-body")
    parts = [f"**{_line(name)}**" if name is not None else ""]
    parts += [short.to_markdown()] if short is not None else []
    return _indented(": ".join(" ".join(one.split()) for one in parts if one), 2)


def _source(row: Element) -> str:
    for one in row.select(".ex-links"):
        one.decompose()
    name = row.select_one(".ex-name")
    parts = [f"**{_line(name)}**"] if name is not None else []
    parts += [one.to_markdown().strip() for one in row.select("div > *")]
    return _indented(" ".join(" ".join(one.split()) for one in parts if one), 2)


def _place(what: str, at: int) -> str:
    return f"{_OPEN}{what}{at}{_CLOSE}"


def _indented(text: str, by: int = 4) -> str:
    """Return a text whose later lines belong to the first, as in a list or a footnote."""
    return "\n".join(
        " " * by + line if at and line else line for at, line in enumerate(text.split("\n"))
    )
