"""The schemas for editors: what they accept and refuse, and that they are written when need be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from explainer.csl import DATE_PARTS, NAME_PARTS, VARIABLES
from explainer.diagnostics import Severity
from explainer.hosts.schemas import refresh_schemas
from explainer.load import changes, events, fields, glossary, load, notes, sources, targets
from explainer.load.modelines import modeline
from explainer.load.nodes import Items, Map, Node, Scalar
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Project
from explainer.schema import schemas
from explainer.span import TextFile
from explainer.validate import validate
from tests.sites import Site
from tests.test_docs import FILES, write
from tests.test_load_bad import CASES as BAD
from tests.test_load_bad import EXPECTED
from tests.test_load_bad import write as write_bad

ROOT = Path(__file__).parent.parent
Schemas = dict[str, Any]

_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})


def as_an_editor_reads(node: Node | None) -> Any:
    """Return a value as YAML 1.2 resolves it, which is how editors see it."""
    match node:
        case Map():
            return {key.value: as_an_editor_reads(value) for key, value in node.entries}
        case Items():
            return [as_an_editor_reads(item) for item in node.items]
        case Scalar(plain=True):
            return resolved(node)
        case Scalar():
            return node.value
        case _:
            return None


def resolved(scalar: Scalar) -> Any:
    """Return the value of a plain scalar by YAML 1.2's core schema."""
    value = scalar.value
    if scalar.is_null:
        return None
    if value in _TRUE | _FALSE:
        return value in _TRUE
    if re.fullmatch(r"[-+]?[0-9]+", value):
        return int(value)
    return float(value) if _NUMBER.fullmatch(value) else value


def project_at(root: Path) -> Project:
    return load(root, docs_dir=root / "docs", annotations_dir=root / "annotations")[0]


def made(project: Project) -> Schemas:
    return {kind: json.loads(text) for kind, text in schemas(project).items()}


def kind_of(path: Path, root: Path) -> str:
    name = path.relative_to(root / "annotations").with_suffix("").parts[0]
    return {"glossary": "terms", "sources": "sources", "events": "events"}.get(name, "notes")


def complaints(root: Path) -> Iterator[str]:
    """Yield what the schemas of a project have against its files."""
    found = made(project_at(root))
    for path in sorted((root / "annotations").rglob("*.yml")):
        if ".lock" in path.suffixes:
            continue
        node, _, _ = parse_yaml(TextFile(path="", text=path.read_text(encoding="utf-8")))
        if node is not None:
            validator = Draft7Validator(found[kind_of(path, root)])
            for one in validator.iter_errors(as_an_editor_reads(node)):
                yield f"{path.name}: {one.json_path}: {one.message[:200]}"


# --- schema and decoders agree -----------------------------------------------------------


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that is itself a schema."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def entry(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = made(Project())[kind]["properties"][kind]["items"]
    return found


def keys(schema: dict[str, Any]) -> set[str]:
    return set(schema["properties"])


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("notes", notes.KEYS),
        ("terms", glossary.KEYS),
        ("sources", sources.OWN_KEYS | VARIABLES),
        ("events", events.KEYS),
    ],
)
def test_a_schema_has_the_keys_of_the_decoder_and_no_others(kind: str, known: set[str]) -> None:
    assert keys(entry(kind)) == known
    assert entry(kind)["additionalProperties"] is False


def test_what_stands_inside_another_key_has_the_keys_of_its_decoder() -> None:
    note, term = entry("notes")["properties"], entry("terms")["properties"]
    assert keys(note["changes"]["items"]) == changes.KEYS
    assert keys(note["image"]["anyOf"][1]) == targets.IMAGE_KEYS
    assert keys(term["match"]) == glossary.MATCH_KEYS
    found = made(Project())
    assert keys(found["notes"]["definitions"]["citation"]["anyOf"][1]) == fields.CITATION_KEYS
    assert keys(found["sources"]["definitions"]["date"]) == DATE_PARTS
    assert keys(found["sources"]["definitions"]["name"]["anyOf"][1]) == NAME_PARTS


@pytest.mark.parametrize("kind", ["notes", "terms", "sources", "events"])
def test_every_property_value_and_pattern_is_explained(kind: str) -> None:
    schema = made(Project())[kind]
    Draft7Validator.check_schema(schema)
    for part in objects(schema):
        for told in part.get("properties", {}).values() if part.get("type") == "object" else ():
            assert told["markdownDescription"].strip()
        if isinstance(part.get("enum"), list):
            assert len(part["markdownEnumDescriptions"]) == len(part["enum"])
        if isinstance(part.get("pattern"), str) and "type" in part:
            assert part["patternErrorMessage"]


GOLDEN = sorted(path for path in (ROOT / "tests/cases").iterdir() if path.is_dir())


def test_the_golden_cases_are_accepted_but_for_what_is_planted(tmp_path: Path) -> None:
    checked = 0
    for case in GOLDEN:
        root = tmp_path / case.name
        for name, place in (
            ("article.md", "docs/article.md"),
            ("annotations.yml", "annotations/article.yml"),
            ("glossary.yml", "annotations/glossary.yml"),
            ("sources.yml", "annotations/sources.yml"),
        ):
            if (case / name).exists():
                (root / place).parent.mkdir(parents=True, exist_ok=True)
                (root / place).write_bytes((case / name).read_bytes())
        project, found = load(root, docs_dir=root / "docs", annotations_dir=root / "annotations")
        if any(one.severity is Severity.ERROR for one in (*found, *validate(project))):
            continue
        assert list(complaints(root)) == [], case.name
        checked += 1
    assert checked > 50


