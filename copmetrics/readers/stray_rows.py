"""Rows of an export that are none of its own: a total, a remark, a line that somebody put there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from copmetrics.readers.column_notes import Note
from copmetrics.readers.column_places import rows_under
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.row_numbers import rows_named
from copmetrics.readers.table_finding import Span
from copmetrics.readers.vocabulary import vocabulary

__all__ = ["copies_noted", "without_stray_rows"]

_FEW_CELLS: Final = 2
"""So many cells at most has such a row, where every other one has twice as many or more."""


_FIGURE: Final = re.compile(r"[-+]?[\d\s.,'\u00a0\u202f]*\d\s*%?")
_TOTAL: Final = frozenset(map(heading, vocabulary("sign_in")["total"]))


def without_stray_rows(
    sheet: Sheet, spans: Sequence[Span], *, has_full_rows: bool
) -> tuple[Sheet, tuple[Note, ...]]:
    """Return a sheet without such rows in its tables, and what is to be said of them.

    Where a program does not fill its rows (`has_full_rows`) only those are such that are called a total.
    """
    tables = (rows_under(sheet, span) for span in spans)
    stray = [row for rows in tables for row in _stray(rows, has_full_rows=has_full_rows)]
    if not stray:
        return sheet, ()
    numbers = {row.number for row in stray}
    kept = tuple(row for row in sheet.rows if row.number not in numbers)
    has = "has" if len(numbers) == 1 else "have"
    where, why = rows_named(sorted(numbers)), "left out, as a total or a remark is"
    says = f"{where} {has} next to nothing of the table's columns: {why}"
    return replace(sheet, rows=kept), (Note(says),)


def copies_noted(*tables: Iterable[Row]) -> tuple[Note, ...]:
    """Say how many rows repeat another one of their table to the last cell."""
    told = Counter(
        (at, *map(str.strip, row.cells)) for at, rows in enumerate(tables) for row in rows
    )
    count = sum(told.values()) - len(told)
    if not count:
        return ()
    repeats = "1 row repeats another" if count == 1 else f"{count} rows repeat others"
    return (Note(f"{repeats} to the last cell"),)


def _stray(rows: Sequence[Row], *, has_full_rows: bool) -> Iterator[Row]:
    filled = {row.number: sum(bool(cell.strip()) for cell in row.cells) for row in rows}
    totals = {row.number for row in rows if _is_total(row)}
    others = (count for number, count in filled.items() if number not in totals)
    least = min((count for count in others if count > _FEW_CELLS), default=0)
    for row in rows:
        is_thin = filled[row.number] <= least / 2
        has_few = has_full_rows and filled[row.number] <= _FEW_CELLS
        is_total = row.number in totals and (is_thin or _sums_up(row, rows, totals))
        if is_total or (is_thin and has_few):
            yield row


def _sums_up(row: Row, rows: Sequence[Row], totals: Collection[int]) -> bool:
    """Whether a row that is called a total has figures alone, and nothing where every other row says more.

    What a program counts is by things: of a sum there is no day, no address and no name.
    """
    filled = [cell.strip() for cell in row.cells if cell.strip()][1:]
    others = [each for each in rows if each.number not in totals]
    says_less = any(
        not cell.strip()
        and all(each.cells[place].strip() for each in others if place < len(each.cells))
        for place, cell in enumerate(row.cells)
    )
    return bool(others) and says_less and all(map(_FIGURE.fullmatch, filled))


def _is_total(row: Row) -> bool:
    """Whether a row opens with a word for a total, and names no address."""
    first = next((cell for cell in row.cells if cell.strip()), "")
    return heading(first) in _TOTAL and not any("@" in cell for cell in row.cells)
