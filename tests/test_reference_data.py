"""The glossary and the sources as data: each term and source once, and nothing that bites."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from bibtexparser.entrypoint import parse_string

from explainer.csl import NO_ITEM
from explainer.model import Citation, Reference
from explainer.options import Options
from explainer.outputs import site_files
from explainer.pipeline import WovenSite
from tests.build import NOWHERE, note, source, term, woven, written
from tests.linked_data import expanded

HERE = Options(site_url="https://example.org/below/", site_name="Piers")
TBX = "{urn:iso:std:iso:30042:ed-2}"
XML = "{http://www.w3.org/XML/1998/namespace}"
LOG = replace(
    source("log", url="https://example.net/log"),
    item={**NO_ITEM, "id": "log", "type": "report", "title": "The log"},
)
BOOK = replace(
    source("book", type="book"), item={**NO_ITEM, "id": "book", "type": "book", "title": "The book"}
)
TERMS = (
    term(
        "ferry",
        "A [[pier|*boat*]] that goes back [@log].",
        aliases=(written("ship"), written("small boat")),
        kind="concept",
        definition=written("It goes back\n\nand **forth**."),
        original=(("zh", written("渡船")), ("nl", written("veer"))),
        pronunciation="/ˈfɛri/",
        see=(Reference(id="pier", span=NOWHERE), Reference(id="gone", span=NOWHERE)),
        sources=(Citation(id="log", span=NOWHERE), Citation(id="gone", span=NOWHERE)),
    ),
    term("pier", "=HYPERLINK(1)", original=(("en-GB", written("jetty")),)),
)


def site(**fields: Any) -> WovenSite:
    fields = {"options": HERE, "special": ["glossary", "sources"], **fields}
    text = "# Title\n\nThe ferry [@log] came to the pier.\n"
    notes = [note("x", "came", body="So it did [@book].")]
    return woven(text, notes, TERMS, [BOOK, LOG, source("unused")], **fields)


def files(made: WovenSite) -> dict[str, str]:
    assert made.gathered is not None
    return {one.path: one.content for one in site_files(made.gathered)}


# --- the glossary as a table -------------------------------------------------------------


def table() -> list[dict[str, str]]:
    text = files(site())["glossary.csv"]
    assert text.startswith("\ufeffid,term,")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_a_table_of_terms_has_a_line_for_each() -> None:
    ferry, pier = table()
    assert ferry == {
        "id": "ferry",
        "term": "ferry",
        "aliases": "ship; small boat",
        "kind": "concept",
        "short": "A boat that goes back.",
        "definition": "It goes back and forth.",
        "pronunciation": "/ˈfɛri/",
        "source": "https://example.net/log",
        "url": "https://example.org/below/glossary/#term-ferry",
        "original:en-GB": "",
        "original:nl": "veer",
        "original:zh": "渡船",
    }
    assert (pier["term"], pier["original:en-GB"]) == ("pier", "jetty")


def test_no_cell_is_a_formula() -> None:
    assert table()[1]["short"] == "'=HYPERLINK(1)"
    assert not [
        cell for row in table() for cell in row.values() if cell[:1] in {*"=+-@\t\r"} - {""}
    ]


def test_a_source_of_a_term_is_an_address_of_the_web_or_a_title() -> None:
    cited = term("ferry", sources=(Citation(id="log", span=NOWHERE),))
    log = source("log", title="The log", url="javascript:alert(1)")
    made = files(woven("A ferry.", terms=[cited], sources=[log]))
    for name in ("glossary.csv", "glossary.tbx", "glossary.jsonld"):
        assert "The log" in made[name]
        assert "javascript:" not in made[name]


# --- TBX ---------------------------------------------------------------------------------


def tbx() -> Element:
    return fromstring(files(site())["glossary.tbx"])  # noqa: S314 - our own


def test_terms_in_tbx_are_concepts_with_their_names_in_each_language() -> None:
    root = tbx()
    assert (root.tag, root.get("type"), root.get("style")) == (f"{TBX}tbx", "TBX-Basic", "dca")
    ferry, pier = root.iter(f"{TBX}conceptEntry")
    assert (ferry.get("id"), pier.get("id")) == ("term-ferry", "term-pier")
    assert {
        section.get(f"{XML}lang"): [one.text for one in section.iter(f"{TBX}term")]
        for section in ferry.iter(f"{TBX}langSec")
    } == {"en": ["ferry", "ship", "small boat"], "zh": ["渡船"], "nl": ["veer"]}
    definition = ferry.find(f"{TBX}langSec/{TBX}descripGrp/{TBX}descrip")
    assert definition is not None
    assert definition.text == "It goes back and forth."


def test_tbx_keeps_the_rules_of_its_dialect() -> None:
    """Which element may hold which category, by the rules of TBX-Basic; and that ids resolve."""
    allowed = {
        ("conceptEntry", "descrip", "subjectField"),
        ("conceptEntry", "xref", "externalCrossReference"),
        ("conceptEntry", "ref", "crossReference"),
        ("descripGrp", "descrip", "definition"),
        ("descripGrp", "admin", "source"),
        ("termSec", "termNote", "administrativeStatus"),
    }
    root = tbx()
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    for parent in root.iter():
        for one in parent:
            if one.get("type"):
                names = (parent.tag.removeprefix(TBX), one.tag.removeprefix(TBX), one.get("type"))
                assert names in allowed
            if one.tag == f"{TBX}ref":
                assert one.get("target") in ids


def test_what_xml_cannot_say_is_left_out_of_tbx() -> None:
    made = woven("Text.", terms=[term("odd", "A \ufffe word <b>&amp;</b>.")], special=["glossary"])
    root = fromstring(files(made)["glossary.tbx"])  # noqa: S314 - our own
    assert [one.text for one in root.iter(f"{TBX}descrip")] == ["concept", "A  word &."]


# --- SKOS --------------------------------------------------------------------------------


def test_terms_in_skos_are_concepts_of_a_scheme_with_one_preferred_name_a_language() -> None:
    (scheme,) = expanded(json.loads(files(site())["glossary.jsonld"]))
    skos = "http://www.w3.org/2004/02/skos/core#"
    assert scheme["@id"] == "https://example.org/below/glossary/"
    ferry, _ = scheme["@reverse"][f"{skos}inScheme"]
    preferred = {one["@language"]: one["@value"] for one in ferry[f"{skos}prefLabel"]}
    assert preferred == {"en": "ferry", "zh": "渡船", "nl": "veer"}
    others = sorted(one["@value"] for one in ferry[f"{skos}altLabel"])
    assert others == ["ship", "small boat"]
    assert ferry[f"{skos}related"] == [{"@id": "https://example.org/below/glossary/#term-pier"}]


def test_without_a_page_of_terms_they_are_named_by_the_file() -> None:
    made = site(special=[], options=Options())
    assert json.loads(files(made)["glossary.jsonld"])["id"] == "glossary.jsonld"
    assert "externalCrossReference" not in files(made)["glossary.tbx"]


# --- sources -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "ids"),
    [("sources.json", ["book", "log", None]), ("article/sources.json", ["log", "book"])],
)
def test_sources_as_csl_json_have_one_item_each(path: str, ids: list[str | None]) -> None:
    found = json.loads(files(site())[path])
    assert [one.get("id") for one in found] == ids


@pytest.mark.parametrize(
    ("path", "ids"),
    [("sources.bib", ["book", "log", "unused"]), ("article/sources.bib", ["log", "book"])],
)
def test_sources_as_bibtex_have_one_entry_each(path: str, ids: list[str]) -> None:
    found = parse_string(files(site())[path])
    assert [one.key for one in found.entries] == ids


def test_an_article_without_sources_has_no_file_of_them() -> None:
    assert "article/sources.bib" not in files(woven("Text.", [note("x", "Text", body=".")]))
