"""The timeline as iCalendar (RFC 5545), to be subscribed to or imported."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from explainer.downloads import Download
from explainer.model import Project, Publication
from explainer.outputs.addresses import absolute
from explainer.pages.dates import date_html
from explainer.pages.when import bounds, calendar_day, is_day
from explainer.special import Gathered, moments
from explainer.text import page_text
from explainer.view import MomentView

if TYPE_CHECKING:
    from icalendar import Event

_EPOCH = date(1970, 1, 1)


def calendar(gathered: Gathered, download: Download) -> str:
    """Return events and dated notes as a calendar of all-day entries.

    An interval lasts from its first day to its last. What is known only by month or year, or
    roughly, stands on the first day it may mean, with the date in words in its title: an entry
    a year long would say what nobody knows. What has no day in a calendar (before the year 1,
    or without any bound) is left out; the JSON beside it has everything.
    """
    from icalendar import Calendar  # noqa: PLC0415 - slow to import, and only needed here

    made = Calendar()
    made.add("prodid", "-//explainer//timeline//EN")
    made.add("version", "2.0")
    if gathered.site.options.site_name:
        made.add("x-wr-calname", gathered.site.options.site_name)
    stamp = _last_day(gathered.site.project)
    told = (one for one in moments(gathered, download.address()) if not one.draft)
    for moment in told:
        entry = _entry(moment, gathered, download.address(), stamp)
        if entry is not None:
            made.add_component(entry)
    return str(made.to_ical(sorted=False).decode("utf-8"))


def _entry(moment: MomentView, gathered: Gathered, origin: str, stamp: datetime) -> Event | None:
    from icalendar import Event  # noqa: PLC0415 - as above

    site, options = gathered.site, gathered.site.options
    first, after = _days(moment.date)
    if first is None:
        return None
    here = site.special_href("timeline", origin, f"event-{moment.id}")
    url = absolute(moment.href or here, origin, options)
    made = Event()
    made.add("uid", str(uuid5(NAMESPACE_URL, url)))
    made.add("dtstamp", stamp)
    made.add("dtstart", first)
    made.add("dtend", after)
    made.add("summary", _summary(moment, gathered))
    if moment.body:
        made.add("description", page_text(str(moment.body)).text)
    if options.site_url:
        made.add("url", url)
    made.add("transp", "TRANSPARENT")
    made.add("categories", [moment.label])
    return made


def _days(edtf: str) -> tuple[date | None, date | None]:
    """Return the first day of an entry, and the day after its last; none if there is no day."""
    first, last = bounds(edtf)
    start, end = calendar_day(first, last=False), calendar_day(last, last=True)
    start = start or end
    if start is None or start == date.max:
        return None, None
    if "/" not in edtf or end is None or end == date.max:
        end = start
    return start, end + timedelta(days=1)


def _summary(moment: MomentView, gathered: Gathered) -> str:
    """Return the title, with the date in words where the days alone would not tell it."""
    if all(is_day(point) for point in moment.date.split("/")):
        return moment.title
    say = gathered.say
    words = date_html(moment.date, say).striptags()
    return f"{moment.title} {say.brackets[0]}{words}{say.brackets[1]}"


def _last_day(project: Project) -> datetime:
    """Return the last day that the site says it was worked on.

    Every entry must bear a time stamp (RFC 5545, 3.8.7.2). The time of the build would make
    every build another calendar.
    """
    drafts = Publication.DRAFT
    told = [one.updated for one in project.annotations if one.publication is not drafts]
    told += [one.date for one in project.articles.values()]
    days = [calendar_day(bounds(one)[1], last=True) for one in told if one]
    last = max((day for day in days if day), default=_EPOCH)
    return datetime(last.year, last.month, last.day, tzinfo=UTC)
