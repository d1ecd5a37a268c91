"""Monday's page of a community: the account that a notebook shows, and the files made beside it.

A notebook opens it with its parameters and closes it with `save`. Run by hand, without a
workspace, it saves nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypedDict, cast

import pandas as pd

from copmetrics.accounts.account import Account
from copmetrics.community.community import Community
from copmetrics.errors import FileError
from copmetrics.facilitation import Week, lists_of_people, monday_account
from copmetrics.facilitation.words import people_file
from copmetrics.loading.survey import Loaded, survey
from copmetrics.publishing.report_run import ASSIGNMENT
from copmetrics.quarters import instant

__all__ = ["DONE", "PAGE", "FacilitatorRun", "FacilitatorRunResult", "open_facilitator_run"]

PAGE = "facilitator"
"""What its files are called, without their endings."""
DONE = "done.json"
"""What `save` leaves in the workspace: the page's title and its day."""


class FacilitatorAssignment(TypedDict, total=False):
    """What the runner leaves in the workspace; nothing where a notebook is run by hand."""

    people: str
    """Where the lists of people go."""
    with_names: bool
    stamp: str


class FacilitatorRunResult(TypedDict):
    """What `save` leaves in the workspace."""

    title: str
    day: str
    people: str
    """What the file of lists is called."""


@dataclass(frozen=True)
class FacilitatorRun:
    """The days looked back on, what was found for them, and where the files go."""

    week: Week
    found: Loaded
    workspace: Path | None
    assignment: FacilitatorAssignment

    @cached_property
    def account(self) -> Account:
        """The page as data: nobody is in it."""
        return monday_account(self.week, stamp=str(self.assignment.get("stamp", "")))

    def save(self) -> None:
        """Write the workbook and, apart from it, the lists of people; nothing without a workspace."""
        if self.workspace is None:
            return
        from copmetrics.render.workbook import write_lists, write_workbook  # late: slow to import

        write_workbook(self.account, self.workspace / f"{PAGE}.xlsx")
        names = _names(self.found) if self.assignment["with_names"] else None
        write_lists(lists_of_people(self.week, names), Path(self.assignment["people"]))
        day = self.week.until.tz_convert(self.week.timezone).date().isoformat()
        told: FacilitatorRunResult = {
            "title": f"{self.account.title}, for facilitators",
            "day": day,
            "people": people_file(self.week),
        }
        (self.workspace / DONE).write_text(json.dumps(told), encoding="utf-8")


def open_facilitator_run(
    folder: str, *, since: str = "", as_of: str = "", workspace: str = ""
) -> FacilitatorRun:
    """Read a community once; all parameters are texts, as notebooks have them.

    Without `since` it is the days of `[facilitation]` before `as_of`, which is today unless told.
    """
    found = survey(folder, as_of=as_of or None)
    community = Community.of(found)
    began = instant(since, community.settings.timezone) if since else None
    if began is not None and began >= community.as_of:
        advice = "Name an earlier day, or a later --as-of."
        raise FileError(f"--since {since}", "is not before the day of the page", advice=advice)
    place = Path(workspace) if workspace else None
    assignment: FacilitatorAssignment = _assigned(place) if place else {}
    assert found.assembled is not None  # a community was made of it
    made = found.assembled
    week = Week.of(community, began, changes_said=made.changes_said, withdrew=made.withdrew)
    return FacilitatorRun(week, found, place, assignment)


def _names(found: Loaded) -> pd.DataFrame:
    """Return who is who; where it came out of the cache, the exports are read for it."""
    assert found.people is not None  # a community that could be made has its directory
    return pd.concat([found.people.people, found.people.strangers], ignore_index=True)


def _assigned(workspace: Path) -> FacilitatorAssignment:
    """Read what the runner left in the workspace."""
    return cast(
        "FacilitatorAssignment", json.loads((workspace / ASSIGNMENT).read_text(encoding="utf-8"))
    )
