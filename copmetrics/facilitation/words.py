"""How days, slots and comparisons are said on Monday's page."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd

from copmetrics.accounts.chart_details import WEEKDAYS
from copmetrics.accounts.facts import day
from copmetrics.units import Unit, show

if TYPE_CHECKING:
    from copmetrics.facilitation.week import Week

__all__ = [
    "PeopleList",
    "beside",
    "clock",
    "drew_words",
    "iso",
    "number",
    "on_day",
    "people_file",
    "slot_words",
]


class PeopleList(StrEnum):
    """The sheets of the restricted workbook, by their names."""

    JOINERS = "New joiners"
    TO_ASK = "Members to ask"
    NOT_RETURNED = "Not returned"
    NOT_ON_LIST = "Not on the list"


def iso(moment: pd.Timestamp, week: Week) -> str | None:
    """Return a moment's day on the community's wall calendar, as ISO has it."""
    return day(moment, week.community)


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


def number(value: float | None) -> float | None:
    """Return a number as a table holds it, unknown as nothing."""
    return None if value is None or pd.isna(value) else float(value)


def beside(value: float, median: float) -> str:
    """Say on which side of its median a value is: no more than that."""
    if pd.isna(value) or pd.isna(median):
        return ""
    return "more than" if value > median else "less than" if value < median else "the same as"
