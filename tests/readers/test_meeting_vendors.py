"""What is left open by the exports of meeting services is asked, not guessed."""

from __future__ import annotations

from datetime import date

import pytest

from copmetrics.readers import KNOWN_HEADINGS
from copmetrics.readers.context import Context
from copmetrics.readers.files import sheets_in
from copmetrics.readers.google_meet import GOOGLE_MEET
from copmetrics.readers.gotowebinar import GOTOWEBINAR
from copmetrics.readers.meetup import MEETUP_ATTENDEES
from copmetrics.readers.webex import WEBEX
from copmetrics.settings import FileAnswers, Settings

UNASKED = FileAnswers()


@pytest.fixture
def read(tmp_path):
    def _read(reader, text, *, name="export.csv", answers=UNASKED):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        (sheet,) = sheets_in(path, file=name, known=KNOWN_HEADINGS)
        assert reader.claims(sheet)
        return reader.read(sheet, Context(Settings(), answers))

    return _read


MEET = "First name,Last name,Email,Duration,Time joined,Time exited\nAsha,One,,30 min,{},13:32\n"


def test_times_without_a_day_anywhere_are_asked_about(read):
    (asked,) = read(GOOGLE_MEET, MEET.format("13:02")).problems
    assert str(asked) == (
        "export.csv: on which day was it? The times in it have no date. Answer in "
        'community.toml, under [files."export.csv"]: starts = 2024-05-14  # its own day'
    )


def test_the_day_that_the_community_states_is_that_of_the_times(read):
    told = FileAnswers(starts=date(2024, 7, 2))
    rows = read(GOOGLE_MEET, MEET.format("13:02"), answers=told).tables["attendance"]
    assert [str(each) for each in rows["joined_at"]] == ["2024-07-02 12:02:00+00:00"]


def test_a_name_with_two_days_does_not_say_which(read):
    reading = read(GOOGLE_MEET, MEET.format("13:02"), name="2024-05-14 to 2024-05-16.csv")
    assert [type(each).__name__ for each in reading.problems] == ["QuestionError"]


def test_a_time_that_is_none_is_pointed_at(read):
    (wrong,) = read(GOOGLE_MEET, MEET.format("after lunch"), name="2024-05-14.csv").problems
    assert str(wrong) == (
        "2024-05-14.csv, row 2, column 'Time joined': 'after lunch' is not a time that copmetrics "
        "knows. Mend the cell, or export the file again."
    )


ROOMS = (
    "Display Name,Attendee Email,Join Time,Leave Time,Attendance Duration,Session Name\n"
    "Asha One,asha.one@example.org,14/05/2024 13:00,14/05/2024 13:50,50 min,{}\n"
    "Asha One,asha.one@example.org,14/05/2024 13:10,14/05/2024 13:20,10 min,{}\n"
)


def test_which_of_several_rooms_was_the_meeting_is_not_guessed(read):
    (refused,) = read(WEBEX, ROOMS.format("Pääistunto", "Ryhmä 1")).problems
    assert str(refused) == (
        "export.csv, row 2, column 'Session Name': 'Pääistunto' is not 'Main session', and no other "
        "row is. Export the report in English."
    )


def test_rejoining_the_same_room_adds_up_whatever_it_is_called(read):
    rows = read(WEBEX, ROOMS.format("Pääistunto", "Pääistunto")).tables["attendance"]
    assert rows["minutes"].tolist() == [50, 10]
    assert rows["left_out"].isna().all()


GOTO = (
    "Attended,Interest Rating,Last Name,First Name,Email Address,Join Time,Leave Time\n"
    "Yes,72,One,Asha,asha@example.org,14 May 2024 13:00 {0},14 May 2024 13:58 {0}\n"
)


