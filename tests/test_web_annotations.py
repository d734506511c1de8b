"""Notes as Web Annotations: valid by the model, linked data, and found again word for word."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explainer.anchor import Anchorage, anchor
from explainer.batch import answers
from explainer.batch.document import html_document
from explainer.compose import Composed
from explainer.describe import describe
from explainer.find import Haystack
from explainer.model import (
    ALL,
    Anchored,
    BlockSelector,
    Citation,
    ImageSelector,
    Kind,
    Level,
    Publication,
    Range,
    RangeSelector,
    Reference,
    SectionSelector,
    Status,
    Target,
)
from explainer.options import Options
from explainer.outputs import site_files
from explainer.outputs.selectors import selectors
from explainer.outputs.web_annotations import whole_collection
from explainer.pipeline import WovenSite
from explainer.quote import parse_quote
from explainer.span import TextFile
from explainer.text import page_text
from tests.build import NOWHERE, note, quoted, source, term, woven
from tests.linked_data import expanded
from tests.properties.strategies import PAGES, WORDS
from tests.web_annotation_model import wrong

HERE = Options(site_url="https://example.org/below/", site_name="Piers")
PAGE = "https://example.org/below/article/"
TEXT = """\
# The pier

The pier opened in May [@log, p. 3], and the ferry came in June.

## What followed

It cost one crown. Then it cost one crown again, and nobody paid.

- a first crown
- a second crown

![The pier](pier.jpg)

