"""The lists under an article and the pages of their own: what they hold and how."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from html5lib.constants import namespaces
from markupsafe import Markup
from material.plugins.search.plugin import Parser  # noqa: TID251 - what reads our pages

from explainer.hosts.generated import assets, scripts, style_sheets
from explainer.model import Change, Doing, Kind
from explainer.pages import (
    changes_page,
    corrections_page,
    glossary_page,
    key_points,
    notes_page,
    page_lists,
    people_page,
    sources_page,
    timeline_page,
)
from explainer.pages.dates import date_html
from explainer.pages.order import OTHER, letter
from explainer.pages.rendering import abridged, text_fragment, web_address
from explainer.view import (
    ArticleNotes,
    Backlink,
    ChangeView,
    CitationView,
    CorrectionView,
    Link,
    MomentView,
    NoteView,
    PageView,
    SourceView,
    TermView,
)
from explainer.words import language_tag, words

HTML = f"{{{namespaces['html']}}}"
EVIL = """<script>alert("1")</script>'"&"""
SAY = words("en")

CITED = CitationView(source="imf", href="#source-imf", label=Markup("IMF 2024"), title="Outlook")
NOTE = NoteView(
    id="rates",
    href="#note-rates",
    number=1,
    kind="context",
    label="Context",
    level="standard",
    title="Why rates rose",
    quotes=(("raised rates", ""),),
    body=Markup("<p>Prices had doubled.</p>"),
    citations=(replace(CITED, prefix="see", rest=Markup(", p. 3"), suffix="and elsewhere"),),
    backlinks=(Backlink(href="#ref-rates", label="Back to passage 1: raised rates"),),
    see=(Link(href="#note-later", text="Later"),),
    author="A. Reporter",
    date="2019-05-16/2019-08-19",
    past=(
        Change(date="2026-11-01", doing=Doing.ADDITION),
        Change(date="2026-11-02", doing=Doing.CORRECTION, text="Not 4 % <but> 5 %."),
    ),
    draft=True,
)
TERM = TermView(
    id="cpi",
    href="glossary/#term-cpi",
    term="CPI",
    kind="law",
    short=Markup("What a basket costs."),
    definition=Markup("<p>What a basket of goods costs, month by month.</p>"),
    pronunciation="see pee eye",
    original=(("zh", "居民消费价格指数"),),
    aliases=("consumer prices",),
    see=(Link(href="#term-ppi", text="PPI"),),
    citations=(CITED,),
    uses=(Link(href="../article/#use-cpi", text="The article"),),
)
SOURCE = SourceView(
    id="imf",
    href="sources/#source-imf",
    label=Markup("IMF 2024"),
    number=None,
    reference=Markup(
        'International Monetary Fund. <cite lang="zh-Hant"><a rel="noopener"'
        ' href="https://imf.org/outlook">World Economic Outlook</a></cite>.'
        " <i>Outlooks</i>. IMF, April 2024."
    ),
    type="report",
    title="World Economic Outlook",
    authors="International Monetary Fund",
    container="Outlooks",
    publisher="IMF",
    accessed="2026-11-20",
    url="https://imf.org/outlook",
    archive_url="https://web.archive.org/outlook",
    doi="10.5089/9798",
    language="zh-Hant",
    note="Chapter 2 only.",
    quote="prices had doubled",
    primary=True,
    uses=(Link(href="#note-rates", text="Note 1"),),
)
VIEW = PageView(
    notes=(
        NOTE,
        replace(NOTE, id="later", number=2, quotes=()),
        replace(NOTE, id="whole", number=None, whole_page=True, quotes=(), backlinks=()),
    ),
    lost=(replace(NOTE, id="gone", number=None, lost=True, backlinks=()),),
    terms=(TERM,),
    sources=(SOURCE,),
    glossary_href="glossary/",
    sources_href="sources/",
    notes_href="notes/",
)
ARTICLES = (ArticleNotes(link=Link(href="../article/", text="The article"), notes=VIEW.notes),)
EVENT = MomentView(
    id="crash",
    date="2019-05-16",
    kind="event",
    label="Event",
    title="The crash",
    body=Markup("<p>Prices fell.</p>"),
    citations=(CITED,),
)
DATED = MomentView(
    date="2020",
    body=Markup(),
    kind="correction",
    label="Correction",
    title="Why rates rose",
    href="../article/#note-rates",
    article=Link(href="../article/", text="The article"),
    citations=(CITED,),
    draft=True,
)
CHANGE = ChangeView(
    change=Change(
        date="2026-11-02", doing=Doing.CORRECTION, text="Not 4 % <but> 5 %.", commit="a1b2c3"
    ),
    kind="correction",
    label="Correction",
    link=Link(href="../article/#note-rates", text="Why rates rose"),
    article=Link(href="../article/", text="The article"),
    author="A. Reporter",
    draft=True,
)
CORRECTION = CorrectionView(
    date="2026-11-02",
    link=Link(href="../article/#note-rates", text="Why rates rose"),
    article=Link(href="../article/", text="The article"),
    text="Not 4 % <but> 5 %.",
    quotes=(("raised rates", ""),),
    body=Markup("<p>Prices had doubled.</p>"),
    draft=True,
)
EVERYTHING = {
    "page_lists": page_lists(VIEW, SAY),
    "key_points": key_points([Markup("One.")], SAY),
    "glossary_page": glossary_page([TERM, replace(TERM, id="x", term="5G")], SAY),
    "sources_page": sources_page([SOURCE, replace(SOURCE, id="x", type="book")], SAY),
    "notes_page": notes_page(ARTICLES, SAY),
    "people_page": people_page([TERM], [replace(TERM, id="x", href="")], SAY),
    "timeline_page": timeline_page([EVENT, DATED], SAY),
    "changes_page": changes_page([CHANGE, replace(CHANGE, article=None)], SAY),
    "corrections_page": corrections_page([CORRECTION], [replace(CORRECTION, date="")], SAY),
}
PAGES = (glossary_page, sources_page, notes_page, timeline_page, changes_page)
every_output = pytest.mark.parametrize("html", EVERYTHING.values(), ids=EVERYTHING)


