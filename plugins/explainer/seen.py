"""A page as browsers search it: the text of the built HTML, with our own marks in it.

This differs from `explainer.text`, which reads an article before anything is woven in and
leaves out what is no part of it. Here a note's number stands where a reader sees it,
“blacklist3”, for a browser that looks for words meets it there. Offsets are code points of
`SeenText.text`, half-open. What was learnt of Chromium 156 is in `tests/browser`; the rules
are those of the text fragment specification, section 3.6.2 (finding text in a document).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from turbohtml import Token, TokenType, tokenize

from explainer.edges import BREAK, OPAQUE
from explainer.model import Range
from explainer.text import BLOCKS, VOID

_UNSEEN = frozenset(
    "script style template noscript head title textarea select svg iframe object audio video"
    " canvas noembed noframes math meter progress".split()
)
_FOREIGN = frozenset(("svg", "math"))
_UNSEEN_CLASSES = frozenset(("arithmatex", "mermaid", "headerlink"))
_BREAKS = BLOCKS | {"button"}
_WHITE = " \t\n\r\f"
_SPACES = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_PRE_BREAKS = re.compile(r"[ \t]*[\n\r\f][ \t\n\r\f]*|[ \t]{2,}|\t")
_FOLDED = re.compile(rf"[^\x00-\x7f{OPAQUE}]")
NUMBER, _MORE_OF_NUMBER = "\ue000", "\ue001"
"""What stands for a note's number in folded text; and, while it is folded, for its other digits."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeenText:
    """A page's text as a browser searches it."""

    text: str
    """White space is collapsed; `BREAK` and `OPAQUE` stand for what parts it."""
    folded: str
    """The text without case, accents and what else a browser does not tell apart.

    All numbers of notes are alike in it: one that is another's after the next edit must not
    tell two places apart, or a link that was kept would lead to the wrong one.
    """
    menu: int
    """Where in the folded text the page begins, after what stands around it."""
    passages: Mapping[str, Range]
    """The places of the passages, by element id; empty for a picture."""
    numbers: tuple[Range, ...]
    """Where the numbers of notes stand, in order."""
    _moved: tuple[int, ...]
    """Places in the text behind which the folded one is longer or shorter."""
    _by: tuple[int, ...]
    """By how much in all, for none of these places, for the first, for the first two …"""

    def fold(self, at: int) -> int:
        """Return the offset in the folded text of an offset in the text."""
        return at + self._by[bisect_right(self._moved, at)]


def menu(titles: Iterable[str]) -> str:
    """Return what stands around a page, in an order that is not known: titles, each a block."""
    shown = dict.fromkeys(" ".join(one.split()) for one in titles)
    return "".join(f"{one}{BREAK}{OPAQUE}{BREAK}" for one in shown if one)


def seen_text(html: str, owners: Mapping[str, str], around: str = "") -> SeenText:
    """Return the text of a woven page as a browser searches it.

    `owners` maps the element id of each passage to its note's id, as in `data-n`; `around`
    is what a theme shows before the page, as `menu` writes it.
    """
    reader = _Reader(owners, around)
    reader.read(html)
    text = "".join(reader.pieces)
    folded, moved, by = _folded(text, reader.numbers)
    return SeenText(
        text=text,
        folded=folded,
        menu=len(around) + by[bisect_right(moved, len(around))],
        passages=reader.passages,
        numbers=tuple(reader.numbers),
        _moved=moved,
        _by=by,
    )


