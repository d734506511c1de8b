"""Weaving: what goes in, where, and that nothing else changes."""

from __future__ import annotations

import html5lib
import pytest

from explainer.model import Citation, Kind, Publication
from explainer.text import page_text
from tests.build import NOWHERE, note, quoted, source, term, woven, written

ARTICLE = """# Title

The [Entity List](https://example.org) hurts. The **trade** blacklist is a list.

1. `code here`
2. Second

```
fenced code
```
"""


def page(markdown: str, *args: object, **fields: object) -> str:
    """Return the woven article."""
    site = woven(markdown, *args, **fields)  # type: ignore[arg-type]
    return site.pages.get("article.md", "")


def test_an_article_with_nothing_to_weave_is_not_touched() -> None:
    assert woven("# Title\n\nText.").pages == {}


def test_a_page_that_opts_out_is_left_alone() -> None:
    site = woven("The ban.", [note("n", "ban", body="x")], [term("ban")], enabled=False)
    assert site.pages == {}


def test_the_number_stands_outside_a_link_it_ends_in() -> None:
    html = page(ARTICLE, [note("n", "Entity", body="x")])
    assert '>Entity</span> List</a><a class="ex-ref"' in html


def test_the_number_stands_after_a_code_block() -> None:
    html = page(ARTICLE, [note("n", "fenced", body="x")])
    assert '</pre><div class="ex-after"><a class="ex-ref"' in html.replace("</code>", "")


def test_a_number_never_falls_inside_a_term_link() -> None:
    html = page("The trade list here.", [note("n", "The trade", body="x")], [term("trade list")])
    assert 'list</a><a class="ex-ref"' in html


def test_no_link_stands_inside_a_link() -> None:
    notes = [note("a", "Entity", body="x"), note("b", "Entity List hurts", body="y")]
    html = page(ARTICLE, notes, [term("Entity List"), term("trade blacklist")])
    document = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    for link in document.iter("a"):
        assert len(list(link.iter("a"))) == 1


def test_ids_are_made_of_the_editors_ids_and_not_of_counters() -> None:
    alone = page(ARTICLE, [note("late", "Second", body="x")])
    with_another = page(
        ARTICLE, [note("early", "hurts", body="x"), note("late", "Second", body="x")]
    )
    for id_ in ("note-late", "ref-late", "passage-late"):
        assert f'id="{id_}"' in alone
        assert f'id="{id_}"' in with_another


def test_numbers_follow_the_text_and_not_the_file() -> None:
    notes = [note("second", "Second", body="x"), note("first", "hurts", body="x")]
    html = page(ARTICLE, notes)
    assert html.index('href="#note-first"') < html.index('href="#note-second"')
    assert 'aria-label="Note 1: “hurts”"' in html
    assert page(ARTICLE, notes[::-1]) == html


def test_a_second_place_of_a_note_has_ids_and_a_name_of_its_own() -> None:
    both = note("n", targets=(quoted("hurts"), quoted("Second")), body="x", title="Both")
    html = page(ARTICLE, [both])
    assert 'id="ref-n"' in html
    assert 'id="ref-n-2"' in html
    assert 'aria-label="Note 1: Both"' in html
    assert 'aria-label="Note 1: Both (2)"' in html
    assert html.count('role="doc-backlink"') == 2


def test_a_note_without_its_place_is_listed_and_told() -> None:
    site = woven(ARTICLE, [note("gone", "nowhere to be found", body="Still here.")])
    assert [one.code for one in site.diagnostics] == ["quote-not-found"]
    assert "Still here." in site.pages["article.md"]
    assert 'id="note-gone"' in site.pages["article.md"]


def test_a_source_link_is_a_citation_and_no_note() -> None:
    html = page(
        ARTICLE,
        [note("cite", "hurts", sources=(_citation("law", "p. 3"),))],
        sources=[source("law", issued="2019", publisher="Town")],
    )
    assert 'href="#source-law">Town 2019</a>, p. 3)' in html
    assert 'id="note-cite"' not in html
    assert 'id="source-law"' in html


def _citation(id_: str, locator: str = "") -> Citation:
    return Citation(id=id_, span=NOWHERE, locator=locator)


def test_citations_and_terms_in_bodies_are_links_to_the_pages_lists() -> None:
    html = page(
        ARTICLE,
        [note("n", "hurts", body="The [[ban]] and [@law, p. 2].")],
        [term("ban")],
        [source("law", issued="2019", publisher="Town")],
    )
    assert 'href="#term-ban"' in html
    assert 'href="#source-law"' in html
    assert 'id="term-ban"' in html