| Ferry | Fare |
| --- | --- |
| North | 4 crowns |
"""
LOG = source("log", url="https://example.net/log?a=1&b=2", title="The log")


def at(selector: Any, **fields: Any) -> Target:
    return Target(selector=selector, span=NOWHERE, **fields)


def site(*notes: Any, text: str = TEXT, **fields: Any) -> WovenSite:
    fields = {"options": HERE, "sources": [LOG], **fields}
    return woven(text, notes, **fields)


def files(made: WovenSite) -> dict[str, Any]:
    """Return the files of annotations, by path."""
    assert made.gathered is not None
    return {
        one.path: json.loads(one.content)
        for one in site_files(made.gathered)
        if one.path.endswith("annotations.jsonld")
    }


def items(made: WovenSite) -> list[dict[str, Any]]:
    return list(files(made)["article/annotations.jsonld"]["items"])


def only(made: WovenSite) -> dict[str, Any]:
    (one,) = items(made)
    return one


def everything() -> WovenSite:
    """Return a site with every kind of note, place and word that there is."""
    cited = (Citation(id="log", span=NOWHERE, locator="p. 9"),)
    kinds = [
        note(f"kind-{kind.value}", body="Said.", kind=kind, updated="2026-11-02") for kind in Kind
    ]
    return site(
        *kinds,
        note(
            "full",
            "The pier opened",
            title="The opening",
            body="It **opened** [@log, p. 4] with a [[ferry]]. See [there](#what-followed).",
            sources=cited,
            author="Ada Pier",
            date="2019-05/2019-06",
            updated="2026-11-02",
            level=Level.DEEP,
            see=(Reference(id="ferry", span=NOWHERE), Reference(id="link", span=NOWHERE)),
        ),
        note("judged", "in June", body="So?", kind=Kind.DISPUTED, verdict="Not shown"),
        note("link", "in June", sources=cited),
        note("every", targets=(quoted("one crown", occurrence=ALL),), body="Twice."),
        note("second", targets=(quoted("one crown", occurrence=2),), body="The second."),
        note(
            "range",
            targets=(at(RangeSelector(start="It cost", end="crown again", whole="It … again")),),
            body="A range.",
        ),
        note("section", targets=(at(SectionSelector(id="what-followed")),), body="A section."),
        note("image", targets=(at(ImageSelector(source="pier.jpg")),), body="A picture."),
        note("block", targets=(at(BlockSelector(start="a second")),), body="A block."),
        note("cell", "4 crowns", body="A cell."),
        terms=[term("ferry", "A ship.")],
        license="CC BY-SA 4.0",
        date="2019-05-16",
        special=["sources", "glossary", "notes"],
    )


# --- the model ---------------------------------------------------------------------------


def test_what_is_written_is_what_the_model_allows() -> None:
    made = everything()
    for path, document in files(made).items():
        assert wrong(document) == [], path
    assert made.gathered is not None
    assert wrong(json.loads(whole_collection(made.gathered))) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "note-full"),
        ("type", "Note"),
        ("motivation", "explaining"),
        ("modified", "2026-11-02"),
        ("modified", "2026-11-02T00:00:00+01:00"),
        ("rights", "all"),
        ("target", None),
        ("body", {"type": "TextualBody"}),
        ("bodyValue", "Said."),
        ("target", {"type": "SpecificResource", "source": PAGE, "selector": {"type": "X"}}),
    ],
)
def test_the_schemas_find_what_the_model_forbids(key: str, value: object) -> None:
    document = files(everything())["article/annotations.jsonld"]
    document["items"][0][key] = value
    assert wrong(document)


def test_the_annotations_are_linked_data_of_which_no_word_is_lost() -> None:
    document = files(everything())["article/annotations.jsonld"]
    (page,) = expanded(document)
    told = json.dumps(page)
    full = next(one for one in document["items"] if one["id"].endswith("#note-full"))
    assert full["id"] in told
    assert "http://www.w3.org/ns/oa#TextQuoteSelector" in told
    assert "http://purl.org/dc/terms/temporal" in told
    # What a context does not know is dropped when it is expanded.
    assert _leaves(page) >= _leaves(document) - {document["@context"]} - _types(document)


def _leaves(value: object) -> set[object]:
    if isinstance(value, dict):
        return {leaf for one in value.values() for leaf in _leaves(one)}
    if isinstance(value, list):
        return {leaf for one in value for leaf in _leaves(one)}
    return {value}


def _types(value: object) -> set[object]:
    """Return the words of a document that become addresses: types, motivations, purposes."""
    if isinstance(value, dict):
        named = {value[key] for key in ("type", "motivation", "purpose") if key in value}
        return named.union(*map(_types, value.values()))
    return set().union(*map(_types, value)) if isinstance(value, list) else set()


# --- found again -------------------------------------------------------------------------


def located(text: str, key: str, selector: dict[str, Any]) -> dict[str, Any]:
    """Return what `explainer locate --batch` answers to a selector of a text or page."""
    asked: dict[str, Any] = {
        name: selector[name] for name in ("exact", "prefix", "suffix") if name in selector
    }
    if "start" in selector:
        asked = {"position": {"start": selector["start"], "end": selector["end"]}}
    if selector["type"] == "FragmentSelector":
        asked = {"heading": selector["value"]}
    (answer,) = answers([json.dumps({"id": "c", key: text, "selector": asked}).encode()])
    assert not answer.error
    return dict(json.loads(answer.line))


def targets(made: WovenSite) -> list[tuple[str, dict[str, Any]]]:
    """Return every target that has a selector, with the address of its annotation."""
    found = []
    for one in items(made):
        every = one["target"] if isinstance(one["target"], list) else [one["target"]]
        found += [(one["id"], target) for target in every if isinstance(target, dict)]
    return found


def ways(target: dict[str, Any]) -> list[dict[str, Any]]:
    given = target["selector"]
    return list(given) if isinstance(given, list) else [given]


def check_found(made: WovenSite) -> int:
    """Assert that every way to every place leads there, on the page and in its text."""
    assert made.gathered is not None
    (article,) = made.gathered.composed
    checked = 0
    for _, target in targets(made):
        places = {one["type"]: one for one in ways(target)}
        if "TextQuoteSelector" not in places:
            continue
        position = places["TextPositionSelector"]
        meant = Range(position["start"], position["end"])
        for selector in places.values():
            assert _range_on_page(article, selector) == meant, selector
            checked += 1
        if "FragmentSelector" not in places:
            plain = located(article.text.text, "text", places["TextQuoteSelector"])
            assert (plain["start"], plain["end"]) == meant
    return checked


def _range_on_page(article: Composed, selector: dict[str, Any]) -> Range:
    """Return where a selector leads, as a range of the page's text."""
    if selector["type"] == "TextPositionSelector":
        answer = located(article.text.text, "text", selector)
        return Range(answer["start"], answer["end"])
    answer = located(article.text.html, "html", selector)
    assert answer["status"] in {"exact", "normalised"}, (selector, answer)
    document = html_document(article.text.html)
    found = document.page_range(Range(answer["start"], answer["end"]))
    assert found is not None
    return found


