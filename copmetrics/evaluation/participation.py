"""Who comes, who stopped, who could meet: tables made from the facts of people taking part.

Each function takes a table of facts, as `Community.facts` gives it, and returns a table; none of
them ranks anybody. Definitions after Wenger, McDermott and Snyder's levels of participation; the
thresholds are this project's own (see `settings.Participation`).
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.framework.levels import Level

__all__ = [
    "GONE",
    "NEW",
    "cohorts",
    "connected_share",
    "level_moves",
    "pairs_together",
    "target_reach",
]

LEVELS: Final = tuple(str(each) for each in Level)
NEW: Final = "not met in the year before"
GONE: Final = "not met in this year"


def level_moves(levels: pd.DataFrame, quarter: pd.Period) -> pd.DataFrame:
    """Return how many people moved from each level to each: rows from, columns to.

    `levels` are the facts of that name; the move is from the quarter before to `quarter`. The row
    `not met in the year before` has those who had no level then, the column `not met in this year`
    those who have none now. All other rows and columns add up to the levels of the two quarters.
    """
    pairs = levels[levels["quarter"].isin([quarter - 1, quarter])]
    before = pairs[pairs["quarter"].eq(quarter - 1)].set_index("person")["level"].rename("from")
    after = pairs[pairs["quarter"].eq(quarter)].set_index("person")["level"].rename("to")
    both = pd.concat([before, after], axis=1)
    moves = pd.crosstab(both["from"].fillna(NEW), both["to"].fillna(GONE))
    return moves.reindex(index=[*LEVELS, NEW], columns=[*LEVELS, GONE], fill_value=0)


def cohorts(attendances: pd.DataFrame, known: pd.PeriodIndex) -> pd.DataFrame:
    """Return which share of each quarter's new people came in that quarter and those after it.

    `attendances` are the facts of that name, `known` the quarters whose attendance is known. A row a
    quarter that had new people; `people` says how many, and the columns 0, 1, 2 ... are quarters
    since. Blank where the records end, and for quarters in which there was no event to come to.
    """
    named = attendances.dropna(subset="person")[["person", "quarter"]].drop_duplicates()
    named = named[named["quarter"].isin(known)]
    first = named.groupby("person")["quarter"].transform("min")
    since = [(now - then).n for now, then in zip(named["quarter"], first, strict=True)]
    came = named.assign(cohort=first, since=pd.Series(since, index=named.index, dtype="int64"))
    counts = came.groupby(["cohort", "since"])["person"].nunique().unstack()
    if counts.empty:
        return pd.DataFrame({"people": pd.Series(dtype="int64")})
    offered = set(attendances["quarter"])
    ages = list(range(len(known)))
    shares = counts.reindex(columns=ages).div(counts[0], axis=0)
    filled = shares.apply(
        lambda row: row.where(row.notna(), _nothing(row.name, ages, offered, known)), axis=1
    )
    return filled.assign(people=counts[0].astype("int64"))[["people", *ages]]


def _nothing(
    cohort: pd.Period, ages: list[int], offered: set[pd.Period], known: pd.PeriodIndex
) -> pd.Series:
    """Return 0 for the quarters in which somebody could have come and nobody did, else nothing."""
    there = [cohort + age in offered and cohort + age in known for age in ages]
    return pd.Series([0.0 if each else float("nan") for each in there], index=ages)


def pairs_together(pairs: pd.DataFrame, quarters: pd.PeriodIndex) -> pd.DataFrame:
    """Return the pairs of people who attended the same events in some quarters.

    `pairs` are the facts `quarter_pairs`. One row a pair: `person`, `other`, `events` together,
    `weight` (each event of k people counts 1/(k-1)), `crosses` (1 if from two organisations,
    unknown if either's is) and `is_new`. An opportunity to meet, not a relationship.
    """
    here = pairs[pairs["quarter"].isin(quarters)]
    return here.groupby(["person", "other"], as_index=False).agg(
        events=("events", "sum"),
        weight=("weight", "sum"),
        crosses=("crosses", "max"),
        is_new=("is_new", "max"),
    )


def connected_share(pairs: pd.DataFrame) -> float | None:
    """Return which share of the people in `pairs` belong to the largest group that is connected.

    `pairs` has `person` and `other`. 1 means that everybody is linked to everybody else through
    somebody; unknown where there is no pair.
    """
    if pairs.empty:
        return None
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components  # late: slow to import

    people = pd.Index(pd.unique(pairs[["person", "other"]].to_numpy().ravel()))
    ends = people.get_indexer(pairs["person"]), people.get_indexer(pairs["other"])
    links = coo_array(([1] * len(pairs), ends), shape=(len(people), len(people)))
    _, group = connected_components(links, directed=False)
    return float(pd.Series(group).value_counts().iloc[0] / len(people))


def target_reach(targets: pd.DataFrame, quarter: pd.Period) -> pd.DataFrame:
    """Return of each organisation and profession to be reached whether it is, and since when not.

    `targets` are the facts `target_reach`. One row a target: `kind`, `name`, `on_list`, `attended` (1 or
    0, in the quarter) and `last_quarter`, the last one up to `quarter` in which somebody came.
    """
    so_far = targets[targets["quarter"].le(quarter)]
    last = so_far[so_far["attended"].eq(1)].groupby(["kind", "name"])["quarter"].max()
    here = so_far[so_far["quarter"].eq(quarter)][["kind", "name", "on_list", "attended"]]
    joined = here.merge(last.rename("last_quarter"), on=["kind", "name"], how="left")
    return joined.sort_values(["kind", "name"], ignore_index=True)
