"""A server on this machine that misbehaves as told: raw sockets, so that it may break any rule."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Thread
from typing import NamedTuple, Self

Talk = Callable[[socket.socket], None]


class Request(NamedTuple):
    """What was asked."""

    method: str
    path: str
    headers: dict[str, str]


Reply = bytes | Talk


def answer(status: str, *headers: str, body: bytes = b"") -> bytes:
    """Return an HTTP response."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "Connection: close"]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body


class Server:
    """Answers each path as it is told to; a list is gone through, its last answer repeated."""

    def __init__(
        self, replies: Mapping[str, Reply | list[Reply]], trust: ssl.SSLContext | None = None
    ) -> None:
        self._replies = dict(replies)
        self._trust = trust
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"{'https' if trust else 'http'}://127.0.0.1:{self.port}"
        self.asked: list[Request] = []

    def __setitem__(self, path: str, reply: Reply | list[Reply]) -> None:
        self._replies[path] = reply

    def __enter__(self) -> Self:
        Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        # A blocked accept() outlives close() on Linux; shutdown() ends it.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def methods(self, path: str) -> list[str]:
        """Return the methods with which a path was asked for."""
        return [one.method for one in self.asked if one.path == path]

    def _serve(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            Thread(target=self._talk, args=(sock,), daemon=True).start()

    def _talk(self, sock: socket.socket) -> None:
        with suppress(OSError), sock:
            sock.settimeout(5)
            if self._trust:
                sock = self._trust.wrap_socket(sock, server_side=True)
            request = _request(sock)
            self.asked.append(request)
            reply = self._reply(request.path)
            if isinstance(reply, bytes):
                sock.sendall(reply)
            else:
                reply(sock)
            with suppress(OSError):
                sock.close()

    def _reply(self, path: str) -> Reply:
        replies = self._replies.get(path, answer("404 Not Found"))
        if isinstance(replies, list):
            return replies.pop(0) if len(replies) > 1 else replies[0]
        return replies


def _request(sock: socket.socket) -> Request:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = sock.recv(4096)
        if not piece:
            raise ConnectionError
        data += piece
        if data[:1] == b"\x16":  # the hello of TLS, where none is spoken
            sock.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            raise ConnectionError
    first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    method, path, _ = first.split(" ")
    return Request(method, path, dict(line.split(": ", 1) for line in lines))
