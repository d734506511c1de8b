"""Flaws seen in other annotation and glossary tools, each with a test that ours has it not."""

from __future__ import annotations

import re

import html5lib
import pytest
from markdown import Markdown

from explainer.text import page_text
from explainer.unweave import unweave
from tests.build import note, source, term, woven, written

TERMS = (
    term("ban", "A stop."),
    term("trade", "Buying and selling."),
    term("trade list", "A list of goods."),
    term("C++", "A language.", id_="cpp"),
)


def article(markdown: str, **fields: object) -> str:
    """Return the woven article without its lists."""
    html = woven(markdown, (), TERMS, **fields).pages.get("article.md", "")  # type: ignore[arg-type]
    return html.partition('<section class="ex-list')[0]


def linked(html: str) -> dict[str, str]:
    """Return the words linked to terms, with the id each leads to."""
    found = re.findall(r'class="ex-term"[^>]*href="#term-([^"]+)"[^>]*>([^<]*)</a>', html)
    return {words: id_ for id_, words in found}


def test_escaped_html_in_a_links_text_does_not_come_alive() -> None:
    html = article("A ban on [&lt;b&gt;bold&lt;/b&gt; `<i>`](https://example.org).")
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;bold" in html


def test_no_link_stands_in_a_link() -> None:
    html = article("See [the **ban** and trade list](https://example.org) and [ban][1].\n\n[1]: /x")
    document = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    assert all(len(list(link.iter("a"))) == 1 for link in document.iter("a"))
    assert linked(html) == {}


def test_headings_hold_no_terms() -> None:
    assert linked(article("# The ban\n\n## A trade list\n\nWords.")) == {}


def test_every_term_leads_to_its_own_definition() -> None:
    html = woven("The ban. A trade. A trade list.", (), TERMS).pages["article.md"]
    for words, id_ in linked(html).items():
        start = html.index(f'<dt id="term-{id_}"')
        entry = html[start : html.index("</dd>", start)]
        assert {one.id: one.short.value for one in TERMS}[id_] in entry, words


def test_a_plural_or_line_broken_term_is_not_taken_for_a_shorter_one() -> None:
    assert linked(article("Two trade\nlists.")) == {"trade\nlists": "trade-list"}


def test_a_name_that_ends_in_signs_is_found() -> None:
    assert linked(article("Written in C++, mostly.")) == {"C++": "cpp"}


def test_a_term_without_any_glossary_is_an_error_and_no_traceback() -> None:
    told = woven("See [[ban]].").diagnostics
    assert [one.code for one in told] == ["unknown-term"]


def test_an_undefined_citation_is_an_error() -> None:
    assert [one.code for one in woven("Said so [@nobody].").diagnostics] == ["unknown-source"]


def test_definitions_are_in_the_page_itself_for_print_and_without_script() -> None:
    html = woven("The ban.", [note("n", "The", body="Words of a note.")], TERMS).pages["article.md"]
    assert "A stop." in page_text(html).text
    assert "Words of a note." in page_text(html).text
    assert " hidden" not in html
    assert "display:" not in html


def test_all_links_of_ours_are_relative() -> None:
    notes = [note("n", "ban", body="A [[ban]] [@law].")]
    site = woven("The ban.", notes, TERMS, [source("law")], special=True)
    for html in site.pages.values():
        for address in re.findall(r'href="([^"]*)"', html):
            assert not address.startswith("/")


@pytest.mark.parametrize(
    "markdown",
    [
        "An *italic* ban and _another_.",
        "    ban = indented code\n",
        "```\n[[ban]] [@law] ban\n```",
        "Write to [john@example.org] about the ban.",
        "| the ban | trade |\n|---|---|\n| ban list | `ban` |",
        "A [link [in] brackets](https://example.org) and a \\[ban\\].",
        "Mail <me@example.org>, footnote [^1], task - [x] ban",
    ],
)
def test_the_article_stays_as_markdown_made_it(markdown: str) -> None:
    extensions = ["tables", "fenced_code", "toc", "attr_list"]
    plain = Markdown(extensions=extensions).convert(markdown)
    html = woven(markdown, (), TERMS).pages.get("article.md", plain)
    woven_article = html.partition('\n<section class="ex-list')[0]
    assert unweave(woven_article) == plain
    without_controls = re.sub(r"(?s)<explainer-page.*</explainer-page>", "", woven_article)
    assert page_text(without_controls).text == page_text(plain).text


def test_no_address_that_runs_script_is_passed_on() -> None:
    evil = source("evil", url="javascript:alert(1)", archive_url="data:text/html,x")
    notes = [note("n", "ban", body="[x](javascript:alert(1)) [@evil]")]
    site = woven("The ban.", notes, TERMS, [evil], special=True)
    for html in site.pages.values():
        assert not re.search(
            r"""(?:href|src)=["']?\s*(?:javascript|data|vbscript):""", html, re.IGNORECASE
        )


def test_numbers_and_marks_are_left_out_of_what_search_reads() -> None:
    html = woven("A ban, [@law] x.", [note("n", "ban", body="x")], (), [source("law")])
    for mark in re.findall(
        r'<(?:a class="ex-ref"|span class="ex-cites")[^>]*>', html.pages["article.md"]
    ):
        assert 'data-search-exclude="1"' in mark


def test_key_points_and_lists_put_nothing_into_titles() -> None:
    html = woven("# The ban\n\nText.", (), TERMS, summary=(written("A point."),)).pages[
        "article.md"
    ]
    assert '<h1 id="the-ban">The ban</h1>' in html
