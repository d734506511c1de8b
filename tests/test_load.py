from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from explainer.diagnostics import Diagnostic
from explainer.load import load
from explainer.model import (
    ALL,
    BlockSelector,
    Change,
    Doing,
    ImageSelector,
    Kind,
    Level,
    Name,
    Project,
    Publication,
    RangeSelector,
    Review,
    SectionSelector,
    TextQuoteSelector,
)

NOTE = "notes:\n  - id: one\n    body: Text.\n"
Files = dict[str, str | bytes]
Loader = Callable[..., tuple[Project, list[Diagnostic]]]


@pytest.fixture
def loaded(tmp_path: Path) -> Loader:
    """Write files below a new root and load them."""
    roots = itertools.count()

    def read(files: Files, *, article: str = "# Article\n") -> tuple[Project, list[Diagnostic]]:
        root = tmp_path / str(next(roots))
        everything: Files = {"docs/article.md": article, "annotations/_ignored": ""}
        for path, text in (everything | files).items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(root, docs_dir=Path("docs"), annotations_dir=Path("annotations"))

    return read


def codes(findings: list[Diagnostic]) -> list[str]:
    return [finding.code for finding in findings]


def targets_of(loaded: Loader, yaml: str) -> list[object]:
    text = f"notes:\n  - id: one\n    body: Text.\n    {yaml}\n"
    project, findings = loaded({"annotations/article.yml": text})
    assert findings == []
    return [target.selector for target in project.annotations[0].targets]


# --- notes -----------------------------------------------------------------------------


def test_a_note_with_every_key_is_read(loaded: Loader) -> None:
    project, findings = loaded(
        {
            "annotations/article.yml": """\
notes:
  - id: entity-list   # a comment after a word is fine
    quote: trade blacklist
    prefix: "Department of Commerce’s "
    suffix: ""
    section: cannot-do-business
    occurrence: 2
    kind: correction
    title: What the “blacklist” is
    body: |
      The **Entity List** [@bis].
    sources: [bis, {id: fr-2019, locator: "p. 22961", prefix: see}]
    date: 2019-05-16/2019-08-19
    level: deep
    author: jd
    updated: 2026-11-02
    changes:
      - date: 2026-11-01
      - {date: 2026-11-02, kind: correction, text: Not the 14th.}
    status: draft
    see: [fdpr, honor-sale]
    owner: The desk
    review_by: 2027-01
"""
        }
    )
    assert findings == []
    (note,) = project.annotations
    (target,) = note.targets
    assert (note.id, note.article, note.span.text) == ("entity-list", "article.md", "entity-list")
    assert target.selector == TextQuoteSelector(
        exact="trade blacklist", prefix="Department of Commerce’s "
    )
    assert target.span.text == "trade blacklist"
    assert target.section
    assert (target.section.value, target.occurrence) == ("cannot-do-business", 2)
    assert (note.kind, note.level, note.publication) == (
        Kind.CORRECTION,
        Level.DEEP,
        Publication.DRAFT,
    )
    assert note.body
    assert note.body.value == "The **Entity List** [@bis].\n"
    assert [(c.id, c.locator, c.prefix) for c in note.sources] == [
        ("bis", "", ""),
        ("fr-2019", "p. 22961", "see"),
    ]
    assert (note.date, note.author, note.updated) == ("2019-05-16/2019-08-19", "jd", "2026-11-02")
    assert [reference.id for reference in note.see] == ["fdpr", "honor-sale"]
    assert note.changes == (
        Change(date="2026-11-01", doing=Doing.UPDATE),
        Change(date="2026-11-02", doing=Doing.CORRECTION, text="Not the 14th."),
    )
    assert note.review == Review(owner="The desk", by="2027-01")


def test_a_note_without_a_place_is_about_the_whole_page(loaded: Loader) -> None:
    project, findings = loaded({"annotations/article.yml": NOTE})
    assert (findings, project.annotations[0].targets) == ([], ())


