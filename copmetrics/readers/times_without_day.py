"""Times without their day: another column has it, the community tells it, rows above, or the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from copmetrics.errors import QuestionError
from copmetrics.readers.context import ITS_DAY, Context
from copmetrics.readers.datetimes import days_in_name, parse_moments, with_clock
from copmetrics.readers.files import Row, Sheet
from copmetrics.readers.serial_days import serials_as_days
from copmetrics.readers.written_times import clock_in

__all__ = ["BARE", "day_of", "with_day", "with_day_beside"]

BARE: Final = re.compile(r"\d{1,2}[:.]\d{2}([:.]\d{2})?\s*([ap]\.?\s?m\.?)?", re.IGNORECASE)
"""A time of the day and nothing else."""


def with_day(
    cells: Sequence[str | None],
    sheet: Sheet,
    context: Context,
    above: Iterable[Row],
    *,
    day_first: bool | None,
) -> list[str | None]:
    """Put the meeting's day before each time that stands without one; raises a question if none is told."""
    if not any(cell and BARE.fullmatch(cell) for cell in cells):
        return list(cells)
    day = day_of(sheet, context, _day_above(above, day_first))
    return [f"{day} {cell}" if cell and BARE.fullmatch(cell) else cell for cell in cells]


def with_day_beside(cells: Sequence[str | None], days: Sequence[str | None]) -> list[str | None]:
    """Put the day that another column has in the same row before each time that stands without one."""
    beside = zip(cells, serials_as_days(days), strict=True)
    return [
        with_clock(day, clock) if cell and day and (clock := clock_in(cell)) else cell
        for cell, day in beside
    ]


def day_of(sheet: Sheet, context: Context, stated: str) -> str:
    """Return the meeting's day: as the community says, else as is stated, else by the file's name."""
    if context.answers.starts is not None:
        return str(pd.Timestamp(context.answers.starts).date())
    if stated:
        return stated
    named = days_in_name(sheet.file.rpartition("/")[2])
    if len(named) == 1:
        return next(iter(named)).isoformat()
    raise QuestionError(
        sheet.file,
        question="on which day was it? The times in it have no date.",
        examples=(ITS_DAY,),
    )


def _day_above(above: Iterable[Row], day_first: bool | None) -> str:
    """Return the one day that the rows above a table name; nothing if they name none, or several."""
    cells = [cell for row in above for cell in row.cells if cell and not BARE.fullmatch(cell)]
    read = parse_moments(cells, day_first=day_first, timezone="UTC").dropna()
    days = {each.date().isoformat() for each in read}
    return days.pop() if len(days) == 1 else ""
