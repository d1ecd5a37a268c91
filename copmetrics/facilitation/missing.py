"""Organisations that are missing: on the list and never at an event, or no longer at any."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from copmetrics.facilitation.latest_vs_median import USUAL, months_before
from copmetrics.facilitation.spells import on_list
from copmetrics.facilitation.words import months_words

__all__ = ["missing_organisations", "missing_professions"]


def missing_organisations(
    visits: pd.DataFrame,
    members: pd.DataFrame,
    *,
    until: pd.Timestamp,
    wanted: Collection[str] = (),
    months: int = USUAL.months,
) -> pd.DataFrame:
    """Return `organisation`, `standing`, `listed` and `last_at` of those at no event for so long.

    They are on the list, came before, or are wanted: the community's own list of targets.
    """
    begun = visits[visits["starts_at"] < until].dropna(subset="organisation")
    last = begun.groupby("organisation")["starts_at"].max()
    listed = set(on_list(members, until=until)["organisation"].dropna())
    present = set(last[last >= months_before(until, months)].index)
    met = set(last.index) | listed
    known = {name.casefold() for name in met}
    more = {name for name in wanted if name.casefold() not in known}
    names = sorted((met | more) - present)
    found = pd.DataFrame({"organisation": pd.Series(names, dtype="str")})
    found = found.assign(
        last_at=last.reindex(found["organisation"]).array, listed=found["organisation"].isin(listed)
    )
    standing = [
        _standing(came_at=row["last_at"], listed=row["listed"], months=months)
        for row in found.to_dict("records")
    ]
    return found.assign(standing=pd.Series(standing, dtype="str"))


def _standing(*, came_at: pd.Timestamp, listed: bool, months: int) -> str:
    """Say what is known of an organisation that is missing, as the page shows it."""
    if pd.notna(came_at):
        return f"came before, not in the past {months_words(months)}"
    if listed:
        return "on the list, never at an event"
    return "wanted, and neither on the list nor at an event"


def missing_professions(
    visits: pd.DataFrame,
    wanted: Collection[str],
    *,
    until: pd.Timestamp,
    months: int = USUAL.months,
) -> list[str]:
    """Return the wanted professions of which nobody came in the past months."""
    recent = visits[
        (visits["starts_at"] < until) & (visits["starts_at"] >= months_before(until, months))
    ]
    came = set(recent["profession"].dropna().str.casefold())
    return [name for name in wanted if name.casefold() not in came]
