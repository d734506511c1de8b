from __future__ import annotations

import random
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest

from explainer.annotating.refusal import RefusedError
from explainer.load.modelines import modeline
from explainer.model import Annotation
from tests.annotating import NOTES, Preview, preview, text_of


@pytest.fixture
def here(tmp_path: Path) -> Preview:
    return preview(tmp_path)


def note(here: Preview, id_: str) -> Annotation:
    return next(one for one in here.build().project.annotations if one.id == id_)


def words(here: Preview, id_: str) -> list[str]:
    """The words that a note stands at, once the site is built anew."""
    shown = here.build()
    text = text_of(shown)
    return [
        text[place.start : place.end]
        for one in shown.page("news/plan/").anchored
        if one.annotation.id == id_
        for place in one.ranges
    ]


def only_added(before: str, after: str) -> bool:
    lines = ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return not any(line.startswith("-") for line in lines)


# --- a new note ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("selected", "stands_at"),
    [
        ("harbour plan on Tuesday. It", "harbour plan on Tuesday. It"),
        ("said the mayor.\n\nA second paragraph", "said the mayor. A second paragraph"),
        ("pier is old.\nThe second", "pier is old. The second"),
        ("2019\t2.5\n2020", "2019 2.5 2020"),
        ("  ferry line will move, and so ", "ferry line will move, and so"),
        ("What follows\n\nThe ferry", "What follows The ferry"),
    ],
    ids=["markup", "paragraphs", "list", "table", "spaces", "heading"],
)
def test_a_note_stands_at_the_words_that_were_selected(
    here: Preview, selected: str, stands_at: str
) -> None:
    told = here.add(selected, title="A new note", body="With *words*.")
    assert words(here, str(told["id"])) == [stands_at]
    assert only_added(NOTES, here.notes.read_text("utf-8"))


def test_words_that_stand_twice_are_told_apart_by_what_is_around_them(here: Preview) -> None:
    told = here.add("2.5 million crowns", prefix="paragraph speaks of the ferry line. It cost ")
    assert words(here, str(told["id"])) == ["2.5 million crowns"]
    assert 'suffix: ", too"' in here.notes.read_text("utf-8")
    text = text_of(here.build())
    (place,) = (
        one.ranges[0]
        for one in here.build().page("news/plan/").anchored
        if one.annotation.id == told["id"]
    )
    assert place.start == text.rindex("2.5 million crowns")


def test_where_all_around_is_the_same_the_position_tells(tmp_path: Path) -> None:
    row = "| same | 7 |\n"
    here = preview(tmp_path, "# Rows\n\n| a | b |\n| - | - |\n" + row * 60, "notes: []\n")
    text = text_of(here.build())
    place = text.index("7", 300)
    told = here.add(
        "7",
        prefix=text[place - 40 : place],
        suffix=text[place + 1 : place + 41],
        position=len(text[:place].replace(" ", "")),
    )
    (one,) = here.build().page("news/plan/").anchored
    assert one.annotation.id == told["id"]
    assert one.ranges[0].start == place


def test_what_the_form_says_is_what_the_note_says(here: Preview) -> None:
    told = here.add(
        "A second paragraph",
        kind="background",
        title="  On the:  #2 [ledger] ",
        body="First: *a*\n\n- 'b' \"c\"\n- # d  \n",
        sources="ledger, p. 3; @log-book",
        draft=True,
    )
    made = note(here, str(told["id"]))
    assert told["id"] == "on-the-2-ledger"
    assert (made.kind.value, made.title) == ("background", "On the: #2 [ledger]")
    assert made.body
    assert made.body.value.strip() == "First: *a*\n\n- 'b' \"c\"\n- # d"
    assert [(one.id, one.locator) for one in made.sources] == [("ledger", "p. 3"), ("log-book", "")]
    assert made.publication.value == "draft"


def test_ids_are_made_of_the_title_else_of_the_words_and_never_twice(here: Preview) -> None:
    assert here.add("A second paragraph", title="What it cost")["id"] == "what-it-cost"
    assert here.add("first pier", title="What it cost")["id"] == "what-it-cost-2"
    assert here.add("second pier")["id"] == "second-pier"
    assert here.add("council", title="Cost")["id"] == "cost-2"


def test_a_first_note_makes_its_file_and_its_folder(tmp_path: Path) -> None:
    here = preview(tmp_path)
    made: list[str] = []
    here.desk.on_first_note = lambda: made.append("once")
    asked = {"page": "news/other/", "exact": "no notes"}
    told = here.desk.answer("describe", asked)
    given = {**asked, "file": told["file"], "seen": told["seen"]}
    here.desk.answer("add", {**given, "title": "None"})
    text = (tmp_path / "annotations/news/other.yml").read_text("utf-8")
    line = modeline("annotations/news/other.yml", "notes")
    assert text.startswith(f"{line}\n# Notes on docs/news/other.md\nnotes:\n  - id: none\n")
    assert made == ["once"]


