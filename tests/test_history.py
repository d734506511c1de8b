"""Git at the edge: what it is asked, what comes of it when it has no answer."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from explainer.history import FileChange, GitHistory, HistoryError, export, history_of
from explainer.version import Version
from tests.repositories import IDENTITY, Repository, repository

LONG = "".join(f"Line {n} of an article that is long enough to be known again.\n" for n in range(9))


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return repository(tmp_path / "repo")


def history(repo: Repository) -> GitHistory:
    found = history_of(repo.root)
    assert found
    return found


def versions(repo: Repository, path: str = "a.md") -> list[Version]:
    return list(history(repo).versions(repo.root / path))


def subjects(repo: Repository, path: str = "a.md") -> list[str]:
    return [one.subject for one in versions(repo, path)]


# --- the versions of an article ----------------------------------------------------------


def test_versions_come_newest_first_and_only_those_that_changed_the_file(repo: Repository) -> None:
    repo.commit("write", a="one\n")
    repo.commit("another file", b="else\n")
    changed = repo.commit("change", a="two\n")
    newest, oldest = versions(repo)
    assert (newest.commit, newest.subject, newest.path) == (changed, "change", "a.md")
    assert newest.date == "2026-01-01T00:03:00+00:00"
    assert changed.startswith(newest.short)
    assert oldest.subject == "write"


def test_versions_are_read_no_further_than_asked(repo: Repository) -> None:
    for number in range(5):
        repo.commit(f"change {number}", a=f"{number}\n")
    found = history(repo).versions(repo.root / "a.md")
    assert next(found).subject == "change 4"
    found.close()  # type: ignore[attr-defined]


def test_a_renamed_file_is_followed_to_its_older_names(repo: Repository) -> None:
    repo.commit("write", docs__old=LONG)
    repo.git("mv", "docs/old.md", "docs/new.md")
    repo.commit("rename")
    repo.commit("change", docs__new=LONG + "More.\n")
    found = versions(repo, "docs/new.md")
    assert [(one.subject, one.path) for one in found] == [
        ("change", "docs/new.md"),
        ("rename", "docs/new.md"),
        ("write", "docs/old.md"),
    ]
    assert history(repo).text(found[-1]) == LONG


def test_a_name_with_signs_that_mean_something_to_git_is_only_a_name(repo: Repository) -> None:
    names = ["-a.md", ":(top)a.md", "[a]*.md", "a b\tc\nd.md", "é“ü”.md"]
    repo.commit("others", a="other\n")
    for name in names:
        repo.write(name, f"{name} here\n")
    repo.commit("write")
    for name in names:
        (found,) = versions(repo, name)
        assert history(repo).text(found) == f"{name} here\n"


def test_a_file_at_the_place_of_a_removed_one_keeps_the_older_versions(repo: Repository) -> None:
    repo.commit("write", a="one\n")
    (repo.root / "a.md").unlink()
    repo.commit("remove")
    repo.commit("write anew", a="two\n")
    found = versions(repo)
    assert [one.subject for one in found] == ["write anew", "remove", "write"]
    assert history(repo).text(found[1]) is None


def branched(repo: Repository, *, both: bool) -> None:
    repo.commit("write", a=LONG)
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("on the side", a=LONG.replace("Line 8", "Row 8"))
    repo.git("checkout", "-q", "main")
    if both:
        repo.commit("on main", a=LONG.replace("Line 0", "Row 0"))
    else:
        repo.commit("elsewhere", b="else\n")
    repo.minutes += 1
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side")


def test_what_one_side_of_a_merge_changed_belongs_to_its_commit(repo: Repository) -> None:
    branched(repo, both=False)
    assert subjects(repo) == ["on the side", "write"]


def test_where_both_sides_changed_the_file_the_first_is_followed_and_the_other_told_of(
    repo: Repository,
) -> None:
    branched(repo, both=True)
    found = versions(repo)
    assert [one.subject for one in found] == ["merge", "on main", "write"]
    (side,) = found[0].merged
    others = history(repo).versions(repo.root / "a.md", side)
    assert [one.subject for one in others] == ["on the side", "write"]


# --- what is not committed ---------------------------------------------------------------


def test_changes_in_the_working_tree_are_the_newest_version(repo: Repository) -> None:
    repo.commit("write", a="one\n")
    repo.write("a.md", "two\n")
    newest, oldest = versions(repo)
    assert (newest.subject, newest.commit, newest.date) == ("not yet committed", "", "")
    assert history(repo).text(newest) == "two\n"
    assert history(repo).text(oldest) == "one\n"


def test_line_breaks_of_another_system_are_no_change(repo: Repository) -> None:
    repo.commit("write", a="one\ntwo\n")
    repo.write("a.md", "one\r\ntwo\r\n")
    assert subjects(repo) == ["write"]


def test_a_file_that_was_never_committed_has_one_version(repo: Repository) -> None:
    repo.commit("write", b="else\n")
    repo.write("a.md", "one\n")
    assert subjects(repo) == ["not yet committed"]


def test_before_the_first_commit_there_is_what_is_not_committed(repo: Repository) -> None:
    repo.write("a.md", "one\n")
    assert subjects(repo) == ["not yet committed"]


def test_a_rename_that_git_was_told_of_is_followed_before_it_is_committed(
    repo: Repository,
) -> None:
    repo.commit("write", a=LONG)
    repo.git("mv", "a.md", "b.md")
    assert subjects(repo, "b.md") == ["not yet committed", "write"]


def test_a_file_that_is_nowhere_has_no_versions(repo: Repository) -> None:
    repo.commit("write", b="else\n")
    assert versions(repo) == []
    assert versions(repo, "../outside.md") == []


# --- contents ----------------------------------------------------------------------------


def test_an_old_version_that_is_not_utf_8_has_no_text_and_the_next_one_has(
    repo: Repository,
) -> None:
    repo.commit("latin", a="caf\xe9\n".encode("latin-1"))
    repo.commit("utf-8", a="café\n")
    read = history(repo)
    assert [read.text(one) for one in versions(repo)] == ["café\n", None]


def test_a_byte_order_mark_is_no_part_of_the_text(repo: Repository) -> None:
    repo.commit("write", a=b"\xef\xbb\xbfone\n")
    assert [history(repo).text(one) for one in versions(repo)] == ["one\n"]


def test_a_version_over_5_mb_has_no_text_and_the_next_one_has(repo: Repository) -> None:
    repo.commit("large", a="x" * (5 * 1024 * 1024 + 1))
    repo.commit("small", a="one\n")
    read = history(repo)
    found = versions(repo)
    assert [read.text(one) for one in (*reversed(found), *found)] == [None, "one\n", "one\n", None]


# --- where there is little or nothing ----------------------------------------------------


def test_a_folder_in_no_repository_has_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert history_of(tmp_path) is None
    assert history_of(tmp_path / "not there") is None


def test_without_git_there_is_no_history(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert history_of(repo.root) is None


def test_a_repository_that_is_broken_has_no_history_or_says_so(repo: Repository) -> None:
    repo.commit("write", a="one\n")
    repo.commit("change", a="two\n")
    for file in (repo.root / ".git/objects").rglob("*"):
        if file.is_file():
            file.chmod(0o600)
            file.write_bytes(b"")
    with pytest.raises(HistoryError):
        history(repo).base("main")


def test_a_shallow_clone_says_so_and_ends_where_it_was_cut(
    repo: Repository, tmp_path: Path
) -> None:
    repo.commit("write", a="one\n")
    repo.commit("change", a="two\n")
    repo.git("clone", "-q", "--depth", "1", repo.root.as_uri(), str(tmp_path / "clone"))
    clone = Repository(root=tmp_path / "clone")
    assert history(clone).shallow
    assert subjects(clone) == ["change"]
    with pytest.raises(HistoryError, match="fetch-depth: 0"):
        history(clone).base("v1")


def test_a_work_tree_of_its_own_has_the_same_history(repo: Repository, tmp_path: Path) -> None:
    repo.commit("write", a="one\n")
    repo.git("worktree", "add", "-q", str(tmp_path / "tree"))
    assert subjects(Repository(root=tmp_path / "tree")) == ["write"]


def test_what_a_hook_of_git_sets_does_not_lead_elsewhere(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("write", a="one\n")
    repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nowhere"))
    found = history_of(repo.root)
    assert found
    assert [one.subject for one in found.versions(repo.root / "a.md")] == ["write"]


def test_settings_of_the_repository_change_nothing_and_run_nothing(
    repo: Repository, tmp_path: Path
) -> None:
    repo.commit("write", a=LONG)
    repo.git("mv", "a.md", "b.md")
    repo.commit("rename")
    evil = f"touch {tmp_path / 'was-run'}; false"
    for name, value in {
        "log.follow": "true", "log.showSignature": "true", "diff.renames": "false",
        "color.ui": "always", "core.quotePath": "true", "log.date": "relative",
        "core.fsmonitor": evil, "diff.external": evil, "core.pager": evil,
        "status.relativePaths": "true", "diff.noprefix": "true", "diff.relative": "true",
    }.items():  # fmt: skip
        repo.git("config", name, value)
    assert subjects(repo, "b.md") == ["rename", "write"]
    history(repo).changes(history(repo).base("main"))
    assert not (tmp_path / "was-run").exists()


def test_no_process_is_left_behind(repo: Repository) -> None:
    repo.commit("write", a="one\n")
    read = history(repo)
    assert [read.text(one) for one in read.versions(repo.root / "a.md")] == ["one\n"]
    process = read.blobs._process
    assert isinstance(process, subprocess.Popen)
    del read
    assert process.poll() is not None


# --- since a base ------------------------------------------------------------------------


def test_the_base_is_where_the_histories_part(repo: Repository) -> None:
    fork = repo.commit("write", a="one\n")
    repo.git("checkout", "-q", "-b", "topic")
    repo.commit("on topic", a="two\n")
    repo.git("checkout", "-q", "main")
    repo.commit("on main", a="three\n")
    repo.git("checkout", "-q", "topic")
    base = history(repo).base("main")
    assert (base.ref, base.commit) == ("main", fork)
    assert history(repo).text_at(base, "a.md") == "one\n"
    assert history(repo).text_at(base, "b.md") is None


@pytest.mark.parametrize("ref", ["nowhere", "-n", "--help", "", "a b", "main:a.md", "\n"])
def test_a_base_that_is_no_commit_is_refused_in_plain_words(repo: Repository, ref: str) -> None:
    repo.commit("write", a="one\n")
    with pytest.raises(HistoryError, match="there is no commit, branch or tag"):
        history(repo).base(ref)


def test_a_ref_that_no_command_can_be_given_is_refused(repo: Repository) -> None:
    repo.commit("write", a="one\n")
    with pytest.raises(HistoryError):
        history(repo).base("a\0b")


def test_a_branch_that_only_the_server_has_is_named_as_it_is_called_here(
    repo: Repository, tmp_path: Path
) -> None:
    repo.commit("write", a="one\n")
    repo.git("branch", "topic")
    repo.git("clone", "-q", "-b", "topic", str(repo.root), str(tmp_path / "clone"))
    clone = Repository(root=tmp_path / "clone")
    with pytest.raises(HistoryError, match="did you mean origin/main"):
        history(clone).base("main")
    assert history(clone).base("origin/main").commit


def test_histories_with_nothing_in_common_are_refused(repo: Repository) -> None:
    repo.commit("write", a="one\n")
    repo.git("checkout", "-q", "--orphan", "other")
    repo.commit("begin anew", a="two\n")
    with pytest.raises(HistoryError, match="no common history"):
        history(repo).base("main")


def test_nothing_committed_is_said(repo: Repository) -> None:
    with pytest.raises(HistoryError, match="nothing is committed"):
        history(repo).base("main")


def test_changes_since_a_base_are_those_of_commits_and_of_the_working_tree(
    repo: Repository,
) -> None:
    repo.commit("write", a="one\n", b="two\n", gone="three\n", old=LONG, kept="four\n")
    repo.git("checkout", "-q", "-b", "topic")
    repo.git("mv", "old.md", "new.md")
    repo.commit("change", a="1\n")
    (repo.root / "gone.md").unlink()
    repo.write("b.md", "2\n").write("é fresh.md", "5\n")
    found = history(repo).changes(history(repo).base("main"))
    assert set(found) == {
        FileChange(old="a.md", new="a.md"),
        FileChange(old="b.md", new="b.md"),
        FileChange(old="gone.md", new=None),
        FileChange(old="old.md", new="new.md"),
        FileChange(old=None, new="é fresh.md"),
    }


# --- a tree on the disk ------------------------------------------------------------------


def test_an_export_has_the_files_as_they_were_committed(repo: Repository, tmp_path: Path) -> None:
    repo.write(".gitattributes", "a.md export-ignore\nb.md text eol=crlf\n")
    commit = repo.commit("write", a="one\n", docs__b="two\n")
    repo.commit("change", a="1\n")
    to = tmp_path / "to"
    to.mkdir()
    export(history(repo), commit, to)
    assert (to / "a.md").read_bytes() == b"one\n"
    assert (to / "docs/b.md").read_bytes() == b"two\n"


def test_an_export_has_links_that_stay_inside_and_no_others(
    repo: Repository, tmp_path: Path
) -> None:
    repo.write("docs/a.md", "one\n").write("deep/er/x", "x\n")
    for link, target in {
        "inside": "docs/a.md", "out": "../secret", "far": "/etc/passwd",
        "deep/up": "..", "sly": "deep/er/../up/../secret",
    }.items():  # fmt: skip
        (repo.root / link).symlink_to(target)
    commit = repo.commit("links")
    to = tmp_path / "to"
    to.mkdir()
    (tmp_path / "secret").write_text("secret")
    export(history(repo), commit, to)
    assert (to / "inside").read_text() == "one\n"
    assert {one.name for one in to.iterdir()} == {"docs", "deep", "inside"}


def test_an_export_leaves_out_paths_that_lead_elsewhere(repo: Repository, tmp_path: Path) -> None:
    repo.write("a.md", "one\n")
    blob = repo.git("hash-object", "-w", "a.md")
    inner = make_tree(repo, f"100644 blob {blob}\tevil.md\n")
    outer = make_tree(repo, f"040000 tree {inner}\t..\n100644 blob {blob}\ta.md\n")
    to = tmp_path / "in/to"
    to.mkdir(parents=True)
    export(history(repo), outer, to)
    assert [one.name for one in to.iterdir()] == ["a.md"]
    assert not (tmp_path / "in/evil.md").exists()


def make_tree(repo: Repository, listing: str) -> str:
    done = subprocess.run(
        ["git", "mktree"],  # noqa: S607 - the git of the machine
        cwd=repo.root,
        input=listing.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()
