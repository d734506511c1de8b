"""What a repository tells of each note: when it came, and when it changed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.history import history_of
from explainer.history.kept import kept
from explainer.history.notes import note_history
from explainer.hosts.past import CUT_OFF, with_history
from explainer.load.versions import _by_item, _read, notes_in
from explainer.model import Annotation, Change, Doing
from tests.build import project
from tests.repositories import IDENTITY, Repository, repository

Told = list[tuple[str, str]]
"""(what was done, the day of January)."""


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return repository(tmp_path / "repo")


def notes(*entries: str) -> str:
    """Return a file of notes; an entry is its id, and further keys behind a semicolon."""
    lines = ["notes:"]
    for entry in entries:
        name, *keys = entry.split("; ")
        lines += [f"  - id: {name}", *(f"    {key}" for key in keys or ["body: Text."])]
    return "\n".join(lines) + "\n"


def save(repo: Repository, day: int, path: str = "a", *entries: str) -> str:
    """Commit a file of notes on a day."""
    repo.on(day).write(f"annotations/{path}.yml", notes(*entries))
    return repo.commit(f"day {day}")


def found(
    repo: Repository, *articles: str, folder: str = "annotations"
) -> Mapping[tuple[str, str], tuple[Change, ...]]:
    history = history_of(repo.root)
    assert history
    return note_history(history, folder, {f"{one}.md" for one in articles or ("a",)})


def told(repo: Repository, id_: str = "x", article: str = "a", *articles: str) -> Told:
    changes = found(repo, article, *articles).get((f"{article}.md", id_), ())
    return [(one.doing.value, one.date.removeprefix("2026-01-")) for one in changes]


# --- what is a change --------------------------------------------------------------------


def test_a_note_is_added_and_changed_on_the_days_of_the_commits(repo: Repository) -> None:
    first = save(repo, 3, "a", "x; body: Wrong.", "y")
    save(repo, 5, "a", "x; body: Wrong.", "y", "z")
    last = save(repo, 9, "a", "x; body: Right.", "y", "z")
    assert told(repo) == [("addition", "03"), ("update", "09")]
    assert told(repo, "y") == [("addition", "03")]
    assert told(repo, "z") == [("addition", "05")]
    added, changed = found(repo)["a.md", "x"]
    assert first.startswith(added.commit)
    assert last.startswith(changed.commit)
    assert (added.moment, changed.moment) == ("2026-01-03T08:01:00Z", "2026-01-09T08:01:00Z")


SAME = {
    "quoted": 'kind: context; body: "One two."',
    "folded": "kind: context; body: >-;   One;   two.",
    "turned": "# Nobody reads this.; body: One two.; kind: context",
    "elsewhere": "body: One two.; quote: elsewhere; level: deep; owner: Ada; review_by: 2026-05",
}
OTHER = {
    "body": "body: Two.",
    "title": "body: One two.; title: T",
    "kind": "body: One two.; kind: update",
    "date": "body: One two.; date: 2020",
    "sources": "body: One two.; sources: [s]",
}


def test_what_a_reader_can_see_is_a_change_and_how_it_is_written_is_none(repo: Repository) -> None:
    save(repo, 3, "a", *(f"{name}; body: One two." for name in (*SAME, *OTHER)))
    save(repo, 4, "a", *(f"{name}; {now}" for name, now in (SAME | OTHER).items()))
    changes = found(repo)
    changed = {id_ for (_, id_), done in changes.items() if len(done) > 1}
    assert changed == {*OTHER}
    assert len(changes) == len(SAME) + len(OTHER)


def test_a_draft_is_added_when_it_is_published(repo: Repository) -> None:
    save(repo, 3, "a", "x; body: One.; status: draft")
    save(repo, 4, "a", "x; body: Two.; status: draft")
    save(repo, 5, "a", "x; body: Three.")
    assert told(repo) == [("addition", "05")]


def test_a_note_that_comes_back_as_it_was_has_not_changed(repo: Repository) -> None:
    save(repo, 3, "a", "x; body: One.", "y")
    save(repo, 4, "a", "y")
    save(repo, 5, "a", "x; body: One.", "y")
    assert told(repo) == [("addition", "03")]
    save(repo, 6, "a", "y")
    save(repo, 7, "a", "x; body: Two.", "y")
    assert told(repo) == [("addition", "03"), ("update", "07")]


def test_a_wording_that_comes_back_after_another_is_a_change(repo: Repository) -> None:
    for day, body in ((3, "One."), (4, "Two."), (5, "One.")):
        save(repo, day, "a", f"x; body: {body}")
    assert told(repo) == [("addition", "03"), ("update", "04"), ("update", "05")]


def test_what_editors_name_in_a_commit_is_what_the_commit_did(repo: Repository) -> None:
    save(repo, 3, "a", "x; body: In 2018.")
    fixed = 'x; body: In 2019.; changes: [{date: 2026-01-04, kind: correction, text: "not 2018"}]'
    commit = save(repo, 9, "a", fixed)
    save(repo, 11, "a", f"{fixed}; updated: 2026-01-10")
    _, corrected, updated = found(repo)["a.md", "x"]
    assert (corrected.doing, corrected.date) == (Doing.CORRECTION, "2026-01-04")
    assert corrected.text == "not 2018"
    assert commit.startswith(corrected.commit)
    assert (updated.doing, updated.date) == (Doing.UPDATE, "2026-01-10")


def test_a_change_after_one_that_was_named_is_a_change_of_its_own(repo: Repository) -> None:
    save(repo, 3, "a", "x; body: One.; updated: 2026-01-03")
    save(repo, 9, "a", "x; body: Two.; updated: 2026-01-03")
    assert told(repo) == [("addition", "03"), ("update", "09")]


# --- files that move ---------------------------------------------------------------------


def test_a_note_keeps_its_past_when_its_article_is_renamed(repo: Repository) -> None:
    long = "x; body: One."
    save(repo, 3, "a", long, *(f"n{n}" for n in range(20)))
    repo.on(4).git("mv", "annotations/a.yml", "annotations/b.yml")
    save(repo, 4, "b", "x; body: Two.", *(f"n{n}" for n in range(20)))
    save(repo, 5, "b", "x; body: Three.", *(f"n{n}" for n in range(20)))
    assert told(repo, "x", "b") == [("addition", "03"), ("update", "04"), ("update", "05")]
    assert told(repo, "n7", "b") == [("addition", "03")]


def test_a_note_keeps_its_past_in_another_file_of_its_article(repo: Repository) -> None:
    save(repo, 3, "a", "x", "y")
    repo.write("annotations/a.yml", notes("y"))
    save(repo, 4, "a/more", "x")
    assert told(repo) == [("addition", "03")]


def test_notes_keep_their_past_when_the_whole_folder_moves(repo: Repository) -> None:
    save(repo, 3, "a", "x", "y")
    save(repo, 4, "a", "x", "y; body: Two.")
    (repo.root / "site").mkdir()
    repo.on(5).git("mv", "annotations", "site/notes")
    repo.commit("move")
    changes = found(repo, "a", folder="site/notes")
    assert [one.date for one in changes["a.md", "y"]] == ["2026-01-03", "2026-01-04"]
    assert [one.date for one in changes["a.md", "x"]] == ["2026-01-03"]


def test_a_new_article_under_an_old_name_has_a_past_of_its_own(repo: Repository) -> None:
    save(repo, 3, "a", "x; body: One.")
    repo.git("mv", "annotations/a.yml", "annotations/b.yml")
    repo.on(4).commit("rename")
    save(repo, 6, "a", "x; body: Quite another.")
    assert told(repo, "x", "a", "b") == [("addition", "06")]
    assert told(repo, "x", "b", "a") == [("addition", "03")]


def test_an_edit_of_the_old_file_on_another_branch_is_an_edit_of_the_new(repo: Repository) -> None:
    entries = [f"n{n}" for n in range(20)]
    save(repo, 3, "a", "x; body: One.", *entries)
    repo.git("branch", "side")
    repo.git("mv", "annotations/a.yml", "annotations/b.yml")
    repo.on(4).commit("rename")
    repo.git("checkout", "-q", "side")
    save(repo, 5, "a", "x; body: Two.", *entries)
    repo.git("checkout", "-q", "main")
    repo.on(6).git("merge", "-q", "--no-edit", "side")
    assert told(repo, "x", "b") == [("addition", "03"), ("update", "05")]


# --- branches ----------------------------------------------------------------------------


def test_a_change_keeps_its_day_whoever_merges_it(repo: Repository) -> None:
    save(repo, 3, "a", "x")
    repo.git("checkout", "-q", "-b", "side")
    save(repo, 4, "b", "z")
    repo.git("checkout", "-q", "main")
    save(repo, 5, "a", "x; body: Two.")
    repo.on(8).git("merge", "-q", "--no-ff", "--no-edit", "side")
    assert told(repo, "z", "b") == [("addition", "04")]
    assert told(repo) == [("addition", "03"), ("update", "05")]


def test_what_only_a_merge_made_is_of_the_day_of_the_merge(repo: Repository) -> None:
    save(repo, 3, "a", "x; body: One.")
    repo.git("checkout", "-q", "-b", "side")
    save(repo, 4, "a", "x; body: Two.")
    repo.git("checkout", "-q", "main")
    save(repo, 5, "a", "x; body: Three.")
    repo.on(8)
    with pytest.raises(AssertionError):
        repo.git("merge", "-q", "side")
    save(repo, 8, "a", "x; body: Two and three.", "new")
    assert told(repo) == [
        ("addition", "03"), ("update", "04"), ("update", "05"), ("update", "08"),
    ]  # fmt: skip
    assert told(repo, "new") == [("addition", "08")]


def test_the_same_edit_on_two_branches_is_one_change(repo: Repository) -> None:
    save(repo, 3, "a", "x; body: One.", "y")
    repo.git("checkout", "-q", "-b", "side")
    save(repo, 4, "a", "x; body: Two.", "y")
    save(repo, 5, "b", "z")
    repo.git("checkout", "-q", "main")
    save(repo, 6, "a", "x; body: Two.", "y")
    repo.on(8).git("merge", "-q", "--no-edit", "side")
    assert len(told(repo)) == 2


# --- what cannot be read -----------------------------------------------------------------


def test_a_commit_with_broken_yaml_is_looked_past(repo: Repository) -> None:
    save(repo, 3, "a", "x; body: One.", "y")
    repo.on(4).write("annotations/a.yml", 'notes:\n  - id: "x\n').commit("broken")
    save(repo, 5, "a", "x; body: Two.", "y")
    assert told(repo) == [("addition", "03"), ("update", "05")]
    assert told(repo, "y") == [("addition", "03")]


ODD = (
    b"\xff\xfe\x00", b"", b"notes:", b"notes: 1\n", b"- 1\n", b"notes:\n  - \n  - [1]\n",
    b"\0", b"terms: []\n",
)  # fmt: skip


def test_a_file_that_is_none_of_notes_is_no_error(repo: Repository) -> None:
    for number, data in enumerate(ODD):
        repo.write(f"annotations/a{number}.yml", data)
    repo.on(2).write("annotations/b.yml", b"notes:\r\n  - id: x\r\n    body: Text.\r\n")
    repo.commit("odd")
    names = [f"a{number}" for number in range(len(ODD))]
    for name in (*names, "b"):
        repo.write(f"annotations/{name}.yml", notes("x"))
    save(repo, 3, "c", "x")
    changes = found(repo, *names, "b", "c")
    days = {article.removesuffix(".md"): one.date for (article, _), (one,) in changes.items()}
    assert days == dict.fromkeys((*names, "c"), "2026-01-03") | {"b": "2026-01-02"}


def test_other_files_of_the_folder_hold_no_notes(repo: Repository) -> None:
    for path in ("glossary", "glossary/a", "sources", "_a", ".b", "a.lock", "c/_d/e"):
        repo.write(f"annotations/{path}.yml", notes("x"))
    repo.write("annotations/a.txt", notes("x"))
    repo.on(3).commit("everything else")
    assert found(repo) == {}


def test_a_clock_that_was_wrong_and_a_name_in_no_encoding_are_no_error(repo: Repository) -> None:
    git = ["git", "-C", str(repo.root), "-c", "user.name=a", "-c", "user.email=b"]
    (repo.root / "annotations").mkdir()
    for name, when in ((b"a.yml", "99999999999999 +0000"), (b"\xff.yml", "0 +0000")):
        path = os.path.join(os.fsencode(repo.root), b"annotations", name)  # noqa: PTH118
        with open(path, "wb") as file:  # noqa: PTH123 - a name that is no text
            file.write(notes("x").encode())
        subprocess.run([*git, "add", "-A"], check=True)
        dates = {"GIT_COMMITTER_DATE": f"@{when}", "GIT_AUTHOR_DATE": "@0 +0000"}
        subprocess.run([*git, "commit", "-qm", "x"], check=True, env={**os.environ, **dates})
    (change,) = found(repo)["a.md", "x"]
    assert change.date == "9999-12-31"
    known, _ = with_history(project(), repo.root, repo.root / "annotations")
    again, _ = with_history(project(), repo.root, repo.root / "annotations")
    assert again.history == known.history
    assert len(known.history) == 2


def test_links_and_repositories_within_are_left_alone(repo: Repository) -> None:
    inner = repository(repo.root / "annotations/inner")
    inner.commit("inside", a="one\n")
    repo.write("elsewhere.yml", notes("x"))
    (repo.root / "annotations/a.yml").symlink_to("../elsewhere.yml")
    repo.on(3).commit("link and repository")
    assert found(repo, "a", "inner/a") == {}


# --- no repository, or not all of it -----------------------------------------------------


def test_without_a_repository_or_a_commit_there_is_no_history(tmp_path: Path) -> None:
    known = project()
    (tmp_path / "annotations").mkdir()
    assert with_history(known, tmp_path, tmp_path / "annotations") == (known, "")
    assert with_history(known, tmp_path, tmp_path / "nowhere") == (known, "")
    repository(tmp_path)
    assert with_history(known, tmp_path, tmp_path / "annotations") == (known, "")


def test_without_git_there_is_no_history(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    save(repo, 3, "a", "x")
    monkeypatch.setenv("PATH", str(repo.root))
    known = project()
    assert with_history(known, repo.root, repo.root / "annotations") == (known, "")


def test_what_the_oldest_commit_of_a_cut_history_brings_has_no_beginning(
    repo: Repository, tmp_path: Path
) -> None:
    save(repo, 3, "a", "x; body: One.", "y")
    save(repo, 4, "a", "x; body: One.", "y; body: Two.")
    save(repo, 5, "a", "x; body: Two.", "y; body: Two.", "z")
    repo.git("clone", "-q", "--depth", "2", f"file://{repo.root}", str(tmp_path / "cut"))
    cut = Repository(root=tmp_path / "cut")
    assert told(cut) == [("update", "05")]
    assert told(cut, "y") == []
    assert told(cut, "z") == [("addition", "05")]
    known, said = with_history(project(), cut.root, cut.root / "annotations")
    assert said == CUT_OFF
    assert ("article.md", "x") not in known.history


def test_what_is_not_committed_has_no_history(repo: Repository) -> None:
    save(repo, 3, "a", "x; body: One.")
    repo.git("checkout", "-q", "--detach")
    repo.write("annotations/a.yml", notes("x; body: Two.", "y"))
    repo.write("annotations/b.yml", notes("z"))
    repo.git("add", "annotations/b.yml")
    assert set(found(repo, "a", "b")) == {("a.md", "x")}
    assert told(repo) == [("addition", "03")]


def test_the_annotations_may_be_a_repository_of_their_own(repo: Repository) -> None:
    repo.on(3).write("article.yml", notes("x")).commit("notes at the top")
    known, _ = with_history(project(), repo.root, repo.root)
    assert [one.date for one in known.history["article.md", "x"]] == ["2026-01-03"]


# --- kept on the disk --------------------------------------------------------------------


def test_what_is_kept_is_what_was_found(repo: Repository) -> None:
    save(repo, 3, "article", "x; body: One.")
    save(repo, 4, "article", 'x; body: Two.; changes: [{date: 2026-01-04, text: "“Zwei”"}]')
    before, _ = with_history(project(), repo.root, repo.root / "annotations")
    kept_file = repo.root / ".cache/explainer/history.json"
    written = kept_file.read_bytes()
    after, _ = with_history(project(), repo.root, repo.root / "annotations")
    assert after.history == before.history != {}
    assert kept_file.read_bytes() == written
    assert repo.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"key": 1}', b'{"key": "KEY", "notes": [["a", "b", [1]]]}']
)
def test_what_was_kept_and_is_damaged_is_found_again(tmp_path: Path, damage: bytes) -> None:
    made = {("a.md", "x"): (Change(date="2026-01-03", doing=Doing.ADDITION),)}
    assert kept(tmp_path, ("one",), lambda: made) == made
    file = tmp_path / "history.json"
    key = file.read_text(encoding="utf-8").split('"')[3]
    file.write_bytes(damage.replace(b"KEY", key.encode()))
    assert kept(tmp_path, ("one",), lambda: made) == made


def test_another_commit_is_not_answered_with_what_was_kept(repo: Repository) -> None:
    for day, body in ((3, "One."), (4, "Two.")):
        save(repo, day, "article", f"x; body: {body}")
        known, _ = with_history(project(), repo.root, repo.root / "annotations")
    assert [one.date for one in known.history["article.md", "x"]] == ["2026-01-03", "2026-01-04"]


def test_where_nothing_can_be_kept_it_is_found_each_time(repo: Repository) -> None:
    save(repo, 3, "article", "x")
    (repo.root / ".cache").write_text("a file", encoding="utf-8")
    known, _ = with_history(project(), repo.root, repo.root / "annotations")
    assert known.history
    shutil.rmtree(repo.root / ".git")


# --- reading many versions ---------------------------------------------------------------

ENTRY = st.sampled_from(
    ["x", "y; body: |;   - id: z;     body: no", 'z; body: "a', "q; body: 'b;   - c'",
     "w; # - id: v", "a; changes: [{date: 2026, text: t}]", "b; body: >;   one; ;   two",
     "c; status: draft",
     "d; sources: [a,;   b]", "e;   body: deeper", "f; x: 1; x: 2", "g\r", "h; body: |2;   text"]
)  # fmt: skip
HEAD = st.sampled_from(["", "# A comment\n\n", "---\n", "other: 1\n", "\n \n"])


@given(HEAD, st.lists(ENTRY, max_size=5), st.sampled_from(["", "other: 1\n", "...\n", "# end"]))
def test_notes_read_one_by_one_are_those_of_the_whole_file(
    head: str, entries: list[str], tail: str
) -> None:
    text = f"{head}{notes(*entries)}{tail}"
    one_by_one = _by_item(text)
    if one_by_one is not None:
        whole = _read(text)
        assert whole is None or plain(one_by_one) == plain(whole)


def plain(found: tuple[Annotation, ...]) -> list[object]:
    return [(one.id, one.told, one.changes, one.publication) for one in found]


@given(st.text(max_size=200))
def test_whatever_a_file_once_held_it_can_be_asked_for_notes(text: str) -> None:
    assert isinstance(notes_in(text), tuple | None)
