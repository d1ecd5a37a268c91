"""An event that is called a test is said to be one that counts; one on tests is not."""

from __future__ import annotations

import pytest
from folders import folder, zoom

from copmetrics.commands.called_tests import called_tests
from copmetrics.community.community import load

HEAD = "Meeting ID,Topic,Start Time,End Time\n91,{},2024-05-14 13:00,2024-05-14 14:00\n\n"


def said(place, title):
    text = HEAD.format(title) + zoom("Asha,asha@example.org", "Ben,ben@example.org")
    return [*called_tests(load(folder(place, {"zoom.csv": text}), as_of="2024-10-05"))]


def test_a_meeting_called_a_test_is_said_with_the_line_that_leaves_it_out(tmp_path):
    assert said(tmp_path, "TEST please ignore") == [
        "'TEST please ignore' counts as an event, with 2 people. If it was a test, say so in "
        'community.toml, under [files."zoom.csv"]: ignore = true'
    ]


@pytest.mark.parametrize("title", ["Blood test results", "Testing for sepsis", "Huddle"])
def test_an_event_on_tests_is_none(title, tmp_path):
    assert not said(tmp_path, title)
