"""Every case in `bad/*.md`: what is wrong in a file is reported there, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer.load import events, glossary, load, notes, sources
from explainer.load.findings import ELSEWHERE
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


NOTES = "annotations/article.yml"


def told(root: Path, path: str, text: str) -> str:
    """Return the help of the only finding in a file."""
    write(root, f'```yaml title="{path}"\n{text}```\n')
    _, findings = load(root, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    (finding,) = (one for one in findings if one.code not in {"missing-key", "empty-note"})
    return finding.help


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("title: Issue #12 is open", 'title: "Issue #12 is open"'),
        ("title: #12 is open", 'title: "#12 is open"'),
        ('title: An "issue" #12', "title: 'An \"issue\" #12'"),
        ("quotes:\n      - the first #1\n      - the second", '- "the first #1"'),
    ],
)
def test_text_after_a_hash_is_shown_as_it_should_be(line: str, better: str, tmp_path: Path) -> None:
    text = f"notes:\n  - id: one\n    {line}\n    body: Text.\n"
    lines = told(tmp_path, NOTES, text).splitlines()
    assert lines == [
        f"put quotation marks round it: {better}",
        "a comment belongs on a line of its own",
    ]


@pytest.mark.parametrize("line", ["title: What it\n      is #1 about", "title: What #1\n      is"])
def test_half_of_a_text_after_a_hash_is_not_shown_as_the_whole(line: str, tmp_path: Path) -> None:
    text = f"notes:\n  - id: one\n    {line}\n    body: Text.\n"
    assert told(tmp_path, NOTES, text).startswith("put quotation marks round the whole text;")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("- id: one\n     quote: a", "this line begins after 5 spaces, `id:` above it after 4"),
        (
            "- id: one\n    quote: a\n   body: b",
            "this line begins after 3 spaces, `quote:` above it after 4",
        ),
        (
            "- id: one\n    body: |\n      quote: a\n   title: b",
            "this line begins after 3 spaces, `body:` above it after 4",
        ),
        (
            "- id: one\n    see:\n      - a\n     - b",
            "this line begins after 5 spaces, the `-` above it after 6",
        ),
        (
            "- id: one\n    see:\n      - a\n - id: two",
            "this line begins after 1 space, `- id:` above it after 2",
        ),
    ],
)
def test_a_line_indented_wrongly_is_measured(text: str, counts: str, tmp_path: Path) -> None:
    assert told(tmp_path, NOTES, f"notes:\n  {text}\n").startswith(counts)


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("|\n   Text.", "begin every line of the text with 6 spaces: two more than its key"),
        ("|\n       One.\n    Two.", "if so, begin it with 7 spaces, as the text above it"),
    ],
)
def test_a_text_indented_too_little_is_told_how_far(text: str, help_: str, tmp_path: Path) -> None:
    assert told(tmp_path, NOTES, f"notes:\n  - id: one\n    body: {text}\n") == help_


@pytest.mark.parametrize(
    ("kind", "key", "name"),
    [
        ("notes", "text", "`body`"),
        ("notes", "Note", "`body`"),
        ("notes", "content", "`body`"),
        ("notes", "type", "`kind`"),
        ("notes", "anchor", "`quote`"),
        ("notes", "highlight", "`quote`"),
        ("terms", "name", "`term`"),
        ("terms", "type", "`kind`"),
        ("terms", "description", "`short`, if it is one sentence, or `definition`"),
        ("sources", "link", "`URL`"),
        ("sources", "href", "`URL`"),
        ("sources", "url", "`URL`"),
    ],
)
def test_a_key_of_another_tool_is_translated(
    kind: str, key: str, name: str, tmp_path: Path
) -> None:
    path = {"notes": NOTES, "terms": "annotations/glossary.yml"}.get(
        kind, f"annotations/{kind}.yml"
    )
    text = f"{kind}:\n  - id: one\n    {key}: Words\n"
    assert told(tmp_path, path, text) == f"here this is called {name}"


def test_the_keys_of_other_tools_are_none_of_ours() -> None:
    ours = {"a note": notes.KEYS, "a term": glossary.KEYS, "a source": sources.OWN_KEYS}
    ours["an event"] = events.KEYS
    assert ELSEWHERE.keys() == ours.keys()
    for what, words in ELSEWHERE.items():
        assert not words.keys() & ours[what]
        named = {name for help_ in words.values() for name in re.findall(r"`([\w-]+)`", help_)}
        assert named <= ours[what]


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 60
