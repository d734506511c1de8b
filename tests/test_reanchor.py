"""Giving notes their places back: what is proposed, and what is written."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from explainer.anchor import Anchorage, anchor
from explainer.cli.reanchor import reanchor
from explainer.hosts.preview import HostError
from explainer.lineage import Happening, Lineage, Step
from explainer.load.fields import entries
from explainer.load.nodes import Map
from explainer.load.notes import annotation
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import Anchored, Range, Recorded, Status
from explainer.reanchor import Evidence, Proposal, proposals, rewritten
from explainer.report.proposals import proposal_text
from explainer.span import TextFile
from explainer.text import page_text
from explainer.version import Version
from tests.repositories import Repository, repository
from tests.sites import Site

PAGE = (
    "<h1 id='plan'>The plan</h1><p>The council voted six to three for the new harbour plan. It "
    "costs 15 million crowns and will run for five years.</p><h2 id='pier'>The pier</h2><p>The "
    "pier is closed in May. The ferry sails from the quay. The pier is closed in June.</p>"
    "<h2 id='end'>The end</h2><p>One a | b | c two. The ferry sails no more.</p>"
)


def on_page(html: str = PAGE) -> Anchorage:
    page = page_text(html)
    return Anchorage.of(page, TextFile(path="docs/plan.md", text=page.text), lambda words: words)


def notes(text: str) -> tuple[TextFile, list[Anchored]]:
    """Return the targets of a file of notes, each said to be an orphan."""
    file = TextFile(path="annotations/plan.yml", text=text)
    node = parse_yaml(file)[0]
    assert isinstance(node, Map)
    read = [annotation(one, "plan.md") for one in entries(node.get("notes"), "a note", [])]
    return file, [
        Anchored(annotation=note, target=target, status=Status.ORPHAN)
        for note in read
        for target in note.targets
    ]


def place(here: Anchorage, words: str, nth: int = 0) -> Range:
    at = -1
    for _ in range(nth + 1):
        at = here.page.text.index(words, at + 1)
    return Range(at, at + len(words))


def drifted(one: Anchored, to: Range) -> Anchored:
    return Anchored(
        annotation=one.annotation, target=one.target, status=Status.DRIFTED, ranges=(to,)
    )


def lineage(old: str, to: Range | None, what: Happening, here: Anchorage) -> Lineage:
    done = Version(
        commit="a" * 40,
        short="aaaaaaa",
        date="2026-03-01T10:00:00+00:00",
        subject="Say it",
        path="p",
    )
    new = here.page.text[to.start : to.end] if to else ""
    return Lineage(
        matched=done,
        text=old,
        was=Range(0, len(old)),
        place=to,
        before=old,
        after=new,
        steps=(Step(version=done, what=what, before=old, after=new),),
    )


def fixed(text: str, words: str, nth: int = 0, here: Anchorage | None = None) -> str:
    """Return the YAML after its first target was placed by likeness."""
    here = here or on_page()
    file, (one, *_) = notes(text)
    (found,) = proposals(here, [drifted(one, place(here, words, nth))], {})
    fix = found.options[0].fix
    assert fix, found
    change = rewritten(here, file, [fix])
    assert (change.made, change.refused) == ((fix,), ())
    return change.text


# --- what is written -----------------------------------------------------------------------


def test_only_the_quote_is_rewritten() -> None:
    text = (
        "# head\nnotes:\n  -  id: a # b\n     quote:   'voted  seven to two'  # why\n     body: c"
    )
    wanted = text.replace("voted  seven to two", "voted six to three")
    assert fixed(text, "voted six to three") == wanted


def test_a_quote_that_stands_twice_gets_the_shortest_context_that_settles_it() -> None:
    text = "notes:\n  - id: a\n    quote: The pier was closed in\n    body: c\n"
    wanted = text.replace("was closed in\n", "is closed in\n    suffix: June\n")
    assert fixed(text, "The pier is closed in", 1) == wanted


def test_inside_braces_the_context_goes_inside_them() -> None:
    text = "notes: [{id: a, quote: 'The pier was closed in', body: c}]\n"
    wanted = text.replace("was closed in'", "is closed in', suffix: 'June'")
    assert fixed(text, "The pier is closed in", 1) == wanted


def test_context_that_no_longer_fits_is_taken_from_the_article() -> None:
    text = (
        "notes:\n  - id: a\n    prefix: the old quay.\n    quote: The pier was closed\n"
        "    suffix: in June\n    body: c\n"
    )
    after = fixed(text, "The pier is closed", 1)
    assert after == text.replace("the old quay.", "the quay.").replace("was", "is")


def test_context_that_the_article_has_no_words_for_is_emptied() -> None:
    text = "notes:\n  - id: a\n    quote: The plans\n    prefix: of old # p\n    body: c\n"
    here = on_page("<p>The plan is good.</p>")
    after = fixed(text, "The plan", here=here)
    assert after == text.replace("The plans", "The plan").replace("of old", '""')


def test_of_the_shorthand_only_the_middle_is_rewritten() -> None:
    text = 'notes:\n  - id: a\n    quote: "quay.  | The pier was closed |  in June"\n    body: c\n'
    assert fixed(text, "The pier is closed", 1) == text.replace("was", "is")


def test_of_the_shorthand_a_part_that_no_longer_fits_is_rewritten_too() -> None:
    text = "notes:\n  - id: a\n    quote: old quay.  | The pier was closed | in June\n    body: c\n"
    after = fixed(text, "The pier is closed", 1)
    assert after == text.replace("was", "is").replace("old quay.", "the quay.")


def test_one_of_several_quotes_gets_its_context_in_the_shorthand() -> None:
    text = "notes:\n  - id: a\n    quotes: [The pier was closed, the ferry]\n    body: c\n"
    after = fixed(text, "The pier is closed", 1)
    assert (
        after
        == text.replace("The pier was closed", "quay | The pier is closed |").replace(
            "quay |", "the quay. |"
        )
        or "| The pier is closed |" in after
    )


def test_a_range_gets_new_ends_about_as_long_as_those_it_had() -> None:
    text = "notes:\n  - id: a\n    quote: costs 14.5 million ... runs for years # d\n    body: c\n"
    after = fixed(text, "costs 15 million crowns and will run for five years")
    assert after == text.replace("14.5 million", "15 million").replace(
        "runs for years", "for five years"
    )


def test_a_block_gets_new_first_words() -> None:
    text = "notes:\n  - id: a\n    block: The pier was closed\n    body: c\n"
    here = on_page()
    block = place(
        here,
        "The pier is closed in May. The ferry sails from the quay. The pier is closed in June.",
    )
    wanted = text.replace("was", "is")
    assert fixed(text, here.page.text[block.start : block.end]) == wanted


def test_a_passage_that_moved_to_another_section_takes_its_note_along() -> None:
    text = (
        "notes:\n  - id: a\n    quote: The ferry sails never\n    section: pier # s\n    body: c\n"
    )
    after = fixed(text, "The ferry sails no more")
    assert after == text.replace("never", "no more").replace("pier #", "end #")


def test_a_number_among_equals_is_counted_anew() -> None:
    text = "notes:\n  - id: a\n    quote: The pier was closed in\n    occurrence: 3\n    body: c\n"
    after = fixed(text, "The pier is closed in", 1)
    assert "quote: The pier is closed in\n" in after
    assert "occurrence: 3" not in after


def test_words_that_look_like_the_shorthand_are_not_taken_for_it() -> None:
    text = "notes:\n  - id: a\n    quote: a b c\n    body: c\n"
    after = fixed(text, "a | b | c")
    assert "quote: a | b | c\n" in after
    assert "fix: " in after


def test_words_that_need_quotation_marks_get_them() -> None:
    here = on_page("<p>The law: “Don’t #1, ever”.</p>")
    text = "notes:\n  - id: a\n    quote: The law\n    body: c\n"
    assert 'quote: "law: “Don’t #1"' in fixed(text, "law: “Don’t #1", here=here)


def test_several_targets_of_one_file_are_edited_in_one_go() -> None:
    text = (
        "notes:\n  - id: a\n    quotes:\n      - voted seven to two  # 1\n      - 14.5 million\n"
        "    body: c\n  - {id: b, quote: ferry sailed from, body: d}\n"
    )
    here = on_page()
    file, targets = notes(text)
    new = ["voted six to three", "15 million", "ferry sails from"]
    found = proposals(
        here,
        [drifted(one, place(here, words)) for one, words in zip(targets, new, strict=True)],
        {},
    )
    change = rewritten(here, file, [one.options[0].fix for one in found if one.options[0].fix])
    wanted = text
    for old, words in zip(
        ["voted seven to two", "14.5 million", "ferry sailed from"], new, strict=True
    ):
        wanted = wanted.replace(old, words)
    assert change.text == wanted


# --- what is proposed ----------------------------------------------------------------------

VOTE = "notes:\n  - id: vote\n    quote: voted seven to two\n    body: c\n"


def proposed(text: str, past: Lineage | None = None, **fields: object) -> Proposal:
    """Return what is proposed for the first target, an orphan unless fields say otherwise."""
    _, (one, *_) = notes(text)
    values = {"status": Status.ORPHAN, **fields}
    anchored = Anchored(annotation=one.annotation, target=one.target, **values)  # type: ignore[arg-type]
    assert one.target
    (found,) = proposals(on_page(), [anchored], {one.target.span: past} if past else {})
    return found


def by_history(old: str, to: Range | None, what: Happening) -> Lineage:
    return lineage(old, to, what, on_page())


def test_likeness_alone_is_never_certain() -> None:
    text = "notes:\n  - id: a\n    quote: for a new harbour plan\n    body: c\n"
    to = place(on_page(), "for the new harbour plan")
    found = proposed(text, status=Status.DRIFTED, ranges=(to,))
    assert (found.certain, found.evidence, found.why) == (False, Evidence.LIKENESS, "by likeness")


@pytest.mark.parametrize(
    ("prefix", "suffix", "evidence"),
    [
        ("voted six to three ", " of long ago", Evidence.CONTEXT),
        ("of long ago", ". It costs", Evidence.CONTEXT),
        ("of long ago", "and gone", Evidence.LIKENESS),
    ],
)
def test_a_drift_beside_recorded_words_rests_on_them(
    prefix: str, suffix: str, evidence: Evidence
) -> None:
    here = on_page()
    _, (one,) = notes("notes:\n  - id: a\n    quote: for a new harbour plan\n    body: c\n")
    assert one.target
    known = Recorded(
        note="a",
        words="for a new harbour plan",
        quote="for a new harbour plan",
        prefix=prefix,
        suffix=suffix,
        headings=(),
        block="",
        span=one.target.span,
    )
    target = replace(one.target, recorded=known)
    note = replace(one.annotation, targets=(target,))
    to = place(here, "for the new harbour plan")
    moved = replace(drifted(one, to), target=target, annotation=note)
    (found,) = proposals(here, [moved], {})
    assert (found.evidence, found.certain) == (evidence, evidence is Evidence.CONTEXT)


def test_a_drift_that_changes_a_number_is_not_certain_and_says_so() -> None:
    text = "notes:\n  - id: a\n    quote: costs 14.5 million crowns\n    body: c\n"
    to = place(on_page(), "costs 15 million crowns")
    found = proposed(text, status=Status.DRIFTED, ranges=(to,))
    assert not found.certain
    assert [(one.kind, one.old, one.new) for one in found.options[0].changes] == [
        ("number", "14.5", "15")
    ]
    assert "check the number: 14.5 → 15" in proposal_text(found)


def test_what_history_followed_is_certain_and_names_the_commit() -> None:
    to = place(on_page(), "voted six to three")
    found = proposed(VOTE, by_history("voted seven to two", to, Happening.REWORDED))
    assert (found.certain, found.evidence) == (True, Evidence.HISTORY)
    assert found.why == "by history: commit aaaaaaa (2026-03-01, Say it) reworded it"


def test_where_history_and_likeness_disagree_history_wins() -> None:
    to = place(on_page(), "voted six to three")
    elsewhere = place(on_page(), "The ferry sails no more")
    found = proposed(
        VOTE,
        by_history("voted seven to two", to, Happening.REWORDED),
        status=Status.DRIFTED,
        ranges=(elsewhere,),
    )
    assert found.certain
    assert found.options[0].place.range == to
    assert "though likeness points to line 1" in found.why


def test_what_history_saw_removed_is_never_certain_however_alike_something_is() -> None:
    to = place(on_page(), "for the new harbour plan")
    found = proposed(
        "notes:\n  - id: a\n    quote: for a new harbour plan\n    body: c\n",
        by_history("for a new harbour plan", None, Happening.REMOVED),
        status=Status.DRIFTED,
        ranges=(to,),
    )
    assert not found.certain
    assert found.options[0].place.range == to
    assert "removed it; what is like it may be something else" in found.why


def test_history_settles_what_is_ambiguous() -> None:
    here = on_page()
    to = place(here, "The pier is closed in", 1)
    text = "notes:\n  - id: a\n    quote: The pier is closed in\n    body: c\n"
    _, (one,) = notes(text)
    (ambiguous,), _ = anchor(here, [one.annotation])
    assert ambiguous.status is Status.AMBIGUOUS
    assert one.target
    past = {one.target.span: lineage("The pier is closed in", to, Happening.MOVED, here)}
    (found,) = proposals(here, [ambiguous], past)
    assert found.certain
    assert found.options[0].fix
    assert dict(found.options[0].fix.keys) == {"suffix": "June"}


def test_what_is_ambiguous_lists_the_places_and_what_settles_each() -> None:
    here = on_page()
    _, (one,) = notes("notes:\n  - id: a\n    quote: The pier is closed in\n    body: c\n")
    found = proposals(here, anchor(here, [one.annotation])[0], {})[0]
    assert (found.certain, found.best) == (False, None)
    assert [option.fix and dict(option.fix.keys) for option in found.options] == [
        {"suffix": "May"},
        {"suffix": "June"},
    ]
    shown = proposal_text(found)
    assert "say which one is meant:" in shown
    assert "suffix: June" in shown


def test_an_orphan_lists_the_nearest_passages_and_takes_none() -> None:
    found = proposed("notes:\n  - id: a\n    quote: The ferry sailed from the quays\n    body: c\n")
    assert (found.certain, found.best) == (False, None)
    assert found.options[0].place.text == "The ferry sails from the quay"


def test_an_orphan_that_was_removed_names_the_commit() -> None:
    found = proposed(
        "notes:\n  - id: a\n    quote: Xyzzy plugh\n    body: c\n",
        by_history("Xyzzy plugh", None, Happening.REMOVED),
    )
    assert (found.certain, found.options) == (False, ())
    assert "commit aaaaaaa (2026-03-01, Say it) removed it" in proposal_text(found)


def test_an_orphan_is_shown_what_stands_in_its_place_first() -> None:
    past = by_history("is shut in May", None, Happening.REMOVED)
    to = place(on_page(), "closed in May")
    found = proposed(
        "notes:\n  - id: a\n    quote: is shut in May\n    body: c\n", replace(past, instead=to)
    )
    assert (found.certain, found.options[0].place.range) == (False, to)
    assert "the nearest passages, the first in its place" in proposal_text(found)


def test_beside_a_passage_that_is_very_like_it_none_is_shown_that_hardly_is() -> None:
    here = on_page("<p>He repaired relations. He profits if relations are good.</p>")
    _, (one,) = notes("notes:\n  - id: a\n    quote: repairs relations\n    body: c\n")
    (found,) = proposals(here, [one], {})
    assert [option.place.text for option in found.options] == ["repaired relations"]


def test_a_heading_that_history_followed_gets_its_new_id() -> None:
    text = "notes:\n  - id: a\n    section: quay # s\n    body: c\n"
    to = place(on_page(), "The pier")
    file, (one,) = notes(text)
    assert one.target
    past = {one.target.span: by_history("The quay", to, Happening.REWORDED)}
    (found,) = proposals(on_page(), [one], past)
    assert found.certain
    assert found.options[0].fix
    change = rewritten(on_page(), file, [found.options[0].fix])
    assert change.text == text.replace("quay", "pier")


def test_headings_with_ids_like_one_that_is_gone_are_shown() -> None:
    found = proposed("notes:\n  - id: a\n    section: piers\n    body: c\n")
    assert (found.certain, [one.place.text for one in found.options]) == (False, ["The pier"])
    assert "the nearest headings" in proposal_text(found)


def test_words_whose_heading_is_gone_are_found_without_it() -> None:
    found = proposed(
        "notes:\n  - id: a\n    quote: sails no more\n    section: gone\n    body: c\n"
    )
    assert (found.certain, found.evidence) == (True, Evidence.LIKENESS)
    assert found.options[0].fix
    assert dict(found.options[0].fix.keys) == {"section": "end"}


def test_where_no_word_of_the_passage_changed_it_is_said_what_did() -> None:
    to = place(on_page(), "The ferry sails from")
    past = by_history("The ferry sails from", to, Happening.MOVED)
    past = replace(past, steps=(), lost=past.matched)
    found = proposed("notes:\n  - id: a\n    quote: The ferry sails from\n    body: c\n", past)
    assert found.why.endswith("Say it) changed the words around it")
    assert found.commit == past.matched


def test_the_markdown_of_a_quote_is_no_difference() -> None:
    here = on_page()
    plain = replace(here, plain=lambda words: words.replace("*", ""))
    _, (one,) = notes("notes:\n  - id: a\n    quote: for *a* new harbour plan\n    body: c\n")
    to = place(here, "for the new harbour plan")
    (found,) = proposals(plain, [drifted(one, to)], {})
    assert "for [-a-]{+the+} new" in proposal_text(found)


def test_a_change_at_the_end_of_a_long_passage_is_shown() -> None:
    long = "Words and more of them, " * 40
    here = on_page(f"<p>{long}at the end.</p>")
    _, (one,) = notes(f"notes:\n  - id: a\n    quote: {long}at the start\n    body: c\n")
    (found,) = proposals(here, [drifted(one, place(here, f"{long}at the end"))], {})
    assert "[-start-]{+end+}" in proposal_text(found)
    assert len(proposal_text(found).splitlines()[1]) < 120


@pytest.mark.parametrize("where", ["section: gone", "image: gone.png", "section: '#'"])
def test_headings_and_pictures_are_left_to_the_editor(where: str) -> None:
    found = proposed(f"notes:\n  - id: a\n    {where}\n    body: c\n")
    assert (found.certain, found.options) == (False, ())


def test_what_stands_as_written_is_not_proposed() -> None:
    here = on_page()
    _, (one,) = notes("notes:\n  - id: a\n    quote: harbour plan\n    body: c\n")
    assert proposals(here, anchor(here, [one.annotation])[0], {}) == ()


# --- the command ---------------------------------------------------------------------------

ARTICLE = """\
# The plan

