"""What others annotated becomes notes that stand where it stood, or says why it does not."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.anchor import Anchorage, anchor
from explainer.edit import apply
from explainer.edit.entries import append_entries
from explainer.importing import ImportRefusedError
from explainer.importing.addresses import Addresses
from explainer.importing.entries import entry, fresh_id
from explainer.importing.notes import Composed, Known, compose
from explainer.importing.opening import MAX_BYTES, clean, open_text
from explainer.importing.remarks import Read, read_remarks
from explainer.load import load
from explainer.load.fields import entries
from explainer.load.modelines import modeline
from explainer.load.nodes import Items, Map, Scalar
from explainer.load.notes import annotation
from explainer.load.yaml_nodes import parse_yaml
from explainer.model import (
    Anchored,
    Annotation,
    Article,
    Kind,
    Project,
    Range,
    Reference,
    Source,
    Status,
    Text,
)
from explainer.outputs.web_annotations import whole_collection
from explainer.span import TextFile
from explainer.text import page_text
from tests.commands import run
from tests.sites import Site
from tests.test_web_annotations import everything

PAGE = "https://example.org/plan/"
HTML = """
<h1 id="plan">The plan</h1>
<p>The council approved the harbour plan on Tuesday. It cost 2.5 million crowns.</p>
<h2 id="after">What follows</h2>
<p>The ferry line moves to the new pier | says … the report. It cost 2.5 million crowns, and
nobody – not even the “old guard” – was against it. Café 100% yes: no # 1.</p>
<p>It cost 2.5 million crowns</p>
"""
NAME = "docs/news/plan.md"
PLAN = "https://example.org/harbour/news/plan/"


def here() -> Anchorage:
    return Anchorage.of(page_text(HTML), TextFile(path=NAME, text=HTML), lambda words: words)


def read(value: object) -> Read:
    text = value if isinstance(value, str) else json.dumps(value)
    return read_remarks(TextFile(path="a.json", text=text))


def nothing_known() -> Known:
    return Known(ids=set(), said={})


def composed(value: object, known: Known | None = None) -> Composed:
    return compose(here(), read(value).remarks, known or nothing_known(), "plan.yml")


def loaded(folder: Path, written: tuple[str, ...]) -> dict[str, Annotation]:
    """Return the notes of entries by id; whatever the loader says of them fails the test."""
    file = TextFile(path="a", text="")
    edit = append_entries(file, "notes", written)
    assert edit
    (folder / "docs").mkdir(exist_ok=True, parents=True)
    (folder / "annotations").mkdir(exist_ok=True)
    (folder / "docs/plan.md").write_text("# The plan\n", encoding="utf-8")
    (folder / "annotations/plan.yml").write_text(apply("", [edit]), encoding="utf-8")
    project, findings = load(folder, docs_dir=Path("docs"), annotations_dir=Path("annotations"))
    assert findings == []
    assert len(project.annotations) == len(written)
    return {note.id: note for note in project.annotations}


def words_at(note: Annotation) -> list[str]:
    """Return the words that a note is about; each of its places has to be sure."""
    found, _ = anchor(here(), [note])
    assert {one.status for one in found} <= {Status.EXACT, Status.NORMALISED}
    return [here().page.text[place.start : place.end] for one in found for place in one.ranges]


def quoted(exact: str, prefix: str = "", suffix: str = "", **more: Any) -> dict[str, Any]:
    selector = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return {**selector, **more}


def w3c(*selectors: dict[str, Any], **more: Any) -> dict[str, Any]:
    target: dict[str, Any] = {"source": PAGE}
    if selectors:
        target["selector"] = [*selectors] if len(selectors) > 1 else selectors[0]
    return {"type": "Annotation", "bodyValue": "Says who?", "target": target, **more}


def row(name: str, exact: str, **more: Any) -> dict[str, Any]:
    """Return an annotation as Hypothesis exports it."""
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0,
         "endContainer": "/p[1]", "endOffset": 9},
        {"type": "TextPositionSelector", "start": 512, "end": 512 + len(exact)},
        quoted(exact),
    ]  # fmt: skip
    return {
        "id": name,
        "created": "2024-05-01T10:00:00.123456+00:00",
        "updated": "2024-05-02T23:59:00.123456+00:00",
        "user": "acct:jd@hypothes.is",
        "user_info": {"display_name": "Jo Dee"},
        "uri": PAGE,
        "text": "Says **who**?",
        "tags": [],
        "group": "__world__",
        "permissions": {"read": ["group:__world__"], "update": ["acct:jd@hypothes.is"]},
        "target": [{"source": PAGE, "selector": selectors if exact else []}],
        "document": {"title": ["The plan"]},
        "links": {"html": "https://hypothes.is/a/x"},
        **more,
    }


def client_export(*rows: dict[str, Any]) -> dict[str, Any]:
    return {
        "export_date": "2024-05-06T10:00:00.000Z",
        "export_userid": "acct:jd@hypothes.is",
        "client_version": "1.1494.0",
        "annotations": [*rows],
    }


# --- the shapes ------------------------------------------------------------------------

ROW = row("AbC-123_x", "the new pier")
STANDARD = w3c(quoted("the new pier"))


@pytest.mark.parametrize(
    "value",
    [
        client_export(ROW),
        {"total": 1, "rows": [ROW]},
        [ROW],
        ROW,
        STANDARD,
        [STANDARD],
        {"type": "AnnotationPage", "items": [STANDARD]},
        {"type": "AnnotationCollection", "total": 1, "first": {"items": [STANDARD]}},
        {"type": "AnnotationCollection", "first": {"items": [], "next": {"items": [STANDARD]}}},
        {"@context": "http://www.w3.org/ns/anno.jsonld", "@graph": [STANDARD]},
        [{"type": "AnnotationPage", "items": [STANDARD]}],
    ],
)
def test_every_shape_gives_the_same_place(value: object, tmp_path: Path) -> None:
    found = composed(value)
    (note,) = loaded(tmp_path, found.entries).values()
    assert found.told == ()
    assert words_at(note) == ["the new pier"]
    assert note.body
    assert "who" in note.body.value


def test_an_export_of_hypothesis_keeps_what_was_said_by_whom_and_when(tmp_path: Path) -> None:
    value = client_export(row("AbC-123_x", "the new pier", tags=["question", "money", "deep"]))
    found = composed(value)
    note = loaded(tmp_path, found.entries)["the-new-pier"]
    assert (note.kind, note.level.value) == (Kind.QUESTION, "deep")
    assert (note.author, note.updated) == ("Jo Dee", "2024-05-02")
    assert note.publication.value == "published"
    lines = found.entries[0].splitlines()
    assert lines[:2] == ["# imported from https://hypothes.is/a/AbC-123_x", "# tags: money"]
    assert "updated: 2024-05-02" in found.entries[0]


def test_what_was_private_or_hidden_is_a_draft(tmp_path: Path) -> None:
    private = row("AbC-1_a", "new pier", permissions={"read": ["acct:jd@hypothes.is"]})
    found = composed([private, row("AbC-1_b", "ferry line", hidden=True)])
    notes = loaded(tmp_path, found.entries).values()
    assert [one.publication.value for one in notes] == ["draft", "draft"]
    assert found.told == ()


def test_a_note_on_the_page_has_no_quote(tmp_path: Path) -> None:
    (note,) = loaded(tmp_path, composed(row("AbC-1_a", "")).entries).values()
    assert note.targets == ()


def test_pages_that_are_elsewhere_and_what_is_no_annotation_are_told() -> None:
    found = read(
        {"type": "AnnotationCollection", "first": "https://example.org/1", "items": [STANDARD, 5]}
    )
    assert len(found.remarks) == 1
    assert "the page https://example.org/1 is not in this file" in "\n".join(found.told)
    assert "this is no annotation" in "\n".join(found.told)


@pytest.mark.parametrize(
    ("motivation", "kind"),
    [
        ("commenting", "context"), ("describing", "background"), ("editing", "correction"),
        ("assessing", "disputed"), ("highlighting", "quotation"), ("questioning", "question"),
        ("linking", "source"), ("oa:questioning", "question"), ("bookmarking", "context"),
    ],
)  # fmt: skip
def test_the_motivation_says_of_what_kind_a_note_is(motivation: str, kind: str) -> None:
    (remark,) = read(w3c(quoted("pier"), motivation=motivation)).remarks
    assert remark.kind == kind


@pytest.mark.parametrize("kind", list(Kind))
def test_the_kind_of_a_note_comes_back_by_its_tag(kind: Kind) -> None:
    body = [
        {"type": "TextualBody", "value": kind.value, "purpose": "tagging"},
        {"type": "TextualBody", "value": "Words.", "format": "text/markdown"},
    ]
    value = {"type": "Annotation", "target": PAGE, "motivation": kind.motivation, "body": body}
    (remark,) = read(value).remarks
    assert (remark.kind, remark.tags, remark.body) == (kind.value, (), "Words.")


# --- bodies ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        ({"value": "a *b* [c]\nd\n\n# e", "format": "text/plain"},
         "a \\*b\\* \\[c]  \nd\n\n\\# e"),
        ({"value": "a *b*", "format": "text/markdown"}, "a *b*"),
        ({"value": "<p>a <b>b</b></p><ul><li>c</ul><script>x()</script>", "format": "text/html"},
         "a **b**\n\n-   c"),
        ({"value": "no format *"}, "no format \\*"),
        ({"type": "Choice", "items": [{"value": "one"}, {"value": "two"}]}, "one"),
        ([{"value": "one"}, {"value": "two"}], "one\n\ntwo"),
        ("https://example.org/film", "<https://example.org/film>"),
        ({"type": "SpecificResource", "source": {"id": "https://example.org/f"}},
         "<https://example.org/f>"),
        ({"id": "urn:isbn:1", "type": "Text"}, "urn:isbn:1"),
    ],
)  # fmt: skip
def test_bodies_become_markdown(body: object, markdown: str, tmp_path: Path) -> None:
    value = {"type": "Annotation", "target": PAGE, "body": body}
    (note,) = loaded(tmp_path, composed(value).entries).values()
    assert note.body
    assert note.body.value.removesuffix("\n") == markdown


def test_a_body_that_is_a_source_of_ours_is_cited(tmp_path: Path) -> None:
    known = Known(ids=set(), said={}, sources={"https://example.org/film": "film"})
    value = {"type": "Annotation", "target": PAGE, "body": "https://example.org/film"}
    (note,) = loaded(tmp_path, composed(value, known).entries).values()
    assert note.is_source_link
    assert [one.id for one in note.sources] == ["film"]


def test_a_body_that_names_is_the_title_beside_another(tmp_path: Path) -> None:
    body = [
        {"type": "TextualBody", "value": "What it cost", "purpose": "describing"},
        {"type": "TextualBody", "value": "A lot.", "purpose": "commenting"},
    ]
    (note,) = loaded(tmp_path, composed(w3c(quoted("pier"), body=body)).entries).values()
    assert note.title == "What it cost"


# --- selectors -------------------------------------------------------------------------


def position(start: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": start + 5}


@pytest.mark.parametrize(
    ("selectors", "words"),
    [
        ([quoted("  the\n new  pier ")], "the new pier"),
        ([quoted("2.5 million crowns", "cost ", ", and")], "2.5 million crowns"),
        ([{"type": "XPathSelector", "value": "/p[1]"}, quoted("ferry line")], "ferry line"),
        ([{"type": "FragmentSelector", "value": "after",
           "refinedBy": quoted("ferry line")}], "ferry line"),
        ([{"type": "XPathSelector", "value": "/p", "refinedBy": quoted("ferry line")}],
         "ferry line"),
        ([{"type": "Choice", "items": [quoted("ferry line"), position(1)]}], "ferry line"),
        ([{"type": "RangeSelector", "startSelector": quoted("The ferry"),
           "endSelector": quoted("to the new")}], "The ferry line moves"),
        ([{"type": "FragmentSelector", "value": "#after"}], "What follows"),
        ([quoted("The ferry line moves", "not what", "stands around it")], "The ferry line moves"),
        ([quoted("ferry line", "The", "stands elsewhere")], "ferry line"),
        ([{"type": "FragmentSelector", "value": "after"}, quoted("What follows")],
         "What follows"),
        ([quoted('nobody - not even the "old guard"')], "nobody – not even the “old guard”"),
        ([quoted("pier | says … the report")], "pier | says … the report"),
    ],
)  # fmt: skip
def test_selectors_find_their_words(
    selectors: list[dict[str, Any]], words: str, tmp_path: Path
) -> None:
    found = composed(w3c(*selectors))
    assert found.told == ()
    (note,) = loaded(tmp_path, found.entries).values()
    assert words_at(note) == [words]


def starts(words: str) -> list[int]:
    text = here().page.text
    return [at for at in range(len(text)) if text.startswith(words, at)]


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize("shift", [0, 700])
def test_the_position_chooses_among_the_same_words(which: int, shift: int, tmp_path: Path) -> None:
    places = starts("2.5 million")
    pier = starts("the new pier")[0]
    found = composed([
        w3c(quoted("the new pier"), position(pier + shift)),
        w3c(quoted("2.5 million"), position(places[which] + shift), bodyValue="Which?"),
    ])  # fmt: skip
    assert found.told == ()
    note = next(
        one
        for one in loaded(tmp_path, found.entries).values()
        if one.body and "W" in one.body.value
    )
    (one,), _ = anchor(here(), [note])
    assert one.ranges[0].start == places[which]


@pytest.mark.parametrize(
    ("selectors", "why"),
    [
        ([quoted("2.5 million crowns")], "stands in 3 places"),
        ([quoted("2.5 million crowns"), position(9999)], "stands in 3 places"),
        ([quoted("nothing that was ever said of it")], "not in this article"),
        ([position(3)], "quotes no words"),
        ([{"type": "CssSelector", "value": "p"}], "quotes no words"),
        ([{"type": "FragmentSelector", "value": "gone"}], "no heading of this article"),
    ],
)
def test_what_has_no_place_is_a_draft_and_told(
    selectors: list[dict[str, Any]], why: str, tmp_path: Path
) -> None:
    value = w3c(*selectors, motivation="commenting")
    text = json.dumps(value)
    found = composed(text)
    (note,) = loaded(tmp_path, found.entries).values()
    assert note.publication.value == "draft"
    assert note.body
    (told,) = found.told
    assert told.wrong
    assert told.line.startswith("a.json:1:")
    assert why in told.line
    exact = str(selectors[0].get("exact", ""))
    assert (note.targets == ()) == ("quotes no" in why)
    assert not exact or note.targets[0].selector.words == exact


def test_the_nearest_words_are_shown() -> None:
    (told,) = composed(w3c(quoted("the old report on fishing says … the report of it"))).told
    assert "    " in told.line


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        (quoted("The ferry line moves over to the pier"), "The ferry line moves to the new pier"),
        (quoted("ferry line", "not what", "stands around it"), "ferry line"),
    ],
)
def test_words_that_were_edited_since_are_to_be_confirmed(
    selector: dict[str, Any], words: str, tmp_path: Path
) -> None:
    found = composed(w3c(selector))
    (note,) = loaded(tmp_path, found.entries).values()
    assert note.publication.value == "draft"
    assert words_at(note) == [words]
    assert "to be confirmed" in found.told[0].line
    assert found.told[0].wrong


def test_several_targets_are_one_note(tmp_path: Path) -> None:
    targets = [
        {"source": PAGE, "selector": quoted("the new pier")},
        {"source": PAGE, "selector": quoted("2.5 million crowns", "", ", and")},
    ]
    (note,) = loaded(tmp_path, composed({**STANDARD, "target": targets}).entries).values()
    assert words_at(note) == ["the new pier", "2.5 million crowns"]


def test_targets_that_one_note_cannot_say_are_several(tmp_path: Path) -> None:
    targets = [
        {"source": PAGE, "selector": quoted("the new pier")},
        {"source": PAGE, "selector": quoted("words that are not there at all")},
    ]
    notes = loaded(tmp_path, composed({**STANDARD, "target": targets}).entries)
    assert [one.publication.value for one in notes.values()] == ["published", "draft"]


def test_a_highlight_without_words_is_told_and_left_out() -> None:
    found = composed(row("AbC-1_a", "the new pier", text=""))
    assert found.entries == ()
    assert "“the new pier”: it says nothing; left out" in found.told[0].line


TEXT = here().page.text


@given(start=st.integers(0, len(TEXT) - 1), length=st.integers(1, 60), around=st.integers(8, 40))
def test_any_passage_is_found_again_or_told(start: int, length: int, around: int) -> None:
    words = TEXT[start : start + length].strip()
    begin = TEXT.index(words, start) if words else 0
    value = w3c(
        quoted(words, TEXT[max(0, begin - around) : begin],
               TEXT[begin + len(words) : begin + len(words) + around]),
        position(begin),
    )  # fmt: skip
    found = composed(value)
    (text,) = found.entries
    node = parse_yaml(TextFile(path="", text=f"notes:\n{text}\n"))[0]
    assert isinstance(node, Map)
    told = bool(found.told)
    assert told == ("status: draft" in text)
    if not told and words:
        (fields,) = entries(node.get("notes"), "a note", [])
        (one,), _ = anchor(here(), [annotation(fields, "plan.md")])
        (place,) = one.ranges
        assert TEXT[place.start : place.end] == words
        assert place == Range(start=begin, end=begin + len(words))


# --- once, and no more -----------------------------------------------------------------


def test_what_is_there_already_is_not_added_again() -> None:
    value = [ROW, STANDARD]
    known = nothing_known()
    first = composed(value, known)
    assert len(first.entries) == 2
    again = composed(value, known)
    assert (again.entries, again.known) == ((), 2)


def test_two_people_may_say_the_same() -> None:
    value = [row("AbC-1_a", "the new pier"), row("AbC-1_b", "the new pier")]
    assert len(composed(value).entries) == 2
    assert len(composed([STANDARD, STANDARD]).entries) == 1


def test_a_note_that_says_the_same_at_the_same_place_is_there() -> None:
    body = TextFile(path="a", text="Says  **who**?\n")
    note = Annotation(
        id="x", article="plan.md", span=body.whole(),
        body=Text(value=body.text, span=body.whole()),
    )  # fmt: skip
    place = Range(start=starts("the new pier")[0], end=starts("the new pier")[0] + 12)
    there = Anchored(annotation=note, target=None, status=Status.EXACT, ranges=(place,))
    found = composed(row("AbC-1_a", "the new pier"), Known.of([there], [], {}))
    assert (found.entries, found.known) == ((), 1)


def test_a_note_is_known_by_the_comment_above_it_whatever_became_of_it() -> None:
    (text,) = composed(ROW).entries
    edited = text.replace("Says", "Said").replace("the new pier", "the pier")
    found = composed(ROW, Known.of([], [edited], {}))
    assert (found.entries, found.known) == ((), 1)


def test_a_note_of_ours_comes_back_under_its_id() -> None:
    value = w3c(quoted("the new pier"), id=f"{PAGE}#note-pier")
    found = composed(value)
    assert "- id: pier\n" in found.entries[0]
    again = composed(value, Known(ids={"pier"}, said={}))
    assert again.known == 1
    elsewhere = w3c(quoted("the new pier"), id="https://other.example/#note-pier")
    assert composed(elsewhere, Known(ids={"pier"}, said={})).known == 0


def test_ids_are_made_of_words_and_differ() -> None:
    assert fresh_id("The new pier, at last", set(), seed="a", otherwise="note") == (
        "the-new-pier-at-last"
    )
    assert fresh_id("Pier", {"pier", "pier-2"}, seed="a", otherwise="note") == "pier-3"
    chinese = fresh_id("任正非", set(), seed="a", otherwise="note")
    assert chinese == fresh_id("任正非", set(), seed="a", otherwise="note")
    assert chinese.startswith("note-")


# --- YAML ------------------------------------------------------------------------------

LIST = "# Head\nnotes:\n  - id: a   # first\n    quote: 'x'\n"


@pytest.mark.parametrize(
    "old",
    [
        "", "# only a comment\n", "notes:\n", "notes: []\n", "notes: [] # none\n", "notes:", LIST,
        LIST.rstrip("\n"), LIST.replace("\n", "\r\n"), LIST + "# at the end\n",
        "notes:\n- id: a\n  body: |+\n    x\n\n\n", "notes:\n- id: a\n  body: |\n    x",
        f"{LIST}other:\n  - y\n", f"---\n{LIST}...\n", "notes:\n    - id: a\n\n\n",
    ],
)  # fmt: skip
def test_entries_are_added_and_all_else_stays(old: str) -> None:
    added = [entry([("id", "n1"), ("body", "a\n\n- b")], ["from x"]), entry([("id", "n2")])]
    file = TextFile(path="a.yml", text=old)
    edit = append_entries(file, "notes", added)
    assert edit
    made = apply(old, [edit])
    assert made.startswith(old[: edit.start])
    assert made.endswith(old[edit.end :])
    assert ("\r\n" in old) == ("\r\n" in made)
    node, findings, _ = parse_yaml(TextFile(path="a.yml", text=made))
    assert isinstance(node, Map)
    listed = node.get("notes")
    assert isinstance(listed, Items)
    ids = [one.get("id") for one in listed.items if isinstance(one, Map)]
    values = [one.value for one in ids if isinstance(one, Scalar)]
    assert values == [*(["a"] if "id: a" in old else []), "n1", "n2"]
    assert findings == []


@pytest.mark.parametrize("old", ["notes: [{id: a}]\n", "- a\n", "notes: {a: 1}\n", "notes: ]\n"])
def test_a_list_that_cannot_be_added_to_is_left_alone(old: str) -> None:
    added = [entry([("id", "n")])]
    assert append_entries(TextFile(path="a.yml", text=old), "notes", added) is None


@given(value=st.text(max_size=200).map(lambda text: text.strip()), flow=st.booleans())
def test_every_value_reads_back_as_it_is(value: str, *, flow: bool) -> None:
    words = clean(value).strip()
    text = entry([("id", "a"), ("k", [words] if flow else words)])
    node, findings, whole = parse_yaml(TextFile(path="", text=f"{text}\n"))
    assert (findings, whole) == ([], True)
    assert isinstance(node, Items)
    assert isinstance(node.items[0], Map)
    read_back = node.items[0].get("k")
    if isinstance(read_back, Items):
        (read_back,) = read_back.items
    assert not words or (isinstance(read_back, Scalar) and read_back.value.rstrip("\n") == words)


# --- which article ---------------------------------------------------------------------


def articles(site_url: str = "https://example.org/site/") -> Addresses:
    file = TextFile(path="x", text="")
    source = Source(id="s", span=file.whole(), type="webpage", title="S", url="https://a.org/b?c=1")
    article = Article(path="plan.md", file=file, source=Reference(id="s", span=file.whole()))
    project = Project(
        articles={"plan.md": article, "index.md": Article(path="index.md", file=file)},
        sources={"s": source},
    )
    return Addresses.of(project, {"plan.md": "plan/", "index.md": ""}, site_url)


@pytest.mark.parametrize(
    ("address", "article"),
    [
        ("https://example.org/site/plan/", "plan.md"),
        ("http://EXAMPLE.org/site/plan/index.html", "plan.md"),
        ("https://example.org/site", "index.md"),
        ("http://localhost:8000/site/plan/", "plan.md"),
        ("http://127.0.0.1:8000/plan", "plan.md"),
        ("https://a.org/b?c=1", "plan.md"),
        ("https://a.org/b", ""),
        ("https://other.org/site/plan/", ""),
        ("urn:x", ""), ("", ""), ("http://[", ""),
    ],
)  # fmt: skip
def test_an_address_stands_for_an_article(address: str, article: str) -> None:
    assert articles().article(address) == article


# --- files of others -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.json:1:1: the file is empty"),
        (b'{"rows": [}', "a.json:1:11"),
        (b"[" * 100_000, "deep"),
        (b"caf\xe9", "a.json:1:4: this is not UTF-8"),
        (b"\x89PNG\0\0", "not UTF-8"),
        (b"a\0b", "not a text file"),
        (b'{"a": 1}', "there are no annotations here"),
        (b'"text"', "there are no annotations here"),
        (b" " * (MAX_BYTES + 1), "up to 20 MB are read"),
    ],
)
def test_what_is_no_export_is_refused_with_its_place(
    data: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)
    with pytest.raises(ImportRefusedError, match=said):
        read_remarks(open_text(path))


KEYS = st.sampled_from([
    "annotations", "rows", "items", "first", "target", "source", "selector", "type", "exact",
    "prefix", "start", "value", "body", "bodyValue", "uri", "text", "tags", "references", "id",
    "creator", "motivation", "purpose", "format", "refinedBy", "updated", "permissions", "read",
    "user", "user_info", "startSelector", "endSelector",
])  # fmt: skip
WORDS = st.sampled_from([
    "Annotation", "TextQuoteSelector", "RangeSelector", "FragmentSelector", "Choice",
    "TextPositionSelector", "pier", "2.5 million", "", "tagging", "text/html", "<b", PAGE, "\ud800",
    "http://[", "replying", "2024-13-45T00:00",
])  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(KEYS, inside, max_size=6),
    max_leaves=30,
)


@given(value=VALUES)
def test_no_json_gives_more_than_notes_or_a_reason(value: object) -> None:
    for shape in (value, {"annotations": [value]}, {"target": value, "body": value}):
        found = None
        with suppress(ImportRefusedError):
            found = composed(shape)
        for text in found.entries if found else ():
            _, findings, whole = parse_yaml(TextFile(path="", text=f"{text}\n"))
            assert (findings, whole) == ([], True)


# --- the command -----------------------------------------------------------------------


def exported(site: Site, *rows: dict[str, Any]) -> Site:
    site.configure(site_url="https://example.org/harbour/")
    moved = json.dumps(client_export(*rows)).replace(PAGE, PLAN)
    return site.write("export.json", moved)


def test_the_command_adds_notes_and_a_second_time_nothing(harbour_site: Site) -> None:
    site = exported(harbour_site, row("AbC-123_x", "approved the harbour plan"))
    path = site.root / "annotations/news/plan.yml"
    before = path.read_text(encoding="utf-8")
    preview = run(site, "import", "web-annotations", "export.json", "--dry-run")
    assert path.read_text(encoding="utf-8") == before
    assert "+    quote: approved the harbour plan" in preview.printed
    done = run(site, "import", "web-annotations", "export.json")
    assert (done.code, done.output) == (0, "wrote annotations/news/plan.yml: 1 note\n")
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert run(site, "check").code == 0
    again = run(site, "import", "web-annotations", "export.json")
    assert again.output == "1 annotation there already\nnothing to write\n"
    assert path.read_text(encoding="utf-8") == after


def test_the_command_tells_of_replies_and_of_pages_that_are_not_ours(harbour_site: Site) -> None:
    site = exported(
        harbour_site,
        row("AbC-1_a", "", text="On the page."),
        row("AbC-1_b", "", text="I agree", references=["AbC-1_a"]),
        row("AbC-1_c", "", uri="https://o.org/", target=[{"source": "https://o.org/"}]),
    )
    done = run(site, "import", "web-annotations", "export.json")
    assert done.code == 1
    assert "a reply by Jo Dee, “I agree”, is left out" in done.output
    assert "no article of this site has the address https://o.org/" in done.output
    named = run(site, "import", "web-annotations", "export.json", "--article", "docs/news/other")
    assert named.code == 0
    assert "wrote annotations/news/other.yml: 2 notes" in named.output
    other = (site.root / "annotations/news/other.yml").read_text(encoding="utf-8")
    line = modeline("annotations/news/other.yml", "notes")
    assert other.startswith(f"{line}\n# Notes on docs/news/other.md\nnotes:\n")


def test_a_file_that_is_refused_changes_nothing(harbour_site: Site) -> None:
    harbour_site.write("export.json", '{"annotations": [{"target": }]}')
    done = run(harbour_site, "import", "web-annotations", "export.json")
    assert (done.code, "export.json:1:29" in done.output) == (1, True)


def test_an_article_is_imported_as_before(site: Site) -> None:
    site.write("in.txt", "T\n\nWords.\n").write("docs/index.md", "# Home\n")
    assert run(site, "import", "--to", "docs/one.md", "in.txt").code == 0
    assert run(site, "import", "article", "in.txt").code == 0
    assert "web-annotations" in run(site, "import", "--help").output
    assert run(site, "import").code == 2


# --- there and back --------------------------------------------------------------------


def test_what_was_exported_comes_back_as_the_same_notes(tmp_path: Path) -> None:
    made = everything()
    assert made.gathered is not None
    (article,) = made.gathered.composed
    exported_ = TextFile(path="a.json", text=whole_collection(made.gathered))
    there = Anchorage.of(article.text, TextFile(path="a.md", text=""), lambda words: words)
    known = Known(ids=set(), said={}, sources={"https://example.net/log?a=1&b=2": "log"})
    found = compose(there, read_remarks(exported_).remarks, known, "article.yml")
    assert found.told == ()
    back = loaded(tmp_path, found.entries)
    notes = {one.annotation.id: one.annotation for one in made.anchored}
    assert list(back) == list(notes)
    for name, note in notes.items():
        assert _said_by(back[name]) == _said_by(note)
        places = [anchor(there, [one])[0] for one in (back[name], note)]
        assert len({frozenset(at for one in each for at in one.ranges) for each in places}) == 1


def _said_by(note: Annotation) -> tuple[object, ...]:
    """Return all that a note says; a mark that only cites has a kind that says nothing."""
    kind = None if note.is_source_link else note.kind
    body = note.body.value.strip() if note.body else ""
    cited = [(one.id, one.locator) for one in note.sources]
    see = [one.id for one in note.see]
    return (
        kind, note.title, body, cited, see, note.date, note.level, note.author, note.updated,
        note.publication, note.verdict,
    )  # fmt: skip
