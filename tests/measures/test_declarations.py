"""What the declarations say of people: every one says it, and what may be shown hangs on it alone."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest
from building import attendance, community, events

from copmetrics.measures import ALL, INSIDE, MEASURES, family_of
from copmetrics.measures.base import About, Measure, Measures, Source, mean, share
from copmetrics.measures.counted import (
    NOBODY,
    OTHER_DIMENSIONS,
    PERSONAL_DIMENSIONS,
    READING,
    Counted,
    counted_in,
)
from copmetrics.privacy.rounding import Rounding
from copmetrics.privacy.shared_values import Behind, shared
from copmetrics.units import Unit, own_unit, unit_named

Q1 = pd.Period("2025Q1", freq="Q-MAR")

DECLARED = pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.id)


@DECLARED
def test_what_a_measure_counts_and_its_unit_do_not_contradict_each_other(measure):
    assert isinstance(measure.counted, Counted)
    assert measure.unit.of_people == measure.is_count_of_people
    if measure.is_exact:
        assert measure.unit.id == measure.counted


@DECLARED
def test_every_median_and_mean_says_on_how_many_people_it_rests(measure):
    if measure.is_median or measure.counted is Counted.NOTHING or measure.is_ratio:
        assert measure.people or measure.rests_on == NOBODY


def test_what_everybody_sees_as_it_is_follows_from_the_declarations():
    outside = [each for each in MEASURES.values() if each.id not in INSIDE]
    recommended = {f"recommendations_{each}" for each in ("made", "of_year", "adopted", "carried")}
    assert {each.id for each in outside if each.is_exact} == {
        "events",
        "mailings",
        "organisations_attending",
        "list_organisations",
        *recommended,
        "outputs_made",
    }
    open_ = {each.id for each in outside if each.counted.is_open}
    assert open_ == {"events", "mailings", *recommended, "outputs_made"}


@pytest.mark.parametrize("family", ALL, ids=lambda family: family.fact)
def test_of_every_dimension_it_is_said_whether_its_groups_may_be_recognised(family):
    for dimension in family.dimensions:
        assert (dimension in PERSONAL_DIMENSIONS) != (dimension in OTHER_DIMENSIONS)


def test_a_dimension_of_which_nothing_is_said_is_refused():
    with pytest.raises(ValueError, match=r"nothing says whether \['ward'\] are personal"):
        dataclasses.replace(family_of("attendances"), dimensions=("ward",))


def people_measure(id: str, **more) -> Measure:
    return Measure(
        **{
            "id": id,
            "label": "Guests",
            "expression": "count(distinct person)",
            "unit": Unit.PEOPLE,
            "meaning": "People who came as guests.",
            "counted": Counted.PEOPLE,
            **more,
        }
    )


def test_a_measure_that_does_not_say_what_it_counts_cannot_be_declared():
    with pytest.raises(TypeError, match="counted"):
        Measure(
            id="guests",
            label="Guests",
            expression="count(distinct person)",
            unit=Unit.PEOPLE,
            meaning="People who came as guests.",
        )
    with pytest.raises(TypeError, match="counted"):
        share(id="s", label="S", numerator="1", denominator="2", meaning="S.", words=("a", "b"))
    with pytest.raises(TypeError, match="counted"):
        mean(id="m", label="M", amount="rating", meaning="M.", words=("a", "b"))


def test_people_cannot_be_declared_as_something_else():
    with pytest.raises(ValueError, match="guests is in people, and says it counts events"):
        people_measure("guests", counted=Counted.EVENTS)
    with pytest.raises(ValueError, match="guests is in minutes, and says it counts people"):
        people_measure("guests", unit=Unit.MINUTES)


def test_a_median_that_does_not_say_on_whom_it_rests_cannot_be_declared():
    about = {"unit": Unit.MINUTES, "expression": "median(minutes)", "counted": Counted.NOTHING}
    with pytest.raises(ValueError, match="wait does not say on how many people it rests"):
        people_measure("wait", **about)
    assert people_measure("wait", **about, rests_on="count(distinct person)").people
    assert people_measure("wait", **about, rests_on=NOBODY).people == ""


def test_a_count_of_things_by_organisation_says_of_how_many_people_it_tells():
    badges = people_measure(
        "badges", unit=Unit.EVENTS, counted=Counted.EVENTS, expression="count(distinct event)"
    )
    with pytest.raises(ValueError, match="badges does not say of how many people it tells"):
        dataclasses.replace(family_of("attendances"), declared=(badges,))
    said = dataclasses.replace(badges, rests_on="count(distinct person)")
    assert dataclasses.replace(family_of("attendances"), declared=(said,)).declared == (said,)


def test_the_example_of_the_page_on_adding_a_measure_is_the_declaration_that_stands():
    page = (Path(__file__).parents[2] / "docs" / "adding-a-measure.md").read_text(encoding="utf-8")
    example = page.split("```python\n")[1].split("```")[0]
    known = {"Measure": Measure, "Unit": Unit, "Counted": Counted}
    assert eval(example, known) == MEASURES["minutes_attended"]


def story(people: int):
    came = [("may", f"p{number}") for number in range(people)]
    return community({"events": events(may="2024-05-14 13:00"), "attendance": attendance(*came)})


def add(monkeypatch, measure: Measure) -> None:
    """Declare one more measure of who came, as a file of measures would."""
    family = family_of("attendances")
    grown = dataclasses.replace(family, declared=(*family.declared, measure))
    families = tuple(grown if each is family else each for each in ALL)
    monkeypatch.setattr("copmetrics.evaluation.indicators.ALL", families)
    monkeypatch.setitem(MEASURES, measure.id, measure)


@pytest.mark.parametrize(("people", "seen", "status"), [(9, None, "c"), (10, 10, "")])
def test_a_new_count_of_people_is_protected_by_its_declaration_alone(
    people, seen, status, monkeypatch
):
    add(monkeypatch, people_measure("guests"))
    found = as_shared(story(people), "guests")
    assert (known(found["value"]), found["status"]) == (seen, status)


@pytest.mark.parametrize(("people", "seen", "status"), [(9, None, "c"), (10, 50, "")])
def test_a_new_median_is_protected_by_its_declaration_alone(people, seen, status, monkeypatch):
    median = people_measure(
        "wait",
        unit=Unit.MINUTES,
        expression="median(50)",
        counted=Counted.NOTHING,
        rests_on="count(distinct person)",
        when_none=None,
    )
    add(monkeypatch, median)
    found = as_shared(story(people), "wait")
    assert (known(found["value"]), found["status"]) == (seen, status)


def as_shared(told, indicator: str) -> pd.Series:
    """The one value of an indicator as everybody may see it."""
    values = told.indicators(only=[indicator])
    behind = Behind(told.people_behind(only=[indicator]), told.cell_keys(only=[indicator]))
    return shared(values, MEASURES, Rounding(9, "0a"), behind).iloc[0]


def known(value: float) -> float | None:
    return None if pd.isna(value) else value


def test_minutes_of_one_person_are_withheld_although_many_came():
    # 20 signed a sheet, which does not say how long they stayed; one joined on line
    came = [{"event": "may", "person": f"p{number}", "minutes": None} for number in range(20)]
    online = {"event": "may", "person": "asha", "minutes": 44}
    told = community(
        {"events": events(may="2024-05-14 13:00"), "attendance": attendance(*came, online)}
    )
    assert told.people_behind(only=["minutes_attended"])["people"].tolist() == [1]
    assert as_shared(told, "minutes_attended")["status"] == "c"


def test_of_how_many_people_a_value_tells_is_known_by_any_dimension():
    told = community(
        {
            "events": events(may="2024-05-14 13:00", june="2024-06-11 13:00"),
            "attendance": attendance(
                {"event": "may", "person": "asha", "organisation": "Northmoor"},
                {"event": "june", "person": "asha", "organisation": "Northmoor"},
                {"event": "may", "person": "ben", "organisation": "Eastvale"},
            ),
        },
    )
    found = told.people_behind(
        by=("organisation",), only=["attendances", "organisations_attending"]
    )
    by_both = found.set_index(["indicator", "organisation"])["people"]
    assert by_both["attendances"].to_dict() == {"Eastvale": 1, "Northmoor": 1}
    assert by_both["organisations_attending"].to_dict() == {"Eastvale": 1, "Northmoor": 1}
    assert set(found["quarter"]) == set(told.quarters)


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("people", Counted.PEOPLE),
        ("Staff", Counted.PEOPLE),
        ("patients", Counted.PEOPLE),
        ("trained nurses", Counted.PEOPLE),
        ("attendances", Counted.ATTENDANCES),
        ("emails", Counted.EMAILS),
        ("downloads", Counted.NOTHING),
        ("score out of 5", Counted.NOTHING),
        ("participants' mean score", Counted.NOTHING),
        ("%", Counted.NOTHING),
        ("hours", Counted.NOTHING),
    ],
)
def test_what_an_own_indicator_counts_is_known_from_its_unit(written, counted):
    unit = own_unit(written)
    assert counted_in(unit) is counted
    assert unit_named(unit.id).of_people == counted.is_personal


def test_a_few_patients_of_an_own_indicator_are_withheld():
    unit = own_unit("patients")
    own = people_measure("seen", unit=unit, expression="", rests_on=READING)
    row = {"quarter": [Q1], "indicator": ["seen"], "value": [3.0], "numerator": [float("nan")]}
    frame = pd.DataFrame(row).assign(
        denominator=float("nan"), unit=unit.id, basis="actual", note=""
    )
    nothing = pd.DataFrame({"quarter": [], "indicator": [], "people": []})
    behind = Behind(nothing, nothing.assign(key=None, whole_key=None).drop(columns="people"))
    found = shared(frame, {"seen": own}, Rounding(9, "0a"), behind)
    assert found["status"].tolist() == ["c"]
    more = shared(frame.assign(value=33.0), {"seen": own}, Rounding(9, "0a"), behind)
    assert more["value"].tolist() in ([30], [35])


def test_a_family_needs_no_declaration_of_people_for_things_that_nobody_is_recognised_by():
    quiet = Measures(
        fact="events_held",
        about=About.EVENTS,
        source=Source.EVENTS,
        key=("event",),
        rows="rows_events_held",
        dimensions=("format",),
        declared=(people_measure("held", unit=Unit.EVENTS, counted=Counted.EVENTS),),
    )
    assert quiet.declared[0].people == ""
