"""Milestones by hand: how far each is, as a quarter before its day, that of its day and a later one see it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from building import attendance, community, events

from copmetrics.community.milestones import milestones
from copmetrics.desk.reading import _milestones
from copmetrics.quarters import Calendar
from copmetrics.settings import Milestone, Settings

pytestmark = pytest.mark.slow

# Two came in spring, three in summer, one in autumn.
STORY = {
    "events": events(
        spring="2024-05-14 13:00", summer="2024-08-13 13:00", autumn="2024-11-12 13:00"
    ),
    "attendance": attendance(
        *(("spring", each) for each in ("asha", "ben")),
        *(("summer", each) for each in ("asha", "ben", "cy")),
        ("autumn", "asha"),
    ),
}
NOW = pd.Timestamp("2025-02-01", tz="UTC")


def said(quarter: str, value: float, by: str, *, as_of=NOW, **more: object) -> list[str]:
    """What is said of a milestone of attendances, or of another indicator."""
    indicator = str(more.get("indicator", "attendances"))
    stone = Milestone(value=value, by=date.fromisoformat(by))
    settings = Settings(calendar=Calendar.CALENDAR, milestones={indicator: stone})
    made = community({**STORY, **more.get("tables", {})}, settings, as_of=as_of)
    return [each.words for each in milestones(made, made.quarter(quarter))]


def test_before_its_day_a_milestone_is_set_beside_the_quarter_told():
    assert said("2024-Q2", 3, "2024-12-31") == [
        "Attendances at events, 3 by 31 Dec 2024: 2 in 2024 Q2."
    ]
    assert said("2024-Q3", 3, "2024-12-31") == [
        "Attendances at events, 3 by 31 Dec 2024: reached, with 3 in 2024 Q3."
    ]


def test_from_its_day_on_what_was_missed_is_not_made_good_by_what_came_later():
    missed = ["Attendances at events, 3 by 30 Jun 2024: not reached, with 2 in 2024 Q2."]
    assert said("2024-Q2", 3, "2024-06-30") == missed
    assert said("2024-Q3", 3, "2024-06-30") == missed


def test_on_its_day_it_is_not_missed_yet():
    on_the_day = pd.Timestamp("2024-06-30 12:00", tz="UTC")
    assert said("2024-Q2", 3, "2024-06-30", as_of=on_the_day) == [
        "Attendances at events, 3 by 30 Jun 2024: 2 in 2024 Q2 so far."
    ]


def test_what_is_not_known_is_not_missed():
    assert said("2024-Q2", 100, "2024-06-30", indicator="list_members") == [
        "People on the mailing list, 100 by 30 Jun 2024: not known in 2024 Q2, "
        "before the first mailing list (audience) export."
    ]
    unrecorded = events(
        spring="2024-05-14 13:00", fair="2024-05-20 13:00", autumn="2024-11-12 13:00"
    )
    tables = {
        "events": unrecorded,
        "attendance": attendance(("spring", "asha"), ("autumn", "asha")),
    }
    assert said("2024-Q2", 3, "2024-06-30", tables=tables) == [
        "Attendances at events, 3 by 30 Jun 2024: at least 1 in 2024 Q2, so it is not known whether it is "
        "reached."
    ]


def test_of_what_is_better_the_lower_it_is_no_more_is_to_be_reached():
    assert said("2024-Q2", 0, "2024-06-30", indicator="uncertain_attendances") == [
        "Attendances known by name only, 0 by 30 Jun 2024: reached, with 0 in 2024 Q2."
    ]


def test_those_to_come_stand_first_and_the_desk_says_the_same():
    stones = {
        "events": Milestone(value=1, by=date(2024, 6, 30)),
        "attendances": Milestone(value=9, by=date(2025, 6, 30)),
    }
    made = community(STORY, Settings(calendar=Calendar.CALENDAR, milestones=stones), as_of=NOW)
    told = [each.words for each in milestones(made, made.quarter("latest"))]
    assert [each.split(",")[0] for each in told] == ["Attendances at events", "Events held"]
    (page,) = _milestones(made)
    assert all(each in page for each in told)
    assert _milestones(community(STORY, as_of=NOW)) == []
