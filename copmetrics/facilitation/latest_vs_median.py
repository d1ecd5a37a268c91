"""What worked last: the newest event and mailing beside the community's own median."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.settings import Facilitation

__all__ = ["USUAL", "beside_own_median", "months_before", "told_last"]

USUAL: Final = Facilitation()
"""How far Monday's page looks back, and what it tells nothing of, where a community says nothing."""


def months_before(until: pd.Timestamp, months: int) -> pd.Timestamp:
    """Return when so many months before an instant began."""
    return until - pd.DateOffset(months=months)


def told_last(
    rows: pd.DataFrame, *, when: str, since: pd.Timestamp, until: pd.Timestamp
) -> pd.DataFrame:
    """Return what happened from `since` to just before `until`, else the last one before that."""
    begun = rows[rows[when] < until].sort_values(when, kind="stable")
    recent = begun[begun[when] >= since]
    return recent if len(recent) else begun.tail(1)


def beside_own_median(
    told: pd.DataFrame,
    rows: pd.DataFrame,
    *,
    when: str,
    value: str,
    alike: str = "",
    rules: Facilitation = USUAL,
) -> pd.DataFrame:
    """Return `told` with the median of the same value in the months before each of them.

    Adds `median` and `of`, from how many. They leave out the one told, those whose value is
    unknown and, with `alike`, those that differ in that column. Of fewer than the rules' `few`
    there is no median.
    """
    found = [_median(row, rows, when, value, alike, rules) for row in told.to_dict("records")]
    return told.assign(
        median=pd.array([median for median, _ in found], dtype="Float64").to_numpy(
            "float64", na_value=float("nan")
        ),
        of=[count for _, count in found],
    )


def _median(
    row: dict[str, pd.Timestamp],
    rows: pd.DataFrame,
    when: str,
    value: str,
    alike: str,
    rules: Facilitation,
) -> tuple[float, int]:
    start = months_before(row[when], rules.months)
    before = rows[(rows[when] >= start) & (rows[when] < row[when])]
    if alike:
        before = before[before[alike].eq(row[alike])]
    known = before[value].dropna()
    return (float(known.median()) if len(known) >= rules.few else float("nan")), len(known)
