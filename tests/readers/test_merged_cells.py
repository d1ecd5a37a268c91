"""Cells that were merged in a workbook: the first holds the text, and all of them say it."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlwt
from test_opening import ods

from copmetrics.readers.file_kinds import Container
from copmetrics.readers.merged_cells import Merged, with_merged
from copmetrics.readers.workbooks import book_sheets

ROWS = [
    ("Name", "Organisation"),
    ("Ida Moss", "Eastvale"),
    ("Jon Reed",),
    ("Kit Lowe", "Northmoor"),
]
FILLED = [*ROWS[:2], ("Jon Reed", "Eastvale"), ROWS[3]]


def xlsx(rows, *merged):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for each in merged:
        book.active.merge_cells(each)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xls():
    book = xlwt.Workbook()
    sheet = book.add_sheet("One")
    for number, row in enumerate(ROWS):
        for place, cell in enumerate(row):
            if cell != "Eastvale":
                sheet.write(number, place, cell)
    sheet.write_merge(1, 2, 1, 1, "Eastvale")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def open_document():
    def cell(text):
        spans = ' table:number-rows-spanned="2"' if text == "Eastvale" else ""
        shown = f"<text:p>{text}</text:p>"
        return f'<table:table-cell office:value-type="string"{spans}>{shown}</table:table-cell>'

    lines = ("".join(map(cell, row)) for row in ROWS)
    covered = "<table:covered-table-cell/>"
    return ods(
        "".join(
            f"<table:table-row>{line}{covered if 'Jon' in line else ''}</table:table-row>"
            for line in lines
        )
    )


@pytest.mark.parametrize("kind", [Container.XLSX, Container.XLS, Container.ODS])
def test_a_cell_merged_over_rows_is_of_each_in_every_kind_of_workbook(kind):
    made = {
        Container.XLSX: lambda: xlsx(ROWS, "B2:B3"),
        Container.XLS: xls,
        Container.ODS: open_document,
    }
    (sheet,) = book_sheets(made[kind](), kind, file="a")
    assert sheet.rows == FILLED


def test_a_mark_merged_over_days_is_of_each_and_a_title_or_a_note_stays_one_cell():
    rows = [
        ("Falls huddle",),
        ("Name", "", "14 May", "", "21 May"),
        ("", "", "AM", "PM", "AM"),
        ("Ida Moss", "", "x"),
        ("Next meeting: June",),
    ]
    merged = [Merged(0, 0, 0, 4), Merged(1, 0, 1, 1), Merged(1, 2, 1, 3), Merged(3, 2, 3, 4)]
    assert with_merged(rows, [*merged, Merged(4, 0, 4, 4)]) == [
        ("Falls huddle",),
        ("Name", "", "14 May", "14 May", "21 May"),
        ("", "", "AM", "PM", "AM"),
        ("Ida Moss", "", "x", "x", "x"),
        ("Next meeting: June",),
    ]


def test_a_cell_merged_over_rows_in_which_nothing_else_stands_makes_none_of_them():
    rows = [("Name", "Trust"), ("Ida Moss", "Eastvale"), (), ("Jon Reed",)]
    assert with_merged(rows, [Merged(1, 1, 9, 1)]) == [*rows[:3], ("Jon Reed", "Eastvale")]
    assert with_merged([("Ida Moss",)], [Merged(0, 1, 0, 2)]) == [("Ida Moss",)]
