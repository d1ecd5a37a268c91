"""The data-collection plan by hand: minutes, uses, and what each constituency still waits for."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import folder, zoom
from narrated import evidence_of, problems_in
from telling import READINGS, REGISTER, STEPS, STORIES, step, story

from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.plan import plan_section
from copmetrics.community.community import load
from copmetrics.framework.own_indicators import IndicatorStatus
from copmetrics.value.plan import sum_of_minutes

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
    return evidence_of(load(folder(place, FILES), as_of=AS_OF), "2024/25-Q1")


def test_minutes_a_quarter_follow_from_how_often_it_is_collected(value):
    assert {each.label: each.minutes for each in value.plan} == {
        "Audit": 60,
        "Survey": 30,
        "Clicks": 45,
        "Trust": None,
        "Waits": 65,
    }


def test_the_next_reading_is_due_as_often_as_the_register_says(value):
    # the audit of each month was read in the first quarter; of the others there is no reading yet
    assert {each.label: str(each.due) for each in value.plan if each.due} == {"Audit": "2025Q2"}


def test_the_minutes_are_those_of_what_is_collected_now_and_what_is_planned_is_told_beside(value):
    # 60 + 30 + 45 minutes; the planned one costs nothing yet, and stands in the table with its 65
    assert sum_of_minutes(value.plan, IndicatorStatus.LIVE) == 135
    first, *_ = plan_section(value).blocks
    assert first.text == (
        "Collecting the community's own indicators takes 135 minutes a quarter (2.3 hours); what is planned "
        "would take 65 more. 45 minutes a quarter go on indicators that no story and no constituency uses: "
        "Clicks."
    )
    *_, table, _ = plan_section(value).blocks
    assert sum(row[3] for row in table.rows if row[3]) == 135 + 65


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
    (waits,) = (each for each in evidence_of(found, "2024/25-Q1").plan if each.label == "Waits")
    assert waits.advice == "begin: needed by 1 story and Board"


def test_a_need_is_answered_by_an_indicator_with_a_value_or_a_story_of_its_cycle(value):
    (board,) = value.needs
    assert board.answered == ("Audit", "stories of applied value")
    assert board.open == ("Waits", "Beds freed", "stories of reframing value")


def test_a_cycle_that_somebody_needs_may_be_written_in_any_of_its_names(tmp_path):
    ways = ("realised", "Realized value", "REALISED VALUE", "realized")
    needs = NEEDS + "".join(
        f"Sponsor {number},does it help,,,transformative; {written},,,,\n"
        for number, written in enumerate(ways)
    )
    steps = STEPS + step("S1", "realised") + step("S1", "reframing")
    found = load(folder(tmp_path, FILES | {"needs.csv": needs, "steps.csv": steps}), as_of=AS_OF)
    told = [(each.answered, each.open) for each in evidence_of(found, "2024/25-Q1").needs]
    assert told == [(("stories of reframing value", "stories of realised value"), ())] * 4


def test_a_cycle_that_there_is_none_of_is_told_by_row_and_column(tmp_path):
    needs = NEEDS + "Board,does it help,,,,,,,\nSponsors,does it help,,,applied; aplied value,,,,\n"
    assert problems_in(tmp_path, FILES | {"needs.csv": needs}) == [
        "needs.csv, row 3, column 'Cycles': 'aplied value' is not one of immediate, potential, "
        "applied, realized, reframing, strategic, enabling, orienting. Did you mean 'applied'? "
        "Write one of these; several with a semicolon."
    ]


def worth_adding(value: AudienceEvidence) -> tuple[str, ...]:
    blocks = plan_section(value).blocks
    (listed,) = (each for each in blocks if getattr(each, "title", "") == "Worth adding")
    return listed.items


def test_what_is_claimed_or_needed_and_not_measured_is_worth_adding(value):
    assert worth_adding(value) == ("Beds freed: Board needs it",)


def test_a_wish_that_begins_like_stories_of_a_cycle_is_worth_adding_too(tmp_path):
    needs = NEEDS + "Board,does it help,,,applied; strategic,stories of hope told,,,\n"
    found = load(folder(tmp_path, FILES | {"needs.csv": needs}), as_of=AS_OF)
    told = worth_adding(evidence_of(found, "2024/25-Q1"))
    assert told == ("stories of hope told: Board needs it",)