def parsed(html: str) -> Any:
    """Parse a page with this content; html5lib raises at the first error."""
    page = f"<!doctype html><title>t</title><body><article><h1>T</h1>{html}</article>"
    return html5lib.HTMLParser(strict=True).parse(page)


def with_role(html: str, role: str) -> list[Any]:
    return [one for one in parsed(html).iter() if one.get("role") == role]


def text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def infected(view: Any) -> Any:
    """Return a view with something evil in every text it has, addresses and ids apart."""
    changes: dict[str, Any] = {}
    for field in fields(view):
        value = getattr(view, field.name)
        if field.name in {"id", "source", "href", "language"} or isinstance(value, Markup):
            continue
        if isinstance(value, str):
            changes[field.name] = value + EVIL
        elif isinstance(value, tuple):
            changes[field.name] = tuple(
                one + EVIL
                if isinstance(one, str)
                else (one[0] + EVIL, one[1] + EVIL)
                if isinstance(one, tuple)
                else infected(one)
                for one in value
            )
    return replace(view, **changes)


# --- every output ----------------------------------------------------------------------


@every_output
def test_everything_is_valid_html(html: str) -> None:
    parsed(html)


@every_output
def test_ids_are_unique(html: str) -> None:
    ids = Counter(one.get("id") for one in parsed(html).iter() if one.get("id"))
    assert all(count == 1 for count in ids.values()), ids


