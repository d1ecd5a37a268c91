"""The measures by hand: what counts, what does not, and what is unknown rather than nothing."""

from __future__ import annotations

import pandas as pd
import pytest
from building import (
    NOW,
    activity,
    attendance,
    community,
    events,
    mailings,
    members,
    moment,
    values,
)

from copmetrics.errors import ChoiceError
from copmetrics.evaluation.indicators import indicators
from copmetrics.measures import HEADLINES, MEASURES
from copmetrics.privacy.rounding import Rounding
from copmetrics.privacy.shared_values import Behind, shared
from copmetrics.quarters import Calendar
from copmetrics.settings import Settings

pytestmark = pytest.mark.slow

CALENDAR = Settings(calendar=Calendar.CALENDAR)

# A small community. Spring 2024: two huddles, 14 May and 11 June. Autumn: one, 1 October 00:30,
# in the night after the summer quarter. Asha comes to all, Ben to the first (joining twice) and
# the last, Cy to the second by telephone-less name, and somebody unnamed rings in to the first.
STORY = {
    "events": events(
        may="2024-05-14 13:00",
        june="2024-06-11 13:00",
        night="2024-10-01 00:30",
        called_off={"starts_at": "2024-06-20 13:00", "cancelled": True},
    ),
    "attendance": attendance(
        {"event": "may", "person": "asha", "organisation": "Northmoor", "minutes": 60},
        {"event": "may", "person": "ben", "organisation": "Eastvale", "minutes": 20},
        {"event": "may", "person": "ben", "organisation": "Eastvale", "minutes": 35},
        {"event": "may", "person": None},
        {"event": "june", "person": "asha", "organisation": "Northmoor", "minutes": 58},
        {"event": "june", "person": "cy", "certainty": "name"},
        {"event": "june", "person": "dee", "status": "absent", "registered": True},
        {"event": "night", "person": "asha", "organisation": "Northmoor"},
        {"event": "night", "person": "ben", "organisation": "Westford"},
        {"event": "called_off", "person": "asha", "status": "attended"},
    ),
    "members": members(
        {"person": "asha", "joined_at": "2024-01-10", "organisation": "Northmoor"},
        {"person": "ben", "joined_at": "2024-05-01", "organisation": "Eastvale"},
        {"person": "cy", "joined_at": "2024-05-02", "left_at": "2024-08-15"},
        {
            "person": "dee",
            "joined_at": "2024-06-30 23:59",
            "left_at": "2024-07-01 00:00",
            "organisation": "Eastvale",
        },
    ),
    "mailings": mailings(
        {
            "sent_at": "2024-04-02 10:00",
            "recipients": 12,
            "delivered": 10,
            "bounces": 2,
            "unique_opens": 9,
            "unique_clicks": 1,
            "unsubscribes": 1,
        },
        {
            "sent_at": "2024-06-30 23:59",
            "recipients": 190,
            "delivered": 190,
            "bounces": 0,
            "unique_opens": 19,
            "unique_clicks": 9,
            "unsubscribes": 0,
        },
        {
            "sent_at": "2024-07-01 00:10",
            "recipients": 200,
            "delivered": 198,
            "bounces": 2,
            "unique_opens": 99,
            "unique_clicks": 11,
            "unsubscribes": 2,
        },
        {
            "sent_at": "2024-06-12 10:00",
            "recipients": 4,
            "delivered": 4,
            "bounces": 0,
            "unique_opens": 4,
            "unique_clicks": 4,
            "unsubscribes": 0,
        },
    ),
}


@pytest.fixture(scope="module")
def nhs() -> pd.DataFrame:
    return indicators(STORY, as_of=NOW)


@pytest.fixture(scope="module")
def calendar() -> pd.DataFrame:
    return indicators(STORY, settings=CALENDAR, as_of=NOW, only=HEADLINES)


def test_the_measures_the_project_began_from_come_first_in_their_order(nhs):
    assert HEADLINES == (
        "attendances",
        "events",
        "list_members",
        "list_organisations",
        "emails_sent",
        "open_rate",
        "click_rate",
    )
    first_rows = nhs.drop_duplicates("indicator")["indicator"].tolist()
    assert [each for each in first_rows if each in HEADLINES] == list(HEADLINES)


