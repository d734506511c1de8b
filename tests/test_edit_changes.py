"""Changing and taking out whole keys and entries: everything else stays, byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.edit.changes import Line, change_entry, remove_entry
from explainer.load.notes import notes_in
from explainer.span import Span, TextFile

NOTES = """\
# a file of notes
notes:

  # about the first
  - id: one   # an id
    quote: 'first words'  # where
    title: Old title   # what
    body: |
      Old body.

      More of it.
    sources:
      - ledger
      # not this one
      - log-book

  # about the second
  - quote: second
    id: two
    body: Short.

  - {id: three, quote: third, title: In braces}

  - id: four
    title: Last
"""


def named(text: str, id_: str) -> tuple[TextFile, Span]:
    file = TextFile(path="a.yml", text=text)
    (note,) = [one for one in notes_in(file) if one.id == id_]
    return file, note.span


def changed(text: str, id_: str, **lines: Line) -> str | None:
    return change_entry(*named(text, id_), lines)


def removed(text: str, id_: str) -> str | None:
    return remove_entry(*named(text, id_))


def test_a_scalar_keeps_its_style_and_its_comment() -> None:
    made = changed(NOTES, "one", title=Line(text='title: "New: title"', words="New: title"))
    assert made == NOTES.replace("Old title", '"New: title"')


def test_a_block_stays_a_block() -> None:
    words = "New body.\n\n- a list"
    made = changed(NOTES, "one", body=Line(text="body: x", words=words))
    assert made is None  # the two must say the same
    text = "body: |\n  New body.\n\n  - a list"
    made = changed(NOTES, "one", body=Line(text=text, words=words))
    assert made == NOTES.replace("Old body.\n\n      More of it.", "New body.\n\n      - a list")


def test_one_line_that_becomes_several_is_written_as_a_block() -> None:
    text = "body: |\n  One.\n\n  Two."
    made = changed(NOTES, "two", body=Line(text=text, words="One.\n\nTwo."))
    assert made == NOTES.replace("body: Short.", "body: |\n      One.\n\n      Two.")


def test_a_list_is_written_anew() -> None:
    made = changed(NOTES, "one", sources=Line(text="sources: [ledger]"))
    old = "sources:\n      - ledger\n      # not this one\n      - log-book\n"
    assert made == NOTES.replace(old, "sources: [ledger]\n")


def test_new_keys_stand_at_the_end_of_the_entry() -> None:
    made = changed(
        NOTES, "two", title=Line(text="title: T", words="T"), kind=Line(text="kind: update")
    )
    assert made == NOTES.replace("body: Short.", "body: Short.\n    title: T\n    kind: update")


@pytest.mark.parametrize(
    ("id_", "key", "old"),
    [
        ("one", "title", "    title: Old title   # what\n"),
        ("one", "body", "    body: |\n      Old body.\n\n      More of it.\n"),
        ("two", "quote", "quote: second\n    "),
        ("four", "title", "    title: Last\n"),
    ],
)
def test_a_key_is_taken_out_with_its_lines(id_: str, key: str, old: str) -> None:
    assert changed(NOTES, id_, **{key: Line(text="")}) == NOTES.replace(old, "")


def test_the_last_key_can_be_taken_out_and_another_come() -> None:
    made = changed(NOTES, "two", body=Line(text=""), title=Line(text="title: T", words="T"))
    assert made == NOTES.replace("    body: Short.\n", "    title: T\n")


def test_an_entry_in_braces_is_left_alone() -> None:
    assert changed(NOTES, "three", title=Line(text="title: T", words="T")) is None
    assert removed(NOTES, "three") is None


@pytest.mark.parametrize(
    ("id_", "first", "last"),
    [
        ("one", "\n  # about the first\n", "- log-book\n"),
        ("two", "\n  # about the second\n", "Short.\n"),
        ("four", "\n  - id: four", "Last\n"),
    ],
)
def test_an_entry_goes_with_the_comments_right_above_it(id_: str, first: str, last: str) -> None:
    start, end = NOTES.index(first), NOTES.index(last) + len(last)
    assert removed(NOTES, id_) == NOTES[:start] + NOTES[end:]


def test_of_the_only_entry_an_empty_list_is_left() -> None:
    text = "notes:\n  # x\n  - id: a\n    title: b\n"
    assert removed(text, "a") == "notes:\n  []\n"


def test_a_file_without_a_last_line_break_and_one_of_windows() -> None:
    text = "notes:\r\n- id: a\r\n  title: b\r\n- id: c\r\n  title: d"
    assert changed(text, "c", title=Line(text="")) == text.replace("\r\n  title: d", "\r\n")
    assert changed(text, "a", body=Line(text="body: |\n  x\n  y", words="x\ny")) == text.replace(
        "b\r\n", "b\r\n  body: |\r\n    x\r\n    y\r\n"
    )
    assert removed(text, "a") == "notes:\r\n- id: c\r\n  title: d"


WORDS = st.text(st.sampled_from("ab '\":#-[]{}&*!|>%@`,?\\é任\u00a0")).filter(str.strip)


@given(st.sampled_from(["one", "two", "four"]), WORDS)
def test_whatever_is_written_is_what_is_read_or_nothing_is_written(id_: str, words: str) -> None:
    from explainer.importing.entries import entry  # noqa: PLC0415

    words = " ".join(words.split())
    text = entry([("title", words)])[2:]
    made = changed(NOTES, id_, title=Line(text=text, words=words))
    assert made is not None
    before = {one.id: one for one in notes_in(TextFile(path="", text=NOTES))}
    for one in notes_in(TextFile(path="", text=made)):
        assert one.title == (words if one.id == id_ else before[one.id].title)
        assert (one.body and one.body.value) == (
            before[one.id].body and before[one.id].body.value  # type: ignore[union-attr]
        )
