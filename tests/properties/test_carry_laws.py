"""Laws of carrying a passage from an older text to a newer one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explainer.carry import carry
from explainer.fold import is_grapheme_boundary
from explainer.model import Range

_WORDS = st.sampled_from(
    "the ban list trade Huawei don’t 12 5.7 任正非 码头 | … é e\u0301 👩‍👩‍👧 👩 «so» -- not".split(
        " "
    )
)
_TEXTS = st.lists(_WORDS, max_size=30).map(" ".join)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ")


def _whole(text: str) -> list[int]:
    return [at for at in range(len(text) + 1) if is_grapheme_boundary(text, at)]


@st.composite
def passages(draw: st.DrawFn, texts: st.SearchStrategy[str] = _TEXTS) -> tuple[str, Range]:
    """Draw a text and a range in it that cuts no character."""
    text = draw(texts)
    ends = sorted(draw(st.lists(st.sampled_from(_whole(text)), min_size=2, max_size=2)))
    return text, Range(ends[0], ends[1])


@given(passages())
def test_in_an_equal_text_every_passage_stays(passage: tuple[str, Range]) -> None:
    text, place = passage
    assert carry(text, text, place) == place


@given(passages(), _TEXTS)
def test_what_comes_back_is_inside_the_text_and_cuts_no_character(
    passage: tuple[str, Range], new: str
) -> None:
    old, place = passage
    found = carry(old, new, place)
    if found is not None:
        assert 0 <= found.start <= found.end <= len(new)
        assert found.start < found.end or place.start == place.end
        assert is_grapheme_boundary(new, found.start)
        assert is_grapheme_boundary(new, found.end)


@given(passages(), _TEXTS)
def test_the_same_texts_give_the_same_place(passage: tuple[str, Range], new: str) -> None:
    old, place = passage
    assert carry(old, new, place) == carry(old, new, place)


@st.composite
def sentences(draw: st.DrawFn) -> list[str]:
    """Draw sentences of which no two share a word."""
    count = draw(st.integers(3, 6))
    return [
        " ".join(f"{word}{number}" for word in draw(st.permutations(_NUMBERS))[:8]) + "."
        for number in range(count)
    ]


@given(sentences(), st.data())
def test_a_passage_keeps_its_words_when_another_sentence_is_edited(
    some: list[str], data: st.DataObject
) -> None:
    kept, edited = data.draw(st.permutations(range(len(some))))[:2]
    instead = data.draw(st.sampled_from(["", "Quite another sentence.", some[edited] + " More."]))
    new = " ".join(instead if at == edited else one for at, one in enumerate(some) if one)
    assert _carried(" ".join(some), new, some[kept]) == some[kept]


@given(sentences(), st.data())
def test_a_passage_keeps_its_words_when_sentences_change_places(
    some: list[str], data: st.DataObject
) -> None:
    new = " ".join(data.draw(st.permutations(some)))
    kept = data.draw(st.sampled_from(some))
    assert _carried(" ".join(some), new, kept) == kept


def _carried(old: str, new: str, words: str) -> str | None:
    start = old.index(words)
    place = carry(old, new, Range(start, start + len(words)))
    return new[place.start : place.end] if place else None