def test_every_selector_finds_its_passage_and_only_it() -> None:
    assert check_found(everything()) == 21


def test_words_that_stand_many_times_have_as_much_context_as_it_takes() -> None:
    lines = "\n\n".join(f"Open the lock gate slowly, says page {n}." for n in range(30))
    made = site(
        note("x", targets=(quoted("Open the lock gate slowly", occurrence=7),), body="This."),
        text=lines,
    )
    assert check_found(made) == 2


@given(st.one_of(PAGES, st.lists(WORDS, max_size=40).map(" ".join)), st.data())
def test_any_passage_of_any_page_is_found_by_the_quote_with_its_context(
    html: str, data: st.DataObject
) -> None:
    page = page_text(html)
    assume(page.text)
    start = data.draw(st.integers(0, len(page.text) - 1))
    place = Range(start, data.draw(st.integers(start + 1, len(page.text))))
    told = describe(Haystack(page.text), place)
    assume(told and told.occurrence is None)
    anchored = Anchored(
        annotation=note("n"), target=quoted("x"), status=Status.EXACT, ranges=(place,)
    )
    ((quote, _),) = selectors(page, Haystack(page.text), anchored)
    words = parse_quote(*(str(quote[key]) for key in ("exact", "prefix", "suffix")))
    target = Target(selector=words, span=NOWHERE)
    file = TextFile(path="docs/article.md", text="")
    (found,), _ = anchor(Anchorage.of(page, file, str), [note("n", targets=(target,))])
    assert found.ranges == (place,)


def test_a_section_is_named_by_its_fragment_and_a_picture_by_its_address() -> None:
    found = {id_.rpartition("#")[2]: ways(target) for id_, target in targets(everything())}
    assert found["note-section"][0] == {
        "type": "FragmentSelector",
        "value": "what-followed",
        "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
    }
    assert found["note-image"] == [{"type": "CssSelector", "value": 'img[src="pier.jpg"]'}]


def test_one_of_several_equal_pictures_is_named_by_where_it_stands() -> None:
    text = '![First](a.png)\n\n![Second](a.png)\n\n![Third](say"so".png)'
    made = site(
        note("second", targets=(at(ImageSelector(alt="Second")),), body="This one."),
        note("third", targets=(at(ImageSelector(alt="Third")),), body="And this."),
        text=text,
    )
    assert [ways(target)[0]["value"] for _, target in targets(made)] == [
        '(//img[@src="a.png"])[2]',
        'img[src="say\\"so\\".png"]',
    ]


def test_a_note_with_several_places_has_as_many_targets() -> None:
    every = [target for id_, target in targets(everything()) if id_.endswith("#note-every")]
    assert [ways(one)[0]["exact"] for one in every] == ["one crown", "one crown"]


# --- what a note says --------------------------------------------------------------------


