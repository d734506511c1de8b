"""Editing one scalar of a YAML file: what an editor wrote round it stays."""

from __future__ import annotations

import pytest

from explainer.edit import Edit, apply, insert_key, replace_scalar
from explainer.span import Span, TextFile


def at(file: TextFile, token: str) -> Span:
    start = file.text.index(token)
    return file.span(start, start + len(token))


def replaced(text: str, token: str, words: str) -> str:
    file = TextFile(path="annotations/a.yml", text=text)
    edit = replace_scalar(file, at(file, token), words)
    assert edit
    return apply(file.text, [edit])


def with_key(text: str, token: str, key: str, words: str) -> str:
    file = TextFile(path="annotations/a.yml", text=text)
    edit = insert_key(file, at(file, token), key, words)
    assert edit
    return apply(file.text, [edit])


# --- styles ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("token", "words", "written"),
    [
        ("old words", "new words", "new words"),
        ("old words", 'it\'s a "b" — 任正非 👍', 'it\'s a "b" — 任正非 👍'),
        ("old words", "a: b", '"a: b"'),
        ("old words", "a:b", "a:b"),
        ("old words", "ends:", '"ends:"'),
        ("old words", "a #b", '"a #b"'),
        ("old words", "a#b", "a#b"),
        ("old words", "- a", '"- a"'),
        ("old words", "-a", "-a"),
        ("old words", "*a*", '"*a*"'),
        ("old words", "@a `b`", '"@a `b`"'),
        ("old words", "“a”, b [c] {d}", "“a”, b [c] {d}"),
        ("old words", "[a] b", '"[a] b"'),
        ("old words", "null", '"null"'),
        ("old words", "no", '"no"'),
        ("old words", "2019", '"2019"'),
        ("old words", "1e3", '"1e3"'),
        ("old words", "2019-05-16", '"2019-05-16"'),
        ("2018", "2019", "2019"),
        ("old words", 'a\\b"c: d', '"a\\\\b\\"c: d"'),
        ("old words", "a\u2028b\x07", '"a\\u2028b\\x07"'),
        ("old words", "a\nb", '"a\\nb"'),
        ("old words", "a\u00a0b", "a\u00a0b"),
        ("'old'", "it's: new", "'it''s: new'"),
        ("'old'", "a\nb", '"a\\nb"'),
        ('"old"', "plain", '"plain"'),
        ('"old"', 'a "b" \\c', '"a \\"b\\" \\\\c"'),
    ],
)
def test_a_scalar_keeps_its_style_where_that_can_hold_the_words(
    token: str, words: str, written: str
) -> None:
    text = f"notes:\n  - id: a  # first\n    quote: {token}   # a comment\n    body: b\n"
    assert replaced(text, token, words) == text.replace(token, written)


@pytest.mark.parametrize(
    ("words", "written"),
    [("a, b", '"a, b"'), ("a b", "a b"), ("a] b", '"a] b"'), ("a: b", '"a: b"'), ("{a", '"{a"')],
)
def test_inside_braces_plain_words_are_safe_there(words: str, written: str) -> None:
    text = "notes: [{id: a, quotes: [x , old words ,y], body: b}] # end\n"
    assert replaced(text, "old words", words) == text.replace("old words", written)


def test_a_literal_block_keeps_its_header_and_its_indentation() -> None:
    text = "- quote: |-   # why\n\n      old\n      words  \n\n  # next\n  id: a\n"
    wanted = "- quote: |-   # why\n      new: #words\n\n  # next\n  id: a\n"
    assert replaced(text, "|-", "new: #words") == wanted


def test_a_folded_block_is_folded_as_wide_as_it_was() -> None:
    text = "- quote: >\n     one two three\n     four\n  id: a\n"
    wanted = "- quote: >\n     one two 3\n     four five six\n     seven\n  id: a\n"
    assert replaced(text, ">", "one two 3 four five six seven") == wanted


def test_a_block_with_an_explicit_indentation_keeps_it() -> None:
    text = "- quote: |2\n      old\n  id: a\n"
    assert replaced(text, "|2", "new") == "- quote: |2\n    new\n  id: a\n"


def test_a_block_that_cannot_hold_the_words_gives_way_and_its_comment_stays() -> None:
    text = "- quote: |  # why\n    old\n  id: a\n"
    assert replaced(text, "|", "a\u2028b") == '- quote: "a\\u2028b"  # why\n  id: a\n'


def test_plain_words_on_several_lines_stay_on_several_lines() -> None:
    text = "- quote: one two\n    three four\n  id: a\n"
    wanted = "- quote: one 2\n    three four\n    five\n  id: a\n"
    assert replaced(text, "one two\n    three four", "one 2 three four five") == wanted


