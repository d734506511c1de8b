"""The stress site is what it is meant to be, and the options of a reader do what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import stress as project
from tests.browser.conftest import Reader, Site
from tests.sites import digests

pytestmark = pytest.mark.browser

PAGES = ["", "stress/", "corners/", "sparse/", "plain/", "terms/", "folded/", "arabic/"]


def test_the_same_project_is_written_twice(tmp_path: Path) -> None:
    for name in ("one", "other"):
        project.write(tmp_path / name)
    assert digests(tmp_path / "one") == digests(tmp_path / "other")


def test_two_hundred_notes_forty_terms_and_thirty_sources_are_built(stress: Site) -> None:
    page = (stress.folder / "stress/index.html").read_text(encoding="utf-8")
    glossary = (stress.folder / "glossary/index.html").read_text(encoding="utf-8")
    sources = (stress.folder / "sources/index.html").read_text(encoding="utf-8")
    assert page.count(' id="note-') == 200
    assert glossary.count(' id="term-') == 40
    assert sources.count(' id="source-') == 30


@pytest.mark.parametrize("path", PAGES)
def test_no_page_complains_or_asks_others(stress_reader: Reader, path: str) -> None:
    visit = stress_reader.open(path)
    assert visit.complaints == []
    assert visit.elsewhere == []


def test_the_arabic_site_runs_from_right_to_left(stress_reader: Reader, stress_ar: Site) -> None:
    visit = stress_reader.open("article/", site=stress_ar)
    assert visit.page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert visit.complaints == []


def test_readers_differ_as_they_are_told_to(stress_reader: Reader) -> None:
    told = """() => [innerWidth, matchMedia("(pointer: coarse)").matches,
        matchMedia("(prefers-reduced-motion)").matches, matchMedia("(forced-colors)").matches,
        parseFloat(getComputedStyle(document.documentElement).fontSize)]"""
    usual = stress_reader.open("plain/").page.evaluate(told)
    assert usual == [1300, False, True, False, 20]
    other = stress_reader.open(
        "plain/", touch=True, reduced_motion=False, forced_colors=True, text_zoom=2
    ).page.evaluate(told)
    assert other == [390, True, False, True, 40]


def test_a_site_can_be_met_by_a_poorer_browser(stress_reader: Reader, stress: Site) -> None:
    has = """() => ["showPopover" in HTMLElement.prototype,
        CSS.supports("top", "anchor(top)")]"""
    for variant, expected in (("no-popover", [False, True]), ("no-anchors", [True, False])):
        page = stress_reader.open("sparse/", site=stress.variant(variant)).page
        assert page.evaluate(has) == expected
    visit = stress_reader.open("plain/", csp=True, init_script="window.early = true")
    assert visit.page.evaluate("window.early")
    assert any("Content Security Policy" in told for told in visit.complaints)


def test_the_stress_site_is_left_and_met_again_without_being_loaded(stress_reader: Reader) -> None:
    page = stress_reader.open("sparse/").page
    page.evaluate("window.kept = true")
    page.locator("a.md-nav__link[href$='/plain/']").first.evaluate("link => link.click()")
    page.wait_for_url("**/plain/")
    page.wait_for_function("document.title.startsWith('A page without notes')")
    page.go_back()
    page.wait_for_url("**/sparse/")
    assert page.evaluate("window.kept")
