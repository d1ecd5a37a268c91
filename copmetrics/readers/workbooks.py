"""Workbooks to rows of texts: .xlsx by openpyxl, .xls by xlrd, .ods by calamine.

calamine reads all three, and is several times faster. It is used for .ods alone because it gives no
number formats, so that 50% in a cell would be read as 0.5, and because it lays a sheet out in memory
before anybody can see how far it reaches.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from xml.etree import ElementTree

from copmetrics.errors import FileError
from copmetrics.readers.file_kinds import Container
from copmetrics.readers.limits import check_extent
from copmetrics.readers.old_workbooks import sheets_of_xls
from copmetrics.readers.workbook_cells import DAMAGED, BookSheet, cell_text, filled_rows

__all__ = ["book_sheets"]

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FILLED: Final = f"{_OFFICE}value-type"


def book_sheets(content: bytes, container: Container, *, file: str) -> list[BookSheet]:
    """Return all sheets of a workbook; raises a `FileError` where it cannot be read."""
    try:
        if container is Container.ODS:
            _check_ods(content, file)
        return list(_READ[container](content, file))
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
            [cell_text(cell.value, cell.number_format or "") for cell in row]
            for row in sheet.iter_rows()
        )
        yield BookSheet(str(sheet.title), filled_rows(cells, file))
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
            [cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)
        )
        yield BookSheet(title, filled_rows(cells, file))


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


_READ: Final[Mapping[Container, Callable[[bytes, str], Iterator[BookSheet]]]] = {
    Container.XLSX: _by_openpyxl,
    Container.XLS: sheets_of_xls,
    Container.ODS: _by_calamine,
}
