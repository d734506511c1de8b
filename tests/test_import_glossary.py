"""What others defined becomes terms: tables, TBX, other tools' YAML and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainer.downloads import Download
from explainer.edit import apply
from explainer.edit.entries import append_entries
from explainer.importing import ImportRefusedError
from explainer.importing.terms import ComposedTerms, ReadTerms, compose_terms, read_terms
from explainer.importing.terms.lists import read_list
from explainer.importing.terms.tables import read_table
from explainer.load import load
from explainer.model import Source, Term
from explainer.outputs.glossary_csv import glossary_csv
from explainer.outputs.tbx import tbx
from explainer.span import TextFile
from explainer.special import Gathered
from tests.build import term, woven
from tests.build import written as words
from tests.commands import run
from tests.sites import Site

TABLE = "term,definition\npier,A way into the water.\n"


def read(folder: Path, name: str, content: str | bytes, language: str = "") -> ReadTerms:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_terms(path, language=language)


def composed(
    folder: Path, name: str, content: str | bytes, language: str = "", **sources: Source
) -> ComposedTerms:
    return compose_terms(read(folder, name, content, language), {}, sources)


def glossary(folder: Path, written: tuple[str, ...]) -> dict[str, Term]:
    """Return the terms of entries by id; whatever the loader says of them fails the test."""
    edit = append_entries(TextFile(path="a", text=""), "terms", written)
    assert edit
    for name in ("docs", "annotations"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "annotations/glossary.yml").write_text(apply("", [edit]), encoding="utf-8")
    project, findings = load(folder, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    assert findings == []
    return dict(project.terms)


def imported(folder: Path, name: str, content: str | bytes, language: str = "") -> dict[str, Term]:
    """Return the terms in a file that has nothing wrong."""
    found = composed(folder, name, content, language)
    assert [one.line for one in found.told if one.wrong] == []
    return glossary(folder, found.entries)


# --- tables ----------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_table_is_read_whatever_parts_its_cells(sign: str, ending: str, tmp_path: Path) -> None:
    rows = [["Term", "Definition", "Type"], ["pier", '"Say: a, b; c"', "place"], ["", "", ""]]
    text = ending.join(sign.join(row) for row in rows)
    found = imported(tmp_path, "a.csv", text)
    assert found["pier"].short.value == "Say: a, b; c"
    assert found["pier"].kind == "place"


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("term,definition", "definition"), ("Word;Meaning", "definition"),
        ("Begriff;Erklärung", "definition"), ("Terme;Définition", "definition"),
        ("Término;Definición", "definition"), ("术语,定义", "definition"),
        ("المصطلح,التعريف", "definition"), ("TERM,Short definition", "short"),
        ("Name,Beschreibung", "definition"),
    ],
)  # fmt: skip
def test_columns_have_their_names_in_many_languages(
    header: str, fields: str, tmp_path: Path
) -> None:
    sign = ";" if ";" in header else ","
    (found,) = read(tmp_path, "a.csv", f"{header}\npier{sign}A way.\n").terms
    assert (found.term, getattr(found, fields)) == ("pier", "A way.")


def test_every_column_has_its_key(tmp_path: Path) -> None:
    text = (
        "ID,Term,Synonyms,Type,Short,Description,IPA,Original (zh),Source\n"
        'the-pier,Pier,"jetty; landing | quay",place,In short.,"In\nfull.",pɪə,码头,'
        "https://example.org/pier\n"
    )
    source = Source(
        id="ledger", span=TextFile(path="", text="").whole(), type="book", title="L",
        url="https://example.org/pier",
    )  # fmt: skip
    found = composed(tmp_path, "a.csv", text, ledger=source)
    term = glossary(tmp_path, found.entries)["the-pier"]
    assert [one.value for one in term.aliases] == ["jetty", "landing", "quay"]
    assert (term.term, term.kind, term.short.value) == ("Pier", "place", "In short.")
    assert term.definition
    assert term.definition.value == "In  \nfull.\n"
    assert term.pronunciation == "pɪə"
    assert [(code, one.value) for code, one in term.original] == [("zh", "码头")]
    assert [one.id for one in term.sources] == ["ledger"]


def test_a_source_that_is_none_of_ours_is_kept_in_a_comment(tmp_path: Path) -> None:
    found = composed(tmp_path, "a.csv", "term,definition,source\npier,A way.,The book\n")
    assert found.entries[0].startswith("# source: The book\n- id: pier\n")


def test_columns_of_languages_are_names_in_these(tmp_path: Path) -> None:
    text = "en,de,zh-Hant,definition\npier,Steg,碼頭,A way into the water.\n"
    (english,) = imported(tmp_path, "a.csv", text).values()
    assert english.term == "pier"
    assert {code: one.value for code, one in english.original} == {
        "de": "Steg", "zh-Hant": "碼頭",
    }  # fmt: skip
    (german,) = imported(tmp_path, "a.csv", text, "de").values()
    assert (german.term, dict(german.original)["en"].value) == ("Steg", "pier")


def test_plain_text_stays_what_it_is(tmp_path: Path) -> None:
    (term,) = imported(tmp_path, "a.csv", "term,definition\nno,*not* [[x]] # yes: no\n").values()
    assert term.term == "no"
    assert term.short.value == "\\*not\\* \\[\\[x]] # yes: no"


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode("utf-8-sig"), TABLE.encode("utf-16"),
        b"\xfe\xff" + TABLE.encode("utf-16-be"), f"sep=,\n{TABLE}".encode(),
    ],
)  # fmt: skip
def test_a_table_may_be_as_spreadsheets_save_it(data: bytes, tmp_path: Path) -> None:
    assert list(imported(tmp_path, "a.csv", data)) == ["pier"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"term,definition\ncaf\xe9,x\n", "a.csv:2:4: this is not UTF-8"),
        ("a.csv", TABLE.encode("utf-16-le"), "a.csv:1:2: this is not a text file"),
        ("a.csv", b"a,b\n1,2\n", "a.csv:1:1: the first line has to name the columns"),
        ("a.csv", b"", "a.csv:1:1: the first line has to name the columns"),
        ("a.csv", b'term,definition\nok,x\npier,"A way', "a.csv:3:1: this row cannot be read"),
        ("a.csv", b"term,definition\npier," + b"x" * 1_100_000, "a.csv:2:1: this row cannot"),
        ("a.yml", b"a: [b", "a.yml:1"),
        ("a.yml", b"just text\n", "a.yml:1:1: there are no terms here"),
        ("a.yml", b"", "a.yml:1:1: the file is empty"),
        ("a.json", b"[" * 5000, "a.json:1"),
        ("a.json", b'[{"term": "x"]', "a.json:1:14"),
        ("a.docx", b"PK", "only .csv"),
        ("a.tbx", b"<tbx>\n<x></tbx>", "a.tbx:2:10: the XML cannot be read"),
        ("a.tbx", b"", "a.tbx:1:1: the XML cannot be read"),
        ("a.tbx", b"<html/>", "a.tbx:1:1: there is no term here"),
        ("a.tbx", b"<a>" * 5000, "the XML cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_place(
    name: str, data: bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        read(tmp_path, name, data)
    assert said in str(refused.value)


def test_rows_that_say_too_little_are_told_with_their_line(tmp_path: Path) -> None:
    text = 'term,definition,x\npier,"One\ntwo."\nquay,\n,Something.\nboat,A boat.\n'
    found = composed(tmp_path, "a.csv", text)
    assert list(glossary(tmp_path, found.entries)) == ["pier", "boat"]
    assert [one.line for one in found.told] == [
        "a.csv:1:1: these columns are not read: x",
        "a.csv:4:1: “quay” has no definition; left out",
        "a.csv:5:1: this row names no term; left out",
    ]


def test_a_long_definition_begins_with_a_sentence_for_the_tooltip(tmp_path: Path) -> None:
    first = "The U.S. Dept. of Piers, i.e. the office for landing places, keeps a list of all."
    rest = " It is " + "very " * 30 + "long."
    (term,) = imported(tmp_path, "a.csv", f'term,definition\npier,"{first}{rest}"\n').values()
    assert term.short.value == first
    assert term.definition
    assert term.definition.value.strip() == first + rest


# --- TBX -------------------------------------------------------------------------------

TBX2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
  <martifHeader><fileDesc><sourceDesc><p>Ours</p></sourceDesc></fileDesc></martifHeader>
  <text><body>
    <termEntry id="c1">
      <descrip type="subjectField">ports</descrip>
      <langSet xml:lang="de"><tig><term>Steg</term></tig></langSet>
      <langSet xml:lang="en">
        <descripGrp><descrip type="definition">A way into the <hi>water</hi>.</descrip>
          <admin type="source">The book</admin></descripGrp>
        <ntig><termGrp><term>jetty</term></termGrp></ntig>
        <ntig><termGrp><term>pier</term>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
      </langSet>
    </termEntry>
  </body></text>
</martif>
"""
TBX3 = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
    xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <text><body>
    <conceptEntry id="c1">
      <basic:definition>A way into the water.</basic:definition>
      <langSec xml:lang="en"><termSec><term>pier</term></termSec>
        <termSec><term>jetty</term></termSec></langSec>
      <langSec xml:lang="zh-Hant"><termSec><term>碼頭</term></termSec></langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""


