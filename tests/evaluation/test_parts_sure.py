"""How sure a part of a quarter is hangs on its own events and people, and not on those of other parts."""

from __future__ import annotations

import pandas as pd
from building import YEAR, attendance, events, moment

import copmetrics

HELD = events(
    call={"starts_at": "2024-05-14 13:00", "format": "online", "topic": "sepsis; falls"},
    talk={
        "starts_at": "2024-05-21 13:00",
        "ends_at": moment("2024-05-21 14:00"),
        "format": "face to face",
        "topic": "falls",
    },
    visit={"starts_at": "2024-06-11 13:00", "format": "face to face"},
    walk={"starts_at": "2024-06-18 13:00", "format": "outdoors"},
)
"""Of the last two nobody knows who came; at the talk its length stands in for how long people stayed."""
CAME = attendance(
    {"event": "call", "person": "asha", "minutes": 30, "organisation": "north"},
    {"event": "call", "person": "ben", "minutes": 60, "organisation": "south"},
    {"event": "talk", "person": "ben", "organisation": "south"},
)
STANDS_IN = "at 1 of {} the event's length stands in for stays not recorded"
MISSING = "no attendance record for {} of {}"


def told(indicator, tables=None, **asked):
    """The value, basis and note of each part of the quarter, by its name."""
    found = copmetrics.indicators(
        tables or {"events": HELD, "attendance": CAME},
        settings=YEAR,
        as_of="2024-10-05",
        quarters="2024-Q2",
        only=indicator,
        **asked,
    )
    parts = found[asked.get("by", "unit")].astype("object").where(lambda each: each.notna(), None)
    rows = zip(parts, found["value"], found["basis"], found["note"], strict=True)
    return {
        part: (None if pd.isna(value) else value, basis, note) for part, value, basis, note in rows
    }


def test_hours_of_a_part_are_as_sure_as_the_stays_of_it():
    both = f"{MISSING.format(2, '4 events')}; {STANDS_IN.format('2 events')}"
    assert told("member_hours") == {"member-hours": (2.5, "estimate", both)}
    assert told("member_hours", by="event") == {
        "call": (1.5, "actual", ""),
        "talk": (1.0, "estimate", STANDS_IN.format("1 event")),
    }
    assert told("member_hours", by="format") == {
        "online": (1.5, "actual", ""),
        "face to face": (
            1.0,
            "estimate",
            f"{MISSING.format(1, '2 events')}; {STANDS_IN.format('1 event')}",
        ),
    }
    assert told("member_hours", where={"format": "online"}) == {"member-hours": (1.5, "actual", "")}


def test_an_event_of_two_topics_bears_on_both_and_one_of_none_on_neither():
    assert told("member_hours", by="topic") == {
        "falls": (2.5, "estimate", STANDS_IN.format("2 events")),
        "sepsis": (1.5, "actual", ""),
    }
    assert told("attendances", where={"topic": ["sepsis", "falls"]}) == {
        "attendances": (3, "actual", "")
    }


def test_anybody_may_have_been_at_an_event_without_a_record_but_their_stays_are_their_own():
    missing = MISSING.format(2, "4 events")
    assert told("member_hours", by="organisation") == {
        "north": (0.5, "lower_bound", missing),
        "south": (2.0, "estimate", f"{missing}; {STANDS_IN.format('2 events')}"),
    }


def test_a_part_of_which_nothing_is_recorded_is_unknown_and_no_0():
    said = "no event of this part of the quarter has an attendance record"
    for kept in ({"format": "outdoors"}, {"event": ["visit", "walk"]}):
        assert told("attendances", where=kept) == {"attendances": (None, "unknown", said)}
    nobody = told("attendances", {"events": HELD, "attendance": CAME[:0]}, where={"event": "walk"})
    assert nobody["attendances"][:2] == (None, "unknown")


def test_whoever_came_again_is_known_where_the_days_after_their_own_event_are():
    later = events(
        call={"starts_at": "2024-04-02 13:00"},
        talk={"starts_at": "2024-06-28 13:00"},
        last={"starts_at": "2024-07-20 13:00"},
    )
    came = attendance(("call", "asha"), ("talk", "ben"), ("last", "ben"))
    found = told("return_rate", {"events": later, "attendance": came}, by="event")
    assert found["call"] == (0, "actual", "")
    assert found["talk"][1] == "unknown"


def test_what_concerns_the_quarter_before_is_of_all_events_in_every_part():
    before = events(
        early={"starts_at": "2024-02-06 13:00", "format": "face to face"},
        told={"starts_at": "2024-02-13 13:00", "format": "online"},
    )
    tables = {
        "events": pd.concat([before, HELD[:2]], ignore_index=True),
        "attendance": pd.concat([attendance(("told", "asha")), CAME], ignore_index=True),
    }
    found = told("retained_attendees", tables, by="format")
    assert found["online"] == (1, "estimate", MISSING.format(1, "2 events of 2024 Q1"))
