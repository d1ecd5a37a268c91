"""Reports of several sections: a title that nobody knows is said, and no section is missed in silence."""

from __future__ import annotations

import pytest
from reading import languages, read

ATTENDED = "Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)"
STAY = "2024-05-14 13:00,2024-05-14 13:40,40"
ASHA, BEN = f"Yes,Asha,asha@example.org,{STAY}", f"Yes,Ben,ben@example.org,{STAY}"
WEBINAR = "Attendee Report\n{title}\n{head}\n{asha}\nAttendee Details\n{head}\n{ben}\n".format
GOTO = (
    "Attendee Report\nWebinar ID,123\nAttendee Details\n"
    "Attended,Interest Rating,Last Name,First Name,Email Address\nYes,7,One,Asha,a@example.org\n"
)
TEAMS = (
    "1. Summary\nMeeting title\tHuddle\n\n2. Participants\n"
    "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
    "Zoë\t14/05/2024 13:00\t14/05/2024 13:20\t20m\t\t\tAttendee\n\n"
)
TEAMS_2021 = (
    "Meeting Summary\nMeeting Title\tHuddle\n\n"
    "Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
    "Zoë\t14/05/2024 13:00\t14/05/2024 13:20\t20m\t\tAttendee\n"
)
TITLES = {
    "Details zum Host": "Host",
    "Angaben zum Gastgeber": "Host",
    "Détails sur l’hôte": "Host",
    "Dettagli dell'organizzatore": "Host",
    "Informações do anfitrião": "Host",
    "Details zu den Diskussionsteilnehmern": None,
    "Podiumsteilnehmer-Details": "Panelist",
    "Detalles de los panelistas": "Panelist",
    "Detalles de los participantes": "",
}


def webinar(title):
    return WEBINAR(title=title, head=ATTENDED, asha=ASHA, ben=BEN)


def said(reading):
    return [each.says for each in reading.notes]


def problems(reading):
    return [str(each) for each in reading.problems]


@pytest.mark.parametrize("language", languages("zoom"))
def test_every_language_says_whose_sections_are(language):
    assert {"host_section", "panelist_section", "audience_section"} <= set(
        languages("zoom")[language]
    )


def test_a_title_speaks_by_its_nouns_and_one_without_a_known_noun_is_said(tmp_path):
    for title, role in TITLES.items():
        _, reading = read(tmp_path, webinar(title))
        notes = said(reading)
        assert reading.tables["attendance"]["role"].fillna("").tolist()[0] == (
            "Panelist" if role is None else role
        ), title
        assert notes == (
            [
                "no title that copmetrics knows above row 3: by their place, the people under it "
                "count as panellists"
            ]
            if role is None
            else []
        ), title


def test_an_audience_under_a_title_that_nobody_knows_is_said_too(tmp_path):
    told = webinar("Host Details").replace("Attendee Details", "Lyssnare")
    _, reading = read(tmp_path, told)
    assert reading.tables["attendance"]["role"].fillna("").tolist() == ["Host", ""]
    assert said(reading) == [
        "no title that copmetrics knows above row 6: by their place, the people under it count as audience"
    ]


def test_a_section_of_a_webinar_whose_headings_nobody_knows_is_not_left_out_in_silence(tmp_path):
    """Some headings known: the file is refused. None known: the section is said not to be read."""
    some = webinar("Host Details").replace("Join Time,Leave", "Kom,Gick", 1)
    none = some.replace("Time in Session (minutes)", "Minuter", 1).replace("Gick Time", "Gick", 1)
    assert problems(read(tmp_path, some)[1]) == [
        "export.csv: row 3 begins a table without 'Join Time' and 'Leave Time'. Write each over its column, or "
        "export the file again."
    ]
    below = webinar("Host Details") + "Others\nNamn,Kom,Gick\nCy,13:00,13:10\n"
    assert said(read(tmp_path, below)[1]) == [
        "the section under row 8 is not one that copmetrics knows: it is not read"
    ]
    assert said(read(tmp_path, none)[1]) == [
        "the section under row 2 is not one that copmetrics knows: it is not read"
    ]


@pytest.mark.parametrize(
    ("report", "section"),
    [
        (GOTO, "Staff\nNamn,Roll\nCy,Vakt\n"),
        (TEAMS, "5. Rum\nNamn\tKom\nCy\t14/05/2024 13:00\n"),
        (TEAMS, "Rum\nNamn\tKom\nCy\t14/05/2024 13:00\n"),
    ],
    ids=["GoToWebinar", "Teams, a fifth", "Teams, without a number"],
)
def test_a_section_that_nobody_knows_is_said_not_to_be_read(tmp_path, report, section):
    row = report.count("\n") + 1
    _, reading = read(tmp_path, report + section)
    assert reading.problems == ()
    assert said(reading)[-1] == (
        f"the section under row {row} is not one that copmetrics knows: it is not read"
    )


def test_headings_that_are_there_again_among_the_people_are_refused(tmp_path):
    """Else the people below them would be left out."""
    head, person = TEAMS.splitlines()[4:6]
    report = TEAMS.replace(person, f"{person}\n{head}\n{person.replace('Zoë', 'Ben')}")
    assert problems(read(tmp_path, report)[1]) == [
        "export.csv: repeats its headings in row 7. Delete that row, or download the report again."
    ]


def test_a_report_with_an_empty_column_to_its_left_is_read_as_it_was(tmp_path):
    """Its title and its start stand beside their labels, wherever these are."""
    started = TEAMS.replace("Meeting title", "Start time\t14/05/2024 12:58\nMeeting title")
    moved = "\n".join(f"\t{line}" for line in started.splitlines())
    for text in (started, moved):
        name, reading = read(tmp_path, text)
        (session,) = reading.tables["sessions"].to_dict("records")
        assert name == "Microsoft Teams attendance report"
        assert (session["title"], str(session["starts_at"])[:16]) == ("Huddle", "2024-05-14 11:58")


@pytest.mark.parametrize(
    "section",
    [
        "3. In-Meeting Activities\nName\tJoin Time\nZoë\t14/05/2024 13:00\n",
        "4. Meeting engagement\nName\tEngagement type\nZoë\tApplause\n",
    ],
)
def test_sections_of_teams_that_are_not_needed_are_not_spoken_of(tmp_path, section):
    assert not any("section" in each for each in said(read(tmp_path, TEAMS + section)[1]))


@pytest.mark.parametrize(
    ("report", "what"),
    [
        (webinar("Host Details"), "another begins in row 8"),
        (GOTO, "row 7 is of another webinar"),
        (TEAMS, "another lists its participants under row 11"),
        (TEAMS_2021, "another begins in row 9"),
    ],
    ids=["Zoom", "GoToWebinar", "Teams", "Teams of 2021"],
)
def test_two_reports_pasted_into_one_file_are_refused(tmp_path, report, what):
    assert problems(read(tmp_path, report)[1]) == []
    assert problems(read(tmp_path, report + report)[1]) == [
        f"export.csv: holds several reports: {what}. Keep each in a file of its own."
    ]
