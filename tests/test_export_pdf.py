"""`explainer export pdf`: notes at the foot of the page, tagged, the same bytes every time."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from explainer.export import SIZES, footnotes
from tests.commands import run
from tests.conftest import ROOT
from tests.sites import Site, harbour

ARTICLE = """\
---
title: The harbour plan
description: What the council decided.
date: 2026-05-01
authors: [Ada Fennimore, Joss Tarrant]
license: CC BY 4.0
---

# The harbour plan

The council approved the harbour plan on Tuesday. It cost 2.5 million crowns, says the
[ledger](https://example.org/ledger?page=12).

## What follows

The ferry line will move to the new pier. The new pier is long.

| Part | Price |
| --- | --- |
| The mole | 300 crowns |

![A boat](boat.svg)

## Words

"""
PROSE = "The keeper counted the boats that passed the mole, and wrote their names into a book. "
LONG = "It was said of the old mole that no storm had ever moved a stone of it. " * 24
NOTES = f"""\
notes:
  - id: cost
    quote: 2.5 million crowns
    kind: correction
    title: What it cost
    body: |
      It was quietudinous, says the ledger [@ledger].

      - A first reason.
      - A second one.
  - id: follows
    section: what-follows
    title: Not all of it
    body: Some of it only.
    see: [cost]
  - id: pier
    quote: new pier
    occurrence: all
    title: The pier
    body: Built for a ferry.
  - id: mole
    quote: The mole
    title: An old mole
    body: "{LONG}"
  - id: price
    quote: 300 crowns
    kind: disputed
    title: A price
    body: Paid in coins.
    verdict: Too low
  - id: code
    quote: The keeper counted
    occurrence: 1
    title: A count
    body: |
      | a | b |
      | - | - |
      | 1 | 2 |
  - id: whole
    title: How this page was made
    body: In one night.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A project whose article has notes of every kind that paper treats differently."""
    made = harbour(tmp_path_factory.mktemp("harbour"))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><path d="M0 0h9"/></svg>'
    prose = "\n\n".join(PROSE * 6 for _ in range(12))
    made.write("docs/news/boat.svg", svg).write("docs/news/plan.md", ARTICLE + prose + "\n")
    return made.write("annotations/news/plan.yml", NOTES)


@pytest.fixture(scope="module")
def pdf(site: Site) -> PdfReader:
    done = run(site, "export", "pdf", "news/plan")
    assert done.code == 0, done.output
    assert done.printed == "wrote plan.pdf\n"
    return PdfReader(site.root / "plan.pdf")


def texts(pdf: PdfReader) -> list[str]:
    """Return the text of each page, without what ends its lines."""
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def page_of(pdf: PdfReader, words: str) -> int:
    """Return the one page that has these words."""
    (number,) = (number for number, text in enumerate(texts(pdf)) if words in text)
    return number


def root(pdf: PdfReader) -> dict[str, Any]:
    return dict(pdf.root_object)


def tags(element: Any) -> Iterator[str]:
    """Yield the tags of a PDF's structure, in reading order."""
    element = element.get_object()
    if isinstance(element, int):
        return
    if "/S" in element:
        yield element["/S"]
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from tags(kid)


# --- notes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("It cost 2.5 million", "It was quietudinous, says the ledger"),
        ("It cost 2.5 million", "A second one."),
        ("What follows", "Some of it only."),
        ("The ferry line will move", "Built for a ferry."),
        ("The mole", "Paid in coins."),
        ("The mole", "Verdict: Too low"),
    ],
)
def test_a_note_stands_at_the_foot_of_the_page_of_its_number(
    pdf: PdfReader, words: str, note: str
) -> None:
    text = texts(pdf)[page_of(pdf, note)]
    assert text.index(words) < text.index(note)


def test_a_note_stands_once_with_the_number_it_has_in_the_text(pdf: PdfReader) -> None:
    text = " ".join(texts(pdf))
    assert "1 Correction What it cost. It was quietudinous" in text
    assert "3 Context The pier. Built for a ferry." in text
    assert text.count("Built for a ferry.") == 1
    assert "new pier3. The new pier3 is long" in text


@pytest.mark.parametrize("title", ["An old mole", "A count"])
def test_a_note_too_large_for_a_foot_stands_at_the_end_and_is_pointed_to(
    pdf: PdfReader, title: str
) -> None:
    pages = [number for number, text in enumerate(texts(pdf)) if title in text]
    assert len(pages) == 2
    assert f"{title}. → (p. {pages[1] + 1})" in texts(pdf)[pages[0]]


def test_no_note_is_cut_that_goes_to_a_foot() -> None:
    assert len(LONG) > footnotes.LONGEST


def test_notes_on_the_whole_page_terms_and_sources_are_lists_at_the_end(pdf: PdfReader) -> None:
    text = " ".join(texts(pdf))
    notes, terms, sources = (text.index(one) for one in ("In one night.", "Terms ", "Sources "))
    assert notes < terms < text.index("go back and forth perpendicularly") < sources
    assert "The ledger of unrepeated expenses" in text[sources:]


def test_a_note_whose_number_stands_out_of_the_flow_is_not_lost(site: Site) -> None:
    path = site.root / "docs/news/aside.md"
    path.write_text(
        '# Aside\n\nA text.\n\n<p style="position: absolute">The old quay.</p>\n', encoding="utf-8"
    )
    site.write("annotations/news/aside.yml", "notes: [{id: a, quote: old quay, body: Of wood.}]\n")
    done = run(site, "export", "pdf", "news/aside")
    assert done.code == 0, done.output
    assert "Of wood." in " ".join(texts(PdfReader(site.root / "aside.pdf")))


