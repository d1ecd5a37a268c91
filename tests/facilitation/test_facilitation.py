"""Monday's page: what worked last, when to meet and to write, and the page itself; by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from building import activity, attendance, events, mailings, members, moment
from folders import SUBSCRIBED, folder, zoom
from mondays import BEFORE, HUDDLES, LONDON, MONDAY, bulletin, clicks, held, section, week, words_of

from copmetrics.community.community import load
from copmetrics.facilitation import Week, lists_of_people, monday_account
from copmetrics.facilitation.latest_vs_median import beside_own_median, told_last
from copmetrics.facilitation.time_slots import best, event_slots, mailing_slots, reaction_slots
from copmetrics.facilitation.week import days_before

pytestmark = pytest.mark.slow


def beside(*rows: tuple[str, float | None], **more: object) -> tuple[float | None, int]:
    """The median beside the last of these events, and of how many."""
    told = held(*rows, **more)
    row = beside_own_median(told.tail(1), told, when="starts_at", value="attendances").iloc[0]
    return (None if pd.isna(row["median"]) else row["median"]), row["of"]


# What worked last


def test_the_event_told_is_not_in_its_own_median():
    assert beside(
        ("2026-06-01 12:00", 10),
        ("2026-07-01 12:00", 20),
        ("2026-08-01 12:00", 60),
        ("2026-09-01 12:00", 100),
    ) == (20.0, 3)


def test_the_median_of_an_even_number_is_halfway_between_the_middle_two():
    assert beside(
        ("2026-05-01 12:00", 10),
        ("2026-06-01 12:00", 20),
        ("2026-07-01 12:00", 31),
        ("2026-08-01 12:00", 90),
        ("2026-09-01 12:00", 5),
    ) == (25.5, 4)


def test_of_two_events_there_is_no_median_and_an_unknown_attendance_is_none_of_them():
    assert beside(
        ("2026-06-01 12:00", 10),
        ("2026-07-01 12:00", 20),
        ("2026-08-01 12:00", None),
        ("2026-09-01 12:00", 5),
    ) == (None, 2)


def test_an_event_that_nobody_came_to_counts_and_one_of_over_a_year_ago_does_not():
    assert beside(
        ("2025-08-31 12:00", 500),
        ("2025-09-01 12:00", 0),
        ("2026-07-01 12:00", 20),
        ("2026-08-01 12:00", 30),
        ("2026-09-01 12:00", 5),
    ) == (20.0, 3)


def test_alike_compares_with_the_same_activity_only():
    told = held(
        ("2026-05-01 12:00", 10),
        ("2026-06-01 12:00", 12),
        ("2026-07-01 12:00", 14),
        ("2026-08-01 12:00", 90),
        ("2026-09-01 12:00", 20),
    ).assign(activity=["sharing", "sharing", "sharing", "formal", "sharing"])
    found = beside_own_median(
        told.tail(1), told, when="starts_at", value="attendances", alike="activity"
    )
    assert found[["median", "of"]].to_numpy().tolist() == [[12.0, 3]]


def told_last_of(*starts: str) -> list[str]:
    rows = held(*((start, 1.0) for start in starts))
    told = told_last(rows, when="starts_at", since=BEFORE, until=MONDAY)
    return [f"{each.tz_convert(LONDON):%d %H:%M}" for each in told["starts_at"]]


def test_the_days_begin_with_since_and_end_just_before_until():
    assert told_last_of(
        "2026-09-27 23:59", "2026-09-28 00:00", "2026-10-04 23:59", "2026-10-05 00:00"
    ) == ["28 00:00", "04 23:59"]


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


def test_a_mailing_is_beside_the_median_of_the_others_rates_and_test_sends_are_none():
    told = week(
        mailings=mailings(
            bulletin("2026-07-01", 100, 40, 10),
            bulletin("2026-08-01", 200, 100, 8),
            bulletin("2026-09-01", 50, 30, 1),
            bulletin("2026-09-02", 9, 9, 9),
            bulletin("2026-09-29", 100, 45, 6),
        )
    ).mailings
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
    tuesdays = [
        ("2026-09-01 12:00", 10),
        ("2026-09-08 12:00", 20),
        ("2026-09-15 12:00", 31),
        ("2026-09-22 12:00", 90),
    ]
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
        {
            "sent_at": pd.to_datetime(
                ["2026-09-01 09:00", "2026-09-08 09:00", "2026-09-15 09:30"], utc=True
            ),
            "delivered": [10.0, 190.0, 100.0],
            "unique_opens": [9.0, 19.0, 32.0],
            "unique_clicks": [3.0, 0.0, 3.0],
        }
    )
    found = mailing_slots(sent, timezone=LONDON)
    assert found.to_dict("records") == [
        {"day": 1, "hour": 10, "opened": 0.2, "clicked": 0.02, "n": 3}
    ]
    two = mailing_slots(sent.head(2), timezone=LONDON)
    assert two["n"].tolist() == [2]
    assert two[["opened", "clicked"]].isna().all(axis=None)


def test_clicks_by_the_hour_are_different_people_and_openings_are_none():
    rows = clicks(
        *[("m", person, "2026-09-01 10:20", "a") for person in ("asha", "asha", "ben", "cy")],
        ("m", "asha", "2026-09-01 11:00", "a"),
    )
    opened = activity(("m", "dee", "open"))
    found = reaction_slots(
        pd.concat([rows, opened], ignore_index=True), timezone=LONDON, until=MONDAY
    )
    assert found["n"].tolist() == [3, 1]
    earlier = reaction_slots(rows, timezone=LONDON, until=moment("2026-09-01 11:00"))
    assert earlier["n"].tolist() == [3]
    assert found["value"].tolist()[0] == 3.0
    assert pd.isna(found["value"].iloc[1])


def test_the_only_slot_with_three_events_is_not_said_to_have_drawn_most():
    wednesdays = (f"2026-09-{day:02} 12:00" for day in (2, 9, 16))
    told = {f"w{place}": start for place, start in enumerate(wednesdays)}
    days = events(**told, larger="2026-09-22 09:00")
    came = [(event, f"p{place}") for event in told for place in range(6)]
    came += [("larger", f"p{place}") for place in range(9)]
    figure = section(week(events=days, attendance=attendance(*came)), "slots").blocks[1]
    assert figure.title == (
        "Wednesday from 12:00 drew 6 an event (median of 3); no other slot had 3 events"
    )


def test_where_two_slots_saw_as_many_clicks_none_stands_out():
    people = ("asha", "ben", "cy")
    rows = [("m", each, f"2026-09-0{day} 10:20", "a") for day in (1, 2) for each in people]
    more = [("m", "dee", "2026-09-02 10:40", "a")]
    said = [
        section(week(activity=clicks(*told)), "slots").blocks[-2].text
        for told in (rows, rows + more)
    ]
    assert said == [
        "No slot stands out for clicks: 3 people at most.",
        "More people clicked on Wednesday from 10:00 than in any other hour: 4 people.",
    ]


def test_emails_are_opened_at_an_hour_too_by_the_wall_clock_and_each_person_once():
    # 09:30 in London is 08:30 UTC in summer; dee alone opened in the evening, and twice
    opened = [("m", each, "open", "2026-09-01 09:30") for each in ("asha", "ben", "cy")]
    opened += [("m", "dee", "open", f"2026-09-01 20:0{minute}") for minute in (1, 2)]
    blocks = section(week(activity=activity(*opened)), "slots").blocks
    said, figure = blocks[-2:]
    assert (
        said.text
        == "More people opened an email on Tuesday from 09:00 than in any other hour: 3 people."
    )
    assert figure.data.rows == (("Tuesday", "09:00", 3.0, 3), ("Tuesday", "20:00", None, 1))
    assert "Programs that open emails unasked are in it" in figure.subtitle
    assert figure.folded


# The page


def test_a_community_without_mailings_or_events_gets_its_page_which_says_what_is_missing():
    said = words_of(week(members=members(("asha", "2025-01-01", None))))
    for each in (
        "No event that has begun is in the exports.",
        "No mailing is in the exports.",
        "No export tells of a link that 3 people clicked in the past twelve months.",
        "The exports tell of nothing to do.",
        "Nobody has taken part for long enough to be in this list.",
    ):
        assert each in said


def test_a_community_without_a_list_is_told_so():
    said = words_of(week(events=HUDDLES, attendance=attendance(("h6", "asha")), exported=None))
    assert said.count("No export of the mailing list is in the folder, so this is not known.") == 3
    assert "Not known: the newest" not in said
    assert "Invite" not in said


def test_of_a_list_that_names_nobody_it_is_not_said_that_there_is_none(tmp_path):
    """One folder has a list with headings alone, the other one with a row of nobody."""
    for number, row in enumerate(("", ",,,2,2024-05-02 09:00:00,2024-05-02 09:00:00,2,b\n")):
        files = {
            "may.csv": zoom("Asha,asha@example.org"),
            "subscribed_members_export_ab12.csv": SUBSCRIBED + row,
        }
        place = folder(tmp_path / str(number), files)
        said = words_of(Week.of(load(place, as_of="2024-10-05")))
        names_nobody = (
            "The export of the mailing list in the folder names nobody who was ever on it"
        )
        assert said.count(f"{names_nobody}, so this is not known.") == 3
        assert f"{names_nobody}. " in said
        assert "No export of the mailing list" not in said


def test_an_empty_week_still_tells_what_worked_before_it():
    told = week(
        events=HUDDLES,
        attendance=attendance(("h6", "asha")),
        mailings=mailings(bulletin("2026-09-01", 50, 30, 1)),
    )
    said = words_of(told)
    assert "Since 28 Sep 2026: no event in the exports, no mailing in the exports" in said
    assert "No event in these days; the last was “h6” on 8 Sep 2026: 1 attendance." in said
    assert "No mailing in these days; the last was “Bulletin of 2026-09-01” on 1 Sep 2026" in said


def test_nobody_is_on_the_page_by_pseudonym(demo):
    told = Week.of(demo)
    page = words_of(told)
    people = {*demo.attendance["person"].dropna(), *demo.members["person"]}
    assert not [each for each in people if each in page]
    assert {row[0] for each in lists_of_people(told) for row in each.rows} <= people


@pytest.mark.parametrize("since", ["2026-09-14", "2026-09-28"])  # with two events and without one
def test_the_demos_page_has_the_sections_of_the_issue_in_its_order(demo, since):
    told = Week.of(demo, moment(since))
    assert [each.id for each in monday_account(told).sections] == [
        "today",
        "coming",
        "worked",
        "slots",
        "joiners",
        "ask",
        "quiet",
        "outside",
        "missing",
        "links",
        "unused",
        "rests-on",
    ]
