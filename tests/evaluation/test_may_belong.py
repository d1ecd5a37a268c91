"""What is counted of a kind is at least so much where something else may be of that kind."""

from __future__ import annotations

import pandas as pd
import pytest
from building import YEAR, attendance, events, members

import copmetrics
from copmetrics.schema import TARGETS

HELD = events(
    call={"starts_at": "2024-05-14 13:00", "format": "online", "channel": "email"},
    talk={"starts_at": "2024-05-21 13:00", "channel": "email"},
    visit={"starts_at": "2024-06-11 13:00", "format": "face to face"},
    later={"starts_at": "2024-08-13 13:00", "format": "online", "channel": "email"},
)
"""Nobody knows the format of the talk, nor by which channel the visit was heard of."""
CAME = attendance(
    {"event": "call", "person": "asha", "organisation": "North", "profession": "nurse"},
    {"event": "call", "person": "ben", "organisation": "South", "profession": "nurse"},
    {"event": "talk", "person": "ben", "organisation": "South", "profession": "nurse"},
    {"event": "visit", "person": "cy", "profession": "doctor"},
    {"event": "later", "person": "asha", "organisation": "North", "profession": "nurse"},
)
FORMAT = "the format of 1 event, which may belong, is not known"
CHANNEL = "the channel of 1 event, which may belong, is not known"
WHOSE = "the {} of some who came is not known"


def told(indicator, quarter="2024-Q2", tables=None, **asked):
    """The value, basis and note of the only row, or of each."""
    found = copmetrics.indicators(
        {"events": HELD, "attendance": CAME} | (tables or {}),
        settings=YEAR,
        as_of="2024-12-05",
        quarters=quarter,
        only=indicator,
        **asked,
    )
    values = found["value"].astype("object").where(found["value"].notna(), None)
    rows = list(zip(values, found["basis"], found["note"], strict=True))
    return rows[0] if len(rows) == 1 else rows


@pytest.mark.parametrize(
    ("where", "counted"),
    [
        ({"format": "online"}, (2, "lower_bound", FORMAT)),
        ({"format": ["online", None]}, (3, "actual", "")),
        ({"format": "face to face"}, (1, "lower_bound", FORMAT)),
        ({"channel": "email"}, (3, "lower_bound", CHANNEL)),
        # of what is known to be by email the talk alone has no format; of what is online, all a channel
        ({"format": "online", "channel": "email"}, (2, "lower_bound", FORMAT)),
        ({"title": "call"}, (2, "actual", "")),
    ],
)
def test_attendances_of_a_kind_are_at_least_so_many_where_an_event_may_be_of_it(where, counted):
    assert told("attendances", where=where) == counted


def test_each_count_is_a_bound_a_mean_is_an_estimate_and_a_quarter_of_which_all_is_known_is_sure():
    online = {"format": "online"}
    assert told("events", where=online) == (1, "lower_bound", FORMAT)
    assert told("attendees_per_event", where=online) == (2, "estimate", FORMAT)
    assert told("attendances", "2024-Q3", where=online) == (1, "actual", "")
    assert told("attendances", by="event", where=online) == (2, "actual", "")


def targets(*names: str) -> pd.DataFrame:
    kinds = ["profession" if each == each.lower() else "organisation" for each in names]
    return TARGETS.conform(pd.DataFrame({"kind": kinds, "name": list(names)}))


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        # cy may be of West, whose organisation nobody knows
        (("North", "West"), (1 / 2, "lower_bound", WHOSE.format("organisation"))),
        (("North", "South"), (1, "actual", "")),
        # everybody's profession is known
        (("nurse", "porter"), (1 / 2, "actual", "")),
    ],
)
def test_of_those_to_reach_at_least_so_many_came_where_somebody_may_be_of_another(wanted, reached):
    assert told("targets_reached", tables={"targets": targets(*wanted)}) == reached


def test_fewer_organisations_may_be_absent_where_somebody_may_be_of_one():
    listed = {"joined_at": "2024-01-10"}
    there = members(
        {"person": "asha", "organisation": "North", **listed},
        {"person": "wim", "organisation": "West", **listed},
        {"person": "new", "joined_at": "2024-11-01", "organisation": "North"},
    )
    tables, note = {"members": there}, f"{WHOSE.format('organisation')}: fewer may be absent"
    assert told("organisations_absent", tables=tables) == (1, "estimate", note)
    assert told("organisations_absent", "2024-Q3", tables=tables) == (1, "actual", "")
