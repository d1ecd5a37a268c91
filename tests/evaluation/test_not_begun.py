"""A quarter, or month, that has not begun is refused, and no table has a row of it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from building import YEAR, attendance, community, events

import copmetrics
from copmetrics.errors import ChoiceError

TABLES = {
    "events": events(talk="2024-05-14 13:00", visit="2024-08-06 13:00"),
    "attendance": attendance(("talk", "asha"), ("visit", "asha")),
}
JUNE = "2024-06-20"
OF = community(TABLES, as_of=pd.Timestamp("2024-08-20", tz="UTC"))


@pytest.mark.parametrize(
    ("asked", "what", "running"),
    [
        ("2024-Q3", "2024-Q3' is not a quarter", "2024-Q2"),
        (["2024-Q2", "2024-Q4"], "2024-Q4' is not a quarter", "2024-Q2"),
        (pd.Period("2024-07", "M"), "2024-07' is not a month", "2024-06"),
    ],
)
def test_what_has_not_begun_is_refused_of_tables_and_of_a_community(asked, what, running):
    early = community(TABLES, as_of=pd.Timestamp(JUNE, tz="UTC"))
    said = f"'{what} that has begun. The one that is running is {running}."
    for indicators in (
        lambda **told: copmetrics.indicators(TABLES, settings=YEAR, as_of=JUNE, **told),
        early.indicators,
    ):
        with pytest.raises(ChoiceError) as raised:
            indicators(quarters=asked, only="events")
        assert str(raised.value) == said


def test_a_month_to_come_of_the_running_quarter_is_refused_too():
    with pytest.raises(ChoiceError, match=r"^'2024-09' is not a month that has begun\."):
        OF.indicators(quarters=pd.Period("2024-09", "M"))


def test_what_is_known_on_a_later_day_has_no_rows_of_quarters_to_come():
    """Neither what was packed later nor a day that `covered_to` names makes one begin."""
    stated = YEAR.model_copy(update={"covered_to": {"attendance": date(2024, 12, 31)}})
    for told in ({"coverage": OF.coverage, "settings": YEAR}, {"settings": stated}):
        found = copmetrics.indicators(TABLES, as_of=JUNE, only="events", **told)
        assert dict(zip(found["quarter"].astype("str"), found["value"], strict=True)) == {
            "2024Q2": 1
        }
