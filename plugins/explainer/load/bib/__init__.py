"""A bibliography in BibTeX or biblatex becomes nodes: the items of CSL-JSON that it stands for.

What has no variable in CSL is kept in `custom`, under `bibtex`: the type of the entry and the
fields that are not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from explainer.csl import OWN, bib
from explainer.csl import TYPES as CSL_TYPES
from explainer.diagnostics import Diagnostic, diagnose
from explainer.load.bib.blocks import MONTHS, Entry, blocks
from explainer.load.bib.latex import text, verbatim
from explainer.load.bib.names import names
from explainer.load.findings import first_line
from explainer.load.nodes import Broken, Items, Map, Node, Scalar, mapping
from explainer.load.scalars import is_date
from explainer.span import TextFile

_MONTH = re.compile(r"(?P<month>[0-9]{1,2}|[a-z]{3})[a-z.]*(?:\W+(?P<day>[0-9]{1,2}))?")
_CASED = frozenset({"title", "booktitle", "shorttitle", "journaltitle", "journal", "series"})
_ELSEWHERE = frozenset({"year", "month", "day", "crossref", "xdata", "langid", "language", "number",
                        "entrysubtype"})  # fmt: skip

Pair = tuple[Node, Node]


def parse_bib(file: TextFile) -> tuple[Node | None, list[Diagnostic], bool]:
    """Return the items of a file, and the findings; entries that cannot be read are left out."""
    findings: list[Diagnostic] = []
    found = list(blocks(file))
    by_key = {one.key.value: one for one in found if isinstance(one, Entry)}
    items: list[Node] = []
    for one in found:
        if isinstance(one, Entry):
            items.append(_item(one, by_key, findings))
        else:
            findings.append(_unreadable(one))
            items.append(one)
    return Items(items=tuple(items), span=file.whole()), findings, True


def _unreadable(block: Broken) -> Diagnostic:
    return diagnose(
        "bibtex-syntax",
        "this entry cannot be read",
        first_line(block.span),
        label="begins here",
        help="look for a brace or a quotation mark that is never closed, or a comma that is missing"
        " between two fields; or export the file again",
    )


def _item(entry: Entry, by_key: Mapping[str, Entry], findings: list[Diagnostic]) -> Node:
    whole = _with_inherited(entry, by_key)
    type_ = _type(whole)
    made: list[Pair] = [_pair("id", entry.key), _pair("type", type_, entry.type)]
    taken = {"id", "type"}
    unknown: list[Pair] = []
    for key, value in whole.fields:
        name = _variable(key.value, whole)
        if name and name not in taken:
            taken.add(name)
            made.append((_as(key, name), _value(key.value, name, value)))
        elif not name and key.value not in _ELSEWHERE:
            kept = value.value.strip() if key.value in bib.VERBATIM else text(value.value)
            unknown.append((key, _as(value, kept)))
    made += [one for one in (_year(whole), _language(whole)) if one and _name_of(one) not in taken]
    made += _custom(whole, type_, unknown)
    mapping([(key, value) for key, value in entry.fields], entry.span, findings)
    return Map(entries=tuple((key, one) for key, one in made if isinstance(key, Scalar)),
               span=entry.span)  # fmt: skip


def _with_inherited(entry: Entry, by_key: Mapping[str, Entry]) -> Entry:
    """Return an entry with what it takes from the one that it belongs to."""
    above = entry.get("crossref")
    parent = by_key.get(above.value.strip()) if above else None
    if parent is None or parent is entry:
        return entry
    fields = list(entry.fields)
    for field, sources in bib.INHERITED.items():
        dated = field in {"year", "month", "date"} and (entry.get("date") or entry.get("year"))
        found = next((one for source in sources if (one := parent.get(source))), None)
        if found and not entry.get(field) and not dated:
            fields.append((Scalar(value=field, span=found.span), found))
    return Entry(type=entry.type, key=entry.key, fields=tuple(fields), span=entry.span)


def _type(entry: Entry) -> str:
    subtype = entry.get("entrysubtype")
    named = subtype.value.strip() if subtype else ""
    if named in CSL_TYPES:
        return named
    if entry.type.value == "article" and named in bib.SUBTYPES:
        return bib.SUBTYPES[named]
    return bib.TYPES.get(entry.type.value, "document")


def _variable(field: str, entry: Entry) -> str:
    """Return the variable that a field stands for, or nothing."""
    if field == "number":
        if entry.type.value in bib.NUMBER_IS_ISSUE and not entry.get("issue"):
            return "issue"
        return "collection-number" if entry.type.value in bib.NUMBER_IS_IN_SERIES else "number"
    if field in OWN:
        return field
    return bib.FIELDS.get(field) or bib.NAMES.get(field) or bib.DATES.get(field) or ""


def _value(field: str, name: str, value: Scalar) -> Node:
    if field in bib.NAMES:
        return names(value)
    if field in bib.DATES:
        return _date(value)
    if field in bib.VERBATIM:
        return _as(value, verbatim(value.value))
    if name == "note":
        lines = (text(line) for line in value.value.replace("\\par", "\n").splitlines())
        return _as(value, "\n".join(line for line in lines if line))
    made = text(value.value, cased=field in _CASED)
    return _as(value, made.replace("--", "–").replace("–", "-") if name == "page" else made)


def _date(value: Scalar) -> Node:
    """Return a date; what is none in EDTF stays in the words it has."""
    written = verbatim(value.value) if not re.search(r"[\\{}]", value.value) else text(value.value)
    if is_date(written):
        return _as(value, written)
    return Map(entries=(_scalars("literal", text(value.value), value),), span=value.span)


def _year(entry: Entry) -> Pair | None:
    """Return the date that BibTeX writes as year and month."""
    year, month = entry.get("year"), entry.get("month")
    if year is None:
        return None
    found = _MONTH.match(text(month.value).casefold()) if month else None
    parts = [verbatim(year.value)]
    if found:
        parts.append(MONTHS.get(found["month"], found["month"].zfill(2)))
        parts += [found["day"].zfill(2)] if found["day"] else []
    written = "-".join(parts)
    key = Scalar(value="issued", span=year.span)
    if is_date(written):
        return key, _as(year, written)
    return key, Map(entries=(_scalars("literal", text(year.value), year),), span=year.span)


def _language(entry: Entry) -> Pair | None:
    written, babel = entry.get("language"), entry.get("langid")
    one = written or babel
    if one is None:
        return None
    word = text(one.value)
    tag = bib.LANGUAGES.get(word.casefold(), word)
    return Scalar(value="language", span=one.span), _as(one, tag)


def _custom(entry: Entry, type_: str, unknown: list[Pair]) -> list[Pair]:
    """Return what CSL has no place for."""
    kept: list[tuple[Scalar, Node]] = []
    if bib.ENTRY_TYPES.get(type_, "misc") != entry.type.value:
        kept.append((_as(entry.type, "type"), entry.type))
    if unknown:
        fields = {key.value: (key, value) for key, value in unknown if isinstance(key, Scalar)}
        inner = Map(entries=tuple(fields.values()), span=entry.span)
        kept.append((_as(entry.type, "fields"), inner))
    if not kept:
        return []
    bibtex = Map(entries=tuple(kept), span=entry.span)
    outer = Map(entries=((_as(entry.type, "bibtex"), bibtex),), span=entry.span)
    return [(_as(entry.type, "custom"), outer)]


def _pair(name: str, value: Scalar | str, at: Scalar | None = None) -> Pair:
    if isinstance(value, Scalar):
        return _as(value, name), value
    where = at or Scalar(value="", span=TextFile(path="", text="").whole())
    return _as(where, name), _as(where, value)


def _scalars(name: str, value: str, at: Scalar) -> tuple[Scalar, Scalar]:
    return _as(at, name), _as(at, value)


def _as(node: Scalar, value: str) -> Scalar:
    return Scalar(value=value, span=node.span)


def _name_of(pair: Pair) -> str:
    return pair[0].value if isinstance(pair[0], Scalar) else ""
