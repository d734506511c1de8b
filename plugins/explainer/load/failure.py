"""A place where the YAML parser stopped, and the lines around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import yaml

from explainer.span import Span, TextFile

_BLOCK = re.compile(r"[|>][-+\d]*[ \t]*(?:#.*)?$")
"""What stands after a key whose text begins on the next line."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where there is one; nothing is ever constructed with it."""
_LINE = re.compile(
    r"(?P<lead>[ \t]*(?:-[ \t]+)*)(?:(?P<key>[\w$.-]+)[ \t]*:(?:[ \t]+|$))?(?P<value>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the structure: not one of a text below its `|`."""

    number: int
    indent: int
    """How many signs stand before the first that is no space."""
    dash: bool
    """True if it begins an item of a list."""
    key: str
    column: int
    """How many signs stand before the key, or before the value if there is no key."""
    block: str
    """`|` or `>` if the text begins on the next line."""
    text_indent: int | None = None
    """The indentation of that text, if there is any."""

    @property
    def shown(self) -> str:
        """How it begins, for messages."""
        return f"`- {self.key}:`" if self.dash and self.key else f"`{self.key}:`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A parser's error, with offsets into the file."""

    file: TextFile
    base: int
    problem: str
    context: str
    at: int
    """Where the parser stopped."""
    opened: int
    """Where the thing began that it was reading, or where it stopped."""

    def is_mended(self, at: int, insertion: str) -> bool:
        """Return whether the parser gets past the failure with a sign put in at an offset."""
        text = self.file.text[self.base : at] + insertion + self.file.text[at:]
        limit = self.at + len(insertion) - self.base
        try:
            for event in yaml.parse(text, Loader=LOADER):
                if event.start_mark and event.start_mark.index > limit:
                    return True
        except yaml.MarkedYAMLError as error:
            return bool(error.problem_mark and error.problem_mark.index > limit)
        return True

    def line_at(self, offset: int) -> tuple[int, re.Match[str]]:
        """Return the offset and the parts of the line with this offset."""
        number = self.file.position(offset)[0]
        start = max(self.file.line_starts[number - 1], self.base)
        return start, split(self.file.line(number)[start - self.file.line_starts[number - 1] :])

    def value_at(self, offset: int) -> Span:
        """Return the span of the value on the line with this offset."""
        start, parts = self.line_at(offset)
        return self.file.span(start + parts.start("value"), start + len(parts[0].rstrip()))

    def lines_above(self, number: int) -> list[Line]:
        """Return the lines of the structure above a line, without those of texts after `|`."""
        found: list[Line] = []
        for above in range(self.file.position(self.base)[0], number):
            written = self.file.line(above).rstrip()
            indent = len(written) - len(written.lstrip(" "))
            last = found[-1] if found else None
            if not written or written[indent] == "#":
                continue
            if last and last.block and indent > last.column:
                if last.text_indent is None:
                    found[-1] = replace(last, text_indent=indent)
                continue
            found.append(_structure(written, above))
        return found

    def counts(self, offset: int) -> str:
        """Return how far a line and its nearest fellow above are indented, in words, or ""."""
        number = self.file.position(offset)[0]
        here = _structure(self.file.line(number).rstrip(), number)
        above = self.lines_above(number)
        if here.dash:
            fellows = [one for one in above if one.dash and bool(one.key) == bool(here.key)]
            distances = {one.number: one.indent for one in fellows}
        else:
            entry = max((at for at, one in enumerate(above) if one.dash and one.key), default=0)
            fellows = [one for one in above[entry:] if one.key]
            distances = {one.number: one.column for one in fellows}
        if not fellows:
            return ""
        best = min(reversed(fellows), key=lambda one: abs(distances[one.number] - here.indent))
        there = distances[best.number]
        if there == here.indent:
            return ""
        name = best.shown if here.dash and best.key else f"`{best.key}:`" if best.key else "the `-`"
        spaces = "1 space" if here.indent == 1 else f"{here.indent} spaces"
        return f"this line begins after {spaces}, {name} above it after {there}"

    @property
    def at_text(self) -> bool:
        """Whether the parser stopped on a line that holds no key."""
        return "':'" not in self.problem and not self.line_at(self.at)[1]["key"]

    def rest(self, offset: int) -> Span:
        """Return the span from an offset to the end of its line."""
        line = self.file.position(offset)[0]
        start = self.file.line_starts[line - 1]
        end = start + len(self.file.line(line).rstrip())
        return self.file.span(offset, max(end, offset))


def _structure(written: str, number: int) -> Line:
    parts = split(written)
    lead = parts["lead"]
    begins_text = parts["key"] and _BLOCK.match(parts["value"])
    return Line(
        number=number,
        indent=len(lead) - len(lead.lstrip()),
        dash="-" in lead,
        key=parts["key"] or "",
        column=len(lead),
        block=parts["value"][0] if begins_text else "",
    )


def split(line: str) -> re.Match[str]:
    """Return the parts of a line: indentation and dashes, key, value."""
    found = _LINE.match(line)
    assert found  # noqa: S101 - every part of the pattern may be empty
    return found
