"""What an editor is told of an import: with its place, and whether there is something to do."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.diagnostics import Diagnostic
from explainer.importing.opening import at
from explainer.span import Span

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing to know."""

    line: str
    wrong: bool = False
    """True if something is left to do."""


def told(span: Span, message: str, *, wrong: bool = False) -> Told:
    """Return a message at its place in the file that is imported."""
    return Told(line=f"{at(span)}: {message}", wrong=wrong)


def explained(span: Span, message: str, finding: Diagnostic | None) -> Told:
    """Return a message with what a diagnostic says, its help and other places indented."""
    if finding is None:
        return told(span, message, wrong=True)
    lines = [f"{at(span)}: {message}: {finding.message}"]
    lines += [f"    {line}" for line in finding.help.splitlines()]
    lines += [f"    {one.path}:{one.line}: {one.message}" for one in finding.related]
    return Told(line="\n".join(lines), wrong=True)


def shortened(words: str) -> str:
    """Return the first words, in quotation marks."""
    line = " ".join(words.split())
    if len(line) > _SHOWN:
        line = f"{line[:_SHOWN].rpartition(' ')[0] or line[:_SHOWN]}…"
    return f"“{line}”"
