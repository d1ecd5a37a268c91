"""Answers that are asked for again while nothing has changed: worked out once, then out of the cache."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from copmetrics.commands.where_asked import Where, WhereAsked
from copmetrics.community.community import Community

__all__ = ["explanation", "indicator_values"]


def indicator_values(
    community: Community,
    by: Sequence[str],
    where: WhereAsked,
    only: Sequence[str] | None,
    quarter: pd.Period | None,
) -> pd.DataFrame:
    """Return the indicators of a quarter, or of all, as they are written."""
    quarters = None if quarter is None else pd.PeriodIndex([quarter])

    def worked_out() -> dict[str, pd.DataFrame]:
        kept = where.of_one(community.values_of, only)
        values = community.indicators(by=by, where=kept, only=only, quarters=quarters)
        written = values.drop(columns="machine_opens")
        written.attrs.clear()  # by what they were chosen is what they are kept by
        return {"values": written}

    told = f"only {None if only is None else [*only]}, of {quarter}, where {dict(where.typed)}"
    asked = f"indicators by {[*by]}, {told}"
    return community.remembered(asked, worked_out)["values"]


def explanation(
    community: Community, indicator: str, quarter: pd.Period, where: Where | None = None
) -> tuple[pd.DataFrame, str]:
    """Return the lines behind an indicator of a quarter, and the sentence on them."""

    def worked_out() -> dict[str, pd.DataFrame]:
        from copmetrics.community.explain import explained, explanation_words  # late: not when kept

        rows = explained(community, indicator, quarter, where=where)
        words = explanation_words(community, indicator, quarter, rows, where=where)
        return {"rows": rows, "words": pd.DataFrame({"words": [words]})}

    asked = f"explain {indicator} of {quarter}, where {dict(where or {})}"
    found = community.remembered(asked, worked_out)
    return found["rows"], str(found["words"]["words"].iloc[0])
