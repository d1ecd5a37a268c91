"""What a number hangs on, read off the SQL of the models behind it."""

from __future__ import annotations

import pytest

from copmetrics.engine.columns_needed import AbsentColumns
from copmetrics.engine.models import models


@pytest.mark.parametrize(
    ("model", "expression", "absent", "hangs_on_it"),
    [
        # what is counted, and what is not
        ("attendances", "count(distinct person)", "attendance.person", True),
        ("attendances", "count(*)", "attendance.person", False),
        # rows: a condition or an inner join that nothing meets; one that the unknown meets
        ("person_hosted_events", "count(*)", "attendance.person", True),
        ("list_at_quarter_end", "count(*)", "members.left_at", False),
        # a condition of a `case`, the rows of an outer join, the columns of a group
        ("list_spells", "sum(departed)", "members.left_at", True),
        ("attendances", "count(standing)", "attendance.person", True),
        ("list_or_event_people", "max(organisation_attended)", "attendance.organisation", True),
        # a model says what stands in for the unknown
        ("event_people", "max(hours)", "attendance.minutes", False),
        ("events_held", "count(*)", "events.cancelled", False),
        # several tables name the same; several kinds are put under one another
        ("numbered_people", "count(*)", "attendance.person", False),
        ("target_reach", "sum(attended)", "attendance.profession", True),
        ("event_remarks", "count(*)", "feedback.delta", True),
        # two sides are brought together
        ("numbered_list_or_event", "count(*)", "attendance.person", True),
        ("person_organisations", "count(organisation)", "members.organisation", True),
        # the engines' own columns are the instants that they are made of
        ("newcomers", "median(days)", "events.starts_at", True),
    ],
)
def test_a_number_hangs_on_a_column_or_does_not(model, expression, absent, hangs_on_it):
    column = tuple(absent.split("."))
    found = AbsentColumns({column}).needed_for(model, [expression])
    assert found == ({column} if hangs_on_it else set())


def test_every_model_can_be_followed():
    absent = AbsentColumns({("attendance", "person")})
    found = {name for name, each in models().items() if absent.needed_for(name, each.grain)}
    assert {"attendance_ranking", "levels", "numbered_pairs", "rows_quarter_pairs"} <= found
    assert not {"events_held", "agenda_items", "mailings_latest", "event_people"} & found
