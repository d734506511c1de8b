"""Diagnostics for people: one line each, or with the lines of the file they are about."""

from __future__ import annotations

from collections.abc import Iterable

from explainer.diagnostics import Diagnostic, Severity
from explainer.report.excerpt import excerpt, visible
from explainer.report.paint import paint

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTICE: "36"}
_GUTTER = "34"


def concise(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Return one line per diagnostic, `file:line:column: error[code]: message`, sorted."""
    return "".join(f"{one_line(found, colour=colour)}\n" for found in _sorted(diagnostics))


def one_line(found: Diagnostic, *, colour: bool = False) -> str:
    """Return a diagnostic as `file:line:column: error[code]: message`."""
    span = found.span
    place = visible(f"{span.file.path}:{span.line}:{span.column}")
    head = paint(f"{found.severity.value}[{found.code}]", _COLOURS[found.severity], on=colour)
    return f"{place}: {head}: {visible(' '.join(found.message.split()))}"


def full(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Return every diagnostic with its lines, carets and help, sorted, a blank line between."""
    return "\n".join(_full(found, colour=colour) for found in _sorted(diagnostics))


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many there are, in words: `2 errors, 1 warning`; "" if there are none."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    counts = ((severity.value, found.count(severity)) for severity in Severity)
    return ", ".join(f"{n} {name}{'s' if n > 1 else ''}" for name, n in counts if n)


def _sorted(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(diagnostics, key=lambda found: found.order)


def _full(found: Diagnostic, *, colour: bool) -> str:
    rows = excerpt(found.span)
    width = max((len(str(row.number)) for row in rows if row.number), default=1)
    sign, blue = _COLOURS[found.severity], _GUTTER
    head = paint(f"{found.severity.value}[{found.code}]", sign, on=colour)
    place = f"{found.span.file.path}:{found.span.line}:{found.span.column}"
    lines = [
        f"{head}: {visible(' '.join(found.message.split()))}",
        f"{' ' * width}{paint('-->', blue, on=colour)} {visible(place)}",
    ]
    bar = paint("|", blue, on=colour)
    lines += [f"{' ' * width} {bar}"] if rows else []
    for at, row in enumerate(rows):
        number = "" if row.number is None else str(row.number)
        lines.append(f"{paint(number.rjust(width), blue, on=colour)} {bar} {row.text}".rstrip())
        label = f" {visible(found.label)}" if found.label and at == len(rows) - 1 else ""
        if row.carets:
            lines.append(f"{' ' * width} {bar} {paint(row.carets + label, sign, on=colour)}")
    lines += _notes(found, " " * width, colour=colour)
    return "\n".join(lines) + "\n"


def _notes(found: Diagnostic, indent: str, *, colour: bool) -> list[str]:
    """Return the help and the related places, each after an equals sign."""
    sign = paint("=", _GUTTER, on=colour)
    lines = []
    if found.help:
        first, *rest = visible(found.help).split("\n")
        lines.append(f"{indent} {sign} help: {first}")
        lines += [f"{indent}         {line}".rstrip() for line in rest]
    lines += [
        visible(f"{place.message}: {place.path}:{place.line}:{place.column}")
        for place in found.related
    ]
    at = len(lines) - len(found.related)
    return lines[:at] + [f"{indent} {sign} note: {line}" for line in lines[at:]]
