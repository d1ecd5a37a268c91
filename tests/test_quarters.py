"""Quarters partition time, in each calendar and zone, and are named as their readers name them."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copmetrics.errors import ChoiceError
from copmetrics.quarters import (
    Calendar,
    bounds,
    instant,
    label,
    months,
    name,
    parse,
    quarter_at,
    slug,
    span,
)

ZONES = ("Europe/London", "UTC", "Pacific/Auckland", "America/New_York")
NOW = pd.Timestamp("2026-11-23", tz="UTC")


@given(
    second=st.integers(min_value=0, max_value=10 * 366 * 86_400),
    calendar=st.sampled_from(Calendar),
    zone=st.sampled_from(ZONES),
)
def test_every_instant_of_ten_years_is_in_exactly_one_quarter(second, calendar, zone):
    moment = pd.Timestamp("2016-01-01", tz="UTC") + pd.Timedelta(seconds=second)
    around = parse("2015/16-Q1" if calendar is Calendar.NHS else "2015-Q1", calendar)
    spans = bounds(span(around, around + 60), timezone=zone, as_of=NOW)
    inside = spans[(spans["starts_at"] <= moment) & (moment < spans["ends_at"])]
    assert len(inside) == 1
    assert inside["quarter"].iloc[0] == quarter_at(moment, calendar=calendar, timezone=zone).ordinal


def test_each_quarter_begins_in_the_instant_the_one_before_ends():
    spans = bounds(
        span(*pd.period_range("2016Q1", "2026Q4", freq="Q-MAR")[[0, -1]]),
        timezone="Europe/London",
        as_of=NOW,
    )
    assert (spans["starts_at"].iloc[1:].to_numpy() == spans["ends_at"].iloc[:-1].to_numpy()).all()


@pytest.mark.parametrize(
    ("local", "nhs", "calendar"),
    [
        ("2018-03-31 23:59:59", "2017/18 Q4", "2018 Q1"),
        ("2018-04-01 00:00", "2018/19 Q1", "2018 Q2"),
        ("2017-10-01 00:30", "2017/18 Q3", "2017 Q4"),
        ("2024-02-29 12:00", "2023/24 Q4", "2024 Q1"),
        ("1999-12-31 12:00", "1999/00 Q3", "1999 Q4"),
    ],
)
def test_an_instant_is_put_into_the_quarter_of_the_wall_clock(local, nhs, calendar):
    moment = pd.Timestamp(local, tz="Europe/London")
    in_nhs = quarter_at(moment, calendar=Calendar.NHS, timezone="Europe/London")
    in_calendar = quarter_at(moment, calendar=Calendar.CALENDAR, timezone="Europe/London")
    assert (label(in_nhs), label(in_calendar)) == (nhs, calendar)


def test_half_an_hour_before_midnight_utc_is_the_next_quarter_in_a_london_summer():
    moment = pd.Timestamp("2024-06-30 23:30", tz="UTC")
    london = quarter_at(moment, calendar=Calendar.NHS, timezone="Europe/London")
    utc = quarter_at(moment, calendar=Calendar.NHS, timezone="UTC")
    assert (label(london), label(utc)) == ("2024/25 Q2", "2024/25 Q1")


@pytest.mark.parametrize(
    ("written", "calendar"),
    [
        ("2017/18-Q3", Calendar.NHS),
        ("2017-18-Q3", Calendar.NHS),
        ("2017/18 q3", Calendar.NHS),
        ("2017-Q4", Calendar.CALENDAR),
        ("2017 Q4", Calendar.CALENDAR),
    ],
)
def test_a_quarter_can_be_named_by_its_name_label_or_folder(written, calendar):
    quarter = parse(written, calendar)
    assert f"{quarter.start_time:%Y-%m-%d}" == "2017-10-01"
    assert parse(name(quarter), calendar) == parse(slug(quarter), calendar) == quarter


def test_the_months_of_a_quarter_are_spelled_out():
    assert months(parse("2017/18-Q3", Calendar.NHS)) == "Oct to Dec 2017"


@pytest.mark.parametrize("wrong", ["2017Q3", "2017/19-Q3", "2017/18-Q5", "Q3", ""])
def test_what_is_no_quarter_of_the_calendar_is_refused_with_an_example(wrong):
    with pytest.raises(ChoiceError) as caught:
        parse(wrong, Calendar.NHS)
    assert str(caught.value).startswith(f"'{wrong}' is not a quarter of this community's calendar.")
    assert str(caught.value).endswith("Write it as 2017/18-Q3 or latest.")


def test_a_quarter_of_the_other_calendar_is_not_taken_for_ones_own():
    with pytest.raises(ChoiceError):
        parse("2017-Q4", Calendar.NHS)


def test_a_quarter_is_over_in_the_instant_it_ends():
    quarters = pd.PeriodIndex([parse("2017/18-Q3", Calendar.NHS)])
    end = pd.Timestamp("2018-01-01", tz="Europe/London")
    just_before = bounds(quarters, timezone="Europe/London", as_of=end - pd.Timedelta(seconds=1))
    assert not just_before["over"].iloc[0]
    assert bounds(quarters, timezone="Europe/London", as_of=end)["over"].iloc[0]


@pytest.mark.parametrize("text", ["5/10/2026", "5.10.2026", "yesterday", "Oct 2026"])
def test_a_day_of_which_nobody_can_tell_the_month_is_none(text):
    said = re.escape(f"'{text}' is not a day. Write it as 2026-09-30.")
    with pytest.raises(ChoiceError, match=said):
        instant(text)
    assert instant("2026-10-05") == instant(date(2026, 10, 5))
