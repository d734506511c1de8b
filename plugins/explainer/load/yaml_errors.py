"""What the YAML parser could not read, in plain words and at the place to mend.

The parser says where it stumbled; editors need to know where the mistake is. Each cause
has a small recogniser; the first that knows the case speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from explainer.diagnostics import Diagnostic, diagnose
from explainer.load.failure import LOADER, Failure, split
from explainer.load.yaml_traps import (
    after_the_end,
    colon,
    escape,
    hash_inside,
    line_separator,
    reserved,
    unclosed_quote,
)
from explainer.span import TextFile

_KEY = re.compile(r"[ ]*(?:-[ ]+)?(?:[a-z][\w-]*|URL|DOI):(?: |$)")
"""A line that looks like a key of the format rather than like prose."""
_NO_SPACE = re.compile(r"[A-Za-z][\w-]*:(?!//)(?=\S)")


def explain(error: yaml.MarkedYAMLError, file: TextFile, *, base: int, end: int) -> Diagnostic:
    """Return what the parser's error means for the person who wrote the file."""
    problem_mark = error.problem_mark or error.context_mark
    at = min(base + (problem_mark.index if problem_mark else 0), end)
    opened = base + error.context_mark.index if error.context_mark else at
    failure = Failure(
        file=file,
        base=base,
        problem=str(error.problem or ""),
        context=str(error.context or ""),
        at=at,
        opened=min(opened, end),
    )
    found = (recognise(failure) for recognise in _RECOGNISERS)
    return next(diagnostic for diagnostic in found if diagnostic)


def _tab(failure: Failure) -> Diagnostic | None:
    at = failure.at
    if failure.file.text[at : at + 1] != "\t" and "tab character" not in failure.problem:
        return None
    start = failure.line_at(at)[0]
    indent = re.match(r"[ ]*(\t+)", failure.file.text[start:])
    span = (
        failure.file.span(start + indent.start(1), start + indent.end(1))
        if indent
        else (failure.file.span(at, at + 1))
    )
    return diagnose(
        "yaml-tab",
        "this line is indented with a tab; YAML takes only spaces",
        span,
        label="a tab",
        help="replace it with spaces, as many as the lines around it have",
    )


def _bracket(failure: Failure) -> Diagnostic | None:
    if "flow" not in failure.context:
        return None
    opened = failure.opened
    if not failure.file.text[failure.at :].strip():
        opened = _last_open(failure)
    opening = failure.file.text[opened : opened + 1]
    closing = {"[": "]", "{": "}"}.get(opening)
    if closing is None:
        return None
    return diagnose(
        "yaml-syntax",
        f"the `{opening}` that opens here is not closed where it should be",
        failure.rest(opened),
        help=f"close it with `{closing}`, put commas between the items, and quotation marks "
        "round items that hold a comma, a colon or a bracket",
    )


def _last_open(failure: Failure) -> int:
    """Return where the innermost bracket opens that nothing closes up to the end."""
    opened = []
    try:
        for token in yaml.scan(failure.file.text[failure.base : failure.at], Loader=LOADER):
            if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                opened.append(failure.base + token.start_mark.index)
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
                del opened[-1:]
    except yaml.MarkedYAMLError:
        pass  # whatever the scanner met, what it saw before is true
    return opened[-1] if opened else failure.opened


def _no_space(failure: Failure) -> Diagnostic | None:
    """Recognise `title:Words`, which is no key for want of a space."""
    line = failure.file.position(failure.opened if "':'" in failure.problem else failure.at)[0]
    for number in (line, line - 1):
        parts = split(failure.file.line(number)) if number else None
        found = parts and not parts["key"] and _NO_SPACE.match(parts["value"])
        if parts and found:
            start = failure.file.line_starts[number - 1] + parts.start("value")
            return diagnose(
                "yaml-syntax",
                f"a space is missing after `{found[0]}`",
                failure.file.span(start, start + len(found[0])),
                help=f"write: {found[0]} {parts['value'][found.end() :].strip()}",
            )
    return None


def _flush_text(failure: Failure) -> Diagnostic | None:
    """Recognise a line that should be indented below the `|` of its text."""
    number = failure.file.position(failure.opened if "':'" in failure.problem else failure.at)[0]
    line = failure.file.line(number).rstrip()
    indent = len(line) - len(line.lstrip(" "))
    above = failure.lines_above(number)
    if not line or not above or not above[-1].block or indent > above[-1].column:
        return None
    key = above[-1]
    if _KEY.match(line) or (key.text_indent is not None and line[indent:].startswith("- ")):
        return None
    start = failure.file.line_starts[number - 1] + indent
    if key.text_indent is None:
        message = f"the text after `{key.block}` is not indented"
        help_ = f"begin every line of the text with {key.column + 2} spaces: two more than its key"
    else:
        message = f"this line belongs to no key; is it part of the text after `{key.block}`?"
        help_ = f"if so, begin it with {key.text_indent} spaces, as the text above it"
    return diagnose("yaml-syntax", message, failure.rest(start), help=help_)


def _no_colon(failure: Failure) -> Diagnostic | None:
    if "':'" not in failure.problem:
        return None
    return diagnose(
        "yaml-syntax",
        "this line is neither a key with its value nor part of the text above",
        failure.rest(failure.opened),
        help="a key is followed by a colon and a space (`title: Words`); a line that goes on "
        "from the text above must be indented further than its key",
    )


def _indentation(failure: Failure) -> Diagnostic | None:
    if "did not find expected" not in failure.problem and "<block end>" not in failure.problem:
        return None
    return diagnose(
        "yaml-syntax",
        "this line does not fit under the lines above it",
        failure.rest(failure.at),
        help=f"{failure.counts(failure.at) or 'check its indentation'}: keys of one entry stand "
        "exactly under one another, and every new entry of a list begins with `- `",
    )


def _anything(failure: Failure) -> Diagnostic | None:
    return diagnose(
        "yaml-syntax",
        "the YAML cannot be read here",
        failure.rest(failure.at),
        help=f"the YAML reader says: {failure.problem or 'nothing more'}",
    )


_RECOGNISERS: tuple[Callable[[Failure], Diagnostic | None], ...] = (
    _tab,
    line_separator,
    _flush_text,
    unclosed_quote,
    escape,
    hash_inside,
    reserved,
    _no_space,
    colon,
    after_the_end,
    _bracket,
    _no_colon,
    _indentation,
    _anything,
)
