"""A real history: this project's own article, edited eight times while nobody minds the notes.

The edits are found by their words, whatever the line breaks. If the article or its notes say
something else one day, the message names the passage: choose another one of the same kind.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Done, run
from tests.conftest import ROOT
from tests.repositories import Repository, repository
from tests.sites import Site

ARTICLE, NOTES = "docs/huawei-biden.md", "annotations/huawei-biden.yml"
LOCKS = ("annotations/huawei-biden.lock.yml", "annotations/reading-room-charter.lock.yml")
MOVED, BEFORE, AFTER = "Phones are not for sale", "Android without Google", "What was left open"

REWORD, DOUBLE, SPLIT, MOVE, FIGURE, SMOOTH, DELETE, RETITLE = SUBJECTS = (
    "Tighten the opening",
    "Say plainly what he wanted",
    "Split long paragraphs",
    "Phones before Android",
    "Correct what Huawei spent",
    "Smooth the part on phones",
    "Drop the headline, it is said below",
    "A better title for the end",
)
HEADLINE = (
    "The report we retell put it more strongly in its headline: Huawei’s chief *wants* to talk to"
    " the American president. It gave his reasons in its opening lines."
)
EDITS = {
    REWORD: {
        "founder and chief executive of the": "founder and head of the",
        "**US ban** has hurt the company a good deal": "**American ban** has hurt the company much",
        "repair its relations": "mend its relations",
    },
    DOUBLE: {  # now two sentences are alike, and one of them will go
        "had expressed a wish to speak with the president": "wanted to talk to the American"
        " president",
        "in answer to what question": "in reply to what question",
        "records no reply from Washington": "records no answer from Washington",
    },
    SPLIT: {
        "wants growth and so does China, he said,": "wants growth.\n\nSo does China, he said,",
        "equipment, and for one quarter of that year it also shipped more phones than any other"
        " maker.": "equipment.\n\nFor one quarter of that year it also shipped more phones than"
        " any other company.",
        "no exceptions. It passes over the last weeks": "no exceptions.\n\nIt passes over the final"
        " weeks",
    },
    MOVE: {},
    FIGURE: {
        "about 11 billion dollars": "about 12 billion dollars",
        "for over a year.": "for almost a year.",
    },
    SMOOTH: {
        "There had been talk that": "It had been said that",
        "the company parted with **Honor**": "the company sold **Honor**",
        "is a heavy blow": "is a severe blow",
    },
    DELETE: {HEADLINE: "The report gave his reasons in its opening lines."},
    RETITLE: {
        f"## {AFTER}": "## What is still open",
        "first test within a month": "first test within weeks",
    },
}

GONE = "call-was-an-answer"
GONE_QUOTE = 'quote: "*wants* to talk to the American president"'


@dataclass(frozen=True, slots=True)
class Fixed:
    """A line of a note as it was, as it should become, and the commit that made it so."""

    was: str
    becomes: str
    by: str
    meaning: bool = False
    """True if the change is one of number or unit."""


WANTED = {
    "who-runs-huawei": Fixed(
        "quote: founder and chief executive", "quote: founder and head", REWORD
    ),
    "where-it-hurt": Fixed(
        "quote: The US ban has hurt the company",
        "quote: The American ban has hurt the company",
        REWORD,
    ),
    "extremely-difficult": Fixed(
        "quote: repair its relations", "quote: mend its relations", REWORD
    ),
    "over-a-year": Fixed(
        "quote: international media in China … for over a year",
        "quote: international media in China … for almost a year",
        FIGURE,
    ),
    "first-for-a-quarter": Fixed(
        "quote: shipped more phones than any other maker",
        "quote: shipped more phones than any other company",
        SPLIT,
    ),
    "no-call-so-far": Fixed(
        "quote: in answer to what question", "quote: in reply to what question", DOUBLE
    ),
    "what-washington-had-said": Fixed(
        "quote: no reply from Washington", "quote: no answer from Washington", DOUBLE
    ),
    "an-older-offer": Fixed(
        "quote: The United States wants growth and so does China",
        "quote: The United States wants growth. So does China",
        SPLIT,
    ),
    "spending-rose": Fixed(
        "quote: about 11 billion dollars", "quote: about 12 billion dollars", FIGURE, meaning=True
    ),
    "january-refusals": Fixed(
        "quote: the last weeks of the old administration",
        "quote: the final weeks of the old administration",
        SPLIT,
    ),
    "a-blow-abroad": Fixed("quote: a heavy blow", "quote: a severe blow", SMOOTH),
    "the-rumour": Fixed("quote: There had been talk", "quote: It had been said", SMOOTH),
    "honor-sold": Fixed("prefix: the company parted with", "prefix: the company sold", SMOOTH),
    "open-policy-and-securities": Fixed(
        "section: what-was-left-open", "section: what-is-still-open", RETITLE
    ),
    "march-tightening": Fixed(
        "quote: first test within a month", "quote: first test within weeks", RETITLE, meaning=True
    ),
}
STANDING = {
    "over-a-year": "international media in China, something he had not done, by the report’s count,"
    " for almost a year",
    "honor-sold": "Honor",
    "open-policy-and-securities": "open policy",
    # In the section that was moved, and not touched otherwise.
    "phones-were-kept": "smartphone business",
    "honor-and-google": "Honor",
    "which-core-business": "core business",
    "only-new-models": "a new model",
}
DECISION = "quote: It treats the words as an approach"
"""What the editor makes of the note whose sentence is gone."""


def edited(text: str, subject: str) -> str:
    """Return the article with the edits of a commit made."""
    if subject == MOVE:
        return moved(text)
    for old, new in EDITS[subject].items():
        pattern = re.compile(r"\s+".join(map(re.escape, old.split())))
        found = list(pattern.finditer(text))
        assert len(found) == 1, (
            f"{ARTICLE} says “{old}” {len(found)} times and not once: {Path(__file__).name}"
            f" edits this passage (“{subject}”), give it another one of the kind"
        )
        text = text[: found[0].start()] + new + text[found[0].end() :]
    return text


def moved(text: str) -> str:
    """Return the article with one section before the one that preceded it."""
    at = [text.find(f"## {title}\n") for title in (BEFORE, MOVED, AFTER)]
    assert -1 < at[0] < at[1] < at[2], f"{ARTICLE} has no longer three sections to be exchanged"
    return text[: at[0]] + text[at[1] : at[2]] + text[at[0] : at[1]] + text[at[2] :]


def notes_with(*ids: str, base: str) -> str:
    """Return the notes with what is wanted for some of them, every other byte as it was."""
    for one in ids:
        was, becomes = (f"    {line}\n" for line in (WANTED[one].was, WANTED[one].becomes))
        assert base.count(was) == 1, f"{NOTES} has no longer one line “{was.strip()}”: see above"
        base = base.replace(was, becomes)
    return base


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project in a repository of its own: the site, its locks, and eight edits."""
    past: Repository = repository(tmp_path_factory.mktemp("history") / "site")
    shutil.copy(ROOT / "mkdocs.yml", past.root)
    for name in ("docs", "annotations"):
        shutil.copytree(ROOT / name, past.root / name)
    for path in LOCKS:
        (past.root / path).unlink(missing_ok=True)
    past.write(".gitignore", "site/\n").commit("The site")
    site = Site(root=past.root)
    done = run(site, "lock")
    assert (done.code, LOCKS[0] in done.output) == (0, True), done.output
    past.commit("Record where the notes stand")
    for subject in SUBJECTS:
        text = (past.root / ARTICLE).read_text(encoding="utf-8")
        past.write(ARTICLE, edited(text, subject)).commit(subject)
    return site


