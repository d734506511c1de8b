"""`explainer check --fix` mends what cannot be wrong, and leaves every other byte alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from explainer.cli import cli
from tests.repositories import Repository
from tests.sites import ARTICLE, Site, harbour

PLACE = "annotations/news/plan.yml"
ARTICLE_WITH_MARKS = ARTICLE.replace("The council", "The council’s “friends”")
TYPED = (
    "# kept: é 😀\r\nnotes:\r\n  - id: cost   # the cost\r\n    qoute: 2.5 million crowns\r\n"
    '    boddy: "It cost that."\r\n  - id: friends\r\n'
    '    quote:   "council\'s \\"friends\\""  # kept\r\n'
    "    body: They are many.\r\n"
)
MENDED = (
    TYPED.replace("qoute", "quote")
    .replace("boddy", "body")
    .replace('"council\'s \\"friends\\""', '"council’s “friends”"')
)


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A project whose notes have two mistyped keys, and a quote with straight marks."""
    site = harbour(tmp_path).write("docs/news/plan.md", ARTICLE_WITH_MARKS)
    (site.root / PLACE).write_bytes(TYPED.encode())
    monkeypatch.chdir(site.root)
    return site


def run(*options: str) -> Result:
    return CliRunner().invoke(cli, ["check", *options], standalone_mode=False)


def test_what_is_certain_is_mended_and_every_other_byte_stays(typed: Site) -> None:
    done = run("--fix", "--pedantic", "--output", "concise")
    assert f"mended 3 places in {PLACE}" in done.output
    assert (typed.root / PLACE).read_bytes() == MENDED.encode()
    assert "unknown-key" not in done.output
    assert "quote-normalised" not in done.output
    again = run("--fix")
    assert "mended" not in again.output
    assert (typed.root / PLACE).read_bytes() == MENDED.encode()


def test_a_diff_shows_it_and_writes_nothing(typed: Site) -> None:
    shown = run("--diff", "--output", "concise")
    assert shown.return_value == 1
    assert f"--- a/{PLACE}\n+++ b/{PLACE}\n" in shown.output
    assert "-    qoute: 2.5 million crowns" in shown.output
    assert "+    quote: 2.5 million crowns" in shown.output
    assert (typed.root / PLACE).read_bytes() == TYPED.encode()


@pytest.mark.parametrize(
    "lines",
    [
        "    quotee: the pier\n    body: Text.",  # quote, or quotes?
        "    bodyy: More.\n    body: Text.",  # there is one already
        "    titel: More.\n    title: One.\n    body: Text.",
        "    'titel': A title\n    body: Text.",  # in quotation marks
        "    label: A title\n    body: Text.",  # no typo
        "    name: A title\n    body: Text.",  # another tool's word
    ],
)
def test_what_could_be_meant_otherwise_is_left_to_the_editor(
    lines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"notes:\n  - id: one\n{lines}\n"
    site = harbour(tmp_path).write(PLACE, text)
    monkeypatch.chdir(site.root)
    done = run("--fix", "--output", "concise")
    assert done.return_value == 1
    assert "error[unknown-key]" in done.output
    assert (site.root / PLACE).read_text(encoding="utf-8") == text


DRIFTING = (
    "notes:\n"
    "  - id: vote\n    quote: The council approved the harbour plan on Tuesday\n    body: Text.\n"
    "  - id: line\n    quote: The ferry line will move to the new pier in 2026\n    body: Text.\n"
)
STOOD = ARTICLE.replace("the new pier,", "the new pier in 2026,")


def test_a_quote_follows_its_passage_unless_that_says_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = harbour(tmp_path).write("docs/news/plan.md", STOOD).write(PLACE, DRIFTING)
    repository = Repository(root=site.root)
    repository.git("init", "-q")
    repository.commit("Write it")
    edited = STOOD.replace("the harbour plan on", "the whole harbour plan on")
    site.write("docs/news/plan.md", edited.replace("2026", "2027"))
    repository.commit("Edit it")
    monkeypatch.chdir(site.root)
    done = run("--fix")
    assert (site.root / PLACE).read_text(encoding="utf-8") == DRIFTING.replace(
        "the harbour plan on", "the whole harbour plan on"
    )
    assert "error[quote-changed-meaning]" in done.output
    assert "quote-drifted" not in done.output
