"""Bytes that come out the same every time: csv as vendors write it, zips and workbooks undated."""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ["OPENPYXL_LXML"] = "False"  # else the bytes depend on whether lxml is installed
from openpyxl import Workbook

__all__ = ["csv_text", "php_csv", "quoted_csv", "save", "workbook", "zipped"]

Rows = Iterable[Sequence[object]]
_XLSX_TIME = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")


def csv_text(rows: Rows, *, delimiter: str = ",", line_end: str = "\n") -> str:
    """Write rows as most programs do: quotes only where a cell needs them."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def quoted_csv(rows: Rows) -> str:
    """Write rows with every cell quoted, as Google does."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return text.getvalue()


def php_csv(rows: Rows) -> str:
    """Write rows as Mailchimp does: a cell with a space is quoted too."""
    return "".join(",".join(_php_cell(str(cell)) for cell in row) + "\n" for row in rows)


def _php_cell(cell: str) -> str:
    escaped = cell.replace('"', '""')
    return f'"{escaped}"' if re.search(r'[\s",\\]', cell) else cell


def zipped(entries: Mapping[str, bytes], made: datetime) -> bytes:
    """Pack entries, all made at one moment; stored as they are, for packers differ in a byte."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, entry in entries.items():
            info = zipfile.ZipInfo(name, made.timetuple()[:6])
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, entry)
    return content.getvalue()


def workbook(sheets: Mapping[str, Rows], made: datetime, **widths: int) -> bytes:
    """Make an Excel workbook of these sheets, made and last changed at one moment.

    `widths` are those of columns by letter, in every sheet.
    """
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                _fill(sheet.cell(number, column), cell)
        for letter, width in widths.items():
            sheet.column_dimensions[letter].width = width
    book.properties.creator, book.properties.created = "", made
    return _undated(book, made)


def save(path: Path, content: bytes) -> None:
    """Write one file of the demo community, and its folder where needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _fill(cell: Any, value: object) -> None:
    cell.value = value
    if isinstance(value, datetime):
        cell.number_format = "m/d/yy h:mm:ss"


def _undated(book: Workbook, made: datetime) -> bytes:
    """Save a workbook with our moment in place of the present one."""
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = _XLSX_TIME.sub(rb"\g<1>" + stamp + rb"\g<2>", core)
    return zipped(parts, made)
