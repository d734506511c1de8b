"""How sources are named in the text and listed under it, in a style of CSL."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from explainer.cite import References, Spoken, citation_view, cites_html
from explainer.csl import frozen
from explainer.csl.style import SHIPPED, StyleError, read_style, shipped
from explainer.hosts.memory import Memory
from explainer.hosts.settings import ExplainerConfig
from explainer.model import Citation, Source
from explainer.words import words
from tests.build import NOWHERE, note, source, woven

HOLM = {
    "type": "report",
    "title": "The town budget",
    "author": [{"family": "Holm", "given": "Ada"}, {"literal": "The Treasurer"}],
    "publisher": "Town",
    "issued": {"date-parts": [[2026, 1]]},
}


def item(id_: str, **variables: object) -> Source:
    """Return a source that was read from an item of CSL-JSON."""
    made = {"id": id_, "type": "report", "title": f"The {id_}", **variables}
    issued = made.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    year = str(parts[0][0]) if parts else ""
    return Source(
        id=id_,
        span=NOWHERE,
        type=str(made["type"]),
        title=str(made["title"]),
        issued=year,
        url=str(made.get("URL", "")),
        doi=str(made.get("DOI", "")),
        language=str(made.get("language", "")),
        item=frozen(made),
    )


def spoken(*sources: Source, style: str = "", language: str = "en") -> Spoken:
    chosen = shipped(style) if style else None
    return References({one.id: one for one in sources}, chosen).spoken(words(language))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_styles_that_come_along_keep_to_the_schema_of_csl(name: str) -> None:
    import citeproc  # noqa: PLC0415 - for its copy of the schema
    from lxml import etree  # noqa: PLC0415

    schema = etree.RelaxNG(etree.parse(citeproc.SCHEMA_PATH))
    schema.assertValid(etree.fromstring(shipped(name).text.encode()))


@pytest.mark.parametrize(
    ("language", "label", "entry"),
    [
        ("en", "Holm & The Treasurer 2026", "Town, January 2026."),
        ("de", "Holm und The Treasurer 2026", "Town, Januar 2026."),
        ("fr", "Holm et The Treasurer 2026", "Town, janvier 2026."),
        ("es", "Holm y The Treasurer 2026", "Town, enero de 2026."),
        ("zh", "Holm和The Treasurer 2026", "Town, 2026年1月."),
        ("ar", "Holm وThe Treasurer 2026", "Town, يناير، 2026."),
    ],
)
def test_names_and_dates_are_written_as_in_the_language_of_the_page(
    language: str, label: str, entry: str
) -> None:
    made = spoken(item("holm", **HOLM), language=language)
    assert made.label("holm").striptags() == label
    assert made.entry("holm").striptags().endswith(entry)


@pytest.mark.parametrize(
    ("variables", "label"),
    [
        ({"author": [{"family": "Gogh", "non-dropping-particle": "van"}]}, "van Gogh"),
        ({"author": [{"family": "Humboldt", "dropping-particle": "von"}]}, "Humboldt"),
        ({"author": [{"literal": "王伟"}] * 3}, "王伟 et al."),
        ({"container-title": "Larkmoor Gazette (Online edition)"}, "Larkmoor Gazette"),
        ({"publisher": "Town of Larkmoor"}, "Town of Larkmoor"),
        ({"title": "A title that is far too long for a mark in the text"},
         "A title that is far too long…"),
        ({"issued": {"date-parts": [[2019, 5], [2019, 8]]}}, "The one 2019"),
        ({"issued": {"date-parts": [[2019], [2020]]}}, "The one 2019–2020"),
        ({"issued": {"date-parts": [[2019]], "season": 2}}, "The one 2019"),
        ({"issued": {"literal": "n.d."}}, "The one n.d."),
    ],
)  # fmt: skip
def test_a_source_is_named_by_author_container_publisher_or_title_and_year(
    variables: dict[str, object], label: str
) -> None:
    assert spoken(item("one", **variables)).label("one") == label


def test_a_name_that_is_written_the_other_way_is_kept_apart_from_its_year() -> None:
    made = spoken(item("one", author=[{"literal": "محمد العربي"}], issued={"date-parts": [[2019]]}))
    assert made.label("one") == "<bdi>محمد العربي</bdi> 2019"


def test_sources_of_one_name_and_year_get_letters() -> None:
    authored = {"author": [{"literal": "IMF"}], "issued": {"date-parts": [[2024]]}}
    made = spoken(item("weo", **authored), item("gfsr", **authored), item("solo"))
    assert [made.label(one) for one in ("gfsr", "weo", "solo")] == [
        "IMF 2024a",
        "IMF 2024b",
        "The solo",
    ]


@pytest.mark.parametrize(
    ("locator", "rest"),
    [
        ("p. 3", ", p. 3"),
        ("pp. 3-5", ", pp. 3–5"),
        ("§ 4", ", § 4"),
        ("ch. 2", ", ch. 2"),
        ("22961", ", p. 22961"),
        ("S. 3", ", S. 3"),
        ("0:42", ", 0:42"),
        ("Annex <II>", ", Annex <II>"),
    ],
)
def test_a_locator_is_written_as_the_style_has_it_or_as_it_stands(locator: str, rest: str) -> None:
    cited = Citation(id="holm", span=NOWHERE, locator=locator)
    label, found = spoken(item("holm", **HOLM)).cite(cited, None)
    assert (label.unescape(), found.unescape()) == ("Holm & The Treasurer 2026", rest)


def test_a_locator_is_read_and_written_in_the_language_of_the_page() -> None:
    cited = Citation(id="holm", span=NOWHERE, locator="S. 3")
    assert spoken(item("holm", **HOLM), language="de").cite(cited, None)[1] == ", S. 3"
    cited = Citation(id="holm", span=NOWHERE, locator="p. 3")
    assert spoken(item("holm", **HOLM), language="de").cite(cited, None)[1] == ", S. 3"


def test_an_author_whom_the_sentence_names_is_left_out() -> None:
    made = spoken(item("holm", **HOLM), item("undated"))
    cited = Citation(id="holm", span=NOWHERE, locator="p. 3", suppress_author=True)
    assert made.cite(cited, None) == ("2026", ", p. 3")
    alone = Citation(id="undated", span=NOWHERE, suppress_author=True)
    assert made.cite(alone, None)[0] == "The undated"


def test_each_source_in_a_mark_is_a_link_of_its_own() -> None:
    site = woven(
        "# T\n\nShips pay [@law, p. 3; -@act].",
        [note("n", "Ships", body="B")],
        sources=[source("law", issued="2019"), source("act", issued="2020")],
    )
    html = site.pages["article.md"]
    marks = re.findall(r'<a class="ex-cite" id="(\S+)" role="doc-biblioref" href="(\S+)">(.*?)</a>',
                       html)  # fmt: skip
    assert marks == [
        ("cited-law", "#source-law", "The law 2019"),
        ("cited-act", "#source-act", "2020"),
    ]
    assert "</a>, p. 3; <a" in html


def test_a_source_that_leads_nowhere_is_named_without_a_link() -> None:
    made = spoken(item("one"))
    view = citation_view(Citation(id="one", span=NOWHERE), item("one"), made, "", None)
    html = cites_html([view], made)
    assert "href" not in html
    assert '<span class="ex-cite">The one</span>' in html


def test_a_numbered_style_numbers_by_appearance_and_has_names_elsewhere() -> None:
    made = spoken(item("b", **HOLM), item("a", **HOLM), style="numbered")
    numbers = made.numbers(["b", "a"])
    assert numbers == {"b": 1, "a": 2}
    assert made.listed("a", numbers["a"]) == "[2]"
    assert made.cite(Citation(id="a", span=NOWHERE, locator="p. 3"), 2) == ("2", ", p. 3")
    assert made.brackets(numbered=True) == ("[", "]")
    assert made.label("a").unescape() == "Holm & The Treasurer 2026a"
    assert made.entry("a").startswith("Holm, Ada")


def test_fields_that_strangers_wrote_are_text() -> None:
    evil = '<script>alert(1)</script><i>x</i><img src=x onerror="y">&\ue010'
    made = spoken(
        item("one", title=evil, publisher=evil, author=[{"literal": evil}], genre=evil,
             URL='https://example.org/?"onclick="x', language='en" onclick="x')
    )  # fmt: skip
    for html in (made.entry("one"), made.label("one")):
        assert not re.search(r"<(?!/?(?:i|cite|a)\b)", html)
        assert not re.search(r"<[^>]* on\w+=", html.replace("&#34;", ""))


@given(
    title=st.text(min_size=1, max_size=40),
    author=st.text(min_size=1, max_size=40),
    style=st.sampled_from(SHIPPED),
)
def test_whatever_stands_in_a_field_comes_out_as_well_formed_text(
    title: str, author: str, style: str
) -> None:
    made = spoken(item("one", title=title, author=[{"literal": author}]), style=style)
    entry = made.entry("one")
    assert set(re.findall(r"<(/?\w+)", entry)) <= {"i", "/i", "b", "/b", "sup", "/sup", "sub",
                                                   "/sub", "cite", "/cite", "bdi", "/bdi",
                                                   "span", "/span"}  # fmt: skip
    assert entry.count("<i>") == entry.count("</i>")
    assert isinstance(made.label("one"), Markup)


# --- styles of the author's ------------------------------------------------------------

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0">
<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated>{link}</info>
{parts}</style>"""
CITATION = '<citation><layout><text variable="title"/></layout></citation>'
LIST = '<bibliography><layout><text variable="title" font-style="italic"/></layout></bibliography>'


