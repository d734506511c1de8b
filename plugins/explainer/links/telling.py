"""What a run found, for people in one line and for programs in full."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from explainer.diagnostics import Diagnostic, Severity
from explainer.links.outcome import Outcome, State
from explainer.links.places import Link, Reliant, Use
from explainer.report.json import plain
from explainer.report.text import counted

_WORDS = {
    State.ALIVE: "there",
    State.MOVED: "moved",
    State.DEAD: "dead",
    State.UNREACHABLE: "not reached",
    State.REFUSED: "not checked",
    State.PRIVATE: "private",
}


def summary(
    links: Sequence[Link], outcomes: Mapping[str, Outcome], found: Sequence[Diagnostic]
) -> str:
    """Return the closing line: `5 addresses: 3 there, 2 dead; 4 asked now; 1 error`."""
    if not links:
        return "no addresses to check"
    states = Counter(one.state for one in outcomes.values())
    told = ", ".join(f"{states[state]} {word}" for state, word in _WORDS.items() if states[state])
    asked = sum(not one.cached for one in outcomes.values())
    now = f"{asked} looked at now" if asked < len(outcomes) else "all looked at now"
    several = "address" if len(outcomes) == 1 else "addresses"
    return f"{len(outcomes)} {several}: {told}; {now}; {counted(found) or 'no problems'}"


def as_json(
    links: Sequence[Link],
    outcomes: Mapping[str, Outcome],
    copies: Mapping[str, str],
    found: Sequence[Diagnostic],
) -> str:
    """Return `summary`, `links` and `diagnostics` as JSON text; the handbook says what is in it."""
    severities = Counter(one.severity for one in found)
    states = Counter(one.state for one in outcomes.values())
    value = {
        "summary": {
            **{f"{severity.value}s": severities[severity] for severity in Severity},
            "links": {state.value: states[state] for state in State},
        },
        "links": [_link(one, outcomes[one.url], copies) for one in links if one.url in outcomes],
        "diagnostics": [plain(one) for one in found],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _link(link: Link, outcome: Outcome, copies: Mapping[str, str]) -> dict[str, object]:
    at = datetime.fromtimestamp(int(outcome.at), UTC)
    return {
        "url": link.url,
        "state": outcome.state.value,
        "status": outcome.status,
        "told": outcome.told,
        "moved_to": outcome.moved_to,
        "archived": copies.get(link.url, ""),
        "checked": at.isoformat().replace("+00:00", "Z"),
        "uses": [_use(use) for use in link.uses],
    }


def _use(use: Use) -> dict[str, object]:
    return {
        **_reliant(use.by),
        "key": use.key,
        "url": use.url,
        "relied_on_by": [_reliant(one) for one in use.reliant],
    }


def _reliant(one: Reliant) -> dict[str, object]:
    return {
        "kind": one.kind,
        "id": one.id,
        "path": one.span.file.path,
        "line": one.span.line,
        "column": one.span.column,
    }
