"""One meeting told by two clocks: the same comings and goings, some hours apart.

Whoever downloads a report gets it by their own clock. Two reports whose people came and went at the
same seconds, counted from the first, tell of one meeting, if a clock can be so far from another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.framework.attendance import AttendanceStatus

__all__ = ["Stays", "by_one_clock", "clock_ahead", "in_hours", "stays_of"]

FURTHEST: Final = pd.Timedelta(hours=14)
STEP: Final = pd.Timedelta(minutes=15)


@dataclass(frozen=True)
class Stays:
    """Who came and went when in one recording, counted from whoever came first; names aside."""

    first: pd.Timestamp
    pattern: tuple[tuple[int, int], ...]
    """After how many seconds each came, and how many each stayed (-1 where unknown), in their order."""


def stays_of(attendance: pd.DataFrame) -> Mapping[str, Stays]:
    """Return the stays of each session in which not everybody came and went together.

    Of a session alone there is none to compare it with, and nothing is returned.
    """
    if attendance["session"].nunique() < 2:
        return {}
    there = attendance[
        attendance["status"].eq(AttendanceStatus.ATTENDED) & attendance["joined_at"].notna()
    ]
    came = there["joined_at"].dt.round("s").dt.as_unit("s").astype("int64")
    stayed = (there["left_at"] - there["joined_at"]).dt.total_seconds().round().fillna(-1)
    recorded: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for session, start, length in zip(there["session"], came, stayed.astype("int64"), strict=True):
        recorded[session].append((start, length))
    return {session: _stays(rows) for session, rows in recorded.items() if len(set(rows)) > 1}


def _stays(rows: Sequence[tuple[int, int]]) -> Stays:
    """Count the comings and goings of one recording from the first of them."""
    first = min(came for came, _ in rows)
    pattern = tuple(sorted((came - first, stayed) for came, stayed in rows))
    return Stays(pd.Timestamp(first, unit="s", tz="UTC"), pattern)


def clock_ahead(mine: Stays | None, other: Stays | None) -> pd.Timedelta | None:
    """Return how far the clock of `mine` is ahead of the other's, if both tell of one meeting.

    Unknown where they tell of two, or by the same clock.
    """
    if mine is None or other is None:
        return None
    if mine.pattern != other.pattern:
        return None
    ahead = mine.first - other.first
    possible = pd.Timedelta(0) < abs(ahead) <= FURTHEST and ahead % STEP == pd.Timedelta(0)
    return ahead if possible else None


def by_one_clock(attendance: pd.DataFrame, ahead: Mapping[str, pd.Timedelta]) -> pd.DataFrame:
    """Return comings and goings by the clock of their event; `ahead` is that of a session by another."""
    if not ahead:
        return attendance
    by = attendance["session"].map(ahead).astype("timedelta64[us]").fillna(pd.Timedelta(0))
    return attendance.assign(
        joined_at=attendance["joined_at"] - by, left_at=attendance["left_at"] - by
    )


def in_hours(span: pd.Timedelta) -> str:
    """Write a span as hours, to the hundredth: `5`, `5.5`."""
    return f"{round(abs(span) / pd.Timedelta(hours=1), 2):g}"
