"""Whether to print in colour, and how."""

from __future__ import annotations

from collections.abc import Mapping


def wants_colour(environment: Mapping[str, str], *, terminal: bool) -> bool:
    """Return whether to print in colour.

    `NO_COLOR` forbids it, `FORCE_COLOR` asks for it also where nobody looks at a terminal
    (no-color.org, force-color.org); if both are set, the first holds. Set but empty is not set.
    """
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return terminal and environment.get("TERM") != "dumb"


def paint(text: str, code: str, *, on: bool) -> str:
    """Return a text in bold and in a colour of the terminal, if colours are on."""
    return f"\x1b[1;{code}m{text}\x1b[0m" if on and text else text
