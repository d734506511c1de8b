"""The other pages a reader browses: people, what changed, and what a filter needs of each."""

from __future__ import annotations

import gzip
import re

from explainer.hosts.generated import ASSETS, assets
from explainer.model import Event
from explainer.pipeline import WovenSite
from explainer.site import MARKERS
from explainer.special import BUILDERS
from tests.build import event, note, source, term, woven

TEXT = "# Pier\n\nAda voted, and the cost was low. The Board paid.\n"
PEOPLE = (
    term("Ada Holm", "She kept the [[books]].", kind="person", aliases=(), id_="ada"),
    term("Board", "It pays.", kind="organisation"),
    term("books", "Ledgers.", kind="thing"),
)
NOTES = (
    note("vote", "voted", title="Who voted", updated="2026-03-01"),
    note("cost", "cost", title="What it cost", updated="2026-11-02", author="A. Reporter"),
    note("old", "low", title="How low", updated="2026-03"),
    note("quiet", "paid", title="Who paid"),
)


def made(*events: Event) -> WovenSite:
    return woven(TEXT, NOTES, PEOPLE, [source("log")], events=events, special=True)


def headings(html: str, level: int = 2) -> list[str]:
    found = re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", html, re.DOTALL)
    return [re.sub(r"<[^>]*>", "", one).strip() for one in found]


def kinds(html: str) -> set[str]:
    """Return what entries say that their kinds are."""
    told = re.findall(r'<(?:li|section)[^>]* data-kind="([^"]*)"', html)
    return {kind for one in told for kind in one.split("|")}


def offered(html: str) -> set[str]:
    """Return the kinds that a filter offers."""
    return set(re.findall(r'(?:name="kind"|<option) value="([^"]+)"', html))


def test_every_marker_has_a_page_that_is_made_for_it() -> None:
    assert set(MARKERS) == set(BUILDERS)


# --- people ----------------------------------------------------------------------------


def test_persons_come_first_then_organisations_and_nothing_else() -> None:
    html = made().pages["people.md"]
    assert headings(html) == ["People", "Organisations"]
    assert headings(html, 3) == ["Ada Holm", "Board"]


def test_a_person_leads_to_the_glossary_and_has_no_id_of_their_own() -> None:
    html = made().pages["people.md"]
    assert 'href="../glossary/#term-ada"' in html
    assert 'href="../glossary/#term-books"' in html
    assert not re.search(r'\sid="term-', html)


def test_people_may_stand_on_one_page_with_the_glossary() -> None:
    markers = "".join(MARKERS[name] for name in ("people", "glossary", "timeline"))
    site = woven(markers, (), PEOPLE, events=[event("e", "2019", "Ada Holm spoke.")])
    html = site.pages["article.md"]
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert '<a href="#term-ada">Ada Holm</a>' in html


def test_search_finds_people_in_the_glossary_alone() -> None:
    site = made()
    assert "Ada" not in site.searched["people.md"]
    assert "Ada Holm" in site.searched["glossary.md"]


# --- what changed ----------------------------------------------------------------------


def test_the_last_change_comes_first_and_days_are_headings() -> None:
    html = made().pages["changes.md"]
    assert headings(html) == ["2 November 2026", "March 2026", "1 March 2026"]
    assert [html.index(one) for one in ("What it cost", "How low", "Who voted")] == sorted(
        html.index(one) for one in ("What it cost", "How low", "Who voted")
    )
    assert "Who paid" not in html


def test_a_change_says_what_where_and_by_whom() -> None:
    html = re.sub(r"\s+", " ", made().pages["changes.md"])
    assert '<a href="../article/#note-cost">What it cost</a>' in html
    assert 'on <a href="../article/">Article</a>' in html
    assert "by A. Reporter" in html


# --- filters ---------------------------------------------------------------------------


def test_a_filter_offers_the_kinds_that_entries_have() -> None:
    site = made(event("e", "2019"), event("f", "2020"))
    for name in ("glossary", "people"):
        html = site.pages[f"{name}.md"]
        assert offered(html) == kinds(html)
        assert len(offered(html)) > 1
    for name in ("timeline", "notes", "sources"):
        assert kinds(site.pages[f"{name}.md"])


def test_without_script_there_are_no_controls_and_kinds_are_links() -> None:
    html = made().pages["glossary.md"]
    bare = re.sub(r"<template>.*?</template>", "", html, flags=re.DOTALL)
    assert not re.search(r"<(input|button|select|form)", bare)
    (fallback,) = re.findall(r"<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert re.findall(r'href="#term-([^"]*)"', fallback) == ["board", "ada", "books"]


def test_primary_sources_can_be_asked_for() -> None:
    sources = [source("a", primary=True), source("b", type="book")]
    html = woven(TEXT, sources=sources, special=True).pages["sources.md"]
    assert 'data-kind="report|Primary source"' in html
    assert offered(html) == {"Primary source", "report", "book"}


def test_the_script_and_style_of_these_pages_stay_small() -> None:
    for name in ("pages.js", "pages.css"):
        served = assets()[f"{ASSETS}/{name}"].encode()
        assert len(gzip.compress(served, 9)) <= 2048, name