def test_nothing_is_resolved_to_a_number_or_a_truth_value(loaded: Loader) -> None:
    project, findings = loaded(
        {"annotations/article.yml": "notes:\n  - {id: no, title: on, body: 012, author: 1e3}\n"}
    )
    (note,) = project.annotations
    assert findings == []
    assert note.body
    assert (note.id, note.title, note.body.value, note.author) == ("no", "on", "012", "1e3")


@pytest.mark.parametrize(
    ("yaml", "selectors"),
    [
        ("quote: the words", [TextQuoteSelector(exact="the words")]),
        ("quotes: [one, two]", [TextQuoteSelector(exact="one"), TextQuoteSelector(exact="two")]),
        ("quotes: one", [TextQuoteSelector(exact="one")]),
        ("block: The company", [BlockSelector(start="The company")]),
        ("section: the-end", [SectionSelector(id="the-end")]),
        ("image: map.png", [ImageSelector(source="map.png")]),
        ("image: {alt: A map}", [ImageSelector(alt="A map")]),
        ("image: {source: map.png}", [ImageSelector(source="map.png")]),
        ("quote: before | words | after", [
            TextQuoteSelector(exact="words", prefix="before", suffix="after")]),
        ('quote: "| words | after"', [TextQuoteSelector(exact="words", suffix="after")]),
        ("quote: either | or", [TextQuoteSelector(exact="either | or")]),
        ("quote: a | b | c | d", [TextQuoteSelector(exact="a | b | c | d")]),
        ("quote: first … last", [RangeSelector(start="first", end="last", whole="first … last")]),
        ("quote: a b ... c d", [RangeSelector(start="a b", end="c d", whole="a b ... c d")]),
        ("quote: x | a … b | y", [
            RangeSelector(start="a", end="b", prefix="x", suffix="y", whole="a … b")]),
        ("quote: and so on …", [TextQuoteSelector(exact="and so on …")]),
        ("quote: wait…what", [TextQuoteSelector(exact="wait…what")]),
    ],
)  # fmt: skip
def test_every_way_to_say_where_is_read(yaml: str, selectors: list[object], loaded: Loader) -> None:
    assert targets_of(loaded, yaml) == selectors


def test_a_section_narrows_a_block_and_occurrence_may_be_all(loaded: Loader) -> None:
    text = NOTE + "    block: The\n    section: end\n    occurrence: all\n"
    project, findings = loaded({"annotations/article.yml": text})
    (target,) = project.annotations[0].targets
    assert findings == []
    assert target.section
    assert (target.section.value, target.occurrence) == ("end", ALL)


@pytest.mark.parametrize(
    "date",
    ["2019", "2019-05", "2019-05-16", "2020-02-29", "2019-05-16/2019-08-19", "2019?", "2019~",
     "2019/..", "../2019", "19XX", "2019-21", "-0044-03-15", "2019-05-16T10:00:00Z"],
)  # fmt: skip
def test_a_date_may_be_anything_edtf_knows(date: str, loaded: Loader) -> None:
    project, findings = loaded({"annotations/article.yml": NOTE + f'    date: "{date}"\n'})
    assert (findings, project.annotations[0].date) == ([], date)


@pytest.mark.parametrize(
    "date",
    ["2019-02-29", "2019-00", "2019-05-16/2019-05-15", "2019-5-1", "May 2019", "x" * 500, "((((" ],
)  # fmt: skip
def test_what_is_no_date_is_reported(date: str, loaded: Loader) -> None:
    project, findings = loaded({"annotations/article.yml": NOTE + f'    date: "{date}"\n'})
    assert codes(findings) == ["invalid-date"]
    assert project.annotations[0].date == ""


# --- terms, sources, events ------------------------------------------------------------


