"""Lists of one event that do not agree on who came: all who came by any count, and it is said."""

from __future__ import annotations

import pytest
from folders import folder, zoom

from copmetrics.community.community import load
from copmetrics.loading.survey import survey

pytestmark = pytest.mark.slow

REGISTER = "Huddle register 14 May 2024\nName,Organisation\n{}"
MATRIX = (
    "Name,Organisation,14 May 2024,21 May 2024\nAsha One,A,x,x\nBen Two,A,{},x\nDee Four,A,x,\n"
)


def notes(place, **files):
    folder(place, {f"{name} attendance.csv": text for name, text in files.items()})
    return {each.file: each.note for each in survey(place, as_of="2024-10-05").files}


def test_a_register_and_a_matrix_of_one_day_that_disagree_say_so(tmp_path):
    """Asha came by both, Ben by the register alone, Dee by the matrix alone: three came."""
    register = REGISTER.format("Asha One,A\nBen Two,A\n")
    said = notes(tmp_path, a=register, b=MATRIX.format(""))
    text = "of the 3 people who came by it or by {}, 2 came by one alone"
    assert said == {
        "a attendance.csv": text.format("b attendance.csv"),
        "b attendance.csv": "put to the event of the same day in a attendance.csv; "
        + text.format("a attendance.csv"),
    }
    found = load(tmp_path, as_of="2024-10-05").indicators(only=["attendances"])
    assert found["value"].tolist()[0] == 3 + 2  # on 14 May, and on 21 May


def test_lists_that_agree_say_nothing(tmp_path):
    register = REGISTER.format("Asha One,A\nBen Two,A\nDee Four,A\n")
    said = notes(tmp_path, a=register, b=MATRIX.format("x"))
    assert said["a attendance.csv"] == ""


def test_a_recording_is_of_others_than_the_list_of_those_in_the_room(tmp_path):
    said = notes(tmp_path, a=REGISTER.format("Asha One,A\n"), b=zoom("Ben Two,ben@example.org"))
    assert not any("came by one alone" in each for each in said.values())
