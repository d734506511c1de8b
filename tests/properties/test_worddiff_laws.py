"""Laws of the word diff: nothing of either text is lost, and no character is cut."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from explainer.fold import is_grapheme_boundary
from explainer.worddiff import Piece, word_diff
from tests.properties.strategies import PHRASES

_TEXTS = st.one_of(
    PHRASES,
    st.text(max_size=40),
    st.text(alphabet=st.sampled_from("ab é\u0301,.1👩\u200d👧ด\u0e35中\r\n’"), max_size=30),
)


def joined(pieces: tuple[Piece, ...], gone: str) -> str:
    return "".join(one.text for one in pieces if one.op != gone)


@given(_TEXTS, _TEXTS)
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert joined(pieces, "added") == old
    assert joined(pieces, "removed") == new


@given(_TEXTS, _TEXTS)
def test_pieces_are_never_empty_and_never_two_alike_in_a_row(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert all(one.text for one in pieces)
    assert all(one.op != other.op for one, other in pairwise(pieces))


@given(_TEXTS, _TEXTS)
def test_no_piece_cuts_a_character_as_a_reader_sees_it(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    for text, gone in ((old, "added"), (new, "removed")):
        at = 0
        for piece in pieces:
            at += len(piece.text) if piece.op != gone else 0
            assert is_grapheme_boundary(text, at)


@given(_TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert all(one.op == "same" for one in word_diff(text, text))
