"""A clock that a file states is obeyed, wherever the file states it."""

from __future__ import annotations

import pytest
from reading import read

from copmetrics.readers.clocks import stated_zone
from copmetrics.readers.files import heading


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("First Join (UTC)", "UTC"),
        ("Start Time (GMT+01:00)", "Etc/GMT-1"),
        ("Start time (UTC-5)", "Etc/GMT+5"),
        ("Timestamp (Europe/Paris)", "Europe/Paris"),
        ("Joined (BST)", "Etc/GMT-1"),
        ("UTC", "UTC"),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
        ("(GMT+01:00) Amsterdam, Berlin", "Europe/Amsterdam"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC+05:30) Chennai, Mumbai", "Asia/Kolkata"),
        ("Participant ID (UPN)", ""),
        ("Attended (Y/N)", ""),
        ("Duration (minutes)", ""),
        ("Zebra", ""),
    ],
)
def test_a_clock_is_known_where_it_is_stated(said, zone):
    assert stated_zone(said) == zone


def test_a_heading_is_the_same_whatever_clock_it_states():
    assert heading("First Join (UTC)") == heading("first join (GMT+01:00)") == "first join"
    assert heading("Participant ID (UPN)") == "participant id (upn)"


TEAMS = "Name\tFirst Join{}\tLast Leave{}\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
ZOË = "Zoë\t7/1/24, 12:30:00 AM\t7/1/24, 12:50:00 AM\t20m\t\tzoe@example.org\tAttendee\n"


def joined(reading):
    return str(reading.tables["attendance"]["joined_at"][0])


def test_a_meeting_of_half_past_midnight_in_utc_is_in_july_not_in_june(tmp_path):
    answers = {"day_first": False}
    _, stated = read(tmp_path, TEAMS.format(" (UTC)", " (UTC)") + ZOË, **answers)
    _, local = read(tmp_path, TEAMS.format("", "") + ZOË, **answers)
    assert joined(stated) == "2024-07-01 00:30:00+00:00"
    assert joined(local) == "2024-06-30 23:30:00+00:00"


def test_the_communitys_own_answer_goes_before_the_clock_of_the_file(tmp_path):
    answers = {"day_first": False, "timezone": "Europe/Berlin"}
    _, reading = read(tmp_path, TEAMS.format(" (UTC)", " (UTC)") + ZOË, **answers)
    assert joined(reading) == "2024-06-30 22:30:00+00:00"


def test_a_start_without_a_clock_above_a_table_with_one_is_not_guessed(tmp_path):
    above = "1. Summary\nStart time\t7/1/24, 1:29:00 AM\n\n2. Participants\n"
    text = above + TEAMS.format(" (UTC)", " (UTC)") + ZOË
    _, reading = read(tmp_path, text, day_first=False)
    assert str(reading.tables["sessions"]["starts_at"][0]) == "2024-07-01 00:30:00+00:00"


ZOOM = "Name (original name),Email,Join time,Leave time,Duration (minutes)\n"
ASHA = "Asha,,2024-05-14 13:00:00,2024-05-14 13:40:00,40\n"


def test_a_row_above_the_table_states_the_clock_of_the_whole_file(tmp_path):
    above = (
        'Topic,Start Time\nHuddle,2024-05-14 12:55:00\nTime Zone,"(GMT+01:00) Amsterdam, Berlin"\n'
    )
    _, reading = read(tmp_path, above + ZOOM + ASHA)
    assert joined(reading) == "2024-05-14 11:00:00+00:00"
    assert str(reading.tables["sessions"]["starts_at"][0]) == "2024-05-14 10:55:00+00:00"


def test_a_heading_above_the_table_states_the_clock_of_its_own_cell(tmp_path):
    above = "Topic,Start Time (UTC)\nHuddle,2024-05-14 12:00:00\n\n"
    _, reading = read(tmp_path, above + ZOOM + ASHA)
    assert str(reading.tables["sessions"]["starts_at"][0]) == "2024-05-14 12:00:00+00:00"
    assert joined(reading) == "2024-05-14 12:00:00+00:00"


def test_the_list_of_2020_obeys_the_clock_of_its_heading(tmp_path):
    text = "Full Name,User Action,Timestamp (UTC)\nZoë,Joined,2024-05-14 13:00:00\n"
    _, reading = read(tmp_path, text)
    assert joined(reading) == "2024-05-14 13:00:00+00:00"
