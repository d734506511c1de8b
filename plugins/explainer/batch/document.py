"""A page ready for anchoring, with the map from its text to the raw text around it.

Page text collapses white space, parts blocks and leaves out what a reader does not see; the
raw text is what the DOM calls `textContent`: every character between the tags, but for
scripts, styles, templates and comments. Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from itertools import pairwise
from os.path import commonprefix
from typing import NamedTuple

from turbohtml import Token, TokenType, tokenize

from explainer.anchor import Anchorage
from explainer.model import Range
from explainer.page import Element, PageText
from explainer.render import Renderer
from explainer.span import TextFile
from explainer.text import page_text

_NO_TEXT = frozenset(("script", "style", "template"))
_SWALLOWS_A_BREAK = frozenset(("pre", "listing", "textarea"))
_BREAK = re.compile(r"\r\n?|\n")
_GAP = re.compile(r"\s*\n[^\S\n]*\n\s*|\Z")
"""What parts paragraphs of plain text."""
_KEPT = 4
"""Documents that are kept: the cases on one often follow each other."""
_plain = Renderer({}).plain


class _Piece(NamedTuple):
    """A stretch of HTML that gives text: as many characters, or one reference."""

    html_start: int
    html_end: int
    start: int
    """In the raw text."""
    end: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Document:
    """A page, and its raw text."""

    html: str
    raw: str
    pieces: tuple[_Piece, ...]

    @cached_property
    def place(self) -> Anchorage:
        """The page, ready for anchoring."""
        file = TextFile(path="text", text=self.raw)
        return Anchorage.of(page_text(self.html), file, _plain)

    @property
    def page(self) -> PageText:
        """The page as text."""
        return self.place.page

    def raw_range(self, place: Range) -> Range:
        """Return the part of the raw text that a range of the page's text is."""
        runs = self.page.runs_in(place)
        if not runs:
            start = self.raw_offset(self._html_offset(place.start))
            return Range(start=start, end=start)
        start = self.raw_offset(runs[0].html_start)
        return Range(start=start, end=max(start, self.raw_offset(runs[-1].html_end)))

    def raw_offset(self, html_offset: int) -> int:
        """Return where an offset in the HTML is in the raw text; inside a tag, what follows."""
        at = bisect_right(self._html_starts, html_offset) - 1
        if at < 0:
            return 0
        piece = self.pieces[at]
        return min(piece.start + html_offset - piece.html_start, piece.end)

    def element(self, id_: str) -> Element | None:
        """Return the element with an id."""
        return next((one for one in self.page.elements if one.attrs.get("id") == id_), None)

    def inside(self, element: Element) -> tuple[Document, int]:
        """Return the content of an element as a document, and where it begins in the raw text."""
        content = html_document(self.html[element.open_end : element.close_start])
        return content, self.raw_offset(element.open_end)

    def page_range(self, raw: Range) -> Range | None:
        """Return the part of the page's text that a range of the raw text is, if it is any."""
        ends = [self._page_offset(raw.start), self._page_offset(raw.end - 1)]
        if raw.end <= raw.start or None in ends:
            return None
        return Range(start=ends[0] or 0, end=(ends[1] or 0) + 1)

    def _page_offset(self, raw: int) -> int | None:
        at = bisect_right(self._raw_starts, raw) - 1
        if at < 0 or raw >= self.pieces[at].end:
            return None
        html_offset = self.pieces[at].html_start + raw - self.pieces[at].start
        runs = self.page.runs
        found = bisect_right(self._run_starts, html_offset) - 1
        if found < 0 or html_offset >= runs[found].html_end:
            return None
        run = runs[found]
        return min(run.start + html_offset - run.html_start, run.end - 1)

    def _html_offset(self, offset: int) -> int:
        later = (run.html_start for run in self.page.runs if run.start >= offset)
        return next(later, len(self.html))

    @cached_property
    def _html_starts(self) -> list[int]:
        return [piece.html_start for piece in self.pieces]

    @cached_property
    def _raw_starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    @cached_property
    def _run_starts(self) -> list[int]:
        return [run.html_start for run in self.page.runs]


@lru_cache(maxsize=_KEPT)
def html_document(html: str) -> Document:
    """Return a piece of HTML as a document."""
    pieces, words = [], []
    length = 0
    for start, end, text in _texts(html):
        pieces.append(_Piece(start, end, length, length + len(text)))
        words.append(text)
        length += len(text)
    return Document(html=html, raw="".join(words), pieces=tuple(pieces))


@lru_cache(maxsize=_KEPT)
def text_document(text: str) -> Document:
    """Return plain text as a document, whose raw text it is; blank lines part paragraphs."""
    whole = text.replace("\0", "\ufffd")
    written, at = [], 0
    for gap in _GAP.finditer(whole):
        written += ["<p>", _escaped(whole[at : gap.start()]), "</p>", _escaped(gap[0])]
        at = gap.end()
    return html_document("".join(written))


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\r", "&#13;")


def _texts(html: str) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of HTML that give text, each with the text."""
    unread = ""
    after_pre = False
    for token, start, end in _tokens(html):
        tag = token.tag or ""
        if token.type is TokenType.START_TAG:
            unread = unread or (tag if tag in _NO_TEXT else "")
        elif token.type is TokenType.END_TAG:
            unread = "" if tag == unread else unread
        elif token.type is TokenType.TEXT and not unread:
            yield from _lines(html, start, end, after_pre=after_pre)
        elif token.type is TokenType.CHARACTER_REFERENCE and not unread:
            yield from _reference(str(token.data), start, html[start:end])
        after_pre = token.type is TokenType.START_TAG and tag in _SWALLOWS_A_BREAK


def _reference(text: str, start: int, source: str) -> Iterator[tuple[int, int, str]]:
    """Yield a reference, and the letters after it: `&notin` without a semicolon is `¬in`."""
    alike = "" if source.endswith(";") else commonprefix((source[:1:-1], text[:0:-1]))  # noqa: RUF071 - letters it is
    end = start + len(source)
    yield start, end - len(alike), text[: len(text) - len(alike)]
    if alike:
        yield end - len(alike), end, alike[::-1]


def _tokens(html: str) -> Iterator[tuple[Token, int, int]]:
    """Yield the tokens with their places; each ends where the next begins."""
    lines = TextFile(path="", text=html).line_starts
    tokens = list(tokenize(html, resolve_references=False, capture_source=True))
    starts = [*(lines[token.line - 1] + token.col for token in tokens), len(html)]
    for token, (start, end) in zip(tokens, pairwise(starts), strict=True):
        yield token, start, end


def _lines(html: str, start: int, end: int, *, after_pre: bool) -> Iterator[tuple[int, int, str]]:
    """Yield text as the HTML Standard reads its line breaks: each is one line feed."""
    at = start
    for found in _BREAK.finditer(html, start, end):
        if found.start() > at:
            yield at, found.start(), html[at : found.start()]
        if not (after_pre and found.start() == start):
            yield found.start(), found.end(), "\n"
        at = found.end()
    if at < end:
        yield at, end, html[at:end]
