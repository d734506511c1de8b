"""A search for what stands in one note, one term or one source finds it, and opens it."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader, Site

pytestmark = pytest.mark.browser


def entries(site: Site) -> list[dict[str, str]]:
    """Return what search knows."""
    index = json.loads((site.folder / "search" / "search_index.json").read_text("utf-8"))
    found: list[dict[str, str]] = index["docs"]
    return found


def only_word(site: Site, prefix: str) -> tuple[str, str]:
    """Return a word that stands in one entry alone, and that entry's address."""
    told = {
        one["location"]: set(
            re.findall(
                r"[a-z]{7,}", re.sub("<[^>]*>", " ", f"{one['title']} {one['text']}").lower()
            )
        )
        for one in entries(site)
    }
    counts = Counter(word for words in told.values() for word in words)
    everything = " ".join(counts)
    for location in sorted(told):
        for word in sorted(told[location]):
            if f"#{prefix}-" in location and counts[word] == 1 and everything.count(word) == 1:
                return word, location
    raise AssertionError(f"no word stands in one {prefix} alone")


@pytest.mark.parametrize("kind", ["note", "term", "source"])
def test_a_word_of_one_entry_alone_finds_and_opens_it(
    reader: Reader, site: Site, kind: str
) -> None:
    word, location = only_word(site, kind)
    page = reader.open("", search=True).page
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(word)
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=10_000)
    fragment = location.partition("#")[2]
    result = page.locator(f".md-search-result__link[href$='#{fragment}']").first
    if not result.is_visible():  # Material folds the sections of a page away
        for more in page.locator(".md-search-result__more summary").all():
            more.click()
    expect(result).to_be_visible()
    assert word in result.inner_text().lower()
    result.click()
    page.wait_for_url(lambda url: url.endswith(f"#{fragment}"))
    expect(page.locator(f"[id='{location.partition('#')[2]}']")).to_be_in_viewport()


def test_each_note_term_and_source_is_one_entry_labelled_by_its_kind(site: Site) -> None:
    found = entries(site)
    places = Counter(one["location"].partition("#")[2] for one in found)
    for prefix, least in (("note-", 50), ("term-", 35), ("source-", 60)):
        ids = [place for place in places if place.startswith(prefix)]
        assert len(ids) >= least
        assert all(places[one] == 1 for one in ids)
    for one in found:
        fragment = one["location"].partition("#")[2]
        if fragment.startswith("note-"):
            assert re.match(r"[A-Z][a-z ]+: \S", one["title"]), one["title"]
        if fragment.startswith("term-"):
            assert one["title"].startswith("Term: ")
        if fragment.startswith("source-"):
            assert one["title"].startswith("Source: ")


def test_numbers_neither_stick_to_words_nor_stand_in_excerpts(reader: Reader, site: Site) -> None:
    page = reader.open("huawei-biden/", search=True).page
    before = page.eval_on_selector_all(
        ".ex-ref",
        "refs => refs.map(r => r.previousSibling?.textContent?.trim().split(/\\s+/).pop())",
    )
    text = " ".join(f"{one['title']} {one['text']}" for one in entries(site))
    for number, word in enumerate(filter(None, before), start=1):
        assert f"{word}{number}" not in text
