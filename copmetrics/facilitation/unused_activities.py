"""Learning activities that the community has not used lately: ideas, not gaps."""

from __future__ import annotations

import pandas as pd

from copmetrics.facilitation.latest_vs_median import USUAL, months_before
from copmetrics.framework.learning_activities import CLUSTERS

__all__ = ["unused_activities"]


def unused_activities(
    events: pd.DataFrame, *, until: pd.Timestamp, months: int = USUAL.months
) -> pd.DataFrame:
    """Return `cluster` and `last_at` of those no event of the past months was.

    In the clusters' own order; `last_at` is unknown where it was never used.
    """
    begun = events[events["starts_at"] < until]
    last = begun.groupby("cluster")["starts_at"].max().reindex(list(CLUSTERS))
    unused = last[last.isna() | (last < months_before(until, months))]
    return unused.rename("last_at").rename_axis("cluster").reset_index()
