"""Workbooks of the older Excel (.xls) to rows of texts, by xlrd: it tells how each number is shown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from copmetrics.errors import FileError
from copmetrics.readers.merged_cells import Merged, with_merged
from copmetrics.readers.workbook_cells import BookSheet, cell_text, filled_rows

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell

__all__ = ["sheets_of_xls"]

_LENGTH: Final = re.compile(r"\[h+\]|\[m+\]|\[s+\]", re.IGNORECASE)
"""The format of a length of time, which may be more than a day."""


def sheets_of_xls(content: bytes, file: str) -> Iterator[BookSheet]:
    """Return all sheets; raises a `FileError` where it is protected, else whatever xlrd does."""
    from xlrd import XLRDError, open_workbook  # slow to import, and seldom needed

    try:
        book = open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except XLRDError as error:
        if "encrypted" in str(error):
            what = "is protected by a password"
            raise FileError(file, what, advice="Save it without one.") from error
        raise
    for sheet in book.sheets():
        rows = ([_text(book, cell) for cell in row] for row in sheet.get_rows())
        merged = [
            Merged(top, left, bottom - 1, right - 1)
            for top, bottom, left, right in sheet.merged_cells
        ]
        yield BookSheet(sheet.name, with_merged(filled_rows(rows, file), merged))


def _text(book: Book, cell: Cell) -> str:
    """Write one cell as text, by its kind and the format that it is shown in."""
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, error_text_from_code

    shown = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    match cell.ctype:
        case kind if kind == XL_CELL_DATE:
            return cell_text(_moment(cell.value, shown, book.datemode))
        case kind if kind == XL_CELL_BOOLEAN:
            return cell_text(bool(cell.value))
        case kind if kind == XL_CELL_ERROR:
            return cell_text(error_text_from_code.get(cell.value, "#N/A"))
    return cell_text(cell.value, shown)


def _moment(days: float, shown: str, datemode: int) -> object:
    """Read a number of days as what it is shown as: a length of time, a time of day, or a date."""
    from xlrd import xldate_as_datetime

    if _LENGTH.search(shown):
        return timedelta(days=days)
    moment = xldate_as_datetime(days, datemode)
    return moment.time() if 0 <= days < 1 else moment
