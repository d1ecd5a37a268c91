"""Several questions together tell no more of few people than one: all less the returning is the new."""

from __future__ import annotations

import pandas as pd
import pytest
from building import attendance, community, events
from small_communities import small_community

from copmetrics.community.explain import SAME
from copmetrics.exploring.answers import answer
from copmetrics.exploring.lineage import rows_behind
from copmetrics.exploring.questions import dimensions_of, question
from copmetrics.exploring.small_group_filter import values_inside
from copmetrics.measures import ALL

pytestmark = pytest.mark.slow

MADE = community(
    {
        "events": events(winter="2026-02-12 13:00", spring="2026-05-12 13:00"),
        "attendance": attendance(
            *[
                {"event": event, "person": f"{trust}{number}", "organisation": trust}
                for event, many in (("winter", {"x": 5, "y": 11}), ("spring", {"x": 6, "y": 16}))
                for trust, count in many.items()
                for number in range(count)
            ]
        ),
    }
)
SPRING = pd.Period("2026Q2", freq="Q-DEC")


def told(indicator: str) -> dict[str, float | None]:
    asked = question(MADE, indicator, by="organisation", first="2026-Q2", last="2026-Q2")
    values = values_inside(MADE, asked).set_index("organisation")["value"]
    return {name: None if pd.isna(value) else value for name, value in values.items()}


def test_where_one_is_new_nobody_learns_it_from_all_less_the_returning():
    # at x 5 came before and 6 came now: one is new. At y 11 came before and 16 now: five are, and with
    # them (and six new ones in all) the one at x would be told
    assert told("unique_attendees") == {"x": 6, "y": 16}
    for part in ("new_attendees", "returning_attendees", "retained_attendees"):
        assert told(part) == {"x": None, "y": None}


def test_a_share_of_which_a_part_is_few_tells_it_to_nobody_inside():
    # of 9 who registered at x all but one came, of y and z 10 of 20 each: that one would be told by 8 of 9,
    # and by all 49 who registered less those of y and z
    registered = {"x": (9, 8), "y": (20, 10), "z": (20, 10)}
    made = community(
        {
            "events": events(spring="2026-05-12 13:00"),
            "attendance": attendance(
                *[
                    {
                        "event": "spring",
                        "person": f"{trust}{number}",
                        "organisation": trust,
                        "registered": True,
                        "status": "attended" if number < came else "absent",
                    }
                    for trust, (count, came) in registered.items()
                    for number in range(count)
                ]
            ),
        }
    )

    def shares(**more: object) -> dict[str, float]:
        asked = question(made, "show_up_rate", first="2026-Q2", last="2026-Q2", **more)
        told = values_inside(made, asked)
        return dict(zip(told.get("organisation", ["all"]), told["value"].fillna(-1), strict=True))

    assert shares() == {"all": pytest.approx(28 / 49)}
    assert shares(by="organisation") == {"x": -1, "y": -1, "z": 0.5}
    assert shares(where={"organisation": ["x"]}) == {"all": -1}


def finer() -> list[tuple[str, str]]:
    """Each measure that is told event by event from finer facts than its own, with two such dimensions."""
    return [
        (each.id, dimension)
        for family in ALL
        if family.parts is not None and "event" in family.parts.dimensions
        for each in family
        for dimension in ("event", "cluster")
        if each.id not in family.parts.lacks
    ]


def test_what_is_told_event_by_event_is_offered_and_has_as_many_lines_behind_it_as_it_says():
    made = small_community(3)
    titles = made.events.set_index("event")["title"]
    assert ("new_attendees", "event") in finer()
    for indicator, dimension in finer():
        assert dimension in dimensions_of(indicator), indicator
        found = answer(
            made, question(made, indicator, by=dimension, first="2026-Q1", last="2026-Q1")
        )
        assert len(found.values), indicator
        for row in found.values.to_dict("records"):
            kept = {dimension: None if pd.isna(row[dimension]) else row[dimension]}
            rows = rows_behind(made, found.question, row["quarter"], kept)
            counted = rows["counted_as"]
            if dimension == "event":
                assert set(rows["what"]) <= {titles[row["event"]], "the mailing list"}, indicator
            lines = counted[counted.notna() & counted.ne(SAME)]
            if pd.isna(row["numerator"]):
                assert len(lines) == row["value"], (indicator, kept)
            else:  # a share: what each line adds to the part, and to the whole
                added = lines.str.extract(r"^(\d+) of (\d+)$").astype(float).sum()
                assert [*added] == [row["numerator"], row["denominator"]], (indicator, kept)
