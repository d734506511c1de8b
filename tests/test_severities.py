"""Editors decide how much a rule matters, and no error can be hidden by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.diagnostics import RULES, Severity, diagnose
from explainer.severities import CHOICES, judged, read_severities
from explainer.span import TextFile
from tests.sites import NOTES, harbour

FILE = TextFile(path="a.yml", text="one\ntwo\n")
FOUND = [diagnose(code, "it is so", FILE.span(0, 3), help="do this") for code in RULES]
ERRORS = [code for code, rule in RULES.items() if rule.severity is Severity.ERROR]
OTHERS = [code for code in RULES if code not in ERRORS]


@pytest.mark.parametrize("word", CHOICES)
def test_warnings_and_notices_can_be_made_anything(word: str) -> None:
    wanted, wrong = read_severities(dict.fromkeys(OTHERS, word))
    assert wrong == ()
    told = {one.code: one.severity.value for one in judged(FOUND, wanted, pedantic=True)}
    expected = dict.fromkeys(ERRORS, "error")
    assert told == expected | ({} if word == "ignore" else dict.fromkeys(OTHERS, word))


@pytest.mark.parametrize("word", CHOICES)
def test_an_error_can_be_made_a_warning_and_nothing_less(word: str) -> None:
    wanted, wrong = read_severities(dict.fromkeys(ERRORS, word))
    if word in {"error", "warning"}:
        told = judged(FOUND, wanted, pedantic=True)
        assert {one.severity.value for one in told if one.code in ERRORS} == {word}
    else:
        assert len(wrong) == len(ERRORS)
        assert dict(wanted) == {}


def test_typography_is_mentioned_only_if_somebody_asks() -> None:
    def codes(*, pedantic: bool, **given: str) -> set[str]:
        wanted, _ = read_severities({code.replace("_", "-"): one for code, one in given.items()})
        return {one.code for one in judged(FOUND, wanted, pedantic=pedantic)}

    assert set(RULES) - codes(pedantic=False) == {"quote-normalised"}
    assert codes(pedantic=True) == set(RULES)
    assert codes(pedantic=False, quote_normalised="notice") == set(RULES)
    assert "quote-normalised" not in codes(pedantic=True, quote_normalised="ignore")


ONE_OF = "`rules.unused-source` is one of error, warning, notice, ignore"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"unused-sorce": "ignore"}, "there is no rule `unused-sorce`; did you mean `unused-"),
        ({"x" * 9: "ignore"}, "there is no rule `xxxxxxxxx`; `explainer rules` lists all"),
        ({"unused-source": "off"}, ONE_OF),
        ({"unused-source": False}, ONE_OF),
        ({"unused-source": ["ignore"]}, ONE_OF),
        ({"id-clash": "notice"}, "`rules.id-clash` cannot be `notice`: it is an error"),
        ({3: "ignore"}, "there is no rule `3`"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(given: dict[object, object], told: str) -> None:
    (wrong,) = read_severities(given)[1]
    assert wrong.startswith(told)


def test_a_site_decides_for_its_checks_and_its_builds(tmp_path: Path) -> None:
    rules = {"unused-source": "notice", "quote-not-found": "warning"}
    site = harbour(tmp_path, plugins=["search", {"explainer": {"rules": rules}}])
    site.write("annotations/news/plan.yml", NOTES.replace(" [@ledger]", ""))
    checked = site.explainer("check", "--output", "concise")
    assert checked.code == 0
    assert "notice[unused-source]" in checked.output
    assert site.build(strict=True).code == 0

    site.write("annotations/news/plan.yml", NOTES.replace("crowns", "crows"))
    checked = site.explainer("check", "--output", "concise")
    assert checked.code == 1
    assert "warning[quote-not-found]" in checked.output


def test_a_site_that_hides_an_error_is_not_built(tmp_path: Path) -> None:
    rules = {"quote-not-found": "ignore"}
    site = harbour(tmp_path, plugins=["search", {"explainer": {"rules": rules}}])
    checked = site.explainer("check")
    assert checked.code == 2
    assert "`rules.quote-not-found` cannot be `ignore`" in checked.output


EXCEPTED = """\
    ignore:
      - rule: unsafe-html
        reason: The form is shown as an example.
"""


def test_a_note_is_an_exception_for_a_reason_and_only_as_long_as_it_needs_to_be(
    tmp_path: Path,
) -> None:
    unsafe = NOTES.replace("Built for a ferry.", "Built <form>for a ferry</form>.")
    site = harbour(tmp_path).write("annotations/news/plan.yml", unsafe)
    assert "warning[unsafe-html]" in site.explainer("check").output

    site.write("annotations/news/plan.yml", unsafe + EXCEPTED)
    checked = site.explainer("check")
    assert (checked.code, "unsafe-html" in checked.output) == (0, False)

    site.write("annotations/news/plan.yml", NOTES + EXCEPTED)
    checked = site.explainer("check", "--output", "concise")
    assert checked.code == 0
    assert ":12:15: notice[unused-ignore]: there is no `unsafe-html` to ignore" in checked.output


def test_an_exception_holds_for_its_own_note_alone(tmp_path: Path) -> None:
    head, tail = NOTES.split("  - id: pier")
    tail = tail.replace("Built for a ferry.", "Built <form>for a ferry</form>.")
    site = harbour(tmp_path).write(
        "annotations/news/plan.yml", f"{head}{EXCEPTED}  - id: pier{tail}"
    )
    told = site.explainer("check", "--output", "concise").output
    assert "warning[unsafe-html]" in told
    assert "notice[unused-ignore]" in told
