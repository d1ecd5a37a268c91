"""Monday's page: what is to come, what is to be brought, and nobody asked for two things; by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd
from building import attendance, events, mailings, members, moment
from mondays import HUDDLES, bulletin, community, section, week

from copmetrics.facilitation import Week, lists_of_people, monday_account
from copmetrics.facilitation.page_coming import bring_words

AHEAD = events(
    h6="2026-09-08 12:30",
    study={"starts_at": "2026-11-20 09:00", "title": "Study day"},
    huddle={"starts_at": "2026-10-13 12:30", "title": "October huddle"},
    gone={"starts_at": "2026-10-20 12:30", "cancelled": True},
    visit={"starts_at": "2026-10-27 00:00", "title": "Visit", "time_known": False},
)


def registered(event: str, person: str, status: str = "registered") -> dict[str, object]:
    return {"event": event, "person": person, "status": status, "registered": True}


COMING = attendance(
    ("h6", "asha"),
    registered("huddle", "asha"),
    registered("huddle", "ben"),
    registered("huddle", "ben"),
    registered("huddle", "cy", "cancelled"),
    registered("study", "cy", "cancelled"),
)


def today(told: Week) -> tuple[str, ...]:
    return monday_account(told).section("today").blocks[0].items


def test_what_is_coming_is_told_next_first_with_who_registered_so_far():
    # of the huddle two people, ben once; of the study day nobody any more; of the visit no file tells
    told = week(events=AHEAD, attendance=COMING)
    assert section(told, "coming").blocks[0].rows == (
        ("October huddle", "2026-10-13", "12:30", 2.0),
        ("Visit", "2026-10-27", "–", None),
        ("Study day", "2026-11-20", "09:00", 0.0),
    )
    assert "Remind people of “October huddle” on 13 Oct 2026, 2 registrations so far." in today(
        told
    )
    later = week(events=AHEAD, attendance=COMING, as_of=moment("2026-10-26 09:00"))
    assert "Remind people of “Visit” on 27 Oct 2026." in today(later)


def test_where_nothing_is_coming_the_page_says_how_it_would_know():
    said = section(week(events=HUDDLES, attendance=attendance(("h6", "asha"))), "coming")
    assert said.blocks[0].text.startswith("No event to come is in the folder. A row of events.csv")


ROWS = {
    "events": HUDDLES,
    "attendance": attendance(("h6", "asha")),
    "members": members(("asha", "2025-01-01", None)),
    "mailings": mailings(bulletin("2026-09-15", 50, 30, 1)),
}
"""The last event on record is of 8 September."""


@cache
def usual() -> Week:
    return week(**ROWS)


def brought(**told: object) -> str:
    """What is asked for first; of the engine nothing is asked anew unless there is another event."""
    here = community(**{**ROWS, **told})
    return bring_words(Week.of(here) if "events" in told else replace(usual(), community=here))


def test_new_exports_are_asked_for_first_where_the_newest_is_older_than_two_weeks():
    assert brought(exported="2026-09-21 00:00") == ""  # just the 14 days before 5 October
    assert brought(exported="2026-09-20 23:59") == (
        "Bring new exports: the newest thing in the folder is of 20 Sep 2026."
    )
    oldest = "Bring new exports: the newest thing in the folder is of 15 Sep 2026."
    assert brought(exported=None) == oldest
    assert today(week(**ROWS, exported=None))[0] == oldest
    assert brought(exported="2026-09-01 00:00", rules={"export_days": 20}) == (
        "Bring new exports: the newest one of the mailing list reaches to 1 Sep 2026."
    )


def test_an_event_that_was_held_and_of_which_no_file_tells_who_came_is_asked_for():
    held = pd.concat([HUDDLES, events(oct1="2026-10-01 12:30")], ignore_index=True)
    new = {"exported": "2026-10-04 09:00"}
    assert brought(events=held, **new) == (
        "Bring new exports: no file tells who came to “oct1” on 1 Oct 2026."
    )
    two = pd.concat([held, events(oct2="2026-10-02 12:30")], ignore_index=True)
    assert brought(events=two, **new).endswith("“oct1” on 1 Oct 2026 and 1 event after it.")
    # h5 has no record either, but was before the last one: nobody goes back for it
    assert brought(**new) == ""


def test_nobody_is_on_two_lists_and_who_takes_part_most_is_told_to_be_on_the_list_or_not():
    # core all: new joined this week, outside never did, left unsubscribed; guest came once
    came = [
        (event, person)
        for person in ("new", "outside", "left", "member")
        for event in ("h2", "h3", "h4", "h5", "h6")
    ]
    told = week(
        events=HUDDLES,
        attendance=attendance(*came, ("h6", "guest"), ("h3", "quiet"), ("h3", "back")),
        members=members(
            ("new", "2026-09-30", None),
            ("back", "2026-09-30", None),
            ("member", "2025-01-01", None),
            ("quiet", "2025-01-01", None),
            {
                "person": "left",
                "joined_at": "2025-01-01",
                "left_at": "2026-06-01",
                "how_left": "unsubscribed",
            },
        ),
    )
    lists = lists_of_people(told)
    people = [[row[0] for row in each.rows] for each in lists]
    assert [sorted(each) for each in people] == [
        ["back", "new"],
        ["left", "member", "outside"],
        ["quiet"],
        ["guest"],
        [],
    ]
    assert {row[0]: row[-1] for row in lists[1].rows} == {
        "left": "no, unsubscribed: do not add again",
        "member": "yes",
        "outside": "no: invite them",
    }
    assert (
        "1 person came in the twelve months to 8 Sep 2026 and is not on the list, those to ask aside"
        in str(monday_account(told))
    )


def test_who_has_not_returned_is_not_known_where_the_records_have_just_begun():
    """Of the year before April 2026 nothing is on record: that nobody came then is not known to be so."""
    held = events(now="2026-09-08 12:30")
    there = members(("asha", "2025-01-01", None))
    told = week(events=held, attendance=attendance(("now", "asha")), members=there)
    words = section(told, "quiet").blocks[0].text
    assert words == "Not known: the records of who came begin in 2026/27 Q2."
    older = week(
        events=HUDDLES, attendance=attendance(("h1", "asha"), ("h6", "asha")), members=there
    )
    assert section(older, "quiet").blocks[0].text.startswith("0 people on the list came")


def test_an_event_whose_title_has_its_day_is_named_with_it_once():
    ahead = events(x={"starts_at": "2026-10-13 12:30", "title": "Meeting on 13 Oct 2026"})
    assert "Remind people of “Meeting on 13 Oct 2026”." in today(week(events=ahead))
