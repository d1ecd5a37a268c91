"""A table by two dimensions, as the explorer shows it: no small number follows from the total of its line."""

from __future__ import annotations

import pandas as pd
from building import attendance, community, events

from copmetrics.exploring.questions import question
from copmetrics.exploring.small_group_filter import values_inside

CAME = {
    "A": {"nurse": 3, "doctor": 20, "porter": 30},
    "B": {"nurse": 12, "doctor": 2, "porter": 25},
    "C": {"nurse": 15, "doctor": 18, "porter": 22},
}


def seen(table: dict[str, dict[str, int]]) -> dict[str, dict[str, float | None]]:
    rows = [
        {"event": "talk", "person": f"{place}{job}{n}", "organisation": place, "profession": job}
        for place, jobs in table.items()
        for job, many in jobs.items()
        for n in range(many)
    ]
    made = community({"events": events(talk="2026-05-14 13:00"), "attendance": attendance(*rows)})
    by = ["organisation", "profession"]
    asked = question(made, "unique_attendees", by=by, first="2026-Q2", last="2026-Q2")
    told: dict[str, dict[str, float | None]] = {place: {} for place in table}
    for row in values_inside(made, asked).to_dict("records"):
        value = None if pd.isna(row["value"]) else row["value"]
        told[row["organisation"]][row["profession"]] = value
    return told


def test_a_small_number_in_a_line_takes_another_of_its_row_and_of_its_column_with_it():
    # 53 people came from A, as the table by organisation says: less 20 and 30 they would leave three
    assert seen(CAME) == {
        "A": {"nurse": None, "doctor": None, "porter": 30},
        "B": {"nurse": None, "doctor": None, "porter": 25},
        "C": CAME["C"],
    }


def test_where_nothing_is_few_all_is_told():
    many = {place: {job: each + 5 for job, each in jobs.items()} for place, jobs in CAME.items()}
    assert seen(many) == many
