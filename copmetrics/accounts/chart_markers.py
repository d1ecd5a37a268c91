"""The days that changed what an open is worth, as charts of opens show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from copmetrics.accounts.account import DayMark
from copmetrics.measures import open_rate_eras

__all__ = ["marks_among", "marks_within", "opens_notes"]


def marks_within(indicator: str, periods: pd.PeriodIndex) -> tuple[DayMark, ...]:
    """Return the marks of a chart that has a point a month or quarter: inside the one they fall in."""
    if indicator not in open_rate_eras.COUNTED or not len(periods):
        return ()
    found = []
    for turn in open_rate_eras.ERA_CHANGES:
        day = pd.Timestamp(turn.day)
        inside = [
            place for place, each in enumerate(periods) if each.start_time <= day <= each.end_time
        ]
        for place in inside:
            whole = periods[place].end_time - periods[place].start_time
            found.append(
                DayMark(place - 0.5 + (day - periods[place].start_time) / whole, turn.label)
            )
    return tuple(found)


def marks_among(indicator: str, days: Sequence[date]) -> tuple[DayMark, ...]:
    """Return the marks of a chart that has a point a mailing, in order of time: between two."""
    if indicator not in open_rate_eras.COUNTED:
        return ()
    before = {turn: sum(day < turn.day for day in days) for turn in open_rate_eras.ERA_CHANGES}
    return tuple(
        DayMark(count - 0.5, turn.label) for turn, count in before.items() if 0 < count < len(days)
    )


def opens_notes(indicator: str, first: date, last: date) -> tuple[str, ...]:
    """Return what is said under a chart of opens: the days that are in it, or the era it lies in."""
    return (open_rate_eras.era_words(first, last),) if indicator in open_rate_eras.COUNTED else ()
