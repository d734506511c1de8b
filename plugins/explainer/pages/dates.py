"""EDTF dates as people read them, with what machines read beside."""

from __future__ import annotations

import re
from datetime import date

from markupsafe import Markup, escape

from explainer.model import Change, Doing
from explainer.words import Words

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")
_OPEN = ("", "..")
_LAST_MONTH = 12
_SEASONS = range(21, 25)


def date_html(edtf: str, say: Words) -> Markup:
    """Write a date or an interval out; what is not understood is shown as it stands."""
    start, slash, end = edtf.strip().partition("/")
    if not slash:
        return _point(start, say)
    if start in _OPEN:
        until = say.until_day_phrase if _is_day(end) else say.until_phrase
        return phrase(until, date=_point(end, say))
    if end in _OPEN:
        since = say.since_day_phrase if _is_day(start) else say.since_phrase
        return phrase(since, date=_point(start, say))
    return phrase(say.span_phrase, start=_point(start, say), end=_point(end, say))


def done_html(change: Change, say: Words) -> Markup:
    """Write out what was done and when: `corrected 9 March 2026: wrong year`."""
    patterns = {
        Doing.ADDITION: say.added_phrase,
        Doing.UPDATE: say.updated_phrase,
        Doing.CORRECTION: say.corrected_phrase,
    }
    done = phrase(patterns[change.doing], date=date_html(change.date, say))
    return phrase(say.done_phrase, done=done, text=change.text) if change.text else done


def _point(edtf: str, say: Words) -> Markup:
    """Write one date out; a day, a month or a year is also given to machines."""
    found = _POINT.fullmatch(edtf)
    if not found:
        return escape(edtf)
    year, month, day = (int(part or 0) for part in found.group(1, 2, 3))
    if not _exists(year, month, day):
        return escape(edtf)
    text = escape(say.date(year, month, day))
    if month <= _LAST_MONTH:
        machine = edtf.rstrip("?~%")
        text = Markup('<time datetime="{}">{}</time>').format(machine, text)
    about = say.about_day_phrase if day else say.about_phrase
    doubts = {"?": say.uncertain_phrase, "~": about, "%": about}
    return phrase(doubts.get(found[4], "{date}"), date=text)


def _is_day(edtf: str) -> bool:
    """Whether a date is a single day, before which some languages put an article."""
    found = _POINT.fullmatch(edtf)
    return bool(found and found[3])


def _exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day, month, year or season."""
    if month > _LAST_MONTH:
        return year > 0 and month in _SEASONS and not day
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return False
    return bool(month) or not day


def phrase(pattern: str, **parts: str) -> Markup:
    """Fill in a phrase of the interface; parts that are not `Markup` are escaped."""
    return escape(pattern).format(**parts)
