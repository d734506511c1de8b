"""What a single value may be: ids, dates, web addresses, yes and no."""

from __future__ import annotations

import calendar
import re
import unicodedata
import warnings
from functools import lru_cache

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_PLAIN_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_LONGEST_DATE = 100
_DECEMBER = 12


def is_id(value: str) -> bool:
    """Return whether the value can stand in an address as it is."""
    return bool(_ID.fullmatch(value))


def slug(value: str) -> str:
    """Return the id nearest to the value, or "" if nothing is left."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_.]+", "-", plain.casefold()).strip("-._")


@lru_cache(maxsize=4096)
def is_date(value: str) -> bool:
    """Return whether the value is a date in EDTF (ISO 8601-2) that the calendar has."""
    plain = _PLAIN_DATE.fullmatch(value)
    if plain and (plain[2] is None or int(plain[2]) <= _DECEMBER):
        return _in_calendar(int(plain[1]), int(plain[2] or 1), int(plain[3] or 1))
    return len(value) <= _LONGEST_DATE and _is_edtf(value) and not _backwards(value)


def _in_calendar(year: int, month: int, day: int) -> bool:
    if not 1 <= month <= _DECEMBER:
        return False
    leap = calendar.isleap(year)
    days = calendar.monthrange(2000 if leap else 2001, month)[1]
    return 1 <= day <= days


def _is_edtf(value: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyparsing warns about edtf's grammar on import
        import edtf  # noqa: PLC0415 - slow to import, rarely needed
    try:
        edtf.parse_edtf(value)
    except Exception:  # noqa: BLE001 - a parser not our own; whatever it raises, it is no date
        return False
    return True


def _backwards(value: str) -> bool:
    """Return whether an interval of plain dates ends before it begins."""
    start, _, end = value.partition("/")
    if not (_PLAIN_DATE.fullmatch(start) and _PLAIN_DATE.fullmatch(end)):
        return False
    shared = min(len(start), len(end))
    return end[:shared] < start[:shared]


YES_AND_NO = {"true": True, "yes": True, "false": False, "no": False}
"""How a switch may be written, in any case."""
