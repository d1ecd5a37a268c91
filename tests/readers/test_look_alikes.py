"""What an unread file looks like: in words of our own, without a cell of it."""

from __future__ import annotations

import pytest

from copmetrics.readers import KNOWN_HEADINGS
from copmetrics.readers.files import Row, Sheet, sheets_in
from copmetrics.readers.look_alikes import Look, look_of

LANGUAGE = (
    ", in a language or a layout that copmetrics does not know yet: export it in English, or send "
    "us its headings"
)
ZOOM = ("Navn,E-post,Kom,Gikk,Minutter", "Asha,a@example.org,14.05.2024 13:00,14.05.2024 13:50,50")
LIST = ("Navn,Handling,Tid", "Asha,Kom inn,14.05.2024 13:00", "Asha,Gikk,14.05.2024 13:50")
REPORT = ("1. Sammendrag", "Tittel,Huddle", "2. Deltakere", "Navn,Rolle", "3. Aktiviteter")
TWO_SECTIONS = (*REPORT[:2], "2. Deltakere", "Navn,Kom,Gikk,Varighet,E-post,Rolle", "Asha,1,2,3,,x")
AGENDA = ("1. Welcome", "2. Minutes of the last meeting", "3. Any other business")
PEOPLE = ("Name,Email", "Asha One,asha@example.org")
MEMBERS = ("Name,Member ID,Title,Joined Group on", "Asha One,12,,2020-05-01")
ONE_LIST = (
    "a list of people that does not say that they came: if they did, call the file by its day "
    "(“sign-in 14 May 2026”), or mark them in a column Attended"
)
WEBINAR = (
    "Rapport",
    "Verter",
    "Deltok,Navn,E-post,Kom,Gikk,Minutter",
    "Ja,Asha,a@example.org,14.05.2024 13:00,14.05.2024 13:50,50",
)
MEETINGS = ("Topic,Meeting ID,Creation Time,Participants", "Huddle,812,2024-05-01,9")
NEW_POLL = ("#,User Name,User Email,Submitted Date/Time,Useful?", "1,Asha,a@example.org,x,Yes")
POLL = ("Poll Report", "Report Generated:,05/14/2024", "#,User Name", "1,Asha One")

LOOKS = {
    "zoom": (ZOOM, f"Zoom's list of participants{LANGUAGE}", True),
    "list": (LIST, f"the attendance list of Teams{LANGUAGE}", True),
    "report": (REPORT, f"a report of Teams{LANGUAGE}", True),
    "two sections": (TWO_SECTIONS, f"a report of Teams{LANGUAGE}", True),
    "people": (PEOPLE, ONE_LIST, True),
    "a column each": (("Name,In person,Online", "Asha One,x,", "Ben Two,,x"), ONE_LIST, True),
    "live event": (
        (
            "SessionId,ParticipantId,FullName,UserAgent,UtcEventTimestamp,Action,Role",
            "1,2,Asha One,Edge,2026-05-14T12:00:00Z,Joined,Attendee",
        ),
        "the attendee report of a live event of Teams: it lists comings and goings of browsers: use the "
        "registrations, or a webinar's attendance report",
        True,
    ),
    "members": (MEMBERS, "Meetup's list of members, which is not needed", False),
    "poll": (POLL, "a poll report of Zoom, which is not needed", False),
    "new poll": (NEW_POLL, "a poll report of Zoom, which is not needed", False),
    "webinar": (WEBINAR, f"Zoom's report of a webinar{LANGUAGE}", True),
    "meetings": (
        MEETINGS,
        "a list of meetings of Zoom without their participants: export the details of the "
        "meetings, which have who came",
        True,
    ),
    "transcript": (("WEBVTT", "00:00:01.000 --> 00:00:02.000", "Asha: hello"), None, False),
    "chat": (("13:02:03 From Asha One to Everyone: hello",), None, False),
    "contacts": (
        ("First Name,Last Name,E-mail Address,Home", "A,One,a@example.org,x"),
        None,
        False,
    ),
}


def sheet(lines):
    rows = (Row(number, tuple(line.split(","))) for number, line in enumerate(lines, start=1))
    return Sheet("x.csv", tuple(rows), "digest")


@pytest.mark.parametrize("name", LOOKS)
def test_a_file_that_no_reader_knows_says_what_it_looks_like(name):
    lines, says, needed = LOOKS[name]
    look = look_of(sheet(lines))
    assert look.needed is needed
    assert says is None or look.says == says


def test_a_list_of_something_else_looks_like_nothing():
    assert look_of(sheet(["Ward,Beds", "North,12", "South,30"])) is None
    assert look_of(sheet(AGENDA)) is None
    assert look_of(sheet(["Name,Email"])) is None, "nobody is in it"
    assert look_of(sheet(["Meeting,Attendees", "May,12", "June,9"])) is None, "numbers are nobody"
    assert look_of(sheet(["Name,Beds", "Ward 3,12", "Ward 4,30"])) is None, "wards are nobody"


def test_a_blank_sheet_looks_like_nothing():
    assert look_of(sheet(["", ""])) is None


def test_a_report_of_teams_in_an_unknown_language_is_known_by_its_shape_with_any_delimiter(
    tmp_path,
):
    text = (
        "1. Sammanfattning\nMötestitel\tHuddle\n\n2. Deltagare\n"
        "Namn\tFörsta anslutning\tSenast lämnat\tTid i möte\nZoë\t13:00\t14:00\t1 h\n"
    )
    for delimiter in ("\t", ";", ","):
        path = tmp_path / "a.csv"
        path.write_text(text.replace("\t", delimiter), encoding="utf-8")
        (sheet,) = sheets_in(path, file="a.csv", known=KNOWN_HEADINGS)
        assert look_of(sheet).says == f"a report of Teams{LANGUAGE}", delimiter


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("13:00:01\tAsha One:\tHello, all\n", "a chat of a meeting"),
        ("13:00:01 From Asha to Everyone:\n\tHello; all\n", "a chat of a meeting"),
        ("00:00:01,000 --> 00:00:02,000\nAsha; Ben\n", "the transcript of a recording"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nAsha, Ben\n", "the transcript of a recording"),
    ],
)
def test_a_text_is_known_by_how_it_begins_wherever_it_was_split(text, looks, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    (sheet,) = sheets_in(path, file="a.txt", known=KNOWN_HEADINGS)
    assert look_of(sheet) == Look(f"{looks}, which is not needed", needed=False)


def test_a_list_of_people_says_which_column_is_another_exports():
    """Its own sheet with such a heading would be read as that export, and is read under another one."""
    look = look_of(sheet(["Name,Trust,Order  ID,Ward", "Asha One,A,7,3"]))
    assert look.says == (
        "a list of people with the column 'Order ID' of another export: if it is that export, download "
        "it again and leave its columns as they are; if people signed in by it, call that column otherwise"
    )
    assert look.needed


@pytest.mark.parametrize(
    "lines",
    [
        ["Ida Moss", "Jon Reed", "Cy van Lane"],
        ["Present:", "1. Ida Moss (North Trust)", "2. Jon Reed (South Trust)"],
        ["Email", "ida@example.org", "jon@example.org"],
    ],
)
def test_names_under_no_heading_are_said_to_lack_one(lines):
    look = look_of(sheet(lines))
    assert look.says.startswith("a list of people without a heading over their names: write Name")


@pytest.mark.parametrize(
    "lines",
    [["Welcome", "We met on Monday", "All were glad"], ["Ward 3", "Ward 4"], ["Ida Moss"], []],
)
def test_lines_of_prose_and_lone_names_are_no_list(lines):
    assert look_of(sheet(lines)) is None
