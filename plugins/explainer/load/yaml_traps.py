"""Text that YAML misreads: quotation marks, colons, signs and codes inside plain words."""

from __future__ import annotations

import re

from explainer.diagnostics import Diagnostic, diagnose
from explainer.load.failure import Failure, split
from explainer.load.findings import hash_finding, quoted

_OPENS = {'"': re.compile(r'"(?:[^"\\]|\\.)*$'), "'": re.compile(r"'(?:[^']|'')*$")}
_MOST_REPAIRS = 5
_LINE_SEPARATOR = re.compile("[\x85\u2028\u2029]")


def unclosed_quote(failure: Failure) -> Diagnostic | None:
    """Recognise a quotation mark without its partner."""
    at = _open_quote(failure)
    if at is None and "quoted scalar" in failure.context and "unexpected" in failure.problem:
        at = failure.opened
    if at is None:
        return None
    sign = failure.file.text[at : at + 1]
    return diagnose(
        "yaml-unclosed-quote",
        f"the quotation mark {sign} that opens here is never closed",
        failure.rest(at),
        label=f"no {sign} closes this",
        help=f"put {sign} at the end of the text; for a long text use `|` and indented lines",
    )


def _open_quote(failure: Failure) -> int | None:
    """Return where the quotation mark opens that, if closed on its line, mends the file."""
    last = failure.file.position(failure.at)[0]
    first = failure.file.position(failure.base)[0]
    tried = 0
    for number in range(last, first - 1, -1):
        parts = split(failure.file.line(number))
        opens = _OPENS.get(parts["value"][:1])
        if not (opens and opens.match(parts["value"])):
            continue
        start = failure.file.line_starts[number - 1]
        if failure.is_mended(start + len(parts[0].rstrip()), parts["value"][:1]):
            return start + parts.start("value")
        tried += 1
        if tried == _MOST_REPAIRS:
            break
    return None


_RESERVED = {
    "@": "YAML keeps `@` for itself",
    "`": "YAML keeps the backtick for itself",
    "%": "YAML reads `%` as an instruction",
    "*": "YAML reads `*` as a reference to other text",
    "&": "YAML reads `&` as a name for other text",
    "!": "YAML reads `!` as an instruction",
    "|": "YAML reads `|` as the start of an indented text",
    ">": "YAML reads `>` as the start of an indented text",
    "-": "YAML reads `- ` as an item of a list",
    "?": "YAML reads `? ` as the start of a key",
    "[": "YAML reads `[` as the start of a list",
    "{": "YAML reads `{` as the start of an entry",
}

_READING = ("an alias", "an anchor", "a tag", "a block scalar", "a directive")


def reserved(failure: Failure) -> Diagnostic | None:
    """Recognise plain text that begins with a sign YAML keeps for itself."""
    at = _reserved_at(failure)
    if at is None:
        return None
    value = failure.rest(at)
    sign = value.text[:1]
    return diagnose(
        "yaml-reserved-character",
        f"plain text cannot begin with {_shown(sign)}: {_RESERVED[sign]}",
        value,
        help=f"put quotation marks round it: {quoted(value.text)}",
    )


_OUT_OF_PLACE = ("cannot start any token", "entries are not", "keys are not allowed")


def _reserved_at(failure: Failure) -> int | None:
    text = failure.file.text
    if any(word in failure.context for word in _READING):
        at: int | None = failure.opened
    elif any(words in failure.problem for words in _OUT_OF_PLACE):
        at = failure.at
    elif "flow" in failure.context or "mapping values" in failure.problem:
        return None
    else:
        value = failure.value_at(failure.at)
        bracket = text[value.start : value.start + 1] in {"[", "{", "*"}
        at = value.start if bracket and value.start < failure.at else None
    return at if at is not None and text[at : at + 1] in _RESERVED else None


def colon(failure: Failure) -> Diagnostic | None:
    """Recognise a colon and a space inside plain text."""
    if "mapping values are not allowed" not in failure.problem:
        return None
    start, parts = failure.line_at(failure.at)
    own = start + (parts.end("key") if parts["key"] else 0)
    if parts["key"] and failure.at > own:
        value = failure.value_at(failure.at)
        return diagnose(
            "yaml-colon-in-text",
            f"the text of `{parts['key']}` holds a colon and a space, which YAML reads as a key",
            value,
            label="a colon inside plain text",
            help=f"put quotation marks round it: {parts['key']}: {quoted(value.text)}",
        )
    return _colon_on_its_own_line(failure, start, parts)


def _colon_on_its_own_line(failure: Failure, start: int, parts: re.Match[str]) -> Diagnostic:
    span = failure.file.span(start + parts.end("lead"), failure.at + 1)
    if parts["key"]:
        return diagnose(
            "yaml-syntax",
            f"`{parts['key']}:` is indented as if it went on from the line above",
            span,
            help=(f"{counts}; " if (counts := failure.counts(failure.at)) else "")
            + "give it the same indentation as the key above; if the line belongs to the "
            "text above, write that text after `|` on indented lines",
        )
    return diagnose(
        "yaml-colon-in-text",
        "plain text holds a colon and a space, which YAML reads as a key",
        span,
        label="a colon inside plain text",
        help="put quotation marks round the whole text, or write it after `|` on indented lines",
    )


def hash_inside(failure: Failure) -> Diagnostic | None:
    """Recognise a `#` that cuts off a text which goes on on the next line."""
    line = failure.file.position(failure.at if failure.at_text else failure.opened)[0]
    if line < 2 or "expected" not in failure.problem:  # noqa: PLR2004 - the second line
        return None
    value = split(failure.file.line(line - 1))
    at = value["value"].find(" #")
    if at < 1 or value["value"][:1] in {'"', "'", "|", ">", "#"}:
        return None
    start = failure.file.line_starts[line - 2] + value.start("value") + at + 1
    return hash_finding(failure.rest(start))


def after_the_end(failure: Failure) -> Diagnostic | None:
    """Recognise text behind a closing quotation mark."""
    value = failure.value_at(failure.at)
    sign = value.text[:1]
    if sign not in {'"', "'"} or failure.at <= value.start:
        return None
    other = "'" if sign == '"' else '"'
    return diagnose(
        "yaml-syntax",
        f"the text goes on after its closing quotation mark {sign}",
        failure.rest(failure.at),
        label="after the end",
        help=f"quotation marks go round the whole text; inside, write {sign} "
        + (f"as {sign}{sign}" if sign == "'" else f"as \\{sign}")
        + f", or use {other} outside",
    )


def escape(failure: Failure) -> Diagnostic | None:
    """Recognise a backslash code that does not exist."""
    if "escape" not in failure.problem and "hexdecimal" not in failure.problem:
        return None
    return diagnose(
        "yaml-syntax",
        "a backslash in double quotation marks begins a code, and this one is not known",
        failure.file.span(failure.at, min(failure.at + 2, len(failure.file.text))),
        help="write \\\\ for a backslash, or use single quotation marks",
    )


def line_separator(failure: Failure) -> Diagnostic | None:
    """Recognise an invisible end of line."""
    number = failure.file.position(failure.at)[0]
    for line in (number, number - 1):
        found = _LINE_SEPARATOR.search(failure.file.line(line)) if line else None
        if found:
            at = failure.file.line_starts[line - 1] + found.start()
            return diagnose(
                "yaml-syntax",
                f"an invisible line separator stands here (U+{ord(found[0]):04X}), and YAML "
                "takes it for the end of the line",
                failure.file.span(at, at + 1),
                help="delete it",
            )
    return None


def _shown(sign: str) -> str:
    return "a backtick" if sign == "`" else f"`{sign}`"
