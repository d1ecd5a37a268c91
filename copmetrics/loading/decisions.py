"""What was decided and may be told: items of the agenda closed, and recommendations adopted."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from copmetrics.framework.agenda import AgendaStatus
from copmetrics.framework.feedback import RecommendationStatus
from copmetrics.schema import DECISIONS

__all__ = ["decisions_of"]

ADOPTED = (RecommendationStatus.ADOPTED, RecommendationStatus.DONE)


def decisions_of(
    tables: Mapping[str, pd.DataFrame], naming: Collection[str], timezone: str
) -> pd.DataFrame:
    """Return the decisions of which it is said who may read them, and whose words name nobody.

    `naming` are words that may name somebody: what has them is for the inside, whatever consent says.
    """
    agenda, recommended = tables["agenda"], tables["recommendations"]
    if agenda.empty and recommended.empty:
        return DECISIONS.empty()
    closed = agenda[agenda["status"].eq(AgendaStatus.DONE)].assign(
        kind="agenda", text=lambda rows: rows["item"], decided=lambda rows: rows["closed_at"]
    )
    adopted = recommended[recommended["status"].isin(ADOPTED)].assign(
        kind="recommendation",
        text=lambda rows: rows["recommendation"],
        decided=lambda rows: rows["decided_at"],
    )
    both = pd.concat([closed, adopted], ignore_index=True)
    named = both["text"].isin(naming) | both["outcome"].isin(naming)
    told = both[both["consent"].notna() & ~named]
    days = told["decided"].dt.tz_convert(timezone).dt.tz_localize(None).dt.normalize()
    return DECISIONS.conform(told.assign(decided_on=days).sort_values("decided", kind="stable"))
