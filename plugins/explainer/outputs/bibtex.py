"""Sources as a `.bib` file, in the dialect of biblatex.

That dialect and not BibTeX's: it has dates with seasons, circa and ranges (EDTF), web pages,
the day of access, and reads UTF-8. What even it has no field for stands in `note` as lines
`variable: value`, which Zotero, other processors of CSL and `explainer.load` understand. Not
carried over: `custom` of others, flags of names, and whether a value was a number or text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from explainer.csl import DATES, NAMES, OWN, TEXTS, bib
from explainer.csl.dates import csl_date, edtf_date
from explainer.model import Source

_FIELDS = {
    **{variable: field for field, variable in reversed(bib.FIELDS.items())},
    "container-title": "booktitle",
    "publisher": "publisher",
}
_JOURNALS = frozenset({"article", "periodical", "review"})
_INSTITUTIONS = frozenset({"report", "thesis", "standard", "dataset"})
_NAME_FIELDS = {variable: field for field, variable in bib.NAMES.items()}
_DATE_FIELDS = {variable: field for field, variable in bib.DATES.items()}
_LANGIDS = {tag: name for name, tag in reversed(bib.LANGUAGES.items())}
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_LIGATURE = re.compile(r"([-'`<>,!?])(?=\1|`)")
"""Signs that LaTeX would make one of; an empty group keeps them apart."""
_TAGS = (
    ("<i>", r"\textit{"), ("<b>", r"\textbf{"), ("<sup>", r"\textsuperscript{"),
    ("<sub>", r"\textsubscript{"), ('<span class="nocase">', "{"),
    ('<span style="font-variant:small-caps;">', r"\textsc{"),
    ('<span style="font-variant: small-caps;">', r"\textsc{"),
)  # fmt: skip
_TAG = re.compile("|".join([re.escape(tag) for tag, _ in _TAGS] + ["</(?:i|b|sup|sub|span)>"]))


def bibtex(sources: Iterable[Source]) -> str:
    """Return the sources as a `.bib` file (UTF-8)."""
    from bibtexparser.entrypoint import write_string  # noqa: PLC0415 - slow to import
    from bibtexparser.library import Library  # noqa: PLC0415 - as above
    from bibtexparser.middlewares.enclosing import (  # noqa: PLC0415 - as above
        AddEnclosingMiddleware,
    )
    from bibtexparser.model import Block, Entry, Field  # noqa: PLC0415 - as above
    from bibtexparser.writer import BibtexFormat  # noqa: PLC0415 - as above

    entries: list[Block] = []
    for source in sources:
        type_, fields = _entry(source)
        made = [Field(key, value) for key, value in fields.items()]
        entries.append(Entry(entry_type=type_, key=source.id, fields=made))
    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = "  "
    enclosing = AddEnclosingMiddleware(
        reuse_previous_enclosing=False, enclose_integers=True, default_enclosing="{"
    )
    return str(write_string(Library(entries), unparse_stack=[enclosing], bibtex_format=layout))


def _entry(source: Source) -> tuple[str, dict[str, str]]:
    item = source.item
    kept = item.get("custom", {}).get("bibtex", {})
    kept = kept if isinstance(kept, Mapping) else {}
    type_ = kept.get("type")
    type_ = type_ if isinstance(type_, str) and type_.isalpha() else _entry_type(source.type)
    fields: dict[str, str] = {}
    lines: list[str] = []
    for name, value in item.items():
        if name in {"id", "type", "custom", "note"}:
            continue
        found = _field(type_, name, value)
        if found and found[0] not in fields:
            fields[found[0]] = found[1]
        else:
            lines += _lines(name, value)
    if (subtype := _subtype(type_, source.type)) and "entrysubtype" not in fields:
        fields["entrysubtype"] = subtype
    custom = item.get("custom", {})
    for name in OWN:
        if name in custom:
            lines += _lines(name, custom[name])
    note = [*([str(item["note"])] if item.get("note") else []), *lines]
    if note:
        fields["note"] = "\n".join(_escaped(line) for line in "\n".join(note).splitlines())
    others = kept.get("fields", {})
    for name, value in others.items() if isinstance(others, Mapping) else ():
        if re.fullmatch(r"[a-z][a-z0-9_+-]*", name):
            fields.setdefault(name, _other(name, str(value)))
    return type_, fields


def _other(name: str, value: str) -> str:
    """Return a field that nobody here knows, as it was."""
    balanced = value.count("{") == value.count("}")
    return value if name in bib.VERBATIM and balanced else _escaped(value)


def _entry_type(csl_type: str) -> str:
    return bib.ENTRY_TYPES.get(csl_type, "misc")


def _subtype(type_: str, csl_type: str) -> str:
    """Return what tells the type of CSL where the entry's own does not."""
    named = {csl: name for name, csl in bib.SUBTYPES.items()} if type_ == "article" else {}
    return named.get(csl_type) or ("" if bib.TYPES.get(type_, "document") == csl_type else csl_type)


