"""`explainer locate --batch`: offsets in the raw text, whatever lies between it and the page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.batch import answers
from explainer.batch.document import html_document, text_document
from explainer.model import Range
from tests.commands import run
from tests.properties.strategies import PAGES, SOUP
from tests.sites import Site

HARBOUR = (
    '<h2 id="plan">The plan</h2>\n<p>Open the lock gate slowly.</p>\n<h2 id="storm">In a storm</h2>'
    '\n<p id="keeper">Open the lock gate slowly. Never open the lock gate at night.</p>'
)
FOOTNOTE = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
TABLE = (
    "<table><thead><tr><th>Ferry</th><th>Fare</th></tr></thead><tbody>"
    "<tr><td>North</td><td>4</td></tr><tr><td>South</td><td>7</td></tr></tbody></table>"
)
CODE = "<p>Like so:</p><pre><code>tide = 3\r\nwind = 5\npier = 8\n</code></pre>"


def asked(content: str, previous: str | None = None, **selector: Any) -> dict[str, Any]:
    """Return the answer to one case; its content is HTML if it begins with a tag."""
    kind = "html" if content.startswith("<") else "text"
    case = {"id": "c", kind: content, "selector": selector, "previous": previous}
    (answer,) = answers([json.dumps(case).encode()])
    assert not answer.error
    return dict(json.loads(answer.line))


def words(content: str, **selector: Any) -> tuple[str, str]:
    """Return the status, and the raw text that was found."""
    found = asked(content, **selector)
    raw = html_document(content).raw if content.startswith("<") else content
    return found["status"], raw[found["start"] : found["end"]]


# --- words -------------------------------------------------------------------------------


def test_the_answer_says_id_status_place_and_candidates() -> None:
    found = asked("The ferry sails at noon.", exact="sails")
    assert found == {"id": "c", "status": "exact", "start": 10, "end": 15, "candidates": []}


@pytest.mark.parametrize(
    ("content", "exact", "status", "raw"),
    [
        ("a ferry\nsails  at noon", "ferry sails at", "normalised", "ferry\nsails  at"),
        ("a ferry sails", "ferry\n sails\n", "normalised", "ferry sails"),
        ("it is “late” now", 'is "late" now', "normalised", "is “late” now"),
        ("one\r\n\r\ntwo < three & four", "two < three & four", "exact", "two < three & four"),
        ("one\r\n\r\ntwo", "one two", "normalised", "one\r\n\r\ntwo"),
        ("wait… and sail away", "wait… and sail", "exact", "wait… and sail"),
        ("The ferry is past the pier.", "The … the pier", "exact", "The ferry is past the pier"),
        ("The ferry sails past the pier.", "The ferry [...] past", "exact", "The ferry sails past"),
        ("ship 👨‍👩‍👧 crew", "ship 👨‍👩‍👧 crew", "exact", "ship 👨‍👩‍👧 crew"),
        ("<p>tea &amp; <b>cake</b></p>", "tea & cake", "exact", "tea & cake"),
        ("<p>One end.</p><p>Next start.</p>", "end. Next", "normalised", "end.Next"),
        ("<p>a<script>no</script> b<!-- c --> d</p>", "a b d", "exact", "a b d"),
        ("<pre>\nx = 1\n  y</pre>", "x = 1 y", "normalised", "x = 1\n  y"),
        (f"<p>the claim{FOOTNOTE} ends</p>", "claim ends", "normalised", "claim1 ends"),
        ("<p>quite **bold** text</p>", "quite **bold** text", "exact", "quite **bold** text"),
        ("<p>a <b>bold</b> claim</p>", "a **bold** claim", "normalised", "a bold claim"),
    ],
)  # fmt: skip
def test_a_place_is_given_in_the_raw_text(content: str, exact: str, status: str, raw: str) -> None:
    assert words(content, exact=exact) == (status, raw)


def test_a_permalink_sign_is_raw_text_but_no_part_of_a_place() -> None:
    html = '<h2 id="a">Tides<a class="headerlink" href="#a">¶</a></h2><p>Low water.</p>'
    assert html_document(html).raw == "Tides¶Low water."
    assert words(html, exact="Low water") == ("exact", "Low water")


def test_a_bar_in_the_words_is_no_shorthand() -> None:
    assert words("a table | of | bars", exact="table | of | bars")[0] == "exact"


@pytest.mark.parametrize(
    ("selector", "start"),
    [
        ({"occurrence": 2}, 47),
        ({"section": "In a storm"}, 47),
        ({"section": "#storm"}, 47),
        ({"section": "plan"}, 9),
        ({"suffix": "slowly. Never"}, 47),
        ({"prefix": "storm"}, 47),
        ({"scope": "#keeper"}, 47),
        ({"scope": "keeper"}, 47),
    ],
)
def test_one_of_several_places_is_chosen(selector: dict[str, Any], start: int) -> None:
    found = asked(HARBOUR, exact="Open the lock gate", **selector)
    assert (found["status"], found["start"]) == ("exact", start)


def test_of_several_places_all_are_candidates_and_none_is_taken() -> None:
    found = asked(HARBOUR, exact="Open the lock gate")
    assert found == {"id": "c", "status": "ambiguous", "candidates": [[9, 27], [47, 65]]}


def test_all_places_of_one_note_are_candidates() -> None:
    found = asked(HARBOUR, exact="Open the lock gate", all=True)
    assert (found["status"], found["candidates"]) == ("ambiguous", [[9, 27], [47, 65]])


def test_several_targets_are_candidates_in_their_order() -> None:
    found = asked("tide wind pier tide", targets=["pier", {"exact": "tide", "occurrence": 2}])
    assert (found["status"], found["candidates"]) == ("ambiguous", [[10, 14], [15, 19]])


def test_several_targets_of_which_one_is_gone_are_an_orphan() -> None:
    assert asked("tide wind", targets=["tide", "moon"])["status"] == "orphan"


@pytest.mark.parametrize(
    "selector",
    [
        {"exact": "a mermaid"},
        {"exact": "Open the lock gate", "occurrence": 3},
        {"exact": "Open the lock gate", "section": "Elsewhere"},
        {"exact": "Open the lock gate", "scope": "nowhere"},
        {"heading": "Elsewhere"},
        {"paragraph": "the lock"},
        {"image": "map.png"},
        {"cell": {"row": "North", "column": "Fare"}},
        {"code_line": 1},
        {"position": {"start": 5, "end": 500}},
    ],
)
def test_what_is_not_there_is_an_orphan_without_a_place(selector: dict[str, Any]) -> None:
    found = asked(HARBOUR, **selector)
    assert found["status"] == "orphan"
    assert not {"start", "end"} & set(found)


# --- other ways to say where -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "selector", "raw"),
    [
        ("abcdef", {"position": {"start": 2, "end": 4}}, "cd"),
        ("From pier to quay", {"start_quote": "pier", "end_quote": "quay"}, "pier to quay"),
        (HARBOUR, {"heading": "In a storm"}, "In a storm"),
        (HARBOUR, {"heading": "#storm"}, "In a storm"),
        (HARBOUR, {"paragraph": "Open the lock gate slowly. Never"},
         "Open the lock gate slowly. Never open the lock gate at night."),
        (TABLE, {"cell": {"row": "South", "column": "Fare"}}, "7"),
        (TABLE.replace("South", "<b>South</b>"), {"cell": {"row": "South", "column": "Fare"}}, "7"),
        (CODE, {"code_line": 2}, "wind = 5"),
        (CODE, {"code_line": "pier"}, "pier = 8"),
        (CODE, {"code_line": "= 3"}, "tide = 3"),
    ],
)  # fmt: skip
def test_every_way_to_say_where_finds_its_place(
    content: str, selector: dict[str, Any], raw: str
) -> None:
    assert words(content, **selector) == ("exact", raw)


@pytest.mark.parametrize("image", ["map.png", "The bay"])
def test_a_picture_is_a_place_without_text(image: str) -> None:
    html = '<p>Look <img src="img/map.png" alt="The bay"> here</p>'
    found = asked(html, image=image)
    assert (found["status"], found["start"], found["end"]) == ("exact", 5, 5)


@pytest.mark.parametrize(
    ("content", "selector", "count"),
    [
        (TABLE * 2, {"cell": {"row": "South", "column": "Fare"}}, 2),
        (CODE * 2, {"code_line": 2}, 2),
        (CODE, {"code_line": " = "}, 3),
    ],
)
def test_two_cells_or_lines_that_fit_are_ambiguous(
    content: str, selector: dict[str, Any], count: int
) -> None:
    found = asked(content, **selector)
    assert (found["status"], len(found["candidates"])) == ("ambiguous", count)


# --- an older text ---------------------------------------------------------------------------

OLD = "The ferry sails at noon. The tram leaves at noon. The keeper sleeps."
NEW = "A new line opens. The ferry sails at noon. The tram leaves at one. The keeper sleeps."


@pytest.mark.parametrize(
    ("selector", "status", "found"),
    [
        ({"exact": "The ferry sails at noon"}, "exact", "The ferry sails at noon"),
        ({"exact": "tram leaves at noon"}, "drifted", "tram leaves at one"),
        ({"exact": "at noon", "hint": 16}, "exact", "at noon"),
        ({"exact": "A new line"}, "exact", "A new line"),
        ({"exact": "at noon", "prefix": "sails "}, "exact", "at noon"),
    ],
)
def test_a_place_is_carried_from_an_older_text(
    selector: dict[str, Any], status: str, found: str
) -> None:
    answer = asked(NEW, OLD, **selector)
    assert (answer["status"], NEW[answer["start"] : answer["end"]]) == (status, found)


def test_a_place_that_went_with_its_sentence_is_an_orphan() -> None:
    gone = NEW.replace("The ferry sails at noon. ", "")
    assert asked(gone, OLD, exact="The ferry sails at noon")["status"] == "orphan"


def test_a_hint_alone_vetoes_nothing() -> None:
    far = "x " * 300 + "The ferry sails at noon."
    assert asked(far, exact="The ferry sails", hint=0)["start"] == 600


# --- lines that are no cases -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "this is no JSON"),
        ("[" * 100_000, "this is no JSON"),
        ("[]", "a case is an object"),
        ("\udcff", "this is not UTF-8 text"),
        ('{"text": "a", "selector": {"exact": "a"}}', "`id` should be text or a number"),
        ('{"id": true, "text": "a", "selector": {"exact": "a"}}', "`id` should be"),
        ('{"id": 1, "selector": {"exact": "a"}}', "a case needs `text` or `html`"),
        ('{"id": 1, "text": 5, "selector": {"exact": "a"}}', "`text` should be text"),
        ('{"id": 1, "text": "\\ud800", "selector": {"exact": "a"}}', "half a surrogate pair"),
        ('{"id": 1, "txt": "a", "selector": {"exact": "a"}}', "a case has no key `txt`"),
        ('{"id": 1, "text": "a"}', "`selector` should be an object"),
        ('{"id": 1, "text": "a", "selector": {}}', "`selector` needs one of: exact, position"),
        ('{"id": 1, "text": "a", "selector": {"exact": " "}}', "`exact` is empty"),
        ('{"id": 1, "text": "a", "selector": {"exat": "a"}}', "`selector` has no key `exat`"),
        ('{"id": 1, "text": "a", "selector": {"exact": ["a"]}}', "`exact` should be text"),
        ('{"id": 1, "text": "a", "selector": {"exact": "a", "image": "b"}}', "needs one of"),
        ('{"id": 1, "text": "a", "selector": {"exact": "a", "occurrence": 0}}', "whole number"),
        ('{"id": 1, "text": "a", "selector": {"exact": "a", "hint": -1}}', "whole number from 0"),
        ('{"id": 1, "text": "a", "selector": {"exact": "a", "hint": 1.5}}', "whole number"),
        ('{"id": 1, "text": "a", "selector": {"exact": "a", "all": 1}}', "`all` should be true"),
        ('{"id": 1, "text": "a", "selector": {"start_quote": "a"}}', "needs `end_quote`"),
        ('{"id": 1, "text": "a", "selector": {"position": {"start": 1}}}', "needs start and end"),
        ('{"id": 1, "text": "a", "selector": {"position": 3}}', "should be an object"),
        ('{"id": 1, "text": "a", "selector": {"cell": {"row": "a"}}}', "needs row and column"),
        ('{"id": 1, "text": "a", "selector": {"cell": []}}', "`cell` should be an object"),
        ('{"id": 1, "text": "a", "selector": {"targets": []}}', "`targets` should be a list"),
        ('{"id": 1, "text": "a", "selector": {"targets": [4]}}', "an item of `targets`"),
        ('{"id": 1, "text": "a", "selector": {"code_line": true}}', "`code_line` should be text"),
    ],
)
def test_a_line_that_is_no_case_is_told_with_its_number_and_the_rest_goes_on(
    line: str, said: str
) -> None:
    good = b'{"id": 2, "text": "a", "selector": {"exact": "a"}}'
    first, second, third = answers([good, line.encode(errors="surrogateescape"), good])
    assert first.line == third.line
    assert said in second.error
    assert second.error.startswith("line 2: ")
    told = json.loads(second.line)
    assert told == ({"error": second.error} | ({"id": 1} if "id" in told else {}))


def test_what_a_file_of_cases_says_about_a_case_is_passed_over() -> None:
    line = {"id": 1, "tier": "x", "expected": "none", "text": "a", "selector": {"exact": "a"}}
    (answer,) = answers([json.dumps(line).encode()])
    assert not answer.error


@given(st.binary(max_size=60))
def test_no_line_is_a_crash(line: bytes) -> None:
    for answer in answers([line]):
        assert answer.error == json.loads(answer.line)["error"]


# --- laws ------------------------------------------------------------------------------------


@given(st.text(alphabet=st.sampled_from(list("ab <&>\n\r\t\0é👍\u0301¶;")), max_size=60))
def test_the_raw_text_of_plain_text_is_that_text(text: str) -> None:
    assert text_document(text).raw == text.replace("\0", "\ufffd")


@given(PAGES, st.data())
def test_a_place_of_the_page_is_its_words_in_the_raw_text(html: str, data: st.DataObject) -> None:
    document = html_document(html)
    text = document.page.text
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    place = document.raw_range(Range(start=start, end=end))
    assert 0 <= place.start <= place.end <= len(document.raw)
    seen = [char for char in text[start:end] if not char.isspace()]
    left = iter(document.raw[place.start : place.end])
    assert all(char in left for char in seen)


@given(st.one_of(PAGES, SOUP))
def test_the_way_to_the_raw_text_and_back_leads_to_the_same_place(html: str) -> None:
    document = html_document(html)
    for one in document.page.runs:
        if one.html_end - one.html_start == one.end - one.start:
            place = Range(start=one.start, end=one.end)
            assert document.page_range(document.raw_range(place)) == place


# --- the command -----------------------------------------------------------------------------


def test_a_batch_is_answered_line_by_line(site: Site) -> None:
    lines = [
        '{"id": "a", "text": "low tide", "selector": {"exact": "tide"}}',
        "",
        '{"id": "b", "text": "low tide", "selector": {"exact": "moon"}}',
    ]
    done = run(site.write("cases.jsonl", "\n".join(lines)), "locate", "--batch", "cases.jsonl")
    assert done.code == 0
    assert [json.loads(line) for line in done.printed.splitlines()] == [
        {"id": "a", "status": "exact", "start": 4, "end": 8, "candidates": []},
        {"id": "b", "status": "orphan", "candidates": []},
    ]


def test_a_bad_line_is_told_on_both_streams_and_exits_with_1(site: Site) -> None:
    lines = '{"id": "a"}\n{"id": 1, "text": "a", "selector": {"exact": "a"}}\n'
    done = run(site, "locate", "--batch", "-", given=lines)
    assert done.code == 1
    first, second = done.printed.splitlines()
    assert json.loads(first) == {"id": "a", "error": "line 1: a case needs `text` or `html`"}
    assert json.loads(second)["status"] == "exact"
    assert "explainer: line 1: a case needs `text` or `html`\n" in done.output


def test_a_batch_needs_no_site_and_no_article(site: Site) -> None:
    (site.root / "mkdocs.yml").unlink()
    assert run(site, "locate", "--batch", "-").code == 0
    assert run(site, "locate", "x.md", "--batch", "-").code == 2
