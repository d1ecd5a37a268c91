"""An account as a workbook: a cover, contents, one table a sheet, real numbers, native charts.

Nothing in it runs: a text that looks like a formula is a text. The same account gives the same
bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import shorten

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from copmetrics import charts
from copmetrics.accounts.account import Account, Commentary, ReportCell, ReportColumn, ReportTable
from copmetrics.atomic_write import writing
from copmetrics.charts.registry import declared
from copmetrics.framework.own_files import AUTHOR
from copmetrics.render.native_charts import add_native
from copmetrics.render.plain_markdown import paragraphs
from copmetrics.render.same_bytes import same_bytes
from copmetrics.render.sheet_layout import PAGE, letters_in, lines_in, widest, widths
from copmetrics.render.sheet_notes import MORE, notes_sheet, remarks, under_title
from copmetrics.render.sheets import Sheet, sheets_of
from copmetrics.typed_text import for_cell, prepared
from copmetrics.units import Unit, without_noise, workbook_format

__all__ = ["write_lists", "write_workbook"]

BLUE, QUIET = "12436D", "505A5F"
TYPEFACE = "Arial"
TITLE = 14
"""Points that the title of a sheet is high."""
LINE = 15.0
"""Points that one line of text is high."""
TALLEST = 409.0  # points: no row of Excel is higher
HEAD_ROW = 4
"""Every table's headings stand in this row: the title and two lines of what is to be said are above."""
COVER = 70
"""How wide the cover is: what A4 holds upright."""


