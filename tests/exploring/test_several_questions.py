"""Several questions together tell no more of few people than one: all less the returning is the new."""

from __future__ import annotations

import pandas as pd
from building import attendance, community, events

from copmetrics.exploring.questions import question
from copmetrics.exploring.small_group_filter import values_inside

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
