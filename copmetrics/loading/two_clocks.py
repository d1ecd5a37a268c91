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
    recorded: dict[str, list[tuple[int, int | None]]] = {}
    came, left = (_seconds(there[each]) for each in ("joined_at", "left_at"))
    for session, start, end in zip(there["session"].tolist(), came, left, strict=True):
        recorded.setdefault(session, []).append((start, end))
    return {session: _stays(rows) for session, rows in recorded.items() if len(set(rows)) > 1}


def _seconds(moments: pd.Series) -> list[int | None]:
    """Return moments as whole seconds since 1970, unknown ones as nothing."""
    rounded = moments.dt.round("s").dt.as_unit("s")
    return [
        None if unknown else second
        for second, unknown in zip(
            rounded.astype("int64").tolist(), rounded.isna().tolist(), strict=True
        )
    ]


def _stays(rows: list[tuple[int, int | None]]) -> Stays:
    """Count the comings and goings of one recording from the first."""
    first = min(came for came, _ in rows)
    shifted = [(came - first, -1 if left is None else left - came) for came, left in rows]
    return Stays(pd.Timestamp(first, unit="s", tz="UTC"), tuple(sorted(shifted)))


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


def in_hours(span: pd.Timedelta) -> str:
    """Write a span as hours, to the hundredth: `5`, `5.5`."""
    return f"{round(abs(span) / pd.Timedelta(hours=1), 2):g}"
