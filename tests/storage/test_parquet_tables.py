"""A table comes back from Parquet as it was: kinds, order, index, what is unknown."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from same_frames import assert_same_frame

from copmetrics.schema import RAW, TABLES
from copmetrics.storage.parquet_tables import frame_of, parquet_of, table_in, table_of

TEXTS = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"])))
CELLS = {
    "text": TEXTS,
    "number": st.one_of(st.none(), st.floats(allow_nan=False)),
    "flag": st.one_of(st.none(), st.booleans()),
    "instant": st.one_of(
        st.none(), st.datetimes(pd.Timestamp("1990-01-01"), pd.Timestamp("2100-01-01"))
    ),
    "day": st.one_of(st.none(), st.dates(pd.Timestamp("1990-01-01"), pd.Timestamp("2100-01-01"))),
    "row": st.one_of(st.none(), st.integers(0, 2**40)),
}


def again(frame: pd.DataFrame) -> pd.DataFrame:
    return frame_of(table_in(parquet_of(table_of(frame))))


@pytest.mark.parametrize("storage", ["python", "pyarrow"])
@settings(max_examples=15)
@given(data=st.data())
def test_a_table_comes_back_as_it_was(storage, data):
    name = data.draw(st.sampled_from(["events", "mailings"]))
    with pd.option_context("mode.string_storage", storage):
        columns = TABLES[name].columns
        rows = data.draw(
            st.lists(
                st.fixed_dictionaries({n: CELLS[c.kind] for n, c in columns.items()}), max_size=4
            )
        )
        table = TABLES[name].conform(pd.DataFrame(rows))
        assert_same_frame(again(table), table)


def test_a_table_without_rows_keeps_its_kinds():
    for table in (*TABLES.values(), *RAW.values()):
        assert_same_frame(again(table.empty()), table.empty())


def test_an_index_and_quarters_come_back_too():
    quarters = pd.period_range("2024Q1", "2024Q3", freq="Q-MAR")
    frame = pd.DataFrame({"quarter": quarters, "value": [1.0, None, 3.5]}, index=[7, 3, 5])
    assert_same_frame(again(frame), frame)


def test_what_parquet_cannot_hold_is_refused():
    with pytest.raises(ValueError, match="surrogates not allowed"):
        table_of(pd.DataFrame({"text": ["caf\udce9"]}, dtype="str"))
    told = pd.DataFrame({"number": [1]})
    told.attrs["source"] = "by hand"
    with pytest.raises(ValueError, match="own attributes"):
        table_of(told)
