"""What pages tell of themselves in their heads: linked data that agrees with what is on them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from explainer.model import (
    Change,
    Citation,
    Doing,
    Kind,
    Name,
    Publication,
    Reference,
)
from explainer.options import Options
from explainer.outputs.heads import heads, script
from explainer.outputs.schema_org import claim_reviews
from explainer.pipeline import WovenSite
from tests.build import NOWHERE, note, source, term, woven
from tests.linked_data import expanded

HERE = Options(site_url="https://example.org/below/", site_name="Piers")
PAGE = "https://example.org/below/article/"
TEXT = "# The pier\n\nThe pier opened in May [@log, p. 3], and the ferry came in June [@law].\n"
SOURCES = (
    source("log", type="article-newspaper", url="https://example.net/log", issued="2019-05~"),
    source("law", type="legislation", doi="10.1000/182", author=(Name(family="Pier", given="A."),)),
    source("speech", type="speech", container_title="Collected", publisher="The press"),
)


def data(made: WovenSite, address: str = "article/") -> dict[str, Any]:
    """Return the JSON-LD in the head of a page."""
    assert made.gathered is not None
    found = re.search(
        r'<script type="application/ld\+json">(.*)</script>', heads(made.gathered)[address]
    )
    assert found
    return dict(json.loads(found[1]))


def site(*notes: Any, text: str = TEXT, **fields: Any) -> WovenSite:
    return woven(text, notes, sources=SOURCES, **{"options": HERE, **fields})


def test_an_article_says_what_it_is_and_whose() -> None:
    told = data(
        site(
            title="The pier",
            description="How it came.",
            date="2019-05-16",
            authors=("Ada Pier", "Bo Lock"),
            language="de",
            license="CC BY 4.0",
        )
    )
    assert (told["@type"], told["@id"], told["url"]) == ("Article", PAGE, PAGE)
    assert (told["headline"], told["description"]) == ("The pier", "How it came.")
    assert [one["name"] for one in told["author"]] == ["Ada Pier", "Bo Lock"]
    assert (told["datePublished"], told["inLanguage"]) == ("2019-05-16", "de")
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_it_cites_as_many_works_as_its_page_lists_and_names_the_one_it_retells() -> None:
    retold = Reference(id="speech", span=NOWHERE)
    cited = (Citation(id="log", span=NOWHERE),)
    made = site(note("x", "in May", body="So [@law].", sources=cited), source=retold)
    told = data(made)
    assert made.pages["article.md"].count('<li class="ex-row" id="source-') == 3
    assert {one["name"]: one["@type"] for one in told["citation"]} == {
        "The log": "NewsArticle",
        "The law": "Legislation",
        "The speech": "CreativeWork",
    }
    assert told["isBasedOn"] == {
        "@type": "CreativeWork",
        "name": "The speech",
        "publisher": {"@type": "Organization", "name": "The press"},
        "isPartOf": {"@type": "CreativeWork", "name": "Collected"},
    }
    log, law = told["citation"][1:]
    assert (log["url"], log["datePublished"]) == ("https://example.net/log", "2019-05")
    assert law["author"] == [{"@type": "Person", "name": "A. Pier"}]
    assert law["sameAs"] == "https://doi.org/10.1000/182"


@pytest.mark.parametrize(
    ("published", "updates", "modified"),
    [
        ("2019-05-16", [], "2019-05-16"),
        ("2019-05-16", ["2026-10-02", "2026-11-02"], "2026-11-02"),
        ("2026-12", ["2026-11-02"], "2026-12"),
        ("2026", ["2026-12-31"], "2026"),
        ("", ["2026-11~"], "2026-11"),
        ("2020-05", ["2020-21", "2026-24"], "2020-05"),
        ("2019/2020", ["2026-11-02"], "2026-11-02"),
    ],
)
def test_it_was_modified_when_the_last_of_its_notes_was(
    published: str, updates: list[str], modified: str
) -> None:
    notes = [note(f"n{at}", "pier", body=".", updated=one) for at, one in enumerate(updates)]
    assert data(site(*notes, date=published))["dateModified"] == modified


def test_what_its_editors_changed_counts_as_modified_and_what_was_wrong_as_a_correction() -> None:
    change = Change(date="2026-11-20", doing=Doing.CORRECTION, text="The year was wrong.")
    told = data(site(note("x", "pier", body=".", changes=(change,)), changes=(change,)))
    assert told["dateModified"] == "2026-11-20"
    own, of_note = told["correction"]
    assert own == {
        "@type": "CorrectionComment",
        "text": "The year was wrong.",
        "datePublished": "2026-11-20",
    }
    assert of_note == {**own, "url": f"{PAGE}#note-x"}


def test_a_note_that_corrects_the_text_is_a_correction_of_it() -> None:
    made = site(note("x", "in May", kind=Kind.CORRECTION, body="In **June** [@log].", author="Ada"))
    assert data(made)["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "In June (The log 2019).",
            "url": f"{PAGE}#note-x",
            "author": {"@type": "Person", "name": "Ada"},
        }
    ]


def test_a_draft_is_in_no_head() -> None:
    draft = note(
        "x",
        "in May",
        kind=Kind.CORRECTION,
        body="Secret.",
        updated="2027-01-01",
        publication=Publication.DRAFT,
    )
    made = site(draft, date="2019", options=Options(drafts=True))
    assert "Secret" not in json.dumps(data(made))
    assert data(made)["dateModified"] == "2019"


def test_the_glossary_has_as_many_defined_terms_as_there_are() -> None:
    terms = [term("ferry", "A [[pier|boat]] *here* [@log]."), term("pier"), term("lock")]
    told = data(site(terms=terms, special=["glossary"]), "glossary/")
    assert (told["@type"], told["name"]) == ("DefinedTermSet", "Glossary")
    assert len(told["hasDefinedTerm"]) == 3
    assert told["hasDefinedTerm"][0] == {
        "@type": "DefinedTerm",
        "@id": "https://example.org/below/glossary/#term-ferry",
        "termCode": "ferry",
        "name": "ferry",
        "description": "A boat here.",
    }


def test_it_is_linked_data() -> None:
    (found,) = expanded(data(site(date="2019-05-16")), PAGE)
    assert found["@type"] == ["http://schema.org/Article"]
    assert len(found["http://schema.org/citation"]) == 2


class _Scripts(HTMLParser):
    """What a browser would take for scripts, and for anything else."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("odd", ["</script><img src=x>", "<!-- <script>", "]]>", "&amp;", "\u2028"])