@every_output
def test_headings_never_skip_a_level(html: str) -> None:
    levels = [1] + [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_output
def test_nothing_hides_in_a_title_or_has_a_deprecated_role(html: str) -> None:
    for one in parsed(html).iter():
        assert one.get("title") is None
        assert one.get("role") not in {"doc-endnote", "doc-biblioentry", "tooltip"}


@every_output
def test_links_do_not_hold_links(html: str) -> None:
    links = list(parsed(html).iter(f"{HTML}a"))
    assert not [inner for link in links for inner in link.iter(f"{HTML}a") if inner is not link]


@every_output
def test_what_names_an_element_is_there(html: str) -> None:
    elements = list(parsed(html).iter())
    ids = {one.get("id") for one in elements}
    assert {one.get("aria-labelledby") for one in elements} - {None} <= ids


@every_output
def test_marks_for_search_have_a_value_so_that_they_are_taken_out_again(html: str) -> None:
    assert set(re.findall(r"data-search-exclude\S*?(?=[\s>])", html)) <= {'data-search-exclude="1"'}


@pytest.mark.parametrize(
    "html",
    [
        page_lists(infected(VIEW), SAY),
        glossary_page([infected(TERM)], SAY),
        sources_page([infected(SOURCE)], SAY),
        notes_page([infected(one) for one in ARTICLES], SAY),
        people_page([infected(TERM)], [], SAY),
        timeline_page([infected(replace(DATED, article=None)), infected(DATED)], SAY),
        changes_page([infected(CHANGE)], SAY),
        corrections_page([infected(CORRECTION)], [], SAY),
        key_points([Markup("{}").format(EVIL)], SAY),
    ],
    ids=[
        "page_lists",
        "glossary_page",
        "sources_page",
        "notes_page",
        "people_page",
        "timeline_page",
        "changes_page",
        "corrections_page",
        "key_points",
    ],
)
def test_whatever_an_editor_writes_stays_text(html: str) -> None:
    assert not list(parsed(html).iter(f"{HTML}script"))
    assert "&lt;script&gt;" in html
    assert "alert(&#34;1&#34;)" in html


def test_markup_is_the_only_html() -> None:
    html = page_lists(replace(VIEW, notes=(replace(NOTE, title="<b>bold</b>"),)), SAY)
    assert "&lt;b&gt;bold" in html
    assert "<p>Prices had doubled.</p>" in html


# --- the lists under an article --------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "part", "name"),
    [
        ("doc-endnotes", "notes", "Notes"),
        ("doc-glossary", "terms", "Terms"),
        ("doc-bibliography", "sources", "Sources"),
    ],
)
def test_each_section_is_there_once_and_named_or_not_at_all(
    role: str, part: str, name: str
) -> None:
    (section,) = with_role(page_lists(VIEW, SAY), role)
    heading = section.find(f"{HTML}h2")
    assert section.get("aria-labelledby") == heading.get("id")
    assert text(heading) == name
    without: dict[str, Any] = {part: ()}
    assert not with_role(page_lists(replace(VIEW, **without), SAY), role)


def test_an_article_without_anything_gets_nothing() -> None:
    assert not page_lists(PageView(), SAY).strip()
    assert not key_points([], SAY)


def test_a_note_has_a_heading_with_its_id_that_says_its_kind() -> None:
    heading = parsed(page_lists(VIEW, SAY)).find(f".//{HTML}h3[@id='note-rates']")
    assert text(heading) == "Context: Why rates rose"


def test_notes_bear_the_numbers_of_the_text() -> None:
    items = parsed(page_lists(VIEW, SAY)).findall(f".//{HTML}ol/{HTML}li")
    assert [one.get("value") for one in items] == ["1", "2"]


def test_notes_on_the_whole_page_follow_without_a_number() -> None:
    (section,) = with_role(page_lists(VIEW, SAY), "doc-endnotes")
    (item,) = section.findall(f"{HTML}ul/{HTML}li")
    assert item.get("value") is None
    assert item.find(f"{HTML}h3").get("id") == "note-whole"


def test_notes_that_lost_their_place_are_listed_apart() -> None:
    html = page_lists(VIEW, SAY)
    assert "Notes without a place in the text" in html
    (section,) = with_role(html, "doc-endnotes")
    assert not section.findall(f".//{HTML}h3[@id='note-gone']")
    assert parsed(html).find(f".//{HTML}h3[@id='note-gone']") is not None


