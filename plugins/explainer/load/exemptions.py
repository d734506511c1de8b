"""The `ignore:` of a note: rules that it is an exception to, each with the reason."""

from __future__ import annotations

from explainer.load.fields import Fields
from explainer.load.findings import wrong_type
from explainer.load.nodes import Map, Node
from explainer.model import Exemption, Ignorable

KEYS = frozenset({"rule", "reason"})


def exemptions(fields: Fields) -> tuple[Exemption, ...]:
    """Return the exceptions that a note makes; one without a reason is reported, and none."""
    found = (_exemption(item, fields) for item in fields.listed("ignore"))
    return tuple(one for one in found if one)


def _exemption(item: Node, fields: Fields) -> Exemption | None:
    if not isinstance(item, Map):
        wanted = "keys with values: `rule: quote-drifted` and `reason: …`"
        fields.findings.append(wrong_type(item, "an item of `ignore`", wanted))
        return None
    keys = Fields(node=item, what="an exception", findings=fields.findings)
    keys.only(KEYS)
    keys.require("rule", Ignorable.QUOTE_DRIFTED.value)
    keys.require("reason", "why this is meant")
    name = keys.one_of("rule", [one.value for one in Ignorable])
    reason, word = keys.line("reason"), item.get("rule")
    if not name or not reason or word is None:
        return None
    return Exemption(rule=Ignorable(name), reason=reason, span=word.span, entry=fields.node.span)
