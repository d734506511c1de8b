"""WebDriver commands to a browser, over the two wires there are: HTTP, and Firefox's own.

Both browsers take the same commands with the same parameters (W3C WebDriver). WebKitGTK has
a driver that speaks HTTP; Firefox takes them on a socket (Marionette), which is what its driver
would do behind HTTP. So no package is needed, and no driver that Debian does not have.
"""

from __future__ import annotations

import json
import socket
from http.client import HTTPConnection
from typing import Any, Protocol

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element's reference, fixed by the standard."""
_HTTP = {
    "NewSession": ("POST", ""),
    "DeleteSession": ("DELETE", ""),
    "Navigate": ("POST", "/url"),
    "SetWindowRect": ("POST", "/window/rect"),
    "PerformActions": ("POST", "/actions"),
    "ReleaseActions": ("DELETE", "/actions"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "FindElement": ("POST", "/element"),
    "GetComputedRole": ("GET", "/element/{id}/computedrole"),
    "GetComputedLabel": ("GET", "/element/{id}/computedlabel"),
}


class WireError(Exception):
    """What a browser answered instead of doing what it was told."""


class Wire(Protocol):
    """Takes commands."""

    def call(self, command: str, **parameters: Any) -> Any:
        """Send a command; return its value."""

    def close(self) -> None:
        """Hang up."""


class HttpWire:
    """A driver that listens on a port."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._session = ""

    def call(self, command: str, **parameters: Any) -> Any:
        """Send a command; return its value."""
        method, path = _HTTP[command]
        path = path.format(id=parameters.pop("id", ""))
        body = json.dumps(parameters) if method == "POST" else None
        self._connection.request(method, f"/session{self._session}{path}", body)
        answer = self._connection.getresponse()
        value = json.loads(answer.read())["value"]
        if answer.status >= 400:
            raise WireError(f"{command}: {value['error']}: {value['message']}")
        if command == "NewSession":
            self._session = f"/{value['sessionId']}"
        return value

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


class MarionetteWire:
    """Firefox's own socket: each message is its length, a colon, and JSON."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._file = self._socket.makefile("rwb")
        self._count = 0
        self._receive()  # it introduces itself

    def call(self, command: str, **parameters: Any) -> Any:
        """Send a command; return its value."""
        self._count += 1
        name = command if ":" in command else f"WebDriver:{command}"
        text = json.dumps([0, self._count, name, parameters]).encode()
        self._file.write(b"%d:%s" % (len(text), text))
        self._file.flush()
        _, _, error, result = self._receive()
        if error:
            raise WireError(f"{command}: {error['error']}: {error['message']}")
        # Answers that are no object are wrapped in one.
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def _receive(self) -> Any:
        length = b""
        while (char := self._file.read(1)) != b":":
            if not char:
                raise WireError("Firefox hung up")
            length += char
        return json.loads(self._file.read(int(length)))

    def close(self) -> None:
        """Hang up."""
        self._file.close()
        self._socket.close()


def element_id(found: Any) -> str:
    """Return the id in an element's reference."""
    return str(found[_ELEMENT])
