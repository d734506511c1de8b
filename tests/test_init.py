"""A new site: what is written, that it works, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from explainer.cli import cli
from explainer.load.modelines import modeline
from explainer.scaffold import site_files
from tests.commands import run
from tests.sites import Site, digests

FILES = {one.path for one in site_files("Any")}


@pytest.fixture
def fresh(tmp_path: Path) -> Site:
    """A folder with nothing in it."""
    return Site(root=tmp_path)


def test_a_new_site_is_built_strictly_without_a_word(fresh: Site) -> None:
    assert run(fresh, "init", "--title", "Our articles").code == 0
    checked = run(fresh, "check", "--pedantic")
    assert checked.output == "1 note, all in place, in 1 article; no problems\n"
    built = fresh.build(strict=True)
    assert (built.code, "WARNING" in built.output) == (0, False), built.output
    assert {"note-the-cost", "term-council", "source-budget"} <= set(
        built.ids("harbour/index.html")
    )
    assert "Our articles" in built.page("index.html")


def test_what_is_written_is_said_and_git_passes_over_what_is_made(fresh: Site) -> None:
    said = run(fresh, "init", "--title", "x").output
    assert {line.removeprefix("wrote ") for line in said.splitlines()[: len(FILES)]} == FILES
    assert said.endswith("\n  pip install -r requirements.txt\n  mkdocs serve\n")
    there = set(digests(fresh.root))
    ours = {name for name in there if not name.startswith(".explainer/")}
    assert ours == FILES
    assert "/.explainer/" in (fresh.root / ".gitignore").read_text(encoding="utf-8").split()


@pytest.mark.parametrize(
    ("name", "kind"), [("harbour", "notes"), ("glossary", "terms"), ("sources", "sources")]
)
def test_each_file_of_yaml_names_its_schema_first(fresh: Site, name: str, kind: str) -> None:
    run(fresh, "init", "--title", "x")
    path = f"annotations/{name}.yml"
    first = (fresh.root / path).read_text(encoding="utf-8").splitlines()[0]
    assert first == modeline(path, kind)
    assert (fresh.root / ".explainer/schema" / f"{kind}.json").is_file()


@pytest.mark.parametrize(
    "title", ["A: B", "#1", '"', "*a* <b>", "é 任", "{{ heading }}", "a\nb", "!x", "'", "\ud800"]
)
def test_any_title_is_kept(fresh: Site, title: str) -> None:
    assert run(fresh, "init", "--title", title).code == 0
    config = yaml.safe_load((fresh.root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert config["site_name"] == " ".join(title.replace("\ud800", "\ufffd").split())
    assert run(fresh, "check").code == 0


def test_without_a_terminal_nobody_is_asked_and_the_folder_names_the_site(fresh: Site) -> None:
    assert run(fresh, "init", "town-hall").code == 0
    text = (fresh.root / "town-hall/mkdocs.yml").read_text(encoding="utf-8")
    assert 'site_name: "town-hall"' in text


def test_at_a_terminal_the_title_is_the_one_question(
    fresh: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(fresh.root)
    monkeypatch.setattr("explainer.cli.init._is_terminal", lambda: True)
    done = CliRunner().invoke(cli, ["init"], input="Our articles\n", standalone_mode=False)
    assert done.output.count("?") + done.output.count("Title of the site") == 1
    assert 'site_name: "Our articles"' in (fresh.root / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(FILES))
def test_nothing_is_written_over(fresh: Site, path: str) -> None:
    fresh.write(path, "mine")
    done = run(fresh, "init", "--title", "x")
    assert done.code == 2
    assert path in done.output
    assert list(digests(fresh.root)) == [path]
    assert (fresh.root / path).read_text(encoding="utf-8") == "mine"


def test_where_a_folder_is_a_file_nothing_is_left_behind(fresh: Site) -> None:
    fresh.write("annotations", "a file")
    done = run(fresh, "init", "--title", "x")
    assert done.code == 2
    assert "cannot be written" in done.output
    assert list(digests(fresh.root)) == ["annotations"]
    assert list((fresh.root / "docs").iterdir()) == []
