"""Cells of workbooks as texts: a date as ISO has it, a whole number without `.0`, a share with its sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from copmetrics.readers.guarded_cells import unguarded
from copmetrics.readers.limits import check_extent

__all__ = ["DAMAGED", "BookSheet", "TypedText", "cell_text", "filled_rows"]

DAMAGED: Final = "is a damaged zip or workbook"


class BookSheet(NamedTuple):
    """One sheet of a workbook: its title, and the texts of its rows from the first."""

    title: str
    rows: list[tuple[str, ...]]


class TypedText(str):
    """A text that stands in a workbook as a text, though it may look like a number."""

    __slots__ = ()


def cell_text(cell: object, number_format: str = "") -> str:
    """Write a workbook's cell as text; a number that is shown in per cent is written as a share."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return _clock(cell)
        case bool():
            return str(cell)
        case int() | float() if "%" in number_format:
            return f"{cell * 100:.10g}%"
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            return (
                f"{cell:.15g}"  # as many digits as a workbook shows: 0.3, not 0.30000000000000004
            )
        case str():
            return TypedText(unguarded(cell))
    return str(cell)


def filled_rows(rows: Iterable[Sequence[str]], file: str) -> list[tuple[str, ...]]:
    """Return the rows to the last in which something stands, each to its last such cell."""
    found: list[tuple[str, ...]] = []
    blank = cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        width = next((i for i in range(len(row), 0, -1) if row[i - 1]), 0)
        check_extent(file, row=number if width else 0, column=width, cells=cells)
        if not width:
            blank += 1
            continue
        found.extend([()] * blank)
        found.append(tuple(row[:width]))
        blank = 0
    return found


def _clock(span: timedelta) -> str:
    """Write a length of time as `25:30:00`."""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
