"""The glossary as a table (RFC 4180), for spreadsheets and translators' tools."""

from __future__ import annotations

import csv
from io import StringIO

from explainer.downloads import Download
from explainer.outputs.terms import Entry, entries
from explainer.special import Gathered

_MARK = "\ufeff"
"""Without it, Excel reads UTF-8 as something else; other programs pass over it."""
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = "id term aliases kind short definition pronunciation source url".split()


def glossary_csv(gathered: Gathered, download: Download) -> str:
    """Return the terms, a line each; names in other languages have a column for each language.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, which
    spreadsheets do not show (CWE-1236).
    """
    found = list(entries(gathered, download.address()))
    languages = sorted({tag for one in found for tag, _ in one.term.original})
    written = StringIO(newline="")
    table = csv.writer(written)
    table.writerow([*_COLUMNS, *(f"original:{tag}" for tag in languages)])
    for one in found:
        names = {tag: name.value for tag, name in one.term.original}
        cells = [*_cells(one), *(names.get(tag, "") for tag in languages)]
        table.writerow([_no_formula(cell) for cell in cells])
    return _MARK + written.getvalue()


def _cells(one: Entry) -> list[str]:
    term = one.term
    return [
        term.id,
        term.term,
        "; ".join(alias.value for alias in term.aliases),
        term.kind,
        one.short,
        one.definition,
        term.pronunciation,
        "; ".join(one.sources),
        one.url,
    ]


def _no_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell
