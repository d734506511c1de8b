"""The handbook and the README say what the code does: no more, no less."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from markdown import Markdown

from explainer.cli import cli
from explainer.cli.importing import import_
from explainer.cli.new import new
from explainer.csl import TYPES
from explainer.diagnostics import Severity
from explainer.downloads import DOWNLOADS, OUTPUTS
from explainer.hosts.mkdocs import RULES_MARKER
from explainer.hosts.settings import PAGES, ExplainerConfig
from explainer.load import events, front_matter, glossary, load, notes, sources
from explainer.load.scalars import is_date
from explainer.load.targets import TARGET_KEYS
from explainer.model import Doing, Kind, Level, Publication, Status
from explainer.pipeline import Options, RenderedPage, weave_site
from explainer.references import ReferenceExtension
from explainer.report.text import concise
from explainer.validate import validate
from explainer.words import words

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT / "docs/handbook"
PAGES_OF_THE_HANDBOOK = ("index", "first-note", "format", "data", "commands", "ci", "rules")

_BLOCK = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$',
    re.DOTALL | re.MULTILINE,
)
_CODE = re.compile(r"`([^`]+)`")


def read(name: str) -> str:
    return (HANDBOOK / f"{name}.md").read_text(encoding="utf-8")


FORMAT = read("format")
README = (ROOT / "README.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Block:
    """A fenced block; one with a title is a whole file."""

    language: str
    title: str
    text: str


def blocks(page: str) -> list[Block]:
    return [
        Block(one["language"], one["title"] or "", one["text"]) for one in _BLOCK.finditer(page)
    ]


def section(page: str, heading: str) -> str:
    """Return what stands under a heading, up to the next as high."""
    prose = _BLOCK.sub(lambda block: " " * len(block[0]), page)
    found = re.search(rf"^(#+) {re.escape(heading)}$", prose, re.MULTILINE)
    assert found, f"no heading {heading}"
    following = re.compile(rf"^#{{1,{len(found[1])}}} ", re.MULTILINE).search(prose, found.end())
    return page[found.end() : following.start() if following else None]


def listed(page: str, header: str) -> set[str]:
    """Return the code in the first column of the table with this first header."""
    _, found, rest = page.partition(f"\n| {header} |")
    assert found, f"no table with the header {header}"
    rows = rest.partition("\n\n")[0].splitlines()[2:]
    return {code for row in rows for code in _CODE.findall(row.split("|")[1])}


# --- data: every file, under its name ----------------------------------------------------


def test_the_handbook_lists_every_file_beside_the_pages() -> None:
    assert listed(read("data"), "File") == {one.file for one in DOWNLOADS}
    assert listed(read("data"), "Output") == {*OUTPUTS}


# --- the format: what it lists is what there is ------------------------------------------


def read_and_woven(root: Path) -> str:
    """Return what an editor is told about the one-article project below `root`."""
    project, found = load(root, docs_dir=root / "docs", annotations_dir=root / "annotations")
    found = [*found, *validate(project)]
    pages = []
    for path, article in project.articles.items():
        reader = Markdown(
            extensions=[
                "attr_list",
                "fenced_code",
                "tables",
                "toc",
                ReferenceExtension(project.terms),
            ]
        )
        html = reader.convert(article.file.text[article.starts :])
        pages.append(RenderedPage(path=path, url="page/", html=html, title=article.title))
    woven = weave_site(project, pages, {}, Options(drafts=True))
    told = [*found, *woven.diagnostics]
    return concise(one for one in told if one.severity is not Severity.NOTICE)


def write(root: Path, files: Iterable[Block]) -> None:
    for file in files:
        path = root / file.title
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")


def keys_known_to_the_reader(root: Path, file: str, entry: str) -> set[str]:
    """Return the keys that are offered where nobody could guess which one was meant."""
    (root / "docs").mkdir()
    write(root, [Block("yaml", file, entry)])
    _, found = load(root, docs_dir=root / "docs", annotations_dir=root / "annotations")
    (told,) = (one for one in found if one.code == "unknown-key")
    return set(told.help.partition("the keys are: ")[2].split(", "))


@pytest.mark.parametrize(
    ("header", "keys"),
    [
        ("Key of a note", notes.KEYS),
        ("Key of a term", glossary.KEYS),
        ("Key of a source", sources.OWN_KEYS),
        ("Key of an event", events.KEYS),
        ("Key of an article", front_matter.KEYS),
        ("Option", set(ExplainerConfig().keys())),
        ("Kind", {one.value for one in Kind}),
        ("Level", {one.value for one in Level}),
        ("Status", {one.value for one in Status}),
    ],
)
def test_the_format_lists_everything_that_is_accepted_and_nothing_else(
    header: str, keys: set[str]
) -> None:
    assert listed(FORMAT, header) == keys


@pytest.mark.parametrize(
    ("header", "file", "entry"),
    [
        (
            "Key of `match`",
            "annotations/glossary.yml",
            "terms: [{id: a, term: a, short: a, match: {xyzzy: 1}}]",
        ),
        (
            "Key of a citation",
            "annotations/article.yml",
            "notes: [{id: a, body: b, sources: [{id: c, xyzzy: 1}]}]",
        ),
        (
            "Key of a change",
            "annotations/article.yml",
            "notes: [{id: a, body: b, changes: [{date: 2026, xyzzy: 1}]}]",
        ),
        (
            "Key of an exception",
            "annotations/article.yml",
            "notes: [{id: a, body: b, ignore: [{rule: quote-drifted, reason: c, xyzzy: 1}]}]",
        ),
        (
            "Key of `image`",
            "annotations/article.yml",
            "notes: [{id: a, body: b, image: {alt: c, xyzzy: 1}}]",
        ),
    ],
)
def test_the_format_lists_every_key_inside_another(
    header: str, file: str, entry: str, tmp_path: Path
) -> None:
    assert listed(FORMAT, header) == keys_known_to_the_reader(tmp_path, file, entry)


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Notes", [one.value for one in Publication]),
        ("Terms", glossary.CASES),
        ("Terms", glossary.MARKS),
        ("Terms", words("en").term_kinds),
        ("The past of a note", [one.value for one in Doing]),
        ("Sources", TYPES),
        ("Options", PAGES),
    ],
)
def test_the_format_names_every_value(heading: str, values: Iterable[str]) -> None:
    assert set(values) - set(re.findall(r"[\w-]+", section(FORMAT, heading))) == set()


def test_the_dates_of_the_format_are_dates() -> None:
    dates = listed(FORMAT, "Written")
    assert dates
    assert [date for date in dates if not is_date(date)] == []


# --- the format: its examples ------------------------------------------------------------

FILES = [one for one in blocks(FORMAT) if one.title]
SNIPPETS = [one.text for one in blocks(FORMAT) if one.language == "yaml" and not one.title]


def test_the_files_of_the_format_are_read_and_woven_without_a_word(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    assert read_and_woven(tmp_path) == ""


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_every_way_to_say_where_finds_its_place(snippet: str, tmp_path: Path) -> None:
    lines = "".join(f"    {line}\n" for line in snippet.splitlines())
    note = f"notes:\n  - id: example\n{lines}    body: A note [@budget-2026; @gazette-2026].\n"
    others = [one for one in FILES if "harbour-plan.yml" not in one.title]
    write(tmp_path, [*others, Block("yaml", "annotations/harbour-plan.yml", note)])
    assert read_and_woven(tmp_path) == ""


def test_every_way_to_say_where_has_an_example() -> None:
    shown = {line.partition(":")[0] for snippet in SNIPPETS for line in snippet.splitlines()}
    assert shown == TARGET_KEYS


def test_every_key_of_a_note_stands_in_the_complete_example() -> None:
    (example,) = (one.text for one in FILES if one.title == "annotations/harbour-plan.yml")
    shown = set(re.findall(r"^[ -]{4}([\w-]+):", example, re.MULTILINE))
    # Nothing is wrong there that could be ignored; the page of messages shows how.
    assert shown >= notes.KEYS - TARGET_KEYS - {"ignore"}
    assert "\nignore:\n  - rule: " in read("rules")


# --- commands ----------------------------------------------------------------------------


def options_of(command: click.Command) -> Iterator[str]:
    for parameter in command.get_params(click.Context(command)):
        if isinstance(parameter, click.Option):
            yield from parameter.opts


CONTEXT = click.Context(cli)


@pytest.mark.parametrize("name", cli.list_commands(CONTEXT))
def test_every_command_and_option_is_in_the_handbook(name: str) -> None:
    command = cli.get_command(CONTEXT, name)
    assert command
    told = section(read("commands"), f"explainer {name}")
    missing = [one for one in options_of(command) if f"`{one}" not in told]
    assert [one for one in missing if one not in {"-h", "--help"}] == []


@pytest.mark.parametrize("name", sorted(import_.commands))
def test_every_import_and_its_options_are_in_the_handbook(name: str) -> None:
    heading = "explainer import" if name == "article" else f"explainer import {name}"
    told = section(read("commands"), heading)
    missing = [one for one in options_of(import_.commands[name]) if f"`{one}" not in told]
    assert [one for one in missing if one not in {"-h", "--help"}] == []


@pytest.mark.parametrize("name", sorted(new.commands))
def test_everything_new_and_its_options_are_in_the_handbook(name: str) -> None:
    told = section(read("commands"), "explainer new")
    assert f"`explainer new {name} " in told
    missing = [one for one in options_of(new.commands[name]) if f"`{one}" not in told]
    assert [one for one in missing if one not in {"-h", "--help"}] == []


def test_the_options_of_the_command_itself_are_in_the_handbook() -> None:
    told = read("commands")
    assert [one for one in options_of(cli) if one not in told] == []


def console(page: str, root: Path) -> Iterator[tuple[str, str, str]]:
    """Do what a page says, in its order; yield our commands, what they print, what is told."""
    for block in blocks(page):
        if block.title:
            write(root, [block])
        elif block.language == "console":
            command, _, told = block.text.partition("\n")
            if command.startswith("$ explainer "):
                result = CliRunner().invoke(cli, shlex.split(command)[2:], standalone_mode=False)
                printed = result.output + (f"{result.exception}\n" if result.exception else "")
                yield command, "".join(printed), told


def without_an_end(printed: str, told: str) -> str:
    """Cut off what a page leaves out with a line that holds an ellipsis."""
    if not told.endswith("\n…\n"):
        return printed
    count = told.count("\n") - 1
    return "".join(printed.splitlines(keepends=True)[:count]) + "…\n"


@pytest.mark.parametrize("names", [("first-note",), ("first-note", "commands")])
def test_the_commands_of_the_handbook_print_what_it_says(
    names: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    seen = []
    for name in names:
        for command, printed, told in console(read(name), tmp_path):
            assert without_an_end(printed, told) == told, command
            seen.append(command)
    assert seen


def test_the_handbook_shows_the_draft_that_an_import_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = section(read("commands"), "explainer import")
    (draft,) = (one.text for one in blocks(page) if one.language == "yaml")
    assert list(console(page, tmp_path))
    assert (tmp_path / "annotations/speech.yml").read_text(encoding="utf-8") == draft


# --- messages ----------------------------------------------------------------------------


def test_the_page_of_messages_asks_for_all_rules_once() -> None:
    assert read("rules").count(RULES_MARKER) == 1


def test_the_page_of_messages_explains_every_severity() -> None:
    explained = re.findall(r"^- \*\*(\w+)\*\*: ", read("rules"), re.MULTILINE)
    assert explained == [one.value for one in Severity]


def test_the_page_of_messages_shows_one_that_is_printed() -> None:
    shown = next(one.text for one in blocks(read("rules")) if one.language == "text")
    assert shown in read("first-note")


# --- the handbook and the README as a whole ----------------------------------------------


@pytest.mark.parametrize("name", PAGES_OF_THE_HANDBOOK)
def test_a_page_of_the_handbook_is_left_alone(name: str, tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    write(tmp_path, [Block("md", f"docs/{name}.md", read(name))])
    project, found = load(
        tmp_path, docs_dir=tmp_path / "docs", annotations_dir=tmp_path / "annotations"
    )
    page = project.articles[f"{name}.md"]
    assert found == []
    assert (page.enabled, bool(page.title), bool(page.description)) == (False, True, True)


@pytest.mark.parametrize("text", [README, *map(read, PAGES_OF_THE_HANDBOOK)])
def test_every_target_of_make_that_is_named_exists(text: str) -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    named = set(re.findall(r"\bmake ([a-z]+)`|^\$? ?make ([a-z]+)", text, re.MULTILINE))
    assert {one or other for one, other in named} <= targets


def test_every_file_that_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)[)#]", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_note_in_the_readme_finds_its_place(tmp_path: Path) -> None:
    write(tmp_path, [one for one in blocks(README) if one.title])
    assert (tmp_path / "annotations").is_dir()
    assert read_and_woven(tmp_path) == ""


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert README.count("\n") <= 120