class _Reader:
    """The one pass over the tokens."""

    def __init__(self, owners: Mapping[str, str], around: str) -> None:
        self.owners = owners
        self.pieces = [around]
        self.length = len(around)
        self.gap = ""
        """What stands before the next text: nothing, a space or `BREAK`."""
        self.passages: dict[str, Range] = {}
        self.numbers: list[Range] = []
        self.in_number = False
        self.names: list[str] = []
        """Of the notes whose passage is being read."""
        self.latest: dict[str, str] = {}
        """By note: the element id of the place that is being read."""
        self.unseen: list[str] = []
        """The tags that are open inside one whose text is not seen."""
        self.pre = 0

    def read(self, html: str) -> None:
        """Read every token."""
        for token in tokenize(html):
            kind = token.type
            if kind is TokenType.TEXT:
                if self.pre > 0:
                    self._lines(str(token.data))
                elif not self.unseen:
                    self.words(str(token.data))
            elif kind is TokenType.START_TAG:
                self._start_tag(token)
            elif kind is TokenType.END_TAG:
                self._end_tag(token.tag or "")

    # -- tags ---------------------------------------------------------------------------

    def _start_tag(self, token: Token) -> None:
        tag = token.tag or ""
        if self.unseen:
            if tag == self.unseen[0]:
                self.unseen.append(tag)
            return
        if tag in _BREAKS:
            self.gap = BREAK
            self.pre += tag == "pre"
        if tag in VOID:
            if tag not in _BREAKS:
                self.opaque()
            return
        classes, hidden = _classes(token.attrs) if token.attrs else ("", False)
        if hidden or tag in _UNSEEN:
            # A permalink sign sticks to no word, whether it is seen or not.
            self.gap = self.gap or (" " if "headerlink" in classes else "")
            self.opaque()
            if not (token.self_closing and tag in _FOREIGN):
                self.unseen.append(tag)
        elif classes.startswith("ex-ref"):
            self.in_number = True
        elif classes.startswith("ex-p") and tag == "span":
            self._piece(dict(token.attrs or ()))

    def _piece(self, attrs: Mapping[str, str | None]) -> None:
        self.names = (attrs.get("data-n") or "").split() or self.names
        id_ = attrs.get("id") or ""
        if id_ in self.owners:
            self.latest[self.owners[id_]] = id_
            self.passages[id_] = Range(self.length, self.length)

    def _end_tag(self, tag: str) -> None:
        if self.unseen:
            if tag == self.unseen[0]:
                self.unseen.pop()
            return
        if tag in _BREAKS:
            self.gap = BREAK
            self.pre -= tag == "pre" and self.pre > 0
        elif tag == "span":
            self.names = []
        elif tag == "a":
            self.in_number = False

    # -- text ---------------------------------------------------------------------------

    def _lines(self, text: str) -> None:
        for at, line in enumerate(_PRE_BREAKS.sub(BREAK, text).split(BREAK)):
            self.gap = BREAK if at else self.gap
            if not self.unseen:
                self.words(line)

    def words(self, text: str) -> None:
        """Take text in which white space is one space."""
        words = text.strip(_WHITE)
        if not words:
            self.gap = self.gap or (" " if text else "")
            return
        if text[0] in _WHITE:
            self.gap = self.gap or " "
        # To ask first is quicker than to replace nothing.
        if "\n" in words or "  " in words or "\t" in words or "\f" in words:
            words = _SPACES.sub(" ", words)
        self._append(words)
        if text[-1] in _WHITE:
            self.gap = " "

    def opaque(self) -> None:
        """Take something that is no text."""
        self._append(OPAQUE)

    def _append(self, words: str) -> None:
        if self.gap and self.length:
            self.pieces.append(self.gap)
            self.length += 1
        self.gap = ""
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        if self.in_number:
            self.numbers.append(Range(start, self.length))
        if self.names:
            self._extend(words, start)

    def _extend(self, words: str, start: int) -> None:
        """Let the places that are being read end here."""
        for name in self.names:
            id_ = self.latest.get(name)
            if id_ is not None and words != OPAQUE:
                known = self.passages[id_]
                first = start if known.start == known.end else known.start
                self.passages[id_] = Range(first, self.length)


def _classes(attrs: Sequence[tuple[str, str | None]]) -> tuple[str, bool]:
    """Return an element's classes, and whether its text is hidden or is no text."""
    classes, hidden = "", False
    for name, value in attrs:
        if name == "class":
            classes = value or ""
        elif name == "hidden":
            # What is hidden until found is opened by the browser that finds it.
            hidden = value != "until-found"
    return classes, hidden or not _UNSEEN_CLASSES.isdisjoint(classes.split())


# --- folding ---------------------------------------------------------------------------


def _folded(text: str, numbers: Sequence[Range]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Return a text folded, where its offsets move, and by how much up to there."""
    pieces: list[str] = []
    at = 0
    for one in numbers:
        more = _MORE_OF_NUMBER * (one.end - one.start - 1)
        pieces += (text[at : one.start], NUMBER, more)
        at = one.end
    text = "".join((*pieces, text[at:]))
    moved: list[tuple[int, int]] = []

    def fold(found: re.Match[str]) -> str:
        base = _base(found[0])
        if len(base) != 1:
            moved.append((found.start() + 1, len(base) - 1))
        return base

    folded = _FOLDED.sub(fold, text).lower()
    by = accumulate((one for _, one in moved), initial=0)
    return folded, tuple(at for at, _ in moved), tuple(by)


@lru_cache(maxsize=65536)
def _base(character: str) -> str:
    """Return what a browser compares: base characters (UTS 10, primary strength)."""
    if character == _MORE_OF_NUMBER:
        return ""
    if character in "‘’‚‛":
        return "'"
    if character in "“”„‟":
        return '"'
    if unicodedata.category(character) == "No":  # a superscript ends a word, a digit does not
        return character
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(
        one for one in plain.lower() if unicodedata.category(one) not in {"Mn", "Me", "Cf"}
    )
