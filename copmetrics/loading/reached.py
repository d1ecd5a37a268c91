"""Which quarters a folder reaches on a day: what is of a time that has not come lengthens none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from copmetrics.evaluation.coverage import Coverage, covered
from copmetrics.loading.findings import Assembled
from copmetrics.quarters import parse, quarter_at
from copmetrics.settings import Settings

__all__ = ["reached_by", "with_narrative_quarters"]

ENDS: Final = {"agenda": "closed_at", "recommendations": "decided_at", "members": "left_at"}
"""What rows of a time that has come may say of one to come."""


def with_narrative_quarters(
    coverage: Coverage,
    tables: Mapping[str, pd.DataFrame],
    settings: Settings,
    *,
    as_of: pd.Timestamp | None = None,
) -> Coverage:
    """A quarter with a reading, or in which a story was collected, has something known of it.

    With `as_of` a quarter that had not begun by then has not.
    """
    read = {parse(each, settings.calendar) for each in tables["readings"]["quarter"]}
    collected = tables["stories"]["collected_on"].dropna().dt.to_period(settings.calendar.frequency)
    told = read | set(collected)
    if as_of is not None:
        now = quarter_at(as_of, calendar=settings.calendar, timezone=settings.timezone)
        told = {each for each in told if each <= now}
    return replace(coverage, touched=coverage.touched | told)


def reached_by(
    made: Assembled, settings: Settings, moments: pd.DataFrame, now: pd.Timestamp
) -> Assembled:
    """Return what was assembled with what its files reach by a moment.

    What was found is the same on every day; only where something in it is to come is it worked out again.
    `moments` are those of the rows of all files.
    """
    there = made.coverage
    if _has_to_come(made, settings, moments, now):
        known = covered(made.tables, settings, there.exports, as_of=now)
        told = with_narrative_quarters(known, made.narrative_tables, settings, as_of=now)
        there = replace(
            told,
            remarks=there.remarks,
            unplaced=there.unplaced,
            empty_files=there.empty_files,
        )
    return replace(made, coverage=there.up_to(now, settings))


def _has_to_come(
    made: Assembled, settings: Settings, moments: pd.DataFrame, now: pd.Timestamp
) -> bool:
    """Whether any row is of a time to come: people may have booked an event that is planned.

    Or the settings are: as of an earlier day it is not stated yet that nothing happened since.
    """
    days = [
        moments["moment"],
        made.tables["events"]["starts_at"],
        *(made.tables[name][column] for name, column in ENDS.items()),
    ]
    read = {parse(each, settings.calendar) for each in made.narrative_tables["readings"]["quarter"]}
    this = quarter_at(now, calendar=settings.calendar, timezone=settings.timezone)
    today = now.tz_convert(settings.timezone).date()
    return (
        any((each > now).any() for each in days)
        or any(each > this for each in read)
        or any(day > today for day in settings.covered_to.values())
    )
