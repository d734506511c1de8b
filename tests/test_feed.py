"""Feeds of what changed: whoever reads feeds reads ours, and each entry stays itself."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from explainer.downloads import DOWNLOADS, feeds
from explainer.hosts.generated import with_feeds
from explainer.model import Annotation, Change, Doing, Kind, Publication
from explainer.options import Options
from explainer.outputs import site_files
from explainer.outputs.feed import MOST_ENTRIES
from tests.build import note, source, term, woven

ATOM = "{http://www.w3.org/2005/Atom}"
NEEDED = ("title", "updated", "id")
HERE = Options(site_url="https://example.org/below/", site_name="Piers & Ferries")
TEXT = "The pier opened in May, and the ferry came in June.\n"


def change(doing: Doing, date: str, text: str = "", moment: str = "") -> Change:
    return Change(date=date, doing=doing, text=text, moment=moment)


ADDED = change(Doing.ADDITION, "2026-03-03", moment="2026-03-03T10:20:30Z")
CORRECTED = change(Doing.CORRECTION, "2026-03-09", "Not <April> & not June.")
NOTES = (
    note(
        "may",
        "pier opened",
        title="Why <May>",
        kind=Kind.CORRECTION,
        body="It was *[[pier]]* [@x] and [there](#passage-ferry), [the log](https://e.org/?a=1&b=2).",
        changes=(ADDED, CORRECTED),
        author="Ada Holm",
    ),
    note("ferry", "ferry", body="A \u000b note.", updated="2026-02", title="A \u0001 title"),
    note("quiet", "came", body="Nobody knows when this was written."),
    note(
        "draft", "June", body="Secret.", publication=Publication.DRAFT, updated="2026-05-05"
    ),
)  # fmt: skip
OF_ARTICLE = (change(Doing.CORRECTION, "2026-04-01", "The ferry came in July."),)


def files(
    notes: Sequence[Annotation] = NOTES, options: Options = HERE, **front_matter: Any
) -> dict[str, str]:
    site = woven(
        TEXT,
        notes,
        [term("pier")],
        [source("x")],
        special=["changes"],
        options=options,
        **front_matter,
    )
    assert site.gathered
    return {one.path: one.content for one in site_files(site.gathered)}


def atom(*args: Any, **more: Any) -> ET.Element:
    """Return the feed, after whatever RFC 4287 says that it must have was found in it."""
    text = files(*args, **more)["feed.atom"]
    feed = ET.fromstring(text)  # noqa: S314 - made here
    assert feed.tag == f"{ATOM}feed"
    assert [len(feed.findall(ATOM + name)) for name in ("author", "title", "updated", "id")] == [
        1
    ] * 4
    (own,) = (one.get("href") for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self")
    assert own == f"{HERE.site_url}feed.atom"
    for entry in feed.findall(f"{ATOM}entry"):
        assert [
            len(entry.findall(ATOM + name)) for name in ("title", "updated", "id", "content")
        ] == [
            1,
        ] * 4
        assert len(entry.findall(f"{ATOM}published")) <= 1
        (link,) = entry.findall(f"{ATOM}link")
        assert link.get("rel") == "alternate"
    for date in (*feed.iter(f"{ATOM}updated"), *feed.iter(f"{ATOM}published")):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|\+00:00)", date.text or "")
    for place in (*feed.iter(f"{ATOM}id"), *feed.iter(f"{ATOM}link")):
        assert urlsplit(place.get("href") or place.text or "").scheme in {"https", "urn"}
    for name in feed.iter(f"{ATOM}name"):
        assert (name.text or "").strip()
    ids = [one.text for one in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    return feed


def entries(feed: ET.Element) -> dict[str, dict[str, str]]:
    """Return what the entries hold, by the ends of their addresses."""
    found = {}
    for entry in feed.findall(f"{ATOM}entry"):
        (link,) = (one.get("href", "") for one in entry.findall(f"{ATOM}link"))
        told = {one.tag.removeprefix(ATOM): one.text or "" for one in entry}
        (category,) = (one.get("term", "") for one in entry.findall(f"{ATOM}category"))
        found[link.removeprefix(HERE.site_url)] = told | {"category": category}
    return found


# --- what both say -----------------------------------------------------------------------


def test_each_note_that_changed_has_one_entry_the_last_changed_first() -> None:
    found = entries(atom(changes=OF_ARTICLE))
    assert list(found) == ["article/", "article/#note-may", "article/#note-ferry"]
    may = found["article/#note-may"]
    assert may["title"] == "Correction: Why <May>"
    assert (may["updated"], may["published"]) == (
        "2026-03-09T00:00:00+00:00",
        "2026-03-03T10:20:30+00:00",
    )
    assert may["category"] == "correction"
    assert "published" not in found["article/#note-ferry"]
    assert found["article/#note-ferry"]["updated"] == "2026-02-01T00:00:00+00:00"


def test_an_entry_says_what_was_done_and_holds_the_note_with_whole_addresses() -> None:
    html = entries(atom())["article/#note-may"]["content"]
    assert "corrected" in html
    assert "Not &lt;April&gt; &amp; not June." in html
    assert "<em>" in html
    addresses = re.findall(r'href="([^"]*)"', html)
    assert "https://example.org/below/article/#passage-ferry" in addresses
    assert "https://e.org/?a=1&amp;b=2" in addresses
    assert all(one.startswith("https://") for one in addresses)


def test_an_entry_tells_the_verdict_of_its_note() -> None:
    judged = note("may", "in May", updated="2026", kind=Kind.DISPUTED, verdict="Not <shown>")
    site = woven("# A\n\nIt opened in May.\n", [judged], options=HERE)
    assert site.gathered
    (feed,) = (one.content for one in site_files(site.gathered) if one.path == "feed.json")
    (item,) = json.loads(feed)["items"]
    assert item["content_html"].endswith("<p>Verdict: Not &lt;shown&gt;</p></div>")


def test_both_feeds_hold_the_same() -> None:
    of_atom, of_json = entries(atom(changes=OF_ARTICLE)), json_items(changes=OF_ARTICLE)
    assert [one["url"] for one in of_json] == [f"{HERE.site_url}{one}" for one in of_atom]
    for one, other in zip(of_json, of_atom.values(), strict=True):
        assert one["id"] == other["id"]
        assert one["date_modified"] == other["updated"].replace("+00:00", "Z")
        assert one["tags"] == [other["category"]]


def json_items(*args: Any, **more: Any) -> list[dict[str, Any]]:
    """Return the items, after whatever JSON Feed 1.1 asks for was found."""
    feed = json.loads(files(*args, **more)["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Piers & Ferries: What changed"
    assert feed["feed_url"] == f"{HERE.site_url}feed.json"
    assert feed["home_page_url"] == f"{HERE.site_url}changes/"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"].startswith("<div")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item["date_modified"])
        assert item["url"].startswith(HERE.site_url)
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    return list(feed["items"])


def test_a_feed_reader_reads_it() -> None:
    told = feedparser.parse(files(changes=OF_ARTICLE)["feed.atom"].encode())
    assert not told.bozo
    assert told.version == "atom10"
    assert told.feed.title == "Piers & Ferries: What changed"
    assert told.feed.language == "en"
    assert [one.title for one in told.entries] == [
        "Article",
        "Correction: Why <May>",
        "Context: A  title",
    ]
    assert told.entries[1].author == "Ada Holm"
    assert "corrected" in told.entries[1].content[0].value


# --- what stays the same -----------------------------------------------------------------


def test_an_entry_stays_itself_when_its_note_changes() -> None:
    before = {one["url"]: one["id"] for one in json_items()}
    changed = replace(NOTES[0], title="Another", kind=Kind.UPDATE, updated="2026-10-10")
    after = {one["url"]: one["id"] for one in json_items((changed, *NOTES[1:]))}
    assert before == after
    elsewhere = replace(HERE, site_url="https://example.org/other/")
    other = json.loads(files(options=elsewhere)["feed.json"])["items"]
    assert {one["id"] for one in other}.isdisjoint(before.values())


def test_a_draft_is_in_no_feed_not_even_in_a_preview() -> None:
    assert "Secret" not in "".join(files(options=replace(HERE, drafts=True)).values())


def test_the_same_notes_make_the_same_feeds_to_the_byte() -> None:
    here, there = files(), files(NOTES[::-1])
    assert [here[one] for one in ("feed.atom", "feed.json")] == [
        there[one] for one in ("feed.atom", "feed.json")
    ]


def test_what_changed_long_ago_is_left_out() -> None:
    many = [
        note(f"n{n}", body="B.", title="T", updated=f"20{n // 12:02}-{n % 12 + 1:02}")
        for n in range(MOST_ENTRIES + 5)
    ]
    urls = [one["url"].partition("#note-")[2] for one in json_items(many)]
    assert urls == [f"n{n}" for n in reversed(range(5, MOST_ENTRIES + 5))]


# --- when there is one -------------------------------------------------------------------


def test_without_the_address_of_the_site_there_is_no_feed() -> None:
    assert not {"feed.atom", "feed.json"} & files(options=Options()).keys()
    assert not {"feed.atom", "feed.json"} & files((NOTES[2],)).keys()


def test_a_feed_that_nothing_is_known_for_is_empty_and_no_clock_is_in_it() -> None:
    feed = atom([note("x", "ferry", body="B.", updated="../..")])
    assert entries(feed) == {}
    assert [one.text for one in feed.iter(f"{ATOM}updated")] == ["1970-01-01T00:00:00+00:00"]


def test_the_head_of_a_page_names_the_feeds() -> None:
    page = with_feeds("<head></head><p></head>", "a/b/", DOWNLOADS, 'What "changed"')
    assert re.findall(r'type="([^"]*)" title="([^"]*)" href="([^"]*)"', page) == [
        ("application/atom+xml", "What &quot;changed&quot;", "../../feed.atom"),
        ("application/feed+json", "What &quot;changed&quot;", "../../feed.json"),
    ]
    assert page.endswith("</head><p></head>")
    assert with_feeds("<head></head>", "", (), "") == "<head></head>"
    assert [one.name for one in feeds(DOWNLOADS)] == ["atom", "jsonfeed"]


@pytest.mark.parametrize("language", ["ar", "de"])
def test_an_entry_is_in_the_language_of_its_article(language: str) -> None:
    item = json_items(language=language)[0]
    assert item["language"] == language
    assert f'lang="{language}"' in item["content_html"]
