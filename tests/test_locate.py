"""`explainer locate`: what a quote finds, said to people and to programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.commands import run
from tests.sites import ARTICLE, Site

PLAN = "docs/news/plan.md"


def located(site: Site, *options: str) -> dict[str, Any]:
    done = run(site, "locate", PLAN, "--format", "json", *options)
    found = json.loads(done.printed)
    assert done.code == int(not found["places"])
    return dict(found)


def test_a_place_is_shown_with_its_line_heading_and_surroundings(harbour_site: Site) -> None:
    done = run(harbour_site, "locate", PLAN, "--quote", "the harbour plan")
    assert done.code == 0
    status, place, words = done.printed.splitlines()
    assert status == "exact"
    assert place == f"  {PLAN}:7, under “The harbour plan”"
    assert "The council approved [the harbour plan] on Tuesday." in words


def test_json_has_the_same_and_offsets_in_the_text(harbour_site: Site) -> None:
    found = located(harbour_site, "--quote", "2.5 million crowns")
    assert (found["article"], found["status"]) == (PLAN, "exact")
    assert (found["candidates"], found["messages"]) == ([], [])
    (place,) = found["places"]
    assert (place["line"], place["heading"]) == (7, "The harbour plan")
    assert place["text"] == "2.5 million crowns"
    assert place["end"] - place["start"] == len("2.5 million crowns")


@pytest.mark.parametrize(
    "options",
    [
        ["--quote", "2.5 million … crowns"],
        ["--quote", "cost | 2.5 million | or more"],
        ["--quote", "2.5 million", "--prefix", "cost", "--suffix", "or more"],
        ["--quote", "2.5 million", "--section", "The harbour plan"],
        ["--quote", "2.5 **million**"],
    ],
)
def test_a_quote_has_the_forms_that_it_has_in_a_note(
    options: list[str], harbour_site: Site
) -> None:
    harbour_site.write(PLAN, ARTICLE.replace("2.5 million crowns", "2.5 million or more crowns"))
    found = located(harbour_site, *options)
    assert found["places"][0]["text"].startswith("2.5 million")


def test_several_places_are_all_shown_and_none_is_taken(harbour_site: Site) -> None:
    done = run(harbour_site, "locate", PLAN, "--quote", "the")
    assert done.code == 1
    assert done.printed.startswith("ambiguous: the quoted text stands in 3 places\n")
    assert done.printed.count(f"  {PLAN}:") == 3
    assert "prefix:" in done.printed
    assert len(located(harbour_site, "--quote", "the")["candidates"]) == 3


@pytest.mark.parametrize(("occurrence", "count"), [("2", 1), ("all", 3)])
def test_an_occurrence_says_which(occurrence: str, count: int, harbour_site: Site) -> None:
    found = located(harbour_site, "--quote", "the", "--occurrence", occurrence)
    assert len(found["places"]) == count


def test_words_that_are_not_there_exit_with_1(harbour_site: Site) -> None:
    done = run(harbour_site, "locate", PLAN, "--quote", "a mermaid on a bicycle")
    assert done.code == 1
    assert done.printed.startswith("orphan: ")


def test_an_older_version_says_where_words_have_gone(harbour_site: Site) -> None:
    harbour_site.write("old.md", ARTICLE.replace("2.5 million crowns", "three million pounds"))
    found = located(harbour_site, "--quote", "It cost three million pounds", "--previous", "old.md")
    assert found["status"] == "drifted"
    assert found["places"][0]["text"] == "It cost 2.5 million crowns"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "name an ARTICLE and a --quote"),
        ([PLAN], "name an ARTICLE and a --quote"),
        ([PLAN, "--quote", " "], "name an ARTICLE and a --quote"),
        ([PLAN, "--quote", "a", "--occurrence", "0"], "`0` is neither a number from 1 nor `all`"),
        ([PLAN, "--quote", "a", "--occurrence", "x"], "`x` is neither"),
        (["news/pln", "--quote", "a"], "did you mean news/plan.md?"),
        ([PLAN, "--quote", "a", "--previous", "nowhere.md"], "does not exist"),
        ([PLAN, "--quote", "a", "-f", "nowhere.yml"], "there is no file nowhere.yml"),
    ],
)
def test_what_cannot_be_asked_is_told_and_exits_with_2(
    options: list[str], said: str, harbour_site: Site
) -> None:
    done = run(harbour_site, "locate", *options)
    assert done.code == 2
    assert said in done.output


def test_a_previous_version_that_is_no_text_is_told(harbour_site: Site) -> None:
    (harbour_site.root / "old.md").write_bytes(b"\xff\xfe\x00")
    done = run(harbour_site, "locate", PLAN, "--quote", "a", "--previous", "old.md")
    assert (done.code, "old.md is not UTF-8 text" in done.output) == (2, True)
