"""The learning agenda and recommendations: which event each came from, and who takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.errors import CopmetricsError
from copmetrics.framework.agenda import AgendaStatus
from copmetrics.identity.directory import without_names
from copmetrics.schema import AGENDA, RECOMMENDATIONS
from copmetrics.value.known_events import ADVICE, KnownEvents

__all__ = [
    "PlacedLog",
    "placed_agenda",
    "placed_at_events",
    "placed_recommendations",
]

LEAVE_EMPTY: Final = f"{ADVICE}, or leave it empty."


@dataclass(frozen=True)
class PlacedLog:
    """The rows of a log with the events that are known, and what is wrong with them."""

    rows: pd.DataFrame
    problems: tuple[CopmetricsError, ...] = ()


def placed_at_events(
    rows: pd.DataFrame, events: pd.DataFrame, advice: str = LEAVE_EMPTY
) -> PlacedLog:
    """Return rows with the short name of the event that each names; one that is not known is an error.

    In a folder that knows no event, nothing is known of it.
    """
    if rows.empty:
        return PlacedLog(rows)
    known = KnownEvents.of(events)
    found = [known.find(said) if isinstance(said, str) else None for said in rows["event"]]
    told = zip(rows.to_dict("records"), found, strict=True)
    lost = [row for row, event in told if isinstance(row["event"], str) and event is None]
    problems = tuple(known.unknown(row, advice) for row in lost) if known.names else ()
    return PlacedLog(rows.assign(event=pd.Series(found, index=rows.index, dtype="str")), problems)


def placed_agenda(raw: pd.DataFrame, people: pd.DataFrame, events: pd.DataFrame) -> PlacedLog:
    """Return the agenda as measures count from it.

    What does not say how far it has come is open. Who takes an item and is written down by their address,
    or by a name that the exports know, becomes a pseudonym; anything else is a role.
    """
    if raw.empty:
        return PlacedLog(AGENDA.empty())
    who = people[people["table"].eq("agenda")].set_index("row")["person"]
    taken = without_names(raw["taken_by"], people).fillna(who)
    status = raw["status"].fillna(str(AgendaStatus.OPEN))
    placed = placed_at_events(raw.assign(taken_by=taken, status=status), events)
    return PlacedLog(AGENDA.conform(placed.rows), placed.problems)


def placed_recommendations(raw: pd.DataFrame, events: pd.DataFrame) -> PlacedLog:
    """Return the recommendations as measures count from them."""
    placed = placed_at_events(raw, events)
    return PlacedLog(RECOMMENDATIONS.conform(placed.rows), placed.problems)
