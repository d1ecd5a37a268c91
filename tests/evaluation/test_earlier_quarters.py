"""What each indicator was before: each series gone through once, as if each value looked back by itself."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from copmetrics.evaluation.earlier_quarters import era_changes, histories
from copmetrics.evaluation.history import History

FIRST = pd.Period("2020Q1", freq="Q-MAR")
KNOWN = st.sampled_from([1.0, 2.0, float("nan")])
CELL = st.tuples(KNOWN, st.sampled_from(["actual", "actual", "actual", "lower_bound"]))
ROWS = st.dictionaries(
    st.tuples(st.integers(0, 24), st.sampled_from(["attendances", "open_rate"])), CELL, max_size=40
)


def row(quarter, value, basis="actual", indicator="attendances"):
    return {
        "quarter": FIRST + quarter,
        "indicator": indicator,
        "value": value,
        "basis": basis,
    }


def looking_back(rows, now):
    """What one value has behind it, quarter by quarter back: the definition, at its word."""
    full = {
        each["quarter"]: each["value"]
        for each in rows
        if each["indicator"] == now["indicator"]
        and each["basis"] == "actual"
        and pd.notna(each["value"])
    }
    known = []
    before = now["quarter"] - 1
    while before in full:
        if era_changes(now["indicator"], before, now["quarter"]):
            return History(tuple(known[::-1]), "as far back as an open was the same thing")
        known.append(full[before])
        before -= 1
    more = any(each < before for each in full)
    return History(
        tuple(known[::-1]), "as far back as every quarter is fully known" if more else ""
    )


@given(ROWS, st.randoms())
def test_a_series_gone_through_once_says_what_each_value_says_looking_back(cells, order):
    rows = [row(quarter, *cell, indicator) for (quarter, indicator), cell in cells.items()]
    order.shuffle(rows)
    assert histories(rows) == [looking_back(rows, each) for each in rows]


def test_a_quarter_that_is_not_fully_known_ends_what_is_behind():
    """Known: 5, 6, then at least 9, then 7 and 8: 8 has only 7 behind it, and 5 and 6 are told of."""
    rows = [row(0, 5.0), row(1, 6.0), row(2, 9.0, "lower_bound"), row(3, 7.0), row(4, 8.0)]
    assert [(each.earlier, each.ended_by) for each in histories(rows)] == [
        ((), ""),
        ((5.0,), ""),
        ((5.0, 6.0), ""),
        ((), "as far back as every quarter is fully known"),
        ((7.0,), "as far back as every quarter is fully known"),
    ]


def test_opens_go_back_to_when_an_open_was_the_same_thing():
    """Apple's change of 21 September 2021 lies in 2021/22 Q2, here 2: nothing up to it is of one kind
    with what follows."""
    turn = pd.Period("2022Q2", freq="Q-MAR") - FIRST
    rows = [row(turn.n + each, 0.4 + each / 10, indicator="open_rate") for each in range(-2, 3)]
    apart = "as far back as an open was the same thing"
    assert [(len(each.earlier), each.ended_by) for each in histories(rows)] == [
        (0, ""),
        (1, ""),
        (0, apart),
        (0, apart),
        (1, apart),
    ]
