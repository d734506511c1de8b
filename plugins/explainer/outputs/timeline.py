"""The timeline as JSON, for other programs and for drawing it another way."""

from __future__ import annotations

import json
from datetime import date

from explainer.downloads import Download
from explainer.outputs.addresses import absolute
from explainer.pages.when import bounds, calendar_day
from explainer.special import Gathered, moments
from explainer.view import MomentView


def timeline(gathered: Gathered, download: Download) -> str:
    """Return events and dated notes, in order: JSON, UTF-8.

    `date` is EDTF; `start` and `end` are the first and the last day that it may mean (ISO
    8601), null where it is open or no calendar has the day.
    """
    origin = download.address()
    found = [_entry(one, gathered, origin) for one in moments(gathered, origin) if not one.draft]
    return json.dumps({"events": found}, ensure_ascii=False, indent=1) + "\n"


def _entry(moment: MomentView, gathered: Gathered, origin: str) -> dict[str, object]:
    options, site = gathered.site.options, gathered.site
    first, last = bounds(moment.date)
    here = site.special_href("timeline", origin, f"event-{moment.id}")
    known = site.project.sources
    return {
        "id": moment.id or moment.href.partition("#")[2],
        "date": moment.date,
        "start": _iso(calendar_day(first, last=False)),
        "end": _iso(calendar_day(last, last=True)),
        "title": moment.title,
        "kind": moment.kind,
        "url": absolute(moment.href or here, origin, options),
        "html": str(moment.body),
        "sources": [
            {"id": one.source, "label": one.label, "url": known[one.source].url}
            for one in moment.citations
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
