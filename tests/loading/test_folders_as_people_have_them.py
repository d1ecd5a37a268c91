"""Small folders as people have them: what comes of each, counted by hand."""

from __future__ import annotations

import zipfile
from datetime import datetime
from functools import cache

import pandas as pd
import pytest
from folders import CAMPAIGNS, ZOOM, folder, workbook, zoom

from copmetrics.community.community import Community, load
from copmetrics.loading.folder_reading import read_folder
from copmetrics.loading.survey import survey
from copmetrics.settings import read_settings

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2026-10-05", tz="UTC")


@cache
def read(place) -> Community:
    """The community of a folder, which no test changes once it was asked about."""
    return load(place, as_of=AS_OF)


def came(place) -> pd.DataFrame:
    """Return who is counted at which event."""
    rows = read(place).attendance
    return rows[rows["left_out"].isna() & rows["status"].eq("attended")]


def counts(place) -> tuple[int, int, int]:
    """Return how many came, how many people these are, and at how many events."""
    rows = came(place)
    return len(rows), rows["person"].nunique(), rows["event"].nunique()


def test_one_sheet_a_meeting_whose_names_are_the_days(tmp_path):
    heading = [None, "Name", "Organisation"]
    sheets = {
        "3 March 2026": [[None, "Falls huddle"], heading, [None, "Ida Moss", "Eastvale Trust"]],
        "7 April 2026": [
            [None, "Falls huddle"],
            heading,
            [None, "Ida Moss", "Eastvale Trust"],
            [None, "Jon Reed", "Northmoor Trust"],
        ],
        "Notes": [[None, "Bring the poster in May."]],
    }
    (tmp_path / "sign-in sheets.xlsx").write_bytes(workbook(**sheets))
    assert counts(tmp_path) == (3, 2, 2)


def test_a_matrix_of_people_by_cells_that_are_dates(tmp_path):
    days = [datetime(2026, 4, 14), datetime(2026, 5, 19), datetime(2026, 6, 16)]
    rows = [
        ["Name", *days, "Total"],
        ["Ida Moss", "✓", "✓", None, 2],
        ["Jon Reed", None, "✓", "✓", 2],
        ["Kit Lowe", "Apologies", None, "✓", 1],
        ["Total", 1, 2, 2, 5],
        [None, None, None, None, None],
        ["Kept by the team's office"],
    ]
    (tmp_path / "attendance.xlsx").write_bytes(workbook(**{"2026": rows}))
    assert counts(tmp_path) == (5, 3, 3)


def test_a_zip_from_a_mac_has_shadows_that_are_nobody(tmp_path):
    with zipfile.ZipFile(tmp_path / "Register.zip", "w") as made:
        made.writestr("3 March 2026-Table 1.csv", "Name,Organisation\nIda Moss,Eastvale\n")
        made.writestr(
            "7 April 2026-Table 1.csv", "Name,Organisation\nIda Moss,Eastvale\nJon Reed,Northmoor\n"
        )
        made.writestr("__MACOSX/._3 March 2026-Table 1.csv", b"\0\5\26\7\0Mac OS X\0")
    assert counts(tmp_path) == (3, 2, 2)
    assert not any("__MACOSX" in each.file for each in read(tmp_path).files)


def test_a_german_sheet_with_semicolons_keeps_both_addresses(tmp_path):
    text = (
        "Anwesenheitsliste Sturzprävention 21.04.2026\n\nName;Organisation;E-Mail-Adresse\n"
        '"Weiß; Jörg";Klinikum Nord;joerg@nord.example\nIda Moos;Praxis Süd;ida@sued.example\n'
    )
    (tmp_path / "Anwesenheit.csv").write_bytes(text.encode("cp1252"))
    assert counts(tmp_path) == (2, 2, 1)
    assert came(tmp_path)["certainty"].eq("address").all()


