"""`copmetrics indicators --by community`: the indicators of several communities beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from copmetrics.community.community import load
from copmetrics.engine.opening import Engine

__all__ = ["COMMUNITY", "by_community"]

COMMUNITY = "community"
"""The dimension that every indicator has where several communities are loaded."""


def by_community(
    folder: Path,
    *,
    by: Sequence[str],
    only: Sequence[str] | None,
    quarter: str,
    as_of: pd.Timestamp | None,
    engine: Engine = Engine.DUCKDB,
) -> pd.DataFrame:
    """Return the indicators of each community in a folder, with its name, by `by` and by itself.

    Nobody is counted over several: pseudonyms of two communities are never compared.
    """
    from copmetrics.loading.communities import communities_below  # late: with it come all readers

    frames = []
    for each in communities_below(folder):
        community = replace(load(each, as_of=as_of), engine=engine)
        chosen = pd.PeriodIndex([community.quarter(quarter)]) if quarter else None
        values = community.indicators(by=by, only=only, quarters=chosen)
        values.insert(2, COMMUNITY, community.settings.name)
        frames.append(values)
    return pd.concat(frames, ignore_index=True)
