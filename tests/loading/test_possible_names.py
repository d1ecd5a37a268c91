"""Comments that may name somebody are marked for leaders; titles that may are told by `check`."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import folder, zoom

from copmetrics.accounts.account import ReportTable
from copmetrics.accounts.feedback import MARKED, feedback_section
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.community.community import load
from copmetrics.settings import Profile

pytestmark = pytest.mark.slow

FORM = (
    'Timestamp,Which event was it?,"How would you rate it, from 1 to 5?",What went well?,What would you change?\n'
    "2024/06/18 2:03:00 PM GMT+1,,4,Asha was great,More time\n"
    "2024/06/18 2:14:00 PM GMT+1,,5,The example,\n"
)
EVENTS = "Event,Title,Starts\nfarewell,Farewell to Asha One,2024-06-25 13:00\n"


def test_comments_are_marked_inside_and_titles_are_noted(tmp_path):
    files = {
        "zoom.csv": zoom("Asha One,asha@example.org", day="2024-06-18"),
        "form.csv": FORM,
        "events.csv": EVENTS,
    }
    there = load(folder(tmp_path, files), as_of=pd.Timestamp("2024-10-05", tz="UTC"))
    assert there.naming == {"Asha was great"}
    assert [each for each in there.notes if "may name" in each] == [
        "the title of the event 'Farewell to Asha One' may name somebody, and stands in every account that "
        "tells it"
    ]
    quarter = there.quarter("2024/25-Q1")
    inside = feedback_section(QuarterFigures.of(there, quarter))
    words = next(
        each
        for each in inside.blocks
        if isinstance(each, ReportTable) and each.id == "feedback-words"
    )
    assert {(row[2], row[3]) for row in words.rows} == {
        ("Asha was great", MARKED),
        ("The example", None),
        ("More time", None),
    }
    outside = feedback_section(QuarterFigures.of(there, quarter, Profile.SHARE))
    assert "Asha" not in repr(outside)
