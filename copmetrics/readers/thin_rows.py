"""Rows of an export that are none of its own: a total, a remark, a line that somebody put there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from copmetrics.readers.columns_told import Note
from copmetrics.readers.files import Row, Sheet
from copmetrics.readers.table_finding import Span
from copmetrics.units import join_words

__all__ = ["copies_noted", "without_thin_rows"]

_THIN: Final = 2
"""So many cells at most has such a row, where every other one has twice as many or more."""


def without_thin_rows(sheet: Sheet, spans: Sequence[Span]) -> tuple[Sheet, tuple[Note, ...]]:
    """Return a sheet without such rows in its tables, and what is to be said of them."""
    thin = {row.number for span in spans for row in _thin(_rows(sheet, span))}
    if not thin:
        return sheet, ()
    kept = tuple(row for row in sheet.rows if row.number not in thin)
    where = join_words([str(each) for each in sorted(thin)])
    rows = f"row {where} has" if len(thin) == 1 else f"rows {where} have"
    says = f"{rows} next to nothing of the table's columns: left out, as a total or a remark is"
    return replace(sheet, rows=kept), (Note(says),)


def copies_noted(sheet: Sheet, spans: Sequence[Span]) -> tuple[Note, ...]:
    """Say how many rows of the tables repeat another one to the last cell."""
    told = Counter(tuple(map(str.strip, row.cells)) for span in spans for row in _rows(sheet, span))
    count = sum(told.values()) - len(told)
    if not count:
        return ()
    rows = "1 row repeats another" if count == 1 else f"{count} rows repeat others"
    return (Note(f"{rows} to the last cell"),)


def _rows(sheet: Sheet, span: Span) -> list[Row]:
    return [row for row in sheet.rows[span.heading_row + 1 : span.end] if not row.is_blank]


def _thin(rows: Sequence[Row]) -> list[Row]:
    filled = {row.number: sum(bool(cell.strip()) for cell in row.cells) for row in rows}
    least = min((count for count in filled.values() if count > _THIN), default=0)
    return [row for row in rows if filled[row.number] <= min(_THIN, least / 2)]
