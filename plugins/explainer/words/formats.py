"""Numbers, plurals and dates as a language writes them: CLDR's rules, by way of Babel.

What comes out depends on the locale alone, never on the machine's own.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""All plural categories of CLDR."""

_DAY_FIRST = "en_GB"
_FIRST_OF_MONTH = {"fr": "1er"}
"""What stands for the day 1 where it is an ordinal, which CLDR's patterns cannot say."""


def locale_of(tag: str) -> str:
    """Return the locale of a BCP 47 tag, or nothing if there is none.

    English has the day first (16 May 2019), but for that of the United States.
    """
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return ""
    if locale.language == "en" and locale.territory != "US":
        return _DAY_FIRST
    return str(locale)


def direction(locale: str) -> str:
    """Return which way a language is written, `ltr` or `rtl`."""
    return str(_locale(locale).text_direction) if locale else "ltr"


@cache
def categories(locale: str) -> tuple[str, ...]:
    """Return the plural categories of whole numbers that a language tells apart."""
    used = {*_locale(locale).plural_form.tags, "other"}
    return tuple(one for one in CATEGORIES if one in used)


@lru_cache(maxsize=4096)
def category(number: int, locale: str) -> str:
    """Return the plural category of a number, such as `one`, `few` or `other`."""
    return str(_locale(locale).plural_form(number))


@lru_cache(maxsize=4096)
def decimal(number: int, locale: str) -> str:
    """Write a number out: `12,345`."""
    return format_decimal(number, locale=_locale(locale))


@lru_cache(maxsize=16384)
def day(year: int, month: int, day_: int, locale: str) -> str:
    """Write a date, a month or a year out: `16 May 2019`; 0 is what is not known."""
    when = date(year, month or 1, day_ or 1)
    if not day_:
        return format_skeleton("yMMMM" if month else "y", when, locale=_locale(locale))
    # Not by the skeleton `yMMMMd`: few locales have it, and Babel then shortens the month.
    text = format_date(when, "long", locale=_locale(locale))
    first = _FIRST_OF_MONTH.get(_locale(locale).language) if day_ == 1 else None
    return text.replace("1", first, 1) if first else text


@cache
def _locale(identifier: str) -> Locale:
    """Return Babel's data on a locale, which is slow to read."""
    return Locale.parse(identifier)
