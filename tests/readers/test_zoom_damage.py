"""A spreadsheet's error in the place of a time: nobody is lost in silence."""

from __future__ import annotations

import pytest
from folders import folder

from copmetrics.community.community import load
from copmetrics.errors import CopmetricsError
from copmetrics.loading.survey import survey

HEADS = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
ASHA = "Asha,asha@example.org,14/05/2024 13:01:00,14/05/2024 13:58:00,57,No\n"


def meeting(place, joined: str, left: str, minutes: str):
    ben = f"Ben,ben@example.org,{joined},{left},{minutes},No\n"
    settings = '[files."zoom.csv"]\nday_first = true\n'
    return folder(place, {"zoom.csv": HEADS + ASHA + ben, "community.toml": settings})


@pytest.mark.parametrize("damage", ["#VALUE!", "########", "#REF!", "#WERT!"])
def test_an_error_in_the_place_of_a_time_is_pointed_at(damage, tmp_path):
    """Ben signed in: that he is left out as a total would be nobody's intention."""
    found = survey(meeting(tmp_path, damage, damage, damage))
    said = [str(each) for each in found.problems]
    assert len(said) == 2
    assert said[0].startswith(
        f"zoom.csv, row 3, column 'Join Time': '{damage}' is not a date and time"
    )
    with pytest.raises(CopmetricsError, match="row 3"):
        load(tmp_path)


def test_what_a_look_up_did_not_find_is_not_there(tmp_path):
    found = survey(meeting(tmp_path, "14/05/2024 13:05:00", "#N/A", "12"))
    assert found.problems == ()
    assert len(load(tmp_path).attendance) == 2
