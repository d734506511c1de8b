"""What is recorded of each target: its words, the words around it, and where they stand.

Context is what makes a quote safe to find again once the article was edited. The records of
an article are one file, written by `explainer lock`, with one field a line and no offsets, so
that an edit of the article changes few lines of it and two branches can be merged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from explainer.cuts import after, before
from explainer.diagnostics import Diagnostic, diagnose
from explainer.fold import fold
from explainer.model import (
    ALL,
    Anchored,
    Annotation,
    BlockSelector,
    Lock,
    Range,
    RangeSelector,
    Recorded,
    Status,
    Target,
    TextQuoteSelector,
)
from explainer.outline import blocks, sections
from explainer.page import PageText
from explainer.scalar import double_quoted
from explainer.span import Span, TextFile

CONTEXT = 32
"""Code points that are recorded on either side; more where a word is not at its end."""
_DIGITS = 12
_HEADER = """\
# Written by `explainer lock`: where each note stood, for finding its passage again after the
# article was edited. Commit this file; do not edit or merge it, run the command again.
lock:
"""
_NOWHERE: Span = TextFile(path="", text="").whole()

_Key = tuple[str, str, int]
"""Which target it is: the note's id, the selector's words, its rank among those with them."""


def record(page: PageText, anchored: Iterable[Anchored]) -> tuple[Recorded, ...]:
    """Return what is to be recorded of one article's targets, by note and target.

    That is words which stand in one place as written, or but for typography: a drifted
    place is to be looked at first; a picture, a heading or `occurrence: all` needs no
    context. The span of an entry stands for no file.
    """
    return _in_order(_fresh(page, anchored).values())


def updated(
    lock: Lock | None, page: PageText, anchored: Sequence[Anchored], *, keep_unknown: bool = False
) -> tuple[Recorded, ...]:
    """Return the entries that a lock should have: today's, and some of those it has.

    A target without a sure place keeps its entry as long as its note and words are there:
    that is the evidence for finding it. `keep_unknown` keeps entries of notes that are gone,
    too: for when not all notes could be read.
    """
    fresh, old = _fresh(page, anchored), _written(lock)
    kept = [fresh.get(key) or old.get(key) for key, _ in _keyed_places(anchored)]
    notes = {one.annotation.id for one in anchored}
    unknown = [entry for entry in old.values() if keep_unknown and entry.note not in notes]
    return _in_order(entry for entry in (*kept, *unknown) if entry)


def dump(entries: Iterable[Recorded]) -> str:
    """Return the text of a lock file: the same for the same entries, safe for any words."""
    return _HEADER + "".join(_dumped(entry) for entry in entries)


def stale(
    lock: Lock,
    page: PageText,
    notes: Sequence[Annotation],
    anchored: Iterable[Anchored],
    *,
    complete: bool = True,
) -> Diagnostic | None:
    """Return the one notice about a lock that `updated` would change, with the counts.

    `notes` are all notes on the article, `anchored` those shown now; `complete` is False if
    not all notes could be read, so that a missing one proves nothing. An entry whose block
    changed elsewhere is not worth a notice.
    """
    fresh, old = _fresh(page, anchored), _written(lock)
    keys = {key for note in notes for key, _ in _keyed(note.id, note.targets)}
    ids = {note.id for note in notes}
    lost = [key for key in old if key not in keys]
    changed = Counter(key[0] for key in lost if key[0] in ids)
    missing = Counter(key[0] for key in fresh if key not in old) - changed
    counts = (
        (changed.total(), "quote changed", "quotes changed"),
        (missing.total(), "place not recorded", "places not recorded"),
        (_moved(fresh, old), "passage with other surroundings", "passages with other surroundings"),
        ((len(lost) - changed.total()) * complete, "note gone", "notes gone"),
    )
    told = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    if not told:
        return None
    return diagnose(
        "lock-stale",
        f"this lock is out of date: {', '.join(told)}",
        lock.file.whole(),
        help="run `explainer lock`, and commit what it writes",
    )


# --- which target ----------------------------------------------------------------------


def _keyed(note: str, targets: Iterable[Target]) -> Iterator[tuple[_Key, Target]]:
    """Yield the targets that are worth recording, each with its key."""
    seen: Counter[str] = Counter()
    for target in targets:
        words = target.selector.words
        if _is_recordable(target):
            yield (note, words, seen[words]), target
        seen[words] += 1


def _is_recordable(target: Target) -> bool:
    of_words = isinstance(target.selector, TextQuoteSelector | RangeSelector | BlockSelector)
    return of_words and target.occurrence != ALL


def _keyed_places(anchored: Iterable[Anchored]) -> Iterator[tuple[_Key, Anchored]]:
    by_note: dict[str, list[Anchored]] = {}
    for one in anchored:
        if one.target:
            by_note.setdefault(one.annotation.id, []).append(one)
    for note, places in by_note.items():
        targets = [one.target for one in places if one.target]
        keys = {id(target): key for key, target in _keyed(note, targets)}
        yield from ((keys[id(one.target)], one) for one in places if id(one.target) in keys)


def _written(lock: Lock | None) -> dict[_Key, Recorded]:
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for entry in lock.entries if lock else ():
        found[entry.note, entry.words, seen[entry.note, entry.words]] = entry
        seen[entry.note, entry.words] += 1
    return found


def _in_order(entries: Iterable[Recorded]) -> tuple[Recorded, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.note))


# --- what is recorded ------------------------------------------------------------------


def _fresh(page: PageText, anchored: Iterable[Anchored]) -> dict[_Key, Recorded]:
    outline = _Outline(page)
    return {
        key: outline.record(key, one.ranges[0])
        for key, one in _keyed_places(anchored)
        if one.status in {Status.EXACT, Status.NORMALISED} and len(one.ranges) == 1
    }


class _Outline:
    """The blocks and headings of a page, to be asked for many places."""

    def __init__(self, page: PageText) -> None:
        self._text = page.text
        self._sections = sections(page)
        self._blocks = [one.range for one in blocks(page)]
        self._starts = [one.start for one in self._blocks]

    def record(self, key: _Key, place: Range) -> Recorded:
        text = self._text
        return Recorded(
            note=key[0],
            words=key[1],
            quote=text[place.start : place.end],
            prefix=text[before(text, place.start, CONTEXT) : place.start],
            suffix=text[place.end : after(text, place.end, CONTEXT)],
            headings=tuple(
                one.title
                for one in self._sections
                if one.range.start <= place.start < one.range.end
            ),
            block=self._block(place),
            span=_NOWHERE,
        )

    def _block(self, place: Range) -> str:
        """Return the hash of the innermost block around a place: the last to begin before it."""
        for at in range(bisect_right(self._starts, place.start) - 1, -1, -1):
            block = self._blocks[at]
            if block.end >= place.end:
                words = fold(self._text[block.start : block.end]).text
                return sha256(words.encode(errors="replace")).hexdigest()[:_DIGITS]
        return ""


def _moved(fresh: Mapping[_Key, Recorded], old: Mapping[_Key, Recorded]) -> int:
    return sum(_place(fresh[key]) != _place(old[key]) for key in fresh.keys() & old.keys())


def _place(entry: Recorded) -> tuple[str, str, str, tuple[str, ...]]:
    return entry.quote, entry.prefix, entry.suffix, entry.headings


def _dumped(entry: Recorded) -> str:
    headings = ", ".join(double_quoted(one) for one in entry.headings)
    return (
        f"  - note: {double_quoted(entry.note)}\n"
        f"    words: {double_quoted(entry.words)}\n"
        f"    quote: {double_quoted(entry.quote)}\n"
        f"    prefix: {double_quoted(entry.prefix)}\n"
        f"    suffix: {double_quoted(entry.suffix)}\n"
        f"    headings: [{headings}]\n"
        f"    block: {double_quoted(entry.block)}\n"
    )
