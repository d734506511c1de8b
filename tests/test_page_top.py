"""What stands under a title: how much there is to read, and from what to choose."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.model import Annotation, Kind, Level
from explainer.reading import minutes
from explainer.room import Beside, Fit, fits
from tests.build import note, source, term, woven

TEXT = "# Ports\n\nThe ban on ships ended in March. The Entity List grew, and the fleet shrank."
BAN = note("ban", "ban on ships", body="It began early.")
DEEP = note("deep", "in March", level=Level.DEEP, body="On a Tuesday.")
WRONG = note("wrong", "shrank", kind=Kind.CORRECTION, title="It grew", body="By two ships.")


def top(*notes: Annotation, **others: object) -> str:
    """Return what stands above the text of an article."""
    html = woven(TEXT, notes, **others).pages.get("article.md", "")  # type: ignore[arg-type]
    return html.partition("</h1>")[2].partition("<p>The ")[0]


def depths(html: str) -> list[tuple[str, str]]:
    """Return the depths that can be chosen, and how much each shows."""
    pattern = r'name="read" value="(\w+)"[^>]*><span>\w+(?: <small>(\d+))?'
    return re.findall(pattern, html)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        ("word " * 100, 1),
        ("word " * 238 * 5, 5),
        ("字" * 255 * 3, 3),
        ("人 word " * 255, 2),
    ],
)
def test_reading_takes_a_minute_for_so_many_words_or_signs(text: str, expected: int) -> None:
    assert minutes(text) == expected


def test_a_summary_counts_notes_terms_and_sources() -> None:
    cited = note("n", "ban on ships", body="It began [@law; @news].")
    sources = [source("law", primary=True), source("news")]
    shown = re.sub(r"<[^>]+>", " ", top(cited, DEEP, terms=[term("fleet")], sources=sources))
    assert re.search(r"1 min read\s+2 notes\s+1 term\s+2 sources, 1 primary", shown)


def test_an_article_with_nothing_to_choose_from_has_no_top() -> None:
    assert top() == ""


def test_only_depths_that_differ_are_offered() -> None:
    assert depths(top(BAN)) == [("article", ""), ("all", "1")]
    assert depths(top(BAN, DEEP)) == [("article", ""), ("context", "1"), ("all", "2")]
    assert depths(top(terms=[term("fleet")])) == [("article", ""), ("terms", "1")]
    assert depths(top(BAN, DEEP, terms=[term("fleet")])) == [
        ("article", ""),
        ("terms", "1"),
        ("context", "1"),
        ("all", "2"),
    ]


def test_kinds_are_offered_with_their_counts() -> None:
    kinds = re.findall(r'name="kind" value="(\w+)" checked> (\w+) <small>(\d+)', top(BAN, WRONG))
    assert kinds == [("context", "Context", "1"), ("correction", "Correction", "1")]


def test_corrections_stand_above_the_text_and_lead_to_their_notes() -> None:
    box = top(BAN, WRONG).partition('<details class="ex-fixes"')[2]
    assert "1 correction" in box
    assert '<a href="#note-wrong">It grew</a>' in box
    assert "ex-fixes" not in top(BAN)


def test_a_note_says_when_it_has_changed_and_only_then() -> None:
    def version(one: Annotation) -> str:
        found = re.search(r'data-v="(\w{6})"', woven(TEXT, [one]).pages["article.md"])
        assert found
        return found[1]

    told = version(BAN)
    assert version(note("ban", "ships ended", body="It began early.")) == told
    assert version(note("ban", "ban on ships", body="It began late.")) != told
    assert version(note("ban", "ban on ships", body="It began early.", title="New")) != told


# --- room in the margin ------------------------------------------------------------------


def test_a_note_far_above_the_next_is_shown_whole_and_one_close_to_it_by_its_title() -> None:
    far = [Beside(at=0, title=20, body=200), Beside(at=5000, title=20, body=200)]
    assert fits(far) == (Fit.WHOLE, Fit.WHOLE)
    close = [Beside(at=0, title=20, body=200), Beside(at=100, title=20, body=200)]
    assert fits(close) == (Fit.TITLE, Fit.WHOLE)


def test_a_long_note_is_cut_even_where_there_is_room() -> None:
    assert fits([Beside(at=0, title=20, body=5000)]) == (Fit.CUT,)


@given(
    st.lists(
        st.builds(
            Beside,
            at=st.integers(0, 50_000),
            title=st.integers(0, 90),
            body=st.integers(0, 3000),
        )
    )
)
def test_every_note_has_a_fit_and_no_long_one_is_shown_whole(notes: list[Beside]) -> None:
    found = fits(sorted(notes))
    assert len(found) == len(notes)
    for one, fit in zip(sorted(notes), found, strict=True):
        assert fit is not Fit.WHOLE or one.body <= 700
