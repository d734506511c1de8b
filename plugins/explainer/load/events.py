"""The `events:` of a file become timeline entries."""

from __future__ import annotations

from explainer.load.fields import Fields
from explainer.model import Event

KEYS = frozenset({"id", "date", "title", "body", "sources"})


def event(fields: Fields) -> Event:
    """Return the event of an entry; its id is empty if there is none to keep it by."""
    fields.only(KEYS)
    name = fields.identity()
    fields.require("date", "2019-05-16")
    fields.require("title", "what happened, in a few words")
    return Event(
        id=name.value,
        date=fields.date("date"),
        title=fields.line("title") or name.value,
        span=name.span,
        body=fields.text("body"),
        sources=fields.citations(),
    )
