"""What each kind of activity drew."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import EVENTS, folder, zoom
from narrated import activities_of

from copmetrics.accounts.activities import _kind_place, activities_section
from copmetrics.community.community import load
from copmetrics.framework.learning_activities import CLUSTERS

pytestmark = pytest.mark.slow


def test_attendances_an_event_are_those_of_the_events_that_say_who_came(tmp_path):
    listed = (
        "may,Clinic,2024-05-14 13:00,2024-05-14 14:00,online,Visits,,,\n"
        "june,Clinic,2024-06-11 13:00,2024-06-11 14:00,online,Visits,,,\n"
    )
    files = {"events.csv": EVENTS + listed, "zoom.csv": zoom("Asha,", "Ben,", day="2024-05-14")}
    community = load(folder(tmp_path, files), as_of=pd.Timestamp("2024-10-05", tz="UTC"))
    figures = activities_of(community, community.quarter("2024/25-Q1"))
    table = next(each for each in activities_section(figures).blocks if hasattr(each, "rows"))
    (row,) = table.rows
    assert row[1:4] == (2, 2, 2)  # two events, two attendances, both at the one that is recorded


def test_a_kind_of_which_no_event_says_where_its_sources_are_lies_where_it_does_by_default():
    # tables of one's own need not say it
    kind = CLUSTERS[next(iter(CLUSTERS))]
    own = pd.DataFrame({"from_with": [2.0], "informal_formal": [1.0], "inside_outside": [None]})
    place = _kind_place(kind, own)
    assert (place.from_with, place.informal_formal, place.events) == (2, 1, 1)
    assert place.sources == kind.inside_outside
