"""While many small tables are made their texts are Python's; nobody else's tables are touched."""

from __future__ import annotations

import pandas as pd
import pytest

import copmetrics
from copmetrics.storage.plain_texts import plain_texts

WORDS = ["a", None]


@pytest.fixture(autouse=True)
def as_pandas_chooses():
    with pd.option_context("mode.string_storage", "auto"):
        yield


def storage() -> str:
    return pd.Series(WORDS, dtype="str").dtype.storage


def test_texts_are_pythons_for_as_long_as_it_takes_and_as_before_whatever_happens():
    before = storage()
    with plain_texts():
        assert storage() == "python"
    with pytest.raises(ZeroDivisionError), plain_texts():
        1 / 0  # noqa: B018
    assert storage() == before


def test_what_the_user_has_set_stays():
    with pd.option_context("mode.string_storage", "pyarrow"), plain_texts():
        assert storage() == "pyarrow"


def test_a_function_under_it_can_be_called_again_and_from_itself():
    @plain_texts()
    def deep(left: int) -> list[str]:
        return [storage(), *(deep(left - 1) if left else [])]

    before = storage()
    assert deep(1) == deep(1) == ["python", "python"]
    assert storage() == before


def test_of_texts_as_pandas_chooses_them_the_same_is_told_as_of_pythons(demo):
    plain = {name: table.tail(200) for name, table in demo.tables.items() if len(table)}
    chosen = {
        name: table.astype(dict.fromkeys(table.select_dtypes("str").columns, "str"))
        for name, table in plain.items()
    }
    kinds = {table["event"].dtype.storage for table in (plain["attendance"], chosen["attendance"])}
    assert kinds == {"python", "pyarrow"}
    told = {"settings": demo.settings, "as_of": demo.as_of}
    for asked in ({}, {"by": "organisation", "quarters": demo.quarters[-1:]}):
        one, other = (copmetrics.indicators(each, **told, **asked) for each in (plain, chosen))
        pd.testing.assert_frame_equal(one, other)
        assert one["value"].notna().sum() > 100
