"""The two things an editor may write inside Markdown: `[@source]` and `[[term]]`.

    [@imf-2024]  [@imf-2024, p. 3]  [@imf-2024, p. 3; @bis-2020]  [-@imf-2024]
    [[entity-list]]  [[entity-list|these words]]

One grammar for everyone: the Markdown processors that render it and the checks that look
up the ids. Code is never touched, and `[john@example.org]` is no citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

ID = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?"
"""An id inside a sentence: as everywhere, but a full stop at its end is the sentence's."""

CITATION = rf"(?<!\\)\[(?P<inner>-?@{ID}[^\[\]]*)\](?!\(|\[(?!-?@))"
"""A whole citation; `inner` goes to `parse_citations`. Never the text of a link."""

TERM_LINK = rf"(?<!\\)\[\[(?P<id>{ID})(?:\|(?P<words>[^\[\]|]+))?\]\]"
"""A whole term link: an id and, after a bar, the words to show."""

_ONE_CITATION = re.compile(
    rf"\s*(?P<minus>-)?@(?P<id>{ID})(?:\s*,\s*(?P<locator>.*?))?\s*", re.DOTALL
)
_CITATION = re.compile(CITATION)
_TERM_LINK = re.compile(TERM_LINK)
_CODE = re.compile(
    r"""
      ^[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+)?        # a fence: ``` or ~~~, also in a list or quote
      (?P<fence>`{3,}|~{3,})[^\n]*\n
      .*?
      (?:^[ \t>]*(?P=fence)[`~]*[ \t\r]*$|\Z)    #   to the same sign, or the end
    | (?<![`\\])(?P<ticks>`+)(?!`)                # `code` or ``code``, inside one paragraph
      (?:(?!\n[ \t]*\r?\n).)+?
      (?<!`)(?P=ticks)(?!`)
    | <!--.*?(?:-->|\Z)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


class Cited(NamedTuple):
    """One source inside a citation."""

    id: str
    locator: str
    suppress_author: bool
    """Whether it is written `-@id`."""
    offset: int
    """Where the id starts (after its @) in the string that was parsed."""


class Linked(NamedTuple):
    """One link to a term."""

    id: str
    words: str
    """Empty: show the term itself."""
    offset: int
    """Where the id starts in the string that was parsed."""


def parse_citations(inner: str) -> tuple[Cited, ...] | None:
    """Return the citations in the text between the brackets, or None if it is something else.

    `@a, p. 3; -@b` gives a with the locator `p. 3`, and b without its author.
    """
    cited = []
    at = 0
    for part in re.split(r";(?=\s*-?@)", inner):
        found = _ONE_CITATION.fullmatch(part)
        if not found:
            return None
        cited.append(
            Cited(
                found["id"],
                " ".join((found["locator"] or "").split()),
                bool(found["minus"]),
                at + found.start("id"),
            )
        )
        at += len(part) + 1
    return tuple(cited)


def citations_in(markdown: str) -> Iterator[Cited]:
    """Yield the sources cited in Markdown, outside code, with their offsets in it."""
    for found in _CITATION.finditer(without_code(markdown)):
        for cited in parse_citations(found["inner"]) or ():
            yield cited._replace(offset=found.start("inner") + cited.offset)


def term_links_in(markdown: str) -> Iterator[Linked]:
    """Yield the term links in Markdown, outside code, with their offsets in it."""
    for found in _TERM_LINK.finditer(without_code(markdown)):
        yield Linked(found["id"], (found["words"] or "").strip(), found.start("id"))


def without_code(markdown: str) -> str:
    """Return the Markdown with code and comments blanked, every offset kept."""
    if "[@" not in markdown and "[-@" not in markdown and "[[" not in markdown:
        return ""
    return _CODE.sub(lambda found: re.sub(r"[^\r\n]", " ", found[0]), markdown)
