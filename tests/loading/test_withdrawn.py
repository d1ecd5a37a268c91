"""What somebody withdraws in one file is told by no other."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import folder, zoom
from telling import STEPS, STORIES

from copmetrics.community.community import load
from copmetrics.loading.survey import survey
from copmetrics.loading.withdrawn import KNOWN_BY, withdrawn_everywhere
from copmetrics.schema import RAW

OUTPUTS = "Date,Title,Event,Kind,Link or file,By,Consent\n"
FILES = {
    "may.csv": zoom("Asha,asha@example.org", "Ben,ben@example.org"),
    "outputs.csv": OUTPUTS
    + "2024-05-15,The wall,,photograph,pictures/Wall.jpg,,public\n"
    + "2024-05-15,The card,,document,https://example.org/card,,public\n",
    "pictures/Wall.jpg": "",
}


def titles(place) -> list[str]:
    return load(place, as_of="2024-10-05").tables["outputs"]["title"].tolist()


def test_an_output_withdrawn_in_a_later_list_is_gone_from_the_earlier_too(tmp_path):
    place = folder(tmp_path, FILES)
    assert titles(place) == ["The wall", "The card"]
    folder(
        place,
        {
            "later/outputs.csv": OUTPUTS
            + "2024-06-01,Wall,,photograph,pictures\\wall.jpg,,withdrawn\n"
        },
    )
    assert titles(place) == ["The card"]


def test_of_a_story_that_is_withdrawn_only_who_told_it_is_left(tmp_path):
    told = "S1,The bell,Asha,,2024-05-20,,{},,,\n"
    steps = STEPS + "S1,1,Immediate,We heard a bell,,,,,,,\n"
    for consent, who in (("public", 0), ("withdrawn", 1)):
        stories = {"stories.csv": STORIES + told.format(consent), "steps.csv": steps}
        found = survey(folder(tmp_path / consent, {**FILES, **stories}), as_of="2024-10-05")
        assert not found.problems
        withdrew = found.assembled.withdrew
        assert len(withdrew) == who
        assert len(found.assembled.narrative_tables["stories"]) == 1 - who
        assert withdrew <= set(found.assembled.tables["attendance"]["person"])


@pytest.mark.parametrize("table", KNOWN_BY)
def test_what_is_withdrawn_once_is_withdrawn_in_every_row_of_it_and_in_no_other(table):
    what = KNOWN_BY[table]
    rows = [
        ("One thing", "public"),
        (" one Thing", "withdrawn"),
        ("Another", "members"),
        (None, None),
    ]
    told = pd.DataFrame(rows, columns=[what, "consent"])
    raw = {name: RAW[name].empty() for name in KNOWN_BY} | {table: RAW[table].conform(told)}
    found = withdrawn_everywhere(raw)[table]
    assert found["consent"].tolist()[:3] == ["withdrawn", "withdrawn", "members"]
    assert found["consent"].isna().tolist() == [False, False, False, True]


def test_every_table_in_which_consent_can_be_withdrawn_is_looked_at():
    asked = {
        name
        for name, table in RAW.items()
        if "consent" in table.columns and "withdrawn" in table.columns["consent"].words
    }
    assert asked - {"stories"} == set(KNOWN_BY)
