"""Workbooks to rows of texts: .xlsx by calamine or openpyxl, .xls by xlrd, .ods by calamine.

calamine reads all three, and is many times faster. It gives no number formats, so that 50% in a cell
would be read as 0.5, and it lays a sheet out in memory before anybody can see how far it reaches: so
an .xlsx in which that may matter is openpyxl's (see `plain_workbooks`), and an .xls is xlrd's.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from copmetrics.errors import FileError
from copmetrics.readers.file_kinds import Container
from copmetrics.readers.limits import check_extent
from copmetrics.readers.merged_cells import Merged, with_merged
from copmetrics.readers.old_workbooks import sheets_of_xls
from copmetrics.readers.plain_workbooks import is_plain
from copmetrics.readers.workbook_cells import DAMAGED, BookSheet, cell_text, filled_rows

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

__all__ = ["book_sheets"]

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FILLED: Final = f"{_OFFICE}value-type"


def book_sheets(content: bytes, container: Container, *, file: str) -> list[BookSheet]:
    """Return all sheets of a workbook; raises a `FileError` where it cannot be read."""
    try:
        return list(_READ[container](content, file))
    except (FileError, ImportError):
        raise
    except Exception as error:  # of a broken file the libraries raise whatever they stumble over
        protected = type(error).__name__ == "PasswordError"
        what = "is protected by a password" if protected else DAMAGED
        advice = "Save it without one." if protected else "Export it once more."
        raise FileError(file, what, advice=advice) from error


def _sheets_of_xlsx(content: bytes, file: str) -> Iterator[BookSheet]:
    return _by_calamine(content, file) if is_plain(content) else _by_openpyxl(content, file)


def _by_calamine(content: bytes, file: str) -> Iterator[BookSheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for each in book.sheets_metadata:
        if each.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(each.name)
            rows = sheet.to_python(skip_empty_area=False)
            cells = ([cell_text(_as_moment(cell)) for cell in row] for row in rows)
            yield BookSheet(each.name, with_merged(filled_rows(cells, file), _ranges(sheet)))


def _as_moment(cell: object) -> object:
    """Return a date without a time as its midnight, which is what a workbook keeps of it."""
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime.combine(cell, time())
    return cell


def _ranges(sheet: CalamineSheet) -> list[Merged]:
    return [Merged(*first, *last) for first, last in sheet.merged_cell_ranges or ()]


def _by_openpyxl(content: bytes, file: str) -> Iterator[BookSheet]:
    from openpyxl import load_workbook  # slow to import, and most folders are all csv

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    if len(book.worksheets) < _promised(content):
        raise FileError(file, DAMAGED, advice="Export it once more.")
    merges = _has_merged(content)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what the file says of its extent is wrong at times
        cells = (
            [cell_text(cell.value, cell.number_format or "") for cell in row]
            for row in sheet.iter_rows()
        )
        title, rows = str(sheet.title), filled_rows(cells, file)
        yield BookSheet(title, with_merged(rows, _merged(content, title)) if merges else rows)
    book.close()


def _has_merged(content: bytes) -> bool:
    """Whether cells are merged in any sheet of an .xlsx; openpyxl, read row by row, passes over it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = (name for name in archive.namelist() if name.startswith("xl/worksheets/"))
        return any(b"<mergeCell " in archive.read(name) for name in parts)


def _merged(content: bytes, title: str) -> list[Merged]:
    from python_calamine import CalamineWorkbook

    return _ranges(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(title))


def _promised(content: bytes) -> int:
    """Return how many sheets a workbook lists; openpyxl passes over one whose part is missing."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    listed = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheets_metadata
    return sum(each.typ == SheetTypeEnum.WorkSheet for each in listed)


def _sheets_of_ods(content: bytes, file: str) -> Iterator[BookSheet]:
    from python_calamine import CalamineWorkbook

    merged = _checked_ods(content, file)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        check_extent(file, row=0, column=0, cells=sheet.total_height * sheet.total_width)
        cells = (
            [cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)
        )
        yield BookSheet(title, with_merged(filled_rows(cells, file), merged.get(title, ())))


def _checked_ods(content: bytes, file: str) -> dict[str, list[Merged]]:
    """Return the merged cells of each sheet, which calamine passes over.

    Refuses one that reaches too far, or whose shares in per cent calamine would lose.
    """
    found: dict[str, list[Merged]] = {}
    row, merged = 0, list[Merged]()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as part:
        for _, element in ElementTree.iterparse(part):
            if element.tag == f"{_TABLE}table":
                found[element.get(f"{_TABLE}name", "")] = merged
                row, merged = 0, []
            if element.tag == f"{_TABLE}table-row":
                row += int(element.get(f"{_TABLE}number-rows-repeated", 1))
                width = _width(element, file)
                check_extent(file, row=row if width else 0, column=width)
                merged.extend(_spanning(element, row - 1))
                element.clear()
    return found


def _spanning(row: ElementTree.Element, place: int) -> Iterator[Merged]:
    """Go through the cells of a row that reach over others."""
    column = 0
    for cell in row:
        down = int(cell.get(f"{_TABLE}number-rows-spanned", 1))
        across = int(cell.get(f"{_TABLE}number-columns-spanned", 1))
        if down * across > 1:
            yield Merged(place, column, place + down - 1, column + across - 1)
        column += int(cell.get(f"{_TABLE}number-columns-repeated", 1))


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


_READ: Final[Mapping[Container, Callable[[bytes, str], Iterator[BookSheet]]]] = {
    Container.XLSX: _sheets_of_xlsx,
    Container.XLS: sheets_of_xls,
    Container.ODS: _sheets_of_ods,
}