def written(parts: str = CITATION + LIST, kind: str = "in-text", link: str = "") -> bytes:
    return STYLE.format(parts=parts, kind=kind, link=link).encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"@book{x}", "not well-formed XML"),
        (b"<html/>", "not a style of CSL"),
        (written(CITATION), "no <bibliography>"),
        (written(LIST), "no <citation>"),
        (written(CITATION + LIST.replace("variable", "macro")), "a macro that it does not have"),
        (
            written(link='<link rel="independent-parent" href="http://x.org/styles/apa"/>'),
            "only refers to another style; name that one instead: apa",
        ),
    ],
)
def test_a_style_that_cannot_be_used_says_why(data: bytes, told: str) -> None:
    with pytest.raises(StyleError, match=told):
        read_style(data)


def test_a_style_for_footnotes_lists_and_the_marks_have_names() -> None:
    made = References({"holm": item("holm", **HOLM)}, read_style(written(kind="note"))).spoken(
        words("en")
    )
    assert made.label("holm").unescape() == "Holm & The Treasurer 2026"
    assert made.entry("holm") == "<i><cite>The town budget</cite></i>"


def test_what_a_style_said_is_known_in_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = {"holm": item("holm", **HOLM)}

    def build() -> Markup:
        memory = Memory(tmp_path / ".cache/explainer/sources.json")
        made = References(sources, None, memory).spoken(words("en")).entry("holm")
        memory.save()
        return made

    first = build()
    monkeypatch.setattr("explainer.cite.answers.Answers._processor", None)
    assert build() == first
    (tmp_path / ".cache/explainer/sources.json").write_text("[not JSON")
    assert Memory(tmp_path / ".cache/explainer/sources.json") == {}
    kept = {path.name for path in (tmp_path / ".cache/explainer").iterdir()}
    assert kept == {"sources.json", ".gitignore"}


