"""What programs read of a check: GitHub, code scanning, systems of CI, and whoever reads JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator

from explainer.cli import cli
from explainer.diagnostics import RULES, Diagnostic, diagnose, related
from explainer.report import github
from explainer.report.github import summary_table, workflow_commands
from explainer.report.json import TargetRow, report
from explainer.report.junit import junit
from explainer.report.paint import wants_colour
from explainer.report.sarif import sarif
from explainer.report.schema import report_schema
from explainer.report.text import concise, full
from explainer.rulebook import rule_page
from explainer.span import TextFile
from tests.sites import NOTES, Site, harbour

HERE = Path(__file__).parent
SARIF = json.loads((HERE / "schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
LINES = TextFile(path="annotations/a b.yml", text="one: 1\ntwo: 2\n\nthree: |\n  3\n  4\n")

RULES_PAGE = "---\nexplainer: false\n---\n\n# Messages\n\n<!-- explainer:rules -->\n"
LOST = NOTES.replace("crowns", "crows")


def found(code: str, start: int = 0, end: int = 3, message: str = "it is wrong") -> Diagnostic:
    return diagnose(code, message, LINES.span(start, end), help="do this")


def many(errors: int = 0, warnings: int = 0, notices: int = 0) -> list[Diagnostic]:
    codes = ["quote-normalised"] * notices + ["unused-source"] * warnings
    codes += ["quote-not-found"] * errors
    return [found(code, message=f"the {at}.") for at, code in enumerate(codes)]


texts = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=20)


# --- GitHub ---


def test_a_workflow_command_is_escaped_exactly() -> None:
    file = TextFile(path="notes/50%, a:b.yml", text="quote: x\n")
    one = diagnose(
        "quote-not-found", "100% gone:\r::here, there", file.span(7, 8), help="write:\nquote: y"
    )
    assert workflow_commands([one]) == (
        "::error file=notes/50%25%2C a%3Ab.yml,line=1,col=8,endColumn=9,title=quote-not-found"
        "::100%25 gone:\ufffd::here, there%0Awrite:%0Aquote: y\n"
    )


@given(message=texts, path=texts)
def test_nothing_in_a_finding_ends_a_command_or_adds_one(message: str, path: str) -> None:
    one = diagnose("quote-not-found", message, TextFile(path=path, text="x").span(0, 1))
    (line,) = workflow_commands([one]).removesuffix("\n").split("\n")
    told = re.fullmatch(r"::error file=([^,:]*),line=1,col=1,endColumn=2,title=[a-z-]+::.*", line)
    assert told
    read = told[1].replace("%2C", ",").replace("%3A", ":").replace("%0D", "\r")
    assert read.replace("%0A", "\n").replace("%25", "%") == path
    assert not set("\r\n") & set(line)


def test_a_finding_over_several_lines_names_them_without_columns() -> None:
    start = LINES.text.index("|")
    assert workflow_commands([found("wrong-type", start, len(LINES.text) - 1)]).startswith(
        "::error file=annotations/a b.yml,line=4,endLine=6,title=wrong-type::"
    )


def test_paths_start_at_the_top_of_the_repository() -> None:
    assert "file=site/annotations/a b.yml," in workflow_commands(
        [found("id-clash")], folder="site/"
    )
    assert "| site/annotations/a b.yml:1:1 |" in summary_table([found("id-clash")], folder="site/")


def test_up_to_ten_findings_need_no_total() -> None:
    told = workflow_commands(many(errors=4, warnings=3, notices=3))
    assert [line.split()[0] for line in told.splitlines()] == [
        *["::error"] * 4, *["::warning"] * 3, *["::notice"] * 3,
    ]  # fmt: skip


def test_above_ten_the_last_of_the_notices_that_are_shown_tells_the_total() -> None:
    lines = workflow_commands(many(errors=7, warnings=3, notices=12)).splitlines()
    assert [line.split()[0] for line in lines] == [
        *["::error"] * 7, *["::warning"] * 3, *["::notice"] * 10,
    ]  # fmt: skip
    assert lines[-1] == (
        "::notice title=explainer::7 errors, 3 warnings, 12 notices;"
        " GitHub shows ten of a kind, the job's summary lists all"
    )


def test_the_summary_is_a_table_of_all_errors_first() -> None:
    table = summary_table([*many(notices=1, errors=11), found("id-clash", message="a | `b` <c>")])
    rows = table.splitlines()
    assert rows[0] == "### explainer: 12 errors, 1 notice"
    assert rows[2:4] == ["| | Where | What | Rule |", "| --- | --- | --- | --- |"]
    assert len(rows) == 4 + 13
    assert r"| error | annotations/a b.yml:1:1 | a \| \`b\` &lt;c> | id-clash |" in rows
    assert rows[-1].startswith("| notice |")
    assert summary_table([]) == ""


def test_a_summary_never_outgrows_what_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(github, "SUMMARY_LIMIT", 1_000)
    table = summary_table(many(errors=50))
    assert len(table.encode()) < 1_000 + 30
    rows = table.count("| error |")
    assert table.endswith(f"\n… and {50 - rows} more\n")


# --- SARIF ---


def log(diagnostics: list[Diagnostic], **options: Any) -> Any:
    """Return a log, which is valid."""
    told = json.loads(sarif(diagnostics, version="1.2.3", page=rule_page, **options))
    Draft4Validator(SARIF).validate(told)
    return told


def test_every_rule_can_be_told_in_sarif() -> None:
    told = log([found(code) for code in RULES], address="https://example.org/rules/")
    (run,) = told["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for rule in rules:
        assert rule["helpUri"] == f"https://example.org/rules/#{rule['id']}"
        assert rule["help"]["markdown"] == rule_page(rule["id"])
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_tells_place_level_and_what_else_matters() -> None:
    one = diagnose(
        "duplicate-id",
        "two notes",
        LINES.span(7, 10),
        help="rename one",
        related=(related("the first", LINES.span(0, 3)),),
    )
    (result,) = log([one], folder="site/")["runs"][0]["results"]
    place = {"uri": "site/annotations/a%20b.yml", "uriBaseId": "%SRCROOT%"}
    assert result["level"] == "error"
    assert result["message"]["text"] == "two notes\nrename one"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": place,
        "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 4},
    }
    (other,) = result["relatedLocations"]
    assert other["physicalLocation"]["artifactLocation"] == place
    assert other["message"]["text"] == "the first"


def test_without_findings_sarif_is_valid_and_has_no_result() -> None:
    assert log([])["runs"][0]["results"] == []


def fingerprints(text: str) -> list[str]:
    file = TextFile(path="a.yml", text=text)
    places = [one.span() for one in re.finditer("bad", text)]
    told = log([diagnose("wrong-type", f"at {a}", file.span(a, b)) for a, b in places])
    return [one["partialFingerprints"]["explainer/v1"] for one in told["runs"][0]["results"]]


def test_a_fingerprint_stays_when_lines_come_above_and_differs_from_all_others() -> None:
    before = fingerprints("a: bad\nb: bad\na: bad\n")
    assert len(set(before)) == 3
    assert fingerprints("# new\n\na: bad\n  b: bad\na: bad\nc: bad\n")[:3] == before


# --- JUnit ---


def test_junit_has_a_case_for_each_file_and_one_failure_for_what_is_wrong_in_it() -> None:
    text = junit(
        [*many(errors=2, notices=1), found("id-clash", message="a\x00b & <c>")],
        ["docs/fine.md", LINES.path],
        folder="site/",
    )
    suites = ET.fromstring(text)  # noqa: S314 - our own
    cases = suites.findall("testsuite/testcase")
    assert suites.attrib == {
        "name": "explainer", "tests": "2", "failures": "1", "errors": "0", "skipped": "0",
    }  # fmt: skip
    assert [case.get("name") for case in cases] == ["site/annotations/a b.yml", "site/docs/fine.md"]
    (failure,) = cases[0].findall("failure")
    assert failure.get("message") == "3 errors"
    assert "error[id-clash]: a\ufffdb & <c>" in (failure.text or "")
    assert "notice[quote-normalised]" in (cases[0].findtext("system-out") or "")
    assert len(cases[1]) == 0


@given(message=texts, path=texts)
def test_junit_is_xml_whatever_a_file_holds(message: str, path: str) -> None:
    one = diagnose("quote-not-found", message, TextFile(path=path, text=message).span(0, 1))
    suites = ET.fromstring(junit([one], []))  # noqa: S314 - our own
    assert len(suites.findall("testsuite/testcase/failure")) == 1


# --- JSON ---


@pytest.mark.parametrize("code", RULES)
def test_json_is_as_its_schema_says(code: str) -> None:
    row = TargetRow(annotation="a", article="a.md", status="exact", line=1, quote="x")
    schema = json.loads(report_schema())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(report([found(code)], [row])))


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.pop("summary"),
        lambda told: told["diagnostics"][0].update(more=1),
        lambda told: told["diagnostics"][0].update(code="no-such-rule"),
        lambda told: told["diagnostics"][0].update(line=0),
        lambda told: told["summary"]["targets"].update(lost=1),
    ],
)
def test_the_schema_refuses_what_is_not_written(change: Any) -> None:
    told = json.loads(report([found("id-clash")], []))
    change(told)
    assert not Draft202012Validator(json.loads(report_schema())).is_valid(told)


# --- text ---


@pytest.mark.parametrize(
    ("environment", "terminal", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colour_is_for_those_who_see_it_or_ask(
    environment: dict[str, str], *, terminal: bool, wanted: bool
) -> None:
    assert wants_colour(environment, terminal=terminal) is wanted


def test_colours_change_nothing_but_colours() -> None:
    diagnostics = many(errors=1, warnings=1, notices=1)
    for form in (concise, full):
        coloured = form(diagnostics, colour=True)
        assert coloured.count("\x1b[1;31m") >= 1
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == form(diagnostics)


def matched(owner: str, text: str) -> list[dict[str, str]]:
    """Return what GitHub reads in a text: patterns follow one another line by line."""
    printed = CliRunner().invoke(cli, ["check", "--print", "problem-matcher"])
    matchers = json.loads(printed.output)["problemMatcher"]
    (patterns,) = [one["pattern"] for one in matchers if one["owner"] == owner]
    lines, read = text.splitlines(), []
    for at in range(len(lines) - len(patterns) + 1):
        told: dict[str, str] = {}
        for pattern, line in zip(patterns, lines[at:], strict=False):
            hit = re.search(pattern["regexp"], line)
            if not hit:
                break
            told |= {key: hit[group] for key, group in pattern.items() if key != "regexp"}
        else:
            read.append(told)
    return read


@pytest.mark.parametrize(("owner", "form"), [("explainer", full), ("explainer-concise", concise)])
def test_the_problem_matcher_reads_every_message(owner: str, form: Any) -> None:
    diagnostics = [found(code, at) for at, code in enumerate(["id-clash", "unused-source"])]
    diagnostics += [found("quote-normalised", 3, message="a: b (c:1:2)")]
    assert matched(owner, form(diagnostics)) == [
        {
            "severity": one.severity.value,
            "code": one.code,
            "message": one.message,
            "file": "annotations/a b.yml",
            "line": str(one.span.line),
            "column": str(one.span.column),
        }
        for one in sorted(diagnostics, key=lambda one: one.order)
    ]


# --- the command ---


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A project with a quote that is lost, in a folder of its repository; we are there."""
    (tmp_path / ".git").mkdir()
    site = harbour(tmp_path / "site").write("docs/rules.md", RULES_PAGE)
    monkeypatch.chdir(site.root)
    return site.write("annotations/news/plan.yml", LOST)


