"""csv that opens right in Excel and never runs as a formula."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from copmetrics.accounts.account import ReportColumn, ReportTable
from copmetrics.render.csv import table_csv, write_csv
from copmetrics.units import Unit

FRAME = pd.DataFrame(
    {"name": ["=1+1", "+x", "-x", "@x", "\tx", "fine", None], "value": [1.5, -2, None, 0, 1, 2, 3]}
)


def test_texts_that_would_run_are_quoted_and_numbers_are_left_alone():
    stream = io.StringIO()
    write_csv(FRAME, stream)
    assert stream.getvalue().split("\n") == [
        "name,value",
        "'=1+1,1.5",
        "'+x,-2.0",
        "'-x,",
        "'@x,0.0",
        "'\tx,1.0",
        "fine,2.0",
        ",3.0",
        "",
    ]


def test_a_file_begins_with_the_mark_that_excel_needs_and_a_stream_does_not(tmp_path):
    write_csv(FRAME, tmp_path / "frame.csv")
    assert (tmp_path / "frame.csv").read_bytes().startswith(b"\xef\xbb\xbfname,value\n")


@pytest.mark.parametrize("empty", [pd.DataFrame({"name": []}), pd.DataFrame()])
def test_nothing_is_written_as_nothing(empty, tmp_path):
    write_csv(empty, tmp_path / "frame.csv")
    assert (tmp_path / "frame.csv").read_text(encoding="utf-8-sig").strip() in ("name", '""', "")


def test_numbers_are_without_the_noise_of_sums():
    stream = io.StringIO()
    write_csv(pd.DataFrame({"minutes": [45.599999994, 0.1 + 0.2, 277.0, None]}), stream)
    assert stream.getvalue().split("\n") == ["minutes", "45.599999994", "0.3", "277.0", '""', ""]


def test_a_table_as_csv_has_whole_numbers_whole_and_nothing_for_what_is_unknown():
    columns = (
        ReportColumn("What"),
        ReportColumn("People", Unit.PEOPLE),
        ReportColumn("Share", Unit.SHARE),
    )
    rows = (("=A", 12.0, 0.1 + 0.2), ("Größe", None, "[c]"))
    assert table_csv(ReportTable("t", "T", columns, rows)) == (
        "What,People,Share\n'=A,12,0.3\nGröße,,[c]\n"
    )
