"""The workbooks that people fill in: guidance first, lists to choose from, nothing to unlearn.

What stands in them is data: `fillable/headings.csv` has a line a column to fill in, and a text beside
it is the guidance of each workbook.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from itertools import groupby
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from copmetrics.framework.channels import Channel
from copmetrics.framework.cycles import CHAIN, Cycle
from copmetrics.framework.learning_activities import CLUSTERS

__all__ = ["WORKBOOKS"]

LAST = 500
"""How far down the lists to choose from reach."""
BLUE = "12436D"
FORMATS: Final = {"": "", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
LISTS: Final[Mapping[str, Sequence[str]]] = {
    "{cycles}": [cycle.label for cycle in Cycle],
    "{channels}": list(Channel),
    "{activities}": [cluster.label for cluster in CLUSTERS.values()],
}
"""What the data calls a list that the code has."""
QUESTIONS: Final = "{questions}"
"""The line of a guidance in whose place the questions of the cycles stand."""


@dataclass(frozen=True)
class Heading:
    """A column to fill in: its width, what to choose from, and what to write there."""

    name: str
    width: float
    choice: str
    """The list that it chooses from, as a spreadsheet writes it: words, or a column of another sheet."""
    note: str
    """What shows when the pointer is held over it."""
    format: str


@dataclass(frozen=True)
class Blank:
    """A sheet to fill in."""

    title: str
    headings: Sequence[Heading]


def _blanks(workbook: str) -> list[Blank]:
    """Read the sheets of a workbook from the data, in its order."""
    text = (
        files("copmetrics.commands").joinpath("fillable/headings.csv").read_text(encoding="utf-8")
    )
    lines = [each for each in csv.DictReader(text.splitlines()) if each["workbook"] == workbook]
    return [
        Blank(title, [_heading(line) for line in sheet])
        for title, sheet in groupby(lines, key=lambda line: line["sheet"])
    ]


def _heading(line: Mapping[str, str]) -> Heading:
    width, format_ = float(line["width"]), FORMATS[line["format"]]
    return Heading(line["heading"], width, _choice(line["options"]), line["note"], format_)


def _choice(said: str) -> str:
    """Return the list of a column: of words, or of what stands in the first column of the sheet `=Sheet`."""
    if said.startswith("="):
        return f"{said[1:]}!$A$2:$A${LAST}"
    options = LISTS[said] if said in LISTS else [each for each in said.split("; ") if each]
    return f'"{",".join(options)}"' if options else ""


def _guide(workbook: str) -> list[str]:
    """Read the guidance of a workbook, a line a row."""
    text = files("copmetrics.commands").joinpath(f"fillable/{workbook}.txt").read_text("utf-8")
    asked = [f"    {cycle.label}: {cycle.follow_up}" for cycle in (*CHAIN, Cycle.REFRAMING)]
    return text.replace(QUESTIONS, "\n".join(asked)).splitlines()


def _workbook(name: str) -> Workbook:
    """Make a workbook: its guidance, then its sheets."""
    book = Workbook()
    guidance = book.active
    assert isinstance(guidance, Worksheet)
    guidance.title = "Guidance"
    guidance.sheet_view.showGridLines = False
    for row, line in enumerate(_guide(name), start=1):
        guidance.cell(row, 1, line or None)
        guidance.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    guidance["A1"].font = Font(bold=True, size=14, color=BLUE)
    _print_setup(guidance)
    guidance.column_dimensions["A"].width = 110
    for blank in _blanks(name):
        _sheet(book, blank)
    return book


def _sheet(book: Workbook, blank: Blank) -> None:
    sheet: Worksheet = book.create_sheet(blank.title)
    for place, heading in enumerate(blank.headings, start=1):
        letter = get_column_letter(place)
        cell = sheet.cell(1, place, heading.name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=BLUE)
        cell.alignment = Alignment(vertical="center")
        sheet.column_dimensions[letter].width = heading.width
        cell.comment = Comment(heading.note, "copmetrics", height=90, width=260)
        if heading.choice:
            _choose(sheet, letter, heading.choice)
        for row in range(2, 200):
            written = sheet.cell(row, place)
            written.alignment = Alignment(wrap_text=heading.width >= 30, vertical="top")
            if heading.format:
                written.number_format = heading.format
    sheet.row_dimensions[1].height = 22
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    _print_setup(sheet)


def _print_setup(sheet: Worksheet) -> None:
    """Print it across, as wide as one page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _choose(sheet: Worksheet, column: str, listed: str) -> None:
    """Offer a list in a column; other words are allowed, empty cells too."""
    choice = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(f"{column}2:{column}{LAST}")


FILLED: Final = ("sign-in", "stories", "indicators", "agenda", "feedback", "outputs")
WORKBOOKS: Final[Mapping[str, Callable[[], Workbook]]] = {
    f"{name}.xlsx": partial(_workbook, name) for name in FILLED
}
"""What `copmetrics new` writes to be filled in, by its file's name."""
