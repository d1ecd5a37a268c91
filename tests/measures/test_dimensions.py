"""Any measure by any dimension: told, or refused with the reason and with what there is instead."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from building import activity, attendance, community, events, mailings, members, moment
from folders import folder, zoom

from copmetrics.commands.indicators_by_community import by_community, changes_by_community
from copmetrics.commands.where_asked import WhereAsked
from copmetrics.errors import ChoiceError, DimensionError
from copmetrics.evaluation.indicators import Evaluation
from copmetrics.measures import MEASURES
from copmetrics.measures.dimensions import DIMENSIONS, WhyNot, told_by, why_not

pytestmark = pytest.mark.slow

PLACED = {"format": "online", "activity": "talks"}
FACE = {"format": "face to face", "activity": "visits"}
HELD = events(
    early={"starts_at": "2024-02-05 10:00", **PLACED},
    talk={"starts_at": "2024-04-10 10:00", **PLACED},
    visit={"starts_at": "2024-05-10 10:00", **FACE},
)
NURSE = {"organisation": "Northmoor", "profession": "Nurse"}
DOCTOR = {"organisation": "Westford", "profession": "Doctor"}
CAME = attendance(
    {"event": "early", "person": "ann", "role": "host", **NURSE},
    {"event": "talk", "person": "ann", "role": "host", **NURSE},
    {"event": "talk", "person": "bo", **DOCTOR},
    {"event": "visit", "person": "bo", "role": "speaker", **DOCTOR},
    {"event": "visit", "person": "cy", **NURSE},
    {"event": "visit", "person": None},
)
LISTED = members(
    {"person": "ann", "joined_at": "2024-01-02", **NURSE},
    {"person": "bo", "joined_at": "2024-01-02", **DOCTOR},
    {"person": "dee", "joined_at": "2024-01-02", **DOCTOR},
)
SENT = mailings(
    {
        "mailing": "m",
        "title": "News",
        "sent_at": "2024-05-01 09:00",
        "recipients": 40,
        "delivered": 40,
        "unique_opens": 3,
        "unique_clicks": 2,
    }
)
DONE = activity(
    ("m", "ann", "click", "2024-05-02 10:00", "x.org"),
    ("m", "bo", "opened"),
    ("m", "dee", "not_opened"),
)
WORLD = {
    "events": HELD,
    "attendance": CAME,
    "members": LISTED,
    "mailings": SENT,
    "activity": DONE,
}


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return community(WORLD, as_of=moment("2024-10-01 09:00")).evaluation


def by(evaluation: Evaluation, indicator: str, *dimensions: str) -> dict[object, float | None]:
    """What a measure was in the spring, by some dimensions."""
    found = evaluation.indicators(by=dimensions, only=[indicator])
    here = found[found["quarter"].astype(str).eq("2024Q2")]
    keys = (
        here[dimensions[0]]
        if len(dimensions) == 1
        else zip(*(here[each] for each in dimensions), strict=True)
    )
    return {
        None if isinstance(key, float) and pd.isna(key) else key: None if pd.isna(value) else value
        for key, value in zip(keys, here["value"], strict=True)
    }


def test_every_pair_is_answered_or_refused_with_a_reason_and_with_what_there_is(evaluation):
    told = Counter()
    for dimension in sorted(DIMENSIONS):
        reasons = {indicator: why_not(indicator, dimension) for indicator in MEASURES}
        answered = [indicator for indicator, reason in reasons.items() if reason is None]
        found = evaluation.indicators(by=[dimension], only=answered)
        assert set(found["indicator"]) <= set(answered)
        for indicator, reason in reasons.items():
            told[reason] += 1
            if reason is None:
                continue
            with pytest.raises(DimensionError) as raised:
                evaluation.indicators(by=[dimension], only=[indicator])
            assert raised.value.reason == reason
            assert raised.value.instead, (indicator, dimension)
            assert set(raised.value.instead) <= set(answered)
    assert set(told) == {None, *WhyNot}
    assert told[None] == 516  # of 1827


def test_a_refusal_says_why_and_what_is_told_instead(evaluation):
    with pytest.raises(DimensionError) as raised:
        evaluation.indicators(by=["organisation"], only=["click_rate"])
    assert str(raised.value) == (
        "click_rate is not told by organisation: its source tells of each mailing as a whole, not of each "
        "recipient. By organisation there is: recipient_click_rate, "
        "recipient_click_rate_without_scanners, suspected_scanner_clicks, unique_openers. click_rate is told "
        "by: mailing, title."
    )


def test_of_several_measures_none_is_left_out_without_a_word(evaluation):
    # attendances are told by organisation, the other two are not
    with pytest.raises(DimensionError) as raised:
        evaluation.indicators(
            by=["organisation"], only=["attendances", "attendance_gini", "click_rate"]
        )
    assert str(raised.value).startswith(
        f"attendance_gini is not told by organisation: {WhyNot.OF_ALL}. By org"
    )
    assert str(raised.value).endswith(f" Nor is click_rate: {WhyNot.OF_A_MAILING}.")
    months = pd.period_range("2024-04", "2024-06", freq="M")
    with pytest.raises(ChoiceError, match="'new_attendees' is not an indicator that a month has"):
        evaluation.indicators(only=["attendances", "new_attendees"], quarters=months)


def test_an_indicator_of_the_community_s_own_has_no_parts_and_it_is_said():
    own = community(WORLD, as_of=moment("2024-10-01 09:00"))
    own = replace(own, own=(replace(MEASURES["events"], id="audits"),))
    with pytest.raises(
        DimensionError, match="audits is not told by format: it is the community's own"
    ):
        own.indicators(only=["events", "audits"], by=["format"])
    assert set(own.indicators(by=["format"])["indicator"]).isdisjoint({"audits"})


def test_two_dimensions_that_are_each_told_but_not_together_are_a_choice_to_mend(evaluation):
    with pytest.raises(ChoiceError, match="a set of dimensions"):
        evaluation.indicators(by=["mailing", "event"])


def test_what_is_most_like_a_refused_measure_is_named_first():
    assert told_by("open_rate", "profession")[0] == "recipient_click_rate"
    assert told_by("lapsed_attendees", "event")[0] == "unique_attendees"


def test_new_and_returning_people_are_told_by_what_they_came_to(evaluation):
    # bo and cy are new in the spring; ann came in winter. bo was at both events
    assert by(evaluation, "new_attendees", "event") == {"talk": 1, "visit": 2}
    assert by(evaluation, "returning_attendees", "event") == {"talk": 1, "visit": 0}
    assert by(evaluation, "retained_attendees", "activity") == {"talks": 1, "visits": 0}
    assert by(evaluation, "new_attendees", "format", "profession") == {
        ("online", "Nurse"): 0,
        ("online", "Doctor"): 1,
        ("face to face", "Nurse"): 1,
        ("face to face", "Doctor"): 1,
    }


def test_new_and_returning_people_make_all_people_in_every_group(evaluation):
    for dimension in ("event", "title", "format", "activity", "organisation", "profession", "role"):
        whole = by(evaluation, "unique_attendees", dimension)
        parts = [by(evaluation, f"{each}_attendees", dimension) for each in ("new", "returning")]
        for key, people in whole.items():
            if people:  # the caller without a name is nobody
                assert sum(part.get(key, 0) for part in parts) == people, (dimension, key)


@pytest.mark.parametrize(
    ("indicator", "dimension"),
    [
        ("attendances", "event"),
        ("attendances", "organisation"),
        ("attendances", "role"),
        ("registrations", "event"),
        ("emails_sent", "mailing"),
        ("new_attendees", "profession"),
        ("hosts", "organisation"),
        ("members_absent", "organisation"),
        ("list_members", "profession"),
        ("unique_openers", "organisation"),
    ],
)
def test_what_is_added_up_adds_up_over_what_parts_it(evaluation, indicator, dimension):
    # each person here has one organisation and one profession, each attendance one event
    whole = evaluation.indicators(only=[indicator])
    total = whole.loc[whole["quarter"].astype(str).eq("2024Q2"), "value"].sum()
    assert sum(value or 0 for value in by(evaluation, indicator, dimension).values()) == total


def test_who_of_the_list_was_absent_is_told_event_by_event(evaluation):
    # ann, bo and dee are on the list; ann and bo were at the talk, bo at the visit, with cy who is not
    assert by(evaluation, "members_absent", "event") == {"talk": 1, "visit": 2}
    assert by(evaluation, "members_attending", "event") == {"talk": 2 / 3, "visit": 1 / 3}
    assert by(evaluation, "attendees_not_on_list", "event") == {"talk": 0, "visit": 1}
    # of Northmoor and Westford, both on the list, somebody was at each: cy of Northmoor too
    assert by(evaluation, "organisations_absent", "event") == {"talk": 0, "visit": 0}
    assert by(evaluation, "members_absent", "profession") == {"Nurse": 0, "Doctor": 1}


def test_hosts_are_told_by_where_they_work(evaluation):
    assert by(evaluation, "hosts", "organisation") == {"Northmoor": 1, "Westford": 1}
    assert why_not("hosts_for_half", "organisation") is WhyNot.OF_ALL


def test_opens_and_clicks_are_told_by_who_the_recipients_are(evaluation):
    assert by(evaluation, "unique_openers", "organisation") == {"Northmoor": 1, "Westford": 1}
    assert by(evaluation, "unique_clickers", "profession") == {"Nurse": 1, "Doctor": 0}
    # dee opened nothing, and bo did not click: none of two
    assert by(evaluation, "recipient_click_rate", "profession") == {"Nurse": 1, "Doctor": 0}


def test_coming_again_is_told_by_who_came(evaluation):
    # ann's winter attendance was followed by April's, 65 days later; told of the winter quarter
    found = evaluation.indicators(by=["profession"], only=["return_rate"])
    winter = found[found["quarter"].astype(str).eq("2024Q1")]
    assert dict(zip(winter["profession"], winter["value"], strict=True)) == {"Nurse": 1}


def test_several_communities_are_told_beside_one_another(tmp_path):
    named = 'name = "{}"\n'
    files = {
        "a/community.toml": named.format("Ash"),
        "a/zoom.csv": zoom("Asha,asha@one.example"),
        "b/community.toml": named.format("Birch"),
        "b/zoom.csv": zoom("Ben,ben@two.example", "Cy,cy@two.example"),
        "c/community.toml": named.format("Cedar"),
        "c/zoom.csv": zoom("Dee,dee@three.example").replace(",60,", ",an hour,"),
    }
    failed = []
    found = by_community(
        folder(tmp_path, files),
        by=("format",),
        where=WhereAsked.of(()),
        only=("attendances",),
        quarter="",
        as_of=moment("2024-10-01 09:00"),
        failed=failed.append,
    )
    assert [each.startswith(f"{tmp_path / 'c'}: zoom.csv, row 2") for each in failed] == [True]
    assert list(found.columns[:4]) == ["quarter", "indicator", "community", "format"]
    assert found[["community", "value"]].to_numpy().tolist() == [["Ash", 1.0], ["Birch", 2.0]]
    moved = changes_by_community(
        tmp_path,
        quarter="latest",
        where=WhereAsked.of(()),
        as_of=moment("2024-10-01 09:00"),
        failed=failed.append,
    )
    assert len(failed) == 2
    assert list(moved.columns[:3]) == ["quarter", "indicator", "community"]
    came = moved[moved["indicator"].eq("attendances")]
    assert came[["community", "value"]].to_numpy().tolist() == [["Ash", 1.0], ["Birch", 2.0]]