def test_tbx_of_2008_is_read(tmp_path: Path) -> None:
    found = composed(tmp_path, "a.tbx", TBX2)
    (term,) = glossary(tmp_path, found.entries).values()
    assert (term.term, [one.value for one in term.aliases]) == ("pier", ["jetty"])
    assert term.short.value == "A way into the water."
    assert [(code, one.value) for code, one in term.original] == [("de", "Steg")]
    assert "# source: The book" in found.entries[0]
    assert found.told == ()


def test_tbx_of_2019_is_read(tmp_path: Path) -> None:
    (term,) = imported(tmp_path, "a.tbx", TBX3).values()
    assert (term.term, [one.value for one in term.aliases]) == ("pier", ["jetty"])
    assert [(code, one.value) for code, one in term.original] == [("zh-Hant", "碼頭")]


def test_the_language_of_the_terms_can_be_chosen(tmp_path: Path) -> None:
    (term,) = imported(tmp_path, "a.tbx", TBX2, "de").values()
    assert (term.term, dict(term.original)["en"].value) == ("Steg", "pier")
    (chinese,) = imported(tmp_path, "b.tbx", TBX3, "zh").values()
    assert chinese.term == "碼頭"


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "x">', '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;',
        '<!ENTITY a "' + "x" * 999 + '"><!ENTITY b "' + "&a;" * 999 + '">',
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_anything_is_read(
    declared: str, encoding: str, tmp_path: Path
) -> None:
    text = TBX2.replace('"TBXcoreStructV02.dtd"', f'"x.dtd" [{declared}]')
    data = text.replace("UTF-8", encoding).replace("pier", "&a;").encode(encoding)
    with pytest.raises(ImportRefusedError, match=r"a.tbx:2:1: the file declares entities"):
        read(tmp_path, "a.tbx", data)