def test_a_hundred_random_selections_find_their_words_again(here: Preview) -> None:
    text = text_of(here.build())
    chance = random.Random(6)  # noqa: S311 - the same selections every time
    wanted: dict[str, tuple[int, int]] = {}
    while len(wanted) < 100:
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.choice([1, 7, 30, 120, 400]))
        if not text[start:end].strip():
            continue
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        told = here.add(
            text[start:end].replace(" ", "\n  "),
            prefix=text[max(0, start - 64) : start],
            suffix=text[end : end + 64],
            position=len(text[:start].replace(" ", "")),
        )
        wanted[str(told["id"])] = (start, end)
    found = {
        one.annotation.id: tuple(one.ranges[0])
        for one in here.build().page("news/plan/").anchored
        if one.annotation.id in wanted
    }
    assert found == wanted
    assert only_added(NOTES, here.notes.read_text("utf-8"))


@pytest.mark.parametrize("break_", ["\r\n", "\n"])
def test_the_lines_of_a_file_and_its_mark_stay_as_they_are(tmp_path: Path, break_: str) -> None:
    before = b"\xef\xbb\xbf" + NOTES.replace("\n", break_).encode()
    here = preview(tmp_path)
    here.notes.write_bytes(before)
    here.build()
    here.add("A second paragraph", title="New")
    after = here.notes.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == after.count(break_.encode())


def test_the_lock_records_the_note(here: Preview) -> None:
    here.add("A second paragraph", title="One")
    lock = here.notes.with_suffix(".lock.yml")
    first = lock.read_text("utf-8")
    assert [line for line in first.splitlines() if "note:" in line] == [
        '  - note: "cost"',
        '  - note: "one"',
        '  - note: "pier"',
    ]
    here.build()
    here.add("first pier", title="Two")
    assert only_added(first, lock.read_text("utf-8"))
    shown = here.build()
    assert "lock-stale" not in {one.code for one in shown.diagnostics}


# --- what is not done ------------------------------------------------------------------


def refused(here: Preview, status: int, action: str = "add", /, **asked: object) -> str:
    before = {path: path.read_bytes() for path in here.root.rglob("*.yml")}
    with pytest.raises(RefusedError) as refusal:
        here.ask(action, **asked)
    assert refusal.value.status == status
    assert before == {path: path.read_bytes() for path in here.root.rglob("*.yml")}
    return str(refusal.value)


def described(here: Preview, exact: str = "A second paragraph") -> dict[str, object]:
    told = here.ask("describe", exact=exact)
    return {"exact": exact, "file": told["file"], "seen": told["seen"], "title": "New"}


def test_a_file_that_was_changed_meanwhile_is_not_written(here: Preview) -> None:
    given = described(here)
    here.notes.write_text(NOTES + "# by another\n", "utf-8")
    assert "changed meanwhile" in refused(here, 409, **given)


def test_a_lock_that_is_written_by_another_meanwhile_keeps_its_entries(here: Preview) -> None:
    given = described(here)
    lock = here.notes.with_suffix(".lock.yml")
    entry = "".join(f'    {key}: "x"\n' for key in ("words", "quote", "prefix", "suffix", "block"))
    lock.write_text(f'lock:\n  - note: "gone"\n{entry}    headings: []\n', "utf-8")
    here.ask("add", **given)
    assert 'note: "gone"' in lock.read_text("utf-8")
    assert 'note: "new"' in lock.read_text("utf-8")


def test_a_lock_with_a_merge_in_it_is_left_alone(here: Preview) -> None:
    lock = here.notes.with_suffix(".lock.yml")
    lock.write_text("lock: [<<<<\n", "utf-8")
    here.add("A second paragraph", title="New")
    assert lock.read_text("utf-8") == "lock: [<<<<\n"


