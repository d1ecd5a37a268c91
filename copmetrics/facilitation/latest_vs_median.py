"""What worked last: the newest event and mailing beside the community's own median."""

from __future__ import annotations

import pandas as pd

__all__ = ["FEW", "YEAR", "beside_own_median", "told_last", "year_before"]

YEAR = pd.DateOffset(years=1)
FEW = 3
"""Of fewer than this no median is told, and no slot."""


def year_before(until: pd.Timestamp) -> pd.Timestamp:
    """Return when the twelve months before an instant began."""
    return until - YEAR


def told_last(
    rows: pd.DataFrame, *, when: str, since: pd.Timestamp, until: pd.Timestamp
) -> pd.DataFrame:
    """Return what happened from `since` to just before `until`, else the last one before that."""
    begun = rows[rows[when] < until].sort_values(when, kind="stable")
    recent = begun[begun[when] >= since]
    return recent if len(recent) else begun.tail(1)


def beside_own_median(
    told: pd.DataFrame, rows: pd.DataFrame, *, when: str, value: str, alike: str = ""
) -> pd.DataFrame:
    """Return `told` with the median of the same value in the twelve months before each of them.

    Adds `median` and `of`, from how many. They leave out the one told, those whose value is
    unknown and, with `alike`, those that differ in that column. Of fewer than three there is
    no median.
    """
    found = [_median(row, rows, when, value, alike) for row in told.to_dict("records")]
    return told.assign(
        median=pd.array([median for median, _ in found], dtype="Float64").to_numpy(
            "float64", na_value=float("nan")
        ),
        of=[count for _, count in found],
    )


def _median(
    row: dict[str, pd.Timestamp], rows: pd.DataFrame, when: str, value: str, alike: str
) -> tuple[float, int]:
    start = year_before(row[when])
    before = rows[(rows[when] >= start) & (rows[when] < row[when])]
    if alike:
        before = before[before[alike].eq(row[alike])]
    known = before[value].dropna()
    return (float(known.median()) if len(known) >= FEW else float("nan")), len(known)