def test_zooms_list_saved_again_by_excel_has_lost_its_number_and_nobody(tmp_path):
    text = (
        "Topic,ID,Start time,End time\nFalls huddle,9.12346E+11,17/03/2026 13:00,17/03/2026 14:00\n,,,\n"
        "Name (original name),Email,Join time,Leave time,Duration (minutes),Recording Consent\n"
        "Ida Moss,ida@east.example,17/03/2026 13:00,17/03/2026 14:00,60,No\n"
    )
    afternoon = text.replace("13:00", "16:00").replace("14:00", "17:00").replace("Falls", "Sepsis")
    made = folder(tmp_path, {"falls.csv": text, "sepsis.csv": afternoon})
    assert counts(made) == (2, 1, 2)


def test_a_form_answered_in_the_evening_elsewhere_is_of_the_next_day_here(tmp_path):
    text = (
        '"Marca temporal","Nombre y apellidos","Correo electrónico"\n'
        '"2026/02/13 10:20:00 p. m. GMT-3","Ida Mora","ida@uno.example"\n'
        '"2026/02/13 10:26:00 p. m. GMT-3","Jon Rey","jon@dos.example"\n'
    )
    made = folder(tmp_path, {"asistencia.csv": text})
    assert counts(made) == (2, 2, 1)
    began = read(made).events["starts_at"].dt.tz_convert("Europe/London").dt.date
    assert [str(each) for each in began] == ["2026-02-14"]


def test_teams_list_in_portuguese_by_its_other_words(tmp_path):
    text = (
        "Nome Completo\tAtividade\tData e hora\n"
        "Ida Mora\tEntrou\t14/05/2024 13:00:00\nIda Mora\tSaiu\t14/05/2024 13:40:00\n"
        "Jon Rey\tEntrou\t14/05/2024 13:05:00\n"
    )
    made = folder(tmp_path, {"meetingAttendanceList.csv": text})
    stays = came(made)
    assert len(stays) == 2
    assert [str(each) for each in (stays["left_at"] - stays["joined_at"]).dropna()] == [
        "0 days 00:40:00"
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "participantes.csv",
            "Nombre (nombre original),Correo electrónico,Duración total (minutos),Invitado\n"
            "Ida Mora,ida@uno.example,40,No\n",
        ),
        ("checkin 2026-03-03.txt", "1. Ida Moss\n2. Reed, Jon\n"),
        ("register.csv", "Name,Organisation,14/04/2026,19/05/2026\nIda Moss,Eastvale,60,45\n"),
        (
            "contacts.csv",
            "Ida Moss,ida@east.example,07700 900001\nJon Reed,jon@n.example,07700 900002\n",
        ),
    ],
    ids=["unique users without a day", "numbered names", "minutes under days", "no headings"],
)
def test_what_does_not_tell_who_came_when_is_asked_about_or_said_to_be_unread(name, text, tmp_path):
    known = zoom("Ann Other,ann@one.example", day="2026-05-14")
    found = survey(folder(tmp_path, {name: text, "zoom.csv": known}), as_of=AS_OF)
    (line,) = (each for each in found.files if each.file == name)
    problems = [str(each) for each in found.problems if name in str(each)]
    assert problems or (line.format == "" and line.missed and line.note)
    assert not any(each in f"{line.note} {problems}" for each in ("Ida", "ida@", "Jon", "07700"))


@pytest.mark.parametrize(
    "line",
    [
        "Key: tick = absent",
        "A tick means absent",
        "Ticked = absent",
        "✓ means apologies",
        "Tick those who are absent",
        "Please tick if you did NOT attend",
    ],
)
def test_a_line_that_turns_the_ticks_round_is_asked_about(line, tmp_path):
    text = f"Sign-in 3 March 2026\n{line}\nName,Organisation,Attended\nIda,East,✓\nJon,East,\nKit,East,\n"
    found = survey(folder(tmp_path, {"sheet.csv": text}), as_of=AS_OF)
    (asked,) = found.problems
    assert "what does '✓' in row 4, column 'Attended', mean?" in str(asked)


def test_a_heading_that_turns_its_crosses_round_is_asked_about(tmp_path):
    text = "Sign-in 3 March 2026\nName,Attended (cross = absent)\nIda,x\nJon,\n"
    found = survey(folder(tmp_path, {"sheet.csv": text}), as_of=AS_OF)
    assert "what does 'x' in row 3" in str(found.problems[0])


