from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from explainer.hosts.door import LARGEST, Door
from tests.annotating import NOTES, Preview, preview

HOST = "127.0.0.1:8123"
PAGE = b"<html><head><title>x</title></head><body>x</body></html>"


def server(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    kind = "text/html" if environ["PATH_INFO"].endswith("/") else "text/plain"
    start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(PAGE)))])
    return [PAGE]


class Caller:
    """Asks a door as a browser would, or almost."""

    def __init__(self, here: Preview) -> None:
        self.door = Door(server, here.desk, 8123, "/below/")
        self.status = ""
        self.headers: dict[str, str] = {}
        found = re.search(rb'content="([^"]+)"', self.get("/below/news/plan/"))
        self.token = found[1].decode() if found else ""

    def get(self, path: str, **more: str) -> bytes:
        return self._ask({"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": HOST, **more})

    def post(self, action: str, asked: object, **more: str | None) -> dict[str, Any]:
        data = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": f"/.explainer/{action}",
            "HTTP_HOST": HOST,
            "HTTP_ORIGIN": f"http://{HOST}",
            "HTTP_SEC_FETCH_SITE": "same-origin",
            "HTTP_X_EXPLAINER_TOKEN": self.token,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(data)),
            "wsgi.input": io.BytesIO(data),
            **more,
        }
        answer = self._ask({key: one for key, one in environ.items() if one is not None})
        return dict(json.loads(answer))

    def _ask(self, environ: dict[str, Any]) -> bytes:
        def start(status: str, headers: list[tuple[str, str]], *_: object) -> None:
            self.status, self.headers = status, dict(headers)

        return b"".join(self.door(environ, start))


@pytest.fixture
def caller(tmp_path: Path) -> Caller:
    return Caller(preview(tmp_path))


ASKED = {"page": "news/plan/", "exact": "A second paragraph"}


def test_a_page_that_is_served_can_ask(caller: Caller) -> None:
    assert caller.post("describe", ASKED)["words"] == "A second paragraph"
    assert caller.status == "200 OK"
    assert caller.headers["Cache-Control"] == "no-store"


def test_a_refusal_of_the_desk_has_its_status_and_its_words(caller: Caller) -> None:
    assert "not part of the article" in caller.post("describe", {**ASKED, "exact": "x-y"})["error"]
    assert caller.status.startswith("422")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"HTTP_ORIGIN": "https://example.org"}, "another origin"),
        ({"HTTP_ORIGIN": "http://localhost:8123"}, "another origin"),
        ({"HTTP_ORIGIN": None}, "another origin"),
        ({"HTTP_ORIGIN": "null"}, "another origin"),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, "another site"),
        ({"HTTP_HOST": "example.org:8123", "HTTP_ORIGIN": "http://example.org:8123"}, "host"),
        ({"HTTP_HOST": None}, "host"),
        ({"HTTP_X_EXPLAINER_TOKEN": None}, "token"),
        ({"HTTP_X_EXPLAINER_TOKEN": "guessed"}, "token"),
        ({"HTTP_X_EXPLAINER_TOKEN": "é"}, "token"),
        ({"CONTENT_TYPE": "text/plain"}, "not JSON"),
        ({"CONTENT_TYPE": None}, "not JSON"),
        ({"CONTENT_LENGTH": None}, "too large"),
        ({"CONTENT_LENGTH": "-1"}, "too large"),
        ({"CONTENT_LENGTH": str(LARGEST + 1)}, "too large"),
        ({"REQUEST_METHOD": "GET"}, "no POST"),
        ({"REQUEST_METHOD": "OPTIONS"}, "no POST"),
    ],
)
def test_what_does_not_come_from_a_page_of_the_preview_is_refused_and_logged(
    caller: Caller,
    change: dict[str, str | None],
    reason: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert reason in caller.post("add", ASKED, **change)["error"]
    assert caller.status == "403 Forbidden"
    assert [one.levelname for one in caplog.records] == ["WARNING"]
    assert reason in caplog.text


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_object_of_json_is_refused(caller: Caller, data: bytes) -> None:
    assert "JSON" in caller.post("add", data)["error"]
    assert caller.status == "403 Forbidden"


def test_a_path_outside_is_refused_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    here = preview(tmp_path)
    caller = Caller(here)
    told = caller.post("describe", ASKED)
    caller.post("add", {**ASKED, "title": "x", "seen": told["seen"], "file": "../outside.yml"})
    assert caller.status == "403 Forbidden"
    assert "the preview refused add: ../outside.yml" in caplog.text
    assert here.notes.read_text("utf-8") == NOTES
    assert not (tmp_path.parent / "outside.yml").exists()


def test_only_pages_get_the_form_and_only_on_this_machine(caller: Caller) -> None:
    page = caller.get("/below/")
    assert page.startswith(b'<html><head><title>x</title><meta name="explainer-desk"')
    assert caller.headers["Content-Length"] == str(len(page))
    assert caller.get("/below/file") == PAGE
    assert caller.get("/below/", HTTP_HOST="example.org:8123") == PAGE


def test_every_start_has_a_token_of_its_own(tmp_path: Path) -> None:
    here = preview(tmp_path)
    one, other = Caller(here).token, Caller(here).token
    assert len(one) > 20
    assert one != other


def test_script_and_style_come_from_the_preview(caller: Caller) -> None:
    assert caller.get("/.explainer/annotate.js")
    assert caller.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert caller.get("/.explainer/annotate.css")