def test_no_text_ends_or_opens_an_element(odd: str) -> None:
    page = _Scripts()
    page.feed(script({"headline": odd}))
    assert page.tags == ["script"]
    assert json.loads(page.text) == {"headline": odd}


def test_the_address_of_a_doi_holds_whatever_stands_in_it() -> None:
    odd = source("odd", doi='10.1/a"><b>(2)')
    told = data(woven("See [@odd].", sources=[odd], options=HERE, title="A"))
    assert told["citation"][0]["sameAs"] == "https://doi.org/10.1/a%22%3E%3Cb%3E%282%29"


def test_a_plain_page_has_no_data_but_the_link_to_its_twin() -> None:
    made = woven("# Title\n\nThe pier opened.")
    assert made.gathered is not None
    link = '<link rel="alternate " type="text/markdown" href="index.html.md">'
    assert heads(made.gathered) == {"article/": link}


def test_what_is_not_wanted_is_in_no_head() -> None:
    made = site(options=Options(without=frozenset({"schema-org", "markdown"})))
    assert made.gathered is not None
    assert heads(made.gathered) == {}


# --- reviews of claims -----------------------------------------------------------------


def reviews(made: WovenSite) -> list[dict[str, Any]]:
    assert made.gathered is not None
    (one,) = made.gathered.composed
    return [dict(found) for found in claim_reviews(made.gathered, one)]


def test_a_disputed_note_with_a_verdict_is_the_review_of_what_its_passage_claims() -> None:
    disputed = note(
        "first", "The pier opened in May", body="It was June.", kind=Kind.DISPUTED, verdict="False"
    )
    made = site(disputed)
    (told,) = reviews(made)
    assert told == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{PAGE}#note-first",
        "claimReviewed": "The pier opened in May",
        "reviewBody": "It was June.",
        "reviewRating": {"@type": "Rating", "alternateName": "False"},
        "itemReviewed": {"@type": "Claim", "appearance": {"@id": PAGE}},
        "author": {"@type": "Organization", "name": "Piers"},
    }
    assert expanded(told)
    assert made.gathered is not None
    assert heads(made.gathered)["article/"].count('"ClaimReview"') == 1
    assert '<span class="ex-label">Verdict</span> False' in made.pages["article.md"]


def test_a_review_is_its_authors_own() -> None:
    (told,) = reviews(
        site(note("a", "in May", kind=Kind.DISPUTED, verdict="Not shown", author="Ada"))
    )
    assert told["author"] == {"@type": "Person", "name": "Ada"}


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Kind.DISPUTED},
        {"kind": Kind.DISPUTED, "verdict": "False", "publication": Publication.DRAFT},
        {"kind": Kind.DISPUTED, "verdict": "False", "targets": ()},
    ],
)
def test_without_a_verdict_and_a_passage_that_readers_see_there_is_no_review(
    fields: dict[str, Any],
) -> None:
    about = replace(note("a", "in May", body="It was June."), **fields)
    assert reviews(site(about)) == []
