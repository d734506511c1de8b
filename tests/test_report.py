from __future__ import annotations

import json
import re
from textwrap import dedent

import pytest

from explainer.diagnostics import Diagnostic, diagnose, related
from explainer.report.excerpt import WIDTH, columns, excerpt
from explainer.report.json import TargetRow, report
from explainer.report.text import concise, counted, full
from explainer.span import Span, TextFile


def span(text: str, words: str, path: str = "annotations/huawei.yml") -> Span:
    file = TextFile(path=path, text=text)
    start = text.index(words)
    return file.span(start, start + len(words))


def finding(text: str, words: str, *, label: str = "", help: str = "") -> Diagnostic:  # noqa: A002
    message = "it is not there"
    return diagnose("quote-not-found", message, span(text, words), label=label, help=help)


LINES = "\n" * 13 + '    quote: "trade blacklists"\n'


def test_a_diagnostic_shows_the_line_the_carets_and_the_help() -> None:
    found = diagnose(
        "quote-not-found",
        "the quoted text is not in this article",
        span(LINES, '"trade blacklists"'),
        label="not in docs/huawei.md",
        help="line 31 has “trade blacklist”; if that is meant:\nquote: trade blacklist",
        related=(related("the list", span("\n  x", "x", "docs/huawei.md")),),
    )
    assert full([found]) == dedent(
        """\
        error[quote-not-found]: the quoted text is not in this article
          --> annotations/huawei.yml:14:12
           |
        14 |     quote: "trade blacklists"
           |            ^^^^^^^^^^^^^^^^^^ not in docs/huawei.md
           = help: line 31 has “trade blacklist”; if that is meant:
                   quote: trade blacklist
           = note: the list: docs/huawei.md:2:3
        """
    )


def test_the_concise_form_is_one_line_each() -> None:
    found = [finding("b: 2\n", "2"), finding("a: 1\n", "a")]
    assert concise(found) == (
        "annotations/huawei.yml:1:1: error[quote-not-found]: it is not there\n"
        "annotations/huawei.yml:1:4: error[quote-not-found]: it is not there\n"
    )


def test_nothing_is_reported_as_nothing() -> None:
    assert (concise([]), full([]), counted([])) == ("", "", "")


def test_a_file_that_was_not_read_has_no_lines_to_show() -> None:
    file = TextFile(path="a.yml", text="")
    found = diagnose("unreadable-file", "a.yml cannot be read", file.whole(), help="Look.")
    assert full([found]).splitlines()[1:] == [" --> a.yml:1:1", "  = help: Look."]


@pytest.mark.parametrize(
    ("text", "words", "carets"),
    [
        ("任正非 said", "said", "       ^^^^"),
        ("任正非 said", "正", "  ^^"),
        ("\tx", "x", "    ^"),
        ("e\u0301a b", "b", "   ^"),
        ("a😀b", "b", "   ^"),
        ("x\u200db", "b", " ^"),
        ("abc   ", "abc   ", "^^^"),
    ],
)
def test_carets_stand_under_the_words(text: str, words: str, carets: str) -> None:
    (row,) = excerpt(span(text, words))
    assert row.carets == carets


def test_an_empty_span_has_one_caret() -> None:
    file = TextFile(path="a.yml", text="abc\n")
    assert [row.carets for row in excerpt(file.span(1, 1))] == [" ^"]
    assert [row.carets for row in excerpt(file.span(4, 4))] == ["^"]


@pytest.mark.parametrize("place", [0, 40, 300, 595])
def test_a_long_line_is_cut_around_the_words(place: int) -> None:
    text = "x" * place + "WORDS" + "y" * (600 - place)
    (row,) = excerpt(span(text, "WORDS"))
    assert columns(row.text) <= WIDTH
    assert row.text[row.carets.index("^") :].startswith("WORDS")
    assert len(row.carets.strip()) == 5
    assert row.text.endswith("…") or place == 595
    assert row.text.startswith("…") or place < 100


def test_very_long_words_are_cut_themselves() -> None:
    (row,) = excerpt(span("a: " + "字" * 500, "字" * 500))
    assert columns(row.text) <= WIDTH
    assert columns(row.text) == columns(row.carets)


def test_several_lines_are_all_marked_and_many_are_left_out() -> None:
    text = "a: |\n  one\n  two\nb: 1\n"
    rows = excerpt(span(text, "|\n  one\n  two"))
    assert [(row.number, row.carets) for row in rows] == [(1, "   ^"), (2, "  ^^^"), (3, "  ^^^")]
    long = "\n".join(str(n) for n in range(100))
    assert [row.number for row in excerpt(span(long, long))] == [1, 2, None, 100]


def test_nothing_in_a_file_can_command_the_terminal() -> None:
    evil = "a: \x1b[31m\u202e red\u2028\x07"
    text = concise([diagnose("yaml-syntax", f"odd {evil}", span(evil, evil))])
    text += full([diagnose("yaml-syntax", f"odd {evil}", span(evil, evil), help=evil, label=evil)])
    assert all(char == "\n" or char.isprintable() for char in text)


def test_colour_changes_nothing_but_colour() -> None:
    found = [finding(LINES, "quote", label="here", help="There.")]

    coloured = full(found, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == full(found)


def test_the_count_is_said_in_words() -> None:
    notice = diagnose("byte-order-mark", "x", span("x", "x"))
    found = [finding("x", "x"), finding("y", "y"), notice]
    assert counted(found) == "2 errors, 1 notice"


def test_the_json_report_is_plain_and_sorted() -> None:
    rows = [
        TargetRow(annotation="two", article="b.md", status="orphan", line=3, quote="“x”"),
        TargetRow(annotation="one", article="a.md", status="exact", line=9, quote="y"),
    ]
    found = [finding("b: 2\n", "2", help="Look."), finding("a: 1\n", "a")]
    text = report(found, rows)
    assert text.endswith("}\n")
    assert "“x”" in text
    assert text == report(found[::-1], rows[::-1])
    value = json.loads(text)
    assert value["summary"] == {
        "errors": 2,
        "warnings": 0,
        "notices": 0,
        "targets": {"exact": 1, "orphan": 1},
    }
    assert [row["annotation"] for row in value["targets"]] == ["one", "two"]
    assert value["diagnostics"][1] == {
        "code": "quote-not-found",
        "severity": "error",
        "message": "it is not there",
        "help": "Look.",
        "path": "annotations/huawei.yml",
        "line": 1,
        "column": 4,
        "end_line": 1,
        "end_column": 5,
    }
