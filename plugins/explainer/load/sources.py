"""The `sources:` of a file, or the items of an exported bibliography, become sources."""

from __future__ import annotations

import re
from typing import Any

from explainer.csl import DATE_PARTS, NAME_PARTS, OWN, TYPES, VARIABLES, plain
from explainer.csl.dates import edtf_date
from explainer.load.fields import Fields, prose
from explainer.load.findings import invalid_date, wrong_type
from explainer.load.items import READ_ELSEWHERE, item
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.note_lines import with_note_lines
from explainer.load.scalars import is_date, is_id
from explainer.model import Name, Source, Text

OWN_KEYS = READ_ELSEWHERE
_EXPORTS = (".json", ".bib")
_ITEM_ADDRESS = re.compile(r"https?://\S*/(?P<key>[A-Za-z0-9]+)")


def source(fields: Fields) -> Source:
    """Return the source of an entry; its id is empty if there is none to keep it by."""
    exported = fields.node.span.file.path.endswith(_EXPORTS)
    if exported:
        fields = _as_meant(fields)
    _only_known(fields)
    name = _identity(fields) if exported else fields.identity()
    fields.require("title", "the title of the work")
    url = fields.url("URL")
    type_ = fields.one_of("type", TYPES) or ("webpage" if url else "document")
    return Source(
        id=name.value,
        span=name.span,
        type=type_,
        title=plain(fields.line("title")) or name.value,
        author=_authors(fields),
        container_title=plain(fields.line("container-title")),
        publisher=fields.line("publisher"),
        issued=_date(fields, "issued"),
        accessed=_date(fields, "accessed"),
        url=url,
        doi=fields.line("DOI"),
        language=fields.line("language"),
        note=fields.line("note"),
        archive_url=fields.url("archive-url"),
        quote=fields.line("quote"),
        primary=fields.flag("primary", default=False),
        item=item(fields, type_=type_, exported=exported),
    )


def _as_meant(fields: Fields) -> Fields:
    """Return the entry with what its note and its `custom` hold for us as keys of their own."""
    node = with_note_lines(fields.node)
    custom = node.get("custom")
    if isinstance(custom, Map):
        ours = [one for one in custom.entries if one[0].value in OWN and not node.get(one[0].value)]
        node = Map(entries=(*node.entries, *ours), span=node.span)
    return Fields(node=node, what=fields.what, findings=fields.findings)


def _identity(fields: Fields) -> Text:
    """Return the id of an exported entry: its own, else its citation key or its key in Zotero."""
    id_, key = fields.node.get("id"), fields.node.get("citation-key")
    if isinstance(id_, Scalar) and not is_id(id_.value.strip()):
        if isinstance(key, Scalar) and is_id(key.value):
            return Text(value=key.value, span=key.span)
        found = _ITEM_ADDRESS.fullmatch(id_.value.strip())
        if found:
            return Text(value=found["key"], span=id_.span)
    return fields.identity()


def _only_known(fields: Fields) -> None:
    """Report unknown keys, with the nearest of our own rather than of all CSL's."""
    if fields.node.span.file.path.endswith(".bib"):
        return
    for key, _ in fields.node.entries:
        if key.value not in OWN_KEYS | VARIABLES:
            one = Map(entries=((key, key),), span=key.span)
            Fields(node=one, what="a source", findings=fields.findings).only(OWN_KEYS)


# --- names -----------------------------------------------------------------------------


def _authors(fields: Fields) -> tuple[Name, ...]:
    return tuple(name for node in fields.each("author") if (name := _name(node, fields)))


def _name(node: Node, fields: Fields) -> Name | None:
    if not isinstance(node, Map):
        text = prose(node, "an author", fields.findings)
        return Name(literal=" ".join(text.value.split())) if text else None
    keys = Fields(node=node, what="an author", findings=fields.findings, prefix="author.")
    keys.only(NAME_PARTS)
    if not keys.has("family", "given", "literal"):
        keys.require("literal", "the name")
        return None
    particle = keys.line("non-dropping-particle")
    return Name(
        family=" ".join(part for part in (particle, keys.line("family")) if part),
        given=keys.line("given"),
        literal=keys.line("literal"),
    )


# --- dates -----------------------------------------------------------------------------


def _date(fields: Fields, key: str) -> str:
    """Return a date in EDTF: written so, or as CSL-JSON has it; words alone are no date."""
    node = fields.node.get(key)
    if not isinstance(node, Map):
        return fields.date(key)
    parts = fields.entry(key, f"`{key}`")
    if parts is None:
        return ""
    parts.only(DATE_PARTS)
    given = parts.node.get("date-parts")
    if given is None:
        word = parts.word("edtf") or parts.word("raw") or parts.word("literal")
        if word is None:
            fields.findings.append(wrong_type(node, "a date", "a date such as 2019-05-16"))
        return word.value if word and is_date(word.value) else ""
    return _checked(edtf_date(_values(node)), given, fields)


def _checked(edtf: str, node: Node, fields: Fields) -> str:
    if is_date(edtf):
        return edtf
    fields.findings.append(invalid_date(Text(value=edtf or node.span.text, span=node.span)))
    return ""


def _values(node: Node) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if isinstance(node, Map):
        return {key.value: _values(one) for key, one in node.entries}
    if isinstance(node, Items):
        return [_values(one) for one in node.items]
    return node.value if isinstance(node, Scalar) else None
