"""Lock files: what `explainer lock` recorded of the targets of an article.

They are evidence, not an editor's work: what cannot be read is one warning for each file, and
everything else goes on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from explainer.diagnostics import Diagnostic, diagnose
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Annotation, Lock, Recorded, Target
from explainer.span import Span, TextFile

ENDING = ".lock.yml"
ENTRIES = "lock"
"""The only key of a lock file."""
_WORDS = ("note", "words", "quote", "prefix", "suffix", "block")
_HEADINGS = "headings"
_CURE = "run `explainer lock`: it writes the file anew"
_CONFLICT = re.compile(
    r"^<{7}(?: .*)?\n(?P<ours>(?:.*\n)*?)(?P<theirs>(?:\|{7}(?: .*)?\n(?:.*\n)*?)?={7}\n"
    r"(?:.*\n)*?>{7}(?: .*)?)$",
    re.MULTILINE,
)


def read_lock(file: TextFile) -> tuple[Lock, list[Diagnostic]]:
    """Return the entries that can be read, and what is wrong: one finding at most.

    After a merge that was not finished, the entries are those of our side.
    """
    text = _CONFLICT.sub(_our_side, file.text)
    node, found, _ = parse_yaml(TextFile(path=file.path, text=text))
    bad = [_unreadable(_in(file, one.span), one.message) for one in found]
    if conflict := _CONFLICT.search(file.text):
        bad.insert(0, _unfinished(file.span(conflict.start(), conflict.start() + 7)))
    entries, odd = _entries(node, file) if not found else ((), None)
    bad += [_unreadable(odd, "this is no entry of a lock file")] if odd else []
    return Lock(file=file, entries=entries, whole=not bad), bad[:1]


def _our_side(conflict: re.Match[str]) -> str:
    """Return our side of a conflict, with spaces for the rest: no offset is to change."""
    marks = re.match(".*", conflict[0])
    first = len(marks[0]) if marks else 0
    return " " * first + "\n" + conflict["ours"] + re.sub(r"[^\n]", " ", conflict["theirs"])


def _in(file: TextFile, span: Span) -> Span:
    return file.span(span.start, span.end)


def _entries(node: Node | None, file: TextFile) -> tuple[tuple[Recorded, ...], Span | None]:
    """Return the entries of a file, and where the first thing stands that is none."""
    if node is None:
        return (), None
    listed = node.get(ENTRIES) if isinstance(node, Map) else None
    if not isinstance(listed, Items):
        empty = isinstance(listed, Scalar) and listed.is_null
        return (), None if empty else _first_line(node.span, file)
    read = [(_entry(item, file), item.span) for item in listed.items]
    odd = (_first_line(span, file) for entry, span in read if entry is None)
    return tuple(entry for entry, _ in read if entry), next(odd, None)


def _first_line(span: Span, file: TextFile) -> Span:
    return file.span(span.start, span.start + len(span.text.split("\n", 1)[0]))


def _entry(item: Node, file: TextFile) -> Recorded | None:
    if not isinstance(item, Map):
        return None
    words = {key.value: value.value for key, value in item.entries if isinstance(value, Scalar)}
    headings = item.get(_HEADINGS)
    if not (isinstance(headings, Items) and all(key in words for key in _WORDS)):
        return None
    titles = tuple(one.value for one in headings.items if isinstance(one, Scalar))
    span = _in(file, item.span)
    return Recorded(headings=titles, span=span, **{key: words[key] for key in _WORDS})


def with_records(notes: Iterable[Annotation], locks: Mapping[str, Lock]) -> Iterator[Annotation]:
    """Yield the notes, each target with what was recorded of it under its note and words.

    Of several targets of a note with the same words, the nth has the nth entry.
    """
    known = {article: _by_target(lock) for article, lock in locks.items()}
    for note in notes:
        entries = known.get(note.article)
        if entries:
            yield replace(note, targets=tuple(_recorded(note, entries)))
        else:
            yield note


def _by_target(lock: Lock) -> dict[tuple[str, str], list[Recorded]]:
    found: dict[tuple[str, str], list[Recorded]] = defaultdict(list)
    for entry in lock.entries:
        found[entry.note, entry.words].append(entry)
    return found


def _recorded(
    note: Annotation, entries: Mapping[tuple[str, str], list[Recorded]]
) -> Iterator[Target]:
    seen: dict[str, int] = defaultdict(int)
    for target in note.targets:
        words = target.selector.words
        fitting = entries.get((note.id, words), [])
        rank = seen[words]
        seen[words] += 1
        yield replace(target, recorded=fitting[rank]) if rank < len(fitting) else target


# --- findings --------------------------------------------------------------------------


def without_article(locks: Mapping[str, Lock], annotated: set[str]) -> Iterator[Diagnostic]:
    """Report each lock of an article that is gone, or has no notes any more."""
    for article, lock in locks.items():
        if article not in annotated and lock.whole:
            yield diagnose(
                "lock-stale",
                f"there are no notes on {article} for this lock",
                lock.file.whole(),
                help="if the article was renamed, rename this file as well; "
                "else `explainer lock` removes it",
            )


def _unfinished(span: Span) -> Diagnostic:
    return diagnose(
        "lock-unreadable",
        "this lock holds both sides of a merge that was not finished",
        span,
        help="run `explainer lock`: it writes the file anew, nothing needs to be merged by hand",
    )


def _unreadable(span: Span, reason: str) -> Diagnostic:
    return diagnose("lock-unreadable", f"this lock cannot be read: {reason}", span, help=_CURE)