def test_a_note_leads_back_to_each_of_its_places() -> None:
    places = (*NOTE.backlinks, Backlink(href="#ref-rates-2", label="Back to passage 1: again"))
    html = page_lists(replace(VIEW, notes=(replace(NOTE, backlinks=places),)), SAY)
    backs = with_role(html, "doc-backlink")
    assert [one.get("href") for one in backs] == ["#ref-rates", "#ref-rates-2"]
    assert [one.get("aria-label") for one in backs] == [one.label for one in places]


def test_the_parts_of_a_note_are_all_shown() -> None:
    (section,) = with_role(page_lists(VIEW, SAY), "doc-endnotes")
    shown = text(section.find(f"{HTML}ol/{HTML}li"))
    assert shown == (
        "Context: Why rates rose “raised rates” Prices had doubled. "
        "Sources see IMF 2024, p. 3 and elsewhere See also Later "
        "Draft, not published 16 May 2019 to 19 August 2019 "
        "by A. Reporter added 1 November 2026 corrected 2 November 2026: Not 4 % <but> 5 %. ↩\ufe0e"
    )


def test_terms_and_sources_stand_in_the_order_in_which_they_are_looked_up() -> None:
    terms = [replace(TERM, id=str(n), term=name) for n, name in enumerate(["yen", "Écu", "euro"])]
    html = page_lists(PageView(terms=tuple(terms)), SAY)
    assert [text(one) for one in parsed(html).iter(f"{HTML}dfn")] == ["Écu", "euro", "yen"]


def test_a_term_and_a_source_have_the_ids_that_links_lead_to() -> None:
    page = parsed(page_lists(VIEW, SAY))
    assert page.find(f".//{HTML}dt[@id='term-cpi']") is not None
    assert page.find(f".//{HTML}li[@id='source-imf']") is not None


def test_a_foreign_name_says_its_language() -> None:
    page = parsed(page_lists(VIEW, SAY))
    assert text(page.find(f".//{HTML}dt//{HTML}span[@lang='zh']")) == "居民消费价格指数"
    odd = replace(TERM, original=(("not a tag", "x"),))
    assert " lang=" not in glossary_page([odd], SAY)


def test_the_original_comes_before_its_archived_copy() -> None:
    (section,) = with_role(page_lists(VIEW, SAY), "doc-bibliography")
    outside = [one for one in section.iter(f"{HTML}a") if one.get("rel") == "noopener"]
    assert [one.get("href") for one in outside[:3]] == [
        "https://imf.org/outlook",
        "https://doi.org/10.5089/9798",
        "https://web.archive.org/outlook",
    ]
    assert outside[2].get("aria-label") == "archived copy: World Economic Outlook"


def test_an_address_that_is_not_on_the_web_is_no_link() -> None:
    source = replace(SOURCE, url="javascript:alert(1)", archive_url="data:x", doi="x")
    for html in (page_lists(replace(VIEW, sources=(source,)), SAY), sources_page([source], SAY)):
        assert "javascript:" not in html
        assert "data:x" not in html


# --- the pages of their own ------------------------------------------------------------


def test_the_glossary_goes_by_letters_and_leads_to_each() -> None:
    names = ["zinc", "Åland", "apple", "5G", "居民"]
    terms = [replace(TERM, id=f"t{n}", term=name) for n, name in enumerate(names)]
    page = parsed(glossary_page(terms, SAY))
    assert [text(one) for one in page.iter(f"{HTML}h2")] == ["A", "Z", "Other"]
    assert [text(one) for one in page.iter(f"{HTML}dfn")] == [
        "Åland",
        "apple",
        "zinc",
        "5G",
        "居民",
    ]
    ids = {one.get("id") for one in page.iter()}
    jumps = [one.get("href") for one in page.iter(f"{HTML}a") if "letter" in one.get("href")]
    assert jumps == ["#letter-a", "#letter-z", "#letter-other"]
    assert {one[1:] for one in jumps} <= ids


def test_the_glossary_shows_the_definition_or_else_the_short_form() -> None:
    assert "month by month" in glossary_page([TERM], SAY)
    assert "What a basket costs." in glossary_page([replace(TERM, definition=Markup())], SAY)