def test_the_examples_of_the_handbook_are_accepted(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    assert list(complaints(tmp_path)) == []


def test_this_site_is_accepted_by_its_own_schemas() -> None:
    assert list(complaints(ROOT)) == []


SHAPES = frozenset({
    "unknown-key", "missing-key", "wrong-type", "empty-value", "invalid-value", "invalid-id",
    "invalid-url",
})  # fmt: skip
"""What a schema can see: not whether the calendar has a day, or the YAML can be read."""


def is_of_shape(body: str) -> bool:
    """Return whether all that is wrong in a case is the shape of its YAML."""
    expected = EXPECTED.search(body)
    lines = expected["lines"].splitlines() if expected else []
    codes = {line.split()[1] for line in lines if ".yml:" in line}
    # To a reader of YAML 1.2, 012 is the number 12.
    return bool(codes) and codes <= SHAPES and "012" not in body


OF_SHAPE = [
    pytest.param(one.values[0], id=one.id) for one in BAD if is_of_shape(str(one.values[0]))
]


@pytest.mark.parametrize("body", OF_SHAPE)
def test_what_is_wrong_with_a_shape_is_refused(body: str, tmp_path: Path) -> None:
    write_bad(tmp_path, body)
    assert list(complaints(tmp_path))


# --- ids ---------------------------------------------------------------------------------


def named(project: Project, kind: str, definition: str) -> dict[str, str]:
    shape = made(project)[kind]["definitions"][definition]
    return {one["const"]: one["title"] for one in shape["anyOf"] if "const" in one}


def test_the_ids_of_a_project_are_offered_with_their_titles(harbour_site: Site) -> None:
    project = project_at(harbour_site.root)
    assert named(project, "notes", "source") == {"ledger": "The ledger of unrepeated expenses"}
    assert named(project, "notes", "other") == {
        "cost": "What it cost", "ferry-line": "ferry line", "pier": "the new pier",
    }  # fmt: skip
    assert named(project, "terms", "term") == {"ferry-line": "ferry line"}


def test_an_id_that_is_not_there_is_refused(harbour_site: Site) -> None:
    before = list(complaints(harbour_site.root))
    notes = "notes:\n  - {id: a, body: b, sources: [ledgers]}\n"
    after = list(complaints(harbour_site.write("annotations/news/plan.yml", notes).root))
    assert (before, len(after)) == ([], 1)


def test_any_id_is_accepted_while_a_file_of_them_cannot_be_read(harbour_site: Site) -> None:
    harbour_site.write("annotations/sources/more.yml", "sources: [\n")
    notes = "notes:\n  - {id: a, body: b, sources: [ledgers]}\n"
    harbour_site.write("annotations/news/plan.yml", notes)
    shape = made(project_at(harbour_site.root))["notes"]["definitions"]["source"]
    assert Draft7Validator(shape).is_valid("ledgers")
    assert not Draft7Validator(shape).is_valid("no id")


# --- writing -----------------------------------------------------------------------------

WRITTEN = ["events.json", "notes.json", "sources.json", "terms.json"]


def schema_files(root: Path) -> dict[str, tuple[int, bytes]]:
    folder = root / ".explainer/schema"
    return {
        path.name: (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.glob("*.json"))
    }


def test_a_command_writes_the_schemas_and_says_which(harbour_site: Site) -> None:
    first = harbour_site.explainer("schema")
    assert (first.code, first.output.count("wrote .explainer/schema/")) == (0, 4)
    assert list(schema_files(harbour_site.root)) == WRITTEN
    again = harbour_site.explainer("schema")
    assert (again.code, again.output) == (0, "the schemas are as they should be\n")


def test_a_check_and_a_build_keep_them_up_to_date_and_out_of_the_site(harbour_site: Site) -> None:
    harbour_site.explainer("check")
    before = schema_files(harbour_site.root)
    harbour_site.write(
        "annotations/sources/more.yml", "sources:\n  - {id: gazette, title: The gazette}\n"
    )
    built = harbour_site.build()
    after = schema_files(harbour_site.root)
    assert built.code == 0
    assert b'"gazette"' in after["notes.json"][1]
    assert after["sources.json"] == before["sources.json"]  # not even written
    assert not [one for one in built.site.rglob("*") if ".explainer" in one.as_posix()]
    assert (harbour_site.root / ".explainer/schema/.gitignore").read_text() == "*\n"


def test_where_nothing_may_be_written_that_is_no_error(tmp_path: Path) -> None:
    (tmp_path / ".explainer").write_text("a file, where the folder should be", encoding="utf-8")
    refresh_schemas(tmp_path, Project())
    assert [path.name for path in tmp_path.iterdir()] == [".explainer"]


# --- the line that names a schema --------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind", "schema"),
    [
        ("annotations/a.yml", "notes", "../.explainer/schema/notes.json"),
        ("annotations/a/b/c.yml", "notes", "../../../.explainer/schema/notes.json"),
        ("glossary.yml", "terms", ".explainer/schema/terms.json"),
    ],
)
def test_the_line_leads_from_the_file_to_its_schema(path: str, kind: str, schema: str) -> None:
    assert modeline(path, kind) == f"# yaml-language-server: $schema={schema}"
