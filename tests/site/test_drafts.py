"""Drafts are for the preview: shown by `serve`, and not one byte of them in a build."""

from __future__ import annotations

import pytest

from tests.sites import NOTES, Built, Site

DRAFT = NOTES + (
    "  - id: secret-plan\n"
    "    quote: on Tuesday\n"
    "    title: Unfinishedness\n"
    "    body: Nobody may read bumblebeeishly yet.\n"
    "    status: draft\n"
)


def drafted(site: Site) -> Site:
    """Add a draft to a project."""
    return site.write("annotations/news/plan.yml", DRAFT)


def holds(built: Built, word: str) -> bool:
    """Return whether any file of a site holds a word."""
    files = (path for path in built.site.rglob("*") if path.is_file())
    return any(word.encode() in path.read_bytes() for path in files)


@pytest.mark.parametrize("word", ["secret-plan", "Unfinishedness", "bumblebeeishly"])
def test_a_build_holds_nothing_of_a_draft(word: str, harbour_site: Site) -> None:
    built = drafted(harbour_site).build(strict=True)
    assert built.code == 0, built.output
    assert not holds(built, word)


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_the_preview_shows_a_draft(host: str, harbour_site: Site) -> None:
    built = drafted(harbour_site).serve(host)
    assert built.code == 0, built.output
    assert "note-secret-plan" in built.ids("news/plan/index.html")
    assert "Draft" in built.page("news/plan/index.html")


def test_the_check_looks_at_drafts_too(harbour_site: Site) -> None:
    harbour_site.write("annotations/news/plan.yml", DRAFT.replace("Tuesday", "Toosday"))
    checked = harbour_site.explainer("check")
    assert checked.code == 1
    assert "error[quote-not-found]" in checked.output


def test_the_preview_reads_the_project_anew_for_each_build(harbour_site: Site) -> None:
    script = """
import pathlib
from mkdocs.config import load_config
from mkdocs.commands.build import build
config = load_config('mkdocs.yml')
config.plugins.on_startup(command='serve', dirty=False)
build(config, serve_url='http://127.0.0.1:8000/')
notes = pathlib.Path('annotations/news/plan.yml')
notes.write_text(notes.read_text().replace('quietudinous', 'altered'))
print('watched' if str(notes.parent.parent.resolve()) in config.watch else 'not watched')
again = load_config('mkdocs.yml')
again.plugins = config.plugins
build(again, serve_url='http://127.0.0.1:8000/')
"""
    built = harbour_site.run("-c", script)
    assert built.code == 0, built.output
    assert "not watched" not in built.output
    assert "It was altered" in built.page("news/plan/index.html")
