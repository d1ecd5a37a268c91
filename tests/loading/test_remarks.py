"""What a file does not say stands in `check`, and beside the numbers that depend on it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from folders import folder, zoom

import copmetrics
from copmetrics.loading import sheet_reading
from copmetrics.measures.base import Source
from copmetrics.readers import zoom as zoom_reader

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
                "Guest", "Guest status"
            ),
        },
    )
    community = copmetrics.load(place, as_of=pd.Timestamp("2024-11-05", tz="UTC"))
    assert [each.note for each in community.files] == ["", SAYS]
    assert f"may.csv: {SAYS}" in community.notes
    found = community.indicators(only=["attendances"]).set_index("quarter")
    assert list(found["basis"]) == ["estimate", "actual"]
    assert list(found["note"]) == [f"a file has {SAYS}", ""]
    assert list(found["value"]) == [1.0, 1.0]
