"""Diagnostics for GitHub Actions: workflow commands, and the table of a job's summary.

GitHub shows no more than ten errors, ten warnings and ten notices of a step. So what matters
most comes first, and if there are more than ten findings, a closing notice says how many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainer.diagnostics import Diagnostic, Severity
from explainer.report.excerpt import visible
from explainer.report.text import counted

SHOWN = 10
"""How many annotations of a kind GitHub shows for a step."""
SUMMARY_LIMIT = 1_000_000
"""Bytes of a table; a step's summary may have 1 MiB."""
_SEVERITIES = tuple(Severity)
_HEAD = "| | Where | What | Rule |\n| --- | --- | --- | --- |\n"
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_DATA, ":": "%3A", ",": "%2C"}
_IN_CELLS = str.maketrans(
    {"\\": "\\\\", "|": "\\|", "`": "\\`", "*": "\\*", "_": "\\_", "[": "\\[", "]": "\\]"}
    | {"<": "&lt;", "&": "&amp;", "\n": " "}
)


def workflow_commands(found: Iterable[Diagnostic], *, folder: str = "") -> str:
    """Return a workflow command for each finding, errors first, and the total if it is large.

    `folder` is where the project lies in its repository, with a slash at the end.
    """
    ordered = _errors_first(found)
    if len(ordered) <= SHOWN:
        return "".join(_command(one, folder) for one in ordered)
    notices = [one for one in ordered if one.severity is Severity.NOTICE]
    # The closing notice is one of the ten that GitHub shows.
    left = {id(one) for one in notices[SHOWN - 1 :]}
    total = f"{counted(ordered)}; GitHub shows ten of a kind, the job's summary lists all"
    shown = [_command(one, folder) for one in ordered if id(one) not in left]
    return "".join([*shown, f"::notice title=explainer::{_escaped(total, _IN_DATA)}\n"])


def summary_table(found: Iterable[Diagnostic], *, folder: str = "") -> str:
    """Return all findings as a Markdown table, errors first; nothing if there are none."""
    ordered = _errors_first(found)
    if not ordered:
        return ""
    head = f"### explainer: {counted(ordered)}\n\n{_HEAD}"
    lines, size = [head], len(head.encode())
    for at, one in enumerate(ordered):
        row = _row(one, folder)
        size += len(row.encode())
        if size > SUMMARY_LIMIT:
            lines.append(f"\n… and {len(ordered) - at} more\n")
            break
        lines.append(row)
    return "".join(lines)


def _errors_first(found: Iterable[Diagnostic]) -> Sequence[Diagnostic]:
    return sorted(found, key=lambda one: (_SEVERITIES.index(one.severity), one.order))


def _command(found: Diagnostic, folder: str) -> str:
    """Return one command; columns only mean something to GitHub within one line."""
    span = found.span
    properties = {"file": folder + span.file.path, "line": str(span.line)}
    if span.end_line == span.line:
        properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    else:
        properties["endLine"] = str(span.end_line)
    properties["title"] = found.code
    told = ",".join(f"{key}={_escaped(one, _IN_PROPERTIES)}" for key, one in properties.items())
    message = f"{found.message}\n{found.help}" if found.help else found.message
    return f"::{found.severity.value} {told}::{_escaped(visible(message), _IN_DATA)}\n"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(char, char) for char in text)


def _row(found: Diagnostic, folder: str) -> str:
    span = found.span
    cells = (
        found.severity.value,
        f"{folder}{span.file.path}:{span.line}:{span.column}",
        found.message,
        found.code,
    )
    return f"| {' | '.join(visible(one).translate(_IN_CELLS) for one in cells)} |\n"