@pytest.fixture
def copy(scratch: Site, tmp_path: Path) -> Site:
    shutil.copytree(scratch.root, tmp_path / "site")
    return Site(root=tmp_path / "site")


def yaml_of(site: Site) -> str:
    return (site.root / NOTES).read_bytes().decode()


def head_of(output: str, note: str) -> str:
    """Return the line that says what became of a note."""
    (line,) = [one for one in output.splitlines() if f": {note}: " in one]
    return line


@pytest.fixture(scope="module")
def fixed(scratch: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Done]:
    """The project after `reanchor --write`, with lock and history, and what it said."""
    root = tmp_path_factory.mktemp("fixed") / "site"
    shutil.copytree(scratch.root, root)
    return Site(root=root), run(Site(root=root), "reanchor", "--write")


def test_all_that_can_be_fixed_is_fixed_and_the_commit_named(
    scratch: Site, fixed: tuple[Site, Done]
) -> None:
    site, done = fixed
    assert yaml_of(site) == notes_with(*WANTED, base=yaml_of(scratch)), done.output
    for note, wanted in WANTED.items():
        line = head_of(done.output, note)
        assert line.startswith(f"applied: {NOTES}:"), line
        assert wanted.by in line
    assert "read again: spending-rose, march-tightening" in done.output
    assert done.output.endswith("15 of 16 places applied, 1 left; now run: explainer lock\n")


