"""Days as spreadsheets count them: `46156.5` is noon on 14 May 2026, in a column without a date format.

A column is read so where all of it is written so: beside days that are texts a spreadsheet took those
for days which it could, with their day and month perhaps exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import pandas as pd

__all__ = ["is_serial", "serials_as_days"]

BEGINS: Final = "1899-12-30"
"""Day 0, as Excel and all others count since 1900-03-01."""
FIRST, LAST = 32_874, 73_050
"""1 January 1990 and 31 December 2099."""
_SERIAL: Final = re.compile(r"(\d{5})(?:[.,](\d+))?")
_LOST_ZERO: Final = re.compile(r"[1-9](0[1-9]|1[0-2])\d\d|[1-9](0[1-9]|[12]\d|3[01])\d\d")
"""`041226` without its zero, the day before the month or behind it."""


def serials_as_days(cells: Sequence[str | None]) -> list[str | None]:
    """Return a column of such numbers as days and times as ISO has them, any other as it is."""
    filled = [cell for cell in cells if cell is not None]
    of_serials = bool(filled) and all(map(is_serial, filled))
    if not of_serials or all(map(_LOST_ZERO.fullmatch, filled)):
        return list(cells)
    return [None if cell is None else _day_of(cell) for cell in cells]


def is_serial(cell: str) -> bool:
    """Whether a text is such a number of a day from 1990 on."""
    found = _SERIAL.fullmatch(cell)
    return found is not None and FIRST <= int(found[1]) <= LAST


def _day_of(cell: str) -> str:
    days = float(cell.replace(",", "."))
    return pd.to_datetime(days, unit="D", origin=BEGINS).round("s").isoformat(sep=" ")
