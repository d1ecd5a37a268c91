"""The data-collection plan by hand: minutes, uses, and what each constituency still waits for."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import folder, zoom
from telling import READINGS, REGISTER, STEPS, STORIES, step, story

from copmetrics.accounts import evidence_for
from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.community.community import load
from copmetrics.errors import CopmetricsError
from copmetrics.value.plan import hours

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
NEEDS = "Constituency,Needs to know,Why,Can do with it,Cycles,Indicators,Form,Cadence,Contact\n"
FILES = {
    "zoom.csv": zoom("Asha,asha@example.org"),
    "stories.csv": STORIES + story("S1"),
    "steps.csv": STEPS + step("S1", "applied", cites="Audit; Survey"),
    "indicators.csv": REGISTER
    + "Audit,realised,%,higher,monthly,20,,live\n"  # 12 times a year: 60 minutes a quarter
    + "Survey,applied,%,higher,twice a year,60,,live\n"  # 30 minutes a quarter
    + "Clicks,applied,clicks,higher,quarterly,45,,live\n"
    + "Trust,reframing,score,higher,,,,live\n"  # nobody says how long it takes
    + "Waits,realised,minutes,lower,weekly,5,,planned\n",
    "readings.csv": READINGS + "Audit,2024/25-Q1,60%,,,,\n",
    "needs.csv": NEEDS
    + "Board,does it help,to decide,fund it,applied; reframing,Audit; Waits; Beds freed,,,\n",
}


@pytest.fixture(scope="module")
def value(tmp_path_factory) -> AudienceEvidence:
    place = tmp_path_factory.mktemp("plan")
    return evidence_for(load(folder(place, FILES), as_of=AS_OF), "2024/25-Q1", "leaders")


def test_minutes_a_quarter_follow_from_how_often_it_is_collected(value):
    assert {each.label: each.minutes for each in value.plan} == {
        "Audit": 60,
        "Survey": 30,
        "Clicks": 45,
        "Trust": None,
        "Waits": 65,
    }


def test_the_hours_are_those_of_what_is_collected_now(value):
    # 60 + 30 + 45 minutes; the planned one costs nothing yet
    assert hours(value.plan) == 2.25


def test_an_indicator_supports_the_stories_that_pass_it_and_those_who_need_it(value):
    assert {each.label: (each.stories, each.constituencies) for each in value.plan} == {
        "Audit": (1, ("Board",)),
        "Survey": (1, ()),
        "Clicks": (0, ()),
        "Trust": (0, ()),
        "Waits": (0, ("Board",)),
    }


def test_what_to_decide_follows_from_cost_and_use(value):
    assert {each.label: each.advice for each in value.plan} == {
        "Audit": "keep",
        "Survey": "keep",
        "Clicks": "consider dropping: no story and no constituency uses it",
        "Trust": "nobody uses it, but it is all this cycle has: ask for a story",
        "Waits": "begin: needed by Board",
    }


def test_a_planned_indicator_that_a_story_claims_is_needed_by_it(tmp_path):
    steps = STEPS + step("S1", "applied", suggests="Waits")
    found = load(folder(tmp_path, FILES | {"steps.csv": steps}), as_of=AS_OF)
    (waits,) = (each for each in evidence_for(found, "2024/25-Q1").plan if each.label == "Waits")
    assert waits.advice == "begin: needed by 1 story and Board"


def test_a_need_is_answered_by_an_indicator_with_a_value_or_a_story_of_its_cycle(value):
    (board,) = value.needs
    assert board.answered == ("Audit", "stories of applied value")
    assert board.open == ("Waits", "Beds freed", "stories of reframing value")


@pytest.mark.parametrize("written", ["realised", "Realized value", "REALISED VALUE", "realized"])
def test_a_cycle_that_somebody_needs_may_be_written_in_any_of_its_names(written, tmp_path):
    needs = NEEDS + f"Sponsors,does it help,,,transformative; {written},,,,\n"
    steps = STEPS + step("S1", "realised") + step("S1", "reframing")
    found = load(folder(tmp_path, FILES | {"needs.csv": needs, "steps.csv": steps}), as_of=AS_OF)
    (sponsors,) = evidence_for(found, "2024/25-Q1").needs
    assert sponsors.answered == ("stories of reframing value", "stories of realised value")
    assert sponsors.open == ()


def test_a_cycle_that_there_is_none_of_is_told_by_row_and_column(tmp_path):
    needs = NEEDS + "Board,does it help,,,,,,,\nSponsors,does it help,,,applied; aplied value,,,,\n"
    with pytest.raises(CopmetricsError) as raised:
        load(folder(tmp_path, FILES | {"needs.csv": needs}), as_of=AS_OF)
    assert str(raised.value) == (
        "needs.csv, row 3, column 'Cycles': 'aplied value' is not one of immediate, potential, "
        "applied, realized, reframing, strategic, enabling, orienting. Did you mean 'applied'? "
        "Write one of these; several with a semicolon."
    )


def test_what_is_claimed_or_needed_and_not_measured_is_worth_adding(value):
    section = value_account(value).section("plan")
    listed = next(
        block for block in section.blocks if getattr(block, "title", "") == "Worth adding"
    )
    assert listed.items == ("Beds freed: Board needs it",)


def test_a_wish_that_begins_like_stories_of_a_cycle_is_worth_adding_too(tmp_path):
    needs = NEEDS + "Board,does it help,,,applied; strategic,stories of hope told,,,\n"
    found = load(folder(tmp_path, FILES | {"needs.csv": needs}), as_of=AS_OF)
    section = value_account(evidence_for(found, "2024/25-Q1")).section("plan")
    listed = next(
        block for block in section.blocks if getattr(block, "title", "") == "Worth adding"
    )
    assert listed.items == ("stories of hope told: Board needs it",)


def value_account(value: AudienceEvidence):
    from copmetrics.accounts.audiences import audience_account

    return audience_account(value)
