"""Every case in `bad/*.md`: what is wrong in a file is reported there, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer.load import load
from explainer.validate import validate

BAD = Path(__file__).parent / "bad"
CASE = re.compile(r"^## (?P<name>.+)\n(?P<body>(?:(?!## ).*\n?)*)", re.MULTILINE)
FILE = re.compile(r'```\w+ title="(?P<path>[^"]+)"\n(?P<text>.*?)```\n', re.DOTALL)
EXPECTED = re.compile(r"```text\n(?P<lines>.*?)```", re.DOTALL)


CASES = [
    pytest.param(case["body"], id=f"{page.stem}: {case['name']}")
    for page in sorted(BAD.glob("*.md"))
    for case in CASE.finditer(page.read_text(encoding="utf-8"))
]


def write(root: Path, body: str) -> None:
    (root / "docs").mkdir()
    (root / "annotations").mkdir()
    (root / "docs/article.md").write_text("# Article\n", encoding="utf-8")
    for file in FILE.finditer(body):
        path = root / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file["text"].encode())


@pytest.mark.parametrize("body", CASES)
def test_what_is_wrong_is_reported_where_it_is_written(body: str, tmp_path: Path) -> None:
    write(tmp_path, body)
    expected = EXPECTED.search(body)
    assert expected, "the case says nothing about what is reported"

    project, findings = load(tmp_path, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    found = sorted(findings + validate(project), key=lambda finding: finding.order)

    shown = [f"{d.span.file.path}:{d.span.line}:{d.span.column} {d.code}" for d in found]
    assert shown == expected["lines"].splitlines()


@pytest.mark.parametrize("body", CASES)
def test_every_finding_says_what_to_do(body: str, tmp_path: Path) -> None:
    write(tmp_path, body)
    project, findings = load(tmp_path, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    for finding in findings + validate(project):
        assert finding.help
        assert finding.message == finding.message.strip()
        assert "\n" not in finding.message


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 60
