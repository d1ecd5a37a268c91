"""Zoom in the languages that it writes: waiting rooms, hosts, webinars and registrations."""

from __future__ import annotations

import pytest
from reading import languages, read

LANGUAGES = languages("zoom")
ENGLISH = LANGUAGES["english"]


def word(language, thing):
    return LANGUAGES[language].get(thing, ENGLISH[thing])[0]


def lines(*rows):
    return "\n".join(",".join(row) for row in rows)


def webinar(language, *, host_section=None):
    table = [word(language, each) for each in ("attended", "user_name", "address")]
    times = [word(language, each) for each in ("joined_at", "left_at", "in_session")]
    registered = [word(language, each) for each in ("registered_at", "approval")]
    yes, no = word(language, "yes"), word(language, "no")
    stay = ["2024-05-14 13:00", "2024-05-14 13:40", "40"]
    return lines(
        [word(language, "attendee_report")],
        [host_section or word(language, "host_section")],
        [*table, *times],
        [yes, "Dev", "dev@example.org", *stay],
        ["Detalles"],
        [*table, *registered, *times],
        [yes, "Zoë", "zoe@example.org", "2024-05-01", word(language, "approved"), *stay],
        [no, "Cy", "cy@example.org", "2024-05-01", word(language, "withdrawn"), "--", "--", "--"],
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_was_only_in_the_waiting_room_was_not_there_in_any_language(tmp_path, language):
    heads = ("name", "address", "joined_at", "left_at", "minutes", "waiting")
    stay = ["", "2024-05-14 13:00", "2024-05-14 13:40", "40"]
    name, reading = read(
        tmp_path,
        lines(
            [word(language, each) for each in heads],
            ["Zoë", *stay, word(language, "no")],
            ["Ben", *stay, word(language, "yes")],
        ),
    )
    assert name == "Zoom meeting participants"
    left_out = reading.tables["attendance"]["left_out"]
    assert left_out.isna().tolist() == [True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_host_of_a_webinar_is_no_guest_in_any_language(tmp_path, language):
    name, reading = read(tmp_path, webinar(language))
    rows = reading.tables["attendance"]
    assert name == "Zoom webinar attendees"
    assert rows["role"].fillna("").tolist() == ["Host", "", ""]
    assert rows["status"].tolist() == ["attended", "attended", "cancelled"]


def test_a_section_above_the_audience_is_of_hosts_whatever_its_title(tmp_path):
    _, reading = read(tmp_path, webinar("german", host_section="Vortragende"))
    assert reading.tables["attendance"]["role"].fillna("").tolist() == ["Panelist", "", ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_registration_that_was_withdrawn_is_none_in_any_language(tmp_path, language):
    heads = ("first_name", "surname", "address", "registered_at", "approval")
    name, reading = read(
        tmp_path,
        lines(
            [word(language, "topic"), word(language, "number"), word(language, "start")],
            ["Talk", "900", "2024-05-14 13:00"],
            ["Details"],
            [word(language, each) for each in heads],
            ["Zoë", "Two", "zoe@example.org", "2024-05-01", word(language, "approved")],
            ["Ben", "Six", "ben@example.org", "2024-05-01", word(language, "withdrawn")],
        ),
    )
    assert name == "Zoom registrations"
    assert reading.tables["attendance"]["status"].tolist() == ["registered", "cancelled"]
    assert str(reading.tables["sessions"]["starts_at"][0]) == "2024-05-14 12:00:00+00:00"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_meetings_has_the_participants_address_not_the_hosts(tmp_path, language):
    meeting = ["topic", "number", "address", "created_at", "start", "minutes"]
    person = ["name", "address", "joined_at", "left_at", "minutes"]
    heads = [word(language, each) for each in (*meeting, *person)]
    held = ["Talk", "900", "host@example.org", "2024-01-01", "2024-05-14 13:00", "60"]
    name, reading = read(
        tmp_path,
        lines(
            heads,
            [*held, "Zoë", "zoe@example.org", "2024-05-14 13:00", "2024-05-14 13:40", "40"],
        ),
    )
    assert name == "Zoom list of meetings with their participants"
    rows = reading.tables["attendance"]
    assert (rows["address"][0], rows["minutes"][0]) == ("zoe@example.org", 40)


def test_a_yes_or_no_in_no_known_language_is_pointed_at(tmp_path):
    text = lines(
        ["Name (Original Name)", "User Email", "Duration (Minutes)", "In Waiting Room"],
        ["Zoë", "", "40", "Kyllä"],
    )
    _, reading = read(tmp_path, text)
    (problem,) = reading.problems
    assert str(problem) == (
        "export.csv, row 2, column 'In Waiting Room': 'Kyllä' is not one of yes, no. "
        "Write one of these."
    )


def test_who_is_marked_as_host_behind_the_name_is_a_host(tmp_path):
    text = lines(
        ["Name (Original Name)", "User Email", "Duration (Minutes)"],
        ["Zoë Two (Host)", "", "40"],
        ["Ben (Host Families)", "", "40"],
    )
    _, reading = read(tmp_path, text)
    rows = reading.tables["attendance"]
    assert rows["name"].tolist() == ["Zoë Two", "Ben (Host Families)"]
    assert rows["role"].fillna("").tolist() == ["Host", ""]


def said(reading):
    return [each.says for each in reading.notes]


def test_a_report_without_its_waiting_room_says_whom_it_counts(tmp_path):
    people = ("Name (Original Name)", "Email", "Join Time", "Leave Time", "Duration (Minutes)")
    text = lines(
        [*people, "Recording disclaimer response"],
        ["Zoë", "zoe@example.org", "2024-05-14 13:00", "2024-05-14 13:40", "40", "OK"],
    )
    _, reading = read(tmp_path, text)
    assert said(reading) == [
        "no column 'In Waiting Room': who was only in the waiting room counts as having come"
    ]


def test_the_line_that_zoom_writes_under_its_table_is_no_row_and_not_worth_a_word(tmp_path):
    people = ["Name (Original Name)", "Email", "Join Time", "Leave Time", "Duration (Minutes)"]
    row = ["Zoë", "zoe@example.org", "2024-05-14 13:00", "2024-05-14 13:40", "40"]
    text = lines([*people, "In Waiting Room"], [*row, "No"], ["Zoom Report generated 05/15/2024"])
    _, reading = read(tmp_path, text)
    assert (said(reading), reading.rows) == ([], 1)


def test_the_topic_may_stand_beside_its_label(tmp_path):
    people = ["Name (Original Name)", "Email", "Join Time", "Leave Time", "Duration (Minutes)"]
    row = ["Zoë", "zoe@example.org", "2024-05-14 13:00", "2024-05-14 13:40", "40"]
    start = ["Start Time", "2024-05-14 13:00"]
    for above in ([["Topic", "Falls"], start], [["Topic", "Start Time"], ["Falls", start[1]]]):
        _, reading = read(tmp_path, lines(*above, [""], people, row))
        assert reading.tables["sessions"]["title"].tolist() == ["Falls"]


def test_a_report_of_unique_users_lacks_nothing(tmp_path):
    text = lines(
        ["Name (Original Name)", "User Email", "Total Duration (Minutes)", "Guest"],
        ["Zoë", "zoe@example.org", "40", "No"],
    )
    _, reading = read(tmp_path, text)
    assert (reading.notes, reading.unused) == ((), ())


def listed(head, cell):
    """The minutes of the one person in a list of meetings, with what the file says of it."""
    meeting = ["Topic", "ID", "Start time", "End time", "Duration (minutes)", "Creation time"]
    person = ["Name (original name)", "Email", "Join time", "Leave time", *head]
    told = ["Clinic", "912", "2025-07-22 09:00", "2025-07-22 10:00", "60", "2025-01-12 19:00"]
    return lines(
        [*meeting, *person],
        [*told, "Ben", "ben@example.org", "2025-07-22 09:05", "2025-07-22 09:40", *cell],
    )


def test_the_length_of_a_listed_meeting_is_nobodys_stay(tmp_path):
    _, named = read(tmp_path, listed(["Duration (minutes)"], ["35"]))
    _, renamed = read(tmp_path, listed(["Time there"], ["35"]))
    assert named.tables["attendance"]["minutes"].tolist() == [35.0]
    assert renamed.tables["attendance"]["minutes"].isna().all()
    assert [each.says for each in renamed.notes] == [
        "no column 'Duration (Minutes)': how long people stayed is worked out from their coming and going",
        "no column 'Host name': who hosted is known only by a mark behind the name",
    ]


def test_a_list_of_meetings_says_of_each_who_hosted_it(tmp_path):
    """Ben's clinic and Cy's talk: by address, in any language; by name where the list has no address."""
    times = ["2025-07-22 09:05", "2025-07-22 09:40", "35"]
    person = ["name", "address", "joined_at", "left_at", "minutes"]
    for language in LANGUAGES:
        heads = ["host_name", "host_address", "topic", "number", "created_at", "start", *person]
        clinic = ["Dr B", "Ben@example.org", "Clinic", "912", "2025-01-12", "2025-07-22 09:00"]
        talk = ["Cy Three", "", "Talk", "913", "2025-01-12", "2025-07-22 12:00"]
        text = lines(
            [word(language, each) for each in heads],
            [*clinic, "Ben", "ben@example.org", *times],
            [*clinic, "Cy Three", "", *times],
            [*talk, "Cy Three", "", *times],
            [*talk, "Ben", "ben@example.org", *times],
        )
        rows = read(tmp_path, text)[1].tables["attendance"]
        assert rows["role"].fillna("").tolist() == ["Host", "", "Host", ""], language


def test_two_stays_of_one_person_in_a_list_of_meetings_are_asked_about(tmp_path):
    _, reading = read(tmp_path, listed(["Duration (minutes)", "Duration (minutes)"], ["35", "30"]))
    assert "several columns 'Duration (minutes)' that differ (column K, column L)" in str(
        reading.problems[0]
    )


ABOVE = "Meeting ID,Topic,Start Time\n973 0329 0176,Session 2,{}\n\n"
BARE = (
    "Name (original name),User Email,Join Time,Leave Time,Duration (Minutes)\n"
    "Ana,ana@example.org,18:14,20:00,106\nBea,bea@example.org,6:50 PM,20:00,70\n"
)


def test_times_without_a_date_are_of_the_day_above_them(tmp_path):
    """11 September 2026 is in summer time: 18:14 is 17:14 in UTC."""
    _, reading = read(tmp_path, ABOVE.format("Sep 11 2026") + BARE)
    rows = reading.tables["attendance"]
    assert [f"{each:%Y-%m-%d %H:%M}" for each in rows["joined_at"]] == [
        "2026-09-11 17:14",
        "2026-09-11 17:50",
    ]
    assert rows["minutes"].tolist() == [106, 70]


@pytest.mark.parametrize("above", ["", ABOVE.format("Session"), ABOVE.format("18:00")])
def test_times_of_which_nothing_says_the_day_are_asked_about(tmp_path, above):
    _, reading = read(tmp_path, above + BARE)
    assert [str(each).partition(": ")[2] for each in reading.problems] == [
        "on which day was it? The times in it have no date. Answer in community.toml, under "
        '[files."export.csv"]: starts = 2024-05-14  # its own day'
    ]
