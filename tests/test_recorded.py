"""What a lock recorded, used: the place a quote had counts as much as its words."""

from __future__ import annotations

from dataclasses import replace

from explainer.model import Recorded, Status, Target
from tests.build import anchored, quoted

REPEATED = """
<h2 id="a">Flats</h2>
<p>A flat may be left at any time. The tenant gives notice. The key goes to the porter.</p>
<h2 id="b">Shops</h2>
<p>A shop is let for five years. The tenant gives notice. The sign comes down the same day.</p>
"""


def recorded(quote: str, prefix: str, suffix: str) -> Target:
    """Return a target with what was recorded of it."""
    target = quoted(quote)
    known = Recorded(
        note="n",
        words=quote,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        headings=(),
        block="",
        span=target.span,
    )
    return replace(target, recorded=known)


def placed(html: str, target: Target) -> tuple[Status, str]:
    """Return the status and what stands before the place."""
    (found,), _, text = anchored(html, target)
    return found.status, text[: found.ranges[0].start] if found.ranges else ""


def test_what_was_recorded_settles_which_of_two_places_is_meant() -> None:
    target = recorded("The tenant gives notice", "is let for five years. ", ". The sign comes down")
    status, before = placed(REPEATED, target)
    assert status is Status.EXACT
    assert before.endswith("five years. ")


def test_one_side_is_enough_if_the_other_was_edited() -> None:
    target = recorded("The tenant gives notice", "is let for ten years or so. ", ". The sign comes")
    status, before = placed(REPEATED, target)
    assert status is Status.EXACT
    assert before.endswith("five years. ")


def test_an_edited_original_in_its_place_beats_the_same_words_elsewhere() -> None:
    html = REPEATED.replace(
        "five years. The tenant gives notice. The sign",
        "five years. The tenant gives fair notice. The sign",
    )
    target = recorded(
        "The tenant gives notice",
        "A shop is let for five years. ",
        ". The sign comes down the same day",
    )
    status, before = placed(html, target)
    assert status is Status.DRIFTED
    assert before.endswith("five years. ")


def test_words_that_stand_once_are_exact_wherever_they_were_moved() -> None:
    target = recorded("The key goes to the porter", "The lift is out of order. ", " on Sundays")
    assert placed(REPEATED, target)[0] is Status.EXACT


def test_a_number_that_came_to_name_another_place_is_told_and_not_followed() -> None:
    html = "<p>First the tenant gives notice.</p>" + REPEATED.replace(
        "The tenant", "Now the tenant"
    )
    target = recorded(
        "the tenant gives notice", "let for five years. Now ", ". The sign comes down"
    )
    status, before = placed(html, replace(target, occurrence=2))
    assert status is Status.DRIFTED
    assert before.endswith("five years. Now ")
    assert placed(html, replace(target, occurrence=3))[0] is Status.EXACT
