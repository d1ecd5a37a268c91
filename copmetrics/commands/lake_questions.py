"""`copmetrics indicators` and `changes` of a lake: its communities beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from copmetrics.commands.where_asked import WhereAsked
from copmetrics.engine.opening import Engine
from copmetrics.lake.asking import Lake, opened

__all__ = ["changes_of_lake", "indicators_of_lake"]


def indicators_of_lake(
    place: Path,
    by: Sequence[str],
    only: Sequence[str] | None,
    quarter: str,
    *,
    where: WhereAsked,
    as_of: pd.Timestamp | None,
    engine: Engine,
    catalog: str = "",
) -> pd.DataFrame:
    """Return the indicators of each community of a lake, by `by` and by the community itself."""
    lake = Lake.of(place, as_of=as_of, catalog=catalog)
    shown = _shown(lake, quarter)
    with opened(lake, engine, shown) as together:
        kept = where.of_one(together.values_of, only)
        return together.indicators(shown, by=by, where=kept, only=only)


def changes_of_lake(
    place: Path,
    *,
    quarter: str,
    where: WhereAsked,
    as_of: pd.Timestamp | None,
    engine: Engine,
    catalog: str = "",
) -> pd.DataFrame:
    """Return the changes of each community of a lake."""
    lake = Lake.of(place, as_of=as_of, catalog=catalog)
    shown = _shown(lake, quarter)
    with opened(lake, engine, shown) as together:
        return together.changes(shown, where=where.of_one(together.values_of))


def _shown(lake: Lake, quarter: str) -> dict[str, pd.PeriodIndex] | None:
    """Return the quarter that is asked for, as each community of a lake has it; nothing for all."""
    if not quarter:
        return None
    return {
        name: pd.PeriodIndex([each.quarter(quarter)]) for name, each in lake.communities.items()
    }
