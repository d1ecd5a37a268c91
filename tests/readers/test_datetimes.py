"""Dates and times: what is written in any way that vendors have is one instant."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copmetrics.readers.datetimes import (
    days_in_name,
    parse_moments,
    read_by,
    shape_of,
    tidy,
)

LONDON = "Europe/London"


def read(text, day_first=None, zone=LONDON):
    found = parse_moments([text], day_first=day_first, timezone=zone)
    return None if pd.isna(found.iloc[0]) else f"{found.iloc[0]:%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2024-05-14 13:00:02", "2024-05-14 12:00:02"),  # summer: an hour behind London
        ("2024-12-14 13:00:02", "2024-12-14 13:00:02"),
        ("2024-05-14T13:00:02", "2024-05-14 12:00:02"),
        ("2024-05-14", "2024-05-13 23:00:00"),
        ("2024/05/14 1:02:03 PM GMT+1", "2024-05-14 12:02:03"),
        ("2024-11-29 22:28:14+00:00", "2024-11-29 22:28:14"),
        ("2024-07-01 00:30:00Z", "2024-07-01 00:30:00"),
        ("Jun 09, 2018 09:30 pm", "2018-06-09 20:30:00"),
        ("Mon, Apr 26, 2021 12:25", "2021-04-26 11:25:00"),
        ("Mar 22, 2025 19:13:27", "2025-03-22 19:13:27"),
        ("14 May 2024 13:05", "2024-05-14 12:05:00"),
        ("14 September 2024", "2024-09-13 23:00:00"),
        ("Sept 14, 2024 9:05 AM", "2024-09-14 08:05:00"),
        ("06.10.26, 18:01:00", "2026-10-06 17:01:00"),
        ("14.05.2024 18:01", "2024-05-14 17:01:00"),
        ("14-May-24 13:05", "2024-05-14 12:05:00"),  # as Excel writes it in London
        ("14-May-2024", "2024-05-13 23:00:00"),
        ("14th of May 2024 at 1:05 pm", "2024-05-14 12:05:00"),
        ("Dienstag, 14. Mai 2024 um 13:05", "2024-05-14 12:05:00"),
        ("14. Mai 2024, 13:05 Uhr", "2024-05-14 12:05:00"),
        ("14 mai 2024 13h05", "2024-05-14 12:05:00"),
        ("14. März 2024, 13:05:10", "2024-03-14 13:05:10"),
        ("mardi 14 mai 2024 à 13:05", "2024-05-14 12:05:00"),
        ("14 août 2024 13:05", "2024-08-14 12:05:00"),
        ("1er févr. 2024", "2024-02-01 00:00:00"),
        ("mar., 14 de mayo de 2024 a las 13:05", "2024-05-14 12:05:00"),
        ("14 dic 2024 13:05", "2024-12-14 13:05:00"),
        ("giovedì 14 marzo 2024 alle 13:05", "2024-03-14 13:05:00"),
        ("14 de dezembro de 2024 às 13:05", "2024-12-14 13:05:00"),
        ("di 14 mei 2024 om 13:05", "2024-05-14 12:05:00"),
        ("14 maj 2024 kl. 13", "2024-05-14 12:00:00"),
        ("tis 14 maj 2024 kl. 13.05", "2024-05-14 12:05:00"),
        ("14. marts 2024", "2024-03-14 00:00:00"),
        ("14. desember 2024", "2024-12-14 00:00:00"),
        ("tiistaina 14. toukokuuta 2024 klo 13.05", "2024-05-14 12:05:00"),
        ("14 maja 2024 r., godz. 13", "2024-05-14 12:00:00"),
        ("wt. 14 pa\u017a 2024", "2024-10-13 23:00:00"),
        ("14. \u010dervence 2024", "2024-07-13 23:00:00"),
        ("14. listopadu 2024", "2024-11-14 00:00:00"),  # Czech
        ("14 listopada 2024", "2024-11-14 00:00:00"),  # Polish, which has no point there
        ("14 lip 2024", "2024-07-13 23:00:00"),
        ("14-lis-2024", "2024-11-14 00:00:00"),
        ("14 led 2024", "2024-01-14 00:00:00"),
        ("14 out 2024", "2024-10-13 23:00:00"),
        ("14 Me\u00e1n F\u00f3mhair 2024", "2024-09-13 23:00:00"),
        ("May 14th, 2024 1pm", "2024-05-14 12:00:00"),
        ("14 May 2024, 1.30 p.m.", "2024-05-14 12:30:00"),
        ("14 May 2024 - 1 pm", "2024-05-14 12:00:00"),
        ("14.05.2024 13 Uhr", "2024-05-14 12:00:00"),
        ("14.05.2024 um 13.05 Uhr", "2024-05-14 12:05:00"),
        ("5/14/2024 13h30", "2024-05-14 12:30:00"),
        ("5/14/2024 1330 hrs", "2024-05-14 12:30:00"),
        ("5/14/2024 12 noon", "2024-05-14 11:00:00"),
        ("5/14/2024 13:30 pm", "2024-05-14 12:30:00"),
        ("5/14/2024 (1pm)", "2024-05-14 12:00:00"),
        ("2024-05-14 13:00 BST", "2024-05-14 12:00:00"),
        ("2024-05-14T13Z", "2024-05-14 13:00:00"),
        ("2024-05-14T13:00:02.1234567Z", "2024-05-14 13:00:02"),
        ("20240514T1300", "2024-05-14 12:00:00"),
        ("2024.05.14 13:00", "2024-05-14 12:00:00"),
        ("Tue May 14 2024 13:00:00 GMT+0100 (British Summer Time)", "2024-05-14 12:00:00"),
        ("2024-05-14T09:00-10:00", "2024-05-14 19:00:00"),  # of Hawaii
        ("2024-05-14 13:00-04:00", "2024-05-14 17:00:00"),
        ("5/14/2024 -13:00", "2024-05-14 12:00:00"),
        ("7/20/23, 4:30:36\u202fPM", "2023-07-20 15:30:36"),
        ("7/20/23 12:05:00 AM", "2023-07-19 23:05:00"),  # midnight, not noon
        ("12/20/2023 12:05:00 PM", "2023-12-20 12:05:00"),  # noon, not midnight
    ],
)
def test_every_way_that_vendors_write_a_date(written, instant):
    assert read(written, day_first=False) == instant


def test_one_value_has_two_orders():
    assert read("05/06/2024 13:00", day_first=True) == "2024-06-05 12:00:00"
    assert read("05/06/2024 13:00", day_first=False) == "2024-05-06 12:00:00"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "14 Mai",
        "14 mai 13:05",
        "32 mai 2024",
        "mai 2024",
        "14 mal 2024",
        "2024-13-01",
        "32/12/2024",
        "14/05/2024 25:00",
        "14/05/2024 13:00-14:00",  # no clock is fourteen hours behind
        "14/05/2024 9:00-10:00",
        "2024-05-14 09:00-10",
        "14/05/2024 9-10 am",
        "14/05/2024 at 1",  # in the morning?
        "14/05/2024 midnight",  # of which day?
        "14/05/2024 0:30 pm",
        "14 May 2024 AM 12:30",
        "14/05/2024 13:00 room",
        "14 Mai 13 Uhr",  # no year
        "14 čer 2024",  # June or July
        "14. listopada 2024",  # October in Croatian, November in Polish
        "14. lip 2024",  # June in Croatian, July in Polish
        "14. srp 2024",
        "30240514",
        "45000",
    ],
)
def test_what_is_no_date_is_unknown(text):
    assert read(text, day_first=True) is None


def test_a_slashed_date_without_a_settled_order_is_unknown():
    assert read("05/06/2024", day_first=None) is None


@given(st.datetimes(pd.Timestamp("2015-01-01"), pd.Timestamp("2030-12-31")))
def test_writing_a_moment_and_reading_it_gives_it_back(moment):
    whole = moment.replace(microsecond=0)
    for written in ("%Y-%m-%d %H:%M:%S", "%m/%d/%Y %I:%M:%S %p", "%b %d, %Y %I:%M:%S %p"):
        text = whole.strftime(written)
        assert read(text, day_first=False, zone="UTC") == f"{whole:%Y-%m-%d %H:%M:%S}"


def test_the_hour_that_the_clocks_skip_or_repeat_is_read_all_the_same():
    assert read("2024-03-31 01:30:00") == "2024-03-31 01:30:00"  # there was no 01:30: half past two
    assert read("2024-10-27 01:30:00") == "2024-10-27 00:30:00"  # there were two: summer time's


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("participants_912_2024_05_14.csv", [date(2024, 5, 14)]),
        ("sign-in 2024-05-14 and 20240621.xlsx", [date(2024, 5, 14), date(2024, 6, 21)]),
        ("participants_81234567890.csv", []),
        ("2024-13-45.csv", []),
    ],
)
def test_days_that_a_files_name_carries(name, days):
    assert sorted(days_in_name(name)) == days


DAYS = (
    "1/2/2024",
    "29/2/2023",
    "2024-02-30",
    "2024/11/5",
    "5.6.2024",
    "0/5/2024",
    "May 5 2024",
    "31 June 24",
    "1/2/68",
    "1.2.69",
)
TIMES = [
    *("", "9:30", " 9.30", " 9:30:00.5"),
    *(
        f" {hour}:{minute:02}{rest}"
        for hour in (0, 1, 9, 11, 12, 13, 23, 24)
        for minute in (0, 59, 60)
        for rest in ("", ":00", ":59", ":60", " am", " PM")
    ),
]


def test_numbers_are_read_as_the_standard_library_reads_them():
    texts = (tidy(day + time) for day in DAYS for time in TIMES)
    shaped = ((text, shape_of(text, day_first=True)) for text in texts)
    read = {
        text: (
            _read_or_none(read_by, shape.format, text),
            _read_or_none(_by_library, shape.format, text),
        )
        for text, shape in shaped
        if shape is not None
    }
    assert len(read) > 500
    assert {text: pair for text, pair in read.items() if pair[0] != pair[1]} == {}


def _by_library(form, text):
    return datetime.strptime(text, form)


def _read_or_none(reading, form, text):
    try:
        return reading(form, text)
    except ValueError:
        return None