def test_a_term_with_every_key_is_read(loaded: Loader) -> None:
    project, findings = loaded(
        {
            "annotations/glossary/law.yml": """\
terms:
  - id: entity-list
    term: Entity List
    aliases: [trade blacklist, BIS list]
    kind: law
    short: One sentence.
    definition: |
      More.
    pronunciation: rən ʈʂə̂ŋ fēi
    original: {zh: 实体清单, zh-Hant: 實體清單}
    see: ear
    sources: [bis]
    match:
      {case: exact, inflect: no, mark: all, in: "*", not_in: [legal/*], except: [entity lists]}
"""
        }
    )
    assert findings == []
    term = project.terms["entity-list"]
    assert (term.term, term.kind, term.short.value) == ("Entity List", "law", "One sentence.")
    assert [alias.value for alias in term.aliases] == ["trade blacklist", "BIS list"]
    assert [(tag, name.value) for tag, name in term.original] == [
        ("zh", "实体清单"),
        ("zh-Hant", "實體清單"),
    ]
    assert [reference.id for reference in term.see] == ["ear"]
    matching = term.matching
    assert (matching.case, matching.inflect, matching.mark) == ("exact", False, "all")
    assert (matching.only, matching.never) == (("*",), ("legal/*",))
    assert [words.value for words in matching.excluded] == ["entity lists"]


def test_a_source_is_read_alike_from_yaml_and_from_csl_json(loaded: Loader) -> None:
    yaml = """\
sources:
  - id: imf
    type: report
    title: World Economic Outlook
    author: [{family: Blanchard, given: Olivier}, IMF Staff]
    container-title: World Economic and Financial Surveys
    issued: 2019-04
    accessed: 2020-01-02
    URL: https://www.imf.org/weo
    DOI: 10.5089/1
    page: 3-4
    primary: true
"""
    json = """\
[{"id": "imf", "type": "report", "title": "World Economic Outlook",
  "author": [{"family": "Blanchard", "given": "Olivier"}, {"literal": "IMF Staff"}],
  "container-title": "World Economic and Financial Surveys",
  "issued": {"date-parts": [["2019", 4]]}, "accessed": {"date-parts": [[2020, 1, 2]]},
  "URL": "https:\\/\\/www.imf.org/weo", "DOI": "10.5089/1", "page": "3-4", "volume": 7,
  "abstract": null, "primary": true}]
"""
    sources = []
    for files in ({"annotations/sources.yml": yaml}, {"annotations/sources/zotero.json": json}):
        project, findings = loaded(files)
        assert findings == []
        sources.append(project.sources["imf"])
    one, other = sources
    assert one.author == (Name(family="Blanchard", given="Olivier"), Name(literal="IMF Staff"))
    for field in ("id", "type", "title", "author", "container_title", "issued", "accessed",
                  "url", "doi", "primary"):  # fmt: skip
        assert getattr(one, field) == getattr(other, field)


def test_json_may_hold_emoji_as_surrogate_pairs_and_broken_ones(loaded: Loader) -> None:
    json = '[{"id": "a", "title": "\\ud83d\\ude00"}, {"id": "b", "title": "\\ud83d"}]'
    project, findings = loaded({"annotations/sources.json": json})
    assert findings == []
    assert [source.title for source in project.sources.values()] == ["😀", "?"]


def test_an_event_is_read(loaded: Loader) -> None:
    text = "events:\n  - {id: ban, date: 2019-05-16, title: The ban, body: B, sources: imf}\n"
    project, findings = loaded({"annotations/events.yml": text})
    assert findings == []
    (event,) = project.events
    assert (event.id, event.date, event.title, event.sources[0].id) == (
        "ban",
        "2019-05-16",
        "The ban",
        "imf",
    )


# --- articles --------------------------------------------------------------------------


def test_front_matter_of_ours_is_read_and_that_of_others_left_alone(loaded: Loader) -> None:
    article = """\
---
title: The ban
tags: [a, &x b]
hide: *x
template: home.html
no: {on: [yes]}
authors: Jane Doe
date: 2019
language: en
source: reuters
summary:
  - First [@imf].
terms: no
explainer: false
---
# The ban
"""
    project, findings = loaded({}, article=article)
    found = project.articles["article.md"]
    assert findings == []
    assert (found.title, found.authors, found.date) == ("The ban", ("Jane Doe",), "2019")
    assert (found.terms, found.enabled, found.language) == (False, False, "en")
    assert [text.value for text in found.summary] == ["First [@imf]."]
    assert found.source
    assert found.source.span.line == 10
    assert found.file.text[found.starts :] == "# The ban\n"


