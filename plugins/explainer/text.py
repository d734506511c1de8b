"""What a reader sees: the plain text of a page, and the map back to its HTML.

White space is collapsed, a space stands where a block, a table cell or `<br>` ends,
character references are decoded, and what is no part of the text (scripts, permalink
signs, footnote marks) is left out. Offsets are code points, half-open. The tokens are
those of the HTML Standard (section 13.2.5), read by turbohtml with their places; the
HTML itself is never built anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from turbohtml import Token, TokenType, tokenize

from explainer.model import Range
from explainer.page import Element, PageText, Run
from explainer.span import TextFile

BLOCKS = frozenset(
    "address article aside blockquote br caption center dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav"
    " ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul".split()
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_UNREAD = frozenset(
    "script style template noscript head title textarea select svg iframe object audio video"
    " canvas noembed noframes".split()
)
_FOUND = "until-found"
_UNREAD_CLASSES = frozenset(("headerlink", "footnote-ref", "footnote-backref", "linenos", "lineno"))
_BREAKS = BLOCKS | {"button", "label"}
"""What parts words: blocks, and the tabs of a page, which stand apart on the screen."""
_CLOSES_P = BLOCKS - frozenset("br caption legend tbody td tfoot th thead tr".split())
_IMPLIED_END = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tbody": frozenset({"thead", "tbody", "tr", "td", "th"}),
    "tfoot": frozenset({"thead", "tbody", "tr", "td", "th"}),
}
_SCOPES = frozenset(("ul", "ol", "dl", "table"))
_WHITE = " \t\n\r\f"
_SPACES = re.compile(r"[ \t\n\r\f]{2,}")
_PARAGRAPH = re.compile(r"<p>([^<>&\s\0]+(?: [^<>&\s\0]+)*)</p>")
_OTHER_SPACES = "\n\t\r\f"


def page_text(html: str) -> PageText:
    """Return the text of an HTML fragment, with the map back.

    Never raises: what is no proper HTML is read as browsers read it, as far as the
    text goes.
    """
    paragraph = _PARAGRAPH.fullmatch(html)
    if paragraph:
        return _one_paragraph(html, paragraph[1])
    reader = _Reader(html)
    reader.read()
    text = "".join(reader.pieces)
    return PageText(
        html=html,
        text=text,
        runs=tuple(reader.runs),
        elements=tuple(one.closed(text) for one in reader.all),
        _starts=tuple(run.start for run in reader.runs),
    )


def _one_paragraph(html: str, words: str) -> PageText:
    """Return a page of plain words: what most notes and definitions are."""
    end = len(words)
    return PageText(
        html=html,
        text=words,
        runs=(Run(0, end, 3, 3 + end, 0),),
        elements=(Element("p", {}, 0, 3, 3 + end, len(html), Range(0, end), -1),),
        _starts=(0,),
    )


class _Open:
    """An element that is still being read."""

    __slots__ = ("attrs", "close", "first", "last", "open", "parent", "tag", "unread")

    def __init__(self, token: Token, place: tuple[int, int], parent: int, first: int) -> None:
        self.tag = token.tag or ""
        attrs = token.attrs
        self.attrs = {name: value or "" for name, value in attrs} if attrs else {}
        self.open = place
        self.close = place
        self.first = first
        self.last = first
        self.parent = parent
        self.unread = False

    def closed(self, text: str) -> Element:
        """Return the element; a space that was put before its first word is not its own."""
        first = self.first
        if first < self.last and text[first] == " ":
            first += 1
        (start, started), (end, ended) = self.open, self.close
        words = Range(first, self.last)
        return Element(self.tag, self.attrs, start, started, end, ended, words, self.parent)


class _Reader:
    """The one pass over the tokens; its lists are what `page_text` gives back."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.pieces: list[str] = []
        self.length = 0
        self.runs: list[Run] = []
        self.all: list[_Open] = []
        self.stack: list[int] = []
        self.gap: tuple[int, int] | None = None
        self.broken = True
        self.unread = False

    def read(self) -> None:
        """Read every token."""
        lines = TextFile(path="", text=self.html).line_starts
        text_from = -1
        for token in tokenize(self.html, resolve_references=False, capture_source=True):
            start = lines[token.line - 1] + token.col
            if text_from >= 0:
                self._text(text_from, start)
                text_from = -1
            kind = token.type
            if kind is TokenType.TEXT:
                text_from = -1 if self.unread else start
            elif kind is TokenType.START_TAG:
                self._start_tag(token, (start, start + len(token.source or "")))
            elif kind is TokenType.END_TAG:
                self._end_tag(token.tag or "", (start, start + len(token.source or "")))
            elif kind is TokenType.CHARACTER_REFERENCE and not self.unread:
                self._reference(str(token.data), start, start + len(token.source or ""))
        if text_from >= 0:
            self._text(text_from, len(self.html))
        while self.stack:
            self._close((len(self.html), len(self.html)))

    # -- tags ---------------------------------------------------------------------------

    def _start_tag(self, token: Token, place: tuple[int, int]) -> None:
        tag = token.tag or ""
        if tag in BLOCKS:
            self._imply_ends(tag, place[0])
        self.broken = self.broken or tag in _BREAKS
        parent = self.stack[-1] if self.stack else -1
        element = _Open(token, place, parent, self.length)
        self.all.append(element)
        if tag in VOID:
            element.close = (place[1], place[1])
            return
        self.unread = self.unread or _is_unread(element.tag, element.attrs)
        element.unread = self.unread
        self.stack.append(len(self.all) - 1)

    def _imply_ends(self, tag: str, at: int) -> None:
        """Close what a start tag closes by itself (HTML Standard, 13.1.2.4)."""
        if not self.stack:
            return
        if tag in _CLOSES_P and self.all[self.stack[-1]].tag == "p":
            self._close((at, at))
        ends = _IMPLIED_END.get(tag)
        while ends and self.stack and self.all[self.stack[-1]].tag in ends:
            outer = self.all[self.stack[-1]].tag
            self._close((at, at))
            if outer == tag:
                break

    def _end_tag(self, tag: str, place: tuple[int, int]) -> None:
        self.broken = self.broken or tag in _BREAKS
        for index in reversed(self.stack):
            if self.all[index].tag == tag:
                while self.stack[-1] != index:
                    self._close((place[0], place[0]))
                self._close(place)
                return
            if self.all[index].tag in _SCOPES and tag not in _SCOPES and tag in _IMPLIED_END:
                return

    def _close(self, place: tuple[int, int]) -> None:
        element = self.all[self.stack.pop()]
        element.close = place
        element.last = self.length
        self.unread = bool(self.stack) and self.all[self.stack[-1]].unread

    # -- text ---------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> None:
        raw = self.html[start:end]
        words = raw.strip(_WHITE)
        if not words:
            self.gap = self.gap or (start, start + 1)
            return
        first = start + len(raw) - len(raw.lstrip(_WHITE))
        last = first + len(words)
        if first > start:
            self.gap = self.gap or (start, start + 1)
        at = 0
        for space in _SPACES.finditer(words):
            self._word(words[at : space.start()], first + at)
            self.gap = (first + space.start(), first + space.start() + 1)
            at = space.end()
        self._word(words[at:], first + at)
        if last < end:
            self.gap = (last, last + 1)

    def _word(self, words: str, start: int) -> None:
        """Take text that holds no more than single spaces, none at its ends."""
        for space in _OTHER_SPACES:
            if space in words:
                words = words.replace(space, " ")
        self._append(words, start, start + len(words))

    def _reference(self, text: str, start: int, end: int) -> None:
        if not text.strip(" \t\n\r\f"):
            self.gap = self.gap or (start, end)
            return
        plain = _plain_tail(text, self.html[start:end])
        self._append(text[: len(text) - plain], start, end - plain)
        if plain:
            self._append(text[-plain:], end - plain, end)

    def _append(self, text: str, start: int, end: int) -> None:
        """Add text, after the space that stands before it, if one does."""
        at = self.length
        parent = self.stack[-1] if self.stack else -1
        if at and (self.broken or self.gap):
            if self.gap and not self.broken:
                self.runs.append(Run(at, at + 1, *self.gap, parent))
            self.pieces.append(" ")
            at += 1
        self.gap, self.broken = None, False
        self.runs.append(Run(at, at + len(text), start, end, parent))
        self.pieces.append(text)
        self.length = at + len(text)


def _plain_tail(text: str, source: str) -> int:
    """Return how many characters at the end of a reference are no part of it.

    `&notin` without its semicolon is read as `&not` and the letters `in`
    (HTML Standard, 13.2.5.73).
    """
    if source.endswith(";"):
        return 0
    pairs = zip(reversed(text[1:]), reversed(source[2:]), strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), len(text) - 1)


def _is_unread(tag: str, attrs: Mapping[str, str]) -> bool:
    if not attrs:
        return tag in _UNREAD
    # What is hidden until it is found is read once it is (HTML Standard, 6.1).
    if tag in _UNREAD or attrs.get("hidden", _FOUND).lower() != _FOUND:
        return True
    if tag == "sup" and attrs.get("id", "").startswith("fnref"):
        return True
    return bool(_UNREAD_CLASSES.intersection(attrs.get("class", "").split()))
