"""What is told of communities of which little is known: one event, nobody named, a record missing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from building import attendance, community, events, members
from narrated import activities_of, figures_of, shared_figures_of, without_parts

from copmetrics.accounts.account import ReportTable
from copmetrics.accounts.activities import activities_section
from copmetrics.accounts.few_people import in_people
from copmetrics.accounts.part_tables import Part, by_parts
from copmetrics.accounts.participation import participation_section
from copmetrics.accounts.participation_answers import answers
from copmetrics.accounts.people import people
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.reach import (
    months_section,
    professions,
    quiet_organisations,
    reach_section,
)
from copmetrics.accounts.summary import summary
from copmetrics.accounts.thanks import opening_words
from copmetrics.accounts.trends import trends
from copmetrics.community.community import Community
from copmetrics.settings import Profile

pytestmark = pytest.mark.slow
SPRING = pd.Period("2026Q2", freq="Q-DEC")
MAY = {"may": "2026-05-12 13:00"}


def came(event: str, many: int, **more: str | None) -> list[dict[str, object]]:
    return [{"event": event, "person": f"p{number}", **more} for number in range(many)]


def inside(made: Community) -> QuarterFigures:
    return QuarterFigures.of(made, SPRING)


def outside(made: Community) -> QuarterFigures:
    return QuarterFigures.of(made, SPRING, Profile.SHARE)


@cache
def four() -> Community:
    """Four people of one organisation at one event."""
    came_in_may = attendance(*came("may", 4, organisation="x"))
    return community({"events": events(**MAY), "attendance": came_in_may})


def outline(made: Community) -> QuarterFigures:
    """What everybody may see of who came, without changes."""
    people = ("unique", "new", "returning", "retained", "reactivated", "lapsed")
    only = ("events", "attendances", "organisations_attending", "list_members")
    return shared_figures_of(made, SPRING, (*only, *(f"{each}_attendees" for each in people)))


def cohorts_of(made: Community) -> ReportTable:
    blocks = participation_section(figures_of(made, SPRING)).blocks
    return next(each for each in blocks if isinstance(each, ReportTable) and each.id == "cohorts")


def test_what_is_withheld_is_not_said_to_be_unknown():
    made = four()
    assert "held 1 event; how many came is withheld, to protect small" in summary(outside(made))
    assert "not known: withheld" not in summary(outside(made))
    figure = people(outside(made)).blocks[0]
    assert figure.title == ("Who came in 2026 Q2 is withheld, to protect small numbers of people")
    notes = months_section(outside(made)).blocks[0].notes
    assert notes[0] == "2 months without an event have 0 attendances."  # April and June


def test_the_first_quarter_of_records_tells_nothing_of_the_year_before():
    made = four()
    quiet = quiet_organisations(inside(made))
    assert (quiet.items, quiet.instead) == (
        (),
        "Of the year before no organisation is told that came.",
    )
    assert people(inside(made)).blocks[0].title == (
        "Of 4 people, 4 came for the first time and 0 had come before, as far as the records tell"
    )
    # four people are six pairs
    told = "6 pairs of people were at the same event, 6 of them for the first time, as far as the records"
    assert any(each.startswith(told) for each in answers(inside(made)).items)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (1, 1, "the one person who was new met somebody"),
        (0, 1, "the one person who was new met nobody"),
        (2, 3, "2 of the 3 people who were new met somebody"),
        (4, 5, ""),  # 80.0%
    ],
)
def test_a_share_of_very_few_people_is_said_in_people(part, whole, said):
    row = {"numerator": float(part), "denominator": float(whole)}
    who = ("who was new", "who were new")
    assert in_people(row, who, "met somebody", "met nobody") == said


def test_where_the_records_only_begin_a_shared_table_says_that_some_may_not_be_new():
    many = attendance(*came("may", 25, organisation="x"))
    made = community({"events": events(**MAY), "attendance": many})
    notes = reach_section(outline(made)).blocks[1].notes
    assert notes[0] == (
        "For the first time in 2026 Q2: records begin within the year before: some may not be new."
    )
    # of what nobody said nothing stands there
    assert not activities_section(outline(made)).blocks


def test_a_share_is_told_of_those_it_is_of_and_chance_of_no_single_event():
    april = {"starts_at": "2026-04-14 13:00", "format": "face to face"}
    winter = {"starts_at": "2026-02-10 13:00", "format": "online"}
    rows = attendance(*came("feb", 6, organisation="x"), *came("apr", 7, organisation="x"))
    made = community({"events": events(feb=winter, apr=april), "attendance": rows})
    mixing = ("organisations_per_event", "cross_organisation_share", "cross_organisation_expected")
    told = answers(figures_of(made, SPRING, ("events", "both_ways_rate", *mixing))).items
    assert told == (
        "The one event brought 1 known organisation together; no pair of people of known organisations at an "
        "event came from two.",
        "Of 7 people who came in the year to an event known to be online or face to face, 85.7% came to both "
        "kinds (from 2 of 4 quarters: the records begin then).",
    )


def test_people_who_gave_no_name_are_not_said_to_be_nobody():
    rows = [{"event": "may", "person": None} for _ in range(13)]
    made = community({"events": events(**MAY), "attendance": attendance(*rows)})
    assert "with 13 attendances: nobody gave a name." in summary(inside(made))
    assert opening_words(outline(made)).endswith("met once. None of those who came gave a name.")
    (words,) = participation_section(inside(made)).blocks
    assert words.text == "Not known: nobody who came gave a name, so nobody can be met again."
    assert people(inside(made)).blocks[0].title == ("None of those who came in 2026 Q2 gave a name")


def test_people_of_unknown_organisations_are_from_no_number_of_them():
    made = community({"events": events(**MAY), "attendance": attendance(*came("may", 20))})
    assert opening_words(outline(made)).endswith("met once. About 20 people came.")
    by_profession = by_parts(
        *(made, Profile.SHARE, ("profession",)),
        only=("unique_attendees",),
        quarters=pd.PeriodIndex([SPRING]),
    )
    parts = {Part.PROFESSIONS: by_profession}
    (figure,) = professions(replace(outline(made), parts=parts))
    assert figure.title == "The profession of nobody who came is known"


def test_what_is_rounded_is_no_lower_bound():
    # who came in June is not known; the 22 of May may be shown as 25
    starts = events(**MAY, june="2026-06-12 13:00")
    rows = came("may", 22, organisation="x") + came("may", 1, organisation="y")
    made = community({"events": starts, "attendance": attendance(*rows)})
    assert "At least about " in opening_words(outline(made))
    assert "from at least 2 organisations" in opening_words(outline(made))
    assert "at least 22 people" in summary(inside(made))
    titles = [getattr(each, "title", "") for each in people(inside(made)).blocks]
    assert "At least 2 organisations took part" in titles


def test_one_event_beside_another_is_no_movement_of_activities():
    kinds = {
        "winter": {"starts_at": "2026-02-10 13:00", "cluster": "sharing", "from_with": -2.0},
        "spring": {"starts_at": "2026-05-12 13:00", "cluster": "visits", "from_with": 2.0},
    }
    for each in kinds.values():
        each |= {"informal_formal": 0.0, "inside_outside": "inside"}
    made = community({"events": events(**kinds), "attendance": attendance(*came("spring", 20))})
    (drawn,) = [
        each
        for each in activities_section(activities_of(made, SPRING)).blocks
        if getattr(each, "id", "") == "activity-map"
    ]
    assert drawn.title == "Where the community's activities lie"


def test_a_year_of_activities_is_set_beside_the_year_before_not_a_quarter_beside_a_quarter():
    """Two years of an event a quarter: a formal last one moves nothing, four formal ones do."""

    def title(*formal: float) -> str:
        months = pd.period_range("2024Q3", "2026Q2", freq="Q-DEC")
        held = {
            f"e{each}": {
                "starts_at": f"{each.start_time + pd.Timedelta(days=40):%Y-%m-%d} 13:00",
                "cluster": "sharing",
                "from_with": 0.0,
                "informal_formal": where,
                "inside_outside": "inside",
            }
            for each, where in zip(months, formal, strict=True)
        }
        made = community({"events": events(**held)})
        blocks = activities_section(activities_of(made, SPRING)).blocks
        return next(each.title for each in blocks if getattr(each, "id", "") == "activity-map")

    as_it_was = "The mix of activities is much as it was in the year before"
    assert title(*[-1.0] * 7, 0.9) == as_it_was  # the year's mean is -0.525, 0.475 above
    formal = "Activities were more formal than in the year before"
    assert title(*[-1.0] * 4, *[1.0] * 4) == formal
    assert title(1.0, *[-1.0] * 3, 1.0, 1.0, 1.0, -1.0) == formal  # from 1 to -1 by its ends


def test_of_a_quarter_that_nobody_recorded_who_came_is_not_known():
    starts = events(winter="2026-02-10 13:00", **MAY)
    rows = came("winter", 20, organisation="x")
    made = community({"events": starts, "attendance": attendance(*rows)})
    words, flow = reach_section(outline(made)).blocks
    unknown = (
        "Which organisations took part is not known: no attendance export reaches this quarter yet."
    )
    assert words.text == unknown
    assert flow.title == "People at events; who came for the first time is not known"
    assert unknown in [getattr(each, "text", "") for each in people(inside(made)).blocks]
    assert quiet_organisations(inside(made)).instead == unknown


def test_kinds_of_activity_are_unused_only_as_far_as_kinds_are_said():
    kinds = {"winter": {"starts_at": "2026-02-10 13:00", "cluster": "sharing", "from_with": -2.0}}
    kinds["winter"] |= {"informal_formal": 0.0, "inside_outside": "inside"}
    made = community({"events": events(**kinds, **MAY), "attendance": attendance(*came("may", 20))})
    titles = [
        getattr(each, "title", "")
        for each in activities_section(activities_of(made, SPRING)).blocks
    ]
    assert (
        "Not used in these four quarters (the kind of 1 event is not said): ideas, not gaps"
        in titles
    )


def test_a_share_that_came_again_in_a_quarter_with_an_event_unrecorded_is_a_lower_bound():
    """Three of four came again in May; who came in June nobody recorded, so it may have been all four."""
    days = {"feb": "2026-02-10 13:00", **MAY, "june": "2026-06-09 13:00"}
    made = community(
        {"events": events(**days), "attendance": attendance(*came("feb", 4), *came("may", 3))}
    )
    table = cohorts_of(made)
    assert table.rows == (("2026 Q1", 4.0, 0.75),)
    assert table.notes[-1] == (
        "Of some events of 2026 Q2 nobody recorded who came: shares there are at least so large."
    )
    whole = community(
        {
            "events": events(**{each: days[each] for each in ("feb", "may")}),
            "attendance": attendance(*came("feb", 4), *came("may", 3)),
        }
    )
    assert len(cohorts_of(whole).notes) == 1


def test_of_a_list_of_which_the_quarters_end_is_not_known_the_title_says_where_it_stands_and_no_more():
    # seven joined by June, eight by 22 August, when the list was exported last: September may bring others
    joined = [(f"p{at}", "2026-05-04", None) for at in range(7)] + [("late", "2026-08-03", None)]
    made = community(
        {
            "events": events(may="2026-05-12 13:00", september="2026-09-08 13:00"),
            "attendance": attendance(("may", "p1"), ("september", "p1")),
            "members": members(*joined),
        },
        as_of=pd.Timestamp("2026-11-30", tz="UTC"),
    )
    exports = made.coverage.exports.assign(exported_at=pd.Timestamp("2026-08-22", tz="UTC"))
    made = replace(made, coverage=replace(made.coverage, exports=exports))
    with without_parts():
        facts = QuarterFigures.of(made, made.quarter("2026-Q3"))
    figure = next(each for each in trends(facts).blocks if getattr(each, "id", "") == "list-trend")
    assert figure.title == "The mailing list stands at 8; it was 7 in 2026 Q2"
