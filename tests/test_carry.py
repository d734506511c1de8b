"""Carrying a passage from an older text to a newer one."""

from __future__ import annotations

import pytest

from explainer.carry import carry
from explainer.model import Range

COUNCIL = "The council met on Monday and had much to say about the harbour."
PIER = "The new pier will cost twelve million crowns and be open by the end of May."
FERRY = "A ferry goes to the island twice a day, unless the wind blows from the north."
MUSEUM = "Behind the church stands a small museum that nobody has visited for years."
SCHOOL = "Forty children learn to read in the old customs house next to the bridge."
ARTICLE = f"{COUNCIL} {PIER} {FERRY} {MUSEUM} {SCHOOL}"


def carried(old: str, new: str, words: str) -> str | None:
    """Carry words that stand once in the old text; return the words they became."""
    assert old.count(words) == 1
    start = old.index(words)
    place = carry(old, new, Range(start, start + len(words)))
    return None if place is None else new[place.start : place.end]


def test_a_passage_in_an_unchanged_text_stays_where_it_is() -> None:
    place = Range(ARTICLE.index(PIER), ARTICLE.index(PIER) + len(PIER))
    assert carry(ARTICLE, ARTICLE, place) == place


def test_a_passage_follows_what_was_written_before_it() -> None:
    new = f"It rained all week, and the roofs leaked. {ARTICLE}"
    assert carried(ARTICLE, new, "cost twelve million") == "cost twelve million"


def test_a_passage_that_begins_inside_a_word_still_does() -> None:
    assert carried(ARTICLE, f"So. {ARTICLE}", "elve mil") == "elve mil"


def test_a_paragraph_that_was_moved_is_found_where_it_went() -> None:
    new = f"{COUNCIL} {FERRY} {MUSEUM} {SCHOOL} {PIER}"
    assert carried(ARTICLE, new, PIER) == PIER


def test_a_sentence_that_was_moved_and_edited_is_found_where_it_went() -> None:
    edited = PIER.replace("twelve", "fourteen").replace("end", "middle")
    new = f"{COUNCIL} {FERRY} {MUSEUM} {SCHOOL} {edited}"
    assert carried(ARTICLE, new, PIER) == edited


def test_words_edited_inside_a_passage_belong_to_it() -> None:
    new = ARTICLE.replace("twelve million crowns", "fourteen billion crowns")
    assert carried(ARTICLE, new, "will cost twelve million crowns and be open") == (
        "will cost fourteen billion crowns and be open"
    )


def test_words_inserted_in_the_middle_of_a_passage_belong_to_it() -> None:
    new = ARTICLE.replace("and be open", "(as was said before) and be open")
    assert carried(ARTICLE, new, "crowns and be open by") == (
        "crowns (as was said before) and be open by"
    )


def test_a_passage_whose_halves_went_apart_is_where_more_of_it_is() -> None:
    inserted = f"{MUSEUM} {SCHOOL} {FERRY}"
    old = f"{COUNCIL} {PIER}"
    new = old.replace("crowns and", f"crowns. {inserted} The pier will")
    assert carried(old, new, "cost twelve million crowns and be") == "cost twelve million crowns"


def test_a_sentence_that_was_split_in_two_is_found_as_both() -> None:
    new = ARTICLE.replace("crowns and be open", "crowns. It will be open")
    assert carried(ARTICLE, new, PIER) == PIER.replace("crowns and", "crowns. It will")


@pytest.mark.parametrize(
    ("words", "became"),
    [
        ("new pier will cost twelve million", "first pier will cost twelve million"),
        ("will cost twelve million crowns", "will cost twelve million euros"),
    ],
)
def test_words_that_replaced_the_ends_of_a_passage_belong_to_it(words: str, became: str) -> None:
    new = ARTICLE.replace("new pier", "first pier").replace("crowns", "euros")
    assert carried(ARTICLE, new, words) == became


def test_a_passage_that_was_deleted_is_gone() -> None:
    assert carried(ARTICLE, ARTICLE.replace(f"{PIER} ", ""), PIER) is None


