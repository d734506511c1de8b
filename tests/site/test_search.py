"""Each note, term and source is one result of the search, named by its kind."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.sites import Built, Site, harbour

ENTRIES = {
    "news/plan/#note-cost": "Correction: What it cost",
    "news/plan/#note-pier": "Context: “the new pier”",
    "glossary/#term-ferry-line": "Term: ferry line",
    "sources/#source-ledger": "Source: The ledger of unrepeated expenses",
}


@pytest.fixture
def built(harbour_site: Site) -> Built:
    done = harbour_site.build(strict=True)
    assert done.code == 0, done.output
    return done


def test_each_note_term_and_source_is_one_entry_named_by_its_kind(built: Built) -> None:
    titles = {entry["location"]: entry["title"] for entry in built.search()}
    assert {place: titles.get(place) for place in ENTRIES} == ENTRIES
    places = [entry["location"] for entry in built.search()]
    assert len(places) == len(set(places))


def test_an_entry_lands_on_its_element(built: Built) -> None:
    for entry in built.search():
        path, _, fragment = entry["location"].partition("#")
        assert not fragment or built.ids(f"{path}index.html").count(fragment) == 1


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("quietudinous", "news/plan/#note-cost"),
        ("perpendicularly", "glossary/#term-ferry-line"),
        ("unrepeated expenses", "sources/#source-ledger"),
    ],
)
def test_words_of_one_note_term_or_source_are_found_once(
    word: str, place: str, built: Built
) -> None:
    found = [e["location"] for e in built.search() if word in e["title"] + e["text"]]
    assert found == [place]


def test_numbers_of_notes_are_no_part_of_the_text(built: Built) -> None:
    texts = {entry["location"]: plain(entry["text"]) for entry in built.search()}
    assert texts["news/plan/"].endswith("It cost 2.5 million crowns.")
    assert "the new pier, says the report." in texts["news/plan/#what-follows"]


def test_nothing_in_the_index_is_a_placeholder(built: Built) -> None:
    index = json.dumps(built.search())
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}|\\u0002|\\u0003|data-cite|wzxhzdk", index)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“blacklist”, 2019–2020", ["blacklist", "2019", "2020"]),
        ("costs 2.5 million.", ["costs", "2.5", "million", ""]),
        ("Huawei’s phones/tablets", ["Huawei", "s", "phones", "tablets"]),
        ("see e.g. U.S. law", ["see", "e", "g", "U", "S", "law"]),
        ("任正非（Ren）", ["任正非（Ren）"]),
    ],
)
def test_the_separator_of_the_explainers_search_parts_words(text: str, words: list[str]) -> None:
    separator = explainer_separator(ROOT / "mkdocs.yml")
    assert re.split(separator, text) == words or [*filter(None, re.split(separator, text))] == words


def explainer_separator(config: Path) -> str:
    """Return the separator in the real configuration."""

    class Loader(yaml.SafeLoader):
        """Reads the names of Python objects as nothing."""

    Loader.add_multi_constructor("", lambda *_: None)
    plugins = yaml.load(config.read_text(encoding="utf-8"), Loader)["plugins"]  # noqa: S506
    return next(str(p["search"]["separator"]) for p in plugins if isinstance(p, dict))


def plain(html: str) -> str:
    """Return text without tags."""
    return re.sub(r"<[^>]+>", "", html).strip()


def test_of_an_article_search_knows_what_it_would_know_without_the_plugin(tmp_path: Path) -> None:
    indexes = []
    for name, plugins in (("ours", ["search", "explainer"]), ("plain", ["search"])):
        site = harbour(tmp_path / name, plugins=plugins)
        charter = (ROOT / "docs/reading-room-charter.md").read_text(encoding="utf-8")
        notes = (ROOT / "annotations/reading-room-charter.yml").read_text(encoding="utf-8")
        site.write("docs/charter.md", charter).write("annotations/charter.yml", notes)
        entries = {one["location"]: one for one in site.build().search()}
        indexes.append({place: one for place, one in entries.items() if "charter/" in place})
    ours, plain = indexes
    assert len(plain) > 5
    assert {place: one for place, one in ours.items() if "#note-" not in place} == plain
    assert sum("#note-" in place for place in ours) > 12
