"""Bibliographies as reference managers write them: read, and written again without loss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.csl import VARIABLES, thawed
from explainer.csl.dates import csl_date, edtf_date
from explainer.diagnostics import Diagnostic
from explainer.load import load
from explainer.model import Name, Source
from explainer.outputs.bibtex import bibtex
from explainer.outputs.csl_json import csl_json

SAMPLES = Path(__file__).parent / "bibliographies"


def read(name: str, text: str) -> tuple[Mapping[str, Source], list[Diagnostic]]:
    """Return the sources in a file of that name, and the findings."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "docs").mkdir()
        (root / "annotations/sources").mkdir(parents=True)
        (root / "annotations/sources" / name).write_text(text, encoding="utf-8")
        project, found = load(root, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    return project.sources, found


def sample(name: str) -> tuple[Mapping[str, Source], list[Diagnostic]]:
    return read(name, (SAMPLES / name).read_text(encoding="utf-8"))


def items(sources: Mapping[str, Source]) -> dict[str, Any]:
    return {key: thawed(one.item) for key, one in sources.items()}


# --- CSL-JSON --------------------------------------------------------------------------


def test_an_export_of_zotero_is_read_and_written_again_without_loss() -> None:
    sources, found = sample("zotero.json")
    assert found == []
    again, found = read("again.json", csl_json(sources.values()))
    assert found == []
    assert items(again) == items(sources)
    written = json.loads((SAMPLES / "zotero.json").read_text(encoding="utf-8"))
    for before in written:
        after = next(one for one in items(sources).values() if one["id"] == before["id"])
        told = before.get("note", "").splitlines()
        for key in before.keys() - {"note", "custom"}:
            assert after[key] == _with_numbers(before[key])
        assert all(line in after.get("note", "") or line.partition(":")[0] in after
                   for line in told)  # fmt: skip


def _with_numbers(value: Any) -> Any:
    """Return a date with its parts as numbers: Zotero writes years as text."""
    if isinstance(value, dict) and "date-parts" in value:
        sides = [[int(part) for part in side] for side in value["date-parts"]]
        return {**value, "date-parts": sides}
    return value


def test_what_is_written_keeps_to_the_schema_of_csl_json() -> None:
    for name in ("zotero.json", "zotero.bib"):
        for item in json.loads(csl_json(sample(name)[0].values())):
            assert {"id", "type"} <= item.keys() <= VARIABLES | {"id", "type"}


def test_an_item_is_cited_by_its_citation_key_else_by_its_key_in_zotero() -> None:
    sources, found = read(
        "z.json",
        '[{"id": "http://zotero.org/users/1/items/ABCD2345", "type": "book", "title": "A"},'
        ' {"id": "http://zotero.org/users/1/items/X", "citation-key": "holm", "title": "B"},'
        ' {"id": 7, "title": "C"}]',
    )
    assert (list(sources), found) == (["ABCD2345", "holm", "7"], [])


def test_lines_of_extra_are_variables_and_the_rest_is_the_note() -> None:
    note = "original-date: 1900\\nType: dataset\\narchive-url: https://a.org/x"
    note += "\\neditor: A || B\\nHi: x"
    sources, found = read(
        "z.json", f'[{{"id": "one", "type": "book", "title": "T", "note": "{note}"}}]'
    )
    (one,) = sources.values()
    assert found == []
    assert (one.type, one.archive_url, one.note) == ("dataset", "https://a.org/x", "Hi: x")
    assert one.item["original-date"] == csl_date("1900") | {"date-parts": ((1900,),)}
    assert thawed(one.item["editor"]) == [{"family": "A", "given": "B"}]


@pytest.mark.parametrize(
    "edtf",
    ["2019", "2019-05", "2019-05-16", "2019-21", "2019~", "2019?", "2019-05-16/2019-08",
     "2019/..", "201X", "-0044-03-15", "2019-22~"],
)  # fmt: skip
def test_a_date_of_ours_is_a_date_of_csl_and_comes_back(edtf: str) -> None:
    assert edtf_date(csl_date(edtf)) == edtf


# --- BibTeX ----------------------------------------------------------------------------


def test_a_bib_file_is_read_as_its_writer_meant_it() -> None:
    sources, found = sample("zotero.bib")
    assert [(one.code, one.span.line, one.span.column) for one in found] == []
    irises = sources["gogh_irises_2019"]
    assert irises.type == "article-newspaper"
    assert irises.title == "Irises and the NASA Report: Öl in Zürich"
    assert irises.author == (
        Name(family="van Gogh", given="Vincent"),
        Name(family="Zola", given="Émile"),
        Name(family="van Beethoven", given="Ludwig"),
        Name(family="Smith", given="John"),
        Name(literal="others"),
    )
    assert (irises.issued, irises.accessed) == ("2019-05/2019-08", "2020-01-02")
    assert (irises.container_title, irises.language) == ("The New York Times", "de")
    assert irises.url == "https://example.org/a_b?x=1&y=2"
    imf = sources["imf"]
    assert imf.author[0] == Name(literal="International Monetary Fund")
    assert (imf.type, imf.issued) == ("report", "2019-05")
    assert imf.title == "R&D in vivo — 100% H2O"
    part = sources["part"]
    assert (part.container_title, part.issued) == ("Das Ganze", "2019-21")
    assert thawed(part.item["editor"]) == [{"family": "Müller", "given": "Jürgen"}]
    odd = sources["odd"]
    assert (odd.type, odd.issued, odd.archive_url) == (
        "document",
        "",
        "https://archive.example/x",
    )
    assert odd.item["custom"]["bibtex"]["fields"]["foo"] == "bar_baz"


def test_an_entry_that_cannot_be_read_is_told_at_its_place_and_the_rest_is_read() -> None:
    sources, found = read(
        "x.bib",
        "@book{one, title = {One}}\n@book{two, title = {Two\n\n  @book{three, title = {Three}}\n"
        '@book{four, title = "Four", title = {4}}\n',
    )
    assert [(one.code, one.span.line, one.span.column) for one in found] == [
        ("bibtex-syntax", 2, 1),
        ("duplicate-key", 5, 29),
    ]
    assert list(sources) == ["one", "three", "four"]


@pytest.mark.parametrize("name", ["zotero.bib", "zotero.json"])
def test_what_is_written_as_biblatex_is_read_again(name: str) -> None:
    sources, _ = sample(name)
    again, found = read("again.bib", bibtex(sources.values()))
    assert found == []
    for key, item in items(sources).items():
        after = items(again)[key]
        lost = {one for one in item if _texts(item[one]) != _texts(after.get(one))}
        # An id is an address in Zotero; `custom` of others has no place in a .bib file.
        assert lost <= ({"id", "custom"} if name.endswith("json") else set()), key


def _texts(value: Any) -> Any:
    """Return a value with its numbers as text: a .bib file has no others."""
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    return str(value) if isinstance(value, int | float) and value is not True else value


YAML = """\
sources:
  - id: budget
    type: report
    title: The town budget
    author: [{family: Holm, given: Ada}, The Treasurer]
    issued: 2026-21
    accessed: 2026-03-02
    URL: https://example.org/b_1.pdf
    archive-url: https://archive.example/b
    quote: A levy on ships shall pay.
    primary: true
    volume: 2
    note: Page numbers are those of the PDF.
"""


def test_sources_in_yaml_come_back_from_both_formats() -> None:
    sources, found = read("s.yml", YAML)
    assert found == []
    for name, text in (("a.json", csl_json(sources.values())), ("a.bib", bibtex(sources.values()))):
        again, found = read(name, text)
        assert found == []
        one, other = sources["budget"], again["budget"]
        for field in Source.__slots__:
            if field not in {"span", "item"}:
                assert getattr(one, field) == getattr(other, field), (name, field)
        assert _texts(thawed(one.item)) == _texts(thawed(other.item)) | {
            "custom": _texts(thawed(one.item["custom"]))
        }


words_ = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp", "Zs")),
    min_size=1, max_size=12,
).filter(lambda text: text == text.strip())  # fmt: skip
lines_ = st.lists(words_, min_size=1, max_size=4).map(" ".join)
dates_ = st.sampled_from(["2019", "2019-05", "2019-05-16", "2019-22", "2019-05/2020", "2019~"])


