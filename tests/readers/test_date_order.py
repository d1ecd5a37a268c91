"""One file has one order of its dates, settled from all of it; what cannot be settled is asked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copmetrics.readers.date_order import UnsettledOrder, date_expected, day_first_in
from copmetrics.readers.datetimes import parse_moments


@pytest.mark.parametrize(
    ("values", "day_first"),
    [
        (["2024-05-14", ""], None),
        (["05/06/2024", "14/06/2024"], True),
        (["05/06/2024", "06/14/2024"], False),
        (["05-06-2024", "06-14-2024"], False),
        (["05/05/2024"], True),  # the same day in both
        (["01/13/2026", "45/13/2026", "02/20/2026"], False),  # a slip says nothing
        (["45/13/2026", "00/05/2026", "13/01/2026"], True),
        (["45/13/2026"], True),
        (["01/13/2026", "20/02/2026", "02/20/2026"], False),  # one slip of two that are right
        (["31/02/2026", "05/06/2026"], True),  # no such day, and yet a day that is first
    ],
)
def test_the_order_is_settled_by_the_whole_file(values, day_first):
    assert day_first_in(values) is day_first


def test_a_known_day_settles_what_the_dates_do_not():
    assert day_first_in(["05/06/2024"], days=[date(2024, 6, 5)]) is True
    assert day_first_in(["05/06/2024"], days=[date(2024, 5, 6)]) is False


def test_two_known_days_that_fit_both_orders_settle_nothing():
    with pytest.raises(UnsettledOrder) as raised:
        day_first_in(["05/06/2024"], days=[date(2024, 6, 5), date(2024, 5, 6)])
    assert raised.value.example == "05/06/2024"


@given(
    days=st.lists(st.dates(date(2015, 1, 1), date(2030, 12, 31)), min_size=1),
    day_first=st.booleans(),
)
def test_the_order_is_right_or_not_settled_never_wrong(days, day_first):
    pattern = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    written = [day.strftime(pattern) for day in days]
    try:
        found = day_first_in(written)
    except UnsettledOrder:
        assert all(day.day <= 12 for day in days)
        return
    read = parse_moments(written, day_first=found, timezone="UTC")
    assert [each.date() for each in read] == days


def test_what_is_expected_of_a_date_is_true_of_it():
    """`02/20/2026` is a date; that it is none where the day comes first is what is wrong with it."""
    shape = "a date"
    assert date_expected("02/20/2026", day_first=True, shape=shape) == (
        "a date with the day first, as this file is read"
    )
    assert date_expected("20/02/2026 13:00", day_first=False, shape=shape) == (
        "a date with the month first, as this file is read"
    )
    assert date_expected("45/13/2026", day_first=True, shape=shape) == shape
    assert date_expected("soon", day_first=True, shape=shape) == shape
    assert date_expected(None, day_first=True, shape=shape) == shape


def test_a_year_that_is_none_stops_nothing():
    with pytest.raises(UnsettledOrder):
        day_first_in(["05/06/0000"], days=[date(2026, 6, 5)])
