"""Whom a value detective may ask for a story: who came often, and is not known to have told one yet."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.facilitation.latest_vs_median import USUAL, months_before
from copmetrics.facilitation.who_to_contact import came

__all__ = ["OFTEN", "to_interview"]

OFTEN: Final = 3
"""Who came to so many events in the months looked back on came often."""


def to_interview(
    visits: pd.DataFrame,
    stories: pd.DataFrame,
    *,
    until: pd.Timestamp,
    months: int = USUAL.months,
) -> pd.DataFrame:
    """Return who came often in the past months and told no story that is known to be theirs.

    `stories` has `teller` and `constituency`, whom a story is of. Beside what `came` gives, each row has
    `new_organisation` and `new_profession`: whether no story is known to be of theirs. Of an organisation
    that is known by the tellers who are in the exports alone; of a profession also by the constituency,
    where it is called the same (`Paramedics` are of the profession `Paramedic`). Last seen first, never by
    a score.
    """
    recent = visits[
        (visits["starts_at"] < until) & (visits["starts_at"] >= months_before(until, months))
    ]
    people = came(recent)
    tellers = came(visits[visits["person"].isin(stories["teller"].dropna())])
    often = people[people["times"].ge(OFTEN) & ~people["person"].isin(tellers["person"])]
    told_of = {
        *tellers["profession"].dropna().map(_as_compared),
        *stories["constituency"].dropna().map(_as_compared),
    }
    organisations = set(tellers["organisation"].dropna())
    profession = often["profession"].map(_as_compared, na_action="ignore")
    found = often.assign(
        new_organisation=often["organisation"].notna()
        & ~often["organisation"].isin(organisations)
        & bool(organisations),
        new_profession=profession.notna() & ~profession.isin(told_of) & bool(told_of),
    )
    return found.sort_values(["last_at", "person"], ascending=[False, True], kind="stable")


def _as_compared(words: str) -> str:
    """Return the name of a group as it is compared: without case, several as one."""
    return words.casefold().strip().removesuffix("s")
