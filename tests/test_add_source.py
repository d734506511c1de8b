"""Sources that are added from what a file or an address says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.load import load
from explainer.model import Name, Source
from tests.commands import run
from tests.sites import SOURCES, Site

PAPER = """<!doctype html><title>A paper | Journal</title>
<meta name="citation_title" content="Of piers &amp; ferries: a study #1">
<meta name="citation_author" content="Holm, Ada"><meta name="citation_author" content="Bo Ek">
<meta name="citation_journal_title" content="Journal of Harbours">
<meta name="citation_publication_date" content="2019/5/16">
<meta name="citation_volume" content="12"><meta name="citation_firstpage" content="3">
<meta name="citation_lastpage" content="9"><meta name="citation_doi" content="10.1000/182">
<meta property="og:site_name" content="Other"><link rel="canonical" href="https://example.org/p">
"""
NEWS = """<meta property="og:title" content="The pier opens">
<meta property="og:site_name" content="Town Gazette"><meta name="author" content="Ada Holm">
<meta property="article:published_time" content="2026-03-04T10:00:00Z">
<meta property="article:author" content="https://example.org/ada">
<meta property="og:url" content="https://example.org/news">"""
CSL = """[{"id": "holm2019", "type": "book", "title": "Piers", "ISBN": "1", "publisher": "Town",
"author": [{"family": "Holm", "given": "Ada"}], "issued": {"date-parts": [[2019, 5]]}}]"""
BIB = "@book{ek2020, title = {Ferries}, author = {Ek, Bo}, year = 2020, publisher = {Town}}\n"


def added(site: Site, name: str, text: str) -> Source:
    """Add the one source of a file; return it as it is read again, all else being as it was."""
    done = run(site.write(name, text), "add", "source", name)
    assert done.code == 0, done.output
    assert done.output.startswith("wrote annotations/sources.yml: 1 source\ncite it with [@")
    written = (site.root / "annotations/sources.yml").read_text(encoding="utf-8")
    assert written.startswith(SOURCES)
    root = site.root
    project, found = load(root, docs_dir=root / "docs", annotations_dir=root / "annotations")
    assert found == []
    (made,) = (one for one in project.sources.values() if one.id != "ledger")
    return made


def test_a_paper_is_added_with_what_its_page_says(harbour_site: Site) -> None:
    made = added(harbour_site, "paper.html", PAPER)
    assert made.title == "Of piers & ferries: a study #1"
    assert made.author == (Name(family="Holm", given="Ada"), Name(literal="Bo Ek"))
    assert (made.type, made.container_title) == ("article-journal", "Journal of Harbours")
    assert (made.issued, made.doi, made.url) == (
        "2019-05-16", "10.1000/182", "https://example.org/p",
    )  # fmt: skip
    assert (made.item["volume"], made.item["page"]) == ("12", "3–9")


def test_a_page_of_news_is_added_by_its_open_graph(harbour_site: Site) -> None:
    made = added(harbour_site, "news.html", NEWS)
    assert (made.id, made.type, made.title) == ("the-pier-opens", "webpage", "The pier opens")
    assert made.author == (Name(literal="Ada Holm"),)
    assert (made.container_title, made.issued) == ("Town Gazette", "2026-03-04")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("z.json", CSL, ("holm2019", "Piers", "2019-05", "Holm")),
        ("z.bib", BIB, ("ek2020", "Ferries", "2020", "Ek")),
    ],
)
def test_a_bibliography_keeps_its_ids(
    harbour_site: Site, name: str, text: str, expected: tuple[str, ...]
) -> None:
    made = added(harbour_site, name, text)
    assert (made.id, made.title, made.issued, made.author[0].family) == expected
    assert (made.type, made.publisher) == ("book", "Town")


@pytest.mark.parametrize(
    ("named", "line"),
    [
        ("10.1000/182", "DOI: 10.1000/182"),
        ("https://doi.org/10.1000/182", "DOI: 10.1000/182"),
        ("https://example.org/a/report.html?x=1", "URL: https://example.org/a/report.html?x=1"),
    ],
)
def test_of_an_address_there_is_a_beginning(harbour_site: Site, named: str, line: str) -> None:
    assert run(harbour_site, "add", "source", named).code == 0
    text = (harbour_site.root / "annotations/sources.yml").read_text(encoding="utf-8")
    assert text.startswith(SOURCES)
    assert text.endswith(f"    {line}\n")


def test_a_second_one_of_the_same_id_gets_another(harbour_site: Site) -> None:
    harbour_site.write("z.json", CSL)
    run(harbour_site, "add", "source", "z.json")
    assert "[@holm2019-2]" in run(harbour_site, "add", "source", "z.json").output


@pytest.mark.parametrize(
    ("named", "text", "said"),
    [
        ("nothing", None, "is neither a file nor a web address nor a DOI"),
        ("a.html", "<p>Words.", "does not say what it is called"),
        ("a.json", "{", "a.json:1:"),
        ("a.json", "[]", "there is no source in it"),
        ("a.bib", "@book{x, title = {", "a.bib:1:1"),
        ("a.txt", "x", "sources are read from .html, .json and .bib"),
    ],
)
def test_what_is_no_source_is_refused(
    harbour_site: Site, named: str, text: str | None, said: str
) -> None:
    if text is not None:
        harbour_site.write(named, text)
    done = run(harbour_site, "add", "source", named)
    assert (done.code, said in done.output) == (1, True), done.output
    path: Path = harbour_site.root / "annotations/sources.yml"
    assert path.read_text(encoding="utf-8") == SOURCES


def test_a_dry_run_shows_the_lines_and_writes_none(harbour_site: Site) -> None:
    done = run(harbour_site.write("z.json", CSL), "add", "source", "z.json", "--dry-run")
    assert "+  - id: holm2019" in done.printed
    assert "cite it" not in done.printed
    path = harbour_site.root / "annotations/sources.yml"
    assert path.read_text(encoding="utf-8") == SOURCES
