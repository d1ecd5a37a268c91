"""Who said in a feedback form that they changed something: a table for the facilitators' list alone."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copmetrics.identity.directory import Directory
from copmetrics.identity.people_of_forms import people_of_forms
from copmetrics.loading.feedback import events_of
from copmetrics.schema import CHANGES_SAID

__all__ = ["SaidChanges", "said_changes"]


@dataclass(frozen=True)
class SaidChanges:
    """What people said that they changed, by pseudonym, and who of them is in no other export."""

    rows: pd.DataFrame
    strangers: pd.DataFrame


def said_changes(
    said: pd.DataFrame,
    events: pd.DataFrame,
    directory: Directory,
    people: pd.DataFrame,
    *,
    key: bytes,
    timezone: str,
) -> SaidChanges:
    """Return who said what, of which event, on which day of the community's calendar.

    Of the answer no more is kept: neither its line nor its minute, by which its rating could be found. What
    somebody said of an event in two exports of a form is there once.
    """
    if said.empty:
        return SaidChanges(
            CHANGES_SAID.empty(), pd.DataFrame(columns=["person", "name", "address"])
        )
    person, strangers = people_of_forms(said, directory, people, key=key)
    local = said["answered_at"].dt.tz_convert(timezone).dt.tz_localize(None)
    rows = said.assign(person=person, event=events_of(said, events), said_on=local.dt.normalize())[
        list(CHANGES_SAID.columns)
    ]
    ordered = rows.drop_duplicates().sort_values([*CHANGES_SAID.columns], ignore_index=True)
    return SaidChanges(CHANGES_SAID.conform(ordered), strangers)