def test_an_article_that_was_changed_meanwhile_takes_no_note(here: Preview) -> None:
    given = described(here)
    article = here.root / "docs/news/plan.md"
    article.write_text(article.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert "article was changed meanwhile" in refused(here, 409, **given)


@pytest.mark.parametrize(
    "file",
    [
        "../elsewhere.yml",
        "/etc/passwd",
        "docs/news/plan.md",
        "annotations/../mkdocs.yml",
        "annotations/sources.yml",
        "annotations/news/other.yml",
        "annotations/news/plan.lock.yml",
        "annotations/news/\0.yml",
        "",
    ],
)
def test_a_file_that_holds_no_notes_on_the_article_is_refused(here: Preview, file: str) -> None:
    refused(here, 403, **{**described(here), "file": file})


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    here = preview(tmp_path / "site")
    outside = tmp_path / "outside.yml"
    outside.write_text("notes: []\n", "utf-8")
    here.notes.unlink()
    here.notes.symlink_to(outside)
    here.build()
    with pytest.raises(RefusedError) as refusal:
        here.ask("describe", exact="A second paragraph")
    assert refusal.value.status == 403
    assert outside.read_text("utf-8") == "notes: []\n"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"title": ""}, "says nothing yet"),
        ({"kind": "gossip"}, "no kind `gossip`"),
        ({"sources": "ledgr"}, "did you mean `ledger`?"),
        ({"sources": "ledger, p. 3 [x"}, ""),
        ({"title": ["New"]}, "`title` is not text"),
        ({"exact": "words that are nowhere"}, "not part of the article"),
        ({"exact": ""}, "not part of the article"),
    ],
)
def test_what_cannot_be_a_note_is_refused_in_words(
    here: Preview, asked: dict[str, object], reason: str
) -> None:
    if asked == {"sources": "ledger, p. 3 [x"}:
        here.ask("add", **{**described(here), **asked})  # a locator is anyone's words
        assert note(here, "new").sources[0].locator == "p. 3 [x"
        return
    assert reason in refused(here, 422, **{**described(here), **asked})


def test_a_list_in_brackets_is_left_alone(tmp_path: Path) -> None:
    here = preview(tmp_path, notes="notes: [{id: a, quote: council, title: x}]\n")
    assert "in brackets" in refused(here, 422, **described(here))


def test_there_is_no_other_page_and_nothing_else_to_ask(here: Preview) -> None:
    refused(here, 404, "describe", page="nowhere/", exact="x")
    refused(here, 403, "run", exact="x")


# --- what the form shows ---------------------------------------------------------------


def test_the_form_knows_the_ids_with_their_titles(here: Preview) -> None:
    told = here.ask("ids")
    assert told["sources"] == {"ledger": "The ledger", "log-book": "The log"}
    assert told["terms"] == {"ferry-line": "ferry line"}


def test_a_text_is_shown_as_it_will_be_built(here: Preview) -> None:
    told = here.ask(
        "preview", body="On the *ferry line* [@ledger]. <script>x</script> [[nothing]] [@nobody]"
    )
    html = str(told["html"])
    assert "<em>" in html
    assert "<script" not in html
    assert 'class="ex-cite' in html
    assert told["told"] == ["there is no term `nothing`", "there is no source `nobody`"]


def test_what_is_copied_is_the_entry_with_just_enough_context(here: Preview) -> None:
    told = here.ask("describe", exact="2.5 million crowns", prefix="ferry line. It cost ")
    assert told["yaml"] == (
        "- id: a-short-name\n  quote: 2.5 million crowns\n  suffix: "
        + str(told["yaml"]).rpartition("suffix: ")[2]
    )


# --- a note that is there --------------------------------------------------------------


def opened(here: Preview, id_: str) -> dict[str, object]:
    """What the form holds when a note is opened in it, ready to be sent back."""
    told = here.ask("note", note=id_)
    return {"note": id_, **{key: told[key] for key in told if key not in {"words", "line"}}}


def test_a_note_is_opened_with_what_it_says(here: Preview) -> None:
    told = here.ask("note", note="cost")
    assert told["words"] == "2.5 million crowns, says"
    assert (told["file"], told["line"]) == ("annotations/news/plan.yml", 4)
    assert (told["kind"], told["title"], told["draft"]) == ("correction", "What it cost", False)
    assert told["body"] == "It was quietudinous [@ledger]."


def test_only_what_is_said_otherwise_changes(here: Preview) -> None:
    here.ask("change", **opened(here, "cost") | {"title": "Its cost", "sources": "log-book, p. 3"})
    assert here.notes.read_text("utf-8") == NOTES.replace("What it cost", "Its cost").replace(
        "[@ledger].\n", "[@ledger].\n    sources: [{id: log-book, locator: p. 3}]\n"
    )
    here.build()
    here.ask("change", **opened(here, "cost") | {"title": "What it cost", "sources": ""})
    assert here.notes.read_text("utf-8") == NOTES


def test_a_note_that_says_what_it_said_is_not_written(here: Preview) -> None:
    before = here.notes.stat().st_mtime_ns
    assert here.ask("change", **opened(here, "cost"))["written"] is False
    assert here.ask("change", **opened(here, "pier"))["written"] is False
    assert here.notes.stat().st_mtime_ns == before


def test_a_note_becomes_a_draft_and_is_one_no_more(here: Preview) -> None:
    here.ask("change", **opened(here, "cost") | {"draft": True})
    assert note(here, "cost").publication.value == "draft"
    here.ask("change", **opened(here, "cost") | {"draft": False})
    assert here.notes.read_text("utf-8") == NOTES


