"""EDTF dates where only a plain date will do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from explainer.pages.when import bounds, calendar_day, is_day

_PLAIN = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?")
"""What EDTF has in the place of a month may also be a season."""


def printed(edtf: str) -> str:
    """Return a day, month or year (ISO 8601), without doubts; nothing for anything else."""
    point = edtf.rstrip("?~%")
    return point if _PLAIN.fullmatch(point) and bounds(point) != (None, None) else ""


def latest(dates: Iterable[str]) -> str:
    """Return the last of several dates; of the same last day, the one that says less."""
    known = [one for one in map(printed, dates) if one]
    return max(known, key=lambda one: (bounds(one)[1] or (0, 0, 0), -len(one)), default="")


def instant(edtf: str) -> str | None:
    """Return a day as a time in UTC; None for what is not a single day."""
    day = calendar_day(bounds(edtf)[0], last=False) if edtf and is_day(edtf) else None
    return f"{day.isoformat()}T00:00:00Z" if day else None