# --- YAML and JSON ---------------------------------------------------------------------

DEFINED = "A way into the **water**."
SHAPES = (
    f"- term: pier\n  definition: {DEFINED}\n",
    f"pier: {DEFINED}\n",
    f"glossary:\n  pier: {DEFINED}\n",
    f"terms:\n  - id: pier\n    term: pier\n    short: {DEFINED}\n",
    f"- name: pier\n  description: {DEFINED}\n",
    f"- pier: {DEFINED}\n",
    f"P:\n  pier: {DEFINED}\n",
    f"P:\n  - term: pier\n    definition: {DEFINED}\n",
    f"pier:\n  definition: {DEFINED}\n",
    f"pier:\n  term: pier\n  description: {DEFINED}\n",
    json.dumps([{"term": "pier", "definition": DEFINED}]),
    json.dumps({"pier": DEFINED}),
    json.dumps({"terms": [{"title": "pier", "text": DEFINED}]}),
)


@pytest.mark.parametrize("text", SHAPES)
def test_lists_have_many_shapes(text: str, tmp_path: Path) -> None:
    name = "a.json" if text[0] in "[{" else "a.yml"
    found = imported(tmp_path, name, text)
    assert list(found) == ["pier"]
    assert (found["pier"].term, found["pier"].short.value) == ("pier", DEFINED)


