"""One request over the network: to public addresses only, and over by its deadline.

urllib3 speaks HTTP and TLS; it comes with Material. Its connections are used one by one,
without its pools, so that the address that was looked at is the one connected to: there is
no second look-up that could answer otherwise.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from functools import cache
from http.client import HTTPException
from threading import Timer
from time import monotonic
from typing import Any

import certifi
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from explainer import __version__
from explainer.links.address import Goal
from explainer.links.networks import is_public

USER_AGENT = f"mkdocs-explainer/{__version__} (link check)"
_ENOUGH = 3
"""Times that a host may fail to connect before its other addresses are given up too."""
_AT_LEAST = 0.01
"""Seconds for a connection; 0 would mean that it need not wait for one."""
_HEADERS = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}


class Trouble(Enum):
    """Why there is no answer."""

    PRIVATE = "private"
    NAME = "name"
    CONNECT = "connect"
    TIMEOUT = "timeout"
    TLS = "tls"
    MALFORMED = "malformed"


class NoAnswerError(Exception):
    """There is no answer; the message says why, to the author."""

    def __init__(self, trouble: Trouble, told: str) -> None:
        super().__init__(told)
        self.trouble = trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    """As much of it as was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a request may take, in seconds."""

    connect: float = 10.0
    read: float = 15.0
    """For each piece of an answer."""
    total: float = 30.0


Resolve = Callable[[str, int], list[tuple[int, str]]]
"""Return (family, IP address) for a host and port; raises OSError as `getaddrinfo` does."""


def resolve(host: str, port: int) -> list[tuple[int, str]]:
    """Return what the system says of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((int(family), str(where[0])) for family, _, _, _, where in found))