@pytest.mark.parametrize("article", ["---\n\nText.\n\n---\n", "---\ntitle: x\n", "", "\n---\n"])
def test_rules_in_the_text_are_no_front_matter(article: str, loaded: Loader) -> None:
    project, findings = loaded({}, article=article)
    assert findings == []
    assert project.articles["article.md"].title == ""


# --- places ----------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_places_are_right_after_emoji_and_with_any_newline(
    newline: str, mark: bytes, loaded: Loader
) -> None:
    text = 'notes:\n  - id: 😀\n    title: "😀👩‍👩‍👧 😀"\n    body: 😀 𝒳 #12\n    kind: 😀\n'
    data = mark + text.replace("\n", newline).encode()
    _, findings = loaded({"annotations/article.yml": data})
    places = [
        (found.code, found.span.line, found.span.column, found.span.text)
        for found in findings
        if found.code != "byte-order-mark"
    ]
    assert places == [
        ("invalid-id", 2, 9, "😀"),
        ("text-after-hash", 4, 15, "#12"),
        ("invalid-value", 5, 11, "😀"),
    ]
    assert ("byte-order-mark" in codes(findings)) is bool(mark)


def test_a_span_covers_the_value_with_its_quotation_marks(loaded: Loader) -> None:
    text = 'notes:\n  - id: one\n    quote: "a b"\n    body: |\n      One.\n\n      Two.\n\n'
    project, _ = loaded({"annotations/article.yml": text})
    (note,) = project.annotations
    assert note.targets[0].span.text == '"a b"'
    assert note.body
    assert note.body.span.text == "|\n      One.\n\n      Two."


# --- files -----------------------------------------------------------------------------


def test_the_path_of_the_notes_mirrors_the_article(loaded: Loader) -> None:
    project, findings = loaded(
        {
            "docs/a/b.md": "# B\n",
            "docs/a/c/index.md": "# C\n",
            "annotations/a/b.yml": NOTE,
            "annotations/a/b/more.yaml": NOTE.replace("one", "two"),
            "annotations/a/c/index.yml": NOTE,
            "annotations/a/none.yml": NOTE,
        }
    )
    assert findings == []
    assert [(note.article, note.id) for note in project.annotations] == [
        ("a/b.md", "one"),
        ("a/b.md", "two"),
        ("a/c/index.md", "one"),
        ("a/none.md", "one"),
    ]


def test_private_files_are_ignored(loaded: Loader) -> None:
    bad = "notes: [\n"
    project, findings = loaded(
        {
            "annotations/_draft.yml": bad,
            "annotations/.hidden.yml": bad,
            "annotations/_old/article.yml": bad,
            "annotations/empty.yml": "",
            "annotations/comment.yml": "# nothing yet\n",
            "annotations/nothing.yml": "notes:\n",
        }
    )
    assert (project.annotations, findings) == ((), [])
    assert project.incomplete == frozenset()


