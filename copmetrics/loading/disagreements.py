"""Lists of one event that do not agree on who came: what is said of it, for all who came by any count."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Final

import pandas as pd

from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.units import Unit

__all__ = ["disagreements"]

_HERE: Final = frozenset({AttendanceStatus.ATTENDED, AttendanceStatus.ABSENT})


def disagreements(attendance: pd.DataFrame) -> Mapping[str, str]:
    """Say of each list of people how many of an event came by it or by another list of it, not by both.

    A list is what tells neither when people came nor that they registered: a recording and a list of
    bookings tell of others. `attendance` has the `event` and the `attendee` of each row.
    """
    if attendance["source_file"].nunique() < 2:
        return {}
    listed = attendance[
        attendance["left_out"].isna()
        & attendance["joined_at"].isna()
        & attendance["registered"].isna()
        & attendance["status"].isin(_HERE)
    ]
    said: dict[str, list[str]] = {}
    for _, rows in listed.groupby("event"):
        came = rows[rows["status"].eq(AttendanceStatus.ATTENDED)]
        people = {
            str(file): frozenset(came.loc[came["source_file"].eq(file), "attendee"])
            for file in sorted(rows["source_file"].unique())
        }
        for one, other in combinations(people, 2):
            if apart := len(people[one] ^ people[other]):
                all_of_them = Unit.PEOPLE.of(len(people[one] | people[other]))
                text = f"of the {all_of_them} who came by it or by {{}}, {apart} came by one alone"
                said.setdefault(one, []).append(text.format(other))
                said.setdefault(other, []).append(text.format(one))
    return {file: "; ".join(each) for file, each in said.items()}
