"""What an editor makes of the files that `explainer init` wrote, as they are."""

from __future__ import annotations

from pathlib import Path

from tests.commands import run
from tests.editor.client import running
from tests.editor.conftest import SERVER
from tests.sites import Site


def test_the_files_of_a_new_site_are_right_and_helped_with(tmp_path: Path) -> None:
    assert run(Site(root=tmp_path), "init", "--title", "Our articles").code == 0
    notes = tmp_path / "annotations/harbour.yml"
    text = notes.read_text(encoding="utf-8")
    with running([SERVER, "--stdio"], tmp_path) as server:
        for path in sorted((tmp_path / "annotations").glob("*.yml")):
            uri = server.open(path, path.read_text(encoding="utf-8"))
            assert server.diagnostics(uri) == [], path.name

        more = f"{text}    kind: corection\n    sources:\n      - \n    see:\n      - \n"
        uri = server.open(notes.with_name("changed.yml"), more)
        lines = more.splitlines()
        wrong = [one["range"]["start"] for one in server.diagnostics(uri)]
        assert {"line": lines.index("    kind: corection"), "character": 10} in wrong
        at = lines.index("    sources:") + 1
        found = server.at("completion", uri, at, 8)["items"]
        sources = {one["label"]: one["documentation"] for one in found if one["kind"] == 12}
        assert sources == {"budget": "The town budget\n\nTown of Larkmoor · 2026 · document"}
        found = server.at("completion", uri, at + 2, 8)["items"]
        seen = {one["label"]: one["documentation"].splitlines()[0] for one in found}
        assert seen == {"council": "council", "the-cost": "How much that is"}
        told = server.at("hover", uri, lines.index("    kind: corection"), 6)
        assert "What the note is for." in told["contents"]["value"]