def test_a_term_of_the_glossary_says_where_it_is_used() -> None:
    html = text(parsed(glossary_page([TERM], SAY)))
    assert "Term: CPI see pee eye 居民消费价格指数 law" in html
    assert "Also called consumer prices" in html
    assert html.endswith("Sources IMF 2024 See also PPI Used in The article")


def test_sources_stand_by_type_and_primary_ones_come_first() -> None:
    sources = [
        replace(SOURCE, id="a", type="book", title="A", primary=False),
        replace(SOURCE, id="b", type="report", title="B", primary=False),
        replace(SOURCE, id="c", type="report", title="C", primary=True),
    ]
    page = parsed(sources_page(sources, SAY))
    assert [text(one) for one in page.iter(f"{HTML}h2")] == ["Reports", "Books"]
    assert [text(one) for one in page.iterfind(f".//{HTML}h3/{HTML}cite")] == [
        "C",
        "B",
        "A",
    ]
    assert len(page.findall(f".//{HTML}span[@class='ex-tag']")) == 1


def test_a_quoted_sentence_leads_to_its_place_in_the_original() -> None:
    assert 'href="https://imf.org/outlook#:~:text=prices%20had%20doubled"' in (
        sources_page([SOURCE], SAY)
    )


def test_the_page_of_all_notes_leads_to_each_note_with_its_kind() -> None:
    page = parsed(notes_page(ARTICLES, SAY))
    assert text(page.find(f".//{HTML}h2")) == "The article"
    assert text(page.find(f".//{HTML}li")) == ("Context: Why rates rose Draft, not published")
    assert "3 notes" in text(page)


@pytest.mark.parametrize("html", [page([], SAY) for page in PAGES])
def test_an_empty_page_says_so(html: str) -> None:
    assert "Nothing here yet." in html


# --- search ----------------------------------------------------------------------------


def indexed(html: str, *, heading: bool = True) -> dict[str, tuple[str, str]]:
    """Return what Material's search would index: id to title and text."""
    parser = Parser()
    start = '<h1 id="top">T</h1><p>Intro.</p><h2 id="last">Last</h2><p>End.</p>'
    parser.feed((start if heading else "") + html)
    parser.close()
    return {
        str(section.id): (
            "".join(section.title).strip(),
            " ".join(re.sub(r"<[^>]+>", " ", "".join(section.text)).split()),
        )
        for section in parser.data
        if not section.is_excluded()
    }


def test_search_finds_each_note_by_its_own_words_and_nothing_else_of_the_lists() -> None:
    found = indexed(page_lists(VIEW, SAY))
    assert list(found) == ["None", "last", "note-rates", "note-later", "note-whole", "note-gone"]
    assert found["note-rates"] == ("Context: Why rates rose", "Prices had doubled.")
    assert found["last"] == ("Last", "End.")


def test_search_finds_terms_and_sources_on_their_pages_by_name() -> None:
    terms = indexed(glossary_page([TERM], SAY))
    assert terms["term-cpi"] == (
        "Term: CPI",
        (
            "see pee eye 居民消费价格指数 law What a basket of goods costs, month by month. "
            "Also called consumer prices"
        ),
    )
    title, words_found = indexed(sources_page([SOURCE], SAY))["source-imf"]
    assert title == "Source: World Economic Outlook"
    assert "prices had doubled" in words_found
    assert "find it" not in words_found
    assert list(terms) == ["None", "last", "term-cpi"]


def test_search_finds_notes_and_key_points_only_once() -> None:
    assert indexed(notes_page(ARTICLES, SAY)) == indexed("")
    found = indexed(f"{key_points([Markup('One.')], SAY)}<p>Text.</p>", heading=False)
    assert found == {"None": ("", "Text.")}


