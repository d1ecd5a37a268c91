"""A story as an account tells it: where it began, in the words of the folder or of its teller."""

from __future__ import annotations

import pytest
from folders import EVENTS
from story_evidence import beside
from telling import story, way

from copmetrics.accounts.stories import first_story, stories_section
from copmetrics.accounts.story_blocks import Story
from copmetrics.framework.audiences import Audience

pytestmark = pytest.mark.slow


def bylines(place, *beginnings: str, **more: str) -> list[str]:
    """What stands under each of the stories, which began where their lines say."""
    lines = [
        story(f"S{number}").replace(",,positive", f",{words},positive")
        for number, words in enumerate(beginnings, start=1)
    ]
    steps = "".join(way(f"S{number + 1}", "immediate") for number in range(len(lines)))
    evidence = beside(place, *lines, steps=steps, audience=Audience.MEMBERS, **more)
    found = stories_section(evidence, evidence.matrix.rows, "Stories").blocks
    told = (first_story(evidence), *found)
    return [each.byline for each in told if isinstance(each, Story)]


def test_a_story_that_began_at_a_known_event_has_its_title_and_its_day_on_the_wall_calendar(
    tmp_path,
):
    # the late talk began at 00:30 on 14 May in London, which is 13 May in UTC
    assert bylines(tmp_path, "late-talk", "") == [
        "Told by nurses; began at 'The late talk' (14 May 2024); collected on 20 May 2024; told for "
        "anybody to read.",
        "Told by nurses; collected on 20 May 2024; told for anybody to read.",
    ]


def test_where_no_event_is_known_a_story_began_where_its_line_says(tmp_path):
    assert bylines(tmp_path, "a walk round the ward", listed=EVENTS) == [
        "Told by nurses; began at a walk round the ward; collected on 20 May 2024; told for anybody to "
        "read."
    ]
