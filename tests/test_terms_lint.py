"""What is told of a glossary: terms nobody uses, circular definitions, crowded paragraphs."""

from __future__ import annotations

import pytest

from explainer.model import Publication, Term
from explainer.terms import explains_itself
from tests.build import event, note, term, woven, written

LINT = {"unused-term", "circular-definition", "dense-paragraph", "duplicate-form"}


def told(markdown: str, *terms: Term, **more: object) -> list[tuple[str, str]]:
    site = woven(markdown, terms=terms, **more)  # type: ignore[arg-type]
    return [(one.code, one.message) for one in site.diagnostics if one.code in LINT]


def codes(markdown: str, *terms: Term, **more: object) -> list[str]:
    return [code for code, _ in told(markdown, *terms, **more)]


def test_a_term_is_used_by_an_article_a_note_an_event_or_a_definition() -> None:
    mole = term("mole")
    assert codes("No such word.", mole) == ["unused-term"]
    assert codes("The moles.", mole) == []
    assert codes("[[mole|That wall]].", mole) == []
    assert codes("A wall.", mole, notes=[note("n", "wall", body="A mole.")]) == []
    assert codes("A wall.", mole, events=[event("e", "2019", "The mole was built.")]) == []
    assert codes("A wall.", mole, term("wall", "Part of a mole.")) == []


def test_a_term_that_only_its_own_definition_uses_is_unused() -> None:
    assert codes("Nothing.", term("mole", "A mole is a wall.")) == ["unused-term"]


def test_where_drafts_are_left_out_no_term_is_called_unused() -> None:
    draft = note("n", "wall", body="A mole.", publication=Publication.DRAFT)
    assert codes("A wall.", term("mole"), notes=[draft]) == []
    assert codes("A wall.", term("mole"), notes=[draft], drafts=True) == []
    assert codes("A wall.", term("quay"), notes=[draft], drafts=True) == ["unused-term"]


@pytest.mark.parametrize(
    ("name", "short", "tag", "circular"),
    [
        ("tariff", "A tariff is a tariff on goods.", "en", True),
        ("tariff", "A system of tariffs.", "en", True),
        ("tariff", "A tariff is a tax on goods from abroad.", "en", False),
        ("tariff", "A tax on goods. Tariffs are paid at the border.", "en", False),
        ("Entity List", "The Entity List names companies.", "en", False),
        ("Entity List", "A list of entities.", "en", False),
        ("direct product rule", "A rule on the direct products of others.", "en", False),
        ("Honor", "A brand that one is honored to own.", "en", False),
        ("Zoll", "Ein Zoll ist, was man für Zölle hält.", "de", True),
        ("Zoll", "Eine Abgabe auf Waren.", "de", False),
        ("关税", "关税是一种关税。", "zh", True),
        ("关税", "关税是对进口货物征收的税。", "zh", False),
        ("tariff", "", "en", False),
        ("C++", "A language; C++ is C++.", "en", True),
    ],
)
def test_a_definition_may_begin_with_its_term_and_not_come_back_to_it(
    name: str,
    short: str,
    tag: str,
    circular: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert explains_itself(term(name, aliases=(written("tax"),)), short, tag) is circular


def test_a_longer_definition_is_read_too() -> None:
    levy = term("levy", "A charge.", definition=written("The charge that a levy is."))
    assert codes("The levy.", levy) == ["circular-definition"]


def test_a_paragraph_with_too_many_marks_is_named_at_its_line() -> None:
    terms = [term(name) for name in ("levy", "mole", "port", "fund")]
    text = "First.\n\nThe levy, the mole, the port and the fund.\n\nLast.\n"
    ((code, message),) = told(text, *terms)
    assert (code, message.partition(":")[0]) == ("dense-paragraph", "4 notes and terms in 9 words")
    (found,) = woven(text, terms=terms).diagnostics
    assert found.span.line == 3
    assert codes(text.replace("fund", f"fund {'and more ' * 20}"), *terms) == []
    assert codes(text.replace("fund", "rest"), *terms[:3]) == []


def test_notes_count_among_the_marks_of_a_paragraph() -> None:
    words = ("levy", "mole", "port", "fund")
    notes = [note(f"n-{word}", word, body="Text.") for word in words]
    assert codes("The levy, the mole, the port and the fund.", notes=notes) == ["dense-paragraph"]


def test_two_terms_with_one_stem_are_told_where_nothing_is_nearer() -> None:
    text = "Trades and trading.\n\nList and listing."
    found = told(text, term("trades"), term("trading"), term("list"), term("listing"))
    assert [code for code, _ in found] == ["duplicate-form"]
    assert "`trades` (“trades”) and `trading` (“trading”)" in found[0][1]


def test_two_terms_with_one_stem_may_be_told_apart_by_their_articles() -> None:
    here, there = term("trades", only=("a/*",)), term("trading", never=("a/*",))
    assert "duplicate-form" not in codes("Trading.", here, there)
    fixed = term("trading", inflect=False)
    assert "duplicate-form" not in codes("Trades, trading.", term("trades"), fixed)
