"""Whom a value detective may ask for a story: who came often, and who said that they changed something.

In both cases only those who are not known to have told one yet.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from copmetrics.facilitation.latest_vs_median import USUAL, months_before
from copmetrics.facilitation.who_to_contact import came

__all__ = ["OFTEN", "said_lately", "to_interview", "who_changed"]

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
    often = people[people["times"].ge(OFTEN) & ~people["person"].isin(stories["teller"])]
    return _last_seen_first(_beside_stories(often, visits, stories))


def said_lately(
    said: pd.DataFrame, *, until: pd.Timestamp, months: int, timezone: str
) -> pd.DataFrame:
    """Return what was said in the past months: `said_on` is a day of the community's calendar."""
    local = until.tz_convert(timezone).tz_localize(None)
    return said[(said["said_on"] < local) & (said["said_on"] >= months_before(local, months))]


def who_changed(
    visits: pd.DataFrame,
    stories: pd.DataFrame,
    said: pd.DataFrame,
    titles: pd.Series,
    *,
    until: pd.Timestamp,
) -> pd.DataFrame:
    """Return who said that they changed something and told no story that is known to be theirs.

    `said` has `person`, `event`, `said` and `said_on`; `titles` what each event is called. The columns are
    those of `to_interview`, as far as they ever came, and `changed`, `said_on` and `said_of`; of who said
    several things all their words, the newest first, with the last day and the events.
    """
    untold = said[~said["person"].isin(stories["teller"])].sort_values(
        ["person", "said_on", "said"], ascending=[True, False, True], kind="stable"
    )
    words = untold.assign(said_of=untold["event"].map(titles)).groupby("person", as_index=False)
    people = words.agg(
        changed=("said", _in_turn), said_on=("said_on", "max"), said_of=("said_of", _in_turn)
    )
    begun = visits[visits["person"].isin(people["person"]) & (visits["starts_at"] < until)]
    found = people.merge(came(begun), on="person", how="left")
    return _last_seen_first(_beside_stories(found, visits, stories))


def _in_turn(words: pd.Series) -> str | None:
    """Put different words behind one another; nothing of none."""
    return " / ".join(dict.fromkeys(words.dropna())) or None


def _beside_stories(
    people: pd.DataFrame, visits: pd.DataFrame, stories: pd.DataFrame
) -> pd.DataFrame:
    """Say of people whether a story is known to be of their organisation, and of their profession."""
    tellers = came(visits[visits["person"].isin(stories["teller"].dropna())])
    told_of = {
        *tellers["profession"].dropna().map(_as_compared),
        *stories["constituency"].dropna().map(_as_compared),
    }
    organisations = set(tellers["organisation"].dropna())
    profession = people["profession"].map(_as_compared, na_action="ignore")
    return people.assign(
        new_organisation=_is_new(people["organisation"], organisations),
        new_profession=_is_new(profession, told_of),
    )


def _is_new(groups: pd.Series, told_of: Collection[str]) -> pd.Series:
    """Whether a group is known and no story is of it; of none where no story is known to be of any."""
    return groups.notna() & ~groups.isin(told_of) & bool(told_of)


def _last_seen_first(people: pd.DataFrame) -> pd.DataFrame:
    return people.sort_values(["last_at", "person"], ascending=[False, True], kind="stable")


def _as_compared(words: str) -> str:
    """Return the name of a group as it is compared: without case, several as one."""
    return words.casefold().strip().removesuffix("s")