def test_a_tick_under_unable_to_attend_is_somebody_who_did_not(tmp_path):
    text = "Sign-in 3 March 2026\nName,Unable to attend\nIda,x\nJon,\nKit,\n"
    assert counts(folder(tmp_path, {"sheet.csv": text})) == (2, 2, 1)


def test_addresses_in_a_form_are_read_without_what_stands_around_them(tmp_path):
    text = (
        "Timestamp,Your name,Your email\n"
        "2026/03/03 1:00:00 pm GMT,Ida Moss,ida@east.example\n"
        "2026/03/03 1:01:00 pm GMT,Jon Reed,<jon@north.example>\n"
        "2026/04/07 1:00:00 pm GMT,Ida M,(\u200bIDA\uff20east.example)\n"
        "2026/04/07 1:01:00 pm GMT,Jon Reed,jon@north.example\n"
    )
    made = folder(tmp_path, {"Sign in (Responses).csv": text})
    assert counts(made) == (4, 2, 2)
    assert came(made)["certainty"].eq("address").all()


def test_a_workbook_with_boxes_to_tick_under_a_cell_that_is_the_day(tmp_path):
    rows = [
        ["Date:", datetime(2026, 5, 12)],
        ["Venue", "Hall"],
        [],
        ["First name", "Surname", "Organisation", "Attended", "Comments"],
        ["Ida", "Moss", "Eastvale Trust", True, None],
        ["Jon", "Reed", "Northmoor Trust", False, "sent apologies"],
        ["Kit", "Lowe", "Northmoor Trust", True, None],
        ["thanks to Lou for the tea"],
    ]
    (tmp_path / "bookings.xlsx").write_bytes(workbook(Sheet1=rows))
    assert counts(tmp_path) == (2, 2, 1)


WEBINAR_HEAD = (
    "Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),,,,,"
)
WEBINAR = f"""\
Attendee Report,,,,,,,,,,
Report Generated:,"May 6, 2026 9:00 AM",,,,,,,,,
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,,,,
Stroke talk,800 0000 0007,"May 5, 2026 1:00 PM",120,2,0,3,,,,
Host Details,,,,,,,,,,
{WEBINAR_HEAD}
Yes,Ida Moss,ida@example.org,"May 5, 2026 13:00:00","May 5, 2026 15:00:00",120,,,,,
Panelist Details,,,,,,,,,,
{WEBINAR_HEAD}
Yes,Jon Reed,jon@example.org,"May 5, 2026 13:10:00","May 5, 2026 13:50:00",40,,,,,
Yes,Jon Reed,jon@example.org,"May 5, 2026 14:00:00","May 5, 2026 15:00:00",60,,,,,
Yes,JonReed,jon@example.org,"May 5, 2026 13:20:00","May 5, 2026 13:40:00",20,,,,,
Attendee Details,,,,,,,,,,
Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes),"Post (if ""other"", which)"
Yes,kit,Kit,Lowe,kit@example.org,"May 1, 2026 09:00:00",approved,"May 5, 2026 13:00:00","May 5, 2026 13:30:00",30,other
Yes,kit,,,kit@example.org,,,"May 5, 2026 13:40:00","May 5, 2026 13:55:00",15,
No,Lou,Lou,Hill,lou@example.org,"May 2, 2026 09:00:00",approved,--,--,--,nurse
Other Attended,,,,,,,,,,
User Name,Join Time,Leave Time,Time in Session (minutes),,,,,,,
44*****0123,"May 5, 2026 13:05:00","May 5, 2026 13:30:00",25,,,,,,,
"""
PLACES = """\
Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Status
71,2026-05-01,Ida,Moss,ida@example.org,2,Pair,Attending
72,2026-05-02,Jon,Reed,jon@example.org,1,Single,Checked In
73,2026-05-03,Kit,Lowe,kit@example.org,5,Table,Refunded
"""
REGISTERED = """\
1. Summary
Meeting title\tCase talk
Registered participants\t2
Start time\t5/26/26, 1:00:12 PM
End time\t5/26/26, 2:00:41 PM

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\tRegistration First Name\tRegistration Last Name\tRegistration Email\tRegistration Status
Ida Moss\t5/26/26, 1:00:12 PM\t5/26/26, 2:00:12 PM\t1h\tida@example.org\t\tOrganizer\t\t\t\t
Jon R (Guest)\t5/26/26, 1:10:00 PM\t5/26/26, 1:40:00 PM\t30m\t\t\tAttendee\tJon\tReed\tjon@example.org\tConfirmed
Lou Hill\t\t\t\t\t\t\tLou\tHill\tlou@example.org\tConfirmed
"""


