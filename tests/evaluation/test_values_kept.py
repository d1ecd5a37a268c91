"""What is kept of a dimension may be said as one value or as several."""

from __future__ import annotations

import pandas as pd
import pytest
from building import attendance, events

from copmetrics.errors import ChoiceError
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
    with pytest.raises(ChoiceError) as told:  # of nothing that is kept all would be a sure 0
        came([])
    assert str(told.value) == (
        "'[]' is not one or more values of format. Leave 'format' out to keep all."
    )


STRANGE = "O'Hara's; drop table attendances"


def test_what_another_table_of_facts_or_another_quarter_has_is_no_slip():
    # nobody came from Elm Street, which is on the mailing list; the online talk was in spring alone
    tables = {
        "events": events(
            a={"starts_at": "2024-05-14 13:00", "format": "online"}, b="2024-08-14 13:00"
        ),
        "attendance": attendance(
            {"event": "a", "person": "asha", "organisation": STRANGE}, ("b", "ben")
        ),
        "members": pd.DataFrame(
            {
                "person": ["cy"],
                "organisation": ["Elm Street"],
                "audience": ["list"],
                "joined_at": pd.to_datetime(["2024-05-01"], utc=True),
            }
        ),
    }

    def came(**where) -> list[float]:
        now = pd.Timestamp("2024-10-05", tz="UTC")
        return indicators(tables, where=where, only=["attendances"], as_of=now)["value"].tolist()

    assert came(organisation="Elm Street") == [0, 0]
    assert came(organisation=["Elm Street", STRANGE]) == [1, 0]
    assert came(format="online") == [1, 0]
    with pytest.raises(
        ChoiceError,
        match=r"'Elm St' is not .*'Elm Street'\? .*: Elm Street, O'Hara's; drop table attendances\.",
    ):
        came(organisation=[STRANGE, "Elm St"])
    with pytest.raises(ChoiceError, match="'7' is not a value of organisation here"):
        came(organisation=[7])
    with pytest.raises(ChoiceError, match="It has none"):
        indicators({}, where={"format": "online"})
