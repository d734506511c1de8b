"""Each mistake has a clear outcome: a strict build fails, a plain one loses nothing."""

from __future__ import annotations

import pytest

from tests.sites import NOTES, Site


def lost(site: Site) -> Site:
    """Let a note quote words that are not there."""
    return site.write("annotations/news/plan.yml", NOTES.replace("crowns", "crows"))


def test_a_strict_build_fails_on_an_error(harbour_site: Site) -> None:
    built = lost(harbour_site).build(strict=True)
    assert built.code == 1
    assert "annotations/news/plan.yml:3:12: error[quote-not-found]" in built.output
    assert "^^^" in built.output
    assert "quote: 2.5 million crowns" in built.output
    assert "Traceback" not in built.output


def test_a_strict_build_under_properdocs_fails_too(harbour_site: Site) -> None:
    built = lost(harbour_site).build(strict=True, host="properdocs")
    assert built.code == 1
    assert "error[quote-not-found]" in built.output


def test_a_plain_build_shows_the_note_that_lost_its_place(harbour_site: Site) -> None:
    built = lost(harbour_site).build()
    assert built.code == 0
    assert "error[quote-not-found]" in built.output
    page = built.page("news/plan/index.html")
    assert "It was quietudinous" in page
    assert 'id="note-cost"' in page


def test_the_check_and_the_build_find_the_same(harbour_site: Site) -> None:
    checked = lost(harbour_site).explainer("check", "--output", "concise")
    line = checked.output.splitlines()[0]
    assert checked.code == 1
    assert line in harbour_site.build().output


@pytest.mark.parametrize(
    ("files", "code", "kept"),
    [
        ({"annotations/news/gone.yml": NOTES}, "unknown-article", ""),
        (
            {"annotations/news/plan.yml": NOTES + NOTES.partition("\n")[2]},
            "duplicate-id",
            "note-cost",
        ),
        (
            {"annotations/news/plan.yml": NOTES.replace("[@ledger]", "")},
            "unused-source",
            "note-cost",
        ),
        ({"annotations/glossary.yml": "terms: [}\n"}, "yaml-syntax", "note-cost"),
        (
            {"annotations/news/plan.yml": NOTES.replace("@ledger", "@leger")},
            "unknown-source",
            "note-cost",
        ),
    ],
)
def test_a_mistake_is_named_and_fails_a_strict_build(
    files: dict[str, str], code: str, kept: str, harbour_site: Site
) -> None:
    for path, text in files.items():
        harbour_site.write(path, text)
    strict = harbour_site.build(strict=True)
    plain = harbour_site.build()
    assert (strict.code, plain.code) == (1, 0), strict.output
    assert f"[{code}]" in plain.output
    assert "Traceback" not in strict.output + plain.output
    assert not kept or kept in plain.ids("news/plan/index.html")


def test_a_missing_annotations_folder_is_a_notice(site: Site) -> None:
    site.write("docs/index.md", "# Home\n\nWords.\n")
    built = site.build(strict=True)
    assert built.code == 0, built.output
    assert "notice[missing-annotations]" in built.output


def test_an_article_without_annotations_is_left_alone(harbour_site: Site) -> None:
    (harbour_site.root / "annotations/glossary.yml").unlink()
    built = harbour_site.build(strict=True)
    assert built.code == 0, built.output
    assert "ex-" not in built.page("news/other/index.html").partition("<article")[2]


def test_a_page_that_opts_out_is_left_alone(harbour_site: Site) -> None:
    page = "---\nexplainer: false\n---\n\n# Report\n\nThe ferry line.\n"
    built = harbour_site.write("docs/news/other.md", page).build(strict=True)
    assert built.code == 0, built.output
    assert "ex-" not in built.page("news/other/index.html").partition("<article")[2]


def test_annotations_of_a_page_that_opts_out_are_reported(harbour_site: Site) -> None:
    plan = harbour_site.root / "docs/news/plan.md"
    text = plan.read_text(encoding="utf-8").replace("---\n", "---\nexplainer: false\n", 1)
    built = harbour_site.write("docs/news/plan.md", text).build()
    assert built.code == 0
    assert "warning[annotated-page-opted-out]" in built.output


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"notes:\n\t- id: x\n", b"\x00" * 10])
def test_no_file_ends_in_a_traceback(content: bytes, harbour_site: Site) -> None:
    (harbour_site.root / "annotations/news/plan.yml").write_bytes(content)
    built = harbour_site.build()
    assert built.code == 0
    assert "Traceback" not in built.output
