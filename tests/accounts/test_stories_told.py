"""A story as an account tells it: where it began, in the words of the folder or of its teller."""

from __future__ import annotations

import pytest
from folders import EVENTS
from story_evidence import beside
from telling import step, story, way

from copmetrics.accounts.brief import LETTERS, cut_short
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


def ends(place, *cycles: str) -> tuple[list[str], str]:
    """The cycles that a story is told with where it is not told whole, and the remark under it."""
    evidence = beside(place, story("S1"), steps=way("S1", *cycles), audience=Audience.PUBLIC)
    told = first_story(evidence, short=True)
    return [each.cycle for each in told.steps], told.remark


CHAIN = ("immediate", "potential", "applied", "realised")


def test_a_title_in_quotes_is_not_cut_within():
    claim = "Whether numbers bear this out: it saves a long walk for every nurse on every one of our wards"
    told = f"{claim} (claimed in 'Lying and standing blood pressure, at last')"
    assert len(told) > LETTERS
    assert cut_short(told) == told
    assert cut_short(f"{claim}, and so {claim}").endswith(" …")


def test_a_story_cut_short_comes_as_far_as_its_outcome_and_not_back_to_the_huddle(tmp_path):
    assert ends(tmp_path, *CHAIN, "immediate") == (["Immediate value", "Realised value"], "")


def test_a_story_that_was_told_from_its_outcome_begins_in_the_community(tmp_path):
    told, _ = ends(tmp_path, "realised", "immediate", "applied", "potential")
    assert told == ["Immediate value", "Applied value"]


def test_a_story_of_two_steps_is_told_whole_and_keeps_its_remark(tmp_path):
    told, remark = ends(tmp_path, "immediate", "applied")
    assert told == ["Immediate value", "Applied value"]
    assert remark == "Goes as far as applied value, without potential value."


def test_of_steps_equally_far_it_is_the_last_before_the_story_goes_back(tmp_path):
    steps = way("S1", "immediate", "applied") + step("S1", "applied", text="The last before.")
    steps += way("S1", "immediate") + step("S1", "applied", text="After it went back.")
    evidence = beside(tmp_path, story("S1"), steps=steps, audience=Audience.PUBLIC)
    told = first_story(evidence, short=True)
    assert told.steps[-1].passage.text == "The last before."
