"""Diagnostics and targets for machines: one JSON object, always in the same order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from explainer.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """What became of one target."""

    annotation: str
    """The note's id."""
    article: str
    status: str
    """exact, normalised, drifted, ambiguous or orphan."""
    line: int
    """The 1-based line in the annotation file."""
    quote: str
    """The words as found, or as written if they were not."""

    @property
    def order(self) -> tuple[str, int, str, str]:
        """The key that puts rows in a stable order: by article, then line."""
        return (self.article, self.line, self.annotation, self.quote)


def report(diagnostics: Iterable[Diagnostic], targets: Sequence[TargetRow]) -> str:
    """Return the report as JSON text: `summary`, `targets` and `diagnostics`, sorted."""
    found = sorted(diagnostics, key=lambda diagnostic: diagnostic.order)
    value = {
        "summary": _summary(found, targets),
        "targets": [asdict(row) for row in sorted(targets, key=lambda row: row.order)],
        "diagnostics": [plain(diagnostic) for diagnostic in found],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _summary(found: Sequence[Diagnostic], targets: Sequence[TargetRow]) -> dict[str, object]:
    severities = Counter(diagnostic.severity for diagnostic in found)
    statuses = Counter(row.status for row in targets)
    return {
        **{f"{severity.value}s": severities[severity] for severity in Severity},
        "targets": dict(sorted(statuses.items())),
    }


def plain(found: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as the values of JSON."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "help": found.help,
        "path": found.span.file.path,
        "line": found.span.line,
        "column": found.span.column,
        "end_line": found.span.end_line,
        "end_column": found.span.end_column,
    }
