"""Entries of our YAML files, written from values: no value can break one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from explainer.edit.styles import Slot, double_quoted, styled
from explainer.load.nodes import Map, Scalar
from explainer.load.scalars import slug
from explainer.load.yaml_nodes import parse_yaml
from explainer.span import TextFile

Value = str | Sequence[str | Mapping[str, str]] | Mapping[str, str]

_LINE = Slot(written="", value="", column=0, flow=False)
_FLOW = Slot(written="", value="", column=0, flow=True)
_LIKE = {"occurrence": "1", "updated": "2000-01-01", "date": "2000-01-01"}
"""Values of keys that hold a number or a date, for others to look alike."""
_LONG = 90
"""Code points from which on prose is a block of its own."""
_ID_WORDS = 5
_ID_LENGTH = 40
_BREAKS = re.compile("[\r\n\x85\u2028\u2029]")


def entry(pairs: Iterable[tuple[str, Value]], comments: Iterable[str] = ()) -> str:
    """Return an entry of a list, its comments above it; keys without a value are left out.

    The lines are those of a list without indentation.
    """
    lines = [f"# {' '.join(_BREAKS.sub(' ', one).split())}" for one in comments]
    lead = "- "
    for key, value in pairs:
        if value:
            first, *rest = f"{key}: {_written(value, _LIKE.get(key, ''))}".split("\n")
            lines += [lead + first, *(f"  {line}" if line else "" for line in rest)]
            lead = "  "
    return "\n".join(lines)


def fresh_id(words: str, taken: Collection[str], *, seed: str, otherwise: str) -> str:
    """Return an id made of the first words that is not taken.

    Words that leave nothing, in Chinese say, give way to `otherwise` and a hash of the seed,
    which is the same for the same seed.
    """
    found = slug(" ".join(words.split()[:_ID_WORDS]))
    if len(found) > _ID_LENGTH:
        found = found[:_ID_LENGTH].rpartition("-")[0] or found[:_ID_LENGTH]
    found = found.strip("-._")
    if not re.search("[a-z]", found):
        found = f"{otherwise}-{hashlib.sha256(seed.encode('utf-8', 'replace')).hexdigest()[:8]}"
    return unused(found, taken)


def unused(name: str, taken: Collection[str]) -> str:
    """Return an id, with a number behind it if it is taken."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def _written(value: Value, like: str = "") -> str:
    if isinstance(value, str):
        line = Slot(written="", value=like, column=0, flow=False)
        return _prose(value) if "\n" in value or len(value) > _LONG else styled(value, line)
    if isinstance(value, Mapping):
        return _flow(value)
    return f"[{', '.join(map(_flow, value))}]"


def _flow(value: str | Mapping[str, str]) -> str:
    if isinstance(value, str):
        return styled(value, _FLOW)
    pairs = (f"{styled(key, _FLOW)}: {styled(one, _FLOW)}" for key, one in value.items())
    return f"{{{', '.join(pairs)}}}"


def _prose(words: str) -> str:
    """Return words as a block of lines if that says the same, else on one line."""
    if "\n" not in words:
        line = styled(words, _LINE)
        if not line.startswith('"'):
            return line
    block = "|\n" + "\n".join(f"  {line}" if line else "" for line in words.split("\n"))
    node = parse_yaml(TextFile(path="", text=f"k: {block}\n"))[0]
    read = node.get("k") if isinstance(node, Map) else None
    if isinstance(read, Scalar) and read.value == f"{words}\n":
        return block
    return double_quoted(words, _LINE)