def test_keys_of_an_entry_are_read_and_others_told(tmp_path: Path) -> None:
    text = (
        "- term: pier\n  definition: A way.\n  aliases: [jetty, quay]\n  type: place\n"
        "  original: {de: Steg}\n  colour: red\n- 5\n"
    )
    found = composed(tmp_path, "a.yaml", text)
    (term,) = glossary(tmp_path, found.entries).values()
    assert [one.value for one in term.aliases] == ["jetty", "quay"]
    assert (term.kind, dict(term.original)["de"].value) == ("place", "Steg")
    assert [one.line for one in found.told] == [
        "a.yaml:6:3: `colour` is not read",
        "a.yaml:7:3: this is no entry; left out",
    ]


def test_an_entry_under_another_name_has_it_as_its_id(tmp_path: Path) -> None:
    text = "the-pier:\n  term: Pier of stone\n  definition: A way.\n"
    found = imported(tmp_path, "a.yml", text)
    assert found["the-pier"].term == "Pier of stone"


# --- what is there already -------------------------------------------------------------


def test_terms_that_are_there_are_skipped_and_told(tmp_path: Path) -> None:
    known = imported(tmp_path, "a.csv", "term,definition\npier,A way.\nThe quay,Stone.\n")
    text = "id,term,definition\n,PIER,A way.\n,the Quay,Wood.\nthe-quay,wharf,x\n,boat,y\n,Boat,z\n"
    found = compose_terms(read(tmp_path, "b.csv", text), known, {})
    assert found.known == 1
    assert [one.partition("\n")[0] for one in found.entries] == ["- id: boat"]
    assert [one.line for one in found.told] == [
        "b.csv:3:1: “the Quay” is there already, as `the-quay`; left out",
        "b.csv:4:1: “wharf” is there already, as `the-quay`; left out",
        "b.csv:6:1: “Boat” is there already, as `boat`; left out",
    ]
    assert not any(one.wrong for one in found.told)


def test_the_command_adds_terms_and_a_second_time_nothing(harbour_site: Site) -> None:
    harbour_site.write("in.csv", TABLE + "no,It is: a # sign\nferry line,Ships.\n")
    path = harbour_site.root / "annotations/glossary.yml"
    before = path.read_bytes()
    shown = run(harbour_site, "import", "glossary", "in.csv", "--dry-run")
    assert "+    term: pier" in shown.printed
    assert path.read_bytes() == before
    done = run(harbour_site, "import", "glossary", "in.csv")
    assert done.code == 0
    assert "wrote annotations/glossary.yml: 2 terms\n" in done.output
    assert "“ferry line” is there already, as `ferry-line`; left out" in done.output
    after = path.read_bytes()
    assert after.startswith(before)
    assert run(harbour_site, "check").code == 0
    again = run(harbour_site, "import", "glossary", "in.csv")
    assert "2 terms there already\nnothing to write\n" in again.output
    assert path.read_bytes() == after


