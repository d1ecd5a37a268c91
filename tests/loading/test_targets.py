"""Whom the community wants to reach: each organisation and profession is asked after once."""

from __future__ import annotations

from folders import folder, zoom

from copmetrics.community.community import load


def test_a_profession_listed_twice_in_another_letter_case_is_one(tmp_path):
    files = {
        "targets.csv": "kind,name\nprofession,Nurse\nprofession,nurse\nprofession,Porter\n",
        "zoom.csv": zoom("Asha,asha@example.org"),
    }
    community = load(folder(tmp_path, files), as_of="2024-10-05")
    assert community.tables["targets"]["name"].tolist() == ["Nurse", "Porter"]
    reached = community.facts("target_reach")
    assert reached[["name", "attended"]].values.tolist() == [["Nurse", 0], ["Porter", 0]]
