"""Golden cases: a folder each, with what goes in and what comes out.

`article.md`, `annotations.yml` and, if need be, `glossary.yml` and `sources.yml` go in;
`expected.html` is the woven article and `expected.txt` what an editor is told. After a
change that is meant: `pytest tests/test_cases.py --update-golden`, and read the diff.
"""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
from markdown import Markdown
from markdown.extensions import Extension

from explainer.diagnostics import RULES
from explainer.downloads import DOWNLOADS
from explainer.load import load
from explainer.pipeline import Options, RenderedPage, WovenSite, weave_site
from explainer.references import ReferenceExtension
from explainer.report.text import full
from explainer.validate import validate

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
PLAIN = Options(without=frozenset(one.name for one in DOWNLOADS))
"""Nothing beside the pages: another format is no news for what is on them."""
EXTENSIONS = ["attr_list", "fenced_code", "md_in_html", "tables", "toc"]


def run(case: Path, root: Path) -> tuple[WovenSite, str]:
    """Build the one-article site of a case; return it and what an editor is told."""
    for name, place in (
        ("article.md", "docs/article.md"),
        ("annotations.yml", "annotations/article.yml"),
        ("lock.yml", "annotations/article.lock.yml"),
        ("glossary.yml", "annotations/glossary.yml"),
        ("sources.yml", "annotations/sources.yml"),
    ):
        if (case / name).exists():
            target = root / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((case / name).read_bytes())
    project, found = load(root, docs_dir=root / "docs", annotations_dir=root / "annotations")
    found = [*found, *validate(project)]
    extensions: list[str | Extension] = [*EXTENSIONS, ReferenceExtension(project.terms)]
    article = project.articles["article.md"]
    html = Markdown(extensions=extensions).convert(article.file.text[article.starts :])
    page = RenderedPage(path="article.md", url="article/", html=html, title="The harbour plan")
    site = weave_site(project, [page], {"img/pier.png": "img/pier.png"}, PLAIN)
    return site, full([*found, *site.diagnostics])


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_what_comes_out_is_what_is_expected(
    case: Path,
    tmp_path: Path,
    update_golden: bool,  # noqa: FBT001 - a fixture
) -> None:
    site, told = run(case, tmp_path)
    html = site.pages.get("article.md", "") + "\n"
    if update_golden:
        (case / "expected.html").write_text(html, encoding="utf-8")
        (case / "expected.txt").write_text(told, encoding="utf-8")
    assert told == (case / "expected.txt").read_text(encoding="utf-8")
    assert html == (case / "expected.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_what_comes_out_is_proper_html(case: Path, tmp_path: Path) -> None:
    site, _ = run(case, tmp_path)
    parser = html5lib.HTMLParser(strict=True)
    for html in site.pages.values():
        parser.parseFragment(html)


ELSEWHERE = {
    "file-too-large": "test_load.py",
    "unreadable-file": "test_load.py",
    "unused-ignore": "test_severities.py",
    "dead-link": "test_links.py",
    "unreachable-link": "test_links.py",
    "private-link": "test_links.py",
    "moved-link": "test_links.py",
    "archived-link": "test_links.py",
    "unchecked-link": "test_links.py",
}
"""Rules that no file alone can show, and the tests that do."""


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_sample(code: str) -> None:
    here = Path(__file__).parent
    samples = [path.read_text(encoding="utf-8") for path in (here / "bad").glob("*.md")]
    told = [(case / "expected.txt").read_text(encoding="utf-8") for case in CASES]
    in_a_case = any(f"[{code}]" in one for one in told)
    in_a_sample = any(line.endswith(f" {code}") for one in samples for line in one.splitlines())
    test = here / ELSEWHERE.get(code, "test_load.py")
    in_a_test = code in ELSEWHERE and code in test.read_text(encoding="utf-8")
    assert in_a_case or in_a_sample or in_a_test
