"""Of several that are alike none is said to be the most."""

from __future__ import annotations

import pandas as pd
import pytest

from copmetrics.charts.words import told_series
from copmetrics.facilitation.words import most_words
from copmetrics.units import Unit

SLOTS = [("Tuesday", 1), ("Thursday", 3), ("Friday", 4)]


def slots(*drew: float) -> pd.DataFrame:
    """Slots of three events each, from noon, the best first, by what they drew."""
    rows = [
        {"day": day, "hour": 12, "value": value, "n": 3, "kind": None}
        for value, (_, day) in zip(drew, SLOTS, strict=False)
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("drew", "said"),
    [
        ((30, 20), "Tuesday from 12:00 drew most: 30 an event (median of 3)"),
        (
            (30, 30, 20),
            "Tuesday from 12:00 and Thursday from 12:00 drew most alike, 30 an event (medians)",
        ),
        ((30, 30, 30), "none stands out: 3 drew most alike, 30 an event (medians)"),
    ],
)
def test_slots_that_drew_alike_are_all_named_or_none(drew, said):
    assert most_words(slots(*drew)) == said


def test_a_picture_is_read_out_with_every_quarter_in_which_it_is_highest():
    data = pd.DataFrame({"Members": [5.0, 9.0, 9.0, 4.0]}, index=["Q1", "Q2", "Q3", "Q4"])
    assert told_series(data, Unit.PEOPLE) == (
        "Members: 5 in Q1, 4 in Q4; highest 9 (Q2 and Q3), lowest 4 (Q4)."
    )
    data = pd.DataFrame({"Members": [9.0, 9.0, 4.0, 9.0]}, index=["Q1", "Q2", "Q3", "Q4"])
    assert "highest 9 (Q1 and 2 others)" in told_series(data, Unit.PEOPLE)
