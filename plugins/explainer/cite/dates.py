"""Dates of CSL-JSON become what the processor reads, around what it stumbles over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from citeproc.source import Date, DateRange, LiteralDate

from explainer.cite.rich import without_signs
from explainer.csl.dates import csl_date
from explainer.words.formats import day

_YEAR_FIRST = ("zh", "ja", "ko")
_SEASONS = {"1", "2", "3", "4"}
_DECEMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How dates are to be read."""

    locale: str
    in_text: bool = False
    """Whether only their years matter, as in a citation."""
    plain: bool = False
    """Whether to leave out seasons, and where a range ends: not every style can write them."""

    def read(self, value: Any) -> Any:  # noqa: ANN401 - JSON; the processor has no types
        """Return a date for the processor, or None if it holds nothing to be read."""
        value = csl_date(value) if isinstance(value, str) else value
        if not isinstance(value, Mapping):
            return None
        about = bool(value.get("circa"))
        sides = [self._day(side, value.get("season")) for side in _listed(value.get("date-parts"))]
        if sides and sides[0]:
            return self._date(sides, about=about, is_open=_is_open(value))
        words = value.get("literal") or value.get("raw")
        return LiteralDate(without_signs(str(words)), circa=about) if words else None

    def _date(self, sides: list[dict[str, int]], *, about: bool, is_open: bool) -> Any:  # noqa: ANN401 - as above
        begin, end = sides[0], (sides[1] if len(sides) > 1 else {})
        same_year = begin["year"] == end.get("year")
        if not (end or is_open) or self.plain or (self.in_text and same_year):
            return Date(circa=about, **begin)
        if end and self.locale.startswith(_YEAR_FIRST) and not self.in_text:
            return LiteralDate("–".join(self._words(side) for side in (begin, end)), circa=about)
        return DateRange(begin=Date(**begin), end=Date(**(end or {"year": 0})), circa=about)

    def _words(self, side: Mapping[str, int]) -> str:
        return day(side["year"], side.get("month", 0), side.get("day", 0), self.locale)

    def _day(self, side: Any, season: Any) -> dict[str, int]:  # noqa: ANN401 - JSON
        """Return year, month and day, as far as they are numbers; or year and season."""
        found: dict[str, int] = {}
        for name, part in zip(("year", "month", "day"), _listed(side), strict=False):
            try:
                found[name] = int(part)
            except (TypeError, ValueError):
                break
        if not found.get("year"):
            return {}
        if self.in_text or not 1 <= found.get("month", 1) <= _DECEMBER:
            return {"year": found["year"]}
        if "month" not in found and str(season) in _SEASONS and not self.plain:
            found["season"] = int(season)
        return found


def _listed(parts: Any) -> Iterable[Any]:  # noqa: ANN401 - JSON
    return parts if isinstance(parts, list | tuple) else ()


def _is_open(value: Mapping[str, Any]) -> bool:
    return str(value.get("edtf", "")).endswith(("/", ".."))
