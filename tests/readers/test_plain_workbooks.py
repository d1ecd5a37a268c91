"""Workbooks that calamine reads: just as openpyxl would, or they are openpyxl's."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from copmetrics.readers import plain_workbooks, workbooks
from copmetrics.readers.file_kinds import Container
from copmetrics.readers.plain_workbooks import is_plain
from copmetrics.readers.workbooks import book_sheets

SECONDS = st.integers(0, 86_399)
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e12, 1e12),
    st.text(max_size=8).map(lambda text: ILLEGAL_CHARACTERS_RE.sub("", text)),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
        lambda each: each.replace(microsecond=0)
    ),
    SECONDS.map(lambda each: (datetime(2026, 1, 1) + timedelta(seconds=each)).time()),
    SECONDS.map(lambda each: timedelta(seconds=7 * each)),
)


def workbook(rows, shown="General"):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    if shown != "General":
        book.worksheets[0]["A1"].number_format = shown
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rewritten(content, name, old, new, called=""):
    """Return a workbook with some bytes of one of its parts changed, or the part `called` otherwise."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as into:
        for each in archive.namelist():
            part = archive.read(each)
            if each == name:
                part, each = part.replace(old, new), called or each
            into.writestr(each, part)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
TWO = workbook([["Asha One", 44]])


@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6))
@settings(max_examples=40)
def test_what_calamine_reads_is_what_openpyxl_reads(rows):
    content = workbook(rows)
    if is_plain(content):
        by_calamine = list(workbooks._by_calamine(content, "a.xlsx"))
        assert by_calamine == list(workbooks._by_openpyxl(content, "a.xlsx"))


@pytest.mark.parametrize(
    ("content", "plain"),
    [
        (TWO, True),
        (workbook([["Asha"], [], [None, time(13, 5), datetime(2024, 5, 14)]]), True),
        (workbook([[0.5]], "0%"), False),
        (workbook([[0.5]], "0.00%"), False),
        (workbook([[0.5]], '0.0" %"'), False),
        (workbook([["#N/A"]]), False),
        (workbook([["a_x000D_b"]]), False),
        (workbook([[1234567890123456]]), False),
        (rewritten(TWO, SHEET, b"<v>44", b"<v>12345678901234567890"), False),
        (rewritten(TWO, SHEET, b't="n"><v>44', b't="d"><v>2024-05-14'), False),
        (rewritten(workbook([[0.5]], "0%"), "xl/styles.xml", b"%", b"%", "xl/Looks.xml"), False),
        (rewritten(TWO, SHEET, b'<c r="A1"', b"<c"), False),
        (rewritten(TWO, SHEET, b'<c r="A1"', b"<c\nr='A1'"), False),
        (rewritten(TWO, SHEET, b'<c r="B1"', b'<c r="XFD1048576"'), False),
        (rewritten(TWO, SHEET, b'<c r="B1"', b'<c r="AA37037"'), True),  # 27 x 37,037 = 999,999
        (rewritten(TWO, SHEET, b'<c r="B1"', b'<c r="AA37038"'), False),
    ],
)
def test_shares_errors_escaped_signs_and_far_cells_are_left_to_openpyxl(content, plain):
    assert is_plain(content) is plain


def test_a_plain_workbook_is_calamines(monkeypatch):
    """Its rows are asked for once; a change of what is plain sends it to openpyxl, with the same texts."""
    (read,) = book_sheets(TWO, Container.XLSX, file="a.xlsx")
    monkeypatch.setattr(plain_workbooks, "ROOMY", 1)
    monkeypatch.setattr(workbooks, "_by_calamine", None)
    (again,) = book_sheets(TWO, Container.XLSX, file="a.xlsx")
    assert read.rows == again.rows == [("Asha One", "44")]


def test_a_workbook_without_number_formats_reads_a_date_as_its_midnight():
    (sheet,) = book_sheets(workbook([[datetime(2024, 5, 14)]]), Container.XLSX, file="a.xlsx")
    assert sheet.rows == [("2024-05-14 00:00:00",)]
