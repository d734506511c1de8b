"""Outcomes as diagnostics: each place that holds an address which is not as it should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from explainer.diagnostics import Diagnostic, diagnose, related
from explainer.links.outcome import Outcome, State
from explainer.links.places import Link, Reliant, Use

_MOST_NAMES = 4
_LOST = frozenset({State.DEAD, State.UNREACHABLE})
_THERE = frozenset({State.ALIVE, State.MOVED})
_CODES = {
    State.MOVED: "moved-link",
    State.DEAD: "dead-link",
    State.UNREACHABLE: "unreachable-link",
    State.REFUSED: "unchecked-link",
    State.PRIVATE: "private-link",
}
_SAID = {
    State.MOVED: "has another address now",
    State.DEAD: "is not there any more",
    State.UNREACHABLE: "cannot be reached",
    State.REFUSED: "could not be checked",
    State.PRIVATE: "was not asked",
}

Copies = Mapping[str, str]
"""Archived copies that were found, by the address as it is asked."""


def verdicts(
    links: Sequence[Link], outcomes: Mapping[str, Outcome], copies: Copies
) -> list[Diagnostic]:
    """Return every finding, in a stable order; an address without an outcome has none."""
    there = {link.url for link in links if _is_there(outcomes.get(link.url))}
    as_asked = {use.url: link.url for link in links for use in link.uses}
    found: list[Diagnostic] = []
    for link in links:
        outcome = outcomes.get(link.url)
        if outcome is None or outcome.state is State.ALIVE:
            continue
        for use in link.uses:
            archived = use.source.archive_url if use.source and use.key == "URL" else ""
            stands_in = as_asked.get(archived) in there
            copy = archived or copies.get(link.url, "")
            found.append(_verdict(use, outcome, copy, stands_in=stands_in))
    return sorted(found, key=lambda one: one.order)


def _is_there(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.state in _THERE


def _verdict(use: Use, outcome: Outcome, copy: str, *, stands_in: bool) -> Diagnostic:
    lost = outcome.state in _LOST
    code = "archived-link" if lost and stands_in else _CODES[outcome.state]
    why = f": {outcome.told or outcome.moved_to}" if outcome.told or outcome.moved_to else ""
    relied = "; " + _names(use.reliant) if use.reliant and lost and not stands_in else ""
    return diagnose(
        code,
        f"{_what(use)} {_SAID[outcome.state]}{why}{relied}",
        use.by.span,
        help="\n".join(_help(use, outcome, copy if lost else "", stands_in=stands_in)),
        related=tuple(related(f"{one.name} relies on it", one.span) for one in use.reliant)
        if lost
        else (),
    )


def _what(use: Use) -> str:
    """Return what an address is to its author."""
    if use.key == "URL":
        return f"the page of {use.by.name}"
    if use.key:
        return f"the archived copy of {use.by.name}"
    return f"what {use.by.name} links to"


def _names(reliant: Sequence[Reliant]) -> str:
    names = [f"{one.kind} `{one.id}`" for one in reliant[:_MOST_NAMES]]
    more = len(reliant) - len(names)
    verb = "relies" if len(reliant) == 1 else "rely"
    return f"{', '.join(names)}{f' and {more} more' if more else ''} {verb} on it"


def _help(use: Use, outcome: Outcome, copy: str, *, stands_in: bool) -> Iterator[str]:
    if outcome.state is State.MOVED:
        yield "write that, if the same text stands there"
    elif outcome.state is State.PRIVATE:
        yield "a reader elsewhere cannot follow it; if it is meant, add --allow-private"
    elif outcome.state is State.REFUSED:
        yield "look at it in a browser"
    elif stands_in:
        yield f"nothing is to be done: readers find {copy}"
    elif copy and use.source and use.source.archive_url:
        yield f"its archived copy may still be there: {copy}"
    elif copy:
        yield f"an archive has a copy: {copy}"
        yield (
            "add it with `explainer links --find-archived --write`"
            if use.key == "URL"
            else ("link to that instead")
        )
    else:
        yield "find where it is now, or an archived copy: `explainer links --find-archived`"
