"""Two versions of a sentence, shown word by word."""

from __future__ import annotations

import random

import pytest

from explainer.worddiff import Piece, inline, word_diff


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "costs 14.5 million crowns",
            "costs 15 million crowns",
            "costs [-14.5-]{+15+} million crowns",
        ),
        ("the old pier", "the pier", "the [-old -]pier"),
        ("the pier", "the old pier", "the {+old +}pier"),
        ("don’t go", "do go", "[-don’t-]{+do+} go"),
        ("10,000 men", "10,500 men", "[-10,000-]{+10,500+} men"),
        ("北京是首都", "北京是旧首都", "北京是{+旧+}首都"),
        ("a 👩‍👩‍👧 b", "a 👩‍👩‍👦 b", "a [-👩‍👩‍👧-]{+👩‍👩‍👦+} b"),
        ("cafe", "cafe\u0301", "[-cafe-]{+cafe\u0301+}"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("", "", ""),
        ("same", "same", "same"),
    ],
)
def test_a_change_is_shown_in_its_place(old: str, new: str, shown: str) -> None:
    assert inline(word_diff(old, new)) == shown


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a b", "x y", "[-a b-]{+x y+}"),
        ("one, two three", "four, five three", "[-one, two-]{+four, five+} three"),
        ("a word b", "x word y", "[-a-]{+x+} word [-b-]{+y+}"),
    ],
)
def test_a_lone_space_or_comma_between_changes_is_part_of_them(
    old: str, new: str, shown: str
) -> None:
    assert inline(word_diff(old, new)) == shown


def test_the_pieces_say_what_became_of_them() -> None:
    assert word_diff("the old pier", "the new pier") == (
        Piece("same", "the "),
        Piece("removed", "old"),
        Piece("added", "new"),
        Piece("same", " pier"),
    )


def test_texts_too_long_to_compare_keep_their_common_ends() -> None:
    source = random.Random(1)  # noqa: S311 - a seeded corpus is no secret
    old = "first " + " ".join(str(source.random()) for _ in range(50_000)) + " last"
    new = "first " + " ".join(str(source.random()) for _ in range(50_000)) + " last"
    pieces = word_diff(old, new)
    assert [one.op for one in pieces] == ["same", "removed", "added", "same"]
    assert (pieces[0].text, pieces[-1].text) == ("first ", " last")
