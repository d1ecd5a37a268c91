"""`copmetrics indicators` and `changes` `--by community`: several communities beside one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from copmetrics.commands.where_asked import WhereAsked
from copmetrics.community.community import Community, load
from copmetrics.engine.opening import Engine
from copmetrics.errors import CopmetricsError

__all__ = ["COMMUNITY", "by_community", "changes_by_community"]

COMMUNITY = "community"
"""The dimension that every indicator has where several communities are loaded."""


def by_community(
    folder: Path,
    *,
    by: Sequence[str],
    where: WhereAsked,
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

    def asked(community: Community) -> pd.DataFrame:
        chosen = pd.PeriodIndex([community.quarter(quarter)]) if quarter else None
        kept = where.settled(community.values_of, only)
        return community.indicators_unchecked(by=by, where=kept, only=only, quarters=chosen)

    found = _of_each(folder, asked, as_of=as_of, engine=engine, failed=failed)
    where.check()
    return found


def changes_by_community(
    folder: Path,
    *,
    quarter: str,
    where: WhereAsked,
    as_of: pd.Timestamp | None,
    engine: Engine = Engine.DUCKDB,
    failed: Callable[[str], None],
) -> pd.DataFrame:
    """Return the changes of each community in a folder, with its name; the others go on as above."""

    def asked(community: Community) -> pd.DataFrame:
        kept = where.settled(community.values_of)
        return community.changes_unchecked(where=kept, quarters=quarter or None)

    found = _of_each(folder, asked, as_of=as_of, engine=engine, failed=failed)
    where.check()
    return found


def _of_each(
    folder: Path,
    asked: Callable[[Community], pd.DataFrame],
    *,
    as_of: pd.Timestamp | None,
    engine: Engine,
    failed: Callable[[str], None],
) -> pd.DataFrame:
    """Ask each community and put the answers under one another, the community's name in the third column."""
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
        found = asked(community)
        frames.append(
            found.assign(**{COMMUNITY: community.settings.name})[
                [*found.columns[:2], COMMUNITY, *found.columns[2:]]
            ]
        )
    return pd.concat(frames, ignore_index=True)
