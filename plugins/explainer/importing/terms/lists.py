"""A glossary in YAML or JSON: a list of entries, terms with definitions, or groups of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explainer.importing.article import ImportRefusedError
from explainer.importing.opening import at
from explainer.importing.terms.columns import Cells, field_of, with_term
from explainer.importing.terms.model import Found, ReadTerms
from explainer.importing.told import Told
from explainer.load.json_nodes import parse_json
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.yaml_nodes import parse_yaml
from explainer.report.text import one_line
from explainer.span import Span, TextFile

_SAYING = {"definition", "short"}


def read_list(file: TextFile, *, json: bool, wanted: str) -> ReadTerms:
    """Return the terms in a file; raise ImportRefusedError if it holds none."""
    node, findings, whole = parse_json(file) if json else parse_yaml(file)
    if not whole or node is None:
        why = one_line(findings[0]) if findings else f"{file.path}:1:1: the file is empty"
        raise ImportRefusedError(why)
    told = [Told(line=one_line(one), wrong=True) for one in findings]
    terms = tuple(_terms(node, wanted, told))
    if not terms:
        raise ImportRefusedError(
            f"{at(node.span)}: there are no terms here; entries with `term` and `definition` are"
            " wanted, or terms with their definitions"
        )
    return ReadTerms(terms=terms, told=tuple(told))


def _terms(node: Node, wanted: str, told: list[Told]) -> Iterator[Found]:
    if isinstance(node, Items):
        for one in node.items:
            if isinstance(one, Items | Map):
                yield from _terms(one, wanted, told)
            else:
                told.append(Told(line=f"{at(one.span)}: this is no entry; left out", wrong=True))
    elif isinstance(node, Map):
        fields = with_term({key.value: field_of(key.value) for key, _ in node.entries}, wanted)
        if _is_entry(node, fields):
            yield _entry(node, fields, "", told)
        else:
            yield from _by_name(node, wanted, told)


def _is_entry(node: Map, fields: Mapping[str, str]) -> bool:
    """Return whether the keys are those of an entry: a term and what is said of it, as text."""
    texts = {fields[key.value] for key, value in node.entries if isinstance(value, Scalar)}
    return "term" in texts and (bool(_SAYING & texts) or len(node.entries) > 1)


def _by_name(node: Map, wanted: str, told: list[Told]) -> Iterator[Found]:
    """Yield the terms of a mapping: by their names, or in groups under other names."""
    for key, value in node.entries:
        if isinstance(value, Scalar):
            if key.value.strip() and not value.is_null:
                cells = Cells()
                cells.put("term", [key.value])
                cells.put("definition", [value.value])
                yield cells.found(at(key.span), markdown=True)
        elif isinstance(value, Map) and _defines(value):
            fields = with_term({name.value: field_of(name.value) for name, _ in value.entries}, "")
            yield _entry(value, fields, key.value, told)
        else:
            yield from _terms(value, wanted, told)


def _defines(node: Map) -> bool:
    """Return whether the keys say something of a term that is named above them."""
    fields = {key.value: field_of(key.value) for key, _ in node.entries}
    texts = {fields[key.value] for key, value in node.entries if isinstance(value, Scalar)}
    return bool(_SAYING & texts)


def _entry(node: Map, fields: Mapping[str, str], name: str, told: list[Told]) -> Found:
    cells = Cells()
    for key, value in node.entries:
        said = fields[key.value]
        if said == "original" and isinstance(value, Map):
            for code, one in value.entries:
                cells.put(f"language:{code.value}", _texts(one))
        elif said:
            cells.put(said, _texts(value))
        elif isinstance(value, Scalar | Items | Map):
            told.append(Told(line=f"{at(key.span)}: `{key.value}` is not read"))
    if name:
        cells.put("term", [name])
        if cells.one.get("term") != name:
            cells.put("id", [name])
    return cells.found(at(_first(node)), markdown=True)


def _first(node: Map) -> Span:
    return node.entries[0][0].span if node.entries else node.span


def _texts(node: Node) -> list[str]:
    if isinstance(node, Scalar):
        return [] if node.is_null else [node.value]
    if isinstance(node, Items):
        return [one.value for one in node.items if isinstance(one, Scalar) and not one.is_null]
    return []
