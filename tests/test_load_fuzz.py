"""No input makes the reader fall over: whatever is wrong becomes a diagnostic."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.load import failure, load, yaml_nodes
from explainer.report.text import concise, full
from explainer.validate import validate

SEED = """\
# yaml-language-server: $schema=../schema/notes.json
notes:
  - id: entity-list
    quote: "trade 😀 blacklist … of ‘all’"
    prefix: 'it''s '
    occurrence: all
    kind: context
    title: What it is
    body: |
      The **Entity List** …[@bis, p. 3; @b] and [[ear|this]].
    sources: [bis, {id: fr-2019, locator: "p. 22961"}]
    date: 2019-05-16/2019-08-19
    image: {alt: A map}
    see: [fdpr, honor-sale]
"""
SCRAPS = [
    "\t", "\n", "\r", " ", "  ", "#", " #", ":", ": ", "- ", "-", "[", "]", "{", "}", "'", '"', "|",
    ">", "&a", "*a", "!", "!!x", "%", "@", "`", "\\", "\\u", "---\n", "...\n", "<<", "?", ",", "~",
    "null", "\0", "\x07", "\x85", "\u2028", "\ufeff", "😀", "é", "[@", "[[", "]]", " … ", " | ",
]  # fmt: skip


TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
"""How many times as many inputs as in `make test`; `make fuzz` asks for more, always others."""
SEEDED = TIMES == 1


JSON_LIKE = st.text(alphabet='[]{}",:\\ ntu0159-', max_size=40)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The seed with a few pieces put in, taken out, or moved."""
    text = SEED
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 12)))
        scrap = draw(st.sampled_from(SCRAPS) | st.text(max_size=3))
        text = text[:at] + scrap + text[draw(st.sampled_from([at, end])) :]
    return text


def read(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "docs").mkdir()
        (root / "annotations").mkdir()
        (root / "docs/article.md").write_bytes(b"---\n" + data + b"\n---\n" + data)
        (root / "annotations" / name).write_bytes(data)
        project, findings = load(root, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
        findings += validate(project)
        assert str(root) not in concise(findings)
        assert full(findings, colour=True).count("error[") >= 0
        for finding in findings:
            assert 0 <= finding.span.start <= finding.span.end <= len(finding.span.file.text)


@settings(max_examples=300 * TIMES, derandomize=SEEDED, deadline=None, database=None)
@given(text=mutated())
def test_no_mutation_of_a_file_of_notes_raises(text: str) -> None:
    read("article.yml", text.encode("utf-8", "surrogatepass"))


@settings(max_examples=60 * TIMES, derandomize=SEEDED, deadline=None, database=None)
@given(text=mutated(), name=st.sampled_from(["glossary.yml", "sources.yml", "events.yml"]))
def test_no_mutation_of_a_shared_file_raises(text: str, name: str) -> None:
    key = {"glossary.yml": "terms", "sources.yml": "sources", "events.yml": "events"}[name]
    read(name, text.replace("notes:", f"{key}:").encode("utf-8", "surrogatepass"))


@settings(max_examples=100 * TIMES, derandomize=SEEDED, deadline=None, database=None)
@given(data=st.binary(max_size=60) | JSON_LIKE.map(str.encode))
def test_no_bytes_and_no_json_raise(data: bytes) -> None:
    read("sources.json", data)


@pytest.mark.parametrize("mutation", range(0, len(SEED), 3))
def test_the_parser_in_python_is_understood_as_well(
    mutation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "LOADER", yaml.SafeLoader)
    monkeypatch.setattr(failure, "LOADER", yaml.SafeLoader)
    read("article.yml", (SEED[:mutation] + "\t" + SEED[mutation + 1 :]).encode())
