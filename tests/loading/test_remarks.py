"""What a file does not say stands in `check`, and beside the numbers that depend on it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from folders import folder, zoom

import copmetrics
from copmetrics.loading import sheet_reading
from copmetrics.measures.base import Source
from copmetrics.readers import zoom as zoom_reader

pytestmark = pytest.mark.slow

SAYS = "no column 'Guest status': guests count"


def test_a_note_that_bears_on_attendance_makes_it_an_estimate_in_its_quarter_alone(
    tmp_path, monkeypatch
):
    guest = zoom_reader.text("Guest status").or_note("guests count", bears_on=Source.ATTENDANCE)
    reader = replace(
        zoom_reader.ZOOM_PARTICIPANTS,
        columns={**zoom_reader.ZOOM_PARTICIPANTS.columns, "guest": guest},
    )
    monkeypatch.setattr(sheet_reading, "READERS", (reader,))
    place = folder(
        tmp_path,
        {
            "may.csv": zoom("Asha,asha@example.org"),
            "july.csv": zoom("Asha,asha@example.org", day="2024-07-16").replace(
                "Recording Consent", "Guest status"
            ),
        },
    )
    community = copmetrics.load(place, as_of=pd.Timestamp("2024-11-05", tz="UTC"))
    assert [each.note for each in community.files] == ["", SAYS]
    assert f"may.csv: {SAYS}" in community.notes
    found = community.indicators(only=["attendances"]).set_index("quarter")
    assert list(found["basis"]) == ["estimate", "actual"]
    assert list(found["note"]) == [f"of one file: {SAYS}", ""]
    assert list(found["value"]) == [1.0, 1.0]


FEEDBACK = "Timestamp,Which event?,How would you rate the event?,What went well?,What to improve?\n"
ANSWER = '2024/05/15 10:00:00,{},4,"Asha, again",\n'
WAITED = (
    "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,"
    "Recording disclaimer response,In waiting room\n"
    "Asha,asha@example.org,2024-05-14 13:00:00,2024-05-14 14:00:00,60,No,,Yes\n"
)
NEVER_ON_IT = (
    "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,LAST_CHANGED,LEID,EUID,Status\n"
    "a@example.org,Asha,One,2,2024-05-01 10:00:00,1.2.3.4,2024-05-01 10:00:00,1,e1,non-subscribed\n"
)


def why_unknown(place, files, indicator, quarter="2024/25-Q1"):
    community = copmetrics.load(folder(place, files), as_of=pd.Timestamp("2024-11-05", tz="UTC"))
    found = community.indicators(only=[indicator]).set_index("quarter")
    row = found.loc[community.quarter(quarter)]
    assert row["basis"] == "unknown"
    return row["note"]


def test_an_export_that_is_of_no_quarter_is_not_said_to_be_missing(tmp_path):
    files = {"may.csv": zoom("Asha,asha@example.org")}
    two = FEEDBACK + ANSWER.format("A workshop elsewhere") + ANSWER.format("Another")
    assert why_unknown(tmp_path / "none", files, "feedback_rating") == (
        "no feedback export is in the folder"
    )
    assert why_unknown(tmp_path / "lost", {**files, "f.csv": two}, "feedback_rating") == (
        "the folder has 2 rows of feedback, of no event that is known"
    )
    assert why_unknown(tmp_path / "waited", {"may.csv": WAITED}, "attendances") == (
        "the folder has 1 row of attendance, all left out, as copmetrics check tells"
    )
    assert why_unknown(
        tmp_path / "list", {**files, "subscribed.csv": NEVER_ON_IT}, "list_members"
    ) == ("the folder has 1 row of mailing list (audience), none of somebody who was ever on it")


def test_answers_of_no_known_event_are_told_beside_the_quarters_that_have_some(tmp_path):
    """May's answer counts; the other one, of another workshop, may be of June's event or of nothing."""
    files = {
        "may.csv": zoom("Asha,asha@example.org"),
        "july.csv": zoom("Asha,asha@example.org", day="2024-07-16"),
        "f.csv": FEEDBACK + ANSWER.format("") + ANSWER.format("A workshop elsewhere"),
    }
    assert why_unknown(tmp_path, files, "feedback_rating", "2024/25-Q2") == (
        "no feedback export reaches this quarter yet; "
        "the folder has 1 row of feedback, of no event that is known"
    )
