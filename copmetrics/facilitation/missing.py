"""Organisations that are missing: on the list and never at an event, or no longer at any."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

import pandas as pd

from copmetrics.facilitation.latest_vs_median import year_before
from copmetrics.facilitation.spells import on_list

__all__ = ["Absence", "missing_organisations", "missing_professions"]


class Absence(StrEnum):
    """What is known of an organisation that is missing, in the words that the page shows."""

    WANTED = "wanted, and neither on the list nor at an event"
    NEVER = "on the list, never at an event"
    STOPPED = "came before, not in the past twelve months"


def missing_organisations(
    visits: pd.DataFrame,
    members: pd.DataFrame,
    *,
    until: pd.Timestamp,
    wanted: Collection[str] = (),
) -> pd.DataFrame:
    """Return `organisation`, `standing`, `listed` and `last_at` of those at no event for a year.

    They are on the list, came before, or are wanted: the community's own list of targets.
    """
    begun = visits[visits["starts_at"] < until].dropna(subset="organisation")
    last = begun.groupby("organisation")["starts_at"].max()
    listed = set(on_list(members, until=until)["organisation"].dropna())
    present = set(last[last >= year_before(until)].index)
    met = set(last.index) | listed
    known = {name.casefold() for name in met}
    more = {name for name in wanted if name.casefold() not in known}
    names = sorted((met | more) - present)
    found = pd.DataFrame({"organisation": pd.Series(names, dtype="str")})
    found = found.assign(
        last_at=last.reindex(found["organisation"]).array, listed=found["organisation"].isin(listed)
    )
    standing = [
        _absence(came_at=row["last_at"], listed=row["listed"]) for row in found.to_dict("records")
    ]
    return found.assign(standing=pd.Series(standing, dtype="str"))


def _absence(*, came_at: pd.Timestamp, listed: bool) -> Absence:
    if pd.notna(came_at):
        return Absence.STOPPED
    return Absence.NEVER if listed else Absence.WANTED


def missing_professions(
    visits: pd.DataFrame, wanted: Collection[str], *, until: pd.Timestamp
) -> list[str]:
    """Return the wanted professions of which nobody came in the past twelve months."""
    recent = visits[(visits["starts_at"] < until) & (visits["starts_at"] >= year_before(until))]
    came = set(recent["profession"].dropna().str.casefold())
    return [name for name in wanted if name.casefold() not in came]