# --- parts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "html"),
    [
        ("2019", '<time datetime="2019">2019</time>'),
        ("2019-05", '<time datetime="2019-05">May 2019</time>'),
        ("2019-05-16", '<time datetime="2019-05-16">16 May 2019</time>'),
        ("2019?", '<time datetime="2019">2019</time> (uncertain)'),
        ("2019-05~", 'about <time datetime="2019-05">May 2019</time>'),
        ("2019-22", "summer 2019"),
        ("2019/..", 'since <time datetime="2019">2019</time>'),
        ("../2019", 'until <time datetime="2019">2019</time>'),
        (
            "2019/2020-01",
            '<time datetime="2019">2019</time> to <time datetime="2020-01">January 2020</time>',
        ),
        ("2019-02-30", "2019-02-30"),
        ("2019-13", "2019-13"),
        ("0000", "0000"),
        ("last <week>", "last &lt;week&gt;"),
    ],
)
def test_dates_are_written_out_and_given_to_machines_where_valid(edtf: str, html: str) -> None:
    assert date_html(edtf, SAY) == html


def test_a_long_passage_is_shown_by_its_beginning_and_end() -> None:
    passage = "first " + "middle " * 100 + "last"
    assert abridged(passage).startswith("first middle")
    assert abridged(passage).endswith("middle last")
    assert " … " in abridged(passage)
    assert len(abridged(passage)) < 250
    assert abridged("short") == "short"
    assert abridged("字" * 500).count("字") == 240


def test_quotation_marks_are_not_doubled() -> None:
    assert SAY.quoted("open policy") == "“open policy”"
    assert SAY.quoted("“open policy”") == "“open policy”"


def test_a_long_quote_is_found_by_its_ends_and_a_pdf_not_at_all() -> None:
    quote = "one two three four-five six seven eight nine ten eleven twelve"
    assert text_fragment("https://a.org/#x", quote) == (
        "https://a.org/#x:~:text=one%20two%20three%20four%2Dfive%20six,"
        "eight%20nine%20ten%20eleven%20twelve"
    )
    assert not text_fragment("https://a.org/a.PDF", quote)
    assert not text_fragment("", quote)


def test_only_what_is_on_the_web_counts_as_an_address() -> None:
    assert web_address("https://a.org/x?y=1") == "https://a.org/x?y=1"
    for odd in ("", "//a.org", "javascript:alert(1)", "https://", "http://[", "mailto:a@b.c"):
        assert not web_address(odd)


def test_only_well_formed_tags_count_as_languages() -> None:
    assert language_tag("zh-Hant-TW") == "zh-Hant-TW"
    assert not language_tag("not a tag")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("apple", "A"), ("“Éclair”", "E"), ("дом", "Д"), ("5G", OTHER), ("居民", OTHER), ("…", OTHER)],
)
def test_a_name_stands_under_its_first_letter(name: str, expected: str) -> None:
    assert letter(name) == expected


def test_every_kind_of_note_has_a_word() -> None:
    assert set(SAY.kinds) == {kind.value for kind in Kind}


def test_a_language_without_words_is_shown_in_english() -> None:
    assert words("en-GB") is words("en")
    assert words("tlh") is words("en")
    assert words("") is words("en")


def test_phrases_take_what_an_editor_wrote_as_it_is() -> None:
    assert SAY.note_name(1, "{braces}") == "Note 1: {braces}"
    assert SAY.back_to_passage(2, "words") == "Back to passage 2: words"
    assert SAY.link_to_passage(2, 1) == "Link to passage 2"
    assert SAY.link_to_passage(2, 3) == "Link to passage 2 (3)"
    assert SAY.term_name("CPI") == "CPI, definition"
    assert SAY.labelled("Context", "What") == "Context: What"
    assert [SAY.note_count(number) for number in (0, 1, 2)] == ["0 notes", "1 note", "2 notes"]
    assert SAY.source_type("article-newspaper") == "newspaper article"
    assert SAY.source_type("my-own") == "my own"
    assert SAY.source_group("newspaper article") == "Newspaper articles"
    assert SAY.source_group("my own") == "My own"


@pytest.mark.parametrize("path", [str(one) for one in (*scripts(), *style_sheets())])
def test_what_every_page_loads_stays_small(path: str) -> None:
    assert len(gzip.compress(assets()[path].encode(), 9)) <= 4096
