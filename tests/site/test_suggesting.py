"""“Suggest a change” leads to the line of the YAML, wherever a forge edits files."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.base import load_config  # noqa: TID251 - what the host makes of its options

from explainer.hosts.editing import edit_pattern
from tests.sites import Site

REPOSITORY = "repo_url: https://github.com/u/p\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", ""),
        (REPOSITORY, "https://github.com/u/p/edit/master/{path}#L{line}"),
        (f"{REPOSITORY}edit_uri: ''\n", ""),
        (
            f"{REPOSITORY}edit_uri: -/edit/main/docs/\n",
            "https://github.com/u/p/-/edit/main/{path}#L{line}",
        ),
        (
            f"{REPOSITORY}edit_uri: edit/main/site/docs/\n",
            "https://github.com/u/p/edit/main/site/{path}#L{line}",
        ),
        (
            f"{REPOSITORY}edit_uri_template: edit/main/docs/{{path}}\n",
            "https://github.com/u/p/edit/main/{path}#L{line}",
        ),
        # Where the docs folder is not seen in the address, no other can be told from it.
        (f"{REPOSITORY}edit_uri: edit/main/wiki/\n", ""),
        ("edit_uri: https://forge.example/e/docs/\n", "https://forge.example/e/{path}#L{line}"),
    ],
)
def test_a_file_is_edited_beside_the_docs(tmp_path: Path, options: str, expected: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\n{options}", encoding="utf-8")
    assert edit_pattern(load_config(str(tmp_path / "mkdocs.yml"))) == expected


def test_a_note_leads_to_the_line_of_its_yaml(harbour_site: Site) -> None:
    page = (
        harbour_site.configure(repo_url="https://github.com/u/p")
        .build()
        .page("news/plan/index.html")
    )
    assert 'href="https://github.com/u/p/edit/master/annotations/news/plan.yml#L2"' in page
    assert 'href="https://github.com/u/p/edit/master/annotations/news/plan.yml#L8"' in page


def test_without_a_repository_nothing_is_suggested(harbour_site: Site) -> None:
    assert "ex-edit" not in harbour_site.build().page("news/plan/index.html")
