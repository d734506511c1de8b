"""A small client of the language server protocol, over stdin and stdout."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import IO, Any

_PATIENCE = 60
"""Seconds that an answer may take, on a slow machine."""


@dataclass(slots=True)
class Server:
    """A server that runs, and has been told of a folder."""

    process: subprocess.Popen[bytes]
    arrived: Queue[dict[str, Any] | None] = field(default_factory=Queue)
    told: dict[str, list[Any]] = field(default_factory=dict)
    """The last diagnostics of each document."""
    asked: int = 0

    def request(self, method: str, params: Mapping[str, Any]) -> Any:
        """Return the answer to a request; whatever the server asks meanwhile is answered."""
        self.asked += 1
        number = self.asked
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def notify(self, method: str, params: Mapping[str, Any]) -> None:
        """Tell the server something."""
        self._send({"method": method, "params": params})

    def open(self, path: Path, text: str) -> str:
        """Open a document that need not be as it is on the disk; return its address."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.told.pop(uri, None)
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def diagnostics(self, uri: str) -> list[Any]:
        """Return what the server has against a document."""
        while uri not in self.told:
            self._next()
        return self.told[uri]

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        """Return what the server says of a place, both counted from 0."""
        place = {"line": line, "character": character}
        params = {"textDocument": {"uri": uri}, "position": place}
        return self.request(f"textDocument/{method}", params)

    def _next(self) -> dict[str, Any]:
        message = self.arrived.get(timeout=_PATIENCE)
        assert message is not None, "the server stopped"
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            items = message.get("params", {}).get("items", [])
            self._send({"id": message["id"], "result": [None] * len(items)})
        return message

    def _send(self, message: Mapping[str, Any]) -> None:
        assert self.process.stdin
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def listen(self, stream: IO[bytes]) -> None:
        """Put what arrives into the queue, then None."""
        while line := stream.readline():
            length = int(line.split(b":")[1])
            while stream.readline().strip():
                pass
            self.arrived.put(json.loads(stream.read(length)))
        self.arrived.put(None)


@contextmanager
def running(command: Sequence[str], folder: Path) -> Iterator[Server]:
    """Run a server on a folder, and stop it."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        server = Server(process)
        threading.Thread(target=server.listen, args=(process.stdout,), daemon=True).start()
        try:
            completion = {"completionItem": {"snippetSupport": True}}
            server.request(
                "initialize",
                {
                    "processId": None,
                    "rootUri": folder.as_uri(),
                    "workspaceFolders": [{"uri": folder.as_uri(), "name": "site"}],
                    "capabilities": {
                        "textDocument": {
                            "completion": completion,
                            "hover": {"contentFormat": ["markdown"]},
                        }
                    },
                },
            )
            server.notify("initialized", {})
            settings = {
                "yaml": {
                    "hover": True,
                    "completion": True,
                    "validate": True,
                    "schemaStore": {"enable": False},
                }
            }
            server.notify("workspace/didChangeConfiguration", {"settings": settings})
            yield server
        finally:
            process.kill()
