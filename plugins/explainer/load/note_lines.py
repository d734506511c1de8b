"""What Zotero's users write into the field *Extra* for want of another: `original-date: 1900`.

Such lines come out of an export in `note`. Each that names a variable of CSL, or a key of ours,
is taken for what it says, as Zotero and other processors of CSL do; the rest is the note.
"""

from __future__ import annotations

import re

from explainer.csl import DATES, NAMES, OWN, TEXTS
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.scalars import is_date

_LINE = re.compile(r"\s*\{?:?\s*(?P<key>[A-Za-z][A-Za-z _-]*?)\s*:\s+(?P<value>\S.*?)\s*\}?\s*")
_KEYS = {
    **{name.casefold().replace("_", "-"): name for name in (*TEXTS, *DATES, *NAMES)},
    **{name: name for name in (*OWN, "type")},
}
_NOT_HERE = frozenset({"note", "title"})
_WINS = DATES | {"type"}
"""What a line says better than the field, which holds less than the user wanted."""


def with_note_lines(node: Map) -> Map:
    """Return the entry with the lines of its note that are variables as keys of their own."""
    note = node.get("note")
    if not isinstance(note, Scalar) or ":" not in note.value:
        return node
    told: dict[str, list[Scalar]] = {}
    rest: list[str] = []
    there = {key.value for key, _ in node.entries}
    for line in note.value.splitlines():
        found = _LINE.fullmatch(line)
        key = _KEYS.get(re.sub(r"[ _]", "-", found["key"].casefold()), "") if found else ""
        taken = key in there and key not in _WINS
        if not found or not key or key in _NOT_HERE or taken:
            rest.append(line)
        else:
            told.setdefault(key, []).append(Scalar(value=found["value"], span=note.span))
    if not told:
        return node
    entries = [(key, one) for key, one in node.entries if key.value not in {"note", *told}]
    entries += [(Scalar(value=key, span=note.span), _told(key, one)) for key, one in told.items()]
    if left := "\n".join(rest).strip():
        name = node.key("note") or note
        entries.append((name, Scalar(value=left, span=note.span)))
    return Map(entries=tuple(entries), span=node.span)


def _told(key: str, values: list[Scalar]) -> Node:
    """Return the value that the lines of one key give; the last one counts, but of names all."""
    if key in NAMES:
        return Items(items=tuple(_person(one) for one in values), span=values[0].span)
    if key in DATES:
        last = values[-1]
        if is_date(last.value):
            return last
        return Map(entries=((Scalar(value="literal", span=last.span), last),), span=last.span)
    return values[-1]


def _person(value: Scalar) -> Node:
    """Return a name: `Family || Given`, or one that is not taken apart."""
    family, bar, given = (part.strip() for part in value.value.partition("||"))
    parts = {"family": family, "given": given} if bar else {"literal": family}
    return Map(
        entries=tuple(
            (Scalar(value=key, span=value.span), Scalar(value=part, span=value.span))
            for key, part in parts.items()
            if part
        ),
        span=value.span,
    )