def test_a_sentence_that_was_deleted_is_not_taken_for_one_that_is_like_it(
    fixed: tuple[Site, Done],
) -> None:
    lost = head_of(fixed[1].output, GONE)
    by = r"orphan, by history: commit [0-9a-f]{7,} \(2026-01-01, (.*)\) removed it"
    found = re.search(by, lost)
    assert found, lost
    assert found[1] == DELETE
    assert fixed[1].code == 1


def test_a_second_time_nothing_is_written(fixed: tuple[Site, Done]) -> None:
    file = fixed[0].root / NOTES
    before = file.stat().st_mtime_ns, file.read_bytes()
    done = run(fixed[0], "reanchor", "--write")
    assert done.output.endswith("0 of 1 place applied, 1 left\n")
    assert (file.stat().st_mtime_ns, file.read_bytes()) == before
    assert done.code == 1


def test_after_the_editors_one_decision_the_strict_build_passes(
    fixed: tuple[Site, Done], tmp_path: Path
) -> None:
    shutil.copytree(fixed[0].root, tmp_path / "site")
    site = Site(root=tmp_path / "site")
    text = yaml_of(site)
    assert text.count(GONE_QUOTE) == 1
    site.write(NOTES, text.replace(GONE_QUOTE, DECISION))
    told = run(site, "check", "--format", "json")
    words = {one["annotation"]: one for one in json.loads(told.printed)["targets"]}
    assert {one["status"] for one in words.values()} <= {"exact", "normalised"}
    quoted = {note: one.becomes.removeprefix("quote: ") for note, one in WANTED.items()}
    for note, quote in {**quoted, **STANDING}.items():
        assert words[note]["quote"] == quote
    built = site.build(strict=True)
    assert built.code == 0, built.output


def told(site: Site) -> dict[str, dict[str, Any]]:
    """Write what is certain and return all proposals by their notes; the same are lost always."""
    done = run(site, "reanchor", "--write", "--format", "json")
    found = {one["annotation"]: one for one in json.loads(done.printed)["proposals"]}
    assert set(found) == {*WANTED, GONE}
    assert done.code == 1
    return found


def without(site: Site, *paths: str) -> Site:
    for path in paths:
        file = site.root / path
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    return site


def applied(found: dict[str, dict[str, Any]]) -> set[str]:
    return {note for note, one in found.items() if one["applied"]}


def test_history_alone_fixes_as_much(copy: Site) -> None:
    before = yaml_of(without(copy, *LOCKS))
    found = told(copy)
    assert applied(found) == {*WANTED}
    by = {note: one["commit"]["subject"] for note, one in found.items()}
    assert by == {GONE: DELETE, **{note: one.by for note, one in WANTED.items()}}
    assert yaml_of(copy) == notes_with(*WANTED, base=before)


def test_the_lock_alone_fixes_what_says_the_same_and_no_more(copy: Site) -> None:
    before = yaml_of(without(copy, ".git"))
    found = told(copy)
    harmless = {note for note, one in WANTED.items() if not one.meaning}
    assert applied(found) <= harmless
    assert len(applied(found)) > len(harmless) - 3
    assert (found[GONE]["status"], found[GONE]["commit"]) == ("orphan", None)
    assert yaml_of(copy) == notes_with(*applied(found), base=before)


def test_with_neither_what_is_placed_says_that_it_rests_on_likeness(copy: Site) -> None:
    found = told(without(copy, ".git", *LOCKS))
    # Nothing tells the sentence that is gone from the one that is like it, and an end may be off.
    for note in applied(found) - {GONE}:
        words = found[note]["options"][0]["text"]
        wanted = STANDING.get(note, WANTED[note].becomes.partition(": ")[2])
        assert words in wanted or wanted in words
        assert not WANTED[note].meaning
    assert {one["why"] for one in found.values()} <= {"", "by likeness"}
    assert {one["why"] for one in found.values() if one["applied"]} <= {"by likeness"}


def test_the_difference_since_the_first_commit_names_every_note_it_touched(scratch: Site) -> None:
    first = Repository(root=scratch.root).git("rev-list", "--max-parents=0", "HEAD")
    done = run(scratch, "diff", first, "--format", "json")
    changes = {one["annotation"]: one for one in json.loads(done.printed)["changes"]}
    assert done.code == 1
    assert {note for note, one in changes.items() if one["worse"]} == {*WANTED, GONE}
    assert changes[GONE]["what"] == "orphaned"
    stayed = {note for note, one in changes.items() if not one["worse"]}
    assert stayed == {"phones-were-kept", "honor-and-google", "which-core-business"}
    assert {changes[note]["what"] for note in stayed} == {"moved"}
