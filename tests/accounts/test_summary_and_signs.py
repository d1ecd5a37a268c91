"""The summary and the signs of the eight measures stand on one page: no reader finds that they disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest
from small_communities import few_people

from copmetrics.accounts import quarter_figures
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.headlines import eight_measures
from copmetrics.accounts.part_tables import Part
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.quarter_icons import quarter_icons
from copmetrics.accounts.summary import Standing, summary
from copmetrics.community.community import Community
from copmetrics.evaluation.changes import Moved
from copmetrics.framework.audiences import Audience
from copmetrics.measures import HEADLINES, MEASURES
from copmetrics.settings import Profile

pytestmark = pytest.mark.slow
SPRING = pd.Period("2027Q1", "Q-MAR")


@pytest.fixture(autouse=True)
def _without_parts(monkeypatch):
    """Tables in parts, of which neither says anything, take long."""
    nobody = pd.DataFrame({"quarter": [], "organisation": []})
    monkeypatch.setattr(quarter_figures, "part_tables", lambda *_: {Part.NAMED: nobody})


@pytest.fixture(scope="module")
def here(demo) -> Community:
    """The demo community, with figures of its own: those of other tests have all their parts."""
    return replace(demo)


def figures(community: Community, *earlier: pd.Period) -> Iterator[QuarterFigures]:
    """What is known of the last quarter, inside and outside, and inside of some before it."""
    inside, outside = (QuarterFigures.of(community, community.quarters[-1], x) for x in Profile)
    for each in earlier:
        signs = quarter_icons(inside.values, each, inside.measures, community.settings)
        yield replace(inside, quarter=each, icons=signs)
    yield from (inside, outside)


def told_as(facts: QuarterFigures) -> dict[str, Standing]:
    """Where the summary names each measure: by the words that its sentence begins with."""
    said = summary(facts)
    begins = "|".join(re.escape(each[1:]) for each in Standing)
    named: dict[str, Standing] = {}
    for found in re.finditer(rf"(\w)({begins}): (.*?)(?=(?:; |\. )\w(?:{begins}): |\.$)", said):
        as_ = next(each for each in Standing if each[1:] == found[2])
        for id in HEADLINES:
            label = MEASURES[id].label
            if f"{label[:1].lower()}{label[1:]}" in found[3]:
                assert id not in named, said
                named[id] = as_
    assert named.keys() == set(HEADLINES), said
    return named


def test_what_has_a_sign_is_told_by_it_inside_and_outside_and_else_by_the_step_alone(here):
    """Of six quarters of the demo, of which the first have few signs, and of a community made at random."""
    read = 0
    for facts in (*figures(here, *here.quarters[-6:-1]), *figures(few_people(5))):
        for id, as_ in told_as(facts).items():
            sign = facts.icons[id]
            expected = (
                Standing.BEYOND if sign.is_special else Standing.WITHIN if sign.is_usual else None
            )
            assert expected in (as_, None), (facts.quarter, id)
            assert (as_ in (Standing.BEYOND, Standing.WITHIN)) == (expected is not None)
            read += expected is not None
    assert read > 40


def test_no_row_of_the_eight_says_that_nothing_changed_beside_a_sign_or_a_record_beside_none(here):
    """Words that tell of the step say so, and of a record within the usual that it is."""
    rows = [row for facts in figures(here, SPRING) for row in eight_measures(facts).rows]
    for row in rows:
        if row.icons.is_special:
            assert not re.match(r"no change$|no clear change|within", row.verdict), row
        if row.icons.is_usual and re.search("highest|lowest", row.verdict):
            assert row.verdict.endswith(", within the usual ups and downs"), row
        if row.icons.is_usual:
            assert not re.match("up|down", row.verdict), row


def test_a_step_within_the_usual_and_a_sign_without_a_step_are_told_apart(here):
    """In spring openings rose by 6.8 points, as they do; in summer the list's organisations stayed at 16,
    which is more than it had before the spring."""
    spring, summer, _ = figures(here, SPRING)
    assert spring.change["open_rate"]["moved"] == Moved.UP
    assert "emails opened (45.8%, up 6.8 percentage points since the quarter before)" in summary(
        spring
    )
    openings = next(x for x in eight_measures(spring).rows if x.indicator == "open_rate")
    assert (openings.icons.words, openings.verdict) == (
        "Usual variation",
        "since the quarter before: up, mailing by mailing (5 beside 3)",
    )
    assert "organisations on the mailing list (16, improvement)" in summary(summer)
    organisations = next(
        x for x in eight_measures(summer).rows if x.indicator == "list_organisations"
    )
    assert (organisations.icons.words, organisations.verdict) == (
        "Improvement: above the upper limit",
        "as high as the highest of the last 12 quarters",
    )


def test_where_a_story_cites_an_indicator_its_change_has_a_verdict_or_is_not_told(here):
    """To leaders and sponsors in words; members and the public read the value alone."""
    told = here.narrative_tables
    inside, outside = (QuarterFigures.of(here, here.quarters[-1], each) for each in Profile)

    def cited(facts: QuarterFigures, audience: Audience, *indicators: str) -> list[str]:
        evidence = AudienceEvidence(facts, audience, told)
        return [evidence.station(each).moved for each in indicators]

    ids = (
        "attendances",
        "list_members",
        "list_organisations",
        "members_who_changed_something_within_8_weeks",
    )
    assert cited(inside, Audience.LEADERS, *ids) == [
        "−15, usual variation",
        "+51, improvement",
        "no change",
        "+8.8 percentage points, no clear change",
    ]
    fewer, more, *others = cited(outside, Audience.SPONSORS, *ids)
    assert re.fullmatch(r"\d+ to \d+ fewer, [a-z ]+", fewer)  # how they are rounded hangs on a key
    assert re.fullmatch(r"\d+ to \d+ more, [a-z ]+", more)
    assert others == ["no change", "about +9 percentage points, no clear change"]
    assert cited(outside, Audience.PUBLIC, *ids) == [""] * 4
    assert cited(inside, Audience.LEADERS, "downloads_of_the_escalation_card") == [
        "+35, not judged"
    ]
