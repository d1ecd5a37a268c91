"""What attendance is charted by: events of one kind, one by one; months only where most have an event.

A month's attendances go up with the number of its events and with their kind, and a webinar has more
people than a case clinic: limits worked out over both are so far apart that nothing can be told.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.accounts.control import points_shown
from copmetrics.accounts.quarter_figures import TREND
from copmetrics.community.community import Community
from copmetrics.community.series import PointUnit, series
from copmetrics.evaluation.asked_facts import Where
from copmetrics.evaluation.spc import LEAST

__all__ = ["charted_attendance"]

KINDS: Final = ("title", "activity")
"""What makes events of one kind, the closest first."""


def charted_attendance(
    community: Community, until: pd.Period, quarters: int = TREND
) -> tuple[PointUnit, Where]:
    """Return what the chart of attendances has a point for, and which events it keeps.

    That is the commonest title, else the commonest kind of activity, of which enough events are told to
    be judged. Without such a kind it is by month if most months have an event, else all events.
    """
    for dimension in KINDS:
        found = _commonest(community, dimension, until, quarters)
        if found is not None:
            return PointUnit.EVENT, {dimension: [found]}
    months = points_shown(series(community, "events"), until, quarters)
    most = bool(months["value"].gt(0).mean() > 0.5)
    return (PointUnit.MONTH if most else PointUnit.EVENT), {}


def _commonest(community: Community, dimension: str, until: pd.Period, quarters: int) -> str | None:
    """Return the kind of which most events are told, the first by name of several; none of too few."""
    found = community.indicators(by=("event", dimension), only=("attendances",))
    first = until - quarters + 1
    told = found[found["value"].notna() & found["quarter"].between(first, until)]
    counts = told.groupby(dimension)["event"].nunique()
    return str(counts.idxmax()) if len(counts) and counts.max() >= LEAST else None
