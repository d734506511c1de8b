"""Two versions of a sentence, told apart word by word, for a person to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

import regex
from rapidfuzz.distance import Indel

Op = Literal["same", "removed", "added"]

MOST_PAIRS = 16_000_000
"""Tokens of one text times tokens of the other, above which no words are paired."""
_TOKEN = regex.compile(
    r"""
      \s+(?![\p{Grapheme_Extend}\u200d])
    | (?: (?![\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}])
          [\p{L}\p{N}_][\p{M}\p{Grapheme_Extend}\p{Emoji_Modifier}\u200d]*
        | (?<=\p{N})[.,](?=\p{N})       # 14.5 and 10,000 are one word each
        | (?<=\p{L})['’](?=\p{L})       # and so is don't
      )+
    | \X                                # a sign, or a character of a script without spaces
    """,
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that both texts have, or only one of them."""

    op: Op
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of which both texts are made, in reading order.

    `same` and `removed` joined are the old text, `same` and `added` the new one; where
    something was replaced, what was removed comes first. No piece cuts a character as a
    reader sees it. Texts too different and too long to compare in little time come back as
    their common ends and one replacement between them.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    old_end, new_end = len(before) - tail, len(after) - tail
    raw = [
        Piece("same", "".join(before[:head])),
        *_changes(before[head:old_end], after[head:new_end]),
        Piece("same", "".join(before[old_end:])),
    ]
    return tuple(_gathered(_without_islands(list(_gathered(raw)))))


def inline(pieces: Iterable[Piece]) -> str:
    """Return the pieces on one line: `the [-old-]{+new+} words`."""
    marks = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    return "".join(f"{marks[one.op][0]}{one.text}{marks[one.op][1]}" for one in pieces)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many tokens at the start are the same."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    if len(before) * len(after) > MOST_PAIRS:
        yield Piece("removed", "".join(before))
        yield Piece("added", "".join(after))
        return
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            yield Piece("same", "".join(before[step.src_start : step.src_end]))
        else:
            yield Piece("removed", "".join(before[step.src_start : step.src_end]))
            yield Piece("added", "".join(after[step.dest_start : step.dest_end]))


def _without_islands(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Count what is common as changed too where it is but a space or a comma between changes.

    `[-a-]{+x+} [-b-]{+y+}` is harder to read than `[-a b-]{+x y+}`.
    """
    for at, piece in enumerate(pieces):
        around = {one.op for one in pieces[max(0, at - 2) : at + 3]}
        inside = 0 < at < len(pieces) - 1 and around == {"same", "removed", "added"}
        if piece.op == "same" and inside and not any(map(str.isalnum, piece.text)):
            yield Piece("removed", piece.text)
            yield Piece("added", piece.text)
        else:
            yield piece


def _gathered(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put neighbouring changes together: all that goes, then all that comes."""
    removed = added = same = ""
    for piece in pieces:
        if not piece.text:
            continue
        if piece.op == "same":
            yield from _said(removed=removed, added=added)
            removed = added = ""
            same += piece.text
            continue
        yield from _said(same=same)
        same = ""
        removed += piece.text if piece.op == "removed" else ""
        added += piece.text if piece.op == "added" else ""
    yield from _said(same=same, removed=removed, added=added)


def _said(*, same: str = "", removed: str = "", added: str = "") -> Iterator[Piece]:
    if same:
        yield Piece("same", same)
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)
