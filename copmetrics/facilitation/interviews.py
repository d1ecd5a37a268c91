"""Who said in a feedback form that they changed something, beside those who came often: for interviews.

How many said so, by whomever, may be counted where nobody is named. Who they were, and all that follows
from it, is for the restricted list alone.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from copmetrics.facilitation.week import Week
from copmetrics.facilitation.whom_to_interview import said_lately, who_changed
from copmetrics.facilitation.words import PeopleList

__all__ = ["how_many_changed", "interviews", "other_sheets"]


def how_many_changed(week: Week) -> int:
    """Return how many people said in the past months that they changed something.

    Those who told a story since are among them: less them, it would hang on who they were.
    """
    return int(_said(week)["person"].nunique())


def interviews(week: Week) -> pd.DataFrame:
    """Return whom to interview: who said that they changed something, on whatever list they are, first.

    Whoever withdrew a story is not asked for one again.
    """
    changed = who_changed(
        week.frames["visits"],
        week.stories,
        _said(week),
        week.community.events.set_index("event")["title"],
        until=week.until,
    )
    changed = changed[~changed["person"].isin(week.withdrew)]
    often = week.to_interview
    others = often[~often["person"].isin(changed["person"])]
    both = pd.concat([changed, others], ignore_index=True) if len(changed) else others
    return both.assign(came_often=both["person"].isin(often["person"]))


def other_sheets(week: Week) -> dict[str, list[str]]:
    """Return on which other sheets people are, so that nobody is written to twice."""
    lists: Mapping[PeopleList, pd.DataFrame] = {
        PeopleList.JOINERS: week.joiners.people,
        PeopleList.TO_ASK: week.to_ask,
        PeopleList.NOT_RETURNED: week.not_returned,
        PeopleList.NOT_ON_LIST: week.not_on_list,
    }
    found: dict[str, list[str]] = {}
    for sheet, people in lists.items():
        for person in people["person"]:
            found.setdefault(person, []).append(str(sheet))
    return found


def _said(week: Week) -> pd.DataFrame:
    rules = week.rules
    return said_lately(
        week.changes_said, until=week.until, months=rules.months, timezone=week.timezone
    )
