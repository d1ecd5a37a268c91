"""What adds up tells nobody inside of few people: relations that a program finds, and those that are declared."""

from __future__ import annotations

import pandas as pd
import pytest
from adding_up import numbers, sums
from building import activity, attendance, community, events, mailings, members
from small_communities import QUARTERS, small_community

from copmetrics.exploring.questions import dimensions_of, question
from copmetrics.exploring.small_group_filter import values_inside
from copmetrics.measures import ALL
from copmetrics.measures.counted import Counted

pytestmark = pytest.mark.slow
FEW = 4
OF_PEOPLE = [
    each
    for family in ALL
    for each in family
    if each.counted in (Counted.PEOPLE, Counted.REGISTRATIONS) and not each.is_median
]


def test_of_all_that_adds_up_no_few_people_follow_inside():
    made = small_community(7)
    told_by = [each.id for each in OF_PEOPLE if "organisation" in dimensions_of(each.id)]
    places = ("quarter", "organisation")
    plain = made.indicators(by=("organisation",), only=told_by, quarters=QUARTERS[:4])
    seen = [
        values_inside(made, question(made, each, by="organisation", last="2025-Q3"))
        for each in told_by
    ]
    exact, shown = numbers(plain, *places), numbers(pd.concat(seen), *places)
    found = sums(exact)
    assert {"members_absent": 1, "members_attending.part": 1, "list_members": -1} in found
    assert {"new_attendees": 1, "returning_attendees": 1, "unique_attendees": -1} in found
    follow = [
        (place, names, exact.loc[place, few])
        for names in found
        for few in names
        for place in exact.index
        if 0 < exact.loc[place, few] <= FEW
        and shown.loc[place, [each for each in names if each != few]].notna().all()
    ]
    assert follow == []


OTHERS = {"y": 20, "z": 20}
"""Two organisations of which nothing is few."""
STARTS = {"one": "2025-11-11 13:00", "two": "2026-02-10 13:00", "three": "2026-05-12 13:00"}
YEAR = events(**STARTS, four="2026-06-09 13:00")
SENT = ("2026-05-01 09:00", "2026-05-01 12:00")


def of(indicator: str, tables: dict[str, pd.DataFrame]) -> dict[str, float | None]:
    """What those who lead a community see of each organisation in its last quarter."""
    made = community(tables)
    asked = question(made, indicator, by="organisation", first="2026-Q2", last="2026-Q2")
    values = values_inside(made, asked).set_index("organisation")["value"]
    return {name: None if pd.isna(value) else value for name, value in values.items()}


def test_levels_of_which_one_is_few_are_all_withheld():
    # at x 8 came to all, 8 twice and 2 once: of 18 in all less 8 and 8 the two would be told
    came = {"x": {4: 8, 2: 8, 1: 2}, "y": {4: 8, 2: 8, 1: 8}, "z": {4: 8, 2: 8, 1: 8}}
    people = [
        (f"{trust}{times}{number}", trust, ("one", "two", "three", "four")[:times])
        for trust, counts in came.items()
        for times, count in counts.items()
        for number in range(count)
    ]
    tables = {
        "events": YEAR,
        "attendance": attendance(
            *[
                {"event": event, "person": person, "organisation": trust}
                for person, trust, there in people
                for event in there
            ]
        ),
        "members": members(
            *[
                {"person": person, "joined_at": "2025-01-01", "organisation": trust}
                for person, trust, _ in people
            ]
        ),
    }
    whole = community(tables).indicators(only=("core_people", "active_people", "occasional_people"))
    last = whole[whole["quarter"].astype(str).eq("2026Q2")]
    assert sorted(last["value"]) == [18, 24, 24]
    for level in ("core_people", "active_people", "occasional_people"):
        seen = of(level, tables)
        assert seen["x"] is None
        assert sum(each is None for each in seen.values()) >= 2


def test_who_is_between_two_numbers_is_a_group_of_people_too():
    # of x 12 opened and 10 of them clicked: 2 opened and did not click; of y and z 20 and 10
    opened = {"x": (12, 10), "y": (20, 10), "z": (20, 10)}
    rows = []
    for trust, (many, clicked) in opened.items():
        rows += [("m1", f"{trust}{number}", "opened") for number in range(many)]
        rows += [("m1", f"{trust}{number}", "click", SENT[1], "a") for number in range(clicked)]
    everybody = [(trust, number) for trust, (many, _) in opened.items() for number in range(many)]
    tables = {
        "mailings": mailings(
            {"mailing": "m1", "sent_at": SENT[0], "recipients": 52.0, "delivered": 52.0}
        ),
        "activity": activity(*rows),
        "members": members(
            *[
                {"person": f"{trust}{n}", "joined_at": "2025-01-01", "organisation": trust}
                for trust, n in everybody
            ]
        ),
    }
    assert of("unique_openers", tables) == {"x": 12, "y": 20, "z": 20}
    seen = of("unique_clickers", tables)
    assert seen["x"] is None
    assert sum(each is None for each in seen.values()) == 2


def test_who_joined_follows_no_more_from_who_left_and_two_sizes_of_the_list():
    # of x 10 were on the list, 2 joined and nobody left: 12 are, and "0 left" would tell the two
    sizes = {"x": (10, 2), **{trust: (many, 0) for trust, many in OTHERS.items()}}
    tables = {
        "events": YEAR,
        "members": members(
            *[
                {
                    "person": f"{trust}{number}",
                    "joined_at": "2025-01-01" if number < before else "2026-05-05",
                    "organisation": trust,
                }
                for trust, (before, joined) in sizes.items()
                for number in range(before + joined)
            ]
        ),
    }
    assert of("list_members", tables) == {"x": 12, **OTHERS}
    assert of("list_joined", tables)["x"] is None
    assert of("list_left", tables)["x"] is None
