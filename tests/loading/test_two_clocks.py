"""One meeting told by two clocks is one; two of one number are two; and check says which is which."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import EVENTBRITE, ZOOM, folder

from copmetrics.community.community import Community
from copmetrics.loading.survey import survey

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
HEAD = "Topic,Meeting ID,Start Time,End Time\n{title},{number},{start},{end}\n\n"


def meeting(*stays, begins, title="Huddle", number="812"):
    """A Zoom report: each stay is a name, the minutes after the start, and how many they stayed."""
    start = pd.Timestamp(begins)
    end = start + pd.Timedelta(minutes=60)
    rows = ""
    for name, after, stayed in stays:
        came = start + pd.Timedelta(minutes=after)
        left = came + pd.Timedelta(minutes=stayed)
        rows += f"{name},,{came},{left},{stayed},No\n"
    return HEAD.format(title=title, number=number, start=start, end=end) + ZOOM + rows


BOTH = (("Asha", 0, 60), ("Zoë", 5, 40))


def found(tmp_path, files):
    place = folder(tmp_path, files)
    loaded = survey(place, as_of=AS_OF)
    return loaded, Community.of(loaded)


def counted(community, *names):
    values = community.indicators(only=list(names)).set_index("indicator")["value"]
    return [values[each] for each in names]


def notes(loaded):
    return {each.file: each.note for each in loaded.files}


def test_two_exports_of_one_meeting_from_two_time_zones_are_one_meeting(tmp_path):
    loaded, community = found(
        tmp_path,
        {
            "leeds.csv": meeting(*BOTH, begins="2024-05-14 13:00"),
            "boston.csv": meeting(*BOTH, begins="2024-05-14 08:00"),
        },
    )
    assert counted(community, "events", "attendances", "unique_attendees") == [1, 2, 2]
    # Asha's 60 minutes and Zoë's 40, once, at an event of an hour
    assert counted(community, "member_hours") == [pytest.approx(100 / 60)]
    (event,) = community.events.to_dict("records")
    assert event["ends_at"] - event["starts_at"] == pd.Timedelta(hours=1)
    assert notes(loaded) == {
        "boston.csv": "",
        "leeds.csv": "the same meeting as boston.csv, by a clock 5 h ahead",
    }


def test_two_meetings_of_one_number_hours_apart_are_two(tmp_path):
    loaded, community = found(
        tmp_path,
        {
            "morning.csv": meeting(*BOTH, begins="2024-05-14 09:00"),
            "evening.csv": meeting(("Asha", 0, 50), ("Zoë", 2, 45), begins="2024-05-14 18:00"),
        },
    )
    assert counted(community, "events", "attendances", "unique_attendees") == [2, 4, 2]
    assert notes(loaded)["evening.csv"] == (
        "another meeting than morning.csv, which has the same number and is 9 h away"
    )


def test_a_meeting_that_was_left_and_begun_again_is_one(tmp_path):
    loaded, community = found(
        tmp_path,
        {
            "first.csv": meeting(*BOTH, begins="2024-05-14 13:00"),
            "again.csv": meeting(("Asha", 0, 20), ("Ben", 1, 19), begins="2024-05-14 14:20"),
        },
    )
    assert counted(community, "events", "attendances") == [1, 3]
    # Asha was in both: for 60 minutes and 20; Zoë for 40 and Ben for 19
    assert counted(community, "member_hours") == [pytest.approx(139 / 60)]
    assert notes(loaded)["again.csv"] == "one event with first.csv"


def test_three_exports_by_three_clocks_are_one_meeting_by_the_first_clock(tmp_path):
    begins = {"boston.csv": "08:00", "leeds.csv": "13:00", "paris.csv": "14:00"}
    files = {file: meeting(*BOTH, begins=f"2024-05-14 {at}") for file, at in begins.items()}
    _, community = found(tmp_path, files)
    assert counted(community, "events", "attendances") == [1, 2]
    assert counted(community, "member_hours") == [pytest.approx(100 / 60)]
    assert community.attendance["joined_at"].nunique() == 2


def test_places_booked_for_a_day_are_of_the_meeting_of_that_title_and_day(tmp_path):
    """Eventbrite says only the day: no midnight thirteen hours before the meeting began."""
    booked = EVENTBRITE.replace(
        "Attendee Status", "Attendee Status,Event Name,Event Start Date"
    ) + (
        "1,2024-05-01,Asha,One,asha@example.org,1,11,Attending,Huddle,2024-05-14\n"
        "2,2024-05-01,Cy,Two,cy@example.org,1,12,Attending,Huddle,2024-05-14\n"
    )
    files = {"zoom.csv": meeting(*BOTH, begins="2024-05-14 13:00"), "booked.csv": booked}
    loaded, community = found(tmp_path, files)
    assert counted(community, "events", "registrations", "attendances") == [1, 2, 2]
    assert notes(loaded)["booked.csv"].endswith("one event with zoom.csv")
    (event,) = community.events.to_dict("records")
    assert (event["starts_at"], event["time_known"]) == (
        pd.Timestamp("2024-05-14 12:00", tz="UTC"),
        True,
    )


BOOKED = EVENTBRITE.replace("Attendee Status", "Attendee Status,Event Name,Event Start Date")
PLACE = "1,2024-05-01,{0},One,{0}@example.org,1,{0}1,Attending,{1},2024-05-14\n"


def test_places_of_another_title_are_asked_about_where_those_who_came_had_booked_them(tmp_path):
    """Asha and Zoë came to the huddle; both had booked the *Spring webinar*, and Zoë alone a supper."""
    came = ZOOM + "".join(
        f"{each},{each}@example.org,2024-05-14 13:00,2024-05-14 14:00,60,No\n"
        for each in ("asha", "zoe")
    )
    start, end = "2024-05-14 13:00:00", "2024-05-14 14:00:00"
    zoom = HEAD.format(title="Huddle", number="812", start=start, end=end) + came
    places = [PLACE.format(each, "Spring webinar") for each in ("asha", "zoe", "cy")]
    webinar = {"zoom.csv": zoom, "booked.csv": BOOKED + "".join(places)}
    (asked,) = survey(folder(tmp_path / "a", webinar), as_of=AS_OF).problems
    assert "is it of 'Huddle' on the same day? 2 of the 2 who came to it had booked." in str(asked)
    for answer, events in (("zoom.csv", 1), ("2024-05-14-another", 2)):
        told = {"community.toml": f'[files."booked.csv"]\nevent = "{answer}"\n'}
        _, community = found(tmp_path / answer, {**webinar, **told})
        assert counted(community, "events", "registrations") == [events, 3]
    both = {**webinar, "booked.csv": BOOKED + "".join(places) + PLACE.format("zoe", "Supper")}
    loaded, community = found(tmp_path / "b", both)
    assert counted(community, "events", "registrations") == [3, 4]
    assert (
        "'Spring webinar' may be 'Huddle' on the same day: 2 of the 2 who came to it had booked (if so,"
    ) in notes(loaded)["booked.csv"]
    assert "'Supper' may be" not in notes(loaded)["booked.csv"]


def test_a_clock_that_puts_a_meeting_on_another_day_is_asked_for(tmp_path):
    loaded = survey(
        folder(
            tmp_path,
            {
                "leeds.csv": meeting(*BOTH, begins="2024-06-30 23:00"),
                "berlin.csv": meeting(*BOTH, begins="2024-07-01 00:00"),
            },
        ),
        as_of=AS_OF,
    )
    (problem,) = loaded.problems
    assert str(problem) == (
        "berlin.csv: tells of the same comings and goings as leeds.csv, 1 h apart and on another "
        'day. By which clock is it? Answer in community.toml, under [files."berlin.csv"]: '
        'timezone = "Etc/GMT-2"  # its clock'
    )


def test_people_who_all_come_and_go_together_prove_nothing(tmp_path):
    # at the hour and for the hour: two meetings of a morning may look so
    together = (("Asha", 0, 60), ("Zoë", 0, 60))
    files = {
        "nine.csv": meeting(*together, begins="2024-05-14 09:00"),
        "noon.csv": meeting(*together, begins="2024-05-14 12:00"),
    }
    _, community = found(tmp_path, files)
    assert community.indicators(only=["events"])["value"].tolist() == [2]


@pytest.mark.parametrize("begins", ["2024-05-15 13:00", "2024-05-14 13:07"])
def test_what_no_clock_could_be_away_is_another_meeting(tmp_path, begins):
    files = {
        "one.csv": meeting(*BOTH, begins="2024-05-14 09:00", number="1", title="A"),
        "two.csv": meeting(*BOTH, begins=begins, number="", title="B"),
    }
    _, community = found(tmp_path, files)
    assert community.indicators(only=["events"])["value"].tolist() == [2]


def test_a_webinar_began_when_it_did_not_when_it_was_planned(tmp_path):
    planned = (
        "Topic,Webinar ID,Scheduled Time\nHuddle,812,2024-06-30 23:40\nAttendee Details\n"
        "First Name,Last Name,Email,Registration Time,Approval Status\n"
        "Asha,One,asha@example.org,2024-05-01 10:00,approved\n"
    )
    begun = meeting(*BOTH, begins="2024-06-30 23:50")
    _, community = found(tmp_path, {"planned.csv": planned, "begun.csv": begun})
    assert community.events["starts_at"].astype("str").tolist() == ["2024-06-30 22:50:00+00:00"]


def test_meetings_whose_numbers_a_spreadsheet_cut_short_are_asked_about_and_never_merged(tmp_path):
    """Both are written 9.1E+11: two rooms of one hour, or one meeting exported twice."""
    files = {
        f"{name}.csv": meeting(
            (name, 0, 50), ("Zoë", 2, 45 + at), begins="2024-05-14 13:00", number="9.1E+11"
        )
        for at, name in enumerate(("asha", "ben"))
    }
    (problem,) = survey(folder(tmp_path, files), as_of=AS_OF).problems
    assert str(problem) == (
        "ben.csv: is it of the meeting in asha.csv? A spreadsheet cut both their numbers short. "
        'Answer in community.toml, under [files."ben.csv"]: event = "asha.csv"  # of that one '
        'or event = "2024-05-14-another"  # of another'
    )
    for event, held in (("asha.csv", 1), ("huddle-2", 2)):
        files["community.toml"] = f'[files."ben.csv"]\nevent = "{event}"\n'
        _, community = found(tmp_path, files)
        assert counted(community, "events") == [held]


def test_numbers_cut_short_to_other_digits_are_of_two_meetings(tmp_path):
    files = {
        f"{number}.csv": meeting((number, 0, 50), begins="2024-05-14 13:00", number=number)
        for number in ("9.1E+11", "8.2E+11")
    }
    _, community = found(tmp_path, files)
    assert counted(community, "events") == [2]