def test_a_note_is_deleted_from_its_file_and_from_the_lock(here: Preview) -> None:
    told = here.add("A second paragraph", title="New")
    here.build()
    here.ask("delete", **opened(here, str(told["id"])))
    assert here.notes.read_text("utf-8").rstrip() == NOTES.rstrip()
    lock = here.notes.with_suffix(".lock.yml").read_text("utf-8")
    assert '"new"' not in lock
    assert '"cost"' in lock


def test_with_the_only_note_its_lock_goes(tmp_path: Path) -> None:
    here = preview(tmp_path, notes="notes: []\n")
    told = here.add("A second paragraph", title="New")
    here.build()
    here.ask("delete", **opened(here, str(told["id"])))
    assert not here.notes.with_suffix(".lock.yml").exists()
    assert "missing" not in {one.code for one in here.build().diagnostics}
    assert here.build().project.annotations == ()


@pytest.mark.parametrize("action", ["change", "delete"])
def test_a_note_that_was_changed_meanwhile_is_left_alone(here: Preview, action: str) -> None:
    given = opened(here, "cost")
    here.notes.write_text(NOTES.replace("What it cost", "By another"), "utf-8")
    refused(here, 409, action, **given | {"title": "Mine"})
    here.notes.write_text("notes: []\n", "utf-8")
    assert "no note `cost` any more" in refused(here, 409, action, **given)


@pytest.mark.parametrize("action", ["change", "delete"])
def test_a_note_in_braces_is_left_to_its_editor(here: Preview, action: str) -> None:
    told = refused(here, 422, action, **opened(here, "pier") | {"title": "Mine"})
    assert "annotations/news/plan.yml:11" in told


# --- what there is to see to -----------------------------------------------------------


def edited(here: Preview, old: str, new: str) -> None:
    """Edit the article, and build."""
    article = here.root / "docs/news/plan.md"
    article.write_text(article.read_text("utf-8").replace(old, new), "utf-8")
    here.build()


def troubles(here: Preview) -> list[dict[str, Any]]:
    found: Any = here.ask("troubles")["troubles"]
    return list(found)


def test_a_page_that_is_right_has_no_troubles(here: Preview) -> None:
    assert troubles(here) == []


def test_a_drift_is_told_with_its_place_and_repaired(here: Preview) -> None:
    edited(here, "to the new pier", "to the newest pier")
    (told,) = troubles(here)
    assert (told["severity"], told["note"]) == ("error", "pier")
    assert str(told["place"]).startswith("annotations/news/plan.yml:11:")
    (repair,) = told["repairs"]
    assert repair["words"] == "the newest pier"
    here.ask("repair", **repair)
    assert here.notes.read_text("utf-8") == NOTES.replace("the new pier", "the newest pier")
    assert 'quote: "the newest pier"' in here.notes.with_suffix(".lock.yml").read_text("utf-8")
    here.build()
    assert troubles(here) == []


def test_of_several_places_each_is_offered(here: Preview) -> None:
    here.notes.write_text(
        "notes:\n  - id: a\n    quote: 2.5 million crowns\n    title: A\n", "utf-8"
    )
    here.build()
    (told,) = troubles(here)
    offered = told["repairs"]
    assert [one["words"] for one in offered] == ["2.5 million crowns"] * 2
    here.ask("repair", **offered[1])
    here.build()
    assert troubles(here) == []
    text = text_of(here.build())
    (one,) = here.build().page("news/plan/").anchored
    assert one.ranges[0].start == text.rindex("2.5 million crowns")


def test_a_repair_that_is_not_offered_any_more_is_refused(here: Preview) -> None:
    edited(here, "to the new pier", "to the newest pier")
    (repair,) = troubles(here)[0]["repairs"]
    assert "not offered" in refused(here, 409, "repair", **{**repair, "words": "another"})
    here.notes.write_text(NOTES + "# more\n", "utf-8")
    assert "changed meanwhile" in refused(here, 409, "repair", **repair)


def test_an_error_in_the_yaml_is_told_where_the_notes_are_read(here: Preview) -> None:
    here.notes.write_text("notes:\n  - id: a\n    title: b: c\n", "utf-8")
    sources = here.root / "annotations/sources.yml"
    sources.write_text("sources: [{id: ledger, title: x]\n", "utf-8")
    (here.root / "annotations/news/other.yml").write_text("notes: [", "utf-8")
    here.build()
    places = [str(one["place"]).partition(":")[0] for one in troubles(here)]
    assert places == ["annotations/news/plan.yml", "annotations/sources.yml"]
    told: Any = here.desk.answer("troubles", {"page": "glossary/"})
    assert [one["place"].partition(":")[0] for one in told["troubles"]] == [places[1]]
