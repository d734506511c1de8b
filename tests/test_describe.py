"""`describe`: the shortest selector that finds a passage, from its words or its lines."""

from __future__ import annotations

import json

import pytest

from explainer.describe import describe
from explainer.find import Haystack
from explainer.lines import text_of_lines
from explainer.model import Range, RangeSelector
from explainer.quote import parse_quote
from explainer.span import TextFile
from tests.commands import run
from tests.sites import Site


def described(text: str, words: str, nth: int = 0) -> tuple[str, str, str, int | None]:
    """Return quote, prefix, suffix and occurrence of the nth place of words."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    found = describe(Haystack(text), Range(start=at, end=at + len(words)))
    assert found
    selector = found.selector
    return selector.words, selector.prefix, selector.suffix, found.occurrence


# --- the shortest --------------------------------------------------------------------------


def test_words_that_stand_once_need_no_more() -> None:
    assert described("The ferry sails at noon.", "sails at") == ("sails at", "", "", None)


@pytest.mark.parametrize(
    ("text", "nth", "prefix", "suffix"),
    [
        ("The old pier stays. The new pier opens.", 1, "new", ""),
        ("The pier stays. The pier opens tomorrow.", 0, "", "stays"),
        ("The old wooden pier is up. The new wooden pier is down.", 0, "", "is up"),
        ("new pier opens. new pier stays. old pier opens.", 0, "new", "opens"),
        ("It’s the town’s pier. It’s a city’s pier.", 1, "city’s", ""),
    ],
)
def test_the_fewest_code_points_on_either_side_or_both_tell_places_apart(
    text: str, nth: int, prefix: str, suffix: str
) -> None:
    assert described(text, "pier", nth) == ("pier", prefix, suffix, None)


def test_a_number_is_not_cut_at_its_point() -> None:
    text = "It costs 2.5 crowns and 3.5 crowns."
    assert described(text, "crowns", 1) == ("crowns", "3.5", "", None)


def test_places_that_no_context_tells_apart_are_counted() -> None:
    text = " ".join(["The ferry sails."] * 40)
    assert described(text, "The ferry sails.", 20) == ("The ferry sails.", "", "", 21)


def test_a_piece_of_a_word_needs_its_surroundings() -> None:
    quote, prefix, suffix, occurrence = described("The ferryman sails.", "erry")
    assert (quote, occurrence) == ("erry", None)
    assert prefix or suffix


def test_words_with_bars_are_described_so_that_they_are_read_as_words() -> None:
    quote, prefix, suffix, _ = described(
        "The table low | high | mean of tides.", "low | high | mean"
    )
    assert parse_quote(quote, prefix, suffix).words == "low | high | mean"


@pytest.mark.parametrize(("start", "end"), [(3, 4), (0, 4), (5, 5)])
def test_spaces_at_the_ends_cannot_be_described(start: int, end: int) -> None:
    assert describe(Haystack("The ferry"), Range(start=start, end=end)) is None


LONG = (
    "The council met on a cold evening in the old hall by the harbour, and before it came to the"
    " ferry it spoke for three hours about the roof of the school, the bridge, the well and the"
    " price of bread, until the mayor put an end to it."
)


def test_a_long_passage_is_given_by_its_ends() -> None:
    text = f"Once. {LONG} Then all went home."
    place = Range(start=6, end=6 + len(LONG))
    found = describe(Haystack(text), place, (Range(start=0, end=len(text)),))
    assert found
    assert found.selector == RangeSelector(
        start="The council met", end="end to it.", whole="The council met … end to it."
    )
    assert parse_quote(found.selector.words) == found.selector


def test_ends_that_stand_twice_take_more_words() -> None:
    text = f"{LONG} The council met again and there was an end to it. {LONG[:-1]}, at midnight."
    place = Range(start=0, end=len(LONG))
    found = describe(Haystack(text), place, (Range(start=0, end=len(text)),))
    assert found
    assert found.selector.words == LONG or isinstance(found.selector, RangeSelector)


def test_a_long_passage_across_sections_is_quoted_as_a_whole() -> None:
    within = (Range(start=0, end=100), Range(start=100, end=len(LONG)))
    found = describe(Haystack(LONG), Range(start=0, end=len(LONG)), within)
    assert found
    assert found.selector.words == LONG


# --- from lines to text ----------------------------------------------------------------------

SOURCE = """\
---
title: The ferry sails
---

