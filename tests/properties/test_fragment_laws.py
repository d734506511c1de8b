"""The law of links to passages: a browser finds the passage, and nothing before it."""

from __future__ import annotations

from random import Random

from hypothesis import event, given
from hypothesis import strategies as st

from explainer.fragment import text_fragment
from explainer.model import Range
from explainer.seen import menu, seen_text
from explainer.text import page_text
from explainer.weave import Passage, weave
from tests.fragments import resolve, seen
from tests.properties.strategies import PAGES, PHRASES


@st.composite
def woven_pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return woven HTML, and the ids of the notes on it."""
    page = page_text(draw(PAGES))
    size = len(page.text)
    passages = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        start = draw(st.integers(0, max(0, size - 1)))
        end = draw(st.integers(start, min(size, start + draw(st.sampled_from((8, 30, 400))))))
        if draw(st.integers(0, 3)):  # as a rule, whole words
            start = page.text.rfind(" ", 0, start) + 1
            end = max(end, page.text.find(" ", end))
        id_ = f"n{number}"
        mark = f'<a class="ex-ref" id="ref-{id_}" href="#note-{id_}">{number + 8}</a>'
        passages.append(
            Passage(
                id=id_,
                element_id=f"passage-{id_}",
                range=Range(start, end),
                mark=mark if start < end else "",
            )
        )
    return weave(page, passages), [one.id for one in passages]


@given(woven_pages(), st.lists(PHRASES, max_size=4), st.randoms(use_true_random=False))
def test_a_browser_finds_the_passage_and_nothing_before_it(
    case: tuple[str, list[str]], titles: list[str], random: Random
) -> None:
    html, notes = case
    text = seen_text(html, {f"passage-{one}": one for one in notes}, menu(titles))
    random.shuffle(titles)  # in what order a theme shows them is its own affair
    page = seen("".join(f"<p>{one}</p>" for one in titles) + f"<div>{html}</div>")
    for note in notes:
        place = text.passages.get(f"passage-{note}")
        directive = text_fragment(text, place) if place else None
        event(f"found: {directive is not None}")
        if directive is None:
            continue
        assert resolve(page, directive) == page.passage(note)
        assert resolve(page, directive, dictionary=True) == page.passage(note)


@given(woven_pages())
def test_a_directive_is_the_same_every_time(case: tuple[str, list[str]]) -> None:
    html, notes = case
    owners = {f"passage-{one}": one for one in notes}
    one, other = seen_text(html, owners), seen_text(html, dict(reversed(owners.items())))
    assert one.passages == other.passages
    for place in one.passages.values():
        assert text_fragment(one, place) == text_fragment(other, place)
