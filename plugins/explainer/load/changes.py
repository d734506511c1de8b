"""The `changes:` of a note or an article: what was done to it, as its editors list it."""

from __future__ import annotations

from explainer.load.fields import Fields
from explainer.load.findings import wrong_type
from explainer.load.nodes import Map, Node
from explainer.model import Change, Doing

KEYS = frozenset({"date", "kind", "text"})


def changes(fields: Fields) -> tuple[Change, ...]:
    """Return the changes that an entry lists; what has no date that can be read is reported."""
    found = (_change(item, fields) for item in fields.listed("changes"))
    return tuple(one for one in found if one)


def _change(item: Node, fields: Fields) -> Change | None:
    if not isinstance(item, Map):
        wanted = "keys with values, such as `date: 2026-03-09`"
        fields.findings.append(wrong_type(item, "an item of `changes`", wanted))
        return None
    keys = Fields(node=item, what="a change", findings=fields.findings)
    keys.only(KEYS)
    keys.require("date", "2026-03-09")
    doing = keys.choice("kind", Doing, Doing.UPDATE)
    if doing is Doing.CORRECTION:
        # A correction that does not say what was wrong is none.
        keys.require("text", "what was wrong")
    date = keys.date("date")
    return Change(date=date, doing=doing, text=keys.line("text")) if date else None