def test_what_a_webinar_is_called_stands_beside_its_label_or_under_it(read):
    """The webinar began at 12:30 UTC, before anybody came."""
    start = "14 May 2024 13:30 BST"
    beside = f"Webinar Name,Talk\nWebinar ID,1-2\nActual Start Date/Time,{start}\n"
    under = (
        "Webinar Name,Webinar ID\nTalk,1-2\n\n"
        f"Actual Start Date/Time,Actual Duration (minutes)\n{start},60\n"
    )
    for above in (beside, under):
        (session,) = (
            read(GOTOWEBINAR, above + "\n" + GOTO.format("GMT"))
            .tables["sessions"]
            .to_dict("records")
        )
        assert (session["title"], session["native_id"]) == ("Talk", "1-2")
        assert str(session["starts_at"]) == "2024-05-14 12:30:00+00:00"


def test_a_clock_that_stands_for_several_is_not_guessed(read):
    (refused,) = read(GOTOWEBINAR, GOTO.format("IST")).problems
    assert str(refused) == (
        "export.csv, row 2, column 'Join Time': '14 May 2024 13:00 IST' is not a date and time with "
        "a clock that copmetrics knows. Set the report's time zone to your own, or to GMT, and "
        "export it again."
    )


def test_a_clock_behind_a_time_is_obeyed(read):
    rows = read(GOTOWEBINAR, GOTO.format("CEST")).tables["attendance"]
    assert [str(each) for each in rows["joined_at"]] == ["2024-05-14 11:00:00+00:00"]


def test_those_who_ran_a_webinar_came_and_did_not_register(read):
    """The report itself says that three registered, and that two of them came."""
    head = "Attended,Interest Rating,Last Name,First Name,Email Address"
    came = "14 May 2024 13:00 GMT,14 May 2024 13:58 GMT"
    text = (
        "Webinar ID,# Registered,# Attended\n1-2,3,2\n\n"
        f"Staff Details\n{head},Join Time,Leave Time\nYes,,Host,Hari,hari@example.org,{came}\n\n"
        f"Attendee Details\n{head},Registration Date/Time,Join Time,Leave Time\n"
        f"Yes,72,One,Asha,asha@example.org,2 May 2024 09:00 GMT,{came}\n"
        f"Yes,50,Two,Ben,ben@example.org,3 May 2024 09:00 GMT,{came}\n"
        "No,,Three,Cy,cy@example.org,4 May 2024 09:00 GMT,--,--\n"
    )
    rows = read(GOTOWEBINAR, text).tables["attendance"]
    assert rows["registered"].tolist() == [False, True, True, True]
    assert rows["role"].fillna("").tolist() == ["Host", "", "", ""]
    assert rows["status"].tolist() == ["attended", "attended", "attended", "absent"]


MEETUP = "Name\tUser ID\tRSVP\tGuests\tRSVPed on\n"


def test_meetup_says_nothing_of_who_came_unless_the_host_marked_them(read):
    text = MEETUP + "Asha O.\tuser 1\tYes\t0\tMay 1, 2024 9:00 AM\n"
    rows = read(MEETUP_ATTENDEES, text).tables["attendance"]
    assert rows["status"].tolist() == ["registered"]


def test_two_members_of_one_name_are_not_taken_for_one_person(read):
    row = "Ann P.\tuser {}\tYes\t0\tMay 1, 2024 9:00 AM\n"
    rows = read(MEETUP_ATTENDEES, MEETUP + row.format(1) + row.format(2)).tables["attendance"]
    assert rows["name"].isna().all()
    assert rows["ticket"].tolist() == ["user 1", "user 2"]


@pytest.mark.parametrize("heads", ["* First name,Last name *", "First name*,*Last name"])
def test_a_star_beside_a_heading_is_no_part_of_it(heads, read):
    text = MEET.replace("First name,Last name", heads).replace("Duration", "* Duration")
    answers = FileAnswers(starts=date(2024, 7, 2))
    rows = read(GOOGLE_MEET, text.format("13:02"), answers=answers).tables["attendance"]
    assert rows[["name", "minutes"]].to_numpy().tolist() == [["Asha One", 30.0]]