def test_a_glossary_of_ours_comes_back_as_it_is(harbour_site: Site, tmp_path: Path) -> None:
    root = harbour_site.root
    theirs = load(root, docs_dir=root / "docs", annotations_dir=root / "annotations")[0].terms
    text = (root / "annotations/glossary.yml").read_text(encoding="utf-8")
    ours = imported(tmp_path / "docs", "theirs.yml", text)
    assert {(one.id, one.term, one.kind, one.short.value) for one in ours.values()} == {
        (one.id, one.term, one.kind, one.short.value) for one in theirs.values()
    }


def test_a_list_in_brackets_is_left_alone_and_told(harbour_site: Site) -> None:
    harbour_site.write("in.csv", TABLE)
    harbour_site.write("annotations/glossary.yml", "terms: [{id: a, term: a, short: b}]\n")
    done = run(harbour_site, "import", "glossary", "in.csv")
    assert done.code == 1
    assert "annotations/glossary.yml: nothing can be added to `terms` here" in done.output


# --- anything at all -------------------------------------------------------------------

CELLS = st.text(alphabet="ab,;\t|\"'\n\r.:#*[]{}&!%@`-? é任\u2028\x85\x07", max_size=12)
HEADERS = st.sampled_from(["term", "definition", "short", "aliases", "de", "source", "", "x", "id"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(HEADERS | st.text(max_size=4), inside, max_size=4)
    ),
    max_leaves=20,
)


def written(found: ReadTerms) -> None:
    """Write the terms; what is written must be a list that reads back."""
    made = compose_terms(found, {}, {})
    if made.entries:
        assert append_entries(TextFile(path="a.yml", text=""), "terms", made.entries)


@given(header=st.lists(HEADERS, max_size=5), rows=st.lists(st.lists(CELLS, max_size=5), max_size=4))
def test_no_table_gives_more_than_terms_or_a_reason(
    header: list[str], rows: list[list[str]]
) -> None:
    text = "\n".join(",".join(row) for row in [header, *rows])
    with suppress(ImportRefusedError):
        written(read_table(TextFile(path="a.csv", text=text), wanted=""))


@given(value=VALUES)
def test_no_list_gives_more_than_terms_or_a_reason(value: object) -> None:
    with suppress(ImportRefusedError):
        written(read_list(TextFile(path="a.json", text=json.dumps(value)), json=True, wanted=""))


@given(data=st.binary(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_give_more_than_a_reason(data: bytes, tmp_path: Path) -> None:
    for name in ("a.csv", "a.tbx", "a.yml", "a.json"):
        with suppress(ImportRefusedError):
            written(read(tmp_path, name, data))


# --- there and back --------------------------------------------------------------------


@pytest.mark.parametrize(("name", "write"), [("glossary.csv", glossary_csv), ("glossary.tbx", tbx)])
def test_a_glossary_that_was_exported_comes_back(
    name: str, write: Callable[[Gathered, Download], str], tmp_path: Path
) -> None:
    terms = [
        term("ferry line", "Ships that go *back* and forth; 2 < 3.", id_="ferry-line",
             kind="organisation", aliases=(words("the ferry"), words("boats")),
             original=(("zh", words("渡轮")), ("fr", words("ligne de ferry")))),
        term("=pier", "Where they land, says “the town”, at 5 % slope.", id_="pier"),
    ]  # fmt: skip
    made = woven("# A\n\nThe ferry line.\n", terms=terms, special=["glossary"])
    assert made.gathered is not None
    download = Download(name="x", of="glossary", file=name, format="", media_type="")
    back = imported(tmp_path, name, write(made.gathered, download).encode())
    plain = made.gathered.site.renderer.plain
    assert [
        (one.id, one.term, one.kind, plain(one.short.value), [each.value for each in one.aliases])
        for one in back.values()
    ] == [
        (one.id, one.term, one.kind, plain(one.short.value), [each.value for each in one.aliases])
        for one in terms
    ]
    assert {tag: name.value for tag, name in next(iter(back.values())).original} == {
        "zh": "渡轮",
        "fr": "ligne de ferry",
    }