@pytest.mark.parametrize("damage", ["", "{", "[]", "[" * 10_000, '{"a": 1}', "\x00"])
def test_what_was_known_and_is_damaged_is_asked_for_again(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "sources.json"
    path.write_text(damage, encoding="utf-8")
    memory = Memory(path)
    assert memory == {}
    memory["a"] = "said"
    memory.save()
    assert Memory(path) == {"a": "said"}


# --- the option ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("numberd", "did you mean `numbered`?"),
        ("missing.csl", "cannot be read: no such file"),
        ("broken.csl", "cannot be used: it is not well-formed XML"),
        (["numbered"], "a style is a name or a path"),
    ],
)
def test_a_style_that_is_not_there_is_an_error_of_the_configuration(
    value: object, told: str, tmp_path: Path
) -> None:
    (tmp_path / "broken.csl").write_text("<style")
    config = ExplainerConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    config.load_dict({"citation_style": value})
    errors, _ = config.validate()
    assert [key for key, _ in errors] == ["citation_style"]
    assert told in str(errors[0][1])


def test_a_style_is_found_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "my.csl").write_bytes(written())
    config = ExplainerConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    config.load_dict({"citation_style": "my.csl"})
    assert config.validate() == ([], [])
    assert not config.citation_style.numbered
