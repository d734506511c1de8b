"""What an editor offers, explains and underlines in files that name our schemas."""

from __future__ import annotations

from pathlib import PurePosixPath

from explainer.load.modelines import modeline
from tests.editor.client import Server
from tests.sites import Site

NOTE = "notes:\n  - id: cost\n"


def opened(server: Server, site: Site, path: str, kind: str, text: str) -> str:
    """Open a file that begins with the line that names its schema."""
    return server.open(site.root / PurePosixPath(path), f"{modeline(path, kind)}\n{text}")


def offered(server: Server, uri: str, line: int, character: int) -> dict[str, str]:
    """Return what is offered at a place, with its documentation."""
    found = server.at("completion", uri, line, character)["items"]
    return {one["label"]: str(one.get("documentation", "")) for one in found}


def test_sources_are_offered_with_their_titles_and_no_others(server: Server, site: Site) -> None:
    text = f"{NOTE}    body: x\n    sources:\n      - \n"
    uri = opened(server, site, "annotations/a/b.yml", "notes", text)
    found = server.at("completion", uri, 5, 8)["items"]
    # Kind 12: a value, not a key.
    values = {one["label"]: one["documentation"] for one in found if one["kind"] == 12}
    assert values == {
        "gazette": "The gazette\n\nTown of Larkmoor · document",
        "ledger": "The ledger of unrepeated expenses\n\n2019 · book",
    }


def test_terms_and_notes_are_offered_to_see(server: Server, site: Site) -> None:
    text = f"{NOTE}    body: x\n    see:\n      - \n"
    uri = opened(server, site, "annotations/see.yml", "notes", text)
    found = offered(server, uri, 5, 8)
    assert found["ferry-line"].startswith("ferry line\n\nShips that go back and forth")
    assert found["pier"] == "the new pier\n\nnote on news/plan.md"
    assert {*found} == {"cost", "ferry-line", "pier"}


def test_a_note_is_inserted_with_all_that_it_needs(server: Server, site: Site) -> None:
    uri = opened(server, site, "annotations/new.yml", "notes", "notes:\n  - ")
    found = server.at("completion", uri, 2, 4)["items"]
    (note,) = (one for one in found if one["label"] == "note")
    keys = [line.split(":")[0].strip() for line in note["insertText"].splitlines()]
    assert keys == ["id", "quote", "title", "body", "status"]


def test_a_key_is_explained_with_its_values(server: Server, site: Site) -> None:
    uri = opened(server, site, "annotations/hover.yml", "notes", f"{NOTE}    kind: context\n")
    told = server.at("hover", uri, 3, 6)["contents"]["value"]
    assert "What the note is for." in told
    assert "* `disputed`: What others say against it." in told


def test_what_cannot_be_read_is_underlined(server: Server, site: Site) -> None:
    text = f"{NOTE}    body: x\n    kind: corection\n    sources: [ledgers]\n    qoute: y\n"
    uri = opened(server, site, "annotations/wrong.yml", "notes", text)
    found = [
        (one["range"]["start"]["line"], one["range"]["start"]["character"])
        for one in server.diagnostics(uri)
    ]
    assert sorted(found) == [(4, 10), (5, 14), (6, 4)]


def test_what_is_right_is_not(server: Server, site: Site) -> None:
    text = "terms:\n  - id: a\n    term: 2019\n    short: NO\n    sources: ledger\n"
    uri = opened(server, site, "annotations/glossary.yml", "terms", text)
    assert server.diagnostics(uri) == []
    text = "sources:\n  - id: a\n    title: true\n    issued: 2019-05-16\n    author: [Ada Holm]\n"
    uri = opened(server, site, "annotations/sources.yml", "sources", text)
    assert server.diagnostics(uri) == []