def test_a_passage_that_was_deleted_is_not_the_one_that_is_like_it() -> None:
    lookalike = "The new station will cost eleven million crowns and be open by the end of June."
    old = f"{ARTICLE} {lookalike}"
    assert carried(old, old.replace(f"{PIER} ", ""), PIER) is None


def test_of_two_passages_that_are_the_same_each_follows_its_own() -> None:
    old = f"{COUNCIL} {PIER} {FERRY} {MUSEUM} {PIER} {SCHOOL}"
    new = old.replace(COUNCIL, f"{COUNCIL} {COUNCIL.replace('Monday', 'Friday')}")
    first, second = old.index(PIER), old.rindex(PIER)
    assert carry(old, new, Range(first, first + len(PIER))) == Range(
        new.index(PIER), new.index(PIER) + len(PIER)
    )
    assert carry(old, new, Range(second, second + len(PIER))) == Range(
        new.rindex(PIER), new.rindex(PIER) + len(PIER)
    )


def test_when_one_of_two_same_passages_is_deleted_the_other_does_not_stand_for_it() -> None:
    old = f"{COUNCIL} {PIER} {FERRY} {MUSEUM} {PIER} {SCHOOL}"
    new = f"{COUNCIL} {PIER} {FERRY} {MUSEUM} {SCHOOL}"
    assert carry(old, new, Range(old.rindex(PIER), old.rindex(PIER) + len(PIER))) is None


def test_a_half_rewritten_passage_between_untouched_neighbours_is_still_it() -> None:
    new = ARTICLE.replace("twelve million crowns", "twelve pounds")
    assert carried(ARTICLE, new, "will cost twelve million crowns") == "will cost twelve pounds"


def test_chinese_is_lined_up_character_by_character() -> None:
    old = "委员会星期一开会。新码头将耗资一千二百万克朗。渡轮每天两次开往岛上。"
    new = "据报道，委员会星期一开会。新码头将耗资一千四百万欧元。渡轮每天两次开往岛上。"
    assert carried(old, new, "新码头将耗资一千二百万克朗") == "新码头将耗资一千四百万欧元"


def test_an_emoji_made_of_several_is_not_cut() -> None:
    family = "👩‍👩‍👧"
    old = f"{COUNCIL} They came 👩 and went home by the last ferry of the day."
    new = old.replace("👩", family)
    assert carried(old, new, "They came 👩") == f"They came {family}"


@pytest.mark.parametrize(("start", "end"), [(0, 11), (-11, None)])
def test_a_passage_at_the_end_of_a_text_is_carried(start: int, end: int | None) -> None:
    words = ARTICLE[start:end]
    assert carried(ARTICLE, ARTICLE.replace("twelve", "thirty"), words) == words


@pytest.mark.parametrize(("old", "new"), [("", ARTICLE), (ARTICLE, ""), ("", "")])
def test_in_an_empty_text_there_is_nothing_to_carry(old: str, new: str) -> None:
    place = Range(0, len(old))
    assert carry(old, new, place) == (place if old == new else None)


def test_a_passage_of_nothing_but_space_goes_nowhere() -> None:
    assert carry("one two", "one three two", Range(3, 4)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("a" * 300_000, "a" * 299_999 + "b", id="one long word"),
        pytest.param("a " * 100_000, "a " * 99_990 + "b", id="one letter"),
        pytest.param(f"{PIER} " * 10_000, f"{PIER} " * 4_000 + f"{FERRY} " * 6_000, id="repeats"),
        pytest.param(
            "渡轮每天两次开往岛上" * 10_000, "渡轮每天三次开往岛上" * 10_000, id="chinese"
        ),
        pytest.param("a b c d " * 20_000, "d c a b " * 20_000, id="few words, often"),
    ],
)
def test_a_text_made_to_be_slow_has_an_answer(old: str, new: str) -> None:
    for place in (Range(len(old) // 2, len(old) // 2 + 60), Range(0, len(old))):
        found = carry(old, new, place)
        assert found is None or 0 <= found.start < found.end <= len(new)
