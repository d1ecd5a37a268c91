"""What is kept of a dimension may be said as one value or as several."""

from __future__ import annotations

import pandas as pd
from building import attendance, events

from copmetrics.evaluation.indicators import indicators
from copmetrics.evaluation.values_kept import values_kept


def test_one_value_as_it_is_keeps_what_a_list_of_it_does():
    # of letters of a text none is a format, and nobody would have come
    tables = {
        "events": events(
            a={"starts_at": "2024-05-14 13:00", "format": "online"},
            b={"starts_at": "2024-05-21 13:00", "format": "face to face"},
        ),
        "attendance": attendance(("a", "asha"), ("a", "ben"), ("b", "asha")),
    }

    def came(kept) -> float:
        found = indicators(
            tables,
            where={"format": kept},
            only=["attendances"],
            as_of=pd.Timestamp("2024-10-01", tz="UTC"),
        )
        return found["value"].item()

    assert [came("online"), came(["online"]), came(["online", "face to face"])] == [2, 2, 3]
    assert values_kept({"format": None, "topic": iter("ab")}) == {
        "format": (None,),
        "topic": ("a", "b"),
    }
    assert values_kept(None) == {}