def test_a_note_says_what_it_is_who_wrote_it_and_what_it_rests_on() -> None:
    full = next(one for one in items(everything()) if one["id"] == f"{PAGE}#note-full")
    assert full["motivation"] == "commenting"
    assert full["creator"] == {"type": "Person", "name": "Ada Pier"}
    assert full["modified"] == "2026-11-02T00:00:00Z"
    assert full["rights"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert full["dc:title"] == "The opening"
    assert full["dcterms:temporal"] == "2019-05/2019-06"
    text, kind, level, cited = full["body"]
    assert "<strong>opened</strong>" in text["value"]
    assert f'href="{PAGE}#what-followed"' in text["value"]
    assert text["dcterms:source"]["value"].startswith("It **opened** [@log, p. 4]")
    assert (text["format"], text["language"]) == ("text/html", "en")
    assert (kind["value"], level["value"]) == ("context", "deep")
    assert (cited["source"], cited["purpose"]) == (LOG.url, "linking")
    assert cited["dcterms:bibliographicCitation"] == "p. 9"
    assert full["rdfs:seeAlso"][0] == {"id": f"{PAGE}#term-ferry"}


def test_each_kind_has_its_motivation_and_is_named_as_a_tag() -> None:
    found = {one["id"].rpartition("-")[2]: one for one in items(everything())}
    for kind in Kind:
        one = found[kind.value]
        assert one["motivation"] == kind.motivation
        assert {"type": "TextualBody", "value": kind.value, "purpose": "tagging"} in one["body"]


def test_a_passage_that_only_cites_links_to_its_source() -> None:
    link = next(one for one in items(everything()) if one["id"] == f"{PAGE}#passage-link")
    assert link["motivation"] == "linking"
    assert [one["source"] for one in link["body"]] == [LOG.url]


def test_a_source_without_an_address_is_named_by_its_entry() -> None:
    made = site(
        note("link", "in June", sources=(Citation(id="log", span=NOWHERE),)),
        sources=[source("log")],
        special=["sources"],
    )
    assert only(made)["body"][0]["source"] == "https://example.org/below/sources/#source-log"


def test_a_note_on_the_whole_page_has_the_page_as_its_target() -> None:
    assert only(site(note("whole", body="All of it.")))["target"] == PAGE


@pytest.mark.parametrize(
    ("published", "updated", "state"),
    [
        ("2019-05-16", "2026-11-02", "2026-11-02T00:00:00Z"),
        ("2019-05-16", "", "2019-05-16T00:00:00Z"),
        ("2019-05", "", None),
        ("", "", None),
    ],
)
def test_the_state_of_the_page_is_the_last_day_known(
    published: str, updated: str, state: str | None
) -> None:
    made = site(note("x", "in June", body=".", updated=updated), date=published)
    assert only(made)["target"].get("state", {}).get("sourceDate") == state


def test_a_date_that_is_no_day_is_no_time_of_change() -> None:
    assert "modified" not in only(site(note("x", "in June", body=".", updated="2026-11")))


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-nd-3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/"),
        ("https://example.org/terms", "https://example.org/terms"),
        ("All rights reserved", None),
        ("http://[broken", None),
    ],
)
def test_a_licence_is_given_where_it_has_an_address(written: str, address: str | None) -> None:
    made = site(note("x", "in June", body="."), license=written)
    assert only(made).get("rights") == address


# --- which there are ---------------------------------------------------------------------


def test_drafts_and_notes_without_a_place_are_left_out_of_previews_too() -> None:
    made = site(
        note("there", "in June", body="."),
        note("draft", "in May", body="Secret.", publication=Publication.DRAFT),
        note("lost", "nowhere to be found", body="."),
        options=Options(site_url=HERE.site_url, drafts=True),
    )
    assert [one["id"] for one in items(made)] == [f"{PAGE}#note-there"]


def test_the_pages_of_a_collection_lead_to_one_another() -> None:
    made = site(note("one", "in June", body="."), note("two", "in May", body="."))
    whole, page = files(made)["annotations.jsonld"], files(made)["article/annotations.jsonld"]
    assert whole["id"] == page["partOf"] == "https://example.org/below/annotations.jsonld"
    assert whole["first"] == whole["last"] == page["id"] == f"{PAGE}annotations.jsonld"
    assert (whole["total"], page["startIndex"], len(page["items"])) == (2, 0, 2)
    assert (whole["label"], page["label"]) == ("Piers", "Article")
    assert not {"next", "prev"} & page.keys()
