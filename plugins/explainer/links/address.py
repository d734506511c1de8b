"""A web address as it is asked for: without a fragment, its host in ASCII."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

_PORTS = {"http": 80, "https": 443}


class WrongAddressError(Exception):
    """An address cannot be asked; the message says why."""


class Goal(NamedTuple):
    """Where a request goes."""

    scheme: str
    host: str
    port: int
    path: str
    """With the query."""

    @property
    def url(self) -> str:
        """The address as a whole: the same for all ways to write it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def goal_of(url: str) -> Goal:
    """Return where to ask for an address; a name and password in it are left out.

    Raises WrongAddressError if it is none of http or https, or cannot be read.
    """
    scheme = url.partition(":")[0].lower()
    if scheme not in _PORTS:
        raise WrongAddressError(f"{_shown(url)} is neither http nor https")
    try:
        parts = parse_url(url)
    except LocationParseError:
        parts = None
    if parts is None or not parts.host:
        raise WrongAddressError(f"{_shown(url)} cannot be read as an address")
    host = parts.host.strip("[]").partition("%")[0]
    port = parts.port if parts.port is not None else _PORTS[scheme]
    return Goal(scheme, host, port, parts.request_uri)


def joined(base: str, location: str) -> str:
    """Return where a redirect leads, as seen from the address that sent it.

    Raises WrongAddressError if it cannot be read.
    """
    try:
        return urljoin(base, _as_sent(location).strip())
    except ValueError:
        raise WrongAddressError(f"{_shown(location)} cannot be read as an address") from None


def with_fragment(url: str, old: str) -> str:
    """Return an address with the fragment of the one it takes the place of, if it has none."""
    fragment = old.partition("#")[2]
    return f"{url}#{fragment}" if fragment and "#" not in url else url


def matches(url: str, patterns: tuple[str, ...]) -> bool:
    """Return whether one of the patterns is like the host, the host and path, or all of it."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:  # no address at all
        return any(fnmatchcase(url, like) for like in patterns)
    rest = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return any(fnmatchcase(one, like) for like in patterns for one in (host, host + rest, url))


def _as_sent(location: str) -> str:
    """Return a header that was read as Latin-1, as all are, as the UTF-8 that it may be."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _shown(url: str) -> str:
    longest = 100
    return url if len(url) <= longest else f"{url[:longest]}…"
