"""A place where the YAML parser stopped, and the lines around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from explainer.span import Span, TextFile

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where there is one; nothing is ever constructed with it."""
_LINE = re.compile(
    r"(?P<lead>[ \t]*(?:-[ \t]+)*)(?:(?P<key>[\w$.-]+)[ \t]*:(?:[ \t]+|$))?(?P<value>.*)", re.DOTALL
)


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


def split(line: str) -> re.Match[str]:
    """Return the parts of a line: indentation and dashes, key, value."""
    found = _LINE.match(line)
    assert found  # noqa: S101 - every part of the pattern may be empty
    return found
