"""`copmetrics indicators --by community`: the indicators of several communities beside one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from copmetrics.community.community import load
from copmetrics.engine.opening import Engine
from copmetrics.errors import CopmetricsError

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
    failed: Callable[[str], None],
) -> pd.DataFrame:
    """Return the indicators of each community in a folder, with its name, by `by` and by itself.

    Of one that cannot be read `failed` is told why, and the others go on; it is an error where none can.
    Nobody is counted over several: pseudonyms of two communities are never compared.
    """
    from copmetrics.loading.communities import communities_below  # late: with it come all readers

    frames: list[pd.DataFrame] = []
    places = communities_below(folder)
    for each in places:
        try:
            community = replace(load(each, as_of=as_of), engine=engine)
        except CopmetricsError as error:
            if each == places[-1] and not frames:
                raise
            said = str(error)
            failed(said if said.startswith(str(each)) else f"{each}: {said}")
            continue
        chosen = pd.PeriodIndex([community.quarter(quarter)]) if quarter else None
        values = community.indicators(by=by, only=only, quarters=chosen)
        values.insert(2, COMMUNITY, community.settings.name)
        frames.append(values)
    return pd.concat(frames, ignore_index=True)
