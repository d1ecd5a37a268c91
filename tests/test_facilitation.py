"""Monday's page: what worked, when to meet, whom to turn to, what to pass on; by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from building import activity, attendance, events, mailings, members, moment
from folders import folder

from copmetrics.community import Community, survey
from copmetrics.coverage import covered
from copmetrics.facilitation import Week, monday_account, people_lists
from copmetrics.facilitation.clicks import people_clicked
from copmetrics.facilitation.links import most_clicked, plain_link
from copmetrics.facilitation.lists import not_on_list, not_returned, to_ask
from copmetrics.facilitation.recent import beside_own_median, told_last
from copmetrics.facilitation.slots import best, event_slots, mailing_slots, reaction_slots
from copmetrics.facilitation.spells import joined_since, on_list
from copmetrics.facilitation.unused import unused_activities
from copmetrics.facilitation.week import days_before
from copmetrics.settings import Settings
from copmetrics.tables import ACTIVITY, TABLES

LONDON = "Europe/London"
MONDAY = moment("2026-10-05 00:00")
BEFORE = moment("2026-09-28 00:00")
NO_EXPORTS = pd.DataFrame({"export": [], "audience": [], "exported_at": [], "complete": []})


def held(*rows: tuple[str, float | None], **more: object) -> pd.DataFrame:
    """Events as the engine tells them; each row is (start, attendances)."""
    return pd.DataFrame(
        {"event": [f"e{place}" for place in range(len(rows))],
         "title": [f"Event {place}" for place in range(len(rows))],
         "starts_at": pd.to_datetime([moment(start) for start, _ in rows], utc=True),
         "time_known": True, "activity": "sharing",
         "attendances": pd.Series([count for _, count in rows], dtype="float64"), **more}
    )  # fmt: skip


def beside(*rows: tuple[str, float | None], **more: object) -> tuple[float | None, int]:
    """The median beside the last of these events, and of how many."""
    told = held(*rows, **more)
    row = beside_own_median(told.tail(1), told, when="starts_at", value="attendances").iloc[0]
    return (None if pd.isna(row["median"]) else row["median"]), row["of"]


def community(
    *,
    exported: str | None = "2026-10-04 09:00",
    as_of: pd.Timestamp = MONDAY,
    **tables: pd.DataFrame,
) -> Community:
    """A community of tables by hand, its list exported on one day."""
    whole = {name: tables.get(name, table.empty()) for name, table in TABLES.items()}
    exports = NO_EXPORTS if exported is None else pd.DataFrame(
        {"export": ["a"], "audience": ["list"], "exported_at": [moment(exported)], "complete": [True]}
    )  # fmt: skip
    exports = exports.assign(exported_at=pd.to_datetime(exports["exported_at"], utc=True))
    settings = Settings(name="Sepsis Circle")
    return Community(Path(), settings, (), whole, covered(whole, settings, exports), as_of)


def week(**told: object) -> Week:
    return Week.of(community(**told))  # type: ignore[arg-type]


# What worked last


def test_the_event_told_is_not_in_its_own_median():
    assert beside(("2026-06-01 12:00", 10), ("2026-07-01 12:00", 20), ("2026-08-01 12:00", 60),
                  ("2026-09-01 12:00", 100)) == (20.0, 3)  # fmt: skip


def test_the_median_of_an_even_number_is_halfway_between_the_middle_two():
    assert beside(("2026-05-01 12:00", 10), ("2026-06-01 12:00", 20), ("2026-07-01 12:00", 31),
                  ("2026-08-01 12:00", 90), ("2026-09-01 12:00", 5)) == (25.5, 4)  # fmt: skip


def test_of_two_events_there_is_no_median_and_an_unknown_attendance_is_none_of_them():
    assert beside(("2026-06-01 12:00", 10), ("2026-07-01 12:00", 20), ("2026-08-01 12:00", None),
                  ("2026-09-01 12:00", 5)) == (None, 2)  # fmt: skip


def test_an_event_that_nobody_came_to_counts_and_one_of_over_a_year_ago_does_not():
    assert beside(("2025-08-31 12:00", 500), ("2025-09-01 12:00", 0), ("2026-07-01 12:00", 20),
                  ("2026-08-01 12:00", 30), ("2026-09-01 12:00", 5)) == (20.0, 3)  # fmt: skip


def test_alike_compares_with_the_same_activity_only():
    told = held(("2026-05-01 12:00", 10), ("2026-06-01 12:00", 12), ("2026-07-01 12:00", 14),
                ("2026-08-01 12:00", 90), ("2026-09-01 12:00", 20)).assign(
                    activity=["sharing", "sharing", "sharing", "formal", "sharing"])  # fmt: skip
    found = beside_own_median(
        told.tail(1), told, when="starts_at", value="attendances", alike="activity"
    )
    assert found[["median", "of"]].to_numpy().tolist() == [[12.0, 3]]


def told_last_of(*starts: str) -> list[str]:
    rows = held(*((start, 1.0) for start in starts))
    told = told_last(rows, when="starts_at", since=BEFORE, until=MONDAY)
    return [f"{each.tz_convert(LONDON):%d %H:%M}" for each in told["starts_at"]]


def test_the_days_begin_with_since_and_end_just_before_until():
    assert told_last_of("2026-09-27 23:59", "2026-09-28 00:00", "2026-10-04 23:59",
                        "2026-10-05 00:00") == ["28 00:00", "04 23:59"]  # fmt: skip


def test_where_nothing_happened_in_these_days_the_last_before_them_is_told():
    assert told_last_of("2026-08-01 12:00", "2026-09-17 09:30", "2026-10-06 12:00") == ["17 09:30"]
    assert told_last_of() == []


def test_seven_days_before_is_a_midnight_of_the_wall_clock_even_as_clocks_change():
    afternoon = moment("2026-10-27 15:00")  # clocks went back on the 25th
    began = days_before(afternoon, timezone=LONDON)
    assert str(began) == "2026-10-19 23:00:00+00:00"
    assert (
        str(days_before(moment("2026-10-05 00:00"), timezone=LONDON)) == "2026-09-27 23:00:00+00:00"
    )


def bulletin(day: str, delivered: int, opens: int, clicks: int) -> dict[str, object]:
    return {"sent_at": f"{day} 10:00", "recipients": delivered, "delivered": delivered,
            "unique_opens": opens, "unique_clicks": clicks, "title": f"Bulletin of {day}"}  # fmt: skip


def test_a_mailing_is_beside_the_median_of_the_others_rates_and_test_sends_are_none():
    told = week(mailings=mailings(
        bulletin("2026-07-01", 100, 40, 10), bulletin("2026-08-01", 200, 100, 8),
        bulletin("2026-09-01", 50, 30, 1), bulletin("2026-09-02", 9, 9, 9),
        bulletin("2026-09-29", 100, 45, 6),
    )).mailings  # fmt: skip
    # 40%, 50%, 60% opened; 10%, 4%, 2% clicked; the one to nine recipients is a test
    opened, clicked = told["opened"].iloc[0], told["clicked"].iloc[0]
    assert (opened["opened"], opened["median"], opened["of"]) == (0.45, 0.5, 3)
    assert (clicked["clicked"], clicked["median"], clicked["of"]) == (0.06, 0.04, 3)


def test_a_mailing_sent_after_the_day_of_the_page_is_not_known_on_it():
    told = week(
        mailings=mailings(bulletin("2026-09-01", 50, 30, 1), bulletin("2026-10-06", 50, 9, 1))
    )
    assert told.mailings["opened"]["title"].tolist() == ["Bulletin of 2026-09-01"]
    assert told.frames["mailings"]["title"].tolist() == ["Bulletin of 2026-09-01"]


# The best day and hour


def slots_of(
    *rows: tuple[str, float | None], **more: object
) -> list[tuple[int, int, float | None, int]]:
    found = event_slots(held(*rows, **more), timezone=LONDON)
    return [
        (day, hour, None if pd.isna(value) else value, n)
        for day, hour, value, n in found[["day", "hour", "value", "n"]].itertuples(index=False)
    ]


def test_a_slot_is_by_the_wall_clock_and_not_by_utc():
    late = held(("2026-07-01 12:00", 4)).assign(
        starts_at=pd.to_datetime(["2026-07-07 23:30"], utc=True)  # a Tuesday; in London Wednesday
    )
    found = event_slots(late, timezone=LONDON)
    assert found[["day", "hour"]].to_numpy().tolist() == [[2, 0]]


def test_noon_is_one_slot_in_summer_and_in_winter():
    assert slots_of(
        ("2026-07-07 12:30", 10), ("2026-10-20 12:00", 20), ("2026-10-27 12:30", 36)
    ) == [(1, 12, 20.0, 3)]


def test_a_slot_of_two_events_is_unknown_and_of_four_it_is_their_median():
    tuesdays = [("2026-09-01 12:00", 10), ("2026-09-08 12:00", 20), ("2026-09-15 12:00", 31),
                ("2026-09-22 12:00", 90)]  # fmt: skip
    assert slots_of(*tuesdays, ("2026-09-02 12:00", 500), ("2026-09-09 12:00", 500)) == [
        (1, 12, 25.5, 4),
        (2, 12, None, 2),
    ]


def test_an_event_whose_hour_or_attendance_is_unknown_is_in_no_slot():
    assert slots_of(("2026-09-01 12:00", 10), ("2026-09-08 12:00", None)) == [(1, 12, None, 1)]
    assert slots_of(("2026-09-01 12:00", 10), time_known=False) == []


def test_the_best_slot_is_the_one_with_most_an_event_and_never_an_unknown_one():
    found = pd.DataFrame(
        {"day": [0, 1, 2], "hour": [9, 12, 12], "value": [None, 20.0, 30.0], "n": [2, 9, 3]}
    )
    assert best(found)["day"].tolist() == [2, 1]


def test_a_slot_of_mailings_is_a_ratio_of_sums():
    sent = pd.DataFrame(
        {"sent_at": pd.to_datetime(["2026-09-01 09:00", "2026-09-08 09:00", "2026-09-15 09:30"], utc=True),
         "delivered": [10.0, 190.0, 100.0], "unique_opens": [9.0, 19.0, 32.0],
         "unique_clicks": [3.0, 0.0, 3.0]}
    )  # fmt: skip
    found = mailing_slots(sent, timezone=LONDON)
    assert found.to_dict("records") == [
        {"day": 1, "hour": 10, "opened": 0.2, "clicked": 0.02, "n": 3}
    ]
    two = mailing_slots(sent.head(2), timezone=LONDON)
    assert two["n"].tolist() == [2]
    assert two[["opened", "clicked"]].isna().all(axis=None)


NOBODY = pd.DataFrame({"mailing": [], "person": []})


def clicks(*rows: tuple[str, str | None, str | None, str]) -> pd.DataFrame:
    """Each row is (mailing, person, when, link)."""
    told = [
        {
            "mailing": mailing,
            "person": person,
            "action": "click",
            "happened_at": moment(when),
            "url": url,
        }
        for mailing, person, when, url in rows
    ]
    return ACTIVITY.conform(pd.DataFrame(told))


def test_clicks_by_the_hour_are_different_people_and_openings_are_none():
    rows = clicks(*[("m", person, "2026-09-01 10:20", "a") for person in ("asha", "asha", "ben", "cy")],
                  ("m", "asha", "2026-09-01 11:00", "a"))  # fmt: skip
    opened = activity(("m", "dee", "open"))
    found = reaction_slots(
        pd.concat([rows, opened], ignore_index=True), timezone=LONDON, until=MONDAY
    )
    assert found["n"].tolist() == [3, 1]
    earlier = reaction_slots(rows, timezone=LONDON, until=moment("2026-09-01 11:00"))
    assert earlier["n"].tolist() == [3]
    assert found["value"].tolist()[0] == 3.0
    assert pd.isna(found["value"].iloc[1])


def test_where_two_slots_saw_as_many_clicks_none_stands_out():
    people = ("asha", "ben", "cy")
    rows = [("m", each, f"2026-09-0{day} 10:20", "a") for day in (1, 2) for each in people]
    more = [("m", "dee", "2026-09-02 10:40", "a")]
    figures = [
        monday_account(week(activity=clicks(*told))).section("slots").blocks[-1].title
        for told in (rows, rows + more)
    ]
    assert figures == [
        "No slot stands out for clicks: 3 people at most",
        "Most people clicked on Wednesday from 10:00: 4 people",
    ]


# Who joined


def test_who_joined_joined_in_these_days_and_is_on_the_list_still():
    rows = members(
        ("early", "2026-09-27 23:59", None), ("first", "2026-09-28 00:00", None),
        ("gone", "2026-09-29 10:00", "2026-10-01 10:00"), ("last", "2026-10-04 23:59", None),
        ("late", "2026-10-05 00:00", None),
    )  # fmt: skip
    assert joined_since(rows, since=BEFORE, until=MONDAY)["person"].tolist() == ["first", "last"]


def test_who_comes_back_to_the_list_is_on_it_once():
    rows = members(("asha", "2025-01-01", "2025-06-01"), ("asha", "2026-09-30", None))
    assert on_list(rows, until=MONDAY)["person"].tolist() == ["asha"]
    assert len(joined_since(rows, since=BEFORE, until=MONDAY)) == 1


def test_after_the_newest_export_who_joined_is_unknown_and_not_nobody():
    told = week(members=members(("asha", "2025-01-01", None)), exported="2026-09-20 09:00")
    assert not told.joiners.known
    section = monday_account(told).section("joiners").blocks[0]
    assert section.text == (
        "Not known: the newest export of the list was made on 20 Sep 2026. Export it again to see "
        "who joined since."
    )
    known = week(members=members(("asha", "2025-01-01", None)), exported="2026-10-01 09:00")
    assert monday_account(known).section("joiners").blocks[0].text == (
        "0 people joined since 28 Sep 2026 (as far as 1 Oct 2026)."
    )


def test_the_page_counts_the_reasons_and_the_list_tells_them():
    told = week(members=members(
        {"person": "asha", "joined_at": "2026-09-29 10:00", "reason": "To learn, =SUM(1)"},
        {"person": "ben", "joined_at": "2026-09-30 10:00"},
    ))  # fmt: skip
    page = monday_account(told)
    assert (
        page.section("joiners")
        .blocks[0]
        .text.startswith(
            "2 people joined since 28 Sep 2026 (as far as 4 Oct 2026), and 1 of them said why."
        )
    )
    assert "To learn" not in str(page)
    assert [row[-1] for row in people_lists(told)[0].rows] == ["To learn, =SUM(1)", None]


# Whom to ask, to write to, to invite

HUDDLES = events(
    h1="2025-05-13 12:30", h2="2025-09-09 12:30", h3="2025-12-09 12:30", h4="2026-03-10 12:30",
    h5="2026-05-12 12:30", h6="2026-09-08 12:30",
)  # fmt: skip


def visits_of(*rows: object) -> pd.DataFrame:
    return week(events=HUDDLES, attendance=attendance(*rows)).frames["visits"]  # type: ignore[arg-type]


def quiet(*rows: object, people: pd.DataFrame | None = None, **more: int) -> list[str]:
    there = (
        members(("asha", "2025-01-01", None), ("ben", "2025-01-01", None))
        if people is None
        else people
    )
    found = not_returned(
        visits_of(*rows), there, quarter=pd.Period("2027Q2", "Q-MAR").ordinal, until=MONDAY, **more
    )
    return found["person"].tolist()


def test_not_returned_is_to_have_come_in_the_year_before_the_last_two_quarters_and_not_since():
    # the running quarter is 2026/27 Q2: the last two are April to September 2026
    assert quiet(("h4", "asha"), ("h5", "ben")) == ["asha"]
    assert quiet(("h1", "asha")) == ["asha"]
    assert quiet(("h4", "asha"), ("h6", "asha")) == []


def test_who_came_before_that_year_is_not_asked_for_any_more_unless_the_year_is_longer():
    assert quiet(("h1", "asha"), before=3) == []
    assert quiet(("h5", "ben"), quiet=1) == ["ben"]


def test_who_left_the_list_is_not_not_returned():
    left = members(("asha", "2025-01-01", "2026-06-01"))
    assert quiet(("h4", "asha"), people=left) == []


def test_telephone_callers_and_machines_are_nobody_to_write_to():
    caller = {"event": "h4", "person": None, "attendee": "telephone 1", "certainty": "telephone"}
    assert quiet(caller) == []
    told = not_on_list(visits_of({**caller, "event": "h6"}), members(), until=MONDAY)
    assert told.empty


def test_a_host_came_too():
    assert quiet({"event": "h4", "person": "asha", "role": "host"}) == ["asha"]


def test_who_came_and_is_not_on_the_list_has_first_and_last_event_and_how_they_left():
    rows = visits_of(
        ("h2", "guest"), ("h6", "guest"), ("h5", "left"), ("h6", "asha"), ("h2", "long ago")
    )
    there = members(("asha", "2025-01-01", None)).pipe(
        lambda frame: pd.concat([frame, members({"person": "left", "joined_at": "2025-01-01",
                                                 "left_at": "2026-06-01", "how_left": "unsubscribed"})])
    )  # fmt: skip
    found = not_on_list(rows, there, until=MONDAY).set_index("person")
    assert found.index.tolist() == [
        "guest",
        "left",
    ]  # last seen first; who came last in September 2025 is not
    assert found.loc["guest", ["first_event", "last_event", "times"]].tolist() == ["h2", "h6", 2]
    assert pd.isna(found.at["guest", "left_at"])
    assert found.at["left", "how_left"] == "unsubscribed"


def test_whom_to_ask_is_who_takes_part_most_last_seen_first_with_what_they_come_to():
    rows = week(
        events=HUDDLES.assign(title=["Huddle"] * 5 + ["Study day"]),
        attendance=attendance(("h1", "asha"), ("h2", "asha"), ("h6", "ben"), ("h5", "asha"), ("h5", "cy")),
    ).frames["visits"]  # fmt: skip
    levels = pd.DataFrame({"person": ["asha", "ben"], "level": ["core", "active"]})
    hosted = rows[rows["person"].eq("asha") & rows["event"].isin(["h1", "h5"])]
    found = to_ask(rows, levels, hosted, until=MONDAY)
    assert found["person"].tolist() == ["ben", "asha"]
    assert found["habit"].tolist() == ["Study day", "Huddle (3)"]
    assert found["hosted"].tolist()[1] == "Huddle"  # h1 was over a year ago
    assert pd.isna(found["hosted"].iloc[0])


# Organisations, links, activities


def test_organisations_are_missing_if_nobody_of_them_came_for_a_year():
    told = week(
        events=HUDDLES,
        attendance=attendance(*(
            {"event": event, "person": person, "organisation": organisation}
            for event, person, organisation in (
                ("h6", "asha", "Northmoor"), ("h1", "ben", "Saltby"), ("h1", "cy", "Northmoor"),
            )
        )),
        members=members(
            {"person": "dee", "joined_at": "2025-01-01", "organisation": "Wrenford"},
            {"person": "asha", "joined_at": "2025-01-01", "organisation": "Northmoor"},
            {"person": "eve", "joined_at": "2025-01-01", "left_at": "2025-02-01", "organisation": "Gone"},
        ),
    )  # fmt: skip
    assert told.missing[["organisation", "standing", "listed"]].to_numpy().tolist() == [
        ["Saltby", "came before, not in the past twelve months", False],
        ["Wrenford", "on the list, never at an event", True],
    ]


def test_who_is_wanted_is_missing_unless_they_came_whatever_the_case_of_their_letters():
    wanted = [("organisation", "NORTHMOOR"), ("organisation", "Pellow Hospice"),
              ("profession", "Nurse"), ("profession", "Paramedic")]  # fmt: skip
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
    assert told.missing[["organisation", "standing"]].to_numpy().tolist() == [
        ["Pellow Hospice", "wanted, and neither on the list nor at an event"]
    ]
    assert told.missing_professions == ["Paramedic"]
    assert "Wanted, and at no event either: Paramedic." in words_of(told)


SENT = pd.DataFrame(
    {"mailing": ["m1", "m2"], "sent_at": [moment("2026-06-01"), moment("2025-09-01")]}
)


def test_links_are_counted_by_different_people_and_chores_are_none():
    rows = clicks(
        ("m1", "asha", "2026-06-02", "https://A.example/card?utm_source=x&page=2"),
        ("m1", "asha", "2026-06-03", "https://a.example/card?page=2"),
        ("m1", "asha", "2026-06-03", "https://a.example/card?page=2"),
        ("m1", "ben", None, "https://a.example/huddle"), ("m1", "cy", None, "https://a.example/huddle/"),
        ("m2", "dee", None, "https://a.example/huddle"),  # sent over a year ago
        ("m1", "ben", None, "https://example.us1.list-manage.com/unsubscribe?u=1"),
        ("m1", "ben", None, "https://us1.campaign-archive.com/?u=1"),
        ("m1", None, "2026-06-02", "https://a.example/nobody"),
    )  # fmt: skip
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
        mailings=mailings({**bulletin("2026-06-01", 20, 9, 3), "mailing": "m1"},
                          {**bulletin("2026-07-01", 20, 9, 3), "mailing": "m2"}),
    )  # fmt: skip
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
    rows = clicks(*[("m1", person, None, f"https://a.example/{where}") for person, where in (
        ("asha", "asha%40example.org"), ("asha", "two"), ("ben", "two"), ("asha", "three"),
        ("ben", "three"), ("cy", "three"),
    )])  # fmt: skip
    assert most_clicked(people_clicked(rows, NOBODY), SENT, until=MONDAY)["link"].tolist() == [
        "https://a.example/three", "https://a.example/two",
    ]  # fmt: skip
    told = week(
        activity=rows, mailings=mailings({**bulletin("2026-06-01", 20, 9, 3), "mailing": "m1"})
    )
    (table,) = monday_account(told).section("links").blocks
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
        "inquiries", "negotiating", "assets", "standards", "formal", "visits",
    ]  # fmt: skip
    assert found["last_at"].notna().tolist() == [False] * 5 + [True]


# The page


def words_of(told: Week) -> str:
    return str(monday_account(told))


def test_a_community_without_mailings_or_events_gets_its_page_which_says_what_is_missing():
    said = words_of(week(members=members(("asha", "2025-01-01", None))))
    for each in (
        "No event that has begun is in the exports.", "No mailing is in the exports.",
        "No export tells of a link that 3 people clicked in the past twelve months.",
        "The exports tell of nothing to do.", "Nobody has taken part for long enough to be in this list.",
    ):  # fmt: skip
        assert each in said


def test_a_community_without_a_list_is_told_so():
    said = words_of(week(events=HUDDLES, attendance=attendance(("h6", "asha")), exported=None))
    assert said.count("No export of the mailing list is in the folder, so this is not known.") == 3
    assert "Not known: the newest" not in said
    assert "Invite" not in said


def test_an_empty_week_still_tells_what_worked_before_it():
    told = week(events=HUDDLES, attendance=attendance(("h6", "asha")),
                mailings=mailings(bulletin("2026-09-01", 50, 30, 1)))  # fmt: skip
    said = words_of(told)
    assert "Since 28 Sep 2026: no event in the exports, no mailing in the exports" in said
    assert "No event in these days; the last was “h6” on 8 Sep 2026: 1 attendance." in said
    assert "No mailing in these days; the last was “Bulletin of 2026-09-01” on 1 Sep 2026" in said


def test_nobody_is_on_the_page_by_pseudonym(demo):
    told = Week.of(demo)
    page = words_of(told)
    people = {*demo.attendance["person"].dropna(), *demo.members["person"]}
    assert not [each for each in people if each in page]
    assert {row[0] for each in people_lists(told) for row in each.rows} <= people


@pytest.mark.parametrize("day", ["2026-09-21", "2026-10-05"])
def test_the_demos_page_has_the_sections_of_the_issue_in_its_order(demo_folder, day):
    from copmetrics.community import load

    told = Week.of(load(demo_folder, as_of=moment(day)))
    assert [each.id for each in monday_account(told).sections] == [
        "today", "worked", "slots", "joiners", "ask", "quiet", "outside", "missing", "links",
        "unused", "rests-on",
    ]  # fmt: skip


# Why people join

ASKED = "Email Address,First Name,Last Name,{},MEMBER_RATING,CONFIRM_TIME,LAST_CHANGED,LEID,EUID\n"
JOINED = "2026-09-30 09:00:00,2026-10-01 09:00:00"
FORM = (
    "Timestamp,Email Address,Your full name,Reason for joining\n"
    '29/09/2026 09:00:00,Ben@example.org,Ben Two,"At first, to learn"\n'
    "30/09/2026 09:00:00,ben@example.org,Ben Two,To teach\n"
    "30/09/2026 10:00:00,asha@example.org,Asha One,To be brief\n"
)


def reasons(place: Path, heading: str, **more: str) -> dict[str, str | None]:
    rows = f"asha@example.org,Asha,One,To learn,2,{JOINED},1,a1\nben@example.org,Ben,Two,,2,{JOINED},2,b2\n"
    found = survey(folder(place, {"subscribed_members_export_0a1b2c3d4e.csv": ASKED.format(heading) + rows, **more}),
                   as_of=MONDAY)  # fmt: skip
    assert found.community is not None
    assert found.people is not None
    addresses = found.people.people.set_index("person")["address"]
    told = found.community.members.set_index("person")["reason"].rename(index=addresses)
    return {address: None if pd.isna(reason) else reason for address, reason in told.items()}


@pytest.mark.parametrize(
    "heading",
    ["Reason for joining", "Why do you want to join?", "reasons to join", "What brings you here"],
)
def test_a_reason_is_a_column_of_the_list_whatever_it_is_called(tmp_path, heading):
    assert reasons(tmp_path, heading) == {"asha@example.org": "To learn", "ben@example.org": None}


def test_a_heading_of_ones_own_is_named_in_the_settings(tmp_path):
    assert set(reasons(tmp_path / "a", "Tell us more").values()) == {None}
    settings = {"community.toml": 'reason_columns = ["Tell us more"]\n'}
    assert reasons(tmp_path / "b", "Tell us more", **settings)["asha@example.org"] == "To learn"


def test_why_somebody_unsubscribed_is_not_why_they_joined(tmp_path):
    assert set(reasons(tmp_path, "UNSUB_REASON").values()) == {None}


def test_a_joining_form_says_why_where_the_list_does_not_and_the_last_answer_counts(tmp_path):
    told = reasons(tmp_path, "Reason for joining", **{"join.csv": FORM})
    assert told == {"asha@example.org": "To learn", "ben@example.org": "To teach"}


def test_a_joining_form_is_no_sign_in(tmp_path):
    place = folder(tmp_path, {"join.csv": FORM, "sign in.csv": (
        "Timestamp,Email Address,Your full name,Why did you join today?\n"
        "14/05/2024 13:02:03,asha@example.org,Asha One,To learn\n")})  # fmt: skip
    found = survey(place, as_of=MONDAY)
    assert [(each.file, each.format) for each in found.files] == [
        ("join.csv", "Google Forms joining form"), ("sign in.csv", "Google Forms sign-in"),
    ]  # fmt: skip
    assert found.community is not None
    assert found.community.attendance["source_file"].tolist() == ["sign in.csv"]


def test_whom_to_ask_hosts_or_came_in_three_quarters_of_the_last_four():
    # told for 2026/27 Q1, the last quarter that is over on 15 September 2026: July 2025 to June 2026
    came = [(event, person) for person, told in {
        "often": ("h2", "h3", "h4", "h5"), "three": ("h2", "h4", "h5"), "twice": ("h3", "h5"),
        "once": ("h5",),
    }.items() for event in told]  # fmt: skip
    hosting = [{"event": event, "person": "host", "role": "host"} for event in ("h2", "h5")]
    told = week(
        events=HUDDLES, attendance=attendance(*came, *hosting), as_of=moment("2026-09-15 09:00"),
        members=members(*((each, "2025-01-01", None) for each in ("often", "three", "twice", "once"))),
    )  # fmt: skip
    found = told.to_ask.set_index("person")["level"].to_dict()
    assert found == {"often": "core", "three": "active", "host": "core"}
