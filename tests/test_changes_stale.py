"""What should be looked at again: by its day, by its owner, and on a day that somebody names."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.model import Review
from explainer.report.staleness import staleness_text
from explainer.staleness import Stale, staleness
from tests.build import note, project, term
from tests.commands import run
from tests.sites import Site

TODAY = date(2026, 6, 10)


def ids(found: tuple[Stale, ...]) -> list[tuple[str, int | None]]:
    return [(one.id, one.days) for one in found]


def due(by: str, owner: str = "") -> Review:
    return Review(owner=owner, by=by)


def test_a_month_is_over_after_its_last_day_and_a_day_after_itself() -> None:
    notes = [note(by, review=due(by)) for by in ("2026-05", "2026-06-09", "2026-06-10", "2026-06")]
    found = staleness(project([*notes, note("never")]), TODAY)
    assert ids(found.past) == [("2026-05", 10), ("2026-06-09", 1)]
    assert ids(found.near) == [("2026-06-10", 0), ("2026-06", -20)]
    assert found.untouched == ()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.integers(-500, 500))
def test_an_entry_is_past_or_near_or_neither(today: date, soon: int, days: int) -> None:
    by = (today - timedelta(days=days)).isoformat()
    found = staleness(project([note("x", review=due(by))]), today, soon=soon)
    assert bool(found.past) == (days > 0)
    assert bool(found.near) == (-soon <= days <= 0)


def test_terms_are_named_too() -> None:
    known = project(terms=[replace(term("levy"), review=due("2026-01", "Ada"))])
    (found,) = staleness(known, TODAY).past
    assert (found.what, found.id, found.owner) == ("term", "levy", "Ada")


def test_notes_that_did_not_change_for_long_are_named_if_asked_for() -> None:
    notes = [
        note("old", updated="2025-01-01"),
        note("new", updated="2026-06-01"),
        note("unknown"),
    ]
    found = staleness(project(notes), TODAY, untouched=30)
    assert ids(found.untouched) == [("unknown", None), ("old", 525)]


def test_what_is_said_is_sorted_by_owner() -> None:
    notes = [
        note("a", review=due("2026-06-08", "Zoe")),
        note("b", review=due("2026-06-09")),
        note("c", review=due("2026-06-12", "ada")),
        note("d", review=due("2026-06-09", "ada")),
    ]
    assert staleness_text(staleness(project(notes), TODAY)) == (
        "past the day by which it was to be looked at again: 3\n"
        "  ada\n"
        "    test.yml:1: note d, 2026-06-09, 1 day ago\n"
        "  Zoe\n"
        "    test.yml:1: note a, 2026-06-08, 2 days ago\n"
        "  nobody in particular\n"
        "    test.yml:1: note b, 2026-06-09, 1 day ago\n"
        "\n"
        "to be looked at soon: 1\n"
        "  ada\n"
        "    test.yml:1: note c, 2026-06-12, in 2 days\n"
    )
    assert staleness_text(staleness(project(), TODAY)) == "nothing needs to be looked at\n"


# --- the command -------------------------------------------------------------------------

NOTES = "notes:\n  - {id: x, title: T, owner: Ada, review_by: 2026-05, updated: 2026-01-02}\n"


@pytest.fixture
def dated(harbour_site: Site) -> Site:
    return harbour_site.write("annotations/news/plan.yml", NOTES)


def test_the_exit_code_says_whether_anything_is_past_its_day(dated: Site) -> None:
    past = run(dated, "stale", "--on", "2026-06-10")
    assert past.code == 1
    assert "  Ada\n    annotations/news/plan.yml:2: note x, 2026-05, 10 days ago\n" in past.printed
    near = run(dated, "stale", "--on", "2026-05-10")
    assert (near.code, "in 21 days" in near.printed) == (0, True)
    far = run(dated, "stale", "--on", "2026-05-10", "--soon", "20")
    assert (far.code, far.printed) == (0, "nothing needs to be looked at\n")


def test_programs_are_told_the_same_as_json(dated: Site) -> None:
    done = run(dated, "stale", "--on", "2026-06-10", "--unchanged", "9", "--format", "json")
    told = json.loads(done.printed)
    entry = {
        "what": "note",
        "id": "x",
        "path": "annotations/news/plan.yml",
        "line": 2,
        "owner": "Ada",
    }
    assert told == {
        "past": [entry | {"date": "2026-05", "days": 10}],
        "near": [],
        "untouched": [entry | {"date": "2026-01-02", "days": 159}],
    }


def test_today_is_the_day_if_none_is_named(dated: Site) -> None:
    long_ago = dated.write("annotations/news/plan.yml", NOTES.replace("2026-05", "2020-05"))
    assert run(long_ago, "stale").code == 1


@pytest.mark.parametrize("day", ["2026", "tomorrow", "2026-02-30"])
def test_what_is_no_day_cannot_be_asked_about(dated: Site, day: str) -> None:
    assert run(dated, "stale", "--on", day).code == 2


def test_what_cannot_be_read_is_said_beside_it(dated: Site) -> None:
    broken = dated.write("annotations/news/other.yml", 'notes:\n  - id: "x\n')
    assert "see explainer check" in run(broken, "stale", "--on", "2026-06-10").output