The council voted seven to two for the new harbour plan. It costs 14.5 million crowns and runs
for five years.

## Costs

The pier will be closed in May. Nobody was asked before the pier was closed.
"""
NOTES = """\
# the notes
notes:
  - id: cost   # what it costs
    quote: >  # folded
      14.5 million crowns and
      runs for five years
    body: x

  - {id: vote, quote: 'voted seven to two', body: y}
  - id: asked
    quote: Nobody was asked before
    title: z
"""
REWORDED = ARTICLE.replace(
    "14.5 million crowns and runs", "15 million crowns and will run"
).replace("seven to two", "six to three")
REMOVED = REWORDED.replace(" Nobody was asked before the pier was closed.", "")


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site in git whose article was reworded, and then lost a sentence."""
    site = Site(root=tmp_path).configure().write("docs/index.md", "# Home\n")
    site.write("annotations/plan.yml", NOTES)
    past: Repository = repository(tmp_path)
    for subject, text in (("First", ARTICLE), ("Correct", REWORDED), ("Cut", REMOVED)):
        site.write("docs/plan.md", text)
        past.commit(subject)
    monkeypatch.chdir(tmp_path)
    return site


def run(*arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(reanchor, arguments, standalone_mode=False, input=answers)


def yaml_of(site: Site) -> str:
    return (site.root / "annotations/plan.yml").read_bytes().decode()


FIXED = (
    NOTES.replace("14.5 million crowns and\n", "15 million crowns and\n")
    .replace("      runs for", "      will run for")
    .replace("voted seven to two", "voted six to three")
)


def test_without_a_mode_nothing_is_written(edited: Site) -> None:
    done = run()
    assert done.return_value == 1
    assert "commit" in done.output
    assert "Correct) reworded it" in done.output
    assert "Cut) removed it" in done.output
    assert done.output.index("15 million") < done.output.index("Nobody was asked")
    assert "[-14.5-]{+15+} million crowns and [-runs-]{+will run+}" in done.output
    assert done.output.endswith("3 places to see to; 2 certain: explainer reanchor --write\n")
    assert yaml_of(edited) == NOTES


def test_writing_applies_what_is_certain_and_leaves_the_rest(edited: Site) -> None:
    done = run("--write")
    assert done.return_value == 1
    assert yaml_of(edited) == FIXED
    assert done.output.endswith(
        "what they are about says something else, read again: cost, vote\n"
        "2 of 3 places applied, 1 left; now run: explainer lock\n"
    )
    assert run().output.endswith(
        "1 place to see to, none certain: explainer reanchor --interactive\n"
    )


def test_writing_twice_changes_nothing_the_second_time(edited: Site) -> None:
    run("--write")
    file = edited.root / "annotations/plan.yml"
    before = file.stat().st_mtime_ns
    assert "0 of 1 place applied" in run("--write").output
    assert (yaml_of(edited), file.stat().st_mtime_ns) == (FIXED, before)


def test_a_dry_run_shows_the_difference_and_writes_nothing(edited: Site) -> None:
    done = run("--dry-run")
    assert done.return_value == 1
    assert "-      14.5 million crowns and\n" in done.output
    assert "+      15 million crowns and\n" in done.output
    assert done.output.startswith("--- a/annotations/plan.yml\n+++ b/annotations/plan.yml\n")
    assert done.stderr == "2 of 3 places would be applied, 1 left\n"
    assert yaml_of(edited) == NOTES


def test_asking_applies_what_is_answered_with_yes(edited: Site) -> None:
    done = run("--interactive", answers="n\nwhat\ny\no\n")
    assert done.return_value == 1
    assert yaml_of(edited) == NOTES.replace("voted seven to two", "voted six to three")
    assert "y apply, n skip" in done.output


def test_asking_stops_at_q_and_keeps_what_was_answered(edited: Site) -> None:
    assert run("--interactive", answers="y\nq\n").return_value == 1
    assert "15 million" in yaml_of(edited)
    assert "voted seven" in yaml_of(edited)


def test_answers_that_end_too_early_write_nothing(edited: Site) -> None:
    run("--interactive", answers="y\n")
    assert yaml_of(edited) == NOTES


def test_without_history_a_number_or_a_yes_chooses_the_place(edited: Site) -> None:
    drift = run("--no-history")
    answers = ["1" if f"{note}: orphan" in drift.output else "y" for note in ("cost", "vote")]
    done = run("--no-history", "--interactive", answers="\n".join([*answers, "n", ""]))
    assert "commit" not in done.output
    assert "15 million crowns and" in yaml_of(edited)
    assert "quote: 'voted six to" in yaml_of(edited)


def test_nothing_left_to_do_ends_with_zero(edited: Site) -> None:
    edited.write("docs/plan.md", ARTICLE)
    done = run()
    assert (done.return_value, done.output) == (0, "nothing to do: every quote stands as written\n")


def test_a_site_without_git_works_by_likeness_alone(edited: Site) -> None:
    (edited.root / ".git").rename(edited.root / "was-git")
    done = run()
    assert (done.return_value, "commit" in done.output) == (1, False)


@pytest.mark.usefixtures("edited")
def test_articles_can_be_named() -> None:
    assert run("docs/plan.md").return_value == 1
    assert run("index").return_value == 0
    assert "there is no article" in str(run("nowhere.md").exception)


@pytest.mark.usefixtures("edited")
def test_as_json_everything_is_there() -> None:
    value = json.loads(run("--format", "json", "--write").output)
    assert value["summary"] == {"proposals": 3, "certain": 2, "applied": 2}
    first = value["proposals"][0]
    assert (first["annotation"], first["evidence"], first["applied"]) == ("cost", "history", True)
    assert first["commit"]["subject"] == "Correct"
    assert first["options"][0]["write"] == {
        "words": "15 million crowns and will run for five years"
    }


@pytest.mark.parametrize("mode", ["--interactive", "--dry-run"])
def test_json_goes_with_no_questions_and_no_diff(edited: Site, mode: str) -> None:
    assert "does not go with" in str(run("--format", "json", mode).exception)
    assert yaml_of(edited) == NOTES


def test_line_endings_the_byte_order_mark_and_the_mode_stay(edited: Site) -> None:
    file = edited.root / "annotations/plan.yml"
    file.write_bytes(b"\xef\xbb\xbf" + NOTES.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    run("--write")
    assert file.read_bytes() == b"\xef\xbb\xbf" + FIXED.replace("\n", "\r\n").encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [one.name for one in file.parent.iterdir()] == ["plan.yml"]


def test_a_file_that_changed_meanwhile_is_left_alone(
    edited: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["y", "q"])

    def answer(*_: object, **__: object) -> str:
        edited.write("annotations/plan.yml", NOTES + "# by someone else\n")
        return next(answers)

    monkeypatch.setattr("click.prompt", answer)
    done = run("--interactive")
    assert isinstance(done.exception, HostError)
    assert "was changed meanwhile" in str(done.exception)
    assert yaml_of(edited).endswith("# by someone else\n")