def test_the_eight_measures_of_a_spring_quarter_on_the_nhs_calendar(nhs):
    spring = values(nhs, "2025Q1")  # pandas' name of 2024/25 Q1
    assert spring["attendances"] == 5  # asha, ben, a caller; asha, cy
    assert spring["events"] == 2  # the third was called off
    assert spring["list_members"] == 4  # dee left at the first instant of the next quarter
    assert spring["list_organisations"] == 2
    assert spring["emails_sent"] == 202
    assert spring["open_rate"] == pytest.approx(28 / 200)
    assert spring["click_rate"] == pytest.approx(10 / 200)


def test_the_eight_measures_of_the_same_months_on_the_calendar_year(calendar):
    spring = values(calendar, "2024Q2")
    assert [spring[each] for each in HEADLINES[:5]] == [5, 2, 4, 2, 202]


def test_an_event_half_an_hour_into_october_belongs_to_october(nhs, calendar):
    assert values(nhs, "2025Q3")["attendances"] == 2
    assert values(nhs, "2025Q2")["attendances"] == 0
    assert values(calendar, "2024Q4")["attendances"] == 2


def test_the_same_event_belongs_to_september_for_a_community_on_utc():
    there = indicators(STORY, settings=Settings(timezone="UTC"), as_of=NOW, only=["attendances"])
    assert values(there, "2025Q2")["attendances"] == 2


