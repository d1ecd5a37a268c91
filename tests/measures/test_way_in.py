"""How new people find their way in, by hand: whom they met at their first event, and with whom they came."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from building import NOW, YEAR, attendance, community, events, values
from narrated import figures_of

from copmetrics.accounts.wanted import recognition_words, silent_words, wanted_table
from copmetrics.evaluation.indicators import indicators
from copmetrics.schema import NARRATIVE_TABLES, TARGETS

pytestmark = pytest.mark.slow

# Kit hosts in January and April, and so is core from April on; Cy of Northmoor was there in January. In April
# Asha of Eastvale comes for the first time, and meets Kit; in May Ben of Northmoor does, beside Cy and
# without Kit, and Dee, of whom no organisation is known.
STORY = {
    "events": events(jan="2024-01-16 13:00", apr="2024-04-16 13:00", may="2024-05-14 13:00"),
    "attendance": attendance(
        {"event": "jan", "person": "kit", "role": "host", "profession": "Nurse"},
        {"event": "jan", "person": "cy", "organisation": "Northmoor", "profession": "Doctor"},
        {"event": "apr", "person": "kit", "role": "host", "profession": "Nurse"},
        {"event": "apr", "person": "asha", "organisation": "Eastvale", "profession": "Nurse"},
        {"event": "may", "person": "ben", "organisation": "Northmoor", "profession": "Porter"},
        {"event": "may", "person": "cy", "organisation": "Northmoor", "profession": "Doctor"},
        {"event": "may", "person": "dee"},
    ),
    "targets": TARGETS.conform(
        pd.DataFrame(
            {
                "kind": ["organisation", "organisation", "profession"],
                "name": ["Eastvale", "Westford", "doctor"],
            }
        )
    ),
}
ASKED = ["first_contact_with_core", "came_with_colleague"]


@pytest.fixture(scope="module")
def told():
    return community(STORY, YEAR)


def test_new_people_met_the_core_where_somebody_else_who_is_core_was_at_their_first_event(told):
    spring = values(told.indicators(only=ASKED), "2024Q2")
    assert spring["first_contact_with_core"] == pytest.approx(1 / 3)  # Asha; not Ben, not Dee
    assert spring["came_with_colleague"] == pytest.approx(
        1 / 2
    )  # Ben; not Asha; of Dee it is unknown


def test_where_nobody_is_core_yet_nobody_is_said_to_have_missed_it(told):
    winter = values(told.indicators(only=ASKED), "2024Q1")
    assert winter["first_contact_with_core"] is None
    assert winter["came_with_colleague"] == 0  # Cy alone; Kit's organisation is not known


def test_who_came_again_is_told_of_those_who_met_the_core_and_of_the_others():
    found = indicators(
        STORY, settings=YEAR, as_of=NOW, only=["second_event_rate"], by=["first_contact"]
    )
    spring = found[found["quarter"].astype(str).eq("2024Q2")]
    people = dict(zip(spring["first_contact"], spring["denominator"], strict=True))
    assert set(people) == {"met the core", "did not meet the core"}


def test_of_each_event_it_is_told_who_of_those_wanted_was_not_there(told):
    (table,) = wanted_table(figures_of(told, told.quarter("2024-Q2"), only=ASKED))
    assert table.rows == (
        ("apr", "2024-04-16", 1.0, "Westford and doctor"),
        ("may", "2024-05-14", 1.0, "Eastvale and Westford"),
    )


def test_nobody_wanted_and_nobody_recorded_are_no_table(told):
    nobody = community({**STORY, "targets": TARGETS.empty()}, YEAR)
    quarter = nobody.quarter("2024-Q2")
    assert not list(wanted_table(figures_of(nobody, quarter, only=ASKED)))
    assert not list(wanted_table(figures_of(told, told.quarter("2024-Q3"), only=ASKED)))


def test_whom_to_thank_names_organisations_that_hosted_and_who_gives_time_or_anything_else():
    hosted = STORY["attendance"].assign(
        organisation=STORY["attendance"]["organisation"].mask(
            STORY["attendance"]["person"].eq("kit"), "Southlea"
        )
    )
    plain = community({**STORY, "attendance": hosted}, YEAR)
    assert recognition_words(figures_of(plain, plain.quarter("2024-Q2"), only=ASKED)) == (
        "Whom to thank: people of Southlea hosted in the year."
    )
    stakes = pd.DataFrame(
        {
            "stakeholder": ["Northmoor", "The deanery"],
            "releases": ["two hours a month", None],
            "offers": [None, "rooms"],
        }
    )
    asked = NARRATIVE_TABLES["stakeholders"].conform(stakes)
    known = replace(plain, narrative_tables={**plain.narrative_tables, "stakeholders": asked})
    assert recognition_words(figures_of(known, known.quarter("2024-Q2"), only=ASKED)) == (
        "Whom to thank: people of Southlea hosted in the year; working time is released by Northmoor; "
        "help is offered by The deanery."
    )


def test_whose_voices_lead_names_professions_of_which_nobody_hosted_in_the_year(told):
    assert silent_words(figures_of(told, told.quarter("2024-Q2"), only=ASKED)) == (
        "Whose voices lead: in the year nobody from these professions hosted: Doctor and Porter; of the "
        "organisations that came there are 2 from which nobody hosted."
    )
