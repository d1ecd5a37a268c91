"""Rows of a time that has not come: they count when it has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.units import Unit

__all__ = ["moments_in", "rows_to_come"]

WHEN: Final = {
    "attendance": "joined_at",
    "contacts": "joined_at",
    "mailings": "sent_at",
    "activity": "happened_at",
    "feedback": "answered_at",
    "agenda": "raised_at",
    "visits": "visited_at",
    "recommendations": "raised_at",
    "reasons": "answered_at",
    "outputs": "shared_at",
    "messages": "told_at",
    "stories": "collected_on",
    "narratives": "collected_on",
}
"""When what a row tells of happened. Of the other tables with a day, `sessions` and `segments` may be of a
time to come by right: an event that is planned, and when to ask a teller again."""


def moments_in(raw: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return when what each row of a file tells of happened, the latest: `source_file`, `moment`."""
    lines = ["source_file", "source_row"]
    filled = [name for name in WHEN if len(raw[name])] or ["contacts"]
    told = [raw[name][lines].assign(moment=_moments(name, raw)) for name in filled]
    latest = [each.groupby(lines, sort=False, dropna=False)["moment"].max() for each in told]
    moments = pd.concat([each.reset_index() for each in latest], ignore_index=True)
    return moments.dropna(subset="moment", ignore_index=True)[["source_file", "moment"]]


def _moments(name: str, raw: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return when what each row of a table tells of happened, as far as it is known."""
    when = raw[name][WHEN[name]]
    if name != "attendance":
        return when
    # a sign-in sheet has the day of its meeting and no more
    sessions = raw["sessions"]
    days = sessions["starts_at"].fillna(sessions["day"].dt.tz_localize("UTC"))
    of_session = days.groupby(sessions["session"]).max().reindex(raw[name]["session"])
    return when.fillna(of_session.set_axis(when.index))


def rows_to_come(moments: pd.DataFrame, as_of: pd.Timestamp) -> dict[str, str]:
    """Say of each file how many of its rows are of a time that had not come by `as_of`."""
    counts = moments.loc[moments["moment"] > as_of, "source_file"].value_counts()
    day = f"{as_of.day} {as_of:%b %Y}"
    return {str(file): _note(int(count), day) for file, count in counts.items()}


def _note(count: int, day: str) -> str:
    do = "does" if count == 1 else "do"
    return f"{Unit.ROWS.of(count)} dated after {day}, which {do} not count yet"