def check(form: str, **environment: str) -> str:
    environment["NO_MKDOCS_2_WARNING"] = "1"
    options = ["check", "--format", form]
    done = CliRunner().invoke(cli, options, env=environment, standalone_mode=False)
    assert done.return_value == 1, done.output
    return done.stdout


@pytest.mark.usefixtures("inside")
def test_a_check_in_a_job_adds_to_its_summary(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    commands = check("github", GITHUB_STEP_SUMMARY=str(summary))
    assert commands.startswith("::error file=site/annotations/news/plan.yml,line=3,col=12,")
    assert summary.read_text(encoding="utf-8").startswith("before\n### explainer: 1 error\n")


@pytest.mark.usefixtures("inside")
def test_a_check_links_its_rules_to_the_page_of_messages() -> None:
    told = json.loads(check("sarif"))
    Draft4Validator(SARIF).validate(told)
    (rule,) = told["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://example.org/below/rules/#quote-not-found"


@pytest.mark.usefixtures("inside")
def test_a_check_names_every_file_it_read() -> None:
    cases = ET.fromstring(check("junit")).findall("testsuite/testcase")  # noqa: S314 - our own
    names = [str(case.get("name")) for case in cases]
    assert names == sorted(names)
    assert {"site/docs/news/plan.md", "site/annotations/glossary.yml"} < set(names)


@pytest.mark.usefixtures("inside")
def test_a_check_writes_json_as_its_schema_says() -> None:
    Draft202012Validator(json.loads(report_schema())).validate(json.loads(check("json")))


def test_warnings_alone_fail_nothing_if_that_is_asked(harbour_site: Site) -> None:
    harbour_site.write("annotations/news/plan.yml", LOST)
    checked = harbour_site.explainer("check", "--warn-only", "--output", "concise")
    assert checked.code == 0
    assert "error[quote-not-found]" in checked.output


def test_the_schema_of_json_is_printed() -> None:
    printed = CliRunner().invoke(cli, ["check", "--print", "json-schema"])
    assert (printed.exit_code, printed.output) == (0, report_schema())
