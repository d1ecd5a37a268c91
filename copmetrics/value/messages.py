"""What was told to whom and when, and which constituency has not heard for half a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.errors import CellError, nearest

__all__ = ["Unheard", "told_by_then", "unheard", "unknown_constituencies"]

MONTHS: Final = 6
"""Two quarters: who was told nothing for so long has not heard."""


@dataclass(frozen=True)
class Unheard:
    """A constituency that was told nothing for two quarters, and when it last was, if ever."""

    constituency: str
    last_at: pd.Timestamp | None
    cadence: str
    """How often it is to be told, in the words of the register."""


def unknown_constituencies(
    messages: pd.DataFrame, constituencies: pd.DataFrame
) -> Iterator[CellError]:
    """Point at messages to somebody who is on no line of the constituencies, where there are any."""
    known = {_as_compared(each): each for each in constituencies["constituency"]}
    for row in messages.to_dict("records") if known else ():
        said = row["constituency"]
        if _as_compared(said) not in known:
            yield CellError.of_row(
                row,
                column="Constituency",
                value=said,
                expected="one of the sheet Constituencies",
                advice=f"{nearest(said, known.values())}Write it as it stands there, or add it there.",
            )


def told_by_then(messages: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """Return the messages before a moment, the newest first."""
    told = messages[messages["told_at"] < until]
    return told.sort_values(["told_at", "constituency"], ascending=[False, True], kind="stable")


def unheard(
    constituencies: pd.DataFrame, messages: pd.DataFrame, until: pd.Timestamp
) -> tuple[Unheard, ...]:
    """Return who has not heard for the two quarters before a moment; nobody where nothing is logged at all.

    They are in the order of the register. Who was told on the very day that the two quarters begin has heard.
    """
    told = told_by_then(messages, until)
    if told.empty:
        return ()
    last = told.groupby(told["constituency"].map(_as_compared))["told_at"].max()
    since = until - pd.DateOffset(months=MONTHS)
    found = []
    for row in constituencies.to_dict("records"):
        at = last.get(_as_compared(row["constituency"]))
        if at is None or at < since:
            cadence = row["cadence"] if isinstance(row["cadence"], str) else ""
            found.append(Unheard(row["constituency"], at, cadence))
    return tuple(found)


def _as_compared(constituency: str) -> str:
    return constituency.casefold().strip()
