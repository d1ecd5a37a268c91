"""Who to ask, who has not returned for a while, and who came and is not on the list."""

from __future__ import annotations

import pandas as pd

from copmetrics.facilitation.latest_vs_median import USUAL, months_before
from copmetrics.facilitation.spells import left_before, on_list

__all__ = ["came", "came_to", "not_on_list", "not_returned", "to_ask"]

SHOWN = 3
"""How many different events somebody's habit names."""


def came(visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row a person who is known: what they came to, first, last and how often.

    `habit` names what they came to most, by its title. Callers and unnamed guests are nobody.
    """
    named = visits[visits["person"].notna()].sort_values(["starts_at", "event"], kind="stable")
    people = named.groupby("person", as_index=False).agg(
        first_event=("title", "first"),
        first_at=("starts_at", "first"),
        last_event=("title", "last"),
        last_at=("starts_at", "last"),
        times=("event", "nunique"),
        organisation=("organisation", "last"),
        profession=("profession", "last"),
        certainty=("certainty", "min"),
    )
    return people.merge(_habits(named), on="person", how="left")


def _habits(named: pd.DataFrame) -> pd.DataFrame:
    """Return the titles of what each person came to, most often first."""
    counted = named.groupby(["person", "title"], as_index=False).agg(
        times=("event", "nunique"), last_at=("starts_at", "max")
    )
    ordered = counted.sort_values(
        ["person", "times", "last_at", "title"], ascending=[True, False, False, True]
    )
    top = ordered.groupby("person").head(SHOWN)
    words = top["title"].where(
        top["times"] < 2, top["title"] + " (" + top["times"].astype(str) + ")"
    )
    said = words.groupby(top["person"]).agg("; ".join).rename("habit")
    return said.reset_index()


def to_ask(
    visits: pd.DataFrame,
    levels: pd.DataFrame,
    hosted: pd.DataFrame,
    *,
    until: pd.Timestamp,
    months: int = USUAL.months,
) -> pd.DataFrame:
    """Return who takes part often, with what they come to, and hosted in the past months.

    `levels` has their `person` and `level`. Last seen first, never by a score: a community is no
    league.
    """
    people = came(visits[visits["starts_at"] < until])
    held = hosted[
        (hosted["starts_at"] < until) & (hosted["starts_at"] >= months_before(until, months))
    ]
    roles = _habits(held).rename(columns={"habit": "hosted"})
    found = people.merge(levels[["person", "level"]], on="person").merge(
        roles, on="person", how="left"
    )
    return found.sort_values(["last_at", "person"], ascending=[False, True], kind="stable")


def not_returned(
    visits: pd.DataFrame,
    members: pd.DataFrame,
    *,
    quarter: int,
    until: pd.Timestamp,
    quiet: int = USUAL.quiet_quarters,
    before: int = USUAL.came_quarters,
) -> pd.DataFrame:
    """Return members who came for a while and have not come since.

    They are on the list; were at an event in the `before` quarters that end where the last
    `quiet` ones begin; and at none since. `quarter` is the last of which it is known who came, by
    its ordinal.
    """
    people = visits[visits["person"].notna() & (visits["starts_at"] < until)]
    last = people.groupby("person")["quarter"].max()
    newest, oldest = quarter - quiet, quarter - quiet - before + 1
    quiet_now = last[last.between(oldest, newest)].index
    there = on_list(members, until=until)["person"]
    found = came(people)
    found = found[found["person"].isin(quiet_now) & found["person"].isin(there)]
    return found.sort_values(["last_at", "person"], ascending=[False, True], kind="stable")


def not_on_list(
    visits: pd.DataFrame,
    members: pd.DataFrame,
    *,
    until: pd.Timestamp,
    known_to: pd.Timestamp | None = None,
    months: int = USUAL.months,
) -> pd.DataFrame:
    """Return who came in the past months and is not on the list.

    The months are those before `known_to`, to which it is known who came: the present, where it
    is not given. Those who were on it and left have `left_at` and `how_left`: who unsubscribed is not to be
    added again.
    """
    people = came(visits[visits["starts_at"] < until])
    recent = people[people["last_at"] >= months_before(known_to or until, months)]
    there = on_list(members, until=until)["person"]
    found = recent[~recent["person"].isin(there)]
    placed = found.merge(left_before(members, until=until), on="person", how="left")
    return placed.sort_values(["last_at", "person"], ascending=[False, True], kind="stable")


def came_to(visits: pd.DataFrame, people: pd.Series) -> pd.DataFrame:
    """Return `activity` and `people`: to which learning activities these people came, by name."""
    theirs = visits[visits["person"].isin(people)]
    placed = theirs.assign(activity=theirs["activity"].fillna("not said"))
    return placed.groupby("activity", as_index=False).agg(people=("person", "nunique"))
