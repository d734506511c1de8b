"""From lines of an article's Markdown to the text that came of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from explainer.cuts import may_cut
from explainer.model import Range
from explainer.span import TextFile

_WORD = re.compile(r"\w+")
_UNREAD = re.compile(
    r"!\[[^\[\]\n]*\]|\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)|<[^<>\n]*>|\{[^{}\n]*\}"
    r"|^\[(?!\^)[^\]\n]+\]:.*$",
    re.MULTILINE,
)
"""What of Markdown is no text: pictures, addresses, tags, attributes, definitions of links."""
_MOST_WORDS = 20_000
"""Of the source and of the text that are compared at once; the memory goes with the square."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def text_of_lines(
    file: TextFile, text: str, first: int, last: int, *, starts: int = 0
) -> Range | None:
    """Return the part of an article's text that the lines of its source became.

    Lines count from 1, the last is part of it; the text begins in the file at `starts`. The
    words of the source are aligned with those of the text, so that markup, footnotes and what
    plugins add are passed over. The range takes in signs that stand at its ends without a
    space, such as a full stop. None if no word of the lines is in the text.
    """
    blanked = _UNREAD.sub(lambda found: " " * len(found[0]), file.text)
    source = _words(" " * starts + blanked[starts:])
    begin = file.line_starts[first - 1]
    end = file.line_starts[last] if last < len(file.line_starts) else len(file.text)
    chosen = {at for at, word in enumerate(source) if begin <= word.start < end}
    if not chosen:
        return None
    words = _words(text)
    met = [there for here, there in _aligned(source, words, min(chosen)) if here in chosen]
    return _with_signs(text, words[met[0]].start, words[met[-1]].end) if met else None


def _words(text: str) -> list[_Word]:
    return [_Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)]


def _aligned(source: list[_Word], text: list[_Word], near: int) -> list[tuple[int, int]]:
    """Return pairs of indexes of equal words, in order; of a huge article those near one word."""
    half = _MOST_WORDS // 2
    there = near * len(text) // len(source)
    here, there = max(0, near - half), max(0, there - half)
    blocks = LCSseq.opcodes(
        [word.text for word in source[here : here + _MOST_WORDS]],
        [word.text for word in text[there : there + _MOST_WORDS]],
    )
    return [
        (here + block.src_start + at, there + block.dest_start + at)
        for block in blocks
        if block.tag == "equal"
        for at in range(block.src_end - block.src_start)
    ]


def _with_signs(text: str, start: int, end: int) -> Range:
    while start and not text[start - 1].isspace() and not text[start - 1].isalnum():
        start -= 1
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1
    while not may_cut(text, end):
        end += 1
    return Range(start=start, end=end)