@pytest.mark.parametrize("paper", SIZES)
def test_a_page_is_filled_before_the_next_begins(tmp_path: Path, paper: str) -> None:
    made = harbour(tmp_path)
    lines = [f"The boat {number} came in, and the keeper wrote its name." for number in range(40)]
    made.write("docs/news/plan.md", "# Boats\n\n" + "\n\n".join(lines) + "\n")
    notes = [
        f"  - {{id: n{number}, quote: boat {number} came, body: Note {number}.}}\n"
        for number in range(40)
    ]
    made.write("annotations/news/plan.yml", "notes:\n" + "".join(notes))
    assert run(made, "export", "pdf", "news/plan", "--paper", paper).code == 0
    pages = texts(PdfReader(made.root / "plan.pdf"))
    assert len(pages) <= 5
    for text in pages:
        assert [f"boat {n} " in text for n in range(40)] == [
            f"Note {n}." in text for n in range(40)
        ]


# --- addresses and page numbers ----------------------------------------------------------


def test_addresses_are_written_out(pdf: PdfReader) -> None:
    text = "".join(texts(pdf)).replace(" ", "")
    assert "https://example.org/ledger?page=12" in text
    assert text.count("https://example.org/ledger") == 2
    assert text.count("https://example.org/below/") == 1  # where the page itself stands


def test_lists_say_on_which_page_a_thing_comes_up(pdf: PdfReader) -> None:
    text = texts(pdf)[page_of(pdf, "go back and forth perpendicularly")]
    at = page_of(pdf, "The ferry line will move") + 1
    assert text.count(f"p. {at} ") == 2  # a term and a source


def test_every_page_says_which_it_is_of_how_many(pdf: PdfReader) -> None:
    count = len(pdf.pages)
    assert count > 2
    for number, text in enumerate(texts(pdf), start=1):
        assert f"{number} / {count}" in text
        assert ("The harbour plan" in text) or number == 1


# --- what programs read ------------------------------------------------------------------


def test_it_is_tagged_and_says_its_language(pdf: PdfReader) -> None:
    assert root(pdf)["/Lang"] == "en"
    assert root(pdf)["/MarkInfo"]["/Marked"]
    assert root(pdf)["/ViewerPreferences"]["/DisplayDocTitle"]
    found = set(tags(root(pdf)["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/P", "/L", "/Table", "/TH", "/Link", "/Figure"} <= found
    assert b"pdfuaid" in root(pdf)["/Metadata"].get_object().get_data()


def test_bookmarks_follow_the_headings_without_the_numbers_of_notes(pdf: PdfReader) -> None:
    def titles(outline: Any) -> list[Any]:
        return [titles(one) if isinstance(one, list) else one.title for one in outline]

    top, below = titles(pdf.outline)
    assert top == "The harbour plan"
    assert below[:3] == ["What follows", "Words", "Notes"]
    assert below[-2:] == ["Terms", "Sources"]


def test_it_names_its_title_authors_subject_and_date(pdf: PdfReader) -> None:
    told = pdf.metadata
    assert told is not None
    assert told.title == "The harbour plan"
    assert told.author == "Ada Fennimore, Joss Tarrant"
    assert told.subject == "What the council decided."
    assert str(told["/CreationDate"]).startswith("D:20260501")


def test_two_exports_are_the_same_bytes(site: Site, pdf: PdfReader) -> None:
    assert pdf.pages
    first = (site.root / "plan.pdf").read_bytes()
    done = site.run(
        "-c",
        "import sys; from explainer.cli import main; main(sys.argv[1:])",
        *("export", "pdf", "news/plan", "-o", "again.pdf"),
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
    )
    assert done.code == 0, done.output
    assert (site.root / "again.pdf").read_bytes() == first


# --- other pages and papers --------------------------------------------------------------


def small(tmp_path: Path, language: str, title: str, **settings: Any) -> PdfReader:
    """Return the PDF of a page of a few words in some language."""
    made = harbour(tmp_path, **settings)
    made.write("docs/news/plan.md", f"---\nlanguage: {language}\n---\n\n# {title}\n\n{title}。\n")
    made.write("annotations/news/plan.yml", "notes: []\n")
    done = run(made, "export", "pdf", "news/plan", "--paper", "letter")
    assert done.code == 0, done.output
    return PdfReader(made.root / "plan.pdf")


def test_the_paper_can_be_letter(tmp_path: Path) -> None:
    box = small(tmp_path, "en", "Plan").pages[0].mediabox
    assert (float(box.width), float(box.height)) == (612, 792)


@pytest.mark.parametrize(("language", "title"), [("ar", "خطة الميناء"), ("zh", "港口计划")])
def test_other_scripts_are_set_as_well(tmp_path: Path, language: str, title: str) -> None:
    made = small(tmp_path, language, title)
    assert root(made)["/Lang"] == language
    assert made.metadata is not None
    assert made.metadata.title == title


# --- without what makes a PDF ------------------------------------------------------------


def test_without_weasyprint_it_says_how_to_install_it(
    harbour_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    done = run(harbour_site, "export", "pdf", "news/plan")
    assert done.code == 2
    assert 'pip install "mkdocs-explainer[pdf]"' in done.output
    assert "[project.optional-dependencies]" in (ROOT / "pyproject.toml").read_text("utf-8")


def test_without_pango_it_names_the_packages(
    harbour_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(importlib.import_module("explainer.export.pdf"), "import_module", missing)
    done = run(harbour_site, "export", "pdf", "news/plan")
    assert done.code == 2
    assert "apt-get install libpango-1.0-0" in done.output
    assert "brew install pango" in done.output