def test_what_an_article_links_in_vain_is_told_at_its_place() -> None:
    site = woven("One [[nothing]] and [@nobody].")
    told = {one.code: one.span.text for one in site.diagnostics}
    assert told == {"unknown-term": "[[nothing", "unknown-source": "@nobody"}
    assert site.pages == {}


def test_drafts_are_shown_in_a_preview_only() -> None:
    draft = note("n", "hurts", body="Secret words.", publication=Publication.DRAFT)
    assert "Secret" not in page(ARTICLE, [draft])
    assert "Secret" in page(ARTICLE, [draft], drafts=True)


def test_kind_and_level_are_on_the_number_for_views_to_use() -> None:
    html = page(ARTICLE, [note("n", "hurts", body="x", kind=Kind.CORRECTION)])
    assert 'data-kind="correction" data-level="standard"' in html


@pytest.mark.parametrize("text", ['<img src=x onerror="1">', '"quotes" & <tags>', "'; --"])
def test_text_from_yaml_is_escaped_wherever_it_lands(text: str) -> None:
    evil = note("n", "hurts", body="x", title=text, author=text, updated=text)
    law = source(
        "law", **dict.fromkeys(("title", "publisher", "note", "url", "doi", "quote"), text)
    )
    html = woven(
        ARTICLE + "\n[@law] [[evil]]",
        [evil],
        [term(text, id_="evil", pronunciation=text)],
        [law],
        special=True,
    ).pages
    for one in html.values():
        assert "<img src=x" not in one
        assert "<tags>" not in one


def test_a_definition_does_not_link_its_own_term() -> None:
    terms = [term("ban", "A ban is a stop."), term("stop", "The end of a ban.")]
    glossary = woven("x", (), terms, special=True).pages["glossary.md"]
    assert 'href="#term-stop"' in glossary
    assert glossary.count('href="#term-ban"') == 1


def test_the_glossary_names_the_pages_that_use_a_term_and_lands_on_the_use() -> None:
    site = woven("The ban.", (), [term("ban")], special=True)
    assert 'href="../article/#use-ban"' in site.pages["glossary.md"]
    assert 'id="use-ban"' in site.pages["article.md"]


def test_key_points_stand_under_the_title() -> None:
    html = page(ARTICLE, summary=(written("First **point**."),))
    assert html.index("</h1>") < html.index("First <strong>point</strong>") < html.index("hurts")


def test_terms_may_be_turned_off_for_an_article() -> None:
    assert woven("The ban.", (), [term("ban")], auto_terms=False).pages == {}


def test_words_that_stand_twice_are_quoted_once() -> None:
    both = note("n", targets=(quoted("ban", occurrence="all"),), body="x")
    html = page("The ban, a ban.", [both])
    quotes = html.partition('<blockquote class="ex-quote"')[2].partition("</blockquote>")[0]
    assert quotes.count("“ban”") == 1
    assert html.count('role="doc-backlink"') == 2


def test_a_number_after_code_in_a_line_stays_in_its_paragraph() -> None:
    html = page('Call <code class="highlight">the code</code> then.', [note("n", "code", body="x")])
    assert "ex-after" not in html
    parser = html5lib.HTMLParser(strict=True)
    parser.parseFragment(html)


def test_a_term_by_hand_around_a_link_makes_no_link_in_a_link() -> None:
    body = '<span data-term="ban"><a href="https://example.org">y</a></span>'
    html = page("The x.", [note("n", "x", body=body)], [term("ban")])
    assert "<a" in html
    assert 'class="ex-term"' not in html


def test_two_citations_in_a_row_are_two_citations() -> None:
    html = page("So [@a][@b].", (), (), [source("a"), source("b")])
    assert 'href="#source-a"' in html
    assert 'href="#source-b"' in html


def test_an_id_of_the_article_that_a_list_needs_is_told_at_its_heading() -> None:
    site = woven("## Term ban\n\nThe ban.", (), [term("ban")])
    assert [(one.code, one.span.text) for one in site.diagnostics] == [("id-clash", "Term ban")]


def test_labels_that_stand_apart_are_words_apart() -> None:
    html = '<div class="tabbed-labels"><label>Tab one</label><label>Tab two</label></div>'
    assert page_text(html).text == "Tab one Tab two"
