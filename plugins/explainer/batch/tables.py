"""Cells of tables, by the words that head their row and their column."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.find import collapse
from explainer.fold import fold
from explainer.model import Range
from explainer.page import PageText


def cell(page: PageText, row: str, column: str) -> Iterator[Range]:
    """Yield the cells in the row whose first cell says `row`, under the heading `column`."""
    for rows in _tables(page):
        heads = [_words(page.text[slice(*one)]) for one in rows[0]] if rows else []
        if _words(column) not in heads:
            continue
        at = heads.index(_words(column))
        for cells in rows[1:]:
            if _words(page.text[slice(*cells[0])]) == _words(row) and at < len(cells):
                yield cells[at]


def _words(text: str) -> str:
    return fold(collapse(text)).text


def _tables(page: PageText) -> list[list[list[Range]]]:
    """Return the tables of a page, as rows of cells; rows without cells are left out."""
    tables: dict[int, dict[int, list[Range]]] = {}
    for element in page.elements:
        if element.tag not in {"td", "th"}:
            continue
        above = page.ancestors(element.parent)
        row = next((at for at in above if page.elements[at].tag == "tr"), -1)
        table = next((at for at in above if page.elements[at].tag == "table"), -1)
        tables.setdefault(table, {}).setdefault(row, []).append(element.range)
    return [list(rows.values()) for rows in tables.values()]
