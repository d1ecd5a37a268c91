"""Calendars and quarters: labels, half-open bounds, and what "so far" means.

A quarter is a pandas `Period` of frequency `Q-MAR` (the NHS year, April to March) or `Q-DEC`
(the calendar year). Never show `str(period)`: pandas names the NHS year by its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Final

import pandas as pd

from copmetrics.errors import ChoiceError

__all__ = [
    "MONTH",
    "Calendar",
    "asked",
    "begun",
    "bounds",
    "calendar_of",
    "check_begun",
    "instant",
    "label",
    "months",
    "months_of",
    "name",
    "parse",
    "quarter_at",
    "quarters_of",
    "same_months",
    "slug",
    "span",
]


class Calendar(StrEnum):
    """Which year a community's quarters belong to."""

    NHS = "nhs"
    CALENDAR = "calendar"

    @property
    def frequency(self) -> str:
        """The pandas frequency of a quarter in this calendar."""
        return "Q-MAR" if self is Calendar.NHS else "Q-DEC"


MONTH: Final = "M"
"""The pandas frequency of a month, in every calendar."""


def instant(text: str | date, timezone: str = "Europe/London") -> pd.Timestamp:
    """Read a day, or a day and time, as an instant; without an offset it is by `timezone`'s clock.

    A text is as ISO 8601 has it, else it is a `ChoiceError`: of `5/10/2026` nobody can tell whether May or
    October is meant.
    """
    try:
        moment = pd.Timestamp(datetime.fromisoformat(text) if isinstance(text, str) else text)
    except (TypeError, ValueError):
        moment = pd.NaT
    if pd.isna(moment) or not isinstance(text, str | date):
        raise ChoiceError("a day", text, ("2026-09-30",), examples=True)
    return (moment if moment.tzinfo else moment.tz_localize(timezone)).tz_convert("UTC")


def quarters_of(instants: pd.Series, *, calendar: Calendar, timezone: str) -> pd.arrays.PeriodArray:
    """Put each instant (time-zone aware) into its quarter, by the clock on the community's wall."""
    local = pd.DatetimeIndex(instants).tz_convert(timezone).tz_localize(None)
    return local.to_period(calendar.frequency).array


def quarter_at(instant: pd.Timestamp, *, calendar: Calendar, timezone: str) -> pd.Period:
    """Return the quarter that one instant belongs to."""
    return quarters_of(pd.Series([instant]), calendar=calendar, timezone=timezone)[0]


def same_months(quarter: pd.Period, calendar: Calendar) -> pd.Period:
    """Return the quarter of another calendar that is of the same three months."""
    return pd.Period(quarter.start_time, freq=calendar.frequency)


def label(quarter: pd.Period) -> str:
    """Return the quarter as a reader sees it: `2017/18 Q3` (NHS) or `2017 Q4` (calendar)."""
    return name(quarter).replace("-", " ")


def name(quarter: pd.Period) -> str:
    """Return the quarter as the command line has it: `2017/18-Q3` or `2017-Q4`."""
    year = quarter.qyear
    shown = f"{year - 1}/{year % 100:02d}" if calendar_of(quarter) is Calendar.NHS else f"{year}"
    return f"{shown}-Q{quarter.quarter}"


def slug(quarter: pd.Period) -> str:
    """Return the quarter as a folder's name: `2017-18-Q3` or `2017-Q4`."""
    return name(quarter).replace("/", "-")


def months(quarter: pd.Period) -> str:
    """Return the months of the quarter: `Oct to Dec 2017`."""
    return f"{quarter.start_time:%b} to {quarter.end_time:%b %Y}"


def parse(text: str, calendar: Calendar, *, or_latest: bool = True) -> pd.Period:
    """Read a quarter's name, label or slug in the community's own calendar.

    What is none is a `ChoiceError`, which says that the `latest` may be asked for where that is so.
    """
    pattern, example = {
        Calendar.NHS: (r"(?P<year>\d{4})[/-](?P<next>\d{2})[- ]Q(?P<quarter>[1-4])", "2017/18-Q3"),
        Calendar.CALENDAR: (r"(?P<year>\d{4})[- ]Q(?P<quarter>[1-4])", "2017-Q4"),
    }[calendar]
    found = re.fullmatch(pattern, text.strip(), flags=re.IGNORECASE)
    year = int(found["year"]) if found else 0
    nhs = calendar is Calendar.NHS
    if not found or (nhs and int(found["next"]) != (year + 1) % 100):
        what = "a quarter of this community's calendar"
        ways = [example, "latest"] if or_latest and text != "latest" else [example]
        raise ChoiceError(what, text, ways, examples=True)
    return pd.Period(f"{year + nhs}Q{found['quarter']}", freq=calendar.frequency)


