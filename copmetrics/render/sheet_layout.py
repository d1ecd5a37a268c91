"""How wide a sheet's columns are, and what fits: letters in a cell, lines in a row, columns on a page.

Widths are in figures of the usual type, as spreadsheets count them. Most letters are narrower.
"""

from __future__ import annotations

from typing import Final

from copmetrics.accounts.account import ReportCell, ReportTable
from copmetrics.units import Unit

__all__ = ["PAGE", "letters_in", "lines_in", "widest", "widths"]

WIDEST, NARROW, NARROWER, NARROWEST = 48, 30, 22, 11
PAGE: Final = 140
"""How wide a page of A4 is that lies on its side, printed as large as it is on a screen."""
LETTERS: Final = 54 / WIDEST
"""Letters of running text, 11 points high, to one figure's width."""


def letters_in(width: float, *, size: float = 11, bold: bool = False) -> int:
    """Return how many letters of running text fit into a width."""
    return int(width * LETTERS * 11 / size * (0.93 if bold else 1))


def lines_in(value: ReportCell, width: int) -> int:
    """Return how many lines a text needs in a column."""
    letters = letters_in(width)
    return sum(-(-len(line) // letters) or 1 for line in str(value or "").split("\n"))


def widest(table: ReportTable) -> int:
    """Return how wide a column may be: less where many texts stand side by side, or print is too small."""
    texts = sum(column.unit is Unit.TEXT for column in table.columns)
    return WIDEST if texts < 5 else NARROW if texts < 8 else NARROWER


def widths(table: ReportTable) -> list[int]:
    """Return how wide each column of a table is: as its longest cell, within bounds."""
    return [_width(table, place, widest(table)) for place in range(len(table.columns))]


def _width(table: ReportTable, place: int, most: int) -> int:
    texts = [table.columns[place].label[:16], *(str(row[place] or "") for row in table.rows)]
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return min(max(longest + 2, NARROWEST), most)
