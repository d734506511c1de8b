"""Lineage: walking back to where a quote stood, and forward to what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer.history import history_of
from explainer.lineage import Lineage, trace
from explainer.model import Range
from explainer.version import Version
from tests.repositories import IDENTITY, Repository, repository

WORDS = "The pier cost 12 million crowns."
FIRST = f"""\
The council met on Monday. It had much to say about the harbour. {WORDS} The old pier was \
closed in March. A ferry goes to the island twice a day.
"""
QUOTE = "cost 12 million crowns"


def find(text: str) -> Range | None:
    """Find the quote, if it is there once."""
    found = [Range(*one.span()) for one in re.finditer(re.escape(QUOTE), text)]
    return found[0] if len(found) == 1 else None


def version(name: str) -> Version:
    return Version(commit=name, short=name, date="", subject=name, path="a.md")


def traced(*texts: str, limit: int = 500) -> Lineage | None:
    """Trace through texts, the oldest first, made by commits `v0`, `v1` and so on."""
    made = [(version(f"v{number}"), text) for number, text in enumerate(texts)]
    return trace(find, reversed(made), texts[-1], limit=limit)


def happened(lineage: Lineage | None) -> list[tuple[str, str]]:
    assert lineage
    return [(step.version.subject, step.what.value) for step in lineage.steps]


def words(lineage: Lineage, text: str) -> str:
    assert lineage.place
    return text[lineage.place.start : lineage.place.end]


def test_a_quote_that_still_stands_has_no_history_to_tell() -> None:
    lineage = traced(FIRST, FIRST + "More.")
    assert lineage
    assert (lineage.matched.subject, lineage.steps) == ("v1", ())
    assert words(lineage, FIRST) == QUOTE


def test_the_commit_that_reworded_the_passage_is_named_with_the_words() -> None:
    second = FIRST.replace("The council met", "The council had met")
    third = second.replace("12 million", "14 million")
    lineage = traced(FIRST, second, third, third + "More.")
    assert lineage
    assert happened(lineage) == [("v2", "reworded")]
    assert (lineage.matched.subject, lineage.before) == ("v1", QUOTE)
    assert lineage.after == words(lineage, third + "More.") == "cost 14 million crowns"
    assert lineage.reworded == version("v2")
    assert (lineage.moved, lineage.removed) == (None, None)


def test_each_rewording_is_told_and_the_first_is_named() -> None:
    texts = [FIRST.replace("12 million", words) for words in ("12 million", "13 million", "one")]
    lineage = traced(*texts)
    assert happened(lineage) == [("v1", "reworded"), ("v2", "reworded")]
    assert lineage
    assert lineage.reworded == version("v1")


def test_the_commit_that_removed_the_passage_is_named() -> None:
    gone = FIRST.replace(WORDS + " ", "")
    lineage = traced(FIRST, gone, gone + "More.")
    assert happened(lineage) == [("v1", "removed")]
    assert lineage
    assert (lineage.place, lineage.after, lineage.removed) == (None, "", version("v1"))


def test_a_look_alike_elsewhere_is_not_taken_for_a_removed_passage() -> None:
    twin = "A house on the quay cost 12 million crowns and more."
    quote_in = FIRST.replace("The pier cost", "The pier itself cost")
    text = f"{quote_in} {twin}"

    def the_first(text: str) -> Range | None:
        at = text.find("itself cost 12 million crowns")
        return None if at < 0 else Range(at + 7, at + 7 + len(QUOTE))

    gone = text.replace("The pier itself cost 12 million crowns. ", "")
    lineage = trace(the_first, [(version("v1"), gone), (version("v0"), text)], gone)
    assert happened(lineage) == [("v1", "removed")]


def test_a_passage_that_was_moved_and_then_reworded_is_followed() -> None:
    moved = FIRST.replace(WORDS + " ", "").strip() + f" {WORDS}\n"
    reworded = moved.replace("12 million", "14 million")
    lineage = traced(FIRST, moved, reworded)
    # The quote still stands once where it was moved to.
    assert happened(lineage) == [("v2", "reworded")]


def test_a_move_after_the_rewording_is_put_down_to_its_commit() -> None:
    sentence = WORDS.replace("12 million", "14 million")
    reworded = FIRST.replace(WORDS, sentence)
    moved = reworded.replace(sentence + " ", "").strip() + f" {sentence}\n"
    lineage = traced(FIRST, reworded, moved)
    assert happened(lineage) == [("v1", "reworded"), ("v2", "moved")]
    assert lineage
    assert words(lineage, moved) == "cost 14 million crowns"


def test_what_was_put_in_before_a_passage_does_not_move_it() -> None:
    third = FIRST.replace("12 million", "14 million")
    lineage = traced(FIRST, third, f"A new beginning. Another one. {third}")
    assert happened(lineage) == [("v1", "reworded")]


def test_no_more_versions_are_read_than_needed_or_allowed() -> None:
    read = []

    def texts() -> Iterator[tuple[Version, str]]:
        for number in range(1000):
            read.append(number)
            yield version(str(number)), FIRST if number == 700 else "Nothing."

    assert trace(find, texts(), "Nothing.") is None
    assert len(read) == 500
    read.clear()
    assert trace(find, texts(), "Nothing.", limit=1000)
    assert len(read) == 701


def test_a_text_that_was_there_before_is_searched_once() -> None:
    searched = []

    def counting(text: str) -> Range | None:
        searched.append(text)
        return find(text)

    texts = [(version(str(number)), "One." if number % 2 else "Two.") for number in range(20)]
    assert trace(counting, texts, "Two.") is None
    assert sorted(searched) == ["One.", "Two."]


def test_what_differs_from_the_newest_version_is_not_yet_committed() -> None:
    now = FIRST.replace("12 million", "14 million")
    lineage = trace(find, [(version("v0"), FIRST)], now)
    assert happened(lineage) == [("not yet committed", "reworded")]


def test_without_versions_there_is_no_lineage() -> None:
    assert trace(find, [], FIRST) is None


# --- a real repository -------------------------------------------------------------------


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    return repository(tmp_path / "repo")


def traced_in(repo: Repository, path: str = "a.md") -> Lineage | None:
    history = history_of(repo.root)
    assert history

    def texts(start: str = "HEAD") -> Iterator[tuple[Version, str]]:
        for one in history.versions(repo.root / path, start):
            if (text := history.text(one)) is not None:
                yield one, text

    now = (repo.root / path).read_text(encoding="utf-8")
    return trace(find, texts(), now, sides=lambda merge: map(texts, merge.merged))


def test_a_change_on_a_branch_belongs_to_its_commit_though_both_sides_changed_the_article(
    repo: Repository,
) -> None:
    repo.commit("write", a=FIRST.replace(". ", ".\n"))
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("correct the figure", a=FIRST.replace("12", "14").replace(". ", ".\n"))
    repo.commit("more on the side", a=FIRST.replace("12", "14").replace(". ", ".\n") + "Side.\n")
    repo.git("checkout", "-q", "main")
    repo.commit("on main", a=FIRST.replace("Monday", "Tuesday").replace(". ", ".\n"))
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    repo.commit("later", a=(repo.root / "a.md").read_text(encoding="utf-8") + "Later.\n")
    assert happened(traced_in(repo)) == [("correct the figure", "reworded")]


def test_a_change_that_a_merge_itself_made_belongs_to_the_merge(repo: Repository) -> None:
    repo.commit("write", a=FIRST.replace(". ", ".\n"))
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("on the side", a=FIRST.replace("island", "isle").replace(". ", ".\n"))
    repo.git("checkout", "-q", "main")
    repo.commit("on main", a=FIRST.replace("Monday", "Tuesday").replace(". ", ".\n"))
    repo.git("merge", "-q", "--no-ff", "--no-commit", "side")
    merged = (repo.root / "a.md").read_text(encoding="utf-8").replace("12", "14")
    repo.commit("merge", a=merged)
    assert happened(traced_in(repo)) == [("merge", "reworded")]


def test_an_article_is_traced_across_a_rename_into_the_working_tree(repo: Repository) -> None:
    repo.commit("write", old=FIRST)
    repo.git("mv", "old.md", "new.md")
    repo.commit("rename")
    repo.write("new.md", FIRST.replace("12", "14"))
    lineage = traced_in(repo, "new.md")
    assert happened(lineage) == [("not yet committed", "reworded")]
    assert lineage
    assert (lineage.matched.subject, lineage.matched.path) == ("rename", "new.md")


def test_a_version_that_is_not_utf_8_is_passed_over(repo: Repository) -> None:
    repo.commit("write", a=FIRST)
    repo.commit("wrong encoding", a=FIRST.replace("12", "é").encode("latin-1"))
    repo.commit("change", a=FIRST.replace("12", "14"))
    assert happened(traced_in(repo)) == [("change", "reworded")]


def test_of_a_passage_in_its_old_surroundings_no_more_the_version_is_named() -> None:
    second = FIRST.replace("Monday", "Tuesday")
    third = second.replace("harbour. The pier", "harbour. The old pier")
    lineage = trace(
        lambda text: find(text) if "The pier" in text else None,
        reversed([(version(f"v{at}"), text) for at, text in enumerate((FIRST, second, third))]),
        third,
    )
    assert lineage
    assert (lineage.steps, lineage.lost) == ((), version("v2"))


def test_a_change_around_a_passage_that_came_with_a_merge_belongs_to_its_commit(
    repo: Repository,
) -> None:
    lines = FIRST.replace(". ", ".\n")
    repo.commit("write", a=lines)
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("write it twice", a=f"{lines}\n{WORDS}\n")
    repo.git("checkout", "-q", "main")
    repo.commit("on main", a=lines.replace("Monday", "Tuesday"))
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    lineage = traced_in(repo)
    assert lineage
    assert lineage.lost
    assert (lineage.steps, lineage.lost.subject) == ((), "write it twice")


def test_what_stands_in_the_place_of_a_passage_that_is_gone_is_followed() -> None:
    second = FIRST.replace(QUOTE, "was paid for by a stranger")
    third = second.replace("The council met", "The council had met")
    lineage = traced(FIRST, second, third)
    assert lineage
    assert lineage.removed == version("v1")
    assert lineage.instead
    assert third[slice(*lineage.instead)] == "was paid for by a stranger"


def test_where_a_sentence_was_taken_out_nothing_stands_in_its_place() -> None:
    lineage = traced(FIRST, FIRST.replace(WORDS + " ", ""))
    assert lineage
    assert (lineage.removed, lineage.instead) == (version("v1"), None)