def asked(given: object, calendar: Calendar, *, or_latest: bool = False) -> pd.PeriodIndex:
    """Return the quarters, or months, that somebody names: one or several, periods or their names.

    Raises a `ChoiceError` for what is none, or of another calendar, and for months among quarters. A month is
    asked for as a period: of its name it is said how. `or_latest` is whether whoever asks knows the latest.
    """
    several = given if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
    told = [_asked(each, calendar, or_latest=or_latest) for each in several]
    if len({each.freqstr for each in told}) > 1:
        month = next(each for each in told if each.freqstr == MONTH)
        raise ChoiceError("a quarter, as others asked for are", month, (), advice="Ask twice.")
    return pd.PeriodIndex(told) if told else pd.PeriodIndex([], freq=calendar.frequency)


def _asked(given: object, calendar: Calendar, *, or_latest: bool) -> pd.Period:
    if isinstance(given, pd.Period) and given.freqstr in (calendar.frequency, MONTH):
        return given
    if given == "latest":
        advice = "Name it, such as 2026/27-Q2: of tables by themselves nobody knows which is over."
        raise ChoiceError("a quarter's name", given, (), advice=advice)
    if (month := _month_named(given)) is not None:
        advice = f'Ask for the month as pandas.Period("{month}", "M").'
        raise ChoiceError("a quarter", given, (), advice=advice)
    return parse(str(given), calendar, or_latest=or_latest)


def _month_named(given: object) -> pd.Period | None:
    """Return the month that a text such as `June 2026` or `2026-06` names; nothing if it is none."""
    if not isinstance(given, str) or not re.fullmatch(
        r"[A-Za-z]{3,9} \d{4}|\d{4}-\d{2}", given.strip()
    ):
        return None
    try:
        return pd.Period(pd.Timestamp(given), freq=MONTH)
    except ValueError:
        return None


def begun(periods: pd.PeriodIndex, *, timezone: str, as_of: pd.Timestamp) -> pd.PeriodIndex:
    """Return which of some quarters, or months, have begun."""
    return periods[periods <= _running(periods, timezone, as_of)]


def check_begun(periods: pd.PeriodIndex, *, timezone: str, as_of: pd.Timestamp) -> None:
    """Raise a `ChoiceError` for a quarter, or month, that has not begun: nothing can be told of it."""
    running = _running(periods, timezone, as_of)
    to_come = periods[periods > running]
    if len(to_come):
        what, told = ("month", str) if periods.freqstr == MONTH else ("quarter", name)
        advice = f"The one that is running is {told(running)}."
        raise ChoiceError(f"a {what} that has begun", told(to_come.min()), (), advice=advice)


def _running(periods: pd.PeriodIndex, timezone: str, as_of: pd.Timestamp) -> pd.Period:
    """Return the quarter, or month, that is running, by the clock on the community's wall."""
    return as_of.tz_convert(timezone).tz_localize(None).to_period(periods.freqstr)


def months_of(quarters: pd.PeriodIndex) -> pd.PeriodIndex:
    """Return every month of quarters that follow one another."""
    if not len(quarters):
        return pd.PeriodIndex([], freq=MONTH)
    return pd.period_range(
        quarters[0].asfreq(MONTH, how="start"), quarters[-1].asfreq(MONTH, how="end"), freq=MONTH
    )


def span(first: pd.Period, last: pd.Period) -> pd.PeriodIndex:
    """Return every quarter from the first to the last, both included."""
    return pd.period_range(first, last, freq=first.freq)


def bounds(quarters: pd.PeriodIndex, *, timezone: str, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return when each quarter (or month) starts and ends, half-open, in UTC.

    One row a quarter: `quarter` (its ordinal, so that the quarter before is one less),
    `starts_at`, `ends_at`, and `over`: whether it had ended at `as_of`.
    """
    starts = quarters.start_time.tz_localize(timezone, ambiguous=True, nonexistent="shift_forward")
    ends = (quarters + 1).start_time.tz_localize(
        timezone, ambiguous=True, nonexistent="shift_forward"
    )
    return pd.DataFrame(
        {
            "quarter": quarters.astype("int64"),
            "starts_at": starts.tz_convert("UTC"),
            "ends_at": ends.tz_convert("UTC"),
            "over": ends <= as_of,
        }
    )


def calendar_of(quarter: pd.Period) -> Calendar:
    """Return the calendar that a quarter is of."""
    return Calendar.NHS if quarter.freqstr.endswith("MAR") else Calendar.CALENDAR
