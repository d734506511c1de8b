"""Every rule has a page, and the page is true: its example is reported, its cure is not."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from explainer.diagnostics import RULES
from explainer.load import load
from explainer.rulebook import all_rules_markdown, rule_page
from explainer.validate import validate

HEADINGS = ["What it does", "Why", "Example", "Use instead"]
FILE = re.compile(r'```\w+ title="(?P<path>[^"]+)"\n(?P<text>.*?)```', re.DOTALL)


def part(code: str, heading: str) -> str:
    rest = rule_page(code).split(f"\n## {heading}\n")[1]
    return re.split(rf"\n## (?:{'|'.join(HEADINGS)})\n", rest)[0]


def codes_of(markdown: str, root: Path) -> set[str]:
    (root / "docs").mkdir(parents=True)
    (root / "annotations").mkdir()
    (root / "docs/article.md").write_text("# Article\n", encoding="utf-8")
    for file in FILE.finditer(markdown):
        path = root / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file["text"].encode())
    project, findings = load(root, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    return {finding.code for finding in findings + validate(project)}


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_page_with_the_same_parts(code: str) -> None:
    page = rule_page(code)
    assert page.startswith(f"# {code}\n\n## What it does\n\n")
    prose = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    assert re.findall(r"^## (.+)$", prose, re.MULTILINE) == HEADINGS
    for heading in ("Example", "Use instead"):
        assert part(code, heading).count("```") % 2 == 0
        assert "```" in part(code, heading)


def test_every_page_is_of_a_rule() -> None:
    pages = {page.name for page in files("explainer").joinpath("rules").iterdir()}
    assert pages == {f"{code}.md" for code in RULES}


READ = [code for code in RULES if FILE.search(part(code, "Example"))]
FOUND_LATER = {
    code
    for code in READ
    if re.match(
        r"(quote|occurrence|section|image|block|circular|dense)-|unsafe-html|[a-z]+-link$|id-clash|unused-(term|ignore)",
        code,
    )
}


@pytest.mark.parametrize("code", [code for code in READ if code not in FOUND_LATER])
def test_the_example_is_reported_and_the_cure_is_not(code: str, tmp_path: Path) -> None:
    assert code in codes_of(part(code, "Example"), tmp_path / "example")
    left = codes_of(part(code, "Use instead"), tmp_path / "instead")
    assert left - {"unused-source"} == set()
    assert code not in left


@pytest.mark.parametrize("code", sorted(FOUND_LATER))
def test_examples_about_the_rendered_article_can_be_read(code: str, tmp_path: Path) -> None:
    assert codes_of(part(code, "Example"), tmp_path / "example") == set()
    assert codes_of(part(code, "Use instead"), tmp_path / "instead") == set()


def test_the_reference_page_has_an_anchor_for_every_rule() -> None:
    page = all_rules_markdown()
    for code in RULES:
        assert f"\n## {code} {{ #{code} }}\n" in f"\n{page}"
    anchors = re.findall(r"\{ #([\w-]+) \}", page)
    assert len(anchors) == len(set(anchors))


def test_the_reference_page_has_no_headings_but_the_rules() -> None:
    prose = re.sub(r"```.*?```", "", all_rules_markdown(), flags=re.DOTALL)
    assert len(re.findall(r"^#+ ", prose, re.MULTILINE)) == len(RULES)
    for heading in HEADINGS:
        assert prose.count(f"\n\n**{heading}**\n\n") == len(RULES)


def test_an_unknown_code_has_no_page() -> None:
    with pytest.raises(KeyError):
        rule_page("../model")
