"""Workbooks to rows of texts: .xlsx by openpyxl, .xls and .ods by calamine.

calamine is several times faster on .xlsx too. It is not used there because it gives no number
formats, so that 50% in a cell would be read as 0.5, and because it lays a sheet out in memory before
anybody can see how far it reaches.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple
from xml.etree import ElementTree

from copmetrics.errors import FileError
from copmetrics.readers.file_kinds import Container
from copmetrics.readers.limits import check_extent

__all__ = ["DAMAGED", "BookSheet", "book_sheets"]

DAMAGED: Final = "is a damaged zip or workbook"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FILLED: Final = f"{_OFFICE}value-type"


class BookSheet(NamedTuple):
    """One sheet of a workbook: its title, and the texts of its rows from the first."""

    title: str
    rows: list[tuple[str, ...]]


def book_sheets(content: bytes, container: Container, *, file: str) -> list[BookSheet]:
    """Return all sheets of a workbook; raises a `FileError` where it cannot be read."""
    read = _by_openpyxl if container is Container.XLSX else _by_calamine
    try:
        if container is Container.ODS:
            _check_ods(content, file)
        return list(read(content, file))
    except (FileError, ImportError):
        raise
    except Exception as error:  # of a broken file the libraries raise whatever they stumble over
        protected = type(error).__name__ == "PasswordError"
        what = "is protected by a password" if protected else DAMAGED
        advice = "Save it without one." if protected else "Export it once more."
        raise FileError(file, what, advice=advice) from error


def _by_openpyxl(content: bytes, file: str) -> Iterator[BookSheet]:
    from openpyxl import load_workbook  # slow to import, and most folders are all csv

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    if len(book.worksheets) < _promised(content):
        raise FileError(file, DAMAGED, advice="Export it once more.")
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what the file says of its extent is wrong at times
        cells = (
            [_cell_text(cell.value, cell.number_format) for cell in row]
            for row in sheet.iter_rows()
        )
        yield BookSheet(str(sheet.title), _filled_rows(cells, file))
    book.close()


def _promised(content: bytes) -> int:
    """Return how many sheets a workbook lists; openpyxl passes over one whose part is missing."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    listed = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheets_metadata
    return sum(each.typ == SheetTypeEnum.WorkSheet for each in listed)


def _by_calamine(content: bytes, file: str) -> Iterator[BookSheet]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        check_extent(file, row=0, column=0, cells=sheet.total_height * sheet.total_width)
        cells = (
            [_cell_text(cell, None) for cell in row]
            for row in sheet.to_python(skip_empty_area=False)
        )
        yield BookSheet(title, _filled_rows(cells, file))


def _filled_rows(rows: Iterable[Sequence[str]], file: str) -> list[tuple[str, ...]]:
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


def _check_ods(content: bytes, file: str) -> None:
    """Refuse a sheet that reaches too far, or whose shares in per cent calamine would lose."""
    row = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as part:
        for _, element in ElementTree.iterparse(part):
            if element.tag == f"{_TABLE}table":
                row = 0
            if element.tag == f"{_TABLE}table-row":
                row += int(element.get(f"{_TABLE}number-rows-repeated", 1))
                width = _width(element, file)
                check_extent(file, row=row if width else 0, column=width)
                element.clear()


def _width(row: ElementTree.Element, file: str) -> int:
    """Return the last column of a row in which something stands."""
    column = width = 0
    for cell in row:
        column += int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        width = column if cell.get(_FILLED) else width
        if cell.get(_FILLED) == "percentage":
            what = "has cells in per cent, which are not told from other numbers in this format"
            raise FileError(file, what, advice="Open it and save it as .xlsx.")
    return width


def _cell_text(cell: object, number_format: str | None) -> str:
    """Write a workbook's cell as text: a date as ISO has it, a whole number without `.0`, a share
    that is shown in per cent with its sign."""
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
        case int() | float() if "%" in (number_format or ""):
            return f"{cell * 100:.10g}%"
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            return (
                f"{cell:.15g}"  # as many digits as a workbook shows: 0.3, not 0.30000000000000004
            )
    return str(cell)


def _clock(span: timedelta) -> str:
    """Write a length of time as `25:30:00`."""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
