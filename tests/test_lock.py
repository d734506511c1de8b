"""`explainer lock`: what is recorded of each passage, how it is kept, and when it is stale."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.anchor import Anchorage, anchor
from explainer.load import load
from explainer.load.locks import read_lock, with_records
from explainer.lock import CONTEXT, dump, record, stale, updated
from explainer.model import (
    Annotation,
    BlockSelector,
    ImageSelector,
    Lock,
    RangeSelector,
    Recorded,
    SectionSelector,
    Target,
)
from explainer.span import TextFile
from explainer.text import page_text
from tests.build import NOWHERE, note, quoted
from tests.commands import run
from tests.sites import ARTICLE, NOTES, Site

PAGE = (
    "<h1>The plan</h1><p>The council approved the harbour plan on Tuesday. It cost <b>2.5 million"
    "</b> crowns.</p><h2>What follows</h2><ul><li>The ferry line moves to the new pier.</li>"
    "<li>The old pier <img src='pier.png' alt='A pier'> stays open until the new pier opens.</li>"
    "</ul>"
)
LOCK = "annotations/news/plan.lock.yml"


def recorded(*notes: Annotation, html: str = PAGE) -> tuple[Recorded, ...]:
    page = page_text(html)
    found, _ = anchor(Anchorage.of(page, TextFile(path="", text=html), str), notes)
    return record(page, found)


def lock_of(*entries: Recorded) -> Lock:
    return Lock(file=TextFile(path="annotations/article.lock.yml", text=""), entries=entries)


def told(lock: Lock, *notes: Annotation, html: str = PAGE) -> str:
    page = page_text(html)
    found, _ = anchor(Anchorage.of(page, TextFile(path="", text=html), str), notes)
    notice = stale(lock, page, notes, found)
    return notice.message if notice else ""


def of(selector: object, **fields: object) -> Annotation:
    target = Target(selector=selector, span=NOWHERE, **fields)  # type: ignore[arg-type]
    return note("one", targets=(target,))


# --- what is recorded ------------------------------------------------------------------


def test_words_context_headings_and_block_are_recorded() -> None:
    (entry,) = recorded(note("cost", "2.5 million"))
    assert (entry.note, entry.words, entry.quote) == ("cost", "2.5 million", "2.5 million")
    assert entry.prefix == "harbour plan on Tuesday. It cost "
    assert entry.suffix == " crowns. What follows The ferry line"
    assert entry.headings == ("The plan",)
    assert re.fullmatch("[0-9a-f]{12}", entry.block)


def test_the_headings_are_those_above_the_highest_first() -> None:
    (entry,) = recorded(note("ferry", "ferry line"))
    assert entry.headings == ("The plan", "What follows")


def test_context_ends_with_the_page() -> None:
    first, last = recorded(note("a", "The plan"), note("b", "pier opens."))
    assert first.prefix == ""
    assert last.suffix == ""


@given(
    st.text(alphabet=st.sampled_from("aé👍🏽 -任\u0301\u200d"), min_size=1, max_size=200), st.data()
)
def test_context_cuts_no_word_and_is_long_enough(words: str, data: st.DataObject) -> None:
    page = page_text(f"<p>{words} MIDDLE {words[::-1]}</p>")
    del data
    (entry,) = recorded(note("n", "MIDDLE"), html=page.html)
    before, _, after = page.text.partition("MIDDLE")
    assert before.endswith(entry.prefix)
    assert after.startswith(entry.suffix)
    assert len(entry.prefix) >= min(CONTEXT, len(before))
    assert len(entry.suffix) >= min(CONTEXT, len(after))
    for at in (len(before) - len(entry.prefix), len(page.text) - len(after) + len(entry.suffix)):
        cut = page.text[max(0, at - 1) : at + 1]
        assert not (len(cut) == 2 and cut.isascii() and cut.isalpha())


def test_a_word_without_an_end_is_cut_at_last() -> None:
    page = f"<p>{'a' * 5000} MIDDLE {'b' * 5000}</p>"
    (entry,) = recorded(note("n", "MIDDLE"), html=page)
    assert len(entry.prefix) < 200
    assert len(entry.suffix) < 200


def test_ranges_blocks_and_numbered_quotes_are_recorded() -> None:
    ranged = RangeSelector(start="council", end="plan", whole="council … plan")
    entries = [
        recorded(of(ranged))[0],
        recorded(of(BlockSelector(start="The old pier")))[0],
        recorded(note("one", targets=(quoted("new pier", occurrence=2),)))[0],
    ]
    assert [entry.quote for entry in entries] == [
        "council approved the harbour plan",
        "The old pier stays open until the new pier opens.",
        "new pier",
    ]
    assert entries[2].prefix.endswith("until the ")


@pytest.mark.parametrize(
    "unrecorded",
    [
        note("page"),
        of(SectionSelector(id="What follows")),
        of(ImageSelector(source="pier.png")),
        note("all", targets=(quoted("pier", occurrence="all"),)),
        note("ambiguous", "new pier"),
        note("gone", "the mayor"),
    ],
)
def test_a_place_that_needs_no_context_or_is_not_sure_is_not_recorded(
    unrecorded: Annotation,
) -> None:
    assert recorded(unrecorded) == ()


def test_the_order_of_notes_does_not_matter() -> None:
    notes = [note("b", "ferry"), note("a", targets=(quoted("plan on"), quoted("council")))]
    entries = recorded(*notes)
    assert entries == recorded(*reversed(notes))
    assert [(entry.note, entry.words) for entry in entries] == [
        ("a", "plan on"), ("a", "council"), ("b", "ferry"),
    ]  # fmt: skip


# --- the file --------------------------------------------------------------------------


@given(st.lists(st.text(max_size=30), min_size=6, max_size=12))
def test_a_lock_holds_any_words_on_one_line_each(words: list[str]) -> None:
    entry = Recorded(
        note=words[0], words=words[1], quote=words[2], prefix=words[3], suffix=words[4],
        headings=tuple(words[6:]), block=words[5], span=NOWHERE,
    )  # fmt: skip
    text = dump([entry])
    lock, findings = read_lock(TextFile(path="x.lock.yml", text=text))
    assert findings == []
    (read,) = lock.entries
    assert replace(read, span=NOWHERE) == entry
    assert len(text.splitlines()) == len(dump([]).splitlines()) + 7


@pytest.mark.parametrize(
    "words",
    [
        "a\nb\r\n",
        "👨‍👩‍👧 👍🏽",
        "שלום \u202eעולם\u202c",
        "\0\x07\x1b\x7f\x85\x9f",
        "\u2028\ufeff\ufffe",
        "null",
        "~",
    ],
)
def test_no_sign_is_lost(words: str) -> None:
    entry = recorded(note("n", "council"))[0]
    lock, findings = read_lock(TextFile(path="", text=dump([replace(entry, quote=words)])))
    assert (lock.entries[0].quote, findings) == (words, [])


def test_our_side_of_a_merge_is_used_until_it_is_written_anew() -> None:
    ours, theirs = recorded(note("n", "council")), recorded(note("n", "ferry"))
    one, other = dump(ours).splitlines(), dump(theirs).splitlines()
    merged = "\n".join([*one[:4], "<<<<<<< HEAD", *one[4:8], "=======", *other[4:8],
                        ">>>>>>> branch", *one[8:], ""])  # fmt: skip
    lock, (finding,) = read_lock(TextFile(path="", text=merged))
    assert finding.code == "lock-unreadable"
    assert (finding.span.line, finding.span.text) == (5, "<<<<<<<")
    assert "explainer lock" in finding.help
    assert [entry.quote for entry in lock.entries] == ["council"]
    assert lock.entries[0].span.line == 4


@given(
    st.text(alphabet=st.sampled_from(list("lock:-[]{}\"'\n &*!|>#<=~wordsnote\t\0")), max_size=80)
)
def test_no_lock_file_is_a_crash(text: str) -> None:
    _, findings = read_lock(TextFile(path="x", text=text))
    assert [finding.code for finding in findings] in ([], ["lock-unreadable"])


# --- which target an entry is of ---------------------------------------------------------


def test_an_entry_belongs_to_the_target_with_its_note_and_words() -> None:
    entries = recorded(note("a", "council"), note("b", "ferry"))
    notes = [note("a", "council"), note("b", "pier"), note("c", "ferry")]
    found = list(with_records(notes, {"article.md": lock_of(*entries)}))
    assert [one.targets[0].recorded for one in found] == [entries[0], None, None]


def test_equal_words_of_one_note_are_told_apart_by_their_order() -> None:
    twice = note("a", targets=(quoted("pier", "new"), quoted("pier", "old")))
    entry = recorded(note("a", "council"))[0]
    first, second = (replace(entry, words="pier", quote=one) for one in ("1", "2"))
    (found,) = with_records([twice], {"article.md": lock_of(first, second)})
    assert [target.recorded for target in found.targets] == [first, second]


def test_a_lock_of_another_article_is_not_looked_at() -> None:
    entries = recorded(note("a", "council"))
    (found,) = with_records([note("a", "council")], {"other.md": lock_of(*entries)})
    assert found.targets[0].recorded is None


# --- stale -----------------------------------------------------------------------------


def test_a_fresh_lock_is_not_mentioned() -> None:
    notes = (note("a", "council"), note("b", "ferry"), note("c", "the mayor"))
    assert told(lock_of(*recorded(*notes)), *notes) == ""


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ([note("a", "council")], [note("a", "ferry")], "1 quote changed"),
        ([note("a", "council")], [note("b", "council")], "1 place not recorded, 1 note gone"),
        ([], [note("a", "council"), note("b", "ferry")], "2 places not recorded"),
        ([note("a", "council"), note("b", "ferry")], [note("b", "ferry")], "1 note gone"),
    ],
)
def test_one_notice_counts_what_changed(
    before: list[Annotation], now: list[Annotation], said: str
) -> None:
    assert told(lock_of(*recorded(*before)), *now) == f"this lock is out of date: {said}"


@pytest.mark.parametrize(
    "edited",
    [
        PAGE.replace("on Tuesday", "on Monday"),
        PAGE.replace("crowns", "pounds"),
        PAGE.replace("The plan", "The new plan"),
    ],
)
def test_new_words_around_a_passage_make_its_lock_stale(edited: str) -> None:
    cost = note("cost", "2.5 million")
    lock = lock_of(*recorded(cost))
    said = "this lock is out of date: 1 passage with other surroundings"
    assert told(lock, cost, html=edited) == said


def test_an_edit_elsewhere_does_not_make_a_lock_stale() -> None:
    cost = note("cost", "2.5 million")
    edited = PAGE.replace("The council approved", "The council has approved")
    assert told(lock_of(*recorded(cost)), cost, html=edited) == ""


def test_a_target_without_a_place_keeps_what_was_recorded() -> None:
    notes = [note("a", "council"), note("b", "ferry line")]
    entries = recorded(*notes)
    edited = page_text(PAGE.replace("ferry line", "tram"))
    found, _ = anchor(Anchorage.of(edited, TextFile(path="", text=""), str), notes)
    kept = updated(lock_of(*entries), edited, found)
    assert [entry.quote for entry in kept] == ["council", "ferry line"]
    assert kept[1] == entries[1]


def test_entries_of_notes_that_could_not_be_read_are_kept() -> None:
    entries = recorded(note("a", "council"), note("b", "ferry line"))
    page = page_text(PAGE)
    found, _ = anchor(Anchorage.of(page, TextFile(path="", text=""), str), [note("a", "council")])
    assert updated(lock_of(*entries), page, found) == entries[:1]
    assert updated(lock_of(*entries), page, found, keep_unknown=True) == entries


# --- the command -----------------------------------------------------------------------


def test_lock_writes_a_file_beside_the_notes_that_says_what_it_is(harbour_site: Site) -> None:
    done = run(harbour_site, "lock")
    assert (done.code, done.output) == (0, f"wrote {LOCK}: 2 places\n")
    text = (harbour_site.root / LOCK).read_text(encoding="utf-8")
    assert text.startswith("# Written by `explainer lock`")
    assert '\n  - note: "cost"\n    words: "2.5 million crowns"\n' in text
    assert run(harbour_site, "check").output.endswith("all in place, in 1 article; no problems\n")


def test_lock_writes_the_same_bytes_and_only_if_they_changed(harbour_site: Site) -> None:
    run(harbour_site, "lock")
    path = harbour_site.root / LOCK
    before = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
    done = run(harbour_site, "lock")
    assert done.output == "nothing to write: every lock is up to date\n"
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


def test_check_writes_nothing_and_exits_with_1(harbour_site: Site) -> None:
    done = run(harbour_site, "lock", "--check")
    assert (done.code, done.output) == (1, f"would write {LOCK}: 2 places\n")
    assert not (harbour_site.root / LOCK).exists()
    run(harbour_site, "lock")
    assert run(harbour_site, "lock", "--check").code == 0


def test_check_mentions_a_stale_lock_and_still_passes(harbour_site: Site) -> None:
    run(harbour_site, "lock")
    harbour_site.write("docs/news/plan.md", ARTICLE.replace("on Tuesday", "on Monday"))
    checked = run(harbour_site, "check", "--output", "concise")
    assert checked.code == 0
    assert checked.output.count("lock-stale") == 1
    assert f"{LOCK}:1:1: notice[lock-stale]" in checked.output
    assert harbour_site.build(strict=True).code == 0


def test_evidence_is_kept_for_a_passage_that_was_lost(harbour_site: Site) -> None:
    run(harbour_site, "lock")
    harbour_site.write("docs/news/plan.md", ARTICLE.replace("2.5 million crowns", "nothing at all"))
    run(harbour_site, "lock")
    assert '    quote: "2.5 million crowns"\n' in (harbour_site.root / LOCK).read_text("utf-8")


def test_notes_that_cannot_be_read_cost_no_evidence(harbour_site: Site) -> None:
    run(harbour_site, "lock")
    before = (harbour_site.root / LOCK).read_bytes()
    harbour_site.write("annotations/news/plan.yml", "notes:\n  - id: 'open\n")
    assert run(harbour_site, "lock").code == 0
    assert (harbour_site.root / LOCK).read_bytes() == before


def test_a_lock_without_targets_is_removed(harbour_site: Site) -> None:
    run(harbour_site, "lock")
    harbour_site.write("annotations/news/plan.yml", NOTES.replace("quote:", "title:"))
    done = run(harbour_site, "lock")
    assert (done.code, done.output) == (0, f"removed {LOCK}\n")
    assert not (harbour_site.root / LOCK).exists()


def test_a_lock_whose_article_is_gone_is_removed(harbour_site: Site) -> None:
    harbour_site.write("annotations/former.lock.yml", "lock:\n")
    assert "removed annotations/former.lock.yml" in run(harbour_site, "lock").output


def test_a_lock_of_an_article_that_opts_out_is_left_alone(harbour_site: Site) -> None:
    run(harbour_site, "lock")
    harbour_site.write(
        "docs/news/plan.md", ARTICLE.replace("title:", "explainer: false\ntitle:", 1)
    )
    assert run(harbour_site, "lock").output.startswith("nothing to write")


def test_an_unfinished_merge_is_written_anew(harbour_site: Site) -> None:
    harbour_site.write(LOCK, "lock:\n<<<<<<< HEAD\n=======\n  - x\n>>>>>>> b\n")
    checked = run(harbour_site, "check", "--output", "concise")
    assert checked.code == 1
    assert f"{LOCK}:2:1: warning[lock-unreadable]" in checked.output
    run(harbour_site, "lock")
    assert run(harbour_site, "check").code == 0


@pytest.mark.parametrize("name", ["news/plan", "news/plan.md", "docs/news/plan.md"])
def test_an_article_is_named_by_its_path(name: str, harbour_site: Site) -> None:
    assert run(harbour_site, "lock", name).output == f"wrote {LOCK}: 2 places\n"


def test_an_article_that_does_not_exist_is_told_and_exits_with_2(harbour_site: Site) -> None:
    done = run(harbour_site, "lock", "news/plann")
    assert done.code == 2
    assert "there is no article news/plann; did you mean news/plan.md?" in done.output
    assert not (harbour_site.root / LOCK).exists()


def test_a_folder_that_cannot_be_written_to_is_told(harbour_site: Site) -> None:
    (harbour_site.root / LOCK).mkdir()
    done = run(harbour_site, "lock")
    assert done.code == 2
    assert "Traceback" not in done.output


def test_a_site_without_locks_is_read_as_before(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "annotations").mkdir()
    project, found = load(tmp_path, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    assert (project.locks, found) == ({}, [])
