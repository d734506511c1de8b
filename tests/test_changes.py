"""What changed and what was corrected: at the foot of a note, and on two pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.chronicle import chronicle, in_brief
from explainer.model import Annotation, Change, Doing, Kind, Publication
from explainer.pages.dates import done_html
from explainer.pages.when import order
from explainer.pipeline import WovenSite
from explainer.words import words
from tests.build import note, project, woven

ADDED, UPDATED, CORRECTED = Doing.ADDITION, Doing.UPDATE, Doing.CORRECTION
KEY = ("article.md", "x")
TEXT = "The tide was low when they voted on the cost.\n"


def change(doing: Doing, date: str, text: str = "", commit: str = "") -> Change:
    moment = f"{date}T08:00:00Z" if commit else ""
    return Change(date=date, doing=doing, text=text, commit=commit, moment=moment)


def known(one: Annotation, *history: Change) -> list[tuple[Doing, str, str]]:
    told = chronicle(replace(project([one]), history={KEY: history}), one)
    return [(each.doing, each.date, each.commit) for each in told]


# --- who is believed ---------------------------------------------------------------------


def test_without_a_repository_what_editors_write_is_the_past() -> None:
    named = (change(CORRECTED, "2026-03-09", "wrong year"), change(ADDED, "2026-03-03"))
    assert known(note("x", changes=named, updated="2026-03-05")) == [
        (ADDED, "2026-03-03", ""),
        (UPDATED, "2026-03-05", ""),
        (CORRECTED, "2026-03-09", ""),
    ]


def test_an_update_is_told_once_if_the_list_has_its_day() -> None:
    named = (change(CORRECTED, "2026-03-09", "wrong year"),)
    assert known(note("x", changes=named, updated="2026-03-09")) == [(CORRECTED, "2026-03-09", "")]


def test_editors_win_over_commits_for_what_they_name() -> None:
    named = (change(ADDED, "2020"), change(CORRECTED, "2026-03-09", "wrong year"))
    history = (
        change(ADDED, "2026-03-03", commit="a"),
        change(UPDATED, "2026-03-05", commit="b"),
        change(UPDATED, "2026-03-09", commit="c"),
    )
    assert known(note("x", changes=named), *history) == [
        (ADDED, "2020", ""),
        (UPDATED, "2026-03-05", "b"),
        (CORRECTED, "2026-03-09", ""),
    ]


@pytest.mark.parametrize(
    ("updated", "begins"),
    [("2026-03-02", False), ("2025", False), ("2026-03-03", True), ("2026", True)],
)
def test_a_note_older_than_its_repository_was_not_added_when_it_came_there(
    updated: str,
    begins: bool,  # noqa: FBT001 - a parameter
) -> None:
    told = known(note("x", updated=updated), change(ADDED, "2026-03-03", commit="a"))
    assert ((ADDED, "2026-03-03", "a") in told) is begins
    assert (UPDATED, updated, "") in told


def test_a_named_change_has_the_commit_in_which_it_was_named() -> None:
    named = change(CORRECTED, "2026-03-09", "wrong year")
    told = replace(named, commit="c", moment="2026-03-10T08:00:00Z")
    assert known(note("x", changes=(named,)), told) == [(CORRECTED, "2026-03-09", "c")]
    assert known(note("x"), told) == []


def test_a_day_with_several_commits_is_one_change() -> None:
    history = [change(UPDATED, "2026-03-05", commit=one) for one in "ab"]
    assert known(note("x"), *history) == [(UPDATED, "2026-03-05", "b")]


changes = st.lists(
    st.builds(
        Change,
        date=st.sampled_from(["2019", "2026-03", "2026-03-09", "2026-03-10", "../2020", "198X"]),
        doing=st.sampled_from(Doing),
        text=st.sampled_from(["", "wrong year"]),
    ),
    max_size=6,
).map(tuple)


@given(changes, changes)
def test_the_past_is_in_order_and_holds_all_that_editors_name(
    named: tuple[Change, ...], history: tuple[Change, ...]
) -> None:
    one = note("x", changes=named)
    told = chronicle(replace(project([one]), history={KEY: history}), one)
    assert [order(each.date) for each in told] == sorted(order(each.date) for each in told)
    assert {(each.date, each.doing, each.text) for each in named} <= {
        (each.date, each.doing, each.text) for each in told
    }
    brief = in_brief(told)
    assert set(brief) <= set(told)
    assert [each for each in told if each.doing is CORRECTED] == [
        each for each in brief if each.doing is CORRECTED
    ]


def test_the_foot_has_the_last_update_only_and_none_of_the_first_day() -> None:
    first, second, third = (f"2026-03-0{day}" for day in (3, 4, 5))
    begun = change(ADDED, first)
    assert in_brief((begun, change(UPDATED, first))) == (begun,)
    updates = tuple(change(UPDATED, one) for one in (first, second, third))
    assert in_brief((begun, *updates)) == (begun, updates[-1])


@pytest.mark.parametrize(
    ("language", "doing", "told"),
    [
        ("en", ADDED, "added 9 March 2026: wrong year"),
        ("en", CORRECTED, "corrected 9 March 2026: wrong year"),
        ("de", CORRECTED, "berichtigt: 9. März 2026 – wrong year"),
        ("fr", CORRECTED, "correction\u202f: 9 mars 2026 – wrong year"),
        ("zh", CORRECTED, "更正于2026年3月9日：wrong year"),
    ],
)
def test_what_was_done_is_said_in_the_language_of_the_page(
    language: str, doing: Doing, told: str
) -> None:
    html = done_html(change(doing, "2026-03-09", "wrong year"), words(language))
    assert re.sub(r"<[^>]*>", "", html) == told


# --- on the pages ------------------------------------------------------------------------

NOTES = (
    note(
        "tide",
        "tide was low",
        title="How low",
        kind=Kind.CORRECTION,
        body="It was *high* [@x].",
        changes=(change(ADDED, "2026-03-03"),),
    ),
    note(
        "cost",
        "cost",
        title="What it cost",
        body="5 %.",
        changes=(change(ADDED, "2026-03-03"), change(CORRECTED, "2026-03-09", "Not 4 %.")),
    ),
    note(
        "draft",
        "voted",
        title="Nobody knows yet",
        kind=Kind.CORRECTION,
        body="No.",
        publication=Publication.DRAFT,
        changes=(change(CORRECTED, "2026-03-11", "secret"),),
    ),
)
OWN = (change(CORRECTED, "2026-03-10", "They voted on a Tuesday."),)


def site(notes: Sequence[Annotation] = NOTES, *, drafts: bool = False) -> WovenSite:
    return woven(
        TEXT, notes, special=["changes", "corrections"], drafts=drafts, changes=OWN, title="A plan"
    )


def said(html: str) -> str:
    """Return the words, those of blocks apart."""
    plain = re.sub(r"</?(?:time|em)[^>]*>", "", html)
    return " ".join(re.sub(r"<[^>]*>", " ", plain).split())


def test_the_page_of_changes_goes_day_by_day_and_says_what_was_done() -> None:
    html = site().pages["changes.md"]
    assert re.findall(r'<time datetime="([^"]*)"', html) == [
        "2026-03-10",
        "2026-03-09",
        "2026-03-03",
    ]
    day, other, first = html.split("<h2>")[1:]
    assert said(day).startswith(
        "10 March 2026 Article : Article They voted on a Tuesday. Corrected"
    )
    assert "Context : What it cost Not 4 %. Corrected on Article" in said(other)
    assert [said(first).count(one) for one in ("How low", "What it cost", "Added")] == [1, 1, 2]


def test_corrections_of_our_own_stand_apart_from_those_of_the_texts() -> None:
    html = site().pages["corrections.md"]
    _, own, texts = html.split("<h2>")
    assert said(own).startswith(words("en").own_corrections)
    assert said(texts).startswith(words("en").text_corrections)
    assert said(own).index("They voted on a Tuesday.") < said(own).index("Not 4 %.")
    assert "“tide was low” It was high" in said(texts)
    assert "3 March 2026" in said(texts)
    assert "Not 4 %." not in said(texts)
    assert 'href="../article/#note-tide"' in texts


def test_a_page_without_corrections_says_so() -> None:
    html = woven(TEXT, [note("a", "tide", body="B.")], special=["corrections", "changes"])
    for page in ("corrections.md", "changes.md"):
        assert words("en").nothing_yet in html.pages[page]


def test_what_is_only_a_draft_is_on_neither_page_of_a_build() -> None:
    built, preview = site(), site(drafts=True)
    for page in ("changes.md", "corrections.md"):
        assert "secret" not in built.pages[page]
        assert "Nobody knows yet" not in built.pages[page]
        assert "secret" in preview.pages[page]


def test_neither_page_is_searched_for_what_stands_on_the_articles() -> None:
    built = site()
    for page in ("changes.md", "corrections.md"):
        assert "What it cost" not in built.searched[page]


def test_the_foot_of_a_note_says_when_it_was_added_and_corrected() -> None:
    html = site().pages["article.md"]
    foot = html.partition('id="note-cost"')[2].partition("</li>")[0]
    assert "added 3 March 2026 corrected 9 March 2026: Not 4 %." in said(foot)