def test_a_missing_folder_is_a_notice(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    project, findings = load(
        tmp_path, docs_dir=tmp_path / "docs", annotations_dir=Path("annotations")
    )
    assert project == Project()
    assert codes(findings) == ["missing-annotations"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("notes:\n  - id: caf\xe9\n".encode("latin-1"), "wrong-encoding"),
        ("notes:\n".encode("utf-16"), "wrong-encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "wrong-encoding"),
        (b"#" * (5 * 1024 * 1024 + 1), "file-too-large"),
        (b"[" * 200_000, "yaml-nesting"),
        (b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "yaml-alias"),
    ],
)
def test_a_file_that_cannot_be_read_is_reported(data: bytes, code: str, loaded: Loader) -> None:
    project, findings = loaded({"annotations/article.yml": data})
    assert code in codes(findings)
    assert project.annotations == ()
    assert "notes" in project.incomplete


def test_the_byte_that_is_not_utf8_is_pointed_at(loaded: Loader) -> None:
    data = "notes:\n  - id: 😀".encode() + b"caf\xe9\n"
    _, (finding,) = loaded({"annotations/article.yml": data})
    assert (finding.span.line, finding.span.column, finding.label) == (2, 13, "perhaps “é”")


def test_links_that_lead_in_a_circle_or_nowhere_are_reported(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    folder = tmp_path / "annotations"
    folder.mkdir()
    (folder / "article.yml").write_text(NOTE, encoding="utf-8")
    try:
        (folder / "circle").symlink_to(folder, target_is_directory=True)
        (folder / "gone.yml").symlink_to(tmp_path / "nowhere.yml")
        (folder / "self.yml").symlink_to(folder / "self.yml")
    except OSError:
        pytest.skip("no symbolic links here")
    project, findings = load(tmp_path, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    assert [(d.code, d.span.file.path) for d in findings] == [
        ("unreadable-file", "annotations/circle"),
        ("unreadable-file", "annotations/gone.yml"),
        ("unreadable-file", "annotations/self.yml"),
    ]
    assert len(project.annotations) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_reported_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "annotations").mkdir()
    os.mkfifo(tmp_path / "annotations/article.yml")
    _, findings = load(tmp_path, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    assert codes(findings) == ["unreadable-file"]


def test_a_file_without_permission_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations/article.yml").write_text(NOTE, encoding="utf-8")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    _, (finding,) = load(tmp_path, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    assert finding.code == "unreadable-file"
    assert finding.message == "annotations/article.yml cannot be read: permission is denied"


# --- all of it, in one order -----------------------------------------------------------


def test_the_first_of_two_entries_counts_and_the_second_is_reported(loaded: Loader) -> None:
    project, (finding,) = loaded(
        {
            "annotations/article/a.yml": NOTE,
            "annotations/article/b.yml": NOTE.replace("Text.", "More."),
        }
    )
    (note,) = project.annotations
    assert note.body
    assert note.body.value == "Text."
    (place,) = finding.related
    assert (place.path, place.line, place.column) == ("annotations/article/a.yml", 2, 9)


def test_the_order_of_the_folders_makes_no_difference(
    loaded: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: Files = {
        "docs/b.md": "# B\n",
        "docs/a/x.md": "# X\n",
        "annotations/b.yml": NOTE + "    kind: no\n",
        "annotations/a/x.yml": NOTE,
        "annotations/glossary/b.yml": "terms:\n  - {id: b, term: B, short: b}\n",
        "annotations/glossary/a.yml": "terms:\n  - {id: b, term: B, short: a}\n",
    }
    one = loaded(files)
    listed = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda path: sorted(listed(path), reverse=True))
    other = loaded(dict(reversed(files.items())))
    for project, findings in (one, other):
        assert list(project.articles) == ["a/x.md", "article.md", "b.md"]
        assert [note.article for note in project.annotations] == ["a/x.md", "b.md"]
        assert project.terms["b"].short.value == "a"
        assert codes(findings) == ["invalid-value", "duplicate-id"]


def test_an_entry_that_could_not_be_kept_makes_its_kind_incomplete(loaded: Loader) -> None:
    project, _ = loaded({"annotations/sources.yml": "sources:\n  - title: One\n"})
    assert project.incomplete == {"sources"}


def test_two_thousand_notes_are_read_quickly(loaded: Loader) -> None:
    entry = "  - id: note-{0}\n    quote: the words {0}\n    body: |\n      Text [@imf].\n"
    text = "notes:\n" + "".join(entry.format(n) for n in range(2000))
    project, findings = loaded({"annotations/article.yml": text})
    assert (len(project.annotations), findings) == (2000, [])
