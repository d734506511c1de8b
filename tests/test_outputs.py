"""Files beside the pages: each is written, and reads back as what was put in."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import icalendar
import pytest

from explainer.downloads import ARTICLE, DOWNLOADS, Download
from explainer.model import Citation, Publication
from explainer.options import Options
from explainer.outputs import OF_ARTICLES, OF_SITE, site_files
from explainer.pipeline import WovenSite
from tests.build import NOWHERE, event, note, source, woven

HERE = Options(site_url="https://example.org/below/", site_name="Piers")
TEXT = "# Title\n\nThe pier opened in May, and the ferry came in June.\n"


def files(site: WovenSite) -> dict[str, str]:
    """Return the files beside the pages of a site, by path."""
    assert site.gathered is not None
    return {one.path: one.content for one in site_files(site.gathered)}


def entries(site: WovenSite) -> dict[str, icalendar.Component]:
    """Return the entries of a site's calendar, by their titles."""
    found = icalendar.Calendar.from_ical(files(site)["timeline.ics"])
    return {str(one["summary"]): one for one in found.walk("VEVENT")}


def days(entry: icalendar.Component) -> tuple[date, date]:
    """Return the first day of an entry and the day after its last."""
    return entry.decoded("dtstart"), entry.decoded("dtend")


def moments(site: WovenSite) -> list[dict[str, Any]]:
    return list(json.loads(files(site)["timeline.json"])["events"])


# --- which there are ---------------------------------------------------------------------


def test_every_download_has_a_writer_and_every_writer_a_download() -> None:
    assert {one.name for one in DOWNLOADS if one.of == ARTICLE} == set(OF_ARTICLES)
    assert {one.name for one in DOWNLOADS if one.of != ARTICLE} == set(OF_SITE)


def test_no_two_downloads_have_the_same_name_or_file_of_the_same_thing() -> None:
    assert len({(one.name, one.of == ARTICLE) for one in DOWNLOADS}) == len(DOWNLOADS)
    assert len({one.address("a/") for one in DOWNLOADS}) == len(DOWNLOADS)


def test_a_site_without_dates_has_no_timeline_to_write() -> None:
    assert not {"timeline.ics", "timeline.json"} & files(woven(TEXT)).keys()


def test_what_is_not_wanted_is_neither_written_nor_offered() -> None:
    opens = event("opens", "2019")
    there = woven(TEXT, events=[opens], special=["timeline"], options=HERE)
    assert 'href="../timeline.ics"' in there.pages["timeline.md"]
    without = Options(without=frozenset({"calendar"}))
    gone = woven(TEXT, events=[opens], special=["timeline"], options=without)
    assert "timeline.ics" not in gone.pages["timeline.md"]
    assert "timeline.ics" not in files(gone)
    assert "timeline.json" in files(gone)


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("", "index.sources.bib"),
        ("a/b/", "a/b/sources.bib"),
        ("a/b.html", "a/b.sources.bib"),
        ("index.html", "index.sources.bib"),
    ],
)
def test_the_data_of_an_article_stands_beside_its_page(page: str, address: str) -> None:
    bib = Download(name="x", of=ARTICLE, file="sources.bib", format="X", media_type="text/plain")
    assert bib.address(page) == address


def test_a_file_is_named_as_the_page_and_not_as_its_address_has_it() -> None:
    at = "sp%20ace/m%C3%A9n/"
    site = woven(TEXT, [note("june", "the ferry")], url=at, options=HERE)
    assert {"sp ace/mén/annotations.jsonld", "sp ace/mén/index.html.md"} <= files(site).keys()
    page = json.loads(files(site)["sp ace/mén/annotations.jsonld"])
    assert page["id"] == f"https://example.org/below/{at}annotations.jsonld"


# --- the timeline ------------------------------------------------------------------------


def test_events_and_dated_notes_are_written_in_order_with_whole_addresses() -> None:
    site = woven(
        TEXT,
        [note("june", "the ferry", title="The ferry", date="2019-06")],
        sources=[source("log", url="https://example.net/log")],
        events=[event("opens", "2019-05-16", "It **opens** [@log].")],
        special=["timeline", "sources"],
        options=HERE,
    )
    first, second = moments(site)
    assert first["url"] == "https://example.org/below/timeline/#event-opens"
    assert (first["start"], first["end"]) == ("2019-05-16", "2019-05-16")
    assert "<strong>opens</strong>" in first["html"]
    assert second["url"] == "https://example.org/below/article/#note-june"
    assert (second["id"], second["start"], second["end"]) == (
        "note-june",
        "2019-06-01",
        "2019-06-30",
    )


def test_without_an_address_of_the_site_those_in_a_file_are_relative_to_it() -> None:
    site = woven(TEXT, events=[event("opens", "2019")], special=["timeline"])
    assert moments(site)[0]["url"] == "timeline/#event-opens"


