"""Teams in the languages that it writes, and what it refuses rather than reads wrongly."""

from __future__ import annotations

import itertools

import pytest
from reading import languages, read

from copmetrics.errors import CellError, FileError
from copmetrics.readers.cells import typed
from copmetrics.readers.columns import duration

LANGUAGES = languages("teams")
ENGLISH = LANGUAGES["english"]


def word(language, thing):
    return LANGUAGES[language].get(thing, ENGLISH[thing])[0]


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_2020_is_read_in_every_language_and_with_every_delimiter(
    tmp_path, language, delimiter
):
    lines = [
        [word(language, each) for each in ("name", "action", "timestamp")],
        ["Zoë", word(language, "joined"), "14/05/2024 13:00:00"],
        ["Zoë", word(language, "left"), "14/05/2024 13:40:00"],
    ]
    _, reading = read(tmp_path, "\n".join(delimiter.join(line) for line in lines))
    rows = reading.tables["attendance"]
    assert rows["name"].tolist() == ["Zoë", "Zoë"]
    assert str(rows["left_at"][0]) == "2024-05-14 12:40:00+00:00"


def test_a_line_of_the_list_of_2020_that_is_there_twice_is_said(tmp_path):
    lines = ["Full Name,User Action,Timestamp", *["Zoë,Joined,14/05/2024 13:00:00"] * 2]
    for kept in (lines, [*lines, lines[0], "Abe,Joined,14/05/2024 13:00:00"]):
        _, reading = read(tmp_path, "\n".join(kept))
        assert [each.says for each in reading.notes] == ["1 row repeats another to the last cell"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_the_columns_of_the_list_of_2020_are_known_in_any_order(tmp_path, order):
    lines = [
        ["Full Name", "User Action", "Timestamp"],
        ["Zoë", "Joined", "14/05/2024 13:00:00"],
        ["Zoë", "Left", "14/05/2024 13:40:00"],
    ]
    for kept in (lines, lines[1:]):
        text = "\n".join("\t".join(line[at] for at in order) for line in kept)
        _, reading = read(tmp_path, text)
        rows = reading.tables["attendance"]
        assert rows["name"].tolist() == ["Zoë", "Zoë"]
        assert str(rows["left_at"][0]) == "2024-05-14 12:40:00+00:00"


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_2020_needs_no_headings(tmp_path, language, delimiter):
    line = ["Zoë", word(language, "joined"), "14/05/2024 13:00:00"]
    _, reading = read(tmp_path, delimiter.join(line) + "\n")
    assert reading.tables["attendance"]["name"].tolist() == ["Zoë"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_host_is_a_host_in_every_language(tmp_path, language):
    heads = ("name", "first_join", "last_leave", "in_meeting", "email", "upn", "role")
    times = ["14/05/2024 13:00:00", "14/05/2024 13:40:00", "40m"]
    lines = [
        [word(language, each) for each in heads],
        ["Zoë", *times, "zoe@example.org", "", word(language, "organiser")],
        ["Asha", *times, "asha@example.org", "", word(language, "attendee")],
    ]
    _, reading = read(tmp_path, "\n".join("\t".join(line) for line in lines))
    assert reading.tables["attendance"]["role"].tolist() == ["Organiser", "Attendee"]


def test_a_coming_or_going_that_nobody_knows_is_pointed_at_and_nobody_is_lost(tmp_path):
    lines = (
        "Full Name,User Action,Timestamp\nZoë,Joined,2024-05-14 13:00\nBen,Kom,2024-05-14 13:05\n"
    )
    _, reading = read(tmp_path, lines)
    (problem,) = reading.problems
    assert isinstance(problem, CellError)
    assert str(problem) == (
        "export.csv, row 3, column 'User Action': 'Kom' is not a coming or going that copmetrics "
        "knows. Write Joined or Left, and send us the word."
    )


def test_the_last_section_alone_is_a_stay_a_row(tmp_path):
    lines = (
        "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
        "Zoë\t14/05/2024 13:00\t14/05/2024 13:20\t20m\tzoe@example.org\tAttendee\n"
        "Zoë\t14/05/2024 13:30\t14/05/2024 14:00\t30m\tzoe@example.org\tAttendee\n"
    )
    _, reading = read(tmp_path, lines)
    assert reading.tables["attendance"]["minutes"].tolist() == [20, 30]


def test_section_3_does_not_stand_in_for_a_section_2_that_nobody_understands(tmp_path):
    lines = (
        "1. Summary\nMeeting title\tHuddle\n\n2. Participants\n"
        "Namn\tAnslöt först\tLämnade sist\nZoë\t14/05/2024 13:00\t14/05/2024 13:20\n\n"
        "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
        "Zoë\t14/05/2024 13:00\t14/05/2024 13:20\t20m\tzoe@example.org\tAttendee\n"
    )
    _, reading = read(tmp_path, lines)
    (problem,) = reading.problems
    assert isinstance(problem, FileError)
    assert str(problem) == (
        "export.csv: has a list of participants whose headings copmetrics does not know. "
        "Download it with Teams set to English, or send us its headings."
    )


def test_one_heading_of_section_2_that_is_called_otherwise_is_no_other_language(tmp_path):
    heads = "{}\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
    line = "Zoë\t14/05/2024 13:00\t14/05/2024 13:20\t20m\tzoe@example.org\t\tAttendee\n"
    _, reading = read(
        tmp_path,
        "1. Summary\nMeeting title\tHuddle\n\n2. Participants\n"
        f"{heads.format('Who')}{line}\n3. In-Meeting Activities\n{heads.format('Name')}{line}",
    )
    assert [str(each) for each in reading.problems] == [
        "export.csv: has a list of participants without the heading 'Name'. Write it over its column, or "
        "download the report again."
    ]


WEBINAR = (
    "1. Summary\nMeeting title\tTalk\n\n2. Participants\n"
    "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole"
    "\tRegistration Email\tRegistration Status\n"
    "Zoë\t14/05/2024 13:00\t14/05/2024 13:20\t20m\t\t\tAttendee\tzoe@example.org\tConfirmed\n"
)


def test_who_withdrew_from_a_webinar_is_not_registered(tmp_path):
    _, reading = read(tmp_path, WEBINAR + "Ben\t\t\t\t\t\t\tben@example.org\tCanceled\n")
    rows = reading.tables["attendance"]
    assert rows["status"].tolist() == ["attended", "cancelled"]
    assert rows["registered"].fillna(False).tolist() == [True, False]


def test_a_status_of_registration_that_nobody_knows_is_pointed_at(tmp_path):
    _, reading = read(tmp_path, WEBINAR + "Ben\t\t\t\t\t\t\tben@example.org\tMaybe\n")
    (problem,) = reading.problems
    assert str(problem) == (
        "export.csv, row 7, column 'Registration Status': 'Maybe' is not a status of a "
        "registration that copmetrics knows. Set it to Confirmed or Canceled."
    )


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("1 Std. 5 Min.", 65),
        ("2 godz. 18 min", 138),
        ("1 h 0 min 30 s", 60.5),
        ("1u 2m", 62),
        ("1 t 2 min", 62),
        ("1 時間 2 分 30 秒", 62.5),
        ("2時間5分", 125),
        ("1 hora 10 min", 70),
        ("45 Fußlängen", None),
    ],
)
def test_a_length_of_time_is_read_in_the_languages_of_teams(said, minutes):
    found, wrong = typed([said], duration("Duration"), day_first=None, zone="UTC")
    assert wrong == ([0] if minutes is None else [])
    assert minutes is None or found[0] == minutes


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_registrations_is_known_in_every_language(tmp_path, language):
    heads = ("first_name", "surname", "email", "registration_time", "registration_status")
    name, reading = read(
        tmp_path,
        "\n".join(
            "\t".join(line)
            for line in (
                [word(language, each) for each in heads],
                ["Zoë", "Two", "zoe@example.org", "2024-05-01", word(language, "confirmed")],
                ["Ben", "Six", "ben@example.org", "2024-05-01", word(language, "cancelled")],
            )
        ),
    )
    assert name == "Microsoft Teams registrations"
    assert reading.tables["attendance"]["status"].tolist() == ["registered", "cancelled"]


