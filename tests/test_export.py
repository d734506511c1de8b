"""`explainer export html-single`: a page as one file, which needs nothing else."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
from turbohtml import Document, parse

from explainer.cli.export import export
from explainer.export import Around, links
from tests.commands import run
from tests.conftest import ROOT
from tests.sites import NOTES, Site, harbour

PLAN = "news/plan"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>\n'


def exported(site: Site, page: str = PLAN, *, code: int = 0) -> str:
    """Return a page of a site as one file."""
    done = run(site, "export", "html-single", page, "-o", "out.html")
    assert done.code == code, done.output
    return (site.root / "out.html").read_text(encoding="utf-8")


def tree(html: str) -> Document:
    return parse(html)


def hrefs(page: Document, words: str) -> list[str | None]:
    """Return where the links with these words lead; None for words that are no link."""
    found = [one for one in page.select("a, span") if " ".join(one.text.split()) == words]
    return [one.attr("href") for one in found]


def with_plan(site: Site, *more: str) -> Site:
    """Add paragraphs to the harbour plan."""
    path = site.root / "docs/news/plan.md"
    path.write_text("\n\n".join((path.read_text(encoding="utf-8"), *more)), encoding="utf-8")
    return site


# --- what is in it -----------------------------------------------------------------------


def test_one_file_holds_the_article_with_its_lists(harbour_site: Site) -> None:
    page = tree(exported(harbour_site))
    for id_ in ("note-cost", "note-pier", "term-ferry-line", "source-ledger", "ref-cost"):
        assert len(page.select(f"#{id_}")) == 1
    root = page.root
    assert root is not None
    assert (root.attr("lang"), root.attr("dir")) == ("en", "ltr")
    (title,) = page.select("title")
    assert title.text == "The harbour plan – Small"
    assert len(page.select("h1")) == 1


def test_style_and_script_are_in_it_and_it_may_ask_for_nothing_else(harbour_site: Site) -> None:
    page = tree(exported(harbour_site))
    assert page.select("link:not([rel=canonical]), script[src], iframe, object, embed, base") == []
    (script,) = page.select("script")
    assert script.attr("type") == "module"
    assert "customElements.define" in script.text
    (style,) = page.select("style")
    assert ".ex-ref" in style.text
    assert "url(" not in style.text
    assert "@import" not in style.text
    (policy,) = page.select("[http-equiv=Content-Security-Policy]")
    assert str(policy.attr("content")).startswith("default-src 'none'; img-src data:")


def test_a_page_without_notes_has_no_script(harbour_site: Site) -> None:
    page = tree(exported(harbour_site, "index"))
    assert page.select("script") == []
    (policy,) = page.select("[http-equiv=Content-Security-Policy]")
    assert "script-src 'none'" in str(policy.attr("content"))


def test_a_draft_stays_out(harbour_site: Site) -> None:
    harbour_site.write("annotations/news/plan.yml", NOTES + "    status: draft\n")
    html = exported(harbour_site)
    assert "note-cost" in html
    assert "note-pier" not in html


def test_it_is_html_without_a_parse_error(harbour_site: Site) -> None:
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(exported(harbour_site))
    assert parser.errors == []


def test_two_exports_are_the_same_bytes_whatever_the_hash_seed(harbour_site: Site) -> None:
    made = []
    for seed in ("1", "2"):
        command = "import sys; from explainer.cli import main; main(sys.argv[1:])"
        done = harbour_site.run(
            "-c", command, "export", "html-single", PLAN, env={"PYTHONHASHSEED": seed}
        )
        assert done.code == 0, done.output
        made.append((harbour_site.root / "plan.html").read_bytes())
    assert made[0] == made[1]


def test_the_foot_says_who_when_where_and_on_what_terms(tmp_path: Path) -> None:
    site = harbour(tmp_path, copyright="Free to <b>share</b>")
    path = site.root / "docs/news/plan.md"
    head = "---\ndate: 2026-05-01\nauthors: [Ada & Co]\n"
    path.write_text(path.read_text(encoding="utf-8").replace("---\n", head, 1), encoding="utf-8")
    (foot,) = tree(exported(site)).select("footer")
    assert " ".join(foot.text.split()) == (
        "Ada & Co · 1 May 2026 https://example.org/below/news/plan/ Free to share"
    )


def test_a_page_from_right_to_left_says_so(harbour_site: Site) -> None:
    path = harbour_site.root / "docs/news/plan.md"
    text = path.read_text(encoding="utf-8").replace("---\n", "---\nlanguage: ar\n", 1)
    path.write_text(text, encoding="utf-8")
    root = tree(exported(harbour_site)).root
    assert root is not None
    assert (root.attr("lang"), root.attr("dir")) == ("ar", "rtl")


def test_what_would_end_a_script_or_style_does_not(harbour_site: Site) -> None:
    html = exported(with_plan(harbour_site, "`</script>` and `</style>`"))
    assert html.count("</script>") == 1
    assert html.count("</style>") == 1


# --- links -------------------------------------------------------------------------------


def test_links_to_other_pages_lead_to_the_site_if_it_is_known(harbour_site: Site) -> None:
    page = tree(exported(harbour_site))
    assert hrefs(page, "report") == ["https://example.org/below/news/other/"]
    assert page.select("link[rel=canonical]")[0].attr("href") == (
        "https://example.org/below/news/plan/"
    )


def test_links_to_other_pages_are_plain_text_if_the_site_is_not_known(tmp_path: Path) -> None:
    page = tree(exported(harbour(tmp_path, site_url="")))
    assert hrefs(page, "report") == [None]
    assert page.select(".ex-more, .ex-in, [rel=canonical]") == []
    leads = {str(one.attr("href")) for one in page.select("a[href]")}
    assert all(href.startswith(("#", "https://example.org/ledger")) for href in leads)


def test_a_source_that_only_another_page_lists_leads_to_itself(tmp_path: Path) -> None:
    site = with_plan(harbour(tmp_path, site_url=""), "[Accounts](../sources.md#source-gazette)")
    sources = site.root / "annotations/sources.yml"
    text = "  - {id: gazette, type: book, title: Gazette, URL: https://example.org/gazette}\n"
    sources.write_text(sources.read_text(encoding="utf-8") + text, encoding="utf-8")
    site.write("docs/sources.md", "# Sources\n\n<!-- explainer:sources -->\n")
    assert hrefs(tree(exported(site)), "Accounts") == ["https://example.org/gazette"]


def test_every_link_within_leads_to_something(tmp_path: Path) -> None:
    page = tree(exported(harbour(tmp_path, site_url="")))
    ids = {str(one.attr("id")) for one in page.select("[id]")}
    inside = {str(one.attr("href")) for one in page.select("a[href^='#']:not(.ex-all)")}
    assert {one.removeprefix("#") for one in inside} <= ids


def test_terms_and_sources_of_other_pages_lead_to_the_own_list(harbour_site: Site) -> None:
    site = with_plan(harbour_site, "[Ships](../glossary.md#term-ferry-line)")
    site.write("docs/glossary.md", "# Glossary\n\n<!-- explainer:glossary -->\n")
    page = tree(exported(site))
    assert hrefs(page, "Ships") == ["#term-ferry-line"]
    (own,) = page.select("dt#term-ferry-line a")
    assert own.attr("href") == "https://example.org/below/glossary/#term-ferry-line"


def test_addresses_on_the_web_stay_as_they_are(harbour_site: Site) -> None:
    site = with_plan(harbour_site, "[Out](https://example.com/a?b#c) [Mail](mailto:a@example.com)")
    page = tree(exported(site))
    assert hrefs(page, "Out") == ["https://example.com/a?b#c"]
    assert hrefs(page, "Mail") == ["mailto:a@example.com"]


@pytest.mark.parametrize(
    ("href", "below"),
    [
        ("", "a/b/"),
        ("#", "a/b/"),
        ("../", "a/"),
        ("../../", ""),
        ("../../c/#d", "c/#d"),
        ("e.png?f=1", "a/b/e.png?f=1"),
        ("../../../../g", "g"),
        ("/h/i", "h/i"),
        ("#frag", None),
        ("https://example.org/", None),
        ("//example.org/", None),
        ("mailto:a@example.org", None),
        ("http://[broken", None),
    ],
)
def test_an_address_is_taken_from_the_page_it_is_on(href: str, below: str | None) -> None:
    around = Around(url="a/b/", site_url="", sources={}, read=lambda _: None)
    assert links.below(href, around) == below


# --- pictures ----------------------------------------------------------------------------


def test_pictures_of_the_site_are_in_the_file(harbour_site: Site) -> None:
    harbour_site.write("docs/news/a b.svg", _SVG)
    page = tree(exported(with_plan(harbour_site, "![A boat](<a b.svg>)")))
    (picture,) = page.select("article img")
    assert str(picture.attr("src")).startswith("data:image/svg+xml;base64,PHN2Zy")
    assert picture.attr("alt") == "A boat"


def test_a_picture_from_elsewhere_is_named_in_its_place_and_told_of(harbour_site: Site) -> None:
    site = with_plan(harbour_site, "![A boat](https://example.com/boat.png)")
    done = run(site, "export", "html-single", PLAN, "-o", "out.html")
    assert done.code == 1
    assert "not in the file: https://example.com/boat.png" in done.output
    page = tree((site.root / "out.html").read_text(encoding="utf-8"))
    assert page.select("article img") == []
    assert hrefs(page, "A boat") == ["https://example.com/boat.png"]


def test_frames_scripts_and_style_from_elsewhere_are_not_taken_along(harbour_site: Site) -> None:
    raw = (
        '<iframe src="https://example.com/film" title="A film"></iframe>\n'
        '<script src="https://example.com/a.js"></script>\n'
        '<div style="background: URL(https://example.com/b.png)">Words</div>\n'
        '<a href="https://example.com/c"><img src="https://example.com/c.png" alt="C"></a>\n'
    )
    page = tree(exported(with_plan(harbour_site, raw), code=1))
    assert page.select("article :is(iframe, script, [style], a a)") == []
    assert hrefs(page, "A film") == ["https://example.com/film"]
    assert hrefs(page, "C") == ["https://example.com/c", None]


def test_tabs_stand_one_under_the_other_with_their_names(tmp_path: Path) -> None:
    extensions = ["pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}}]
    site = harbour(tmp_path, markdown_extensions=extensions)
    tabs = '=== "North"\n\n    The mole.\n\n=== "South"\n\n    The pier.\n'
    page = tree(exported(with_plan(site, tabs)))
    assert page.select("article :is(.tabbed-set > input, .tabbed-labels)") == []
    found = [" ".join(one.text.split()) for one in page.select(".tabbed-block")]
    assert found == ["North The mole.", "South The pier."]


# --- the command -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["news/plan", "news/plan.md", "docs/news/plan.md"])
def test_a_page_is_named_by_its_path(harbour_site: Site, name: str) -> None:
    done = run(harbour_site, "export", "html-single", name)
    assert done.code == 0
    assert done.printed == "wrote plan.html\n"
    assert (harbour_site.root / "plan.html").is_file()


def test_a_page_that_is_not_there_is_told_with_one_like_it(harbour_site: Site) -> None:
    done = run(harbour_site, "export", "html-single", "news/pla")
    assert done.code == 2
    assert "did you mean news/plan.md?" in done.output


def test_a_file_that_cannot_be_written_is_told(harbour_site: Site) -> None:
    harbour_site.write("file", "")
    done = run(harbour_site, "export", "html-single", PLAN, "-o", "file/out.html")
    assert done.code == 2
    assert "file/out.html cannot be written" in done.output


def test_without_a_site_there_is_nothing_to_export(tmp_path: Path) -> None:
    done = run(Site(root=tmp_path), "export", "html-single", PLAN)
    assert done.code == 2
    assert "there is no mkdocs.yml here" in done.output


def test_every_option_is_in_the_handbook() -> None:
    handbook = (ROOT / "docs/handbook/commands.md").read_text(encoding="utf-8")
    told = handbook.partition("## explainer export")[2].partition("\n## ")[0]
    options = {
        option
        for command in export.commands.values()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("-")
    }
    assert {one for one in options if f"`{one}" not in told} == set()
