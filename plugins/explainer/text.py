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
_UNREAD_CLASSES = frozenset(("headerlink", "footnote-ref", "footnote-backref", "linenos", "lineno"))
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
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SINGLE = str.maketrans("\t\n\r\f", "    ")


def page_text(html: str) -> PageText:
    """Return the text of an HTML fragment, with the map back.

    Never raises: what is no proper HTML is read as browsers read it, as far as the
    text goes.
    """
    reader = _Reader(html)
    reader.read()
    return PageText(
        html=html,
        text="".join(reader.pieces),
        runs=tuple(reader.runs),
        elements=tuple(reader.closed_elements()),
        _starts=tuple(run.start for run in reader.runs),
    )


class _Open:
    """An element that is still being read."""

    __slots__ = ("attrs", "close", "first", "last", "open", "parent", "tag", "unread")

    def __init__(self, token: Token, place: tuple[int, int], parent: int, *, unread: bool) -> None:
        self.tag = token.tag or ""
        self.attrs = {name: value or "" for name, value in token.attrs or ()}
        self.open = place
        self.close = (-1, -1)
        self.first = -1
        self.last = -1
        self.parent = parent
        self.unread = unread


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

    def read(self) -> None:
        """Read every token."""
        lines = TextFile(path="", text=self.html).line_starts
        tokens = list(tokenize(self.html, resolve_references=False, capture_source=True))
        for at, token in enumerate(tokens):
            start = lines[token.line - 1] + token.col
            if token.type is TokenType.START_TAG:
                self._start_tag(token, (start, start + len(token.source or "")))
            elif token.type is TokenType.END_TAG:
                self._end_tag(token.tag or "", (start, start + len(token.source or "")))
            elif token.type is TokenType.CHARACTER_REFERENCE:
                self._reference(str(token.data), start, start + len(token.source or ""))
            elif token.type is TokenType.TEXT:
                follower = tokens[at + 1] if at + 1 < len(tokens) else None
                end = lines[follower.line - 1] + follower.col if follower else len(self.html)
                self._text(start, end)
        while self.stack:
            self._close((len(self.html), len(self.html)))

    def closed_elements(self) -> list[Element]:
        """Return the elements with their ranges."""
        return [
            Element(
                tag=one.tag,
                attrs=one.attrs,
                open_start=one.open[0],
                open_end=one.open[1],
                close_start=one.close[0],
                close_end=one.close[1],
                range=Range(start=max(one.first, 0), end=max(one.last, one.first, 0)),
                parent=one.parent,
            )
            for one in self.all
        ]

    # -- tags ---------------------------------------------------------------------------

    def _start_tag(self, token: Token, place: tuple[int, int]) -> None:
        tag = token.tag or ""
        self._imply_ends(tag, place[0])
        if tag in BLOCKS:
            self.broken = True
        parent = self.stack[-1] if self.stack else -1
        unread = parent >= 0 and self.all[parent].unread
        element = _Open(token, place, parent, unread=unread)
        element.unread = unread or _is_unread(element.tag, element.attrs)
        self.all.append(element)
        self.stack.append(len(self.all) - 1)
        if tag in VOID:
            self.all[-1].first = self.all[-1].last = self.length
            self._close((place[1], place[1]))

    def _imply_ends(self, tag: str, at: int) -> None:
        """Close what a start tag closes by itself (HTML Standard, 13.1.2.4)."""
        if tag in _CLOSES_P and self.stack and self.all[self.stack[-1]].tag == "p":
            self._close((at, at))
        ends = _IMPLIED_END.get(tag, frozenset())
        while self.stack and self.all[self.stack[-1]].tag in ends:
            outer = self.all[self.stack[-1]].tag
            self._close((at, at))
            if outer == tag:
                break

    def _end_tag(self, tag: str, place: tuple[int, int]) -> None:
        if tag in BLOCKS:
            self.broken = True
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
        if element.first < 0:
            element.first = element.last = self.length

    # -- text ---------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> None:
        if self._unread():
            return
        at = start
        raw = self.html[start:end]
        for space in _SPACE.finditer(raw):
            if space.start() > at - start and (
                space.end() - space.start() > 1 or space.end() == len(raw)
            ):
                self._word(at, start + space.start())
                at = start + space.start()
            if at == start + space.start():
                self.gap = self.gap or (at, at + 1)
                at = start + space.end()
        if at < end:
            self._word(at, end)

    def _word(self, start: int, end: int) -> None:
        """Take text that holds no more than single spaces, none at its ends."""
        self._space(start)
        self._append(self.html[start:end].translate(_SINGLE), start, end)

    def _reference(self, text: str, start: int, end: int) -> None:
        if self._unread():
            return
        if not text.strip(" \t\n\r\f"):
            self.gap = self.gap or (start, end)
            return
        self._space(start)
        plain = _plain_tail(text, self.html[start:end])
        self._append(text[: len(text) - plain], start, end - plain)
        if plain:
            self._append(text[-plain:], end - plain, end)

    def _space(self, before: int) -> None:
        """Put the space that stands before the next word, if one does."""
        if self.length and self.broken:
            self.pieces.append(" ")
            self.length += 1
        elif self.length and self.gap and self.gap[0] < before:
            self._append(" ", *self.gap)
        self.gap, self.broken = None, False

    def _append(self, text: str, start: int, end: int) -> None:
        parent = self.stack[-1] if self.stack else -1
        self.runs.append(
            Run(
                start=self.length,
                end=self.length + len(text),
                html_start=start,
                html_end=end,
                parent=parent,
            )
        )
        for index in self.stack if text != " " else ():
            element = self.all[index]
            if element.first < 0:
                element.first = self.length
            element.last = self.length + len(text)
        self.pieces.append(text)
        self.length += len(text)

    def _unread(self) -> bool:
        return bool(self.stack) and self.all[self.stack[-1]].unread


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
    if tag in _UNREAD or "hidden" in attrs:
        return True
    if tag == "sup" and attrs.get("id", "").startswith("fnref"):
        return True
    return bool(_UNREAD_CLASSES.intersection(attrs.get("class", "").split()))
