"""When something was, for putting it in order: the first and the last day of an EDTF date."""

from __future__ import annotations

import re
import warnings
from calendar import monthrange
from datetime import date
from functools import lru_cache

Day = tuple[int, int, int]
"""Year, month, day. Only for comparing: 31 stands for the last day of any month."""

OPEN = ("", "..")
"""How an interval says that an end is open, or not known."""

_PLAIN = re.compile(r"(\d{4})(?:-(0\d|1[0-2])(?:-(\d{2}))?)?[?~%]?")
_NEVER: Day = (10**12, 0, 0)


def bounds(edtf: str) -> tuple[Day | None, Day | None]:
    """Return the first and the last day of a date or an interval; None for an open end."""
    start, slash, end = edtf.strip().partition("/")
    if not slash:
        return _days(start)
    first = None if start in OPEN else _days(start)[0]
    last = None if end in OPEN else _days(end)[1]
    return first, last


def order(edtf: str) -> tuple[Day, Day]:
    """Return what a date is sorted by: its first day, then its last.

    What has no beginning stands where it ends, and what has neither comes last.
    """
    first, last = bounds(edtf)
    return first or last or _NEVER, last or _NEVER


def is_day(point: str) -> bool:
    """Return whether a date names a single day, and means it."""
    found = _PLAIN.fullmatch(point)
    return bool(found and found[3]) and point[-1] not in "?~%"


def calendar_day(day: Day | None, *, last: bool) -> date | None:
    """Return a bound as a day of the calendar; None if it has none.

    `last` says that 31 may stand for the last day of its month.
    """
    if day is None:
        return None
    of_year, month, of_month = day
    try:
        ends = monthrange(of_year, month)[1]
        return date(of_year, month, min(of_month, ends) if last else of_month)
    except (ValueError, OverflowError):  # before the year 1, after 9999, or no such day
        return None


def year(edtf: str) -> int | None:
    """Return the year that a date stands under, or None if it names none."""
    first, last = bounds(edtf)
    day = first or last
    return day[0] if day else None


@lru_cache(maxsize=4096)
def _days(point: str) -> tuple[Day | None, Day | None]:
    plain = _PLAIN.fullmatch(point)
    if not plain:
        return _unusual(point)
    of_year, month, day = (int(part) if part else 0 for part in plain.groups())
    return (of_year, month or 1, day or 1), (of_year, month or 12, day or 31)


def _unusual(point: str) -> tuple[Day | None, Day | None]:
    """Return the bounds of a season, a decade, a set and the like."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyparsing warns about edtf's grammar on import
        import edtf  # noqa: PLC0415 - slow to import, rarely needed
    try:
        parsed = edtf.parse_edtf(point)
        return _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except Exception:  # noqa: BLE001 - a parser not our own; what it cannot read has no place
        return None, None


def _day(time: object) -> Day | None:
    """Return a day of `edtf`, which is a time or, for an open end, an infinite number."""
    if not isinstance(time, tuple):
        return None
    of_year, month, day = time[:3]
    return int(of_year), int(month), int(day)
