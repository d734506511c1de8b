"""What a build makes of a project that is right, on each host and with each theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.sites import Built, Site, digests, harbour

HOSTS = ("mkdocs", "properdocs")


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("directories", [True, False])
def test_a_clean_project_builds_strictly(host: str, directories: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter
    built = harbour(tmp_path, use_directory_urls=directories).build(strict=True, host=host)
    assert built.code == 0, built.output
    page = "news/plan/index.html" if directories else "news/plan.html"
    for id_ in ("note-cost", "passage-cost", "ref-cost", "note-pier", "source-ledger"):
        assert built.ids(page).count(id_) == 1, id_
    assert list(dead_links(built)) == []


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes_show_the_notes_too(theme: str, tmp_path: Path) -> None:
    built = harbour(tmp_path, theme={"name": theme}).build(strict=True)
    assert built.code == 0, built.output
    assert "note-cost" in built.ids("news/plan/index.html")
    assert "term-ferry-line" in built.ids("glossary/index.html")
    assert "assets/explainer/explainer.css" in built.page("news/plan/index.html")
    script = r'<script src="[./]*assets/explainer/explainer.js" type="module">'
    assert re.search(script, built.page("news/plan/index.html"))
    assert (built.site / "assets/explainer/explainer.js").is_file()
    assert list(dead_links(built)) == []


def test_both_hosts_make_the_same_article(tmp_path: Path) -> None:
    articles = []
    for host in HOSTS:
        page = harbour(tmp_path).build(host=host).page("news/plan/index.html")
        articles.append(page.partition("<article")[2].partition("</article>")[0])
    assert articles[0] == articles[1]


def test_a_build_writes_nothing_into_the_project(harbour_site: Site) -> None:
    folders = ("docs", "annotations")
    before = [digests(harbour_site.root / name) for name in folders]
    assert harbour_site.build().code == 0
    assert harbour_site.explainer("check").code == 0
    assert [digests(harbour_site.root / name) for name in folders] == before


def test_a_check_writes_nothing_but_the_schemas_for_editors(harbour_site: Site) -> None:
    before = digests(harbour_site.root)
    assert harbour_site.explainer("check").code == 0
    after = digests(harbour_site.root).items()
    assert {name: one for name, one in after if not name.startswith(".explainer/schema/")} == before


def test_two_builds_are_the_same_bytes(harbour_site: Site) -> None:
    one = harbour_site.build(env={"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"})
    first = one.digests()
    other = harbour_site.build(env={"PYTHONHASHSEED": "2", "TZ": "America/Lima"})
    assert first == other.digests()


def test_pages_nobody_wrote_stay_out_of_a_nav_that_omits_them(tmp_path: Path) -> None:
    pages = [{"Home": "index.md"}, {"Plan": "news/plan.md"}, {"Report": "news/other.md"}]
    built = harbour(tmp_path, nav=pages).build(strict=True)
    assert built.code == 0, built.output
    assert "term-ferry-line" in built.ids("glossary/index.html")
    assert "not included in the" not in built.output


def test_an_authors_page_with_the_marker_is_the_glossary(harbour_site: Site) -> None:
    page = "# Our words\n\nBefore.\n\n<!-- explainer:glossary -->\n\nAfter.\n"
    built = harbour_site.write("docs/glossary.md", page).build(strict=True)
    assert built.code == 0, built.output
    html = built.page("glossary/index.html")
    assert html.index("Before.") < html.index('id="term-ferry-line"') < html.index("After.")


def test_an_authors_page_without_the_marker_stays_and_is_reported(harbour_site: Site) -> None:
    built = harbour_site.write("docs/glossary.md", "# Our words\n").build()
    assert built.code == 0
    assert "lacks the line <!-- explainer:glossary -->" in built.output
    assert "term-ferry-line" not in built.ids("glossary/index.html")


def test_pages_can_have_other_paths_or_none(tmp_path: Path) -> None:
    options = {"pages": {"glossary": "words/all.md", "notes": False}}
    built = harbour(tmp_path, plugins=["search", {"explainer": options}]).build(strict=True)
    assert built.code == 0, built.output
    assert "term-ferry-line" in built.ids("words/all/index.html")
    assert not (built.site / "notes").exists()
    assert list(dead_links(built)) == []


def test_without_any_page_of_their_own_the_article_is_complete(tmp_path: Path) -> None:
    plugins = ["search", {"explainer": {"pages": False}}]
    built = harbour(tmp_path, plugins=plugins).build(strict=True)
    assert built.code == 0, built.output
    assert {"note-cost", "term-ferry-line", "source-ledger"} <= {*built.ids("news/plan/index.html")}
    assert list(dead_links(built)) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"pages": {"glossery": "a.md"}}, "there is no page `glossery`"),
        ({"pages": {"glossary": "a.html"}}, "`pages.glossary` is the path of a page"),
        ({"pages": "glossary.md"}, "`pages` is either false or"),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, object], message: str, tmp_path: Path) -> None:
    built = harbour(tmp_path, plugins=[{"explainer": options}]).build()
    assert built.code == 1
    assert message in built.output
    assert "Traceback" not in built.output


def test_an_authors_style_sheet_comes_after_ours(tmp_path: Path) -> None:
    project = harbour(tmp_path, extra_css=["own.css"]).write("docs/own.css", "p {}\n")
    page = project.build(strict=True).page("index.html")
    assert page.index("assets/explainer/explainer.css") < page.index("own.css")


def test_a_site_without_annotated_articles_gets_no_pages(site: Site) -> None:
    site.write("docs/index.md", "# Home\n").write("annotations/glossary.yml", "terms: []\n")
    built = site.build(strict=True)
    assert built.code == 0, built.output
    assert not (built.site / "glossary").exists()


def test_the_rules_stand_where_a_page_asks_for_them(site: Site) -> None:
    site.configure(markdown_extensions=["attr_list", "pymdownx.superfences"])
    site.write("docs/index.md", "# Rules\n\n<!-- explainer:rules -->\n")
    built = site.write("annotations/glossary.yml", "terms: []\n").build(strict=True)
    assert built.code == 0, built.output
    assert built.ids("index.html").count("quote-not-found") == 1


def test_dirty_builds_are_warned_of(harbour_site: Site) -> None:
    built = harbour_site.run("-m", "mkdocs", "build", "--dirty")
    assert built.code == 0, built.output
    assert "--dirty renders only the pages that changed" in built.output


def dead_links(built: Built) -> Iterator[str]:
    """Yield the links of a site, below its sub-path, that lead nowhere."""
    root = "https://example.org/below/"
    for file in sorted(built.site.rglob("*.html")):
        path = file.relative_to(built.site).as_posix()
        if path == "404.html":
            continue
        for link in built.links(path):
            address, fragment = urldefrag(urljoin(root + path, link))
            if urlsplit(link).scheme or not address.startswith(root):
                if link.startswith("/"):
                    yield f"{path}: {link} is absolute"
                continue
            target = address.removeprefix(root)
            target += "index.html" if not target or target.endswith("/") else ""
            if not (built.site / target).is_file():
                yield f"{path}: {link} has no file"
            elif fragment and fragment not in built.ids(target) and fragment != "__skip":
                yield f"{path}: {link} has no element"
