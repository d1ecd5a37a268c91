"""How a community's learning agenda stands at a moment: what waits, what was closed, what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.framework.stories import Consent
from copmetrics.quarters import Calendar, bounds, quarters_of

__all__ = ["AgendaState", "agenda_at", "may_be_told", "topics_that_came_back"]

UNTOLD: Final = (Consent.PRIVATE, Consent.WITHDRAWN)
"""What nobody is told, not even those who lead; it counts all the same."""
BACK: Final = 2
"""A topic that was raised in so many quarters has come back."""


@dataclass(frozen=True)
class AgendaState:
    """The items of the agenda at a quarter's end, or at the present if that comes first."""

    day: pd.Timestamp
    """The day it is told of, on the community's calendar."""
    standing: pd.DataFrame
    """Open or parked, the oldest first; `days` since it was raised, and whether it `waits` for long."""
    raised: pd.DataFrame
    """Raised in the quarter."""
    closed: pd.DataFrame
    """Closed in the quarter, the first first."""

    @property
    def untaken(self) -> pd.DataFrame:
        """The items that stand and that nobody has taken."""
        return self.standing[self.standing["taken_by"].isna()]


def agenda_at(
    items: pd.DataFrame, quarter: pd.Period, *, timezone: str, as_of: pd.Timestamp
) -> AgendaState:
    """Return how the agenda stood when a quarter ended; items are as the table `agenda` has them.

    An item waits for long that has stood through two whole quarters: one that is not over is none of them, so
    that a page of the next quarter's first days tells of the same items. Its `days` are those of the
    calendar, to the last day of the quarter, or to today if that comes first.
    """
    spans = bounds(
        pd.period_range(quarter - 2, quarter, freq=quarter.freq), timezone=timezone, as_of=as_of
    )
    last, one_before, began = spans["starts_at"]
    over = bool(spans["over"].iloc[-1])
    before = one_before if over else last
    end = min(spans["ends_at"].iloc[-1], as_of)
    known = items[items["raised_at"] < end].sort_values("raised_at", kind="stable")
    is_closed = known["closed_at"] < end
    standing = known[~is_closed]
    day = (quarter.end_time if over else _local(as_of, timezone)).normalize()
    raised = standing["raised_at"].dt.tz_convert(timezone).dt.tz_localize(None).dt.normalize()
    return AgendaState(
        day,
        standing.assign(days=(day - raised).dt.days, waits=standing["raised_at"] < before),
        known[known["raised_at"] >= began],
        known[is_closed & (known["closed_at"] >= began)].sort_values("closed_at", kind="stable"),
    )


def _local(moment: pd.Timestamp, timezone: str) -> pd.Timestamp:
    return moment.tz_convert(timezone).tz_localize(None)


def may_be_told(items: pd.DataFrame) -> pd.DataFrame:
    """Return the items whose words those who lead the community may read."""
    return items[~items["consent"].isin(UNTOLD)]


def topics_that_came_back(
    items: pd.DataFrame, quarter: pd.Period, *, calendar: Calendar, timezone: str
) -> pd.DataFrame:
    """Return the topics that were raised in two quarters or more, by the end of a quarter.

    One row a topic: `topic`, `items`, `quarters`, `last_raised`, `standing`; most quarters first.
    """
    known = items.dropna(subset="topic")
    raised_in = quarters_of(known["raised_at"], calendar=calendar, timezone=timezone)
    known = known.assign(quarter=raised_in)[raised_in <= quarter]
    found = known.groupby("topic", as_index=False).agg(
        items=("item", "size"),
        quarters=("quarter", "nunique"),
        last_raised=("raised_at", "max"),
        standing=("closed_at", lambda closed: int(closed.isna().sum())),
    )
    back = found[found["quarters"] >= BACK]
    return back.sort_values(
        ["quarters", "items", "topic"], ascending=[False, False, True], ignore_index=True
    )