def test_rates_are_pooled_over_mailings_not_averaged(nhs):
    # 9 of 10 and 19 of 190: together 28 of 200 make 14 %; the mean of the two rates is 50 %
    row = nhs[(nhs["quarter"].astype(str) == "2025Q1") & (nhs["indicator"] == "open_rate")].iloc[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (28, 200, pytest.approx(0.14))


def test_a_test_send_to_four_people_is_no_mailing(nhs):
    assert values(nhs, "2025Q1")["mailings"] == 2


def test_joining_twice_is_one_attendance(nhs):
    by_event = indicators(STORY, by=("event",), only=("attendances",), as_of=NOW)
    assert by_event.set_index("event")["value"].to_dict() == {"may": 3, "june": 2, "night": 2}


def test_minutes_of_two_joinings_add_up_and_the_middle_one_is_shown(nhs):
    assert values(nhs, "2025Q1")["minutes_attended"] == 58  # of 55 (20 + 35), 58 and 60


def test_an_unnamed_caller_counts_among_attendances_and_not_among_people(nhs):
    assert values(nhs, "2025Q1")["unique_attendees"] == 3


def test_returning_attendees_counts_people_not_visits(nhs):
    spring, autumn = values(nhs, "2025Q1"), values(nhs, "2025Q3")
    assert (spring["new_attendees"], spring["returning_attendees"]) == (3, 0)
    assert (autumn["new_attendees"], autumn["returning_attendees"]) == (0, 2)


def test_somebody_who_skipped_the_quarter_before_is_reactivated_not_retained(nhs):
    autumn = values(nhs, "2025Q3")
    assert (autumn["retained_attendees"], autumn["reactivated_attendees"]) == (0, 2)


def test_who_came_the_quarter_before_and_not_this_one_has_lapsed(nhs):
    assert values(nhs, "2025Q2")["lapsed_attendees"] == 3


def test_a_person_at_two_organisations_is_in_both_and_once_in_the_whole():
    story = {
        **STORY,
        "attendance": attendance(
            {"event": "may", "person": "ben", "organisation": "Eastvale"},
            {"event": "june", "person": "ben", "organisation": "Westford"},
        ),
    }
    split = indicators(story, by=("organisation",), only=("unique_attendees",), as_of=NOW)
    whole = indicators(story, only=("unique_attendees",), as_of=NOW)
    assert split["value"].tolist() == [1, 1]
    assert values(whole, "2025Q1")["unique_attendees"] == 1


def test_people_without_a_known_organisation_are_counted_beside_not_as_one(nhs):
    spring = values(nhs, "2025Q1")
    assert (spring["list_organisations"], spring["list_organisation_unknown"]) == (2, 1)


def test_where_nobodys_organisation_is_known_how_many_they_are_of_is_not_none():
    """In spring Ann and Bo came, in summer Ann again, now of Saltby; nobody on the list has an organisation."""
    found = community(
        {
            "events": events(spring="2026-05-12 12:00", summer="2026-08-11 12:00"),
            "attendance": attendance(
                ("spring", "ann"),
                ("spring", "bo"),
                {"event": "summer", "person": "ann", "organisation": "Saltby"},
            ),
            "members": members(("ann", "2026-04-02", None), ("bo", "2026-04-03", "2026-07-02")),
        },
        as_of=pd.Timestamp("2026-10-02", tz="UTC"),
    ).indicators(only=["organisations_attending", "list_organisations"])
    told = found.set_index(["indicator", "quarter"])[["value", "basis", "note"]]
    came, listed = told.loc["organisations_attending"], told.loc["list_organisations"]
    unknown = "no export says of which organisation any of them is"
    assert came["basis"].tolist() == ["unknown", "actual"]
    assert (came["note"].iloc[0], came["value"].iloc[1]) == (unknown, 1)
    assert (listed["basis"].unique(), listed["note"].unique()) == (["unknown"], [unknown])


def test_start_plus_joined_less_left_is_the_end_of_the_list(nhs):
    spring, summer = values(nhs, "2025Q1"), values(nhs, "2025Q2")
    assert (spring["list_joined"], spring["list_left"]) == (3, 0)
    assert (summer["list_joined"], summer["list_left"], summer["list_members"]) == (0, 2, 2)


def test_no_mailing_export_is_unknown_and_a_quarter_without_a_mailing_is_none():
    silent = {
        "mailings": mailings(
            {"sent_at": "2024-04-02", "recipients": 50, "delivered": 50},
            {"sent_at": "2024-10-02", "recipients": 50, "delivered": 50},
        ),
        "events": events(early="2024-01-09", late="2024-12-09"),
    }
    found = indicators(silent, as_of=NOW, only=["mailings", "emails_sent"])
    before, between = values(found, "2024Q4"), values(found, "2025Q2")
    assert (before["emails_sent"], before["mailings"]) == (None, None)
    assert (between["emails_sent"], between["mailings"]) == (0, 0)


def test_a_rate_of_nothing_is_unknown_and_says_so():
    silent = {
        "mailings": mailings(
            {"sent_at": "2024-04-02", "recipients": 50, "delivered": 50},
            {"sent_at": "2024-10-02", "recipients": 50, "delivered": 50},
        )
    }
    found = indicators(silent, as_of=NOW, only=["open_rate"])
    row = found[
        (found["quarter"].astype(str) == "2025Q2") & (found["indicator"] == "open_rate")
    ].iloc[0]
    assert pd.isna(row["value"])
    assert (row["basis"], row["note"]) == ("unknown", "nothing to take a share or an average of")


def test_a_share_of_none_delivered_is_unknown_and_not_none():
    bounced = {
        "mailings": mailings(
            {
                "sent_at": "2024-04-02",
                "recipients": 50,
                "delivered": 0,
                "unique_opens": 0,
                "unique_clicks": 0,
            }
        )
    }
    found = indicators(bounced, only=("emails_sent", "open_rate", "click_rate"), as_of=NOW)
    assert values(found, "2025Q1") == {"emails_sent": 50, "open_rate": None, "click_rate": None}


def test_opens_that_no_export_tells_are_unknown_and_not_none():
    found = indicators(
        {"mailings": mailings({"sent_at": "2024-04-02", "recipients": 50, "delivered": 50})},
        as_of=NOW,
        only=["open_rate", "emails_sent"],
    )
    assert values(found, "2025Q1")["open_rate"] is None
    assert values(found, "2025Q1")["emails_sent"] == 50


def test_a_mailing_whose_opens_are_unknown_is_left_out_of_both_sides_of_the_rate():
    found = indicators(
        {
            "mailings": mailings(
                {"sent_at": "2024-04-02", "recipients": 100, "delivered": 100, "unique_opens": 40},
                {"sent_at": "2024-05-02", "recipients": 100, "delivered": 100},
            )
        },
        as_of=NOW,
        only=["open_rate"],
    )
    assert values(found, "2025Q1")["open_rate"] == pytest.approx(0.40)


def test_opens_by_mail_programs_are_left_out_where_the_source_tells_them():
    found = indicators(
        {
            "mailings": mailings(
                {
                    "sent_at": "2024-07-02",
                    "recipients": 100,
                    "delivered": 100,
                    "unique_opens": 60,
                    "proxy_excluded_unique_opens": 25,
                }
            )
        },
        as_of=NOW,
        only=["open_rate"],
    )
    assert values(found, "2025Q2")["open_rate"] == pytest.approx(0.25)


def test_the_newer_export_of_a_mailing_counts_and_the_older_does_not():
    older = {
        "mailing": "m",
        "sent_at": "2024-04-02",
        "recipients": 100,
        "delivered": 100,
        "unique_opens": 30,
        "source_file": "old.csv",
    }
    newer = {**older, "unique_opens": 44, "source_file": "new.csv"}
    later = {
        "mailing": "n",
        "sent_at": "2024-05-02",
        "recipients": 100,
        "delivered": 100,
        "unique_opens": 20,
        "source_file": "new.csv",
    }
    for rows in ([older, newer, later], [later, newer, older]):
        found = indicators({"mailings": mailings(*rows)}, as_of=NOW, only=["mailings", "open_rate"])
        assert values(found, "2025Q1")["open_rate"] == pytest.approx(64 / 200)
        assert values(found, "2025Q1")["mailings"] == 2


def test_registering_is_not_attending():
    story = {
        "events": events(may="2024-05-14 13:00"),
        "attendance": attendance(
            {"event": "may", "person": "asha", "status": "registered", "registered": True},
            {"event": "may", "person": "ben", "status": "registered", "registered": True},
            {"event": "may", "person": "cy", "status": "cancelled", "registered": False},
        ),
    }
    found = indicators(story, as_of=NOW, only=["events", "registrations", "attendances"])
    spring = values(found, "2025Q1")
    assert (spring["registrations"], spring["attendances"], spring["events"]) == (2, None, 1)


def test_registrations_stand_in_as_estimates_where_the_community_says_so():
    story = {
        "events": events(may="2024-05-14 13:00"),
        "attendance": attendance(
            {"event": "may", "person": "asha", "status": "registered", "registered": True},
            {"event": "may", "person": "cy", "status": "cancelled", "registered": False},
        ),
    }
    settings = Settings(registrations_count_as_attendance=True)
    found = indicators(story, settings=settings, only=("attendances",), as_of=NOW)
    assert (found["value"].tolist(), found["basis"].tolist()) == ([1.0], ["estimate"])


def test_registrations_never_stand_in_where_a_source_knows_who_came():
    story = {
        "events": events(may="2024-05-14 13:00"),
        "attendance": attendance(
            {"event": "may", "person": "asha"},
            {"event": "may", "person": "ben", "status": "registered", "registered": True},
        ),
    }
    settings = Settings(registrations_count_as_attendance=True)
    found = indicators(story, settings=settings, only=("attendances",), as_of=NOW)
    assert found["value"].tolist() == [1.0]


def test_the_show_up_rate_is_of_registrations_for_events_with_known_attendance():
    story = {
        "events": events(may="2024-05-14 13:00", june="2024-06-11 13:00"),
        "attendance": attendance(
            {"event": "may", "person": "asha", "status": "absent", "registered": True},
            {"event": "may", "person": "ben", "status": "absent", "registered": True},
            {"event": "may", "person": "ben", "source_file": "zoom.csv"},
            {"event": "may", "person": "walk_in", "source_file": "zoom.csv"},
            {"event": "june", "person": "cy", "status": "registered", "registered": True},
        ),
    }
    found = indicators(story, only=("show_up_rate", "registrations"), as_of=NOW)
    rate = found[found["indicator"] == "show_up_rate"].iloc[0]
    assert (rate["numerator"], rate["denominator"], rate["value"]) == (1, 2, 0.5)
    assert values(found, "2025Q1")["registrations"] == 3


def test_attendance_known_for_one_of_two_events_is_a_lower_bound():
    story = {
        "events": events(may="2024-05-14 13:00", june="2024-06-11 13:00"),
        "attendance": attendance(("may", "asha")),
    }
    row = indicators(story, only=("attendances",), as_of=NOW).iloc[0]
    assert (row["value"], row["basis"]) == (1, "lower_bound")
    assert row["note"] == "no attendance record for 1 of 2 events"


def test_an_event_that_everybody_missed_has_none_and_not_unknown():
    story = {
        "events": events(may="2024-05-14 13:00"),
        "attendance": attendance(
            {"event": "may", "person": "asha", "status": "absent", "registered": True}
        ),
    }
    row = indicators(story, only=("attendances",), as_of=NOW).iloc[0]
    assert (row["value"], row["basis"]) == (0, "actual")


def test_a_stay_shorter_than_the_minimum_is_no_attendance_and_an_unknown_one_is():
    story = {
        "events": events(may="2024-05-14 13:00"),
        "attendance": attendance(
            {"event": "may", "person": "asha", "minutes": 4},
            {"event": "may", "person": "ben", "minutes": 5},
            {"event": "may", "person": "cy"},
        ),
    }
    settings = Settings(minimum_minutes=5)
    found = indicators(story, settings=settings, only=("attendances",), as_of=NOW)
    assert found["value"].tolist() == [2.0]


def test_two_devices_at_once_do_not_make_a_longer_stay():
    story = {
        "events": events(may="2024-05-14 13:00"),
        "attendance": attendance(
            {
                "event": "may",
                "person": "asha",
                "joined_at": "2024-05-14 13:00",
                "left_at": "2024-05-14 13:40",
                "minutes": 40,
            },
            {
                "event": "may",
                "person": "asha",
                "joined_at": "2024-05-14 13:10",
                "left_at": "2024-05-14 13:50",
                "minutes": 40,
            },
        ),
    }
    found = indicators(story, only=("minutes_attended",), as_of=NOW)
    assert found["value"].tolist() == [50.0]


def test_the_same_meeting_exported_twice_does_not_make_a_longer_stay():
    row = {"event": "may", "person": "asha", "minutes": 40}
    story = {
        "events": events(may="2024-05-14 13:00"),
        "attendance": attendance(row, {**row, "source_file": "again.csv"}),
    }
    found = indicators(story, only=("minutes_attended", "attendances"), as_of=NOW)
    assert found["value"].tolist() == [1.0, 40.0]


def stay(file: str, joined: str, left: str) -> dict[str, str]:
    at = {"joined_at": f"2024-05-14 {joined}", "left_at": f"2024-05-14 {left}"}
    return {"event": "may", "person": "asha", "source_file": file, **at}


@pytest.mark.parametrize(
    ("stays", "minutes"),
    [
        # ended and begun again: 30 in the first part, 20 in the second
        ([("a", "13:00", "13:30"), ("b", "13:40", "14:00")], 50.0),
        # the second part was exported by two, of whom one came to know of 15 of its 20 minutes
        ([("a", "13:00", "13:30"), ("b", "13:40", "14:00"), ("c", "13:45", "14:00")], 50.0),
        # one export of the first part, one of both: 10 of 30, and then 30 and 20
        ([("a", "13:00", "13:10"), ("b", "13:00", "13:30"), ("b", "13:40", "14:00")], 50.0),
        # the first part alone, exported by two
        ([("a", "13:00", "13:30"), ("b", "13:00", "13:30")], 30.0),
    ],
)
def test_of_a_meeting_in_two_parts_the_time_in_both_counts(stays, minutes):
    story = {
        "events": events(may="2024-05-14 13:00"),
        "attendance": attendance(*(stay(*each) for each in stays)),
    }
    found = indicators(story, only=("minutes_attended",), as_of=NOW)
    assert found["value"].tolist() == [minutes]


def test_a_device_within_the_time_of_another_adds_nothing():
    story = {
        "events": events(may="2024-05-14 13:00"),
        "attendance": attendance(
            {
                "event": "may",
                "person": "asha",
                "joined_at": "2024-05-14 13:00",
                "left_at": "2024-05-14 14:00",
            },
            {
                "event": "may",
                "person": "asha",
                "joined_at": "2024-05-14 13:10",
                "left_at": "2024-05-14 13:30",
            },
        ),
    }
    found = indicators(story, only=("minutes_attended",), as_of=NOW)
    assert found["value"].tolist() == [60.0]


def test_minutes_that_the_vendor_counts_are_not_exceeded_by_the_time_between_first_and_last():
    """Teams writes one row: in at 13:00, out at 14:00, of which 40 minutes in the meeting."""
    story = {
        "events": events(may="2024-05-14 13:00"),
        "attendance": attendance(
            {
                "event": "may",
                "person": "asha",
                "joined_at": "2024-05-14 13:00",
                "left_at": "2024-05-14 14:00",
                "minutes": 40,
            }
        ),
    }
    found = indicators(story, only=("minutes_attended",), as_of=NOW)
    assert found["value"].tolist() == [40.0]


def hours_of(*came: dict[str, object], until: str | None = "2024-05-14 14:30") -> pd.Series:
    """The hours given to an event that began at 13:00."""
    held = {"starts_at": "2024-05-14 13:00", "ends_at": moment(until)}
    story = {"events": events(may=held), "attendance": attendance(*came)}
    return indicators(story, only=("member_hours",), as_of=NOW).iloc[0]


ASHA = {"event": "may", "person": "asha", "minutes": 40}
BEN = {"event": "may", "person": "ben"}


def test_hours_given_are_the_recorded_minutes_added_up():
    found = hours_of(ASHA, {**BEN, "minutes": 80})
    assert (found["value"], found["basis"], found["note"]) == (2.0, "actual", "")


def test_where_no_minutes_are_recorded_the_length_of_the_event_is_an_estimate_of_them():
    found = hours_of(ASHA, BEN)  # 40 minutes, and an hour and a half
    assert found["value"] == pytest.approx(40 / 60 + 1.5)
    assert found["basis"] == "estimate"
    assert found["note"] == "at 1 of 1 event the event's length stands in for stays not recorded"


def test_hours_of_whom_nothing_is_known_are_not_nought_but_make_the_sum_a_lower_bound():
    found = hours_of(ASHA, BEN, until=None)
    assert found["value"] == pytest.approx(40 / 60)
    assert found["basis"] == "lower_bound"
    assert found["note"] == "how long people stayed is not known of 1 of 1 event"


@pytest.mark.parametrize("until", [None, "2024-05-16 17:00"])
def test_hours_are_unknown_where_neither_stays_nor_a_length_within_a_day_is(until):
    found = hours_of(BEN, until=until)
    assert pd.isna(found["value"])
    assert found["basis"] == "unknown"


def shown_outside(people: int, minutes: int) -> list[float | None]:
    """Attendances and hours as everybody may see them, of so many people who stayed alike."""
    came = [{"event": "may", "person": f"p{each}", "minutes": minutes} for each in range(people)]
    made = community({"events": events(may="2024-05-14 10:00"), "attendance": attendance(*came)})
    asked = {"only": ["attendances", "member_hours"], "quarters": made.quarters[-1:]}
    behind = Behind(made.people_behind(**asked), made.cell_keys(**asked))
    found = shared(made.indicators(**asked), MEASURES, Rounding(9, "0a"), behind)["value"]
    return [None if pd.isna(each) else each for each in found]


def test_hours_that_few_people_gave_are_withheld_outside_however_many_they_are():
    assert shown_outside(9, 480) == [None, None]  # 72 hours


def test_hours_are_told_outside_as_a_multiple_of_twenty_of_the_longest_stay():
    # 7.5, 18.75, 33.75 and 52.5 hours are 10, 25, 45 and 70 of the longest; 20 of it, 15 hours, are one
    # step of the rounding, and may be anything up to 30
    for people in (10, 25, 45, 70):
        _, hours = shown_outside(people, 45)
        assert hours is None or (hours % 15 == 0 and abs(hours - people * 0.75) < 15 < hours)
    assert shown_outside(10, 45)[1] is None
    # 37.5 hours are 45 of the longest, shown as 40 or 60 of them, and neither as 33.3 nor as if it were
    assert shown_outside(45, 50)[1] in (33.0, 50.0)


def test_at_two_events_that_began_at_once_somebody_is_new_at_the_first_by_name():
    story = {
        "events": events(b="2024-05-14 13:00", a="2024-05-14 13:00"),
        "attendance": attendance(("b", "asha"), ("a", "asha")),
    }
    found = indicators(story, only=("attendances",), by=("event", "standing"), as_of=NOW)
    assert found[["event", "standing"]].to_numpy().tolist() == [["a", "new"], ["b", "returning"]]


def test_an_event_that_has_not_begun_is_not_held():
    story = {"events": events(past="2026-10-04 13:00", future="2026-11-04 13:00")}
    assert values(indicators(story, only=("events",), as_of=NOW), "2027Q3")["events"] == 1


def test_different_people_who_opened_any_mailing_of_the_quarter_count_once():
    sent = {"recipients": 20, "delivered": 20}
    story = {
        "mailings": mailings(
            {"mailing": "a", "sent_at": "2024-04-02", **sent},
            {"mailing": "b", "sent_at": "2024-05-02", **sent},
        ),
        "activity": activity(
            ("a", "asha", "open"),
            ("b", "asha", "open"),
            ("a", "ben", "not_opened"),
            ("b", "cy", "click"),
            ("a", "dee", "bounced"),
        ),
    }
    found = values(
        indicators(story, as_of=NOW, only=["unique_openers", "unique_clickers"]),
        "2025Q1",
    )
    assert (found["unique_openers"], found["unique_clickers"]) == (2, 1)


def test_early_quarters_say_that_new_may_only_be_new_to_the_records(nhs):
    row = nhs[
        (nhs["quarter"].astype(str) == "2025Q1") & (nhs["indicator"] == "new_attendees")
    ].iloc[0]
    assert row["basis"] == "estimate"
    assert row["note"] == "records begin within the year before: some may not be new"


def test_a_quarter_that_is_not_over_is_marked_so_far():
    story = {"events": events(soon="2026-10-02 13:00"), "attendance": attendance(("soon", "asha"))}
    row = indicators(story, only=("attendances",), as_of=NOW).iloc[0]
    assert (row["value"], row["basis"]) == (1, "so_far")
    assert row["note"] == "the quarter is not over: known to 5 Oct 2026"


def test_an_indicator_that_there_is_none_of_is_refused_with_the_nearest():
    with pytest.raises(
        ChoiceError, match=r"^'attendance' is not an indicator. Did you mean 'attendances'\?"
    ):
        indicators(STORY, only=("attendance",), as_of=NOW)


def test_a_dimension_that_there_is_none_of_is_refused_with_those_there_are():
    with pytest.raises(ChoiceError, match=r"^'planet' is not a dimension. Choose from: activity, "):
        indicators(STORY, by=("planet",), as_of=NOW)


def test_where_keeps_the_facts_of_the_values_named_and_none_is_unknown():
    def counted(*organisations: str | None) -> float | None:
        found = indicators(
            STORY, where={"organisation": organisations}, as_of=NOW, only=["attendances"]
        )
        return values(found, "2025Q1")["attendances"]

    assert counted("Northmoor") == 2  # asha twice
    assert counted("Northmoor", "Eastvale") == 3  # and ben once
    assert counted(None) == 2  # cy, and a caller
    with pytest.raises(ChoiceError, match="drop table attendances' is not a value of organisation"):
        counted("O'Hara's; drop table attendances")


def test_a_dimension_that_nothing_has_cannot_be_asked_for():
    with pytest.raises(ChoiceError, match="'colour' is not a dimension"):
        indicators(STORY, where={"colour": ["red"]}, as_of=NOW)


def test_minutes_have_no_noise_of_a_clock_that_counts_from_1970():
    # 43 minutes and 48 seconds are 43.8 minutes; subtracted in minutes since 1970 they were 43.80000000074506
    story = {
        "events": events(talk="2026-05-05 12:00"),
        "attendance": attendance(
            {
                "event": "talk",
                "person": "asha",
                "joined_at": "2026-05-05 12:00:07",
                "left_at": "2026-05-05 12:43:55",
            }
        ),
    }
    found = indicators(story, only=("minutes_attended",), as_of=NOW)
    assert found["value"].dropna().tolist() == [43.8]
