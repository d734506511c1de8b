"""Dates as CSL-JSON has them, and as EDTF: what one cannot say is kept beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_SIDE = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<about>~)?")
_SEASONS = ("spring", "summer", "autumn", "winter")
_SEASONS_FROM = 21
_YEAR = 4


def csl_date(edtf: str) -> dict[str, Any]:
    """Return a date of EDTF as CSL-JSON; with `edtf` in it where that says more."""
    made = _structured(edtf) or {"literal": edtf}
    return made if edtf_date(made) == edtf else {**made, "edtf": edtf}


def _structured(edtf: str) -> dict[str, Any]:
    """Return the years, months and days of a date or interval; empty if they cannot be told."""
    plain = re.sub(r"[?%]", "~", edtf)
    sides = plain.split("/")
    if len(sides) == 2 and sides[1] in {"", ".."}:  # noqa: PLR2004 - an interval has two
        sides = sides[:1]
    found = [_SIDE.fullmatch(side) for side in sides]
    if not all(found):
        return {}
    made: dict[str, Any] = {"date-parts": []}
    for side in found:
        if side is None:
            continue
        month = int(side["month"] or 0)
        if month >= _SEASONS_FROM:
            made["season"] = month - _SEASONS_FROM + 1
            month = 0
        parts = (int(side["year"]), month, int(side["day"] or 0))
        made["date-parts"].append([part for at, part in enumerate(parts) if part or not at])
    if "~" in plain:
        made["circa"] = True
    return made


def edtf_date(date: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Return a date of CSL-JSON as EDTF would have it; empty if it has only words.

    Whether the calendar has such a day is not checked.
    """
    if isinstance(date, str):
        return date
    if not isinstance(date, Mapping):
        return ""
    if date.get("edtf"):
        return str(date["edtf"])
    parts = date.get("date-parts")
    if not isinstance(parts, list | tuple) or not parts:
        return str(date.get("raw") or date.get("literal") or "")
    about = "~" if _is_true(date.get("circa")) else ""
    return "/".join(_one(side, _season(date), about) for side in parts)


def _one(side: Any, season: int, about: str) -> str:  # noqa: ANN401 - as above
    if not isinstance(side, list | tuple):
        return "?"
    parts = [str(part).strip() for part in side if str(part).strip()]
    if not parts or not any(part.strip("0") for part in parts):
        return ".."
    if season and len(parts) == 1:
        parts.append(str(_SEASONS_FROM + season - 1))
    year, *rest = parts
    sign = "-" if year.startswith("-") else ""
    return (
        sign + "-".join([year.lstrip("-").zfill(_YEAR), *(part.zfill(2) for part in rest)]) + about
    )


def _season(date: Mapping[str, Any]) -> int:
    """Return the season as a number from 1, or 0 if there is none."""
    word = str(date.get("season") or "").strip().casefold()
    if word in _SEASONS:
        return _SEASONS.index(word) + 1
    word = word.removeprefix("season-0")
    if word == "fall":
        return 3
    return int(word) if word in {"1", "2", "3", "4"} else 0


def _is_true(value: Any) -> bool:  # noqa: ANN401 - as above
    return str(value).casefold() not in {"", "none", "false", "0"}
