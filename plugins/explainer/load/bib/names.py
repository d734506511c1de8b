"""The names in a field of a `.bib` file become names of CSL."""

from __future__ import annotations

import re

from explainer.load.bib.latex import text
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.span import Span

_EXTENDED = re.compile(r'\s*(?P<key>[a-z-]+)\s*=\s*(?P<value>"[^"]*"|\{[^{}]*\}|[^,]*)\s*(?:,|$)')
_PARTS = {"family": "family", "given": "given", "suffix": "suffix"}


def names(value: Scalar) -> Items:
    """Return the names that stand in a field, joined by `and`.

    A name in braces is that of a body. `family=…, given=…, prefix=…` is read too, as biblatex
    and Better BibTeX write it.
    """
    from bibtexparser.middlewares.names import (  # noqa: PLC0415 - slow to import
        split_multiple_persons_names,
    )

    listed = split_multiple_persons_names(value.value)
    return Items(
        items=tuple(_name(one, value.span) for one in listed if one.strip()), span=value.span
    )


def _name(name: str, span: Span) -> Node:
    name = name.strip()
    if re.match(r"\{(?:family|given)\s*=", name) and _closes_at_end(name):
        name = name[1:-1]
    if name == "others" or (name.startswith("{") and _closes_at_end(name)):
        return _map({"literal": text(name)}, span)
    if re.match(r"[a-z-]+\s*=", name):
        return _map(_extended(name), span)
    return _map(_parts(name), span)


def _closes_at_end(name: str) -> bool:
    depth = 0
    for at, sign in enumerate(name):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            return at == len(name) - 1
    return False


def _extended(name: str) -> dict[str, str]:
    found = {one["key"]: text(one["value"].strip('"')) for one in _EXTENDED.finditer(name)}
    parts = {key: found[key] for key in _PARTS if found.get(key)}
    if prefix := found.get("prefix"):
        dropping = found.get("useprefix", "true") == "false"
        parts["dropping-particle" if dropping else "non-dropping-particle"] = prefix
    return parts


def _parts(name: str) -> dict[str, str]:
    from bibtexparser.middlewares.names import (  # noqa: PLC0415 - slow to import
        parse_single_name_into_parts,
    )

    made = parse_single_name_into_parts(name, strict=False)
    parts = {
        "family": made.last,
        "given": made.first,
        "non-dropping-particle": made.von,
        "suffix": made.jr,
    }
    found = {key: text(" ".join(words)) for key, words in parts.items() if words}
    return found if "given" in found or len(found) > 1 else {"literal": found.get("family", name)}


def _map(parts: dict[str, str], span: Span) -> Map:
    entries = tuple(
        (Scalar(value=key, span=span), Scalar(value=part, span=span)) for key, part in parts.items()
    )
    return Map(entries=entries, span=span)
