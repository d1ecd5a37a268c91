"""Monday's page: organisations that are missing, links most clicked, activities not used; by hand."""

from __future__ import annotations

import pandas as pd
from building import attendance, mailings, members, moment
from mondays import HELD, HUDDLES, MONDAY, NOBODY, bulletin, clicks, held, section, week

from copmetrics.facilitation.clicks import people_clicked
from copmetrics.facilitation.missing_organisations import Missing
from copmetrics.facilitation.popular_links import most_clicked, plain_link
from copmetrics.facilitation.unused_activities import unused_activities
from copmetrics.schema import TABLES

# Organisations, links, activities


def test_organisations_are_missing_if_nobody_of_them_came_for_a_year():
    told = week(
        events=HELD,
        attendance=attendance(
            *(
                {"event": event, "person": person, "organisation": organisation}
                for event, person, organisation in (
                    ("now", "asha", "Northmoor"),
                    ("h1", "ben", "Saltby"),
                    ("h1", "cy", "Northmoor"),
                )
            )
        ),
        members=members(
            {"person": "dee", "joined_at": "2025-01-01", "organisation": "Wrenford"},
            {"person": "asha", "joined_at": "2025-01-01", "organisation": "Northmoor"},
            {
                "person": "eve",
                "joined_at": "2025-01-01",
                "left_at": "2025-02-01",
                "organisation": "Gone",
            },
        ),
    )
    assert told.missing[["organisation", "missing", "listed"]].to_numpy().tolist() == [
        ["Saltby", Missing.CAME_BEFORE, False],
        ["Wrenford", Missing.LISTED, True],
    ]
    said = str(section(told, "missing"))
    assert "came before, not in the past twelve months" in said
    assert "on the list, never at an event" in said


def test_who_is_wanted_is_missing_unless_they_came_whatever_the_case_of_their_letters():
    wanted = [
        ("organisation", "NORTHMOOR"),
        ("organisation", "Pellow Hospice"),
        ("profession", "Nurse"),
        ("profession", "Paramedic"),
    ]
    told = week(
        events=HUDDLES,
        attendance=attendance(
            {"event": "h6", "person": "asha", "organisation": "Northmoor", "profession": "nurse"},
            {
                "event": "h1",
                "person": "ben",
                "organisation": "Northmoor",
                "profession": "paramedic",
            },
        ),
        targets=TABLES["targets"].conform(pd.DataFrame(wanted, columns=["kind", "name"])),
    )
    assert told.missing[["organisation", "missing"]].to_numpy().tolist() == [
        ["Pellow Hospice", Missing.WANTED]
    ]
    said = str(section(told, "missing"))
    assert "wanted, and neither on the list nor at an event" in said
    assert told.missing_professions == ["Paramedic"]
    assert "Wanted, and at no event either: Paramedic." in said


SENT = pd.DataFrame(
    {"mailing": ["m1", "m2"], "sent_at": [moment("2026-06-01"), moment("2025-09-01")]}
)


def test_links_are_counted_by_different_people_and_chores_are_none():
    rows = clicks(
        ("m1", "asha", "2026-06-02", "https://A.example/card?utm_source=x&page=2"),
        ("m1", "asha", "2026-06-03", "https://a.example/card?page=2"),
        ("m1", "asha", "2026-06-03", "https://a.example/card?page=2"),
        ("m1", "ben", None, "https://a.example/huddle"),
        ("m1", "cy", None, "https://a.example/huddle/"),
        ("m2", "dee", None, "https://a.example/huddle"),  # sent over a year ago
        ("m1", "ben", None, "https://example.us1.list-manage.com/unsubscribe?u=1"),
        ("m1", "ben", None, "https://us1.campaign-archive.com/?u=1"),
        ("m1", None, "2026-06-02", "https://a.example/nobody"),
    )
    found = most_clicked(people_clicked(rows, NOBODY), SENT, until=MONDAY)
    assert found.to_numpy().tolist() == [
        ["https://a.example/huddle", 2, 2, 1],
        ["https://a.example/card?page=2", 1, 3, 1],
    ]


def test_what_only_a_scanner_clicked_is_no_click_and_the_same_persons_other_mailing_is():
    links = ("https://a.example/1", "https://a.example/2", "https://a.example/3")
    at_once = [("m1", "asha", "2026-06-01 10:00:20", link) for link in links]
    later = [
        ("m1", "ben", "2026-06-01 11:30", links[0]),
        ("m2", "asha", "2026-07-01 12:00", links[0]),
    ]
    told = week(
        activity=clicks(*at_once, *later),
        mailings=mailings(
            {**bulletin("2026-06-01", 20, 9, 3), "mailing": "m1"},
            {**bulletin("2026-07-01", 20, 9, 3), "mailing": "m2"},
        ),
    )
    assert told.clicks[["mailing", "person"]].to_numpy().tolist() == [["m1", "ben"], ["m2", "asha"]]
    assert told.links[["link", "people"]].to_numpy().tolist() == [[links[0], 2]]


def test_a_link_keeps_what_is_neither_for_tracking_nor_of_somebody():
    assert (
        plain_link("https://A.example/Path?q=%C3%A9&mc_cid=1#part")
        == "https://a.example/Path?q=%C3%A9"
    )
    assert plain_link("https://a.example/?id=7&email=x&EMAIL=y&w=asha%40example.org&fname=A") == (
        "https://a.example/?id=7"
    )


def test_a_link_that_holds_an_address_and_one_of_two_people_are_not_on_the_page():
    rows = clicks(
        *[
            ("m1", person, None, f"https://a.example/{where}")
            for person, where in (
                ("asha", "asha%40example.org"),
                ("asha", "two"),
                ("ben", "two"),
                ("asha", "three"),
                ("ben", "three"),
                ("cy", "three"),
            )
        ]
    )
    assert most_clicked(people_clicked(rows, NOBODY), SENT, until=MONDAY)["link"].tolist() == [
        "https://a.example/three",
        "https://a.example/two",
    ]
    told = week(
        activity=rows, mailings=mailings({**bulletin("2026-06-01", 20, 9, 3), "mailing": "m1"})
    )
    (table,) = section(told, "links").blocks
    assert table.rows == (("https://a.example/three", 3, 3, 1),)
    assert table.notes[0].startswith(
        "Clicks are known of 1 mailing of the 1 sent in the past twelve"
    )


def test_an_activity_of_a_year_ago_is_unused_and_one_to_come_has_not_been_used():
    told = held(("2025-10-04 23:59", 1), ("2025-10-05 00:00", 1), ("2026-10-06 12:00", 1)).assign(
        cluster=["visits", "sharing", "assets"]
    )
    found = unused_activities(told, until=MONDAY)
    assert found["cluster"].tolist() == [
        "inquiries",
        "negotiating",
        "assets",
        "standards",
        "formal",
        "visits",
    ]
    assert found["last_at"].notna().tolist() == [False] * 5 + [True]
