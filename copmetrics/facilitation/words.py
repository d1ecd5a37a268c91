"""How days, slots and comparisons are said on Monday's page."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import pandas as pd

from copmetrics.accounts.account_context import day
from copmetrics.accounts.chart_details import WEEKDAYS
from copmetrics.units import Unit, as_shown, join_words, show

if TYPE_CHECKING:
    from copmetrics.facilitation.week import Week

__all__ = [
    "PeopleList",
    "as_far_words",
    "beside",
    "clock",
    "drew_words",
    "in_words",
    "iso",
    "months_words",
    "most_words",
    "number",
    "often_words",
    "on_day",
    "past_words",
    "past_year_words",
    "people_file",
    "quarters_words",
    "slot_words",
    "span_words",
    "year_words",
]

TIED: Final = 2
"""So many slots that drew alike are named."""
NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


class PeopleList(StrEnum):
    """The sheets of the restricted workbook, by their names."""

    JOINERS = "New joiners"
    TO_ASK = "Members to ask"
    NOT_RETURNED = "Not returned"
    NOT_ON_LIST = "Not on the list"
    TO_INTERVIEW = "Whom to interview"


def in_words(count: int) -> str:
    """Return a number as it stands in a sentence: in letters up to twelve."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def months_words(months: int) -> str:
    """Return how long so many months are: `twelve months`, or `month`."""
    return "month" if months == 1 else f"{in_words(months)} months"


def year_words(months: int) -> str:
    """Return how long so many months are, twelve of them as a year."""
    return "year" if months == 12 else months_words(months)


def quarters_words(quarters: int) -> str:
    """Return how long so many quarters are: `two quarters`, or `quarter`."""
    return "quarter" if quarters == 1 else f"{in_words(quarters)} quarters"


def span_words(quarters: int) -> str:
    """Return how long so many quarters are, four of them as a year."""
    return "year" if quarters == 4 else quarters_words(quarters)


def often_words(week: Week) -> str:
    """Return how often the active come who are asked: `three quarters of the last four`."""
    often, window = week.rules.ask_quarters, week.community.settings.participation.window_quarters
    many = "one quarter" if often == 1 else quarters_words(often)
    return f"{many} of the last {in_words(window)}"


def past_words(week: Week, *, moment: pd.Timestamp | None = None) -> str:
    """Return which months are looked back on: `past twelve months`, or `twelve months to 8 Sep 2026`.

    They end where the exports do (`moment`; where the records of who came do, unless it is given).
    """
    reached = week.recorded_to if moment is None else moment
    months = months_words(week.rules.months)
    if reached >= week.since:
        return f"past {months}"
    return f"{months} to {on_day(reached, week)}"


def past_year_words(week: Week) -> str:
    """Return the same months, twelve of them as a year while the records of who came are new."""
    return past_words(week) if week.is_behind else f"past {year_words(week.rules.months)}"


def as_far_words(week: Week) -> str:
    """Say how far it is known who came, where that is not to the present."""
    if not week.is_behind:
        return ""
    return f" (as far as it is known who came: to {on_day(week.recorded_to, week)})"


def iso(moment: pd.Timestamp, week: Week) -> str | None:
    """Return a moment's day on the community's wall calendar, as ISO has it."""
    return day(moment, week.community.settings.timezone)


def on_day(moment: pd.Timestamp, week: Week) -> str:
    """Return a moment's day as a reader sees it."""
    return show(iso(moment, week), Unit.DAY)


def people_file(week: Week) -> str:
    """Return what the restricted lists of these days are called."""
    return f"people-{iso(week.until, week)}.xlsx"


def clock(hour: int) -> str:
    """Return an hour as a clock shows it."""
    return f"{int(hour):02d}:00"


def slot_words(slot: pd.Series) -> str:
    """Return a slot as it is spoken of: `Tuesday from 12:00`."""
    return f"{WEEKDAYS[int(slot['day'])]} from {clock(slot['hour'])}"


def drew_words(slot: pd.Series) -> str:
    """Say what a slot drew, over how many events, and of which kind if they were all of one."""
    kind = f", all {slot['kind']}" if isinstance(slot["kind"], str) else ""
    drew = show(slot["value"], Unit.ATTENDANCES)
    return f"{drew} an event (median of {int(slot['n'])}{kind})"


def most_words(slots: pd.DataFrame) -> str:
    """Say which slot drew most, of those that are told, the best first; what is shown alike is a tie."""
    unit = Unit.ATTENDANCES
    first = slots.iloc[0]
    shown = slots["value"].map(lambda each: as_shown(each, unit))
    tied = slots[shown.eq(shown.iloc[0])]
    if len(tied) == 1:
        return f"{slot_words(first)} drew most: {drew_words(first)}"
    drew = f"{show(first['value'], unit)} an event (medians)"
    if len(tied) > TIED:
        return f"none stands out: {len(tied)} drew most alike, {drew}"
    return (
        f"{join_words([slot_words(each) for _, each in tied.iterrows()])} drew most alike, {drew}"
    )


def number(value: float | None) -> float | None:
    """Return a number as a table holds it, unknown as nothing."""
    return None if value is None or pd.isna(value) else float(value)


def beside(value: float, median: float) -> str:
    """Say on which side of its median a value is: no more than that."""
    if pd.isna(value) or pd.isna(median):
        return ""
    return "more than" if value > median else "less than" if value < median else "the same as"
