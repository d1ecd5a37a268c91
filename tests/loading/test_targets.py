"""Whom the community wants to reach: each organisation and profession is asked after once."""

from __future__ import annotations

import pandas as pd
from folders import folder, zoom

from copmetrics.community.community import load
from copmetrics.loading.survey import survey


def test_a_profession_listed_twice_in_another_letter_case_is_one(tmp_path):
    files = {
        "targets.csv": "kind,name\nprofession,Nurse\nprofession,nurse\nprofession,Porter\n",
        "zoom.csv": zoom("Asha,asha@example.org"),
    }
    community = load(folder(tmp_path, files), as_of="2024-10-05")
    assert community.tables["targets"]["name"].tolist() == ["Nurse", "Porter"]
    reached = community.facts("target_reach")
    assert reached[["name", "attended"]].values.tolist() == [["Nurse", 0], ["Porter", 0]]


def test_a_share_can_come_to_no_more_than_all(tmp_path):
    aims = "[targets]\nopen_rate = 0.5\nclick_rate = 9\n[milestones.open_rate]\nvalue = 40\nby = 2026-12-31\n"
    files = {"community.toml": aims, "zoom.csv": zoom("Asha,asha@example.org")}
    read = survey(folder(tmp_path, files), as_of=pd.Timestamp("2024-10-05", tz="UTC"))
    assert [str(each) for each in read.problems] == [
        "community.toml: targets.click_rate = 9 is not a share, which is a number from 0 to 1. "
        "Write 40 % as 0.4.",
        "community.toml: milestones.open_rate.value = 40 is not a share, which is a number from 0 to 1. "
        "Write 40 % as 0.4.",
    ]
