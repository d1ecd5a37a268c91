"""Rows of an export that are none of its own: a total, a remark, a line that somebody put there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from copmetrics.readers.column_notes import Note
from copmetrics.readers.column_places import rows_under
from copmetrics.readers.files import Row, Sheet
from copmetrics.readers.row_numbers import rows_named
from copmetrics.readers.table_finding import Span

__all__ = ["copies_noted", "without_stray_rows"]

_FEW_CELLS: Final = 2
"""So many cells at most has such a row, where every other one has twice as many or more."""


def without_stray_rows(sheet: Sheet, spans: Sequence[Span]) -> tuple[Sheet, tuple[Note, ...]]:
    """Return a sheet without such rows in its tables, and what is to be said of them."""
    thin = {row.number for span in spans for row in _thin(rows_under(sheet, span))}
    if not thin:
        return sheet, ()
    kept = tuple(row for row in sheet.rows if row.number not in thin)
    has = "has" if len(thin) == 1 else "have"
    where, why = rows_named(sorted(thin)), "left out, as a total or a remark is"
    says = f"{where} {has} next to nothing of the table's columns: {why}"
    return replace(sheet, rows=kept), (Note(says),)


def copies_noted(rows: Iterable[Row]) -> tuple[Note, ...]:
    """Say how many of some rows repeat another one to the last cell."""
    told = Counter(tuple(map(str.strip, row.cells)) for row in rows)
    count = sum(told.values()) - len(told)
    if not count:
        return ()
    repeats = "1 row repeats another" if count == 1 else f"{count} rows repeat others"
    return (Note(f"{repeats} to the last cell"),)


def _thin(rows: Sequence[Row]) -> list[Row]:
    filled = {row.number: sum(bool(cell.strip()) for cell in row.cells) for row in rows}
    least = min((count for count in filled.values() if count > _FEW_CELLS), default=0)
    return [row for row in rows if filled[row.number] <= min(_FEW_CELLS, least / 2)]
