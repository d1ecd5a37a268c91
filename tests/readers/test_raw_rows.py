"""The rows of several sheets for one raw table: lines and frames together, in the order of the sheets."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from copmetrics.readers.raw_rows import RawRows, together
from copmetrics.schema import RAW

ATTENDANCE = RAW["attendance"]
ONE = {
    "session": "a",
    "name": "Asha One",
    "status": "attended",
    "registered": None,
    "undeclared": "x",
    "source_row": 2,
}


def lines(file, *given):
    return RawRows(ATTENDANCE, list(given), file)


def test_lines_and_frames_stand_in_the_order_of_their_sheets_each_cell_of_its_kind():
    noon = datetime(2024, 5, 14, 12)
    of_lines = [
        lines("a.csv", {**ONE, "joined_at": noon, "minutes": 56.0}, {**ONE, "source_row": 3}),
        lines("c.csv", {**ONE, "joined_at": None, "minutes": None, "registered": True}),
    ]
    frame = pd.DataFrame(
        {
            "session": ["b"],
            "name": ["Ben Two"],
            "status": ["absent"],
            "minutes": [5.0],
            "source_row": [7],
        }
    )
    table = together(ATTENDANCE, [of_lines[0], RawRows(ATTENDANCE, frame, "b.csv"), of_lines[1]])
    assert table["source_file"].tolist() == ["a.csv", "a.csv", "b.csv", "c.csv"]
    assert table["source_row"].tolist() == [2, 3, 7, 2]
    assert table["name"].tolist() == ["Asha One", "Asha One", "Ben Two", "Asha One"]
    assert table["minutes"].fillna(-1).tolist() == [56, -1, 5, -1]
    assert table["registered"].isna().tolist() == [True, True, True, False]
    assert table["joined_at"].dropna().tolist() == [pd.Timestamp("2024-05-14 12:00", tz="UTC")]
    ATTENDANCE.check(table)
    assert "undeclared" not in table


def test_lines_alone_are_what_frames_of_them_would_be():
    given = [{**ONE, "joined_at": datetime(2024, 5, 14, 13, 58)}, {**ONE, "joined_at": None}]
    alone = together(ATTENDANCE, [lines("a.csv", *given)])
    frame = pd.DataFrame(given).assign(joined_at=pd.to_datetime(["2024-05-14 13:58Z", None]))
    pd.testing.assert_frame_equal(
        alone, together(ATTENDANCE, [RawRows(ATTENDANCE, frame, "a.csv")])
    )


def test_a_sheet_without_a_line_is_an_empty_table():
    assert lines("a.csv").frame.empty
    assert lines("a.csv").source_rows == 0
    assert list(lines("a.csv").frame) == list(ATTENDANCE.columns)


def test_two_files_tell_the_same_whatever_they_are_called():
    mine, yours = (lines(file, {**ONE, "session": f"{file}#1"}) for file in ("a.csv", "b.csv"))
    assert mine.told == yours.told
    assert lines("b.csv", {**ONE, "session": "b.csv#2"}).told != yours.told
