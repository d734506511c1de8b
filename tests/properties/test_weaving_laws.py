"""Laws of weaving: splicing, not re-serialising."""

from __future__ import annotations

import re
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from explainer.model import Range
from explainer.page import PageText
from explainer.text import page_text
from explainer.unweave import unweave
from explainer.weave import Passage, TermLink, weave
from tests.properties.strategies import PAGES


@st.composite
def woven_pages(draw: st.DrawFn) -> tuple[PageText, list[Passage], list[TermLink], str]:
    page = page_text(draw(PAGES))
    size = len(page.text)
    passages = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, size))
        end = draw(st.integers(start, size))
        mark = f'<a class="ex-ref" href="#note-n{number}">{number}</a>'
        passages.append(
            Passage(
                id=f"n{number}",
                element_id=f"passage-n{number}",
                range=Range(start=start, end=end),
                mark=mark if start < end else "",
            )
        )
    links, at = [], 0
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(at, size))
        end = draw(st.integers(start, size))
        if start < end:
            links.append(
                TermLink(range=Range(start=start, end=end), start_tag='<a class="ex-term">')
            )
            at = end
    return page, passages, links, weave(page, passages, links)


def without(marks: list[str], html: str) -> str:
    """Return woven HTML without the marks after passages."""
    for mark in filter(None, marks):
        html = html.replace(mark, "")
    return re.sub(r'<div class="ex-after">\s*</div>', "", html)


@given(woven_pages())
def test_unweaving_a_woven_page_gives_back_every_byte(
    case: tuple[PageText, list[Passage], list[TermLink], str],
) -> None:
    page, _, _, html = case
    assert unweave(html) == page.html


@given(woven_pages())
def test_weaving_does_not_change_the_text(
    case: tuple[PageText, list[Passage], list[TermLink], str],
) -> None:
    page, passages, _, html = case
    marks = [passage.mark for passage in passages if passage.mark]
    for mark in marks:
        assert html.count(mark) == 1
    assert page_text(without(marks, html)).text == page.text


@given(woven_pages())
def test_every_character_of_a_passage_is_marked_as_its_own(
    case: tuple[PageText, list[Passage], list[TermLink], str],
) -> None:
    page, passages, _, html = case
    woven = page_text(without([one.mark for one in passages], html))
    for passage in passages:
        marked = set[int]()
        for element in woven.elements:
            if passage.id in element.attrs.get("data-n", "").split():
                marked.update(range(element.range.start, element.range.end))
        words = {at for at in range(passage.range.start, passage.range.end) if page.text[at] != " "}
        assert words <= marked
        assert all(passage.range.start <= at < passage.range.end for at in marked)


@given(woven_pages(), st.randoms(use_true_random=False))
def test_the_order_of_passages_does_not_matter(
    case: tuple[PageText, list[Passage], list[TermLink], str], random: Random
) -> None:
    page, passages, links, html = case
    random.shuffle(passages)
    assert weave(page, passages, links) == html


@given(woven_pages())
def test_ids_of_passages_stand_once(
    case: tuple[PageText, list[Passage], list[TermLink], str],
) -> None:
    page, passages, _, html = case
    for passage in passages:
        if any(page.text[at] != " " for at in range(passage.range.start, passage.range.end)):
            assert html.count(f'id="{passage.element_id}"') == 1