def write_workbook(account: Account, path: Path) -> None:
    """Write the account as a workbook."""
    account = prepared(account, for_cell)
    book = Workbook()
    book.properties.creator = AUTHOR
    sheets = _with_notes(list(sheets_of(account)))
    _cover(book, account, sheets)
    for sheet in sheets:
        _write_sheet(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    with writing(path):
        path.write_bytes(same_bytes(buffer.getvalue()))


def write_lists(lists: Sequence[ReportTable], path: Path) -> None:
    """Write tables alone, a sheet each under its own title: no cover, no account.

    The file is for whoever runs it alone, where the system can see to it.
    """
    book = Workbook()
    book.properties.creator = AUTHOR
    book.remove(book.active)
    for sheet in _with_notes([Sheet(each.id, each) for each in prepared(tuple(lists), for_cell)]):
        _write_sheet(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    with writing(path):
        path.touch(mode=0o600)
        path.write_bytes(same_bytes(buffer.getvalue()))


def _with_notes(sheets: list[Sheet]) -> list[Sheet]:
    """Return the sheets, and after them what is to be said that has no room under their titles."""
    longer = {each.name: remarks(each) for each in sheets if MORE in _under_title(each)}
    return [*sheets, notes_sheet(longer)] if longer else sheets


def _under_title(sheet: Sheet) -> tuple[str, str]:
    return under_title(remarks(sheet), letters_in(_reach(sheet.table)))


def _reach(table: ReportTable) -> int:
    """Return how wide a sheet may be without being printed any smaller than its table is."""
    return max(sum(widths(table)), PAGE)


def _cover(book: Workbook, account: Account, sheets: Sequence[Sheet]) -> None:
    """Write the title, what happened, and the contents with a link to every sheet."""
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.title = "Cover"
    cover.sheet_view.showGridLines = False
    cover.column_dimensions["A"].width = COVER
    months = f" ({account.months})" if account.months else ""
    lines = [
        (account.community, _font(bold=True, size=20, color=BLUE)),
        (f"{account.kind}, {account.quarter}{months}", _font(size=14)),
        *((alert, _font(bold=True)) for alert in account.alerts),
        (account.summary, _font(size=12)),
        *((each, _font(size=12)) for each in _opening(account)),
        (account.stamp, _font(color=QUIET)),
        ("Unknown values are empty cells, never zero; the notes say why.", _font(color=QUIET)),
        ("", _font()),
        ("Contents", _font(bold=True, size=14, color=BLUE)),
    ]
    for number, (text, font) in enumerate(lines, start=1):
        cell = cover.cell(number, 1)
        _put(cell, text, ReportColumn(""))
        _wrapped(cell, font)
    for number, sheet in enumerate(sheets, start=len(lines) + 1):
        cell = cover.cell(number, 1)
        entry = f"{sheet.name}: {sheet.figure.title if sheet.figure else sheet.table.title}"
        _put(cell, shorten(entry, letters_in(COVER), placeholder=" …"), ReportColumn(""))
        cell.hyperlink = _to(sheet.name)
        cell.font = _font(color=BLUE, underline="single")
    _print_setup(cover, landscape=False)


def _opening(account: Account) -> list[str]:
    """Return the editor's opening words, a paragraph each."""
    told = (each.text for each in account.opening if isinstance(each, Commentary))
    return [paragraph for text in told for paragraph in paragraphs(text)]


def _wrapped(cell: SheetCell, font: Font) -> None:
    """Let a text of the cover go on in further lines, and make its row as high."""
    cell.font = font
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    lines = -(-len(str(cell.value or "")) // letters_in(COVER, size=font.size)) or 1
    cell.parent.row_dimensions[cell.row].height = lines * font.size * 1.25


def _write_sheet(book: Workbook, sheet: Sheet) -> None:
    """Write one table, what is to be said of it above it, and its chart beside it."""
    page: Worksheet = book.create_sheet(sheet.name)
    page.sheet_view.showGridLines = False
    _title(page, sheet)
    _headings(page, sheet.table)
    for number, row in enumerate(sheet.table.rows, start=HEAD_ROW + 1):
        lines = max(lines_in(each, widest(sheet.table)) for each in row)
        for place, (value, column) in enumerate(
            zip(row, sheet.table.columns, strict=True), start=1
        ):
            cell = page.cell(number, place)
            _put(cell, value, _in_rows_unit(sheet.table, number - HEAD_ROW - 1, column))
            cell.alignment = _alignment(
                vertical="top" if lines > 2 else "center",
                wrap_text=column.unit is Unit.TEXT,
                horizontal=_side(value, column),
                indent=_indent(place, column),
            )
        page.row_dimensions[number].height = min(LINE * lines, TALLEST)
    page.row_dimensions[HEAD_ROW].height = 3 * LINE
    for place, width in enumerate(widths(sheet.table), start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = page.cell(HEAD_ROW + 1, 2)
    if sheet.figure is not None and not charts.why_not(sheet.figure):
        add_native(page, sheet.figure, declared(sheet.figure).native, head_row=HEAD_ROW)
    _print_setup(page, landscape=True)


def _title(page: Worksheet, sheet: Sheet) -> None:
    """Write the title, no larger than it fits, and what is to be said in the two rows below it."""
    title = sheet.figure.title if sheet.figure else sheet.table.title
    fits = letters_in(_reach(sheet.table), size=TITLE, bold=True)
    _put(page.cell(1, 1), title, ReportColumn(""))
    page.cell(1, 1).font = _font(bold=True, size=min(TITLE, TITLE * fits // len(title)), color=BLUE)
    for number, line in enumerate(_under_title(sheet), start=2):
        cell = page.cell(number, 1)
        _put(cell, line or None, ReportColumn(""))
        cell.hyperlink = _to("Notes") if line == MORE else None
        cell.font = _font(color=QUIET)


def _headings(page: Worksheet, table: ReportTable) -> None:
    for place, column in enumerate(table.columns, start=1):
        cell = page.cell(HEAD_ROW, place)
        _put(cell, column.label, ReportColumn(""))
        cell.font = _font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=BLUE)
        right = column.unit not in (Unit.TEXT, Unit.DAY)
        cell.alignment = _alignment(
            vertical="center",
            wrap_text=True,
            horizontal="right" if right else "left",
            indent=_indent(place, column),
        )
        cell.border = Border(bottom=Side("thin", color=BLUE))


def _side(value: ReportCell, column: ReportColumn) -> str | None:
    """Return where a cell is aligned: texts left, and what stands in the place of a number as numbers are."""
    if column.unit is Unit.TEXT:
        return "left"
    return "right" if isinstance(value, str) and column.unit is not Unit.DAY else None


def _to(tab: str) -> str:
    """Return the address of a sheet within its workbook."""
    return f"#'{tab}'!A1"


def _indent(place: int, column: ReportColumn) -> int:
    """Keep a text apart from the number that ends just before it."""
    return int(place > 1 and column.unit is Unit.TEXT)


def _in_rows_unit(table: ReportTable, number: int, column: ReportColumn) -> ReportColumn:
    """Where each row has its own unit, counts are in it."""
    if not table.row_units or column.unit is not Unit.COUNT:
        return column
    return ReportColumn(column.label, table.row_units[number], column.signed)


@cache
def _font(*, size: float = 11, bold: bool = False, color: str = "1D2429", **more: str) -> Font:
    """Return a font: the same one wherever it is the same, which openpyxl then need not compare."""
    return Font(name=TYPEFACE, size=size, bold=bold, color=color, **more)


@cache
def _alignment(*, vertical: str, wrap_text: bool, horizontal: str | None, indent: int) -> Alignment:
    return Alignment(vertical=vertical, wrap_text=wrap_text, horizontal=horizontal, indent=indent)


def _put(cell: SheetCell, value: ReportCell, column: ReportColumn) -> None:
    """Put a value into a cell as what it is; a text never runs."""
    cell.font = _font()
    if value is None:
        return
    if column.unit is Unit.DAY:
        cell.value = date.fromisoformat(str(value))
        cell.number_format = column.unit.number_format
    elif isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = int(value) if float(value).is_integer() else without_noise(value)
        plain = workbook_format(value, column.unit)
        if column.signed and column.unit.is_percent:  # a share changes by points, not by per cent
            cell.value = without_noise(value * 100)
            plain = f'{plain.removesuffix("%")}" points"'
        cell.number_format = f"+{plain};-{plain};{plain}" if column.signed else plain


def _print_setup(page: Worksheet, *, landscape: bool) -> None:
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}" if landscape else None
    page.oddFooter.center.text = "&A, page &P of &N"
