"""Whoever a source says has hosted is a host, whichever source says it."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import EVENTS, ZOOM, folder, zoom

from copmetrics.community.community import load
from copmetrics.identity.hosts import hosts_of, named_hosts, unmet_hosts

pytestmark = pytest.mark.slow

ABOVE = "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n"
NEWER = "Topic,ID,Host,Duration (minutes),Start time,End time,Participants\n"
TIMES = "2024-05-14 13:00:00,2024-05-14 14:00:00"
PEOPLE = f"Asha One,Asha@one.example,{TIMES},60,No\nBen Two,ben@two.example,{TIMES},60,No\n"
WEBINAR = (
    "Attendee Report\nTopic,Webinar ID,Actual Start Time,Actual Duration (minutes)\n"
    'Talk,800 0000 0001,"May 14, 2024 13:00:00",60\n'
    "Host Details\n{head}\nYes,Asha One,asha@one.example,{times},60\n"
    "Panelist Details\n{head}\nYes,Cy Three,cy@three.example,{times},60\n"
    "Attendee Details\n{head}\nYes,Ben Two,ben@two.example,{times},60\n"
).format(
    head="Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)",
    times='"May 14, 2024 13:00:00","May 14, 2024 14:00:00"',
)
SHEET = "Name,Email,Role\nAsha One,asha@one.example,Chair\nBen Two,ben@two.example,\n"
LISTED = EVENTS + "huddle,Huddle,2024-05-14 13:00,,,,,Asha One,\n"
SIGNED = "Event,Name,Email,Organisation\nhuddle,Asha One,asha@one.example,One\nhuddle,Ben Two,ben@two.example,Two\n"

SOURCES = {
    "the address above Zoom's table": (
        {"z.csv": ABOVE + f"811,Huddle,{TIMES},asha@one.example,60,2\n\n" + ZOOM + PEOPLE},
        {"asha@one.example"},
    ),
    "the name and address above Zoom's table": (
        {
            "z.csv": NEWER
            + f'Huddle,811,"Asha One (asha@one.example)",60,{TIMES},2\n\n'
            + ZOOM
            + PEOPLE
        },
        {"asha@one.example"},
    ),
    "Zoom's mark behind a name": (
        {"z.csv": zoom("Asha One (Host),asha@one.example", "Ben Two,ben@two.example")},
        {"asha@one.example"},
    ),
    "the sections of Zoom's webinar report": (
        {"attendee_report.csv": WEBINAR},
        {"asha@one.example", "cy@three.example"},
    ),
    "the role on a sign-in sheet": ({"sign-in 2024-05-14.csv": SHEET}, {"asha@one.example"}),
    "the list of events": ({"events.csv": LISTED, "s.csv": SIGNED}, {"asha@one.example"}),
    "two in the list of events": (
        {"events.csv": LISTED.replace("Asha One", "Asha One; Ben Two"), "s.csv": SIGNED},
        {"asha@one.example", "ben@two.example"},
    ),
}
CAME = pd.DataFrame(
    {
        "event": "huddle",
        "person": ["asha", "ben"],
        "name": ["Asha One", "Ben Two"],
        "address": ["asha@one.example", "ben@two.example"],
    }
)


@pytest.mark.parametrize(
    ("cell", "hosting"),
    [
        ("Asha One; Ben Two", 2),
        ("Asha One / Ben Two", 2),
        ("Asha One and Ben Two", 2),
        ("Asha One, Ben Two", 2),
        ("One, Asha; Two, Ben", 2),
        ("Asha One & ben@two.example", 2),
        ("One, Asha", 1),
        ("Asha One and Zoë Away", 1),
        ("Zoë Away", 0),
        ("Zoë Away, Yan Away", 0),
    ],
)
def test_several_hosts_in_one_cell_are_several_and_one_who_is_not_there_is_said(cell, hosting):
    listed = pd.DataFrame({"event": ["huddle"], "host": [cell]})
    named = named_hosts(listed, CAME)
    (hosts,) = hosts_of(listed, named).fillna("")
    assert hosts == " ".join(["asha", "ben"][:hosting])
    assert unmet_hosts(named, CAME["event"], {"huddle": "'Huddle' (14 May 2024)"}) == (
        [
            "1 host in the list of events cannot be found by name among those who came (nobody there has the "
            "name, or several have), so nobody counts as that host of 'Huddle' (14 May 2024)"
        ]
        if "Away" in cell
        else []
    )


def test_a_host_who_is_named_at_several_events_is_one_host():
    """Zoë is named three times, once in capitals, and Yan once."""
    hosts = ["Zoë Away", "ZOË AWAY", "Zoë Away; Yan Away"]
    events = [f"huddle {each}" for each in range(3)]
    came = pd.concat([CAME.assign(event=each) for each in events])
    called = {each: f"'{each}'" for each in events}
    for cells, opening, places in (
        (hosts[:1], "1 host in the list of events", "that host of 'huddle 0'"),
        (hosts[:2], "1 host in the list of events", "that host of 'huddle 0' and 'huddle 1'"),
        (hosts, "2 hosts in the list", "those hosts of 'huddle 0', 'huddle 1' and 'huddle 2'"),
    ):
        listed = pd.DataFrame({"event": events[: len(cells)], "host": cells})
        (said,) = unmet_hosts(named_hosts(listed, came), came["event"], called)
        assert said.startswith(opening)
        assert said.endswith(f"counts as {places}")


@pytest.mark.parametrize("source", SOURCES)
def test_whoever_a_source_says_has_hosted_is_a_host(source, tmp_path):
    files, hosting = SOURCES[source]
    told = load(folder(tmp_path, files), as_of="2024-10-05")
    hosted = told.facts("person_hosted_events")["person"].nunique()
    assert hosted == len(hosting)
    rows = told.attendance
    assert rows.loc[rows["role"].notna(), "person"].nunique() in (0, len(hosting))