def test_who_came_and_who_registered_by_exports_with_oddities_of_their_own(tmp_path):
    """Jon's second device lies within his first stay, 40 minutes, and 60 follow: 100. Kit stayed 30 and 15.

    Of the places two are Ida's and one Jon's, who was checked in; five were refunded. To the case talk
    Ida came without registering, and Lou registered and did not come.
    """
    guests = ("Ada Ash (Renal Unit)", "Bo Birch (Renal Unit)", "Cy Cole (she / her)")
    files = {
        "attendee_report.csv": WEBINAR,
        "participants.csv": zoom(*(f"{each}," for each in guests), day="2026-05-12"),
        "places.csv": PLACES,
        "Webinar - Attendance report.csv": REGISTERED,
        "community.toml": '[files."places.csv"]\nstarts = 2026-05-19\n',
    }
    told = read(folder(tmp_path, files))
    days = (
        told.events.set_index("event")["starts_at"]
        .dt.tz_convert("Europe/London")
        .dt.strftime("%d May")
    )
    came, registered = (
        told.facts(each).assign(day=lambda rows: rows["event"].map(days))
        for each in ("attendances", "registrations")
    )
    assert came.groupby("day").size().to_dict() == {
        "05 May": 4,
        "12 May": 3,
        "19 May": 1,
        "26 May": 2,
    }
    assert came.groupby("day")["person"].nunique()[["05 May", "12 May"]].tolist() == [3, 3]
    assert registered.groupby("day").size().to_dict() == {"05 May": 2, "19 May": 3, "26 May": 2}
    assert sorted(came.loc[came["day"] == "05 May", "minutes"]) == [25, 45, 100, 120]


SUMMED = (
    CAMPAIGNS
    + 'May,S,L,"May 04, 2024 10:00 am",Sat,20,20,0,9,9,1,1,0,aa11\n'
    + 'June,S,L,"Jun 04, 2024 10:00 am",Tue,22,20,2,9,9,1,1,0,aa12\n'
)


@pytest.mark.parametrize("word", ["Total", "Average", "Summe"])
def test_a_row_that_sums_up_mailings_is_none_and_one_that_is_called_so_is(word, tmp_path):
    """What stands in the row tells: of a sum there is no day, no subject and no id."""
    sums = f"{word},,,,,42,40,2,9,18,1,2,0,\n"
    news = f'{word},S,L,"Jul 04, 2024 10:00 am",Thu,20,20,0,9,9,1,1,0,aa13\n'
    place = folder(tmp_path, {"c.csv": SUMMED + news + sums})
    (file,) = read_folder(place, read_settings(place)).files
    assert file.rows == 3
    assert file.note.startswith("row 5 ")  # the sum, under the mailing of that name


def test_two_meetings_in_one_file_are_asked_about_and_a_conference_is_not(tmp_path):
    """Asha was at both: as one meeting she would have come once."""
    head, may = ZOOM, "Asha,a@x.org,2024-05-14 13:00,2024-05-14 14:00,60,No\n"
    days = [may, *(may.replace("05-14", f"05-{day}") for day in (15, 16))]
    june = may.replace("05-14", "06-11")
    place = folder(
        tmp_path, {"three days.csv": head + "".join(days), "both.csv": head + may + june}
    )
    (problem,) = read_folder(place, read_settings(place)).problems
    assert str(problem) == (
        "both.csv: is it of one meeting? People came on 14 May 2024, and next on 11 Jun 2024. If it is of "
        'several, put each into a file of its own. Answer in community.toml, under [files."both.csv"]: '
        "starts = 2024-05-14  # one meeting"
    )
    folder(place, {"community.toml": '[files."both.csv"]\nstarts = 2024-05-14  # one meeting\n'})
    assert read_folder(place, read_settings(place)).problems == ()
