"""What is looked up is a key, never the words shown: equal words do not make two things one."""

from __future__ import annotations

import pandas as pd
from building import attendance, community, events

from copmetrics.charts import alt_text, chart_svg
from copmetrics.community.community import Community
from copmetrics.exploring import answer, question, two_quarters, two_slices
from copmetrics.settings import Settings

SHOWN = Settings(small_number_internal=0)
SPRING, SUMMER = "2024/25-Q1", "2024/25-Q2"


def came(*told: tuple[str, str | None, int]) -> Community:
    """At each event so many people of a profession."""
    rows = [
        {"event": event, "person": f"{profession}{number}", "profession": profession}
        for event, profession, count in told
        for number in range(count)
    ]
    dates = {"may": "2024-05-14 13:00", "aug": "2024-08-13 13:00"}
    held = events(**{event: {"starts_at": day} for event, day in dates.items()})
    given = {"events": held, "attendance": attendance(*rows)}
    return community(given, SHOWN, as_of=pd.Timestamp("2024-10-05", tz="UTC"))


def test_a_profession_that_reads_like_two_is_not_taken_for_the_two():
    there = came(("may", "Nurse or Midwife", 3), ("may", "Nurse", 1), ("may", "Midwife", 1))
    asked = question(there, "attendances", first=SPRING, last=SPRING)
    sides = (["Nurse or Midwife"], ["Nurse", "Midwife"])
    compared = two_slices(there, asked, "profession", *sides)
    assert compared.names == ("Nurse or Midwife", "Nurse or Midwife")
    assert compared.table[["one", "other"]].to_numpy().tolist() == [[3, 2]]
    assert compared.shown.iloc[0, 1:3].tolist() == ["3", "2"]


def test_lines_of_one_name_are_two_lines():
    there = came(("may", "Nurse", 3), ("aug", "Nurse", 2), ("may", "Doctor", 1))
    asked = question(there, "attendances")
    compared = two_slices(there, asked, "profession", ["Nurse"], ["Nurse"])
    assert alt_text(compared.figure).count("Nurse: 3 in 2024/25 Q1, 2 in 2024/25 Q2;") == 2
    assert chart_svg(compared.figure)


def test_a_profession_called_not_known_stands_beside_the_unknown_one():
    there = came(("may", "not known", 3), ("may", None, 2), ("aug", None, 1))
    asked = question(there, "attendances", by="profession", first=SPRING, last=SPRING)
    assert answer(there, asked).figure.data.rows == (("not known", 3), ("not known", 2))
    over_time = question(there, "attendances", by="profession")
    assert [row[1:] for row in answer(there, over_time).figure.data.rows] == [(3, 2), (None, 1)]
    compared = two_quarters(there, over_time, SPRING, SUMMER)
    assert compared.table[["one", "other"]].to_numpy().tolist() == [[3, 0], [2, 1]]
