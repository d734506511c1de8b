"""Laws of reading: the map from a page's text to its HTML."""

from __future__ import annotations

import html as entities
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from explainer.fold import fold
from explainer.model import Range
from explainer.text import page_text
from tests.properties.strategies import PAGES, PHRASES, SOUP


@given(st.one_of(PAGES, SOUP))
def test_every_run_points_at_its_own_characters(html: str) -> None:
    page = page_text(html)
    for run in page.runs:
        there = entities.unescape(html[run.html_start : run.html_end])
        words = page.text[run.start : run.end]
        assert (
            there == words
            or (words == " " and not there.strip(" \t\r\n\f\0"))
            or (" ".join(there.split()) == words or there.split() == words.split())
        )


@given(st.one_of(PAGES, SOUP))
def test_text_holds_no_double_spaces_and_none_at_its_ends(html: str) -> None:
    text = page_text(html).text
    assert "  " not in text
    assert text == text.strip(" ")


@given(st.one_of(PAGES, SOUP))
def test_runs_are_in_order_and_do_not_overlap(html: str) -> None:
    runs = page_text(html).runs
    for before, after in pairwise(runs):
        assert before.end <= after.start
        assert before.html_end <= after.html_start


@given(st.one_of(PAGES, SOUP))
def test_elements_hold_their_children(html: str) -> None:
    page = page_text(html)
    for element in page.elements:
        assert 0 <= element.open_start < element.open_end <= element.close_start
        assert element.close_start <= element.close_end <= len(html)
        if element.parent >= 0:
            parent = page.elements[element.parent]
            assert parent.open_end <= element.open_start
            assert element.close_end <= parent.close_start


@given(PAGES, st.data())
def test_a_part_of_the_text_is_covered_by_runs_but_for_spaces(
    html: str, data: st.DataObject
) -> None:
    page = page_text(html)
    start = data.draw(st.integers(0, len(page.text)))
    end = data.draw(st.integers(start, len(page.text)))
    covered = set[int]()
    for run in page.runs_in(Range(start=start, end=end)):
        covered.update(range(run.start, run.end))
    missing = [page.text[at] for at in range(start, end) if at not in covered]
    assert set(missing) <= {" "}


@given(st.one_of(PHRASES, st.text(max_size=40)))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.one_of(PHRASES, st.text(max_size=40)))
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.index) == len(folded.text)
    assert list(folded.index) == sorted(folded.index)
    assert all(0 <= at < len(text) for at in folded.index)


@given(
    st.lists(st.sampled_from(["a", "b,", "é", "任正非", "-", "1", "x\u00a0y", "  "])).map(" ".join)
)
def test_a_paragraph_of_plain_words_is_read_as_any_other(words: str) -> None:
    html = f"<p>{words}</p>"
    quick, slow = page_text(html), page_text(f"{html}<!-- -->")
    assert (quick.text, quick.runs) == (slow.text, slow.runs)
    assert [one._replace(attrs={}) for one in quick.elements] == list(slow.elements)
