"""The timeline: events and dated notes, each once, in the order in which they happened."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from explainer.model import Citation, Publication
from explainer.pages import timeline_page
from explainer.pages.when import bounds, order, year
from explainer.pipeline import WovenSite
from explainer.view import MomentView
from explainer.words import words
from tests.build import NOWHERE, event, note, source, term, woven

SAY = words("en")
PAGE = "timeline.md"


def moment(date: str, title: str = "Something", id_: str = "x") -> MomentView:
    return MomentView(date=date, kind="event", label="Event", title=title, id=id_, body=Markup())


def titles(html: str) -> list[str]:
    """Return the titles on a timeline, in order."""
    found = re.findall(r"<h3[^>]*>(.*?)</h3>", html, re.DOTALL)
    return [re.sub(r"<span.*</span>|<[^>]*>", "", one).strip() for one in found]


def headings(html: str) -> list[str]:
    return re.findall(r"<h2[^>]*>(.*?)</h2>", html)


def cited(*ids: str) -> tuple[Citation, ...]:
    return tuple(Citation(id=one, span=NOWHERE) for one in ids)


def problems(site: WovenSite) -> list[str]:
    return [one.code for one in site.diagnostics]


# --- when ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2019", (2019, 1, 1), (2019, 12, 31)),
        ("2019-05", (2019, 5, 1), (2019, 5, 31)),
        ("2019-05-16", (2019, 5, 16), (2019, 5, 16)),
        ("2019-05~", (2019, 5, 1), (2019, 5, 31)),
        ("2019?", (2019, 1, 1), (2019, 12, 31)),
        ("2019-22", (2019, 6, 1), (2019, 8, 31)),
        ("198X", (1980, 1, 1), (1989, 12, 31)),
        ("-0044", (-44, 1, 1), (-44, 12, 31)),
        ("2019-05-16/2020-08", (2019, 5, 16), (2020, 8, 31)),
        ("2019/..", (2019, 1, 1), None),
        ("2019/", (2019, 1, 1), None),
        ("../2019", None, (2019, 12, 31)),
        ("[..1984]", None, (1984, 12, 31)),
        ("../..", None, None),
        ("last week", None, None),
    ],
)
def test_a_date_has_a_first_and_a_last_day(
    edtf: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    assert bounds(edtf) == (first, last)


def test_a_date_without_a_beginning_stands_where_it_ends() -> None:
    assert year("../2019") == 2019
    assert order("2019-12-30") < order("../2019-12-31") < order("2020")
    assert year("../..") is None


@given(st.text(max_size=30))
def test_whatever_is_written_as_a_date_can_be_put_in_order(written: str) -> None:
    assert order(written) <= order("../..")


# --- the page --------------------------------------------------------------------------


def test_it_goes_by_the_first_day_then_the_last_then_the_title() -> None:
    moments = [
        moment("2020-01", "January"),
        moment("2020", "The whole year"),
        moment("2019-12-31/2020-02", "Around new year"),
        moment("2020-01-01", "B on the day"),
        moment("2020-01-01", "A on the day"),
        moment("2020-06~", "About June"),
    ]
    expected = [
        "Around new year",
        "A on the day",
        "B on the day",
        "January",
        "The whole year",
        "About June",
    ]
    assert titles(timeline_page(moments, SAY)) == expected
    assert titles(timeline_page(moments[::-1], SAY)) == expected


def test_years_are_headings_and_links_lead_to_each() -> None:
    moments = [moment(date) for date in ("2020", "-0044", "0079-10", "2019-05/..", "../..")]
    html = timeline_page(moments, SAY)
    assert headings(html) == ["-0044", "0079", "2019", "2020", "Without a date"]
    jumps = re.findall(r'href="#(year-[^"]*)"', html)
    assert jumps == ["year--0044", "year-0079", "year-2019", "year-2020", "year-none"]
    assert all(html.count(f'id="{one}"') == 1 for one in jumps)


def test_one_year_needs_no_links_to_years() -> None:
    assert "#year-" not in timeline_page([moment("2020")], SAY)


def test_dates_are_written_as_people_read_them() -> None:
    html = timeline_page([moment("2019-05-16/2019-08~"), moment("2020?")], SAY)
    assert '<time datetime="2019-05-16">16 May 2019</time> to about' in html
    assert "(uncertain)" in html


# --- woven -----------------------------------------------------------------------------

EVENTS = (
    event("port-act", "2019-05-16", "It let towns charge a [[levy]] [@act].", sources=cited("log")),
    event("new-pier", "2020", "The pier has a levy of its own."),
    event("levy-ends", "2020-12", "No levy any more."),
)
NOTES = (
    note("vote", "voted", title="Who voted", date="2019-06", body="All of them [@minutes]."),
    note("cost", "cost", title="What it cost", body="Nothing."),
)
SOURCES = (source("act"), source("log"), source("minutes"))
TEXT = "# Pier\n\nThey voted, and the cost was low.\n"


@pytest.fixture(scope="module")
def site() -> WovenSite:
    return woven(TEXT, NOTES, [term("levy")], SOURCES, events=EVENTS, special=True)


def test_events_stand_with_their_words_and_notes_as_links(site: WovenSite) -> None:
    html = site.pages[PAGE]
    assert titles(html) == ["Port act", "Who voted", "New pier", "Levy ends"]
    assert 'href="../article/#note-vote">Who voted</a>' in html
    assert '<a href="../article/">Article</a>' in html
    assert "All of them" not in html
    assert "What it cost" not in html


def test_an_event_has_an_id_of_its_own_that_links_may_lead_to(site: WovenSite) -> None:
    assert {"event-port-act", "event-new-pier", "event-levy-ends"} <= site.ids[PAGE]
    assert site.pages[PAGE].count('id="event-port-act"') == 1


def test_the_words_of_an_event_are_woven(site: WovenSite) -> None:
    html = site.pages[PAGE]
    assert 'href="../glossary/#term-levy"' in html
    assert 'href="../sources/#source-act"' in html
    assert 'href="../sources/#source-log"' in html


def test_a_term_that_comes_by_itself_is_linked_once_a_year(site: WovenSite) -> None:
    assert site.pages[PAGE].count("#term-levy") == 2


def test_a_note_names_the_sources_that_its_words_cite(site: WovenSite) -> None:
    (entry,) = re.findall(r'<li[^>]*data-note="context".*?</li>', site.pages[PAGE], re.DOTALL)
    assert 'href="../sources/#source-minutes"' in entry


def test_sources_say_which_events_cite_them(site: WovenSite) -> None:
    assert site.pages["sources.md"].count('href="../timeline/#event-port-act">Port act</a>') == 2


def test_a_term_says_once_that_the_timeline_uses_it(site: WovenSite) -> None:
    assert site.pages["glossary.md"].count("../timeline/") == 1
    assert 'href="../timeline/#event-port-act">Timeline</a>' in site.pages["glossary.md"]


def test_search_reads_each_event_once_and_no_note(site: WovenSite) -> None:
    read = site.searched[PAGE]
    assert re.findall(r"<h3[^>]*>(.*?)</h3>", read) == [
        "Event: Port act",
        "Event: New pier",
        "Event: Levy ends",
    ]
    assert "It let towns charge" in read
    assert "Who voted" not in read


def test_without_a_glossary_and_sources_nothing_leads_nowhere() -> None:
    html = woven(TEXT, NOTES, [term("levy")], SOURCES, events=EVENTS, special=["timeline"]).pages[
        PAGE
    ]
    assert "ex-term" not in html
    assert "It let towns charge a" in html


def test_what_is_wrong_in_an_event_is_told() -> None:
    wrong = event("wrong", "2019", "See [this](nowhere.md). <script>alert(1)</script>")
    site = woven(TEXT, events=[wrong], special=True)
    assert problems(site) == ["broken-link", "unsafe-html"]
    assert "<script" not in site.pages[PAGE]


def test_a_draft_stands_on_the_timeline_of_a_preview_alone() -> None:

    draft = note("d", "voted", title="Secret", date="2019", publication=Publication.DRAFT)
    assert "Secret" not in woven(TEXT, [draft], special=True).pages[PAGE]
    assert "Draft, not published" in woven(TEXT, [draft], special=True, drafts=True).pages[PAGE]
