"""A glossary in a table: CSV with any of the usual signs between its cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from explainer.importing.article import ImportRefusedError
from explainer.importing.terms.columns import Cells, field_of, language, with_term
from explainer.importing.terms.model import Found, ReadTerms
from explainer.importing.told import Told
from explainer.span import TextFile

_SIGNS = ",;\t|"
_NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_LARGEST_CELL = 1_000_000
_SAYING = {"definition", "short"}


def read_table(file: TextFile, *, wanted: str) -> ReadTerms:
    """Return the terms in a table; raise ImportRefusedError if its columns are not known."""
    named = _NAMED.match(file.text)
    start = named.end() if named else 0
    skipped = 1 if named else 0
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        sign = named[1] if named else _sign(file.text)
        lines = _rows(file, file.text[start:], sign, skipped)
        line, header = next(lines, (1, []))
        fields = with_term({name: field_of(name) for name in header}, wanted)
        if not ({"term"} <= set(fields.values()) and _SAYING & set(fields.values())):
            raise ImportRefusedError(_unknown(file, line, header))
        terms = tuple(_found(file, number, header, row, fields) for number, row in lines)
    except csv.Error as error:
        raise ImportRefusedError(f"{file.path}:1:1: the table cannot be read: {error}") from error
    finally:
        csv.field_size_limit(before)
    left = [name for name, found in fields.items() if not found and name.strip()]
    message = f"{file.path}:{line}:1: these columns are not read: {', '.join(left)}"
    return ReadTerms(terms=terms, told=(Told(line=message),) if left else ())


def _sign(text: str) -> str:
    """Return the sign between cells: that by which the first line names most columns."""

    def known(sign: str) -> tuple[int, int]:
        reader = csv.reader(StringIO(text, newline=""), delimiter=sign)
        header = next((row for row in reader if any(cell.strip() for cell in row)), [])
        fields = [found for cell in header if (found := field_of(cell))]
        plain = sum(not language(one) for one in fields)
        return plain, len(fields)

    return max(_SIGNS, key=known)


_GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")
"""The apostrophe by which a table keeps spreadsheets from reading a cell as a formula."""


def _rows(file: TextFile, text: str, sign: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that says something, with the line it begins on."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
    line = 1 + skipped
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ImportRefusedError(
                f"{file.path}:{line}:1: this row cannot be read: {error}"
            ) from error
        if any(cell.strip() for cell in row):
            yield line, row
        line = reader.line_num + 1 + skipped


def _found(
    file: TextFile, line: int, header: list[str], row: list[str], fields: dict[str, str]
) -> Found:
    cells = Cells()
    for name, value in zip(header, row, strict=False):
        if fields[name]:
            cells.put(fields[name], [_GUARDED.sub("", value)])
    return cells.found(f"{file.path}:{line}:1", markdown=False)


def _unknown(file: TextFile, line: int, header: list[str]) -> str:
    names = ", ".join(f"“{name.strip()}”" for name in header[:8]) or "nothing"
    return (
        f"{file.path}:{line}:1: the first line has to name the columns, `term` and `definition`"
        f" at least; it says {names}"
    )
