"""An event that is called a test is said to be one that counts; one on tests is not."""

from __future__ import annotations

import pytest
from folders import folder, zoom

from copmetrics.commands.called_tests import called_tests
from copmetrics.community.community import load

SENT = "Title,Send Date,Total Recipients,Unique Opens\n"

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


def test_a_mailing_called_a_test_is_said_if_it_counts(tmp_path):
    titles = (
        "[TEST] March digest",
        "Test: April",
        "TEST May",
        "Testing in May",
        "Blood TESTS",
        "Small test",
    )
    lines = [f"{title},2024-05-{day:02} 10:00,20,5\n" for day, title in enumerate(titles, 1)]
    lines[-1] = lines[-1].replace(",20,", ",3,")
    place = folder(tmp_path, {"campaigns.csv": SENT + "".join(lines)})
    found = [*called_tests(load(place, as_of="2024-10-05"))]
    assert found[0] == (
        "'[TEST] March digest' counts as a mailing, with 20 emails. If it was a test, take its line out of "
        "campaigns.csv"
    )
    assert [each.split("'")[1] for each in found] == list(titles[:3])
