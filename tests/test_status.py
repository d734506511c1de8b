"""What an explainer rests on: counted rightly, and said to people and programs."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from markdown import Markdown

from explainer.model import Citation, Kind, Publication
from explainer.pipeline import WovenSite
from explainer.report.status import status_json, status_text
from explainer.special.figures import (
    ArticleFigures,
    Bare,
    Figures,
    bare_paragraphs,
    figures,
)
from tests.build import NOWHERE, event, note, source, term, woven
from tests.sites import Site

TEXT = """\
# Title

The pier opened in May.

The ferry came in June, and
nobody saw it.

- an item
- another, with a lamp
"""


def counted(site: WovenSite) -> Figures:
    assert site.gathered is not None
    return figures(site.gathered)


def article(site: WovenSite) -> ArticleFigures:
    (found,) = counted(site).articles
    return found


def without_notes(site: WovenSite) -> list[Bare]:
    assert site.gathered is not None
    return list(bare_paragraphs(site.gathered)["article.md"])


def cites(*ids: str) -> tuple[Citation, ...]:
    return tuple(Citation(id=one, span=NOWHERE) for one in ids)


# --- an article --------------------------------------------------------------------------


def test_notes_are_counted_by_kind_and_drafts_apart() -> None:
    notes = [
        note("a", "pier"),
        note("b", "ferry", kind=Kind.CORRECTION),
        note("c", "May", kind=Kind.CORRECTION),
        note("d", "June", publication=Publication.DRAFT),
    ]
    found = article(woven(TEXT, notes, drafts=True))
    assert (found.notes, found.kinds, found.drafts) == (3, {"context": 1, "correction": 2}, 1)


def test_a_mark_of_a_source_is_no_note_and_covers_its_paragraph() -> None:
    marked = note("a", "pier", sources=cites("log"))
    site = woven(TEXT, [marked], sources=[source("log")])
    found = article(site)
    assert (found.notes, found.sources, found.unsourced) == (0, 1, ())
    assert "The pier opened in May." not in [one.words for one in without_notes(site)]


def test_places_are_counted_by_status() -> None:
    found = article(woven(TEXT, [note("a", "pier"), note("b", "no such words in it")]))
    assert found.places == {"exact": 1, "orphan": 1}


def test_a_paragraph_without_a_note_is_named_with_its_line() -> None:
    site = woven(TEXT, [note("a", "pier"), note("b", "lamp")])
    assert (article(site).paragraphs, article(site).annotated) == (4, 2)
    assert [(one.line, one.words) for one in without_notes(site)] == [
        (5, "The ferry came in June, and nobody saw it."),
        (8, "an item"),
    ]


def test_paragraphs_in_a_list_item_count_once() -> None:
    html = Markdown().convert("- one\n\n    two\n\n- three\n")
    assert html.count("<p>") == 3
    assert article(woven("- one\n\n    two\n\n- three\n", [note("a", "one")])).paragraphs == 3


def test_a_note_rests_on_what_it_lists_or_cites_and_a_question_need_not() -> None:
    notes = [
        note("listed", "pier", body="So.", sources=cites("log")),
        note("cited", "ferry", body="So [@log]."),
        note("bare", "May", body="So."),
        note("asked", "June", body="Why?", kind=Kind.QUESTION),
    ]
    found = article(woven(TEXT, notes, sources=[source("log")]))
    assert found.unsourced == ("bare",)
    assert found.rests_on_one


def test_the_share_of_primary_sources_and_the_oldest_check_are_told() -> None:
    sources = [
        source("log", primary=True, accessed="2026-05-16"),
        source("letter", accessed="2026-05"),
        source("rumour"),
    ]
    site = woven(TEXT, [note("a", "pier", sources=cites("log", "letter", "rumour"))], (), sources)
    found = article(site)
    assert (found.sources, found.primary) == (3, 1)
    assert found.oldest_check is not None
    assert found.oldest_check.source == "letter"
    assert "3, 1 primary (33 %)" in status_text(counted(site), {})


# --- the site ----------------------------------------------------------------------------


def test_terms_and_sources_that_nothing_uses_are_named() -> None:
    site = woven(
        TEXT,
        [note("a", "pier", body="So [@log].")],
        [term("ferry"), term("lamp post"), term("beacon")],
        [source("log"), source("told", title="Told"), source("never")],
        events=[event("opens", "2019", "The beacon is lit [@told].")],
    )
    found = counted(site)
    assert found.unused_terms == ("lamp-post",)
    assert found.uncited == ("never",)


def test_every_source_says_what_it_supports() -> None:
    site = woven(
        TEXT + "\nSo it is [@log].\n",
        [note("a", "pier", body="So [@log].")],
        [term("ferry", sources=cites("log"))],
        [source("log"), source("never")],
        events=[event("opens", "2019", sources=cites("log"))],
    )
    assert counted(site).supports == {
        "log": (
            "article.md",
            "article.md#note-a",
            "glossary#term-ferry",
            "timeline#event-opens",
        ),
        "never": (),
    }


def test_the_json_has_all_that_the_text_abridges() -> None:
    names = [f"note-{number}" for number in range(12)]
    site = woven(TEXT, [note(one, "pier", body="So.") for one in names])
    found = counted(site)
    assert "12: note-0, note-1" in status_text(found, {})
    assert "and 4 more" in status_text(found, {})
    value: dict[str, Any] = json.loads(status_json(found, {}))
    assert value["articles"][0]["unsourced"] == names


def test_a_site_without_anything_says_so() -> None:
    nothing = replace(counted(woven(TEXT)), articles=())
    assert status_text(nothing, {}) == "no articles yet\n"


def test_the_command_prints_a_table_for_each_article_and_exits_with_0(harbour_site: Site) -> None:
    told = harbour_site.explainer("status")
    assert told.code == 0
    assert told.output == (
        "news/other.md  Report\n"
        "  notes         0\n"
        "  terms         1\n"
        "  paragraphs    0 of 1 have a note; without: line 3\n"
        "\n"
        "news/plan.md  The harbour plan\n"
        "  notes         2 (1 context, 1 correction)\n"
        "  places        2 exact\n"
        "  terms         1\n"
        "  sources       1, 0 primary (0 %)\n"
        "  one source    everything here rests on a single source\n"
        "  no source     1: pier\n"
        "  paragraphs    2 of 2 have a note\n"
        "\n"
        "the whole site\n"
        "  notes         2 (1 context, 1 correction)\n"
        "  terms         1\n"
        "  sources       1, 0 primary (0 %)\n"
    )


def test_readers_have_the_same_figures_on_a_page() -> None:
    site = woven(
        TEXT,
        [note("a", "pier", body="So [@log]."), note("b", "ferry", kind=Kind.CORRECTION)],
        sources=[source("log", primary=True)],
        special=["about", "sources"],
    )
    page = site.pages["about.md"]
    assert 'href="../sources/">1 source, 1 primary<' in page
    assert "1 correction" in page
    assert "2 of 4" in page
