"""What the stories add to the numbers: which tell of a change, how it went, and what is overdue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from story_evidence import beside
from telling import step, story, way

from copmetrics.accounts.account import ReportFigure
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.audiences import ACCOUNTS
from copmetrics.accounts.chart_details import PathStep
from copmetrics.accounts.matrix_picture import matrix_pictures
from copmetrics.accounts.stories import first_story, hopes
from copmetrics.accounts.story_blocks import Story
from copmetrics.charts.story_paths import paths_alt_text
from copmetrics.framework.audiences import Audience
from copmetrics.settings import Profile

pytestmark = pytest.mark.slow

LEADERS = ACCOUNTS[Audience.LEADERS]
CHAIN = ("immediate", "potential", "applied", "realised")


def evidence(place, steps: str, **signs: str) -> AudienceEvidence:
    """Stories by their names and signs, with these steps."""
    lines = (story(name).replace("positive", sign) for name, sign in signs.items())
    return beside(place, *lines, steps=steps)


def told(found: AudienceEvidence) -> str:
    """The last sentence of the summary."""
    return LEADERS.summary(found).rsplit(". ", 1)[-1]


def test_one_story_tells_in_the_singular_and_what_only_happened_is_no_change(tmp_path):
    steps = way("S1", *CHAIN) + way("S2", "immediate") + way("S3", "immediate", "potential")
    found = evidence(tmp_path, steps, S1="positive", S2="positive", S3="positive")
    # what happened, what changed and what did not, and this
    assert LEADERS.summary(found).count(". ") == 2
    assert told(found) == (
        "Of 3 stories from members to date, 1 tells how the community contributed to changes in practice, 1 also what "
        "difference that made to what matters; 1 goes all the way from an activity to what came of it: 'Title of S1' "
        "below."
    )


def test_stories_of_taking_part_are_not_said_to_tell_of_a_change(tmp_path):
    one = evidence(tmp_path / "a", way("S1", "immediate"), S1="positive")
    assert told(one) == (
        "Of 1 story from members to date, 1 tells of taking part; of a change in practice none tells yet."
    )
    hoped = way("S1", "immediate") + step("S1", "applied", status="aspired")
    steps = hoped + way("S2", "potential")
    two = evidence(tmp_path / "b", steps, S1="positive", S2="")
    assert told(two).startswith("Of 2 stories from members to date, 2 tell of taking part;")


def test_a_change_for_the_worse_is_counted_with_its_sign_and_no_change_is_not_counted(tmp_path):
    steps = "".join(way(f"S{place}", "immediate", "applied") for place in range(1, 5))
    found = evidence(tmp_path, steps, S1="positive", S2="negative", S3="mixed", S4="none")
    assert told(found) == (
        "Of 4 stories from members to date, 2 tell how the community contributed to changes in practice (1 of them "
        "went both ways), none yet what difference that made to what matters; none goes all the way from an activity "
        "to what came of it; and 1 tells of one that did not go well."
    )
    worse = evidence(tmp_path / "b", way("S1", "immediate", "applied"), S1="negative")
    assert told(worse) == (
        "Of 1 story from members to date, none tells of a change in practice that went well, and 1 tells of one "
        "that did not go well."
    )


OF_STORIES = ("stories", "segments", "links")
# what is said of each way: nothing of difference or of all the way where it tells of no change in practice
WAYS = (
    # what was applied and realised before anything of the community happened is not its doing
    (("applied", "realised", "immediate", "potential"), None),
    (("realised", "immediate", "potential", "applied"), ("none yet", "none goes all the way")),
    (("immediate", "potential", "applied", "realised"), ("1 also", "1 goes all the way")),
    (("potential", "immediate", "realised", "applied"), ("1 also", "1 goes all the way")),
    # a story that tells of nothing in the community tells of what came of it
    (("applied", "realised"), ("1 also", "none goes all the way")),
)


def test_what_came_before_the_community_is_not_its_doing(tmp_path):
    named = {f"S{number}": way for number, way in enumerate(WAYS, start=1)}
    steps = "".join(way(name, *cycles) for name, (cycles, _) in named.items())
    found = evidence(tmp_path, steps, **dict.fromkeys(named, "positive"))
    for name, (cycles, whole) in named.items():
        said = told(alone(found, name))
        if whole is None:
            assert said.endswith("of a change in practice none tells yet."), cycles
        else:
            mattered, all_the_way = whole
            assert f"in practice, {mattered} what difference that made to what matters" in said, (
                cycles
            )
            assert f"; {all_the_way} from an activity" in said, cycles


def alone(found: AudienceEvidence, name: str) -> AudienceEvidence:
    """The evidence as if this were the only story."""
    whole = found.narrative_tables
    its = {each: whole[each][whole[each]["story"].eq(name)] for each in OF_STORIES}
    return replace(found, narrative_tables={**whole, **its})


def test_a_negative_step_is_drawn_and_tabled_as_one(tmp_path):
    steps = way("S1", "immediate", "applied") + step("S1", "realised", status="aspired")
    figure = matrix_pictures(evidence(tmp_path, steps, S1="negative"), "below")[0]
    assert isinstance(figure, ReportFigure)
    drawn = [each for each in figure.details if isinstance(each, PathStep)]
    assert [each.told_as for each in drawn] == [
        "reported",
        "reported (did not go well)",
        "hoped for",
    ]
    assert [row[3] for row in figure.data.rows] == [each.told_as for each in drawn]
    assert "triangles pointing down did not go well" in figure.subtitle
    assert "to applied (did not go well), then realised (hoped for)." in paths_alt_text(drawn)
    good = matrix_pictures(evidence(tmp_path / "good", steps, S1="positive"), "below")[0]
    assert isinstance(good, ReportFigure)
    assert "not go well" not in good.subtitle + str(good.data)


def test_a_negative_story_told_in_full_says_so_at_the_step_that_went_badly(tmp_path):
    found = evidence(tmp_path, way("S1", "immediate", "applied"), S1="negative")
    block = first_story(found)
    assert isinstance(block, Story)
    assert [each.passage.tag for each in block.steps] == ["", "Did not go well"]
    assert "it did not go well" in block.byline


def test_a_hope_past_its_day_is_overdue(tmp_path):
    steps = (
        way("S1", "immediate")
        + step("S1", "applied", text="We shall use it", status="aspired", ask="2024-10-04")
        + step("S1", "realised", text="It will help.", status="aspired", ask="2024-10-05")
    )
    found = evidence(tmp_path, steps, S1="positive")
    assert [row[3:] for row in hopes(found).rows] == [
        ("2024-10-04", "overdue"),
        ("2024-10-05", None),
    ]
    said = str(first_story(found))
    assert "We shall use it. Overdue: we wanted to ask again on 4 Oct 2024." in said
    assert "It will help. We ask again on 5 Oct 2024." in said
    outside = replace(found, facts=replace(found.facts, profile=Profile.SHARE))
    said = str(first_story(outside))  # that we have not asked is our own matter
    assert "We shall use it'" in said
    assert "We ask again on 5 Oct 2024." in said
