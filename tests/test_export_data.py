"""`explainer export` for data: the same as beside the pages, without a build."""

from __future__ import annotations

import json

import pytest

from explainer.downloads import ARTICLE, DOWNLOADS
from tests.commands import Done, run
from tests.sites import NOTES, Site
from tests.web_annotation_model import wrong

PLAN = "news/plan"


def exported(site: Site, *arguments: str) -> str:
    """Return what a command writes to the output."""
    done = run(site, "export", *arguments, "-o", "-")
    assert done.code == 0, done.output
    return done.printed


def test_the_data_of_a_page_is_what_stands_beside_it(harbour_site: Site) -> None:
    harbour_site.configure(site_url="https://example.org/below/")
    harbour_site.write(
        "annotations/events.yml", "events: [{id: opens, date: 2019-05-16, title: It opens}]"
    )
    dated = NOTES.replace("title: What it cost", "title: What it cost\n    updated: 2026-11-02")
    built = harbour_site.write("annotations/news/plan.yml", dated).build()
    for one in DOWNLOADS:
        if one.name != "annotations":
            page = [PLAN] if one.of == ARTICLE else []
            beside = built.page(one.address(f"{PLAN}/"))  # read with line feeds, as the output is
            assert exported(harbour_site, one.name, *page) == beside, one.name


def test_annotations_go_out_whole(harbour_site: Site) -> None:
    harbour_site.configure(site_url="https://example.org/below/")
    whole = json.loads(exported(harbour_site, "annotations"))
    page = json.loads(exported(harbour_site, "annotations", PLAN))
    assert wrong(whole) == wrong(page) == []
    assert whole["total"] == len(whole["first"]["items"]) == 2
    assert [one["id"] for one in page["items"]] == [one["id"] for one in whole["first"]["items"]]
    assert "partOf" not in page


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["bibtex"], "sources.bib"),
        (["bibtex", PLAN], "plan.sources.bib"),
        (["markdown", PLAN], "plan.md"),
        (["glossary-csv", "-o", "new/terms.csv"], "new/terms.csv"),
    ],
)
def test_a_file_has_a_name_of_its_own(harbour_site: Site, arguments: list[str], file: str) -> None:
    done = run(harbour_site, "export", *arguments)
    assert done == Done(code=0, output=f"wrote {file}\n", printed=f"wrote {file}\n")
    assert (harbour_site.root / file).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["markdown"], "name a page: explainer export markdown PAGE"),
        (["glossary-csv", PLAN], "unexpected extra argument"),
        (["bibtex", "news/plam"], "there is no article news/plam; did you mean news/plan.md?"),
        (["atom"], "Atom is read elsewhere: set `site_url` in mkdocs.yml"),
        (
            ["markdown", "mine"],
            "mine.md is no article: it holds lists, or says",
        ),
    ],
)
def test_what_cannot_be_written_is_said(
    harbour_site: Site, arguments: list[str], told: str
) -> None:
    harbour_site.configure(site_url="").write(
        "docs/mine.md", "---\nexplainer: false\n---\n# Mine\n"
    )
    done = run(harbour_site, "export", *arguments)
    assert done.code == 2
    assert told in done.output
