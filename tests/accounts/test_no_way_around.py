"""A section that tells to those outside is handed what may be shown, and cannot reach what stands behind it."""

from __future__ import annotations

import gc
from dataclasses import replace
from types import FunctionType, ModuleType

import pandas as pd
import pytest
from building import attendance, community, events, feedback

from copmetrics.accounts.audience_evidence import AudienceEvidence, readable_by
from copmetrics.accounts.audiences import audience_account
from copmetrics.accounts.quarter_figures import InsideFigures, QuarterFigures, inside_figures
from copmetrics.community.community import Community
from copmetrics.evaluation.indicators import Evaluation
from copmetrics.framework.audiences import AUDIENCES, Audience
from copmetrics.settings import Profile

pytestmark = pytest.mark.slow

Q1 = pd.Period("2026Q1", freq="Q-DEC")
CAME = 23


@pytest.fixture(scope="module")
def of_two_events() -> Community:
    """23 people at a talk, three of whom came to a visit too; two said what they thought of it."""
    people = [f"p{number}" for number in range(CAME)]
    made = community(
        {
            "events": events(talk="2026-02-10 13:00", visit="2026-03-10 13:00"),
            "attendance": attendance(
                *[("talk", each) for each in people], *[("visit", each) for each in people[:3]]
            ),
            "feedback": feedback(("visit", 1), ("visit", 5)),
        }
    )
    return replace(made, secret="0a")


def reachable(start: object) -> list[object]:
    """Everything that can be reached from an object, but for modules, classes and functions."""
    seen, found, left = set(), [], [start]
    while left:
        each = left.pop()
        if id(each) in seen or isinstance(each, ModuleType | type):
            continue
        seen.add(id(each))
        found.append(each)
        if isinstance(each, FunctionType):
            left += [cell.cell_contents for cell in each.__closure__ or ()]
        else:
            left += gc.get_referents(each)
    return found


def test_no_community_no_table_of_people_and_no_engine_can_be_reached_from_what_is_shared(
    of_two_events,
):
    facts = QuarterFigures.of(of_two_events, Q1, Profile.SHARE)
    assert not isinstance(facts, InsideFigures)
    everything = reachable(facts)
    assert not [each for each in everything if isinstance(each, Community | Evaluation)]
    frames = [each for each in everything if isinstance(each, pd.DataFrame)]
    assert frames
    for frame in frames:
        assert not {"person", "attendee", "host", "people", "key", "whole_key"} & set(frame.columns)


def test_no_exact_number_of_people_can_be_reached_from_what_is_shared(of_two_events):
    # 23 people, 26 attendances, three at the visit, 24 is nowhere
    facts = QuarterFigures.of(of_two_events, Q1, Profile.SHARE)
    for frame in (each for each in reachable(facts) if isinstance(each, pd.DataFrame)):
        numbers = frame.select_dtypes("number").to_numpy().ravel()
        assert not {23.0, 26.0, 3.0} & set(numbers)


def test_those_who_lead_reach_the_community(of_two_events):
    assert inside_figures(of_two_events, Q1).community is of_two_events


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_account_is_told_from_the_protected_figures_alone(audience, of_two_events):
    """Leaders too, where `[privacy] leaders = "share"`: no section asks for more than it is handed."""
    facts = QuarterFigures.of(of_two_events, Q1, Profile.SHARE)
    tables = readable_by(audience, of_two_events.narrative_tables)
    told = repr(audience_account(AudienceEvidence(facts, Audience(audience), tables)))
    assert "23" not in told.replace("2023", "")
    assert "What people wrote" not in told


def test_ratings_of_an_event_by_few_are_withheld_where_leaders_read_what_is_shared(of_two_events):
    facts = QuarterFigures.of(of_two_events, Q1, Profile.SHARE)
    tables = readable_by(Audience.LEADERS, of_two_events.narrative_tables)
    account = audience_account(AudienceEvidence(facts, Audience.LEADERS, tables))
    (table,) = account.section("feedback").blocks[1:]
    assert [row[2:] for row in table.rows] == [("[c]", "[c]")]
