"""What was answered of a folder is not worked out again while nothing in it has changed."""

from __future__ import annotations

import pytest
from folders import folder, zoom
from same_frames import assert_same_frame

from copmetrics.community.community import Community, load
from copmetrics.exploring import answer, answers, question
from copmetrics.exploring.questions import Question

pytestmark = pytest.mark.slow

MEETINGS = {
    "may.csv": zoom("Asha Rao,asha@tidewell.example", "Bo Lee,bo@lee.example", day="2024-05-14"),
    "july.csv": zoom("Asha Rao,asha@tidewell.example", day="2024-07-16"),
}


def test_an_answer_is_worked_out_once_and_another_question_by_itself(tmp_path, monkeypatch):
    """Two came in the first quarter, one of them in the second; of the second alone it is one."""
    monkeypatch.setenv("COPMETRICS_CACHE", str(tmp_path / "kept"))
    place, worked_out = folder(tmp_path / "circle", MEETINGS), []

    def counted(community: Community, asked: Question):
        worked_out.append(asked.told)
        return values_inside(community, asked)

    values_inside = answers.values_inside
    monkeypatch.setattr(answers, "values_inside", counted)

    def answered(**more):
        community = load(place, as_of="2024-10-05")
        return answer(community, question(community, "unique_attendees", **more))

    first, again = answered(), answered()
    assert again.values["value"].tolist() == [2, 1]
    assert_same_frame(again.values, first.values)
    assert again.figure == first.figure
    assert len(worked_out) == 1
    assert answered(first="2024/25-Q2").values["value"].tolist() == [1]
    assert answered(by="channel").values["value"].tolist() == [2, 1]
    assert answered(where={"channel": ["Teams"]}).values["value"].sum() == 0
    assert len(set(worked_out)) == 4
