"""Copies of pages that are gone, as the Wayback Machine's "available" service knows them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from explainer.address import is_web
from explainer.links.address import WrongAddressError, goal_of
from explainer.links.pace import LaterError, Pace
from explainer.links.transport import NoAnswerError, Transport

SERVICE = "https://archive.org/wayback/available"
_LONGEST = 65_536
"""Bytes of an answer that are read."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_OK = 200
_PLAIN = "http://web.archive.org/"


class ArchiveError(Exception):
    """The archive cannot be asked; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Asks for archived copies."""

    transport: Transport
    pace: Pace
    service: str = SERVICE

    def copy_of(self, url: str, date: str = "") -> str:
        """Return the address of a copy, the nearest to a date in EDTF; "" if there is none.

        Raises ArchiveError if the archive does not say.
        """
        found = _DATE.fullmatch(date)
        timestamp = "".join(part or "" for part in found.groups()) if found else ""
        query = urlencode({"url": url} | ({"timestamp": timestamp} if timestamp else {}))
        sign = "&" if "?" in self.service else "?"
        try:
            goal = goal_of(f"{self.service}{sign}{query}")
            with self.pace.turn(goal.host):
                answer = self.transport.ask("GET", goal, up_to=_LONGEST)
        except (NoAnswerError, WrongAddressError) as error:
            raise ArchiveError(str(error)) from error
        except LaterError as error:
            raise ArchiveError("it wants to be asked another day") from error
        if answer.status != _OK:
            raise ArchiveError(f"it answers with status {answer.status}")
        return _copy(answer.body)


def _copy(body: bytes) -> str:
    """Return the address of the copy in an answer; raises ArchiveError if it is none."""
    try:
        closest = json.loads(body)["archived_snapshots"].get("closest")
        if not closest or closest["available"] is not True:
            return ""
        url, status = closest["url"], str(closest.get("status", _OK))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ArchiveError("its answer cannot be read") from error
    if not isinstance(url, str) or not is_web(url):
        raise ArchiveError("its answer cannot be read")
    if not status.startswith("2"):
        return ""
    return f"https{url.removeprefix('http')}" if url.startswith(_PLAIN) else url
