"""How recommendations stand at a quarter's end: what was adopted, and what is carried forward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.framework.feedback import RecommendationStatus
from copmetrics.quarters import bounds, span

__all__ = ["RecommendationsState", "recommendations_at"]

YEAR: Final = 4
ADOPTED: Final = (RecommendationStatus.ADOPTED, RecommendationStatus.DONE)
CLOSED: Final = (RecommendationStatus.NOT_ADOPTED, RecommendationStatus.DONE)


@dataclass(frozen=True)
class RecommendationsState:
    """The recommendations at a quarter's end, or at the present if that comes first."""

    of_year: pd.DataFrame
    """Made in the quarter or the three before it."""
    adopted: pd.DataFrame
    """Those of the year that were adopted, or done."""
    carried: pd.DataFrame
    """Not closed, whenever they were made, the oldest first; `now` is the status that they had."""
    closed: pd.DataFrame
    """Done, or not adopted, in the quarter."""


def recommendations_at(
    rows: pd.DataFrame, quarter: pd.Period, *, timezone: str, as_of: pd.Timestamp
) -> RecommendationsState:
    """Return how recommendations stood when a quarter ended; rows are those of `recommendations`.

    What was decided later was open then.
    """
    spans = bounds(span(quarter - YEAR + 1, quarter), timezone=timezone, as_of=as_of)
    year_began, began = spans["starts_at"].iloc[0], spans["starts_at"].iloc[-1]
    end = min(spans["ends_at"].iloc[-1], as_of)
    known = rows[rows["raised_at"] < end].sort_values("raised_at", kind="stable")
    decided = known["decided_at"] < end
    is_closed = decided & known["status"].isin(CLOSED)
    of_year = known["raised_at"] >= year_began
    now = known["status"].where(decided, str(RecommendationStatus.OPEN))
    told = known.assign(now=now)
    return RecommendationsState(
        told[of_year],
        told[of_year & decided & known["status"].isin(ADOPTED)],
        told[~is_closed],
        told[is_closed & (known["decided_at"] >= began)],
    )
