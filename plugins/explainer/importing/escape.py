"""Plain text becomes Markdown that says exactly the same.

Escapes what Python-Markdown and its usual extensions would read as markup, and nothing
else, so that the Markdown stays readable. `escape_everything` is for the rare text that
an extension reads as markup all the same.
"""

from __future__ import annotations

import re
import string

_INLINE = re.compile(
    r"""
    (?P<backslash> [\\`*{\[] )              # code, emphasis, attributes, links, [[terms]]
    | (?P<underscore> (?<![^\W_])_ | _(?![^\W_]) )  # emphasis; `snake_case` is none
    | (?P<entity> & (?= \#? \w+ ; ) )       # &amp;
    | (?P<tag> < (?= \S ) )                 # <b>, <!-- -->, <https://…>, <me@example.org>
    """,
    re.VERBOSE,
)
_START = re.compile(
    r"""
    (?P<backslash>
        \# | >                              # heading, quotation
        | [-+] (?= [\s+=-] | $ )            # list item, rule, underline, snippet
        | ! (?= !! )                        # admonition
    )
    | (?P<number> \d+ ) (?= [.)] (?: \s | $ ) )
    | (?P<entity>
        = (?= [=\s] | $ )                   # underline of a heading, tabs
        | ~ (?= ~~ ) | / (?= // ) | \$ (?= \$ )
        | : (?= [\s:-] | $ )                # definition, table
        | \? (?= \?\? )                     # details
        | \|                                # table
    )
    """,
    re.VERBOSE,
)


def escape_inline(text: str) -> str:
    """Return text as Markdown, wherever in a line it stands."""
    return _INLINE.sub(_inline, text)


def escape_line(line: str) -> str:
    """Return a whole line of text as Markdown."""
    start = _START.match(line)
    if start is None:
        return escape_inline(line)
    rest = escape_inline(line[start.end() :])
    if start["number"]:
        return f"{start['number']}\\{rest}"
    if start["entity"]:
        return _reference(start["entity"]) + rest
    return f"\\{start[0]}{rest}"


def escape_everything(line: str) -> str:
    """Return a line with every sign written as a character reference."""
    return "".join(_reference(char) if char in string.punctuation else char for char in line)


def _inline(found: re.Match[str]) -> str:
    if found["entity"]:
        return "&amp;"
    if found["tag"]:
        return "&lt;"
    return f"\\{found[0]}"


def _reference(char: str) -> str:
    return f"&#{ord(char)};"