class Transport:
    """Sends requests; safe to be used by several threads."""

    def __init__(
        self,
        limits: Limits,
        *,
        allow_private: bool = False,
        lookup: Resolve = resolve,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits
        self._allow_private = allow_private
        self._lookup = lookup
        self._trust = trust
        self._down: dict[tuple[str, int], tuple[int, OSError]] = {}
        """Hosts that could not be connected to: how often in a row, and why."""

    def ask(self, method: str, goal: Goal, *, up_to: int = 0) -> Answer:
        """Return the answer to a request, with no more of its body than asked for.

        Raises NoAnswerError if there is none, or if it would have to come from an address
        that is not public.
        """
        deadline = _Deadline(self._limits.total)
        with deadline, _told(deadline, self._limits.total):
            connection = self._connection(goal, deadline)
            try:
                connection.request(
                    method, goal.path, headers=_HEADERS, preload_content=False, decode_content=False
                )
                answer = _read(connection.getresponse(), up_to)
                if deadline.over:  # what was cut off looks like an end
                    raise TimeoutError
                return answer
            finally:
                connection.close()

    def _connection(self, goal: Goal, deadline: _Deadline) -> HTTPConnection:
        def opened() -> socket.socket:
            return self._open(goal, deadline)

        if goal.scheme == "http":
            return _Plain(goal, opened, timeout=self._limits.read)
        return _Secure(
            goal, opened, timeout=self._limits.read, ssl_context=self._trust or trusted()
        )

    def _open(self, goal: Goal, deadline: _Deadline) -> socket.socket:
        """Return a socket that is connected to one of the host's addresses."""
        where = goal.host, goal.port
        times, trouble = self._down.get(where, (0, OSError("it has no address")))
        if times >= _ENOUGH:
            raise trouble
        for family, address in self._addresses(goal):
            try:
                sock = self._connected(family, (address, goal.port), deadline)
            except OSError as error:
                trouble = error
            else:
                self._down.pop(where, None)
                return sock
        self._down[where] = (times + 1, trouble)
        raise trouble

    def _connected(self, family: int, where: tuple[str, int], deadline: _Deadline) -> socket.socket:
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(max(_AT_LEAST, min(self._limits.connect, deadline.left())))
            sock.connect(where)
            sock.settimeout(self._limits.read)
            deadline.guard(sock)
        except OSError:
            sock.close()
            raise
        return sock

    def _addresses(self, goal: Goal) -> list[tuple[int, str]]:
        try:
            found = self._lookup(goal.host, goal.port)
        except (OSError, UnicodeError) as error:
            why = getattr(error, "strerror", None) or "not a name"
            told = f"the host {goal.host} cannot be found ({why.lower()})"
            raise NoAnswerError(Trouble.NAME, told) from error
        inside = [address for _, address in found if not is_public(address)]
        if inside and not self._allow_private:
            named = goal.host if goal.host == inside[0] else f"{goal.host} ({inside[0]})"
            told = f"it leads to {named}, an address in a private network"
            raise NoAnswerError(Trouble.PRIVATE, told)
        return found


@cache
def trusted() -> ssl.SSLContext:
    """Return whom we trust: the system's authorities, and those of Mozilla."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


# --- connections -----------------------------------------------------------------------


class _Plain(HTTPConnection):
    """A connection through a socket of ours."""

    def __init__(self, goal: Goal, opened: Callable[[], socket.socket], **options: Any) -> None:  # noqa: ANN401 - urllib3's own
        super().__init__(goal.host, goal.port, **options)
        self._opened = opened

    def _new_conn(self) -> socket.socket:
        return self._opened()


class _Secure(HTTPSConnection):
    """The same under TLS."""

    def __init__(self, goal: Goal, opened: Callable[[], socket.socket], **options: Any) -> None:  # noqa: ANN401 - urllib3's own
        super().__init__(goal.host, goal.port, **options)
        self._opened = opened

    def _new_conn(self) -> socket.socket:
        return self._opened()


class _Deadline:
    """Ends a connection when the time is up, whatever it is doing.

    An answer that comes byte by byte never runs into a timeout of its own.
    """

    def __init__(self, seconds: float) -> None:
        self._ends = monotonic() + seconds
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True
        self._guarded: socket.socket | None = None
        self.over = False

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._guarded:
            self._guarded.close()

    def left(self) -> float:
        """Return the seconds that are left."""
        return self._ends - monotonic()

    def guard(self, sock: socket.socket) -> None:
        """Watch a socket; by a second handle, for TLS takes the first away."""
        self._guarded = sock.dup()
        if self.over:
            self._end()

    def _end(self) -> None:
        self.over = True
        if self._guarded:
            with suppress(OSError):
                self._guarded.shutdown(socket.SHUT_RDWR)


def _read(response: BaseHTTPResponse, up_to: int) -> Answer:
    body = response.read(up_to) if up_to else b""
    return Answer(status=response.status, headers=response.headers, body=body)


@contextmanager
def _told(deadline: _Deadline, seconds: float) -> Iterator[None]:
    """Turn whatever goes wrong on the way into NoAnswerError."""
    try:
        yield
    except NoAnswerError:
        raise
    except (OSError, HTTPException, HTTPError, ValueError) as error:
        if deadline.over:
            raise NoAnswerError(Trouble.TIMEOUT, f"no answer within {seconds:g} seconds") from error
        raise _why(error) from error


def _why(error: Exception) -> NoAnswerError:
    if isinstance(error, TimeoutError):
        return NoAnswerError(Trouble.TIMEOUT, "the server does not answer in time")
    if isinstance(error, ssl.SSLCertVerificationError):
        told = f"its certificate is not valid: {error.verify_message}"
        return NoAnswerError(Trouble.TLS, told)
    if isinstance(error, ssl.SSLError):
        return NoAnswerError(Trouble.TLS, f"no secure connection ({error.reason or 'broken off'})")
    if isinstance(error, OSError):  # RemoteDisconnected is one too
        return NoAnswerError(Trouble.CONNECT, _no_connection(error))
    return NoAnswerError(Trouble.MALFORMED, "the server's answer is not HTTP")


def _no_connection(error: OSError) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "the server refuses connections"
    if isinstance(error, ConnectionError):
        return "the server hangs up"
    return f"the server cannot be reached ({(error.strerror or 'no connection').lower()})"