@settings(max_examples=30)
@given(title=lines_, family=words_, given_=words_, body=lines_, date=dates_, volume=lines_)
def test_whatever_stands_in_the_fields_survives_json_and_biblatex(  # noqa: PLR0913, PLR0917
    title: str, family: str, given_: str, body: str, date: str, volume: str
) -> None:
    item = {
        "id": "one",
        "type": "article-journal",
        "title": title,
        "author": [{"family": family, "given": given_}, {"literal": body}],
        "issued": csl_date(date),
        "volume": volume,
    }
    sources, _ = read("a.json", json.dumps([item], ensure_ascii=False))
    as_json, _ = read("b.json", csl_json(sources.values()))
    assert items(as_json) == {"one": item}
    as_bib, found = read("b.bib", bibtex(sources.values()))
    assert found == []
    assert items(as_bib) == {"one": item}


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_no_text_in_a_bib_file_is_more_than_a_finding(text: str) -> None:
    read("a.bib", text)
    read("b.bib", f"@book{{one, title = {{{text}}}, author = {{{text}}}, date = {text}")


@pytest.mark.parametrize("name", ["one.yml", "one.json"])
def test_an_address_that_is_none_is_told_and_passed_on_by_no_format(name: str) -> None:
    fields = {"id": "one", "title": "One", "URL": "javascript:alert(1)", "archive-url": "data:x"}
    text = json.dumps([fields] if name.endswith("json") else {"sources": [fields]})
    sources, found = read(name, text)
    assert [one.code for one in found] == ["invalid-url", "invalid-url"]
    for written in (csl_json(sources.values()), bibtex(sources.values())):
        assert "javascript" not in written
        assert "data:x" not in written
