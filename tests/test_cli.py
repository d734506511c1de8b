"""The command: its exit codes, what it prints and where, and that it never shows a traceback."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from click.testing import CliRunner, Result

from explainer import __version__, progress
from explainer.cli import cli, main
from explainer.diagnostics import RULES
from explainer.progress import Progress
from tests.sites import ARTICLE, NOTES, Site

LOST = NOTES.replace("crowns", "crows")


def run(*arguments: str) -> Result:
    """Run a command that needs no project."""
    return CliRunner().invoke(cli, arguments, standalone_mode=False)


def test_a_clean_project_exits_with_0_and_says_so(harbour_site: Site) -> None:
    checked = harbour_site.explainer("check")
    assert (checked.code, checked.output) == (
        0,
        "2 notes, all in place, in 1 article; no problems\n",
    )


def test_a_check_of_a_site_without_edits_loads_nothing_that_handles_them(
    harbour_site: Site,
) -> None:
    script = (
        "import sys\nfrom explainer.cli import cli\n"
        "cli.main(['check'], standalone_mode=False)\n"
        "print(sorted({'rapidfuzz', 'explainer.carry', 'explainer.reanchor', 'markdownify'}"
        " & set(sys.modules)))"
    )
    assert harbour_site.run("-c", script).output.endswith("no problems\n[]\n")


def test_a_changed_word_exits_with_1_and_names_the_place_and_the_words(harbour_site: Site) -> None:
    checked = harbour_site.write("annotations/news/plan.yml", LOST).explainer("check")
    assert checked.code == 1
    assert "--> annotations/news/plan.yml:3:12" in checked.output
    assert "quote: 2.5 million crowns" in checked.output
    assert checked.output.endswith("1 of 2 notes have their place, in 1 article; 1 error\n")


def test_concise_output_is_one_line_for_each_finding(harbour_site: Site) -> None:
    harbour_site.write("annotations/news/plan.yml", LOST)
    lines = harbour_site.explainer("check", "--output", "concise").output.splitlines()
    assert lines[0].startswith("annotations/news/plan.yml:3:12: error[quote-not-found]: ")
    assert len(lines) == 2


def test_json_lists_every_target_and_every_finding(harbour_site: Site) -> None:
    checked = harbour_site.write("annotations/news/plan.yml", LOST).explainer(
        "check", "--format", "json"
    )
    assert checked.code == 1
    report = json.loads(checked.output)
    assert report["summary"]["errors"] == 1
    assert report["targets"] == [
        {
            "annotation": "cost",
            "article": "news/plan.md",
            "status": "orphan",
            "line": 3,
            "quote": "2.5 million crows",
        },
        {
            "annotation": "pier",
            "article": "news/plan.md",
            "status": "exact",
            "line": 9,
            "quote": "the new pier",
        },
    ]
    (found,) = report["diagnostics"]
    assert set(found) == {
        "code", "severity", "message", "help", "path", "line", "column", "end_line", "end_column",
    }  # fmt: skip
    assert (found["path"], found["line"], found["column"]) == ("annotations/news/plan.yml", 3, 12)


def test_a_tab_is_underlined_as_wide_as_it_is_shown(harbour_site: Site) -> None:
    tabbed = NOTES.replace("    quote: 2.5", "\tquote: 2.5")
    checked = harbour_site.write("annotations/news/plan.yml", tabbed).explainer("check")
    assert "\n3 |     quote: 2.5 million crowns\n  | ^^^^ a tab\n" in checked.output
    assert checked.output.endswith("no notes read; 1 error\n")


def test_typography_is_reported_only_if_asked_for(harbour_site: Site) -> None:
    article = ARTICLE.replace("harbour plan on", "“harbour” plan on")
    notes = NOTES.replace("2.5 million crowns", 'the "harbour" plan')
    harbour_site.write("docs/news/plan.md", article).write("annotations/news/plan.yml", notes)
    assert "quote-normalised" not in harbour_site.explainer("check").output
    pedantic = harbour_site.explainer("check", "--pedantic")
    assert pedantic.code == 0
    assert "notice[quote-normalised]" in pedantic.output


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (None, "there is no mkdocs.yml here; go to the folder of the site, or name it with -f"),
        ("site_name: [a", "mkdocs.yml cannot be read"),
        ("site_name: a: b", 'put quotation marks round it: site_name: "a: b"'),
        ("plugins:\n\t- explainer", "mkdocs.yml:2:1\n"),
        ("a: !ENV x\nb: 'open", "error[yaml-unclosed-quote]"),
        ("a: !nonesuch x", "!nonesuch"),
        ("INHERIT: nonesuch.yml", "nonesuch.yml"),
        ("- a list", "received: a list"),
        ("theme: {name: mkdocs}", "`site_name`: Required"),
        ("site_name: x\ntheme: {name: mkdocs}\nplugins: []", "does not list the plugin"),
        ("site_name: x\ntheme: {name: no-such-theme}\nplugins: [explainer]", "no-such-theme"),
        ("site_name: x\nplugins: [nonesuch]", "nonesuch"),
        ("site_name: x\ndocs_dir: nowhere\nplugins: [explainer]", "nowhere"),
        (
            "site_name: x\nplugins: [{explainer: {anotations: notes}}]",
            "option `anotations`: there is no such option; did you mean `annotations`?",
        ),
        (
            "site_name: x\nplugins: [{explainer: {zzz: 1}}]",
            "there is no such option; there are annotations, ",
        ),
        (
            "site_name: x\nplugins: [{explainer: {annotations: notes}}]",
            "option `annotations`: there is no folder `notes`; create it, or name another",
        ),
        (
            "site_name: x\nplugins: [{explainer: {pedantic: [1]}}]",
            "Expected type: true or false but received: a list",
        ),
    ],
)
def test_a_project_that_cannot_be_read_exits_with_2(
    config: str | None, said: str, site: Site
) -> None:
    site.write("docs/index.md", "# Home\n")
    if config is None:
        (site.root / "mkdocs.yml").unlink()
    else:
        site.write("mkdocs.yml", config)
    checked = site.explainer("check")
    assert checked.code == 2
    assert said in checked.output
    assert "Traceback" not in checked.output


def test_a_configuration_that_is_named_and_not_there_is_said_to_be_missing(site: Site) -> None:
    for command in (["check"], ["import", "mkdocs.yml"]):
        done = site.explainer(*command, "-f", "nope.yml")
        assert (done.code, done.output) == (2, "explainer: there is no file nope.yml\n")


def test_a_site_without_a_folder_of_notes_has_nothing_wrong_with_it(site: Site) -> None:
    checked = site.write("docs/index.md", "# Home\n\nWords.\n").explainer("check")
    assert checked.code == 0, checked.output
    assert "there is no folder annotations" in checked.output
    assert checked.output.endswith("no notes yet; 1 notice\n")


def test_a_folder_of_notes_that_is_named_and_empty_is_no_mistake(site: Site) -> None:
    site.configure(plugins=[{"explainer": {"annotations": "notes"}}])
    (site.root / "notes").mkdir()
    checked = site.write("docs/index.md", "# Home\n\nWords.\n").explainer("check")
    assert (checked.code, checked.output) == (0, "no notes yet; no problems\n")


def test_rules_lists_every_rule() -> None:
    lines = run("rules").output.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)


def test_a_rule_is_explained() -> None:
    result = run("rules", "quote-not-found")
    assert result.return_value == 0
    assert result.output.startswith("# ")


def test_an_unknown_rule_gets_the_nearest_names() -> None:
    result = run("rules", "quote-not-fond")
    assert result.return_value == 2
    assert "did you mean quote-not-found" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["check", "--help"], 0),
        ([], 2),
        (["chek"], 2),
        (["check", "--format", "xml"], 2),
        (["import", "no-such-file.txt"], 2),
        (["rules", "nonesuch"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == code
    assert "Traceback" not in capsys.readouterr().err


def test_the_version_is_the_packages() -> None:
    assert run("--version").output == f"explainer {__version__}\n"


def test_an_interrupted_command_exits_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("explainer.cli.check.render_site", interrupted)
    with pytest.raises(SystemExit) as exit_:
        main(["check"])
    assert exit_.value.code == 130


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_on_a_terminal_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 0.5, 1.5, 1.5, 1.55])
    monkeypatch.setattr(progress, "monotonic", lambda: next(now))
    terminal = Terminal()
    with Progress("reading", stream=terminal) as shown:
        shown(1, 9)
        assert terminal.getvalue() == ""
        shown(2, 9)
        assert terminal.getvalue() == "\rreading: 2 of 9"
        shown(3, 9)
        assert "3 of 9" not in terminal.getvalue()
    assert terminal.getvalue().endswith("\r" + " " * len("reading: 2 of 9") + "\r")


def test_progress_shows_nowhere_else() -> None:
    stream = StringIO()
    with Progress("reading", stream=stream) as shown:
        for done in range(100):
            shown(done, 100)
    assert stream.getvalue() == ""
