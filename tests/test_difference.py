"""`explainer diff`: what a change does to the notes, compared, reported, and run for real."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from markdown import Markdown

from explainer.cli import cli
from explainer.difference import Change, Difference, What
from explainer.difference import compare as compare_with
from explainer.hosts.preview import HostError
from explainer.hosts.rendering import article_renderer, render_article
from explainer.model import Anchored, Annotation, Article, Candidate, Project, Range, Status
from explainer.report.difference import Compared, as_text
from explainer.report.difference_json import as_json
from explainer.report.difference_markdown import LONGEST, MARKER, as_markdown
from explainer.span import TextFile
from explainer.standing import Side
from explainer.text import page_text
from tests.build import note
from tests.repositories import IDENTITY, Repository, repository
from tests.sites import ARTICLE, GLOSSARY, NOTES, Site, harbour

GONE = "its passage is not in the article any more"
COMPARED = Compared(ref="main", commit="0123456789abcdef")

PAGE = """\
<h1>Harbour</h1><p>The council met.</p><p>It cost 12 million.</p>
<h2>Ferry</h2><p>A ferry goes twice a day.</p>
<h2>Pier</h2><p>The pier is closed.</p>
"""


def side(html: str, *notes: tuple[str, str, str] | tuple[str, str], article: str = "a.md") -> Side:
    """Return a side; a note is its id, its quote as written, and the words found, or a status."""
    text = page_text(html).text
    annotations, anchored = [], []
    for one in notes:
        annotation = note(one[0], one[1], article=article)
        annotations.append(annotation)
        anchored.append(stood(annotation, text, one[2] if len(one) > 2 else one[1]))
    file = TextFile(path=f"docs/{article}", text="")
    project = Project(
        articles={article: Article(path=article, file=file)}, annotations=tuple(annotations)
    )
    return Side(project=project, html={article: html}, anchored=tuple(anchored))


def stood(annotation: Annotation, text: str, words: str) -> Anchored:
    (target,) = annotation.targets
    if words in {"ambiguous", "orphan"}:
        somewhere = Candidate(range=Range(0, 1), text="", before="", after="")
        return Anchored(
            annotation=annotation,
            target=target,
            status=Status(words),
            candidates=(somewhere,) * 3,
        )
    drifted = words.startswith("~")
    start = text.index(words.removeprefix("~"))
    return Anchored(
        annotation=annotation,
        target=target,
        status=Status.DRIFTED if drifted else Status.EXACT,
        ranges=(Range(start, start + len(words.removeprefix("~"))),),
    )


def compare(
    before: Side, after: Side, renamed: Mapping[str, str], now: Range | None = None
) -> Difference:
    """Compare two sides; whatever was orphaned is carried to `now`."""
    return compare_with(before, after, renamed, lambda _old, _new, _place: now)


def found(before: Side, after: Side) -> list[tuple[str, bool]]:
    return [(one.what.value, one.worse) for one in compare(before, after, {}).changes]


# --- what became of a note ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "became"),
    [
        ("12 million", "12 million", []),
        ("12 million", "~twelve million", [("drifted", True)]),
        ("12 million", "ambiguous", [("ambiguous", True)]),
        ("12 million", "orphan", [("orphaned", True)]),
        ("~12 million", "orphan", [("orphaned", True)]),
        ("orphan", "twelve million", [("fixed", False)]),
        ("ambiguous", "twelve million", [("fixed", False)]),
        ("~12 million", "twelve million", [("fixed", False)]),
        ("orphan", "~twelve million", [("drifted", False)]),
        ("orphan", "orphan", []),
        ("orphan", "ambiguous", []),
        ("~12 million", "~12 million", []),
        ("~12 million", "~twelve million", [("drifted", True)]),
    ],
)
def test_a_note_that_loses_certainty_got_worse_and_one_that_gains_it_did_not(
    before: str, after: str, became: list[tuple[str, bool]]
) -> None:
    html = PAGE if "twelve" not in after else PAGE.replace("12", "twelve")
    old, new = side(PAGE, ("cost", "12 million", before)), side(html, ("cost", "12 million", after))
    assert found(old, new) == became


def test_other_words_in_place_are_a_rewording() -> None:
    new = side(PAGE.replace("12", "14"), ("cost", "14 million"))
    assert found(side(PAGE, ("cost", "12 million")), new) == [("reworded", False)]


def test_other_quotation_marks_are_no_rewording() -> None:
    quoted = PAGE.replace("12 million", "“12” million")
    old = side(quoted, ("cost", "“12” million"))
    new = side(quoted.replace("“12”", '"12"'), ("cost", "“12” million", '"12" million'))
    assert found(old, new) == []


def test_a_new_note_got_worse_only_if_it_has_no_place() -> None:
    nothing = side(PAGE)
    assert found(nothing, side(PAGE, ("cost", "12 million"))) == [("added", False)]
    assert found(nothing, side(PAGE, ("cost", "x", "orphan"))) == [("added", True)]
    assert found(side(PAGE, ("cost", "12 million")), nothing) == [("removed", False)]


def test_a_note_on_the_whole_page_is_there_or_not() -> None:
    whole = note("page", article="a.md")
    bare = side(PAGE)
    project = Project(articles=bare.project.articles, annotations=(whole,))
    noted = Side(
        project=project,
        html=bare.html,
        anchored=(Anchored(annotation=whole, target=None, status=Status.EXACT),),
    )
    assert found(bare, noted) == [("added", False)]
    assert found(noted, noted) == []


@pytest.mark.parametrize(
    ("html", "became"),
    [
        (PAGE.replace("<p>The council met.</p>", ""), []),
        (PAGE.replace("<p>The council", "<p>New.</p><p>The council"), []),
        (PAGE.replace("<h1>Harbour</h1>", "<h1>The harbour plan</h1>"), []),
        (PAGE.replace("It cost 12", "In the end it cost 12"), []),
        (PAGE.replace("<p>It cost", "<h2>Money</h2><p>It cost"), [("moved", False)]),
        (
            PAGE.replace("<p>It cost 12 million.</p>", "") + "<p>It cost 12 million.</p>",
            [("moved", False)],
        ),
        (PAGE.replace("<p>The council met.</p>", "") + "<p>The council met.</p>", []),
    ],
)
def test_a_note_moved_if_its_block_is_elsewhere_among_the_others_or_under_another_heading(
    html: str, became: list[tuple[str, bool]]
) -> None:
    assert found(side(PAGE, ("cost", "12 million")), side(html, ("cost", "12 million"))) == became


def test_in_a_section_that_moved_each_note_moved_and_the_others_did_not() -> None:
    ferry = "<h2>Ferry</h2><p>A ferry goes twice a day.</p>\n"
    html = PAGE.replace(ferry, "") + ferry
    notes = [("cost", "12 million"), ("ferry", "A ferry"), ("pier", "The pier")]
    changes = compare(side(PAGE, *notes), side(html, *notes), {}).changes
    assert len(changes) == 1
    assert changes[0].what is What.MOVED


def test_a_note_that_went_over_to_other_words_of_the_same_kind_got_worse() -> None:
    html = PAGE.replace("The council met.", "The pier is closed, it said.")
    old = side(PAGE, ("pier", "pier is closed"))
    new = side(html, ("pier", "pier is closed"))
    last = page_text(html).text.rindex("pier is closed")
    (change,) = compare(old, new, {}, Range(last, last + len("pier is closed"))).changes
    assert (change.what, change.strayed, change.worse) == (What.MOVED, True, True)
    assert "it is on other words now that are the same" in as_text(
        Difference(changes=(change,), notes=1, unchanged=0, unread=False), COMPARED
    )


def test_a_note_that_moved_with_its_section_is_said_to() -> None:
    ferry = "<h2>Ferry</h2><p>A ferry goes twice a day.</p>\n"
    notes = [("ferry", "A ferry"), ("pier", "The pier")]
    told = as_text(compare(side(PAGE, *notes), side(PAGE.replace(ferry, "") + ferry, *notes), {}),
                   COMPARED)  # fmt: skip
    assert "; with all of “" in told


def test_an_orphan_whose_words_are_still_there_is_not_said_to_be_gone() -> None:
    start = page_text(PAGE).text.index("12 million")
    old, new = side(PAGE, ("cost", "12 million")), side(PAGE, ("cost", "12 million", "orphan"))
    told = as_text(compare(old, new, {}, Range(start, start + len("12 million"))), COMPARED)
    assert "its words stand there still, but not where the note asks for them" in told


def test_a_drift_of_nothing_but_the_surroundings_is_said_to_be_one() -> None:
    old, new = side(PAGE, ("cost", "12 million", "orphan")), side(PAGE, ("cost", "12 million"))
    (change,) = compare(old, new, {}).changes
    drift = Change(what=What.DRIFTED, before=change.after, after=change.after)
    told = as_text(Difference(changes=(drift,), notes=1, unchanged=0, unread=False), COMPARED)
    assert "the words around it changed; confirm its place" in told


def test_a_base_that_was_named_by_its_commit_is_named_once() -> None:
    by_id = Compared(ref="0123456789ABCDEF", commit="0123456789abcdef")
    assert by_id.name == "0123456"
    assert "Compared with <code>0123456</code>: " in as_markdown(everything(), by_id)


def test_an_article_has_one_heading_in_a_short_comment() -> None:
    assert as_markdown(everything(), COMPARED).count("#### ") == 1


def test_a_page_of_ten_thousand_equal_sentences_is_compared() -> None:
    html = "<p>The same again.</p>" * 10_000
    notes = [(f"n{number}", "The same again.") for number in range(50)]
    longer = "<p>First.</p>" + html
    assert found(side(html, *notes), side(longer, *notes)) == []


# --- articles under another name ---------------------------------------------------------


def test_notes_follow_a_renamed_article() -> None:
    old = side(PAGE, ("cost", "12 million"))
    new = side(PAGE, ("cost", "12 million"), article="b.md")
    assert compare(old, new, {"a.md": "b.md"}).changes == ()


def test_an_article_git_does_not_recognise_is_recognised_by_its_notes() -> None:
    old = side(PAGE, ("cost", "12 million"), ("ferry", "A ferry"))
    new = side("<h2>Ferry</h2><p>A ferry, now.</p>", ("cost", "x", "orphan"), ("ferry", "A ferry"),
               article="b.md")  # fmt: skip
    changes = compare(old, new, {}).changes
    assert [(one.id, one.what.value) for one in changes] == [(("b.md", "cost"), "orphaned")]


def test_notes_that_stayed_behind_when_their_article_was_renamed_are_orphaned() -> None:
    old = side(PAGE, ("cost", "12 million"))
    left = note("cost", "12 million", article="a.md")
    renamed = side(PAGE, article="b.md")
    new = Side(
        project=Project(articles=renamed.project.articles, annotations=(left,)), html=renamed.html
    )
    changes = compare(old, new, {"a.md": "b.md"}).changes
    assert [(one.id, one.what.value) for one in changes] == [(("a.md", "cost"), "orphaned")]


# --- reports -----------------------------------------------------------------------------


def everything() -> Difference:
    old = side(
        PAGE,
        ("cost", "12 million"),
        ("ferry", "A ferry goes"),
        ("council", "The council"),
        ("old", "met"),
        ("lost", "closed", "orphan"),
    )
    new = side(
        PAGE.replace("12", "14").replace("The council met.", "The board met."),
        ("cost", "12 million", "~14 million"),
        ("ferry", "A ferry goes", "ambiguous"),
        ("council", "The council", "orphan"),
        ("lost", "closed"),
        ("new", "The pier"),
    )
    return compare(old, new, {})


def test_text_names_the_place_what_happened_and_the_words() -> None:
    assert as_text(everything(), COMPARED) == (
        "test.yml:1: orphaned: council; its passage is not in the article any more\n"
        "    The council\n"
        "test.yml:1: ambiguous: ferry; 3 places fit\n"
        "    A ferry goes\n"
        "test.yml:1: drifted: cost; what it says changed, number 12 → 14\n"
        "    [-12-]{+14+} million\n"
        "test.yml:1: fixed: lost\n"
        "    closed\n"
        "test.yml:1: added: new\n"
        "    The pier\n"
        "test.yml:1: removed: old\n"
        "    met\n"
        "3 of 5 notes got worse since main (0123456): "
        "1 orphaned, 1 ambiguous, 1 drifted, 1 fixed, 1 added, 1 removed\n"
    )


def test_of_an_orphan_the_words_that_took_its_place_are_shown() -> None:
    html = PAGE.replace("12 million", "a fortune")
    new = side(html, ("cost", "It cost 12 million", "orphan"))
    start = page_text(html).text.index("It cost")
    now = Range(start, start + len("It cost a fortune"))
    difference = compare(side(PAGE, ("cost", "It cost 12 million")), new, {}, now)
    assert as_text(difference, COMPARED).splitlines()[:2] == [
        f"test.yml:1: orphaned: cost; {GONE}; what stands there now",
        "    It cost [-12 million-]{+a fortune+}",
    ]
    assert json.loads(as_json(difference, COMPARED))["changes"][0]["now"] == "It cost a fortune"


def test_json_has_both_sides_of_every_change() -> None:
    told = json.loads(as_json(everything(), COMPARED))
    assert told["base"] == {"ref": "main", "commit": "0123456789abcdef"}
    assert told["summary"] == {
        "notes": 5, "worse": True, "unread": False, "unchanged": 0, "orphaned": 1, "ambiguous": 1,
        "drifted": 1, "reworded": 0, "moved": 0, "fixed": 1, "added": 1, "removed": 1,
    }  # fmt: skip
    drifted = told["changes"][2]
    assert drifted == {
        "what": "drifted",
        "worse": True,
        "article": "a.md",
        "annotation": "cost",
        "place": 1,
        "path": "test.yml",
        "line": 1,
        "before": {
            "article": "a.md", "status": "exact", "quote": "12 million", "words": "12 million",
            "section": "Harbour", "candidates": 0,
        },
        "after": {
            "article": "a.md", "status": "drifted", "quote": "12 million", "words": "14 million",
            "section": "Harbour", "candidates": 0,
        },
        "now": "",
    }  # fmt: skip
    added, removed = told["changes"][-2:]
    assert (added["before"], removed["after"]) == (None, None)


def test_markdown_begins_with_a_marker_and_shows_what_changed() -> None:
    told = as_markdown(everything(), COMPARED)
    assert told.startswith(f"{MARKER}\n\n### 3 of 5 notes got worse\n\nCompared with ")
    assert "<code><del>12</del><ins>14</ins> million</code>" in told
    assert told.index("**drifted**") < told.index("**fixed**")


HOSTILE = "</code><script>x</script> `a` **b** [l](http://x) @octocat #1 | $x$ :tada: \u202e ~~c~~"


def test_nothing_in_a_quote_is_markup_in_markdown() -> None:
    lost = side("<p>Nothing.</p>", (HOSTILE, HOSTILE, "orphan"))
    told = as_markdown(compare(Side(), lost, {}), Compared(ref=HOSTILE, commit="0" * 40))
    body = told.removeprefix(MARKER)
    assert set(re.findall(r"<[^>]*>", body)) == {"<code>", "</code>", "<br>"}
    # What is left of the quote in the source is nothing that Markdown would look at.
    assert not set("`[]@|$~\\") & set(body)
    # The branch and the note have the whole of it, the words are cut in the middle.
    for converted in (Markdown().convert(body), Markdown(extensions=["tables"]).convert(body)):
        assert page_text(converted).text.count(HOSTILE.replace("\u202e", "\ufffd")) == 2


def many(count: int, words: str) -> Difference:
    lost = [(f"note-{number}", f"{words} {number}", "orphan") for number in range(count)]
    return compare(Side(), side("<p>Nothing.</p>", *lost), {})


@pytest.mark.parametrize("words", ["word " * 40, "字" * 200, "😀" * 100, "*" * 200])
def test_a_comment_fits_what_github_takes_and_says_how_much_is_left_out(words: str) -> None:
    told = as_markdown(many(2000, words), COMPARED)
    assert LONGEST * 0.9 < len(told.encode("utf-16-le")) // 2 <= LONGEST
    shown = told.count("**added**")
    assert f"{2000 - shown} more did not fit here" in told


def test_many_changes_that_are_no_trouble_are_folded_away() -> None:
    notes = [(f"n{number}", "The pier") for number in range(6)]
    told = as_markdown(compare(side(PAGE), side(PAGE, *notes), {}), COMPARED)
    assert "<details>\n<summary>6 changes that made nothing worse</summary>\n\n" in told
    assert told.endswith("\n\n</details>\n")


def test_long_passages_are_shown_by_their_ends() -> None:
    long = "It began so " + "and went on " * 200 + "to its end."
    html = f"<p>{long}</p>"
    told = as_text(compare(Side(), side(html, ("long", long)), {}), COMPARED)
    assert max(map(len, told.splitlines())) < 120
    assert "It began so" in told
    assert "to its end." in told


# --- the command -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    code: int
    output: str
    errors: str


def diff(*arguments: str) -> Ran:
    result = CliRunner().invoke(cli, ["diff", *arguments], standalone_mode=False)
    if isinstance(result.exception, HostError):
        return Ran(code=2, output="", errors=str(result.exception))
    assert result.exception is None, result.exception
    return Ran(code=result.return_value, output=result.stdout, errors=result.stderr)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A project that is all right, committed; the branch `topic` is checked out."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    made = repository(tmp_path / "repo")
    harbour(made.root)
    made.commit("write")
    made.git("checkout", "-q", "-b", "topic")
    monkeypatch.chdir(made.root)
    return made


def changes(*arguments: str) -> list[tuple[str, str, str]]:
    told = json.loads(diff("main", "--format", "json", *arguments).output)
    return [(one["article"], one["annotation"], one["what"]) for one in told["changes"]]


def test_a_clean_difference_exits_with_0(repo: Repository) -> None:
    commit = repo.git("rev-parse", "--short=7", "main")
    ran = diff("main")
    assert (ran.code, ran.output, ran.errors) == (
        0, f"no note got worse since main ({commit}): 2 unchanged\n", "",
    )  # fmt: skip


def test_a_lost_note_exits_with_1_whether_committed_or_not(repo: Repository) -> None:
    repo.write("docs/news/plan.md", ARTICLE.replace("2.5 million crowns", "nothing at all"))
    assert changes() == [("news/plan.md", "cost", "orphaned")]
    assert diff("main").code == 1
    repo.commit("change")
    assert changes() == [("news/plan.md", "cost", "orphaned")]


def test_article_and_quote_changed_together_are_a_rewording(repo: Repository) -> None:
    repo.write("docs/news/plan.md", ARTICLE.replace("2.5 million", "3 million"))
    repo.write("annotations/news/plan.yml", NOTES.replace("2.5 million", "3 million"))
    assert changes() == [("news/plan.md", "cost", "reworded")]
    ran = diff("main")
    assert ran.code == 0
    assert ran.output.startswith("annotations/news/plan.yml:3: reworded: cost\n")


def test_what_changed_on_main_meanwhile_is_not_held_against_the_branch(repo: Repository) -> None:
    repo.git("checkout", "-q", "main")
    repo.write("annotations/news/plan.yml", NOTES.replace("2.5 million", "3 million"))
    repo.commit("break main")
    repo.git("checkout", "-q", "topic")
    assert changes() == []


def test_notes_follow_an_article_that_was_renamed_with_them(repo: Repository) -> None:
    repo.git("mv", "docs/news/plan.md", "docs/news/scheme.md")
    repo.git("mv", "annotations/news/plan.yml", "annotations/news/scheme.yml")
    repo.write("docs/index.md", "# Home\n")
    assert changes() == []
    repo.write("docs/news/scheme.md", ARTICLE.replace("the new pier", "the quay"))
    assert changes() == [("news/scheme.md", "pier", "orphaned")]
    assert "which was <code>news/plan.md</code>" in diff("main", "--format", "markdown").output


def test_the_site_may_be_in_a_folder_of_the_repository(
    tmp_path: Path, repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = repository(tmp_path / "outer")
    harbour(outer.root / "web/site")
    outer.commit("write")
    outer.git("mv", "web/site/docs/news/plan.md", "web/site/docs/plan.md")
    outer.git("mv", "web/site/annotations/news/plan.yml", "web/site/annotations/plan.yml")
    monkeypatch.chdir(repo.root)
    config = str(outer.root / "web/site/mkdocs.yml")
    assert changes("-f", config) == []
    monkeypatch.chdir(outer.root / "web")
    assert changes("-f", "site/mkdocs.yml") == []


def test_a_base_without_the_plugin_had_no_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repo: Repository
) -> None:
    del repo
    made = repository(tmp_path / "young")
    made.commit("begin", docs__index="# Home\n")
    harbour(made.root)
    monkeypatch.chdir(made.root)
    ran = diff("main")
    assert (ran.code, ran.errors) == (0, "")
    assert ran.output.endswith(": 2 added\n")


def test_a_base_that_cannot_be_built_is_read_without_its_plugins(repo: Repository) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown / 0\n"
    repo.git("checkout", "-q", "main")
    repo.write("hook.py", hook)
    Site(root=repo.root).configure(hooks=["hook.py"])
    repo.commit("a hook that fails")
    repo.git("checkout", "-q", "-B", "topic")
    repo.write("hook.py", "")
    repo.write("docs/news/plan.md", ARTICLE.replace("the new pier", "the quay"))
    ran = diff("main")
    assert ran.errors.startswith("the base is read without its plugins: ")
    assert "orphaned: pier" in ran.output
    assert ran.output.endswith("1 orphaned, 1 unchanged\n")


def test_the_base_has_its_own_terms_and_configuration(repo: Repository) -> None:
    linked = ARTICLE.replace("The ferry line", "The [[ferry-line]]")
    notes = NOTES.replace("the new pier", "ferry line will")
    repo.write("docs/news/plan.md", linked).write("annotations/news/plan.yml", notes)
    repo.commit("link")
    repo.git("branch", "-f", "main")
    repo.write("annotations/glossary.yml", GLOSSARY.replace("term: ferry line", "term: ferry"))
    assert changes() == [("news/plan.md", "pier", "orphaned")]


def test_notes_that_cannot_be_read_are_not_taken_for_removed_without_a_word(
    repo: Repository,
) -> None:
    repo.write("annotations/news/plan.yml", NOTES + "  - id: [\n")
    ran = diff("main")
    assert ran.code == 1
    assert "Some notes cannot be read now" in ran.output


@pytest.mark.parametrize("base", ["nowhere", "-x", "", "main:docs", "🦀"])
def test_a_base_that_is_none_exits_with_2(repo: Repository, base: str) -> None:
    del repo
    ran = diff("--", base)
    assert ran.code == 2
    assert "there is no commit, branch or tag" in ran.errors


def test_without_a_repository_it_exits_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    harbour(tmp_path)
    monkeypatch.chdir(tmp_path)
    ran = diff("main")
    assert ran.code == 2
    assert "no git repository" in ran.errors


def test_a_shallow_clone_is_told_what_to_fetch(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("change", docs__other="# Other\n")
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", "-b", "topic", repo.root.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    ran = diff("main")
    assert ran.code == 2
    assert "fetch-depth: 0" in ran.errors


def test_the_same_difference_gives_the_same_bytes(repo: Repository) -> None:
    repo.write("docs/news/plan.md", "# Nothing\n")
    for form in ("text", "markdown", "json"):
        assert diff("main", "--format", form) == diff("main", "--format", form)


# --- an article without its site ---------------------------------------------------------


def layout_of(root: Path, **settings: Any) -> Any:
    from explainer.hosts.preview import layout  # noqa: PLC0415 - loads the host

    return layout(harbour(root, **settings).root / "mkdocs.yml")


def test_an_old_version_is_rendered_with_the_extensions_of_the_site(tmp_path: Path) -> None:
    layout = layout_of(tmp_path)
    html = render_article(layout, "---\ntitle: T\n---\n\nWords{.big} [@ledger, p. 3] [[pier]].\n")
    assert page_text(html).text == "Words{.big} pier."
    assert "<table>" in render_article(layout, "a | b\n--|--\n1 | 2\n")


def test_an_extension_that_fails_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "failing.py").write_text(
        "from markdown.extensions import Extension\n"
        "from markdown.preprocessors import Preprocessor\n"
        "class Fail(Preprocessor):\n"
        "    def run(self, lines):\n        raise RuntimeError('no file')\n"
        "class Failing(Extension):\n"
        "    def extendMarkdown(self, md):\n"
        "        md.preprocessors.register(Fail(md), 'fail', 1)\n"
    )
    layout = layout_of(tmp_path)
    import sys  # noqa: PLC0415 - only here

    sys.path.insert(0, str(tmp_path))
    try:
        broken = type(layout)(
            root=layout.root,
            docs=layout.docs,
            annotations=layout.annotations,
            extensions=("failing:Failing", "tables"),
        )
        render = article_renderer(broken)
        assert page_text(render("# One\n\nTwo.\n")).text == "One Two."
        assert page_text(render("Three.\n")).text == "Three."
    finally:
        sys.path.remove(str(tmp_path))
    missing = type(layout)(
        root=layout.root, docs=layout.docs, annotations=layout.annotations, extensions=("no.such",)
    )
    assert page_text(render_article(missing, "Four.\n")).text == "Four."


def test_a_change_points_at_the_newer_side() -> None:
    (change,) = compare(Side(), side(PAGE, ("cost", "12 million")), {}).changes
    assert isinstance(change, Change)
    assert change.here is change.after
