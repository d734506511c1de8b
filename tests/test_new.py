"""New articles and entries: each a valid draft, where it is said to be, with all else as it was."""

from __future__ import annotations

import pytest

from explainer.load.modelines import modeline
from tests.commands import run
from tests.sites import NOTES, SOURCES, Site


def test_a_new_note_is_a_draft_at_its_passage_and_adds_lines_alone(harbour_site: Site) -> None:
    done = run(harbour_site, "new", "note", "news/plan", "--quote", "the ferry line")
    assert (done.code, done.output) == (0, "annotations/news/plan.yml:12\n")
    text = (harbour_site.root / "annotations/news/plan.yml").read_text(encoding="utf-8")
    assert text.startswith(NOTES)
    assert text.removeprefix(NOTES) == (
        "\n  - id: the-ferry-line\n    quote: The ferry line\n"
        "    title: What a reader should know here\n    body: Say it in Markdown.\n"
        "    status: draft\n"
    )
    checked = run(harbour_site, "check", "--pedantic")
    assert checked.output == "3 notes, all in place, in 1 article; no problems\n"


def test_a_new_note_in_a_new_file_begins_with_the_schema(harbour_site: Site) -> None:
    done = run(
        harbour_site, "new", "note", "docs/news/other.md", "--title", "The report", "--id", "a"
    )
    assert (done.code, done.output) == (0, "annotations/news/other.yml:4\n")
    path = "annotations/news/other.yml"
    lines = (harbour_site.root / path).read_text(encoding="utf-8").splitlines()
    assert lines[0] == modeline(path, "notes")
    assert lines[3:5] == ["  - id: a", "    title: The report"]
    assert run(harbour_site, "check").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--quote", "no such words"], 1, "docs/news/plan.md has no words “no such words”"),
        (["--quote", "the"], 1, "docs/news/plan.md has the words 3 times; give more of them"),
        (["--id", "a b"], 2, "cannot be an id"),
        (["--id", "cost"], 2, "there is a note `cost` on news/plan.md already"),
    ],
)
def test_a_note_that_cannot_be_is_refused_and_nothing_is_written(
    harbour_site: Site, arguments: list[str], code: int, said: str
) -> None:
    done = run(harbour_site, "new", "note", "news/plan", *arguments)
    assert (done.code, said in done.output) == (code, True), done.output
    text = (harbour_site.root / "annotations/news/plan.yml").read_text(encoding="utf-8")
    assert text == NOTES


def test_a_new_term_and_a_new_source_are_valid_and_offered_at_once(harbour_site: Site) -> None:
    term = run(harbour_site, "new", "term", "the report: #1", "--short", "What was said.")
    source = run(harbour_site, "new", "source", "Yes: no", "--url", "https://example.org/yes")
    assert (term.output, source.output) == (
        "annotations/glossary.yml:7\n", "annotations/sources.yml:8\n",
    )  # fmt: skip
    text = (harbour_site.root / "annotations/sources.yml").read_text(encoding="utf-8")
    assert (
        text
        == f'{SOURCES}\n  - id: yes-no\n    title: "Yes: no"\n    URL: https://example.org/yes\n'
    )
    offered = (harbour_site.root / ".explainer/schema/notes.json").read_text(encoding="utf-8")
    assert '"const": "yes-no"' in offered
    found = run(harbour_site, "check", "--output", "concise").output
    assert "error" not in found
    assert "unused-source" in found  # which is what it is, until a note cites it


def test_a_new_article_is_written_once(harbour_site: Site) -> None:
    done = run(harbour_site, "new", "article", "news/old-pier")
    assert (done.code, done.output) == (0, "docs/news/old-pier.md:7\n")
    lines = (harbour_site.root / "docs/news/old-pier.md").read_text(encoding="utf-8").splitlines()
    assert (lines[1], lines[4], lines[6]) == (
        'title: "Old pier"', "# Old pier", "The text, in Markdown.",
    )  # fmt: skip
    assert run(harbour_site, "check").code == 0
    again = run(harbour_site, "new", "article", "news/old-pier")
    assert (again.code, "is there already" in again.output) == (2, True)


def test_an_article_outside_of_the_site_is_refused(harbour_site: Site) -> None:
    done = run(harbour_site, "new", "article", "../elsewhere")
    assert (done.code, "is not in docs/" in done.output) == (2, True)


def test_a_list_in_brackets_is_left_alone(harbour_site: Site) -> None:
    harbour_site.write("annotations/sources.yml", "sources: [{id: ledger, title: x}]\n")
    done = run(harbour_site, "new", "source", "More")
    assert (done.code, "written in brackets" in done.output) == (1, True)
