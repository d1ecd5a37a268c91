"""Days as a spreadsheet counts them: read where a whole column is written so, and said to be."""

from __future__ import annotations

import pytest
from reading import read

from copmetrics.readers.serial_days import serials_as_days

EVENTS = "event,title,starts,ends\na,May,{},{}\nb,June,{},{}\n"


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["46156", None, "46156.5416666667"], ["2026-05-14 00:00:00", None, "2026-05-14 13:00:00"]),
        (["45123,604"], ["2023-07-16 14:29:46"]),
        (["32873"], ["32873"]),  # 1989
        (["73051"], ["73051"]),  # 2100
        (["46156", "14/05/2026"], ["46156", "14/05/2026"]),  # which of them has its month first?
        (["41226", "51226"], ["41226", "51226"]),  # 4 and 5 December 2026, without their zero
        (
            ["41226", "43226"],
            ["2012-11-13 00:00:00", "2018-05-06 00:00:00"],
        ),  # no month has 32 days
        ([None], [None]),
    ],
)
def test_a_column_is_of_serials_where_all_of_it_can_be_nothing_else(cells, days):
    assert serials_as_days(cells) == days


def test_the_events_list_is_read_by_them_and_check_says_what_one_is(tmp_path):
    text = EVENTS.format("46156.5416666667", "14:30", "46184.5", "")
    _, reading = read(tmp_path, text, name="events.csv")
    rows = reading.tables["sessions"]
    assert [f"{each:%Y-%m-%d %H:%M}" for each in rows["starts_at"]] == [
        "2026-05-14 12:00",
        "2026-06-11 11:00",
    ]
    assert f"{rows['ends_at'][0]:%Y-%m-%d %H:%M}" == "2026-05-14 13:30"
    assert (
        "the days in 'starts' are numbers, as a spreadsheet counts them: 46156.5416666667 is 2026-05-14"
    ) in [each.says for each in reading.notes]


def test_numbers_beside_dates_are_refused_with_what_to_do(tmp_path):
    _, reading = read(tmp_path, EVENTS.format("46156", "", "13/06/2026", ""), name="events.csv")
    assert [str(each) for each in reading.problems] == [
        "events.csv, row 2, column 'starts': '46156' is not a date and time that copmetrics knows. "
        "Give the whole column one date format in the spreadsheet, and save it again."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Name,Date\nIda Moss,46156\nJon Reed,46163\n",
        "Name,46156,46163\nIda Moss,x,\nJon Reed,,x\n",
    ],
)
def test_a_sign_in_sheet_has_its_days_by_them(text, tmp_path):
    _, reading = read(tmp_path, text, name="sign-in.csv")
    days = reading.tables["sessions"]["day"]
    assert [f"{each:%Y-%m-%d}" for each in days] == ["2026-05-14", "2026-05-21"]


def test_one_number_over_a_column_is_no_day_and_neither_are_numbers_beside_one(tmp_path):
    for headings in ("46156", "46156,46163,2026-05-28"):
        text = f"Name,Email,{headings}\nIda Moss,ida@example.org,x\nJon Reed,,x\n"
        _, reading = read(tmp_path, text, name="sign-in.csv")
        assert "column '46156'" in str(reading.problems[0])
