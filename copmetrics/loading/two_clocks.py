"""One meeting told by two clocks: the same comings and goings, some hours apart.

Whoever downloads a report gets it by their own clock. Two reports whose people came and went at the
same seconds, counted from the first, tell of one meeting, if a clock can be so far from another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.framework.attendance import AttendanceStatus

__all__ = ["Stays", "clock_ahead", "in_hours", "stays_of"]

FURTHEST: Final = pd.Timedelta(hours=14)
STEP: Final = pd.Timedelta(minutes=15)


@dataclass(frozen=True)
class Stays:
    """Who came and went when in one recording, counted from whoever came first; names aside."""

    first: pd.Timestamp
    rows: int
    pattern: int
    """The same number for the same comings and goings, whatever their order."""


def stays_of(attendance: pd.DataFrame) -> Mapping[str, Stays]:
    """Return the stays of each session in which not everybody came and went together."""
    there = attendance[
        attendance["status"].eq(AttendanceStatus.ATTENDED) & attendance["joined_at"].notna()
    ]
    first = there.groupby("session")["joined_at"].transform("min")
    came = (there["joined_at"] - first).dt.total_seconds().round()
    stayed = (there["left_at"] - there["joined_at"]).dt.total_seconds().round().fillna(-1)
    told = pd.DataFrame(
        {
            "session": there["session"],
            "first": first,
            "stay": came.astype("int64") * 1_000_003 + stayed.astype("int64"),
        }
    )
    told["hashed"] = pd.util.hash_array(told["stay"].to_numpy())
    by_session = told.groupby("session").agg(
        first=("first", "first"),
        rows=("stay", "size"),
        different=("stay", "nunique"),
        pattern=("hashed", "sum"),
    )
    apart = by_session[by_session["different"] > 1]
    return {
        str(session): Stays(row.first_, int(row.rows), int(row.pattern))
        for session, row in apart.rename(columns={"first": "first_"}).iterrows()
    }


def clock_ahead(mine: Stays | None, other: Stays | None) -> pd.Timedelta | None:
    """Return how far the clock of `mine` is ahead of the other's, if both tell of one meeting.

    Unknown where they tell of two, or by the same clock.
    """
    if mine is None or other is None:
        return None
    if (mine.rows, mine.pattern) != (other.rows, other.pattern):
        return None
    ahead = mine.first - other.first
    possible = pd.Timedelta(0) < abs(ahead) <= FURTHEST and ahead % STEP == pd.Timedelta(0)
    return ahead if possible else None


def in_hours(span: pd.Timedelta) -> str:
    """Write a span as hours, to the hundredth: `5`, `5.5`."""
    return f"{round(abs(span) / pd.Timedelta(hours=1), 2):g}"
