"""Of many rows the engine reads and makes what is asked for, and counts what is one row each without comparing."""

from __future__ import annotations

import pytest
from building import NOW, attendance, community, events

from copmetrics.engine import duckdb_workspace
from copmetrics.engine.models import seldom_read
from copmetrics.evaluation.measure_queries import _told_apart
from copmetrics.settings import Settings

TALKS = {
    "events": events(talk="2026-07-01 12:00"),
    "attendance": attendance(
        {"event": "talk", "person": "ann", "minutes": 3.0},
        {"event": "talk", "person": "bo", "minutes": 40.0},
        {"event": "talk", "person": "cy"},
    ),
}
COUNTED = "select count(*) as attendances from attendances"


@pytest.mark.parametrize(("minimum", "came", "reads_minutes"), [(0, 3, False), (5, 2, True)])
def test_without_a_minimum_nobodys_minutes_are_read(monkeypatch, minimum, came, reads_minutes):
    monkeypatch.setattr(duckdb_workspace, "_SMALL", 0)
    talks = community(TALKS, Settings(minimum_minutes=minimum), as_of=NOW)
    with talks.evaluation as asked:
        asked._space.expect(["attendances"])
        assert asked.ask(COUNTED)["attendances"].item() == came
        plan = asked._space._connection.sql(f"explain {COUNTED}").fetchall()[0][1]
        assert ("minutes" in plan) is reads_minutes


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("count(distinct person)", "count(person)"),
        (
            "case when max(known) = 1 then count(distinct case when state in ('a', 'b') then person end) end",
            "case when max(known) = 1 then count(case when state in ('a', 'b') then 1 end) end",
        ),
        (
            "count(distinct case when a = 1 then place end) - count(distinct case when b = 1 then person end)",
            "count(distinct case when a = 1 then place end) - count(case when b = 1 then 1 end)",
        ),
        ("count(distinct organisation)", "count(distinct organisation)"),
    ],
)
def test_rows_of_one_person_each_are_counted_as_they_are(told, asked):
    assert _told_apart(told, "person") == asked


def test_what_one_text_reads_twice_is_read_twice():
    # how people stand in a quarter reads who came in it once, newcomers read that by way of the core as well
    assert "numbered_attendances" in seldom_read(["attendance_retention"])
    assert "numbered_attendances" not in seldom_read(["newcomers"])


def test_a_fact_that_is_asked_for_twice_is_worked_out_once():
    assert "numbered_newcomers" in seldom_read(["numbered_newcomers"])
    assert "numbered_newcomers" not in seldom_read(["numbered_newcomers", "numbered_newcomers"])