# The ferry

The [ferry](https://example.org/the/ferry "At sea") **sails** at
noon.[^1] It is late, “as ever”.

![The ferry](ferry.png){ width=300 }

- The ferry *sails* at night.

[^1]: Not on Sundays.
"""
TEXT = (
    "The ferry The ferry sails at noon. It is late, “as ever”. The ferry sails at night."
    " Not on Sundays."
)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (5, 5, "The ferry"),
        (7, 7, "The ferry sails at"),
        (8, 8, "noon. It is late, “as ever”."),
        (7, 8, "The ferry sails at noon. It is late, “as ever”."),
        (12, 12, "The ferry sails at night."),
        (14, 14, "Not on Sundays."),
    ],
)
def test_lines_become_the_words_that_came_of_them(first: int, last: int, words: str) -> None:
    file = TextFile(path="docs/x.md", text=SOURCE)
    place = text_of_lines(file, TEXT, first, last, starts=SOURCE.index("\n# ") + 1)
    assert place
    assert TEXT[place.start : place.end] == words


@pytest.mark.parametrize("line", [1, 2, 6, 15])
def test_lines_without_text_are_no_place(line: int) -> None:
    file = TextFile(path="docs/x.md", text=SOURCE)
    assert text_of_lines(file, TEXT, line, line, starts=SOURCE.index("\n# ") + 1) is None


def test_the_lines_of_a_huge_article_are_found_near_where_they_stand() -> None:
    source = "\n".join(f"Line number {at} of this article stands here." for at in range(30_000))
    place = text_of_lines(TextFile(path="", text=source), source.replace("\n", " "), 20_000, 20_000)
    assert place
    assert source[place.start : place.end] == "Line number 19999 of this article stands here."


# --- the command -----------------------------------------------------------------------------


def test_a_passage_is_described_as_yaml_to_paste(harbour_site: Site) -> None:
    done = run(harbour_site, "describe", "docs/news/plan.md", "--text", "harbour plan")
    assert done.code == 0
    first, second = done.printed.split("\n\n")
    assert first.splitlines()[:1] == ["# docs/news/plan.md:5, under “The harbour plan”"]
    assert second.splitlines()[2:] == ["quote: harbour plan", "suffix: on"]


def test_lines_are_those_of_the_markdown_file(harbour_site: Site) -> None:
    done = run(harbour_site, "describe", "news/plan", "--lines", "11", "--format", "json")
    (row,) = json.loads(done.printed)
    assert row["selector"] == {
        "quote": "The ferry line will move to the new pier, says the report."
    }
    assert (row["place"]["line"], row["place"]["heading"]) == (11, "What follows")


def test_words_that_yaml_would_read_otherwise_are_put_in_quotation_marks(site: Site) -> None:
    site.write("docs/index.md", "# Tides\n\nnull\n\nTide: low # or high\n")
    assert '\nquote: "null"\n' in run(site, "describe", "index", "--lines", "3").printed
    assert (
        '\nquote: "Tide: low # or high"\n' in run(site, "describe", "index", "--lines", "5").printed
    )


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--text", "a mermaid"], 1, "docs/news/plan.md has no words “a mermaid”"),
        (["--lines", "6"], 1, "docs/news/plan.md has no words on the lines 6"),
        (["--lines", "11:9"], 2, "`11:9` should be two of the lines 1 to 12"),
        (["--lines", "1:99"], 2, "`1:99` should be two of the lines 1 to 12"),
        (["--lines", "all"], 2, "`all` should be"),
        ([], 2, "say which passage is meant"),
        (["--lines", "1", "--text", "a"], 2, "say which passage is meant"),
    ],
)
def test_a_passage_that_is_not_there_is_told(
    options: list[str], code: int, said: str, harbour_site: Site
) -> None:
    done = run(harbour_site, "describe", "news/plan", *options)
    assert done.code == code
    assert said in done.output
