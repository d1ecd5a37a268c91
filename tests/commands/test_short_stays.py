"""Stays under the community's minimum do not count, and check says how many they are."""

from __future__ import annotations

import pandas as pd
from folders import ZOOM, folder

from copmetrics.commands.short_stays import short_stays
from copmetrics.community.community import load

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
STAYS = ZOOM + (
    "Asha,,2024-05-14 13:00:00,2024-05-14 14:00:00,60,No\n"
    "Ben,,2024-05-14 13:00:00,2024-05-14 13:04:00,4,No\n"
    "Chlo\u00eb,,2024-05-14 13:00:00,2024-05-14 13:03:00,3,No\n"
    "Chlo\u00eb,,2024-05-14 13:10:00,2024-05-14 13:13:00,3,No\n"
)


def test_stays_under_the_minimum_are_counted_out_and_said(tmp_path):
    files = {"may.csv": STAYS, "community.toml": "minimum_minutes = 5\n"}
    community = load(folder(tmp_path, files), as_of=AS_OF)
    assert len(community.facts("attendances")) == 2  # Asha 60 min, Chlo\u00eb twice 3 min
    assert short_stays(community) == [
        "not counted: 1 stay shorter than 5 min (minimum_minutes in community.toml)"
    ]


def test_nothing_is_said_without_a_minimum_or_where_all_stayed_long_enough(tmp_path):
    assert short_stays(load(folder(tmp_path, {"may.csv": STAYS}), as_of=AS_OF)) == []
    folder(tmp_path, {"community.toml": "minimum_minutes = 2\n"})
    assert short_stays(load(tmp_path, as_of=AS_OF)) == []