def test_windows_line_endings_stay() -> None:
    text = "- quote: >\r\n    one\r\n    two\r\n  id: a\r\n"
    wanted = "- quote: >\r\n    new\r\n    two\r\n  id: a\r\n"
    assert replaced(text, ">", "new two") == wanted


def test_comments_and_unknown_formatting_survive_byte_for_byte() -> None:
    text = (
        "# head\n\nnotes:   # all of them\n\n  -   id:  'a'\t# tab\n      quote  :   old words"
        "   # why\n\n#far left\n      x-mine: {b: [1,2 , 3]}   \n      body: |+\n        text  \n"
        "\n\n  # the end"
    )
    assert replaced(text, "old words", "new words") == text.replace("old words", "new words")


def test_a_span_where_no_scalar_begins_has_no_edit() -> None:
    file = TextFile(path="a.yml", text="- quote: old\n  id: a\n")
    assert replace_scalar(file, file.span(10, 12), "new") is None
    assert insert_key(file, file.span(10, 12), "prefix", "new") is None
    assert insert_key(file, file.span(2, 7), "prefix", "new") is None


@pytest.mark.parametrize("text", ["", "a: [", "- &x a\n", "\x07", "a: b: c\n", "- - - -\n"])
def test_a_file_that_cannot_be_read_has_no_edit(text: str) -> None:
    file = TextFile(path="a.yml", text=text)
    assert replace_scalar(file, file.whole(), "new") is None


# --- keys --------------------------------------------------------------------------------


def test_a_new_key_stands_below_the_quote_in_line_with_it() -> None:
    text = "notes:\n  - id: a\n    quote: b   # why\n    # next\n    body: c\n"
    wanted = text.replace("# why\n", "# why\n    prefix: of the\n")
    assert with_key(text, "b   #", "prefix", "of the") == wanted


def test_a_new_key_after_the_dash_is_in_line_with_the_key_there() -> None:
    assert with_key("-  quote: b", "b", "suffix", "c: d") == '-  quote: b\n   suffix: "c: d"'


def test_a_new_key_goes_below_all_lines_of_the_quote() -> None:
    text = "- quote: |+\n    b\n\n\n  id: a\n"
    assert with_key(text, "|+", "prefix", "x") == "- quote: |+\n    b\n\n\n  prefix: x\n  id: a\n"


def test_a_new_key_goes_inside_the_braces() -> None:
    text = "- {id: a, quote: 'b' , title: c}\n"
    assert with_key(text, "'b'", "prefix", "x") == text.replace("'b'", "'b', prefix: 'x'")
    assert with_key('[{"quote": "b"}]', '"b"', "suffix", "y") == '[{"quote": "b", "suffix": "y"}]'


def test_a_number_is_written_as_one() -> None:
    assert with_key("- quote: 'b'\n", "'b'", "occurrence", "2") == "- quote: 'b'\n  occurrence: 2\n"
    text = "- quote: b\n  occurrence: 1 # first\n"
    assert with_key(text, "b\n", "occurrence", "2") == text.replace("1 #", "2 #")


def test_a_key_that_is_there_is_rewritten_in_its_style() -> None:
    text = '- prefix: "old" # why\n  quote: b\n'
    assert with_key(text, "b\n", "prefix", "new") == text.replace("old", "new")


def test_a_key_without_a_value_gets_one() -> None:
    text = "- prefix:  # none yet\n  quote: b\n"
    assert with_key(text, "b\n", "prefix", "new") == "- prefix: new  # none yet\n  quote: b\n"


def test_a_key_that_holds_a_list_is_left_alone() -> None:
    file = TextFile(path="a.yml", text="- prefix: [a]\n  quote: b\n")
    assert insert_key(file, at(file, "b\n"), "prefix", "new") is None


# --- edits -------------------------------------------------------------------------------


def test_edits_are_made_in_any_order_and_touch_nothing_else() -> None:
    edits = [Edit(4, 5, "Y"), Edit(0, 1, ""), Edit(2, 2, "+")]
    assert apply("abcdef", edits) == apply("abcdef", edits[::-1]) == "b+cdYf"


def test_an_edit_given_twice_is_made_once() -> None:
    assert apply("ab", [Edit(1, 1, "x"), Edit(1, 1, "x")]) == "axb"


@pytest.mark.parametrize("edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(2, 9, "")]])
def test_edits_that_overlap_or_leave_the_text_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply("abc", edits)
