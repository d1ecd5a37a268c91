"""Organisations that are missing: on the list and never at an event, or no longer at any."""

from __future__ import annotations

from collections.abc import Mapping, Set
from enum import StrEnum
from types import MappingProxyType

import pandas as pd

from copmetrics.facilitation.latest_vs_median import USUAL, months_before
from copmetrics.facilitation.spells import on_list

__all__ = ["Missing", "missing_organisations", "missing_professions"]


class Missing(StrEnum):
    """What is known of an organisation that is at no event."""

    CAME_BEFORE = "came_before"
    LISTED = "listed"
    """On the mailing list, and never at an event."""
    WANTED = "wanted"
    """To be reached, and neither on the list nor at an event ever."""


def missing_organisations(
    visits: pd.DataFrame,
    members: pd.DataFrame,
    *,
    until: pd.Timestamp,
    known_to: pd.Timestamp | None = None,
    wanted: Mapping[str, Set[str]] = MappingProxyType({}),
    months: int = USUAL.months,
) -> pd.DataFrame:
    """Return `organisation`, `missing`, `listed` and `last_at` of those at no event for so long.

    The months are those before `known_to`, to which it is known who came: the present, where it
    is not given.
    `missing` is one of `Missing`. They are on the list, came before, or are wanted: the community's own
    list of targets, each with the spellings of it that people have.
    """
    begun = visits[visits["starts_at"] < until].dropna(subset="organisation")
    last = begun.groupby("organisation")["starts_at"].max()
    listed = set(on_list(members, until=until)["organisation"].dropna())
    present = set(last[last >= months_before(known_to or until, months)].index)
    met = set(last.index) | listed
    more = {name for name, spellings in wanted.items() if not met & spellings}
    names = sorted((met | more) - present)
    found = pd.DataFrame({"organisation": pd.Series(names, dtype="str")})
    found = found.assign(
        last_at=last.reindex(found["organisation"]).array, listed=found["organisation"].isin(listed)
    )
    known_as = found["listed"].map({True: str(Missing.LISTED), False: str(Missing.WANTED)})
    return found.assign(
        missing=known_as.astype("str").mask(found["last_at"].notna(), str(Missing.CAME_BEFORE))
    )


def missing_professions(
    visits: pd.DataFrame,
    wanted: Mapping[str, Set[str]],
    *,
    until: pd.Timestamp,
    months: int = USUAL.months,
) -> list[str]:
    """Return the wanted professions of which nobody came in the past months."""
    recent = visits[
        (visits["starts_at"] < until) & (visits["starts_at"] >= months_before(until, months))
    ]
    came = set(recent["profession"].dropna())
    return [name for name, spellings in wanted.items() if not came & spellings]
