"""The changes to notes for programs: one JSON object, always in the same order."""

from __future__ import annotations

import json

from explainer.difference import Change, Difference, What
from explainer.report.difference import Compared
from explainer.standing import Standing


def as_json(difference: Difference, compared: Compared) -> str:
    """Return `base`, `summary` and `changes` as JSON text; the handbook says what is in them."""
    value = {
        "base": {"ref": compared.ref, "commit": compared.commit},
        "summary": {
            "notes": difference.notes,
            "worse": difference.worse,
            "unread": difference.unread,
            "unchanged": difference.unchanged,
            **{what.value: difference.count(what) for what in What},
        },
        "changes": [_change(one) for one in difference.changes],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _change(change: Change) -> dict[str, object]:
    here = change.here
    return {
        "what": change.what.value,
        "worse": change.worse,
        "article": here.article,
        "annotation": here.note,
        "place": here.rank + 1,
        "path": here.path,
        "line": here.line,
        "before": _standing(change.before),
        "after": _standing(change.after),
        "now": change.now,
    }


def _standing(standing: Standing | None) -> dict[str, object] | None:
    if standing is None:
        return None
    return {
        "article": standing.article,
        "status": standing.status.value,
        "quote": standing.written,
        "words": standing.words,
        "section": standing.section,
        "candidates": standing.candidates,
    }
