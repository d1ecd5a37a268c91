"""What each kind of activity drew."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import EVENTS, folder, zoom

from copmetrics.accounts.activities import activities_section
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.community.community import load

pytestmark = pytest.mark.slow


def test_attendances_an_event_are_those_of_the_events_that_say_who_came(tmp_path):
    listed = (
        "may,Clinic,2024-05-14 13:00,2024-05-14 14:00,online,Visits,,,\n"
        "june,Clinic,2024-06-11 13:00,2024-06-11 14:00,online,Visits,,,\n"
    )
    files = {"events.csv": EVENTS + listed, "zoom.csv": zoom("Asha,", "Ben,", day="2024-05-14")}
    community = load(folder(tmp_path, files), as_of=pd.Timestamp("2024-10-05", tz="UTC"))
    figures = QuarterFigures.of(community, community.quarter("2024/25-Q1"))
    table = next(each for each in activities_section(figures).blocks if hasattr(each, "rows"))
    (row,) = table.rows
    assert row[1:4] == (2, 2, 2)  # two events, two attendances, both at the one that is recorded
