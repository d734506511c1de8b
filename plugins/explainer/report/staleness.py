"""What should be looked at again, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from explainer.staleness import Stale, Staleness

_NOBODY = "nobody in particular"


def staleness_text(found: Staleness) -> str:
    """Return what should be looked at, by owner, or one line that there is nothing."""
    lines = [
        *_part("past the day by which it was to be looked at again", found.past),
        *_part("to be looked at soon", found.near),
        *_part("unchanged for long", found.untouched),
    ]
    return "\n".join(lines).strip() + "\n" if lines else "nothing needs to be looked at\n"


def _part(title: str, entries: Sequence[Stale]) -> Iterator[str]:
    if not entries:
        return
    yield f"{title}: {len(entries)}"
    owners = sorted({one.owner for one in entries}, key=lambda name: (not name, name.casefold()))
    for owner in owners:
        yield f"  {owner or _NOBODY}"
        for one in entries:
            if one.owner == owner:
                place = f"{one.span.file.path}:{one.span.line}"
                yield f"    {place}: {one.what} {one.id}, {_when(one)}"
    yield ""


def _when(one: Stale) -> str:
    if one.days is None:
        return f"not known when ({one.date})" if one.date else "not known when"
    days = f"{abs(one.days)} day{'' if abs(one.days) == 1 else 's'}"
    if one.days == 0:
        return f"{one.date}, today"
    return f"{one.date}, {days} ago" if one.days > 0 else f"{one.date}, in {days}"


def staleness_json(found: Staleness) -> str:
    """Return `past`, `near` and `untouched` as JSON text; the handbook says what is in them."""
    parts = {"past": found.past, "near": found.near, "untouched": found.untouched}
    told = {name: [_entry(one) for one in entries] for name, entries in parts.items()}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _entry(one: Stale) -> dict[str, object]:
    return {
        "what": one.what,
        "id": one.id,
        "path": one.span.file.path,
        "line": one.span.line,
        "owner": one.owner,
        "date": one.date,
        "days": one.days,
    }
