"""What verdicts on shares rest on: the mailings or events that a share comes by."""

from __future__ import annotations

import pandas as pd
import pytest
from building import NOW, events, feedback, mailings

from copmetrics.community.community import Community
from copmetrics.evaluation.indicators import indicators
from copmetrics.evaluation.share_parts import comes_by, with_parts
from copmetrics.measures import MEASURES
from copmetrics.units import Unit


def test_emails_come_by_mailing_and_registrations_and_answers_by_event_and_people_by_themselves():
    assert {name: comes_by(name) for name in MEASURES if MEASURES[name].unit is Unit.SHARE} == {
        "open_rate": "mailing",
        "click_rate": "mailing",
        "open_rate_reported": "mailing",
        "bounce_rate": "mailing",
        "unsubscribe_rate": "mailing",
        "click_to_open_rate": "mailing",
        "recipient_click_rate": "mailing",
        "recipient_click_rate_without_scanners": "mailing",
        "return_rate": "event",
        "show_up_rate": "event",
        "feedback_favourable": "event",
        "second_event_rate": "event",
        "first_contact_with_core": "event",
        "came_with_colleague": "event",
        "members_attending": "",
        "both_ways_rate": "",
    }


def test_parts_are_the_mailings_of_the_quarter_with_a_denominator():
    sent = mailings(
        {"sent_at": "2026-04-02", "recipients": 100, "delivered": 99, "unique_opens": 40},
        {"sent_at": "2026-05-02", "recipients": 110, "delivered": 110, "unique_opens": 55},
        {"sent_at": "2026-05-09", "recipients": 110, "delivered": 110},
        {"sent_at": "2026-05-16", "recipients": 110, "delivered": 0, "unique_opens": 0},
    )

    def asks(**asked):
        return indicators({"mailings": sent}, as_of=NOW, **asked)

    values = asks(by=(), where=None, only=["open_rate", "mailings"], quarters=None)
    spring = values["quarter"].eq(pd.Period("2027Q1", "Q-MAR"))
    found = with_parts(values, asks)[spring].set_index("indicator")["parts"]
    assert sorted(found["open_rate"]) == [(40, 99), (55, 110)]
    assert found["mailings"] == ()


def test_a_group_that_is_not_known_has_its_parts_like_any_other():
    # of two events nobody says in which format they were: the values of that group are of both
    held = events(talk="2026-05-05 12:00", visit="2026-05-06 12:00")
    given = {"events": held, "feedback": feedback(("talk", 5), ("talk", 2), ("visit", 4))}

    def asks(**asked):
        return indicators(given, as_of=NOW, **asked)

    values = asks(by=("format",), where=None, only=["feedback_favourable"], quarters=None)
    assert values["format"].isna().tolist() == [True]
    found = with_parts(values, asks, by=("format",))["parts"].iloc[0]
    assert sorted(found) == [(1, 1), (1, 2)]


def test_parts_are_of_the_facts_that_the_values_are_of():
    held = events(
        talk={"starts_at": "2026-05-05 12:00", "format": "online"},
        visit={"starts_at": "2026-05-06 12:00", "format": "in person"},
    )
    given = {"events": held, "feedback": feedback(("talk", 5), ("talk", 2), ("visit", 4))}

    def asks(**asked):
        return indicators(given, as_of=NOW, **asked)

    kept = {"where": {"format": ["online"]}}
    values = asks(by=(), only=["feedback_favourable"], quarters=None, **kept)
    (found,) = with_parts(values, asks, **kept)["parts"]
    assert found == ((1, 2),)


def test_nothing_is_asked_of_no_values():
    def asks(**asked):
        raise AssertionError(asked)

    nothing = pd.DataFrame(columns=["quarter", "indicator", "numerator", "denominator"])
    assert with_parts(nothing, asks).empty


@pytest.mark.slow
@pytest.mark.parametrize("by", [(), ("title",), ("format",)])
def test_parts_add_up_to_the_share_that_they_are_parts_of(demo: Community, by):
    only = [
        name
        for name in MEASURES
        if (dimension := comes_by(name)) and (not by or by[0] == "title" or dimension == "event")
    ]
    values = demo.indicators(by=by, only=only)
    told = with_parts(values, demo.indicators, by=by)
    known = told[told["value"].notna()]
    assert len(known) > 20
    for row in known.to_dict("records"):
        assert sum(part for part, _ in row["parts"]) == pytest.approx(row["numerator"])
        assert sum(whole for _, whole in row["parts"]) == pytest.approx(row["denominator"])


@pytest.fixture(scope="module")
def changed(demo: Community) -> pd.DataFrame:
    return demo.changes()


@pytest.mark.slow
def test_the_demos_opens_are_judged_by_the_six_mailings_of_the_quarter(
    demo: Community, changed: pd.DataFrame
):
    newest = changed.set_index(["quarter", "indicator"]).loc[(demo.quarter(), "open_rate")]
    assert newest["verdict"] == "no clear change, mailing by mailing (6 beside 5)"
    assert newest["low"] < 0 < newest["high"]


@pytest.mark.slow
def test_every_verdict_of_the_demo_agrees_with_its_interval(changed: pd.DataFrame):
    judged = changed[changed["low"].notna()]
    assert len(judged) > 50
    for row in judged.to_dict("records"):
        moved = row["verdict"].split(",")[0].split(";")[0]
        assert (moved == "up") == (row["low"] > 0), row
        assert (moved == "down") == (row["high"] < 0), row
        assert row["low"] <= row["change"] <= row["high"]