def _field(type_: str, name: str, value: Any) -> tuple[str, str] | None:  # noqa: ANN401 - JSON
    """Return the field that holds a variable, whole; None if there is none that does."""
    if name in _NAME_FIELDS:
        return _NAME_FIELDS[name], " and ".join(_name(one) for one in value)
    if name in _DATE_FIELDS:
        edtf = edtf_date(value)
        is_whole = bool(edtf) and csl_date(edtf) == _comparable(value)
        return (_DATE_FIELDS[name], edtf) if is_whole else None
    if name in NAMES or name in DATES or not isinstance(value, str | int | float):
        return None
    text = str(value)
    if name in {"URL", "DOI"}:
        return (name.lower(), text) if not re.search(r"[{}\\\s]", text) else None
    if name == "language":
        return ("langid", _LANGIDS[text]) if text in _LANGIDS else ("language", _escaped(text))
    field = _text_field(type_, name)
    return (field, _escaped(text)) if field else None


def _text_field(type_: str, name: str) -> str:
    if name == "container-title" and type_ in _JOURNALS:
        return "journaltitle"
    if name == "publisher" and type_ in _INSTITUTIONS:
        return "institution"
    if name == "issue":
        return "issue" if type_ not in bib.NUMBER_IS_ISSUE else "number"
    if name == "number":
        plain = type_ not in bib.NUMBER_IS_ISSUE | bib.NUMBER_IS_IN_SERIES
        return "number" if plain else ""
    if name == "collection-number":
        return "number" if type_ in bib.NUMBER_IS_IN_SERIES else ""
    return _FIELDS.get(name, "")


def _comparable(value: Any) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(value, Mapping):
        return csl_date(value) if isinstance(value, str) else None
    made = dict(value)
    if "date-parts" in made:
        made["date-parts"] = [list(side) for side in made["date-parts"]]
    if str(made.get("season")).isdigit():
        made["season"] = int(made["season"])
    return made


def _name(name: Mapping[str, Any]) -> str:
    """Return a name; one with particles in the form that says what each part is."""
    parts = {key: str(part) for key, part in name.items() if part}
    if "literal" in parts or not parts.get("family") or not parts.get("given"):
        literal = parts.get("literal") or parts.get("family") or parts.get("given", "")
        plain = set(parts) <= {"literal"} or set(parts) <= {"family"} or set(parts) <= {"given"}
        if literal == "others" and plain:
            return "others"
        if "literal" in parts:
            return f"{{{_escaped(literal)}}}"
    particle = parts.get("non-dropping-particle") or parts.get("dropping-particle")
    if set(parts) == {"family", "given"}:
        return f"{_braced(parts['family'])}, {_braced(parts['given'])}"
    told = {
        "family": parts.get("family"),
        "given": parts.get("given"),
        "prefix": particle,
        "useprefix": particle and ("true" if "non-dropping-particle" in parts else "false"),
        "suffix": parts.get("suffix"),
    }
    return ", ".join(f"{key}={_braced(part)}" for key, part in told.items() if part)


def _braced(part: str) -> str:
    """Return a part of a name, in braces if it would be taken apart otherwise."""
    risky = re.search(r"[,={}\\\"]|\band\b", part) or part[:1].islower() or " " in part
    return f"{{{_escaped(part)}}}" if risky else _escaped(part)


def _lines(name: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Yield a variable as lines of a note; nothing if a line cannot hold it."""
    if name in NAMES:
        for one in value:
            literal = one.get("literal")
            yield f"{name}: {literal or one.get('family', '') + ' || ' + one.get('given', '')}"
    elif name in DATES:
        yield f"{name}: {edtf_date(value)}"
    elif name in TEXTS or name in OWN:
        yield f"{name}: {' '.join(str(value).split())}"


def _escaped(text: str) -> str:
    """Return text for a field, its few tags as LaTeX."""
    made, at = [], 0
    names = dict(_TAGS)
    for found in _TAG.finditer(text):
        made += [_plain(text[at : found.start()]), names.get(found[0], "}")]
        at = found.end()
    return "".join((*made, _plain(text[at:])))


def _plain(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in _LIGATURE.sub("\\1\ue0a2", text)).replace(
        "\ue0a2", "{}"
    )
