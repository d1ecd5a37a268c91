"""What an account of a quarter that is not over sets its numbers beside, and how that is said.

A change is since as many days of the quarter before as have gone by of this one. Every other number of an
earlier quarter is of the whole of it, and says so where it stands beside one that is so far.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.measures import HEADLINES
from copmetrics.quarters import label
from copmetrics.units import Unit, show

__all__ = [
    "BEFORE",
    "before_label",
    "before_words",
    "earlier_label",
    "row_label",
    "so_far_after",
    "so_far_words",
    "whole_quarter_before",
]

BEFORE: Final = "the quarter before"
WHOLE: Final = "An earlier quarter stands whole beside it."


def so_far_words(facts: QuarterFigures, *, measured: bool = True) -> tuple[str, ...]:
    """Say of a quarter that is not over how far its numbers go, and what they are set beside.

    Nothing of one that is over. `measured` says whether the account has the eight measures and their
    changes.
    """
    if not facts.so_far:
        return ()
    day = show(facts.context.day(facts.context.as_of), Unit.DAY)
    opening = f"This quarter is not over: its numbers are so far, to {day}."
    if not measured or not _has_same_days(facts):
        return (f"{opening} {WHOLE}",)
    return (
        f"{opening} A change is since {_same_days(facts)} of the quarter before; every other number of an "
        "earlier quarter is of the whole of it.",
    )


def before_label(facts: QuarterFigures) -> str:
    """Name the quarter before as what stands under it is: `2026/27 Q1`, or so many days of it."""
    before = label(facts.quarter - 1)
    if not facts.so_far:
        return before
    return f"{before} ({_same_days(facts, short=True)})" if _has_same_days(facts) else before


def earlier_label(facts: QuarterFigures, quarter: pd.Period) -> str:
    """Name an earlier quarter, that it is whole where this one is not."""
    return f"{label(quarter)} (whole)" if facts.so_far else label(quarter)


def before_words(facts: QuarterFigures) -> str:
    """Call within a sentence what a change is since."""
    return f"the same days of {BEFORE}" if facts.so_far else BEFORE


def row_label(facts: QuarterFigures, quarter: pd.Period) -> str:
    """Name a quarter in a table that has a row for each, where every other is whole."""
    running = facts.so_far and quarter == facts.quarter
    return f"{label(quarter)} (so far)" if running else label(quarter)


def so_far_after(facts: QuarterFigures) -> str:
    """Say below a picture by quarter that its last is not over: `; 2026/27 Q2 so far`."""
    return f"; {row_label(facts, facts.quarter)}" if facts.so_far else ""


def whole_quarter_before(facts: QuarterFigures) -> str:
    """Call the quarter before within a sentence or a heading."""
    return "the whole quarter before" if facts.so_far else BEFORE


def _same_days(facts: QuarterFigures, *, short: bool = False) -> str:
    """Say how many days of the quarter before as many are as have gone by."""
    today = facts.context.as_of.tz_convert(facts.context.timezone).tz_localize(None)
    days = (today.normalize() - facts.quarter.start_time).days + 1
    before = facts.quarter - 1
    days = min(days, (before.end_time.normalize() - before.start_time).days + 1)
    said = "first day" if days == 1 else f"first {days} days"
    return said if short else f"the {said}"


def _has_same_days(facts: QuarterFigures) -> bool:
    """Whether anything is known of these days."""
    return any(pd.notna(facts.change[each]["previous"]) for each in HEADLINES)