def test_an_event_without_a_day_is_in_the_json_and_not_in_the_calendar() -> None:
    far = [event("old", "-0044-03-15"), event("far", "Y99999999999999999999")]
    site = woven(TEXT, events=[*far, event("opens", "2019-05-16")])
    assert [one["start"] for one in moments(site)] == [None, "2019-05-16", None]
    assert list(entries(site)) == ["Opens"]


@pytest.mark.parametrize("preview", [True, False])
def test_a_draft_is_in_no_file(preview: bool) -> None:  # noqa: FBT001 - a parameter
    draft = note(
        "june",
        "the ferry",
        title="Unfinished",
        body="Nobody may read this.",
        date="2019-06",
        updated="2027-01-01",
        sources=(Citation(id="log", span=NOWHERE),),
        publication=Publication.DRAFT,
    )
    shown = Options(site_url="https://example.org/", drafts=preview)
    made = woven(
        TEXT + "\nSo it says [@law].\n",
        [draft, note("may", "The pier", body="There.")],
        sources=[source("log"), source("law")],
        events=[event("a", "2019")],
        options=shown,
    )
    assert [one["id"] for one in moments(made)] == ["a"]
    assert list(entries(made)) == ["A (2019)"]
    for path, content in files(made).items():
        assert "Unfinished" not in content, path
        assert "Nobody may" not in content, path
        assert "2027" not in content, path
    assert re.findall(r"@\w+\{(\w+)", files(made)["article/sources.bib"]) == ["law"]


@pytest.mark.parametrize(
    ("edtf", "title", "first", "after"),
    [
        ("2019-05-16", "Opens", date(2019, 5, 16), date(2019, 5, 17)),
        ("2019-05-16/2019-05-20", "Opens", date(2019, 5, 16), date(2019, 5, 21)),
        ("2019-02", "Opens (February 2019)", date(2019, 2, 1), date(2019, 2, 2)),
        ("2019", "Opens (2019)", date(2019, 1, 1), date(2019, 1, 2)),
        ("2019-05-16~", "Opens (about 16 May 2019)", date(2019, 5, 16), date(2019, 5, 17)),
        ("2019-05/2020", "Opens (May 2019 to 2020)", date(2019, 5, 1), date(2021, 1, 1)),
        ("2019-05-16/..", "Opens (since 16 May 2019)", date(2019, 5, 16), date(2019, 5, 17)),
        ("../2019-05-16", "Opens (until 16 May 2019)", date(2019, 5, 16), date(2019, 5, 17)),
    ],
)  # fmt: skip
def test_a_calendar_says_no_more_of_a_date_than_is_known(
    edtf: str, title: str, first: date, after: date
) -> None:
    found = entries(woven(TEXT, events=[event("opens", edtf)]))
    assert {name: days(entry) for name, entry in found.items()} == {title: (first, after)}


def test_an_entry_keeps_its_identity_when_its_title_and_date_change() -> None:
    def uid(title: str, when: str) -> str:
        site = woven(TEXT, events=[event("x", when, title=title)], special=["timeline"])
        return str(entries(site)[title]["uid"])

    assert uid("One", "2019-01-01") == uid("Two", "2020-01-01")


def test_the_stamp_of_an_entry_is_the_last_day_the_site_was_worked_on_not_the_builds() -> None:
    draft = note("c", "June", updated="2027-01-01", publication=Publication.DRAFT)
    notes = [note("a", "pier", updated="2026-11-02"), note("b", "ferry", updated="2026-10"), draft]
    found = entries(woven(TEXT, notes, events=[event("opens", "2019-05-16")]))
    assert found["Opens"].decoded("dtstamp").date() == date(2026, 11, 2)


def test_text_with_signs_of_the_format_comes_back_from_a_calendar_as_it_was() -> None:
    words = "One, two; three\\four: “five” – " + "ferry " * 40
    site = woven(TEXT, events=[event("opens", "2019-05-16", words, title="A, b; c\\d")])
    entry = entries(site)["A, b; c\\d"]
    assert " ".join(str(entry["description"]).split()) == " ".join(words.split())


# --- when things happened, on an article -------------------------------------------------


def test_an_article_lists_its_dated_notes_in_the_order_in_which_things_happened() -> None:
    notes = [
        note("june", "the ferry", title="The ferry", date="2019-06"),
        note("may", "the pier", title="The pier", date="2019-05-16"),
        note("ever", "opened", title="Undated"),
    ]
    page = woven(TEXT, notes).pages["article.md"]
    listed = page[page.index('id="when-h"') :]
    assert listed.index('href="#note-may"') < listed.index('href="#note-june"')
    assert "#note-ever" not in listed


def test_one_date_alone_makes_no_list() -> None:
    page = woven(TEXT, [note("may", "the pier", date="2019-05-16")]).pages["article.md"]
    assert "when-h" not in page
