"""Frames as csv that opens right in Excel and never runs as a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import pandas as pd

from copmetrics.atomic_write import writing
from copmetrics.typed_text import for_page
from copmetrics.units import without_noise

if TYPE_CHECKING:
    from copmetrics.accounts.account import ReportCell, ReportTable  # late: few ask for accounts

__all__ = ["csv_text", "guarded", "guarded_cell", "table_csv", "write_csv"]

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def write_csv(frame: pd.DataFrame, place: Path | TextIO) -> None:
    """Write a frame: texts guarded, unknown empty, lines ending alike on every machine.

    A file begins with a byte-order mark, without which Excel on Windows reads UTF-8 as something
    else; a stream for other programs does not. A file that cannot be written is a `FileError`.
    """
    if isinstance(place, Path):
        with writing(place):
            place.write_bytes(csv_text(frame).encode("utf-8-sig"))
    else:
        place.write(csv_text(frame))


def csv_text(frame: pd.DataFrame) -> str:
    """Return a frame as csv."""
    plain = guarded(frame)
    numbers = plain.select_dtypes("float64").columns
    rounded = {each: plain[each].map(without_noise) for each in numbers}
    text: str = plain.assign(**rounded).to_csv(index=False, lineterminator="\n")
    return text


def table_csv(table: ReportTable) -> str:
    """Return a table of an account as csv: its numbers as they are told, unrounded where they are."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(guarded_cell(each.label) for each in table.columns)
    lines.writerows([guarded_cell(_plain(cell)) for cell in row] for row in table.rows)
    return text.getvalue()


def _plain(cell: ReportCell) -> ReportCell:
    """Return a whole number without a decimal, and others without the noise of sums."""
    if not isinstance(cell, float):
        return cell
    return int(cell) if cell.is_integer() else without_noise(cell)


def guarded(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before every text that a spreadsheet would run."""
    texts = frame.select_dtypes(["object", "string", "str"]).columns
    return frame.assign(
        **{each: frame[each].map(guarded_cell, na_action="ignore") for each in texts}
    )


def guarded_cell(value: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run; leave anything else as it is."""
    if not isinstance(value, str):
        return value
    return for_page(f"'{value}" if value.startswith(RISKY) else value)
