"""Plain text: the first line is the title, blank lines part the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import median

from explainer.importing.escape import escape_inline, escape_line

_BLANK = re.compile(r"\n(?:[ \t\f\v]*\n)+")
_LONGEST_TITLE = 200
_WRAPPED = range(50, 101)
"""How long lines are, in code points, that an editor wrapped."""

Escape = Callable[[str], str]


def paragraphs(text: str) -> list[list[str]]:
    """Return the lines of each paragraph, without white space at their ends."""
    parts = _BLANK.split(text.strip("\n"))
    lines = ([line.strip(" \t\f\v") for line in part.split("\n")] for part in parts)
    return [kept for part in lines if (kept := [line for line in part if line])]


def title_of(found: list[list[str]]) -> str:
    """Return the first paragraph if it can be a title, else nothing."""
    if len(found) < 2 or len(found[0]) > 1 or len(found[0][0]) > _LONGEST_TITLE:  # noqa: PLR2004
        return ""
    return found[0][0]


def heading(title: str) -> str:
    """Return a title as Markdown; signs at its end are no closing signs."""
    escaped = escape_inline(title)
    return f"# {escaped[:-1]}\\#" if escaped.endswith("#") else f"# {escaped}"


def paragraph(lines: list[str], *, wrapped: bool, escape: Escape = escape_line) -> str:
    """Return a paragraph as Markdown.

    A line break stays one, unless it is there because an editor wrapped the text.
    """
    return ("\n" if wrapped else "  \n").join(escape(line) for line in lines)


def is_wrapped(found: list[list[str]]) -> bool:
    """Return whether line breaks come from an editor and mean nothing."""
    broken = [len(line) for part in found for line in part[:-1]]
    return bool(broken) and max(broken) in _WRAPPED and median(broken) in _WRAPPED
