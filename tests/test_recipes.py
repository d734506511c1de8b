"""The recipes for CI do what the handbook says, and their linters find nothing in them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from explainer.cli import cli
from explainer.report.difference_markdown import MARKER
from tests.recipes import ACTION, COMMENT, OURS, PAGE, ROOT, Machine, action, copied, laid_out
from tests.recipes import scripts as scripts_of
from tests.repositories import repository
from tests.sites import Site, harbour

BIN = Path(sys.executable).parent
WORKFLOW = ".github/workflows/site.yml"
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
INSTALL, DIFF, CHECK, BUILD = [one for one, _ in scripts_of(ACTION)][1:]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(root=tmp_path / "machine").has("python").has("mkdocs").has_explainer()


def zizmor(*files: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / "zizmor", "--offline", "--no-progress", "--config", ".github/zizmor.yml", *files],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# --- linters ---


def test_what_github_runs_is_safe_from_strangers(tmp_path: Path) -> None:
    done = zizmor(*OURS, laid_out(tmp_path) / WORKFLOW)
    assert done.returncode == 0, done.stdout
    assert "No findings" in done.stdout


def test_a_script_put_together_from_a_title_would_be_seen(tmp_path: Path) -> None:
    text = copied()[WORKFLOW].replace(
        "    steps:\n", "    steps:\n      - run: echo ${{ github.event.pull_request.title }}\n", 1
    )
    file = tmp_path / WORKFLOW
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    done = zizmor(file)
    assert done.returncode != 0
    assert "template-injection" in done.stdout


@pytest.mark.parametrize(
    ("schema", "ours", "theirs"),
    [
        ("github-workflows", OURS[2:], [WORKFLOW]),
        ("github-actions", OURS[:2], []),
        ("gitlab-ci", [], [".gitlab-ci.yml"]),
    ],
)
def test_each_file_is_of_its_schema(
    schema: str, ours: list[str], theirs: list[str], tmp_path: Path
) -> None:
    files = [ROOT / one for one in ours] + [laid_out(tmp_path) / one for one in theirs]
    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", [ACTION, COMMENT])
def test_no_script_of_an_action_has_words_from_outside_in_it(path: str) -> None:
    assert [script for script, _ in scripts_of(path) if "${{" in script] == []


def test_the_workflow_gives_each_job_no_more_than_it_needs() -> None:
    workflow = yaml.safe_load(copied()[WORKFLOW])
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "check": {"contents": "read"},
        "comment": {"pull-requests": "write"},
        "publish": {"id-token": "write", "pages": "write"},
    }
    steps = workflow["jobs"]["comment"]["steps"]
    assert not any("checkout" in one["uses"] for one in steps)


# --- the action on GitHub ---


def test_the_handbook_lists_every_input_of_the_action() -> None:
    table = PAGE.partition("\n| Input |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([\w-]+)`", table, re.MULTILINE)) == {*action(ACTION)["inputs"]}


def test_the_workflow_takes_what_the_actions_have() -> None:
    jobs = yaml.safe_load(copied()[WORKFLOW])["jobs"]
    taken = set(re.findall(r"steps\.explainer\.outputs\.(\w+)", copied()[WORKFLOW]))
    (comment,) = (one for one in jobs["comment"]["steps"] if "OWNER" in one["uses"])
    folder = comment["uses"].removeprefix("OWNER/explainer/").partition("@")[0]
    assert taken == {*action(ACTION)["outputs"]}
    assert f"{folder}/action.yml" == COMMENT
    assert {*comment["with"]} == {*action(COMMENT)["inputs"]}


def test_a_change_that_loses_a_passage_is_told_and_fails(machine: Machine, tmp_path: Path) -> None:
    site = harbour(tmp_path / "site")
    made = repository(site.root)
    base = made.commit("The site")
    plan = site.root / "docs/news/plan.md"
    text = plan.read_text(encoding="utf-8")
    site.write("docs/news/plan.md", text.partition("\n\n")[0] + "\n\nNothing of it is left.\n")
    env = {"BASE": base, "CONFIG": "mkdocs.yml"}
    assert machine.run(DIFF, site.root, **env)[0] == 0
    told = machine.read("explainer-diff.md")
    assert told.startswith(f"{MARKER}\n")
    assert "orphaned" in told
    assert machine.read("output") == f"file={machine.root}/explainer-diff.md\n"
    code, printed = machine.run(CHECK, site.root, **env)
    assert code == 1
    assert "::error file=annotations/news/plan.yml,line=" in printed
    summary = machine.read("summary")
    assert summary.startswith(told)
    assert str(tmp_path) not in summary + printed


def test_a_branch_that_is_not_there_ends_the_action(machine: Machine, tmp_path: Path) -> None:
    machine.has("explainer", "exit 2")
    assert machine.run(DIFF, tmp_path, BASE="--oops", CONFIG="mkdocs.yml")[0] != 0
    (call,) = machine.calls
    assert call.endswith(" -- --oops")
    assert accepted(call)
    assert machine.read("output") == ""


@pytest.mark.parametrize(
    ("there", "named", "asked"),
    [
        (["requirements.txt"], "", "-r requirements.txt"),
        (["requirements.txt"], "docs needs.txt", "-r docs needs.txt"),
        ([], "", "mkdocs-explainer"),
    ],
)
def test_what_is_installed_is_what_the_site_names(
    there: list[str], named: str, asked: str, machine: Machine, tmp_path: Path
) -> None:
    for name in there:
        (tmp_path / name).write_text("mkdocs-explainer\n", encoding="utf-8")
    assert machine.run(INSTALL, tmp_path, REQUIREMENTS=named)[0] == 0
    assert machine.calls == [f"python -m pip install --disable-pip-version-check {asked}"]


def test_the_site_is_built_strictly_where_the_next_step_looks(
    machine: Machine, tmp_path: Path
) -> None:
    assert machine.run(BUILD, tmp_path, CONFIG="a b.yml")[0] == 0
    assert machine.calls == ["mkdocs build --strict --config-file a b.yml --site-dir site"]


@pytest.mark.parametrize(
    ("ids", "call"),
    [
        ("", "--method POST repos/a/b/issues/7/comments"),
        ("31\n45", "--method PATCH repos/a/b/issues/comments/31"),
    ],
)
def test_there_is_one_comment_and_it_is_brought_up_to_date(
    ids: str, call: str, machine: Machine, tmp_path: Path
) -> None:
    machine.has("gh", f'case "$*" in *--jq*) printf "%s" "{ids}";; esac')
    ((script, _),) = scripts_of(COMMENT)
    assert MARKER in script
    given = {"FILE": "explainer-diff.md", "NUMBER": "7", "REPOSITORY": "a/b"}
    assert machine.run(script, tmp_path, **given) == (0, "")
    asked, written = machine.calls
    assert asked.startswith("gh api --paginate repos/a/b/issues/7/comments --jq ")
    assert written == f"gh api --silent {call} --field body=@explainer-diff.md"


def test_a_comment_that_cannot_be_written_fails(machine: Machine, tmp_path: Path) -> None:
    machine.has("gh", "exit 1")
    ((script, _),) = scripts_of(COMMENT)
    assert machine.run(script, tmp_path, FILE="f", NUMBER="7", REPOSITORY="a/b")[0] == 1


# --- elsewhere ---


def accepted(call: str) -> bool:
    """Say whether a call of `explainer` names a command and options that there are."""
    _, name, *arguments = shlex.split(call)
    command = cli.get_command(click.Context(cli), name)
    return bool(command and command.make_context(name, arguments))


def test_gitlab_runs_what_there_is_and_stops_at_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: a\n", encoding="utf-8")
    machine = Machine(root=tmp_path / "machine").has("mkdocs")
    machine.has("explainer", 'case "$*" in check) exit 1;; diff*) exit 1;; esac')
    script = "\n".join(yaml.safe_load(copied()[".gitlab-ci.yml"])["check"]["script"])
    machine.environment["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = "4be2f0c"
    assert machine.run(script, tmp_path)[0] == 1
    assert machine.calls == [
        "explainer check --format junit --warn-only",
        "explainer diff 4be2f0c",
        "explainer check",
    ]
    assert [one for one in machine.calls if not accepted(one)] == []


def test_the_lines_for_any_ci_stop_at_what_is_wrong(tmp_path: Path) -> None:
    made = 'mkdir -p .venv/bin; for one in python explainer mkdocs; do cp "$0" .venv/bin/$one; done'
    machine = Machine(root=tmp_path / "machine")
    machine.has("python3", f'case "$0 $*" in *venv) {made};; *explainer*check) exit 3;; esac')
    code, _ = machine.run(copied()["check.sh"], tmp_path, "sh")
    assert code == 3
    assert machine.calls == [
        "python3 -m venv .venv",
        "python -m pip install -r requirements.txt",
        "explainer check",
    ]


def test_the_hook_runs_a_command_that_there_is_and_for_every_file_of_a_site() -> None:
    assert accepted(HOOK["entry"])
    assert HOOK["pass_filenames"] is False
    config = yaml.safe_load(copied()[".pre-commit-config.yaml"])
    assert [one["id"] for one in config["repos"][0]["hooks"]] == [HOOK["id"]]
    names = ["docs/a.md", "annotations/a.yml", "b.yaml", "mkdocs.yml", "s.bib", "s.csl.json"]
    assert [one for one in names if not re.search(HOOK["files"], one)] == []
    assert not re.search(HOOK["files"], "tools/build.py")


def test_of_two_links_to_notes_a_strict_build_refuses_the_dead_one(tmp_path: Path) -> None:
    site: Site = harbour(tmp_path).configure(**yaml.safe_load(copied()["mkdocs.yml"]))
    site.write("docs/index.md", "# A\n\n[B](news/plan.md#note-cost), [C](news/plan.md#note-lost)\n")
    built = site.build(strict=True)
    assert built.code == 1
    assert "#note-lost" in built.output
    assert "#note-cost" not in built.output
    assert "Aborted with 1 warnings" in built.output