def test_a_report_that_hides_when_people_came_says_so(tmp_path):
    text = "1. Summary\n\n2. Participants\nName\tEmail\tParticipant ID (UPN)\tRole\n"
    _, reading = read(tmp_path, text + "Zoë\tzoe@example.org\tzoe@example.org\tAttendee\n")
    assert [each.says for each in reading.notes] == [
        "no column 'First Join': when people came, and for how long, is not known"
    ]
    assert reading.tables["attendance"]["status"].tolist() == ["attended"]


def test_who_came_to_a_webinar_shows_by_the_role_where_times_are_hidden(tmp_path):
    text = "1. Summary\n\n2. Participants\nName\tEmail\tRole\tRegistration Email\tParticipant ID (UPN)\n"
    people = "Zoë\t\tAttendee\tzoe@example.org\t\nBen\t\t\tben@example.org\t\n"
    _, reading = read(tmp_path, text + people)
    assert reading.tables["attendance"]["status"].tolist() == ["attended", "absent"]


def test_a_webinar_whose_column_of_registration_is_not_known_says_so(tmp_path):
    """Above its people it says that two registered."""
    text = "\n".join(
        [
            "1. Summary\t\t\t\t",
            "Registered participants\t2\t\t\t",
            "",
            "2. Participants\t\t\t\t",
            "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole\t{}",
            "Asha\t2023-11-14 13:00\t2023-11-14 13:59\t59m\ta@example.org\tAttendee\ta@example.org",
        ]
    )
    _, known = read(tmp_path, text.format("Registration Email"))
    _, renamed = read(tmp_path, text.format("Their email"))
    assert known.notes == ()
    assert [each.says for each in renamed.notes] == [
        "no column 'Registration Email': nobody in it counts as registered"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_whose_people_are_all_attendees_is_no_sign_in_sheet(tmp_path, language):
    """*Teilnehmer* and *Participante* are roles, and headings of names elsewhere."""
    things = ("name", "first_join", "last_leave", "in_meeting", "email", "upn", "role")
    for attendee in ("Attendee", "Participant", *LANGUAGES[language].get("attendee", ())):
        row = ["Zoë", "14/05/2026 13:00", "14/05/2026 13:37", "37m", "", "", attendee]
        text = f"1. A\nB\tC\n\n2. D\n{chr(9).join(word(language, each) for each in things)}\n"
        name, reading = read(tmp_path, text + "\t".join(row) + "\n")
        assert (name, reading.problems) == ("Microsoft Teams attendance report", ())
        assert reading.tables["attendance"]["minutes"].tolist() == [37]


def test_a_report_in_english_may_have_its_day_first_and_a_clock_of_24_hours(tmp_path):
    """Teams writes the clock of the computer, whatever its own language: 14:30 in June is 13:30 in UTC."""
    text = (
        "1. Summary\nMeeting title\tStand-up\nStart time\t16/06/26, 14:30:17\n"
        "End time\t16/06/26, 14:41:47\n\n2. Participants\n"
        "Name\tFirst join\tLast leave\tIn-meeting duration\tEmail\tParticipant ID (UPN)\tRole\n"
        "MOSS IDA (EXT)\t16/06/26, 14:30:47\t16/06/26, 14:41:47\t11m\tida@example.org\t\tOrganizer\n"
        "Reed, Jon\t16/06/26, 14:31:18\t16/06/26, 14:41:18\t10m\tjon@example.org\t\tPresenter\n"
    )
    _, reading = read(tmp_path, text)
    rows = reading.tables["attendance"]
    assert (reading.problems, rows["minutes"].tolist()) == ((), [11, 10])
    assert str(rows["joined_at"][0]) == "2026-06-16 13:30:47+00:00"


@pytest.mark.parametrize("clock", ["09:50:12", "9:50:12 AM"])
def test_a_day_that_may_be_of_two_months_is_asked_about_whatever_the_clock(clock, tmp_path):
    """A clock of 12 hours is not only American."""
    text = f'Full Name,User Action,Timestamp\nIda Moss,Joined,"5/6/2026, {clock}"\n'
    _, reading = read(tmp_path, text)
    (asked,) = reading.problems
    assert "day first or month first?" in str(asked)


HEADINGS = ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email"]


@pytest.mark.parametrize("total", ["Total", "Summe", "Razem", "合計"])
@pytest.mark.parametrize("hides_times", [False, True])
def test_a_total_under_a_report_is_nobody_and_a_guest_of_whom_little_is_known_is(
    tmp_path, total, hides_times
):
    """With times hidden a guest has a name and a role: so few cells alone make no row a total."""
    times = ["", "", ""] if hides_times else ["5/14/24, 1:00:00 PM", "5/14/24, 1:40:00 PM", "40m"]
    people = [
        ["Asha", *times, "asha@example.org", "asha@example.org", "Organizer"],
        ["Zoë", *times, "", "", "Attendee"],
        [total, "", "", "1h 20m"],
    ]
    lines = [
        ["1. Summary"],
        ["Meeting title", "Huddle"],
        ["Start time", "5/14/24, 1:00:00 PM"],
        [],
        ["2. Participants"],
        [*HEADINGS, "Participant ID (UPN)", "Role"],
        *people,
    ]
    _, reading = read(tmp_path, "\n".join("\t".join(line) for line in lines))
    assert reading.tables["attendance"]["name"].tolist() == ["Asha", "Zoë"]
    assert any("row 9 has next to nothing" in each.says for each in reading.notes)
