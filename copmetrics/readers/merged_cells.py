"""Merged cells of a workbook: what stands in the first of them is said of every row and column of theirs.

It is written there only where another cell stands in the row, as of a person, and in a column only if that
holds something elsewhere: a title or a note that is merged over a table's width stays one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["Merged", "with_merged"]


class Merged(NamedTuple):
    """A range of cells that were merged into one, counted from 0; its ends are in it."""

    top: int
    left: int
    bottom: int
    right: int


def with_merged(rows: Sequence[tuple[str, ...]], ranges: Iterable[Merged]) -> list[tuple[str, ...]]:
    """Return the rows of a sheet with the text of each merged range in all of its cells."""
    filled = [list(row) for row in rows]
    used = {at for row in rows for at, cell in enumerate(row) if cell}
    for each in sorted(ranges):
        text = _at(rows, each.top, each.left)
        columns = [at for at in range(each.left, each.right + 1) if at in used]
        for place in range(each.top, min(each.bottom + 1, len(rows))) if text else ():
            if any(
                cell for at, cell in enumerate(rows[place]) if not each.left <= at <= each.right
            ):
                _write(filled[place], text, columns)
    return [tuple(row) for row in filled]


def _write(row: list[str], text: str, columns: Sequence[int]) -> None:
    row.extend([""] * (max(columns) + 1 - len(row)))
    for at in columns:
        row[at] = text


def _at(rows: Sequence[tuple[str, ...]], row: int, column: int) -> str:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
