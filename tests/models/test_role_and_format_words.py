"""A word of a source is compared with those of the settings letter case and hyphens aside."""

from __future__ import annotations

from building import attendance, community, events

from copmetrics.quarters import Calendar
from copmetrics.settings import Participation, Settings

WORDS = Settings(
    calendar=Calendar.CALENDAR,
    participation=Participation(
        hosting_roles=("Co-host", "co host", "CO-HOST"), online_formats=("on-line",)
    ),
)


def test_a_role_written_in_several_ways_in_settings_and_source_is_one_hosting():
    made = community(
        {
            "events": events(a={"starts_at": "2024-05-14 13:00", "format": "On Line"}),
            "attendance": attendance(
                {"event": "a", "person": "ann", "role": "co-Host"},
                {"event": "a", "person": "ben", "role": "cohost"},
            ),
        },
        WORDS,
    )
    assert made.facts("person_hosted_events")["person"].tolist() == ["ann"]
    year = made.facts("rolling_year_people")
    assert year[["number", "attended", "hosted", "online"]].values.tolist() == [
        [1, 1, 1, 1],
        [2, 1, 0, 1],
    ]
