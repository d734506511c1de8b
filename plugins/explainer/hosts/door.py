"""The door of the preview: what its own pages ask for comes in, and nothing else.

A WSGI application round that of the server. Every page it serves gets the form's script and
style in its head on the way out, with a token that is new with every start; no file that is
built ever holds them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from hmac import compare_digest
from html import escape
from http import HTTPStatus
from importlib.resources import files as resources
from secrets import token_urlsafe
from typing import Any

from mkdocs.plugins import get_plugin_logger

from explainer.annotating.desk import Desk
from explainer.annotating.refusal import RefusedError, forbidden
from explainer.report.excerpt import visible

FOLDER = "/.explainer/"
LARGEST = 256 * 1024
"""Bytes of a request."""
_SCRIPTS = {"annotate.js": "text/javascript", "annotate.css": "text/css"}

Environ = Mapping[str, Any]
Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]

log = get_plugin_logger("explainer")


class Door:
    """Serves the form and its requests, and passes on all others."""

    def __init__(self, app: App, desk: Desk, port: int, mount: str) -> None:
        self._app = app
        self._desk = desk
        self._mount = mount
        self._token = token_urlsafe(24)
        names = ("127.0.0.1", "localhost", "[::1]")
        self._hosts = frozenset(f"{name}:{port}" for name in names)
        if port == 80:  # noqa: PLR2004 - which a browser does not name
            self._hosts |= frozenset(names)

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer a request."""
        path = str(environ.get("PATH_INFO", ""))
        if not path.startswith(FOLDER):
            return self._page(environ, start)
        name = path.removeprefix(FOLDER)
        if name in _SCRIPTS and environ["REQUEST_METHOD"] == "GET":
            text = resources("explainer.annotating").joinpath(name).read_bytes()
            return _send(start, HTTPStatus.OK, _SCRIPTS[name], text)
        status, answer = self._answer(name, environ)
        data = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
        return _send(start, status, "application/json", data)

    # --- pages on their way out ---

    def _page(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Return what the server gives; a page with the form in its head."""
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def hear(status: str, headers: list[tuple[str, str]], *_: object) -> None:
            told.append((status, headers))

        body = self._app(environ, hear)
        status, headers = told[-1]
        if environ.get("HTTP_HOST") not in self._hosts or not _is_html(headers):
            start(status, headers)
            return body
        page = b"".join(body).replace(b"</head>", self._head() + b"</head>", 1)
        kept = [one for one in headers if one[0].lower() != "content-length"]
        start(status, [*kept, ("Content-Length", str(len(page)))])
        return [page]

    def _head(self) -> bytes:
        return (
            f'<meta name="explainer-desk" content="{escape(self._token)}"'
            f' data-mount="{escape(self._mount)}">'
            f'<link rel="stylesheet" href="{FOLDER}annotate.css">'
            f'<script type="module" src="{FOLDER}annotate.js"></script>'
        ).encode()

    # --- requests ---

    def _answer(self, action: str, environ: Environ) -> tuple[HTTPStatus, Mapping[str, object]]:
        try:
            self._trust(environ)
            return HTTPStatus.OK, self._desk.answer(action, _asked(environ))
        except RefusedError as refused:
            if refused.status is HTTPStatus.FORBIDDEN:
                asked = visible(action[:80])
                log.warning("the preview refused %s: %s", asked, visible(str(refused)))
            return refused.status, {"error": str(refused)}

    def _trust(self, environ: Environ) -> None:
        """Refuse a request that does not come from a page of ours."""
        reason = self._distrusted(environ)
        if reason:
            raise forbidden(reason)

    def _distrusted(self, environ: Environ) -> str:
        """Return why a request does not come from a page of ours, or ""."""
        host = environ.get("HTTP_HOST", "")
        token = str(environ.get("HTTP_X_EXPLAINER_TOKEN", ""))
        size = str(environ.get("CONTENT_LENGTH", ""))
        reasons = (
            (host not in self._hosts, "it names another host"),
            (environ["REQUEST_METHOD"] != "POST", "it is no POST"),
            (environ.get("HTTP_ORIGIN") != f"http://{host}", "it comes from another origin"),
            (
                environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin",
                "it comes from another site",
            ),
            (not compare_digest(token.encode(), self._token.encode()), "it has not our token"),
            (environ.get("CONTENT_TYPE") != "application/json", "it is not JSON"),
            (not size.isdecimal() or int(size) > LARGEST, "it is too large, or of unknown size"),
        )
        return next((reason for wrong, reason in reasons if wrong), "")


def _asked(environ: Environ) -> Mapping[str, object]:
    data = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    try:
        asked = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise forbidden("it is not JSON") from error
    if not isinstance(asked, dict):
        raise forbidden("it is not an object of JSON")
    return asked


def _is_html(headers: Iterable[tuple[str, str]]) -> bool:
    return any(
        name.lower() == "content-type" and value.startswith("text/html") for name, value in headers
    )


def _send(start: Start, status: HTTPStatus, kind: str, data: bytes) -> list[bytes]:
    start(
        f"{status.value} {status.phrase}",
        [
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Length", str(len(data))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ],
    )
    return [data]
