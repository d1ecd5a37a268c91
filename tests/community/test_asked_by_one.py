"""A single quarter, dimension or indicator given as it is: never taken letter by letter, and none that is none."""

from __future__ import annotations

import pandas as pd
import pytest
from building import attendance, community, events

import copmetrics
from copmetrics.errors import ChoiceError
from copmetrics.settings import Settings

MAY = pd.Period("2025Q1", "Q-MAR")
"""2024/25 Q1, the quarter of the one event."""
LATEST = " or latest"
NO_QUARTER = "is not a quarter of this community's calendar. Write it as 2017/18-Q3 or latest."


@pytest.fixture(scope="module")
def told():
    return community(
        {
            "events": events(call={"starts_at": "2024-05-14 13:00", "format": "online"}),
            "attendance": attendance(("call", "asha"), ("call", "ben")),
        },
        Settings(),
    )


def asked_of(told, **question) -> list[pd.DataFrame]:
    """The same question of a community, and of its tables."""
    of_tables = copmetrics.indicators(told.tables, as_of=told.as_of, **question)
    return [told.indicators(**question), of_tables]


@pytest.mark.parametrize("quarters", ["2024/25-Q1", ["2024/25-Q1"], MAY, [MAY]])
def test_one_quarter_may_be_given_as_it_is(told, quarters):
    for found in asked_of(told, only="attendances", by="format", quarters=quarters):
        assert found[["quarter", "format", "value"]].values.tolist() == [[MAY, "online", 2.0]]
    of_all = told.indicators(only="attendances")
    assert copmetrics.changes(of_all, quarters=quarters)["quarter"].tolist() == [MAY]
    assert told.changes(of_all, quarters=quarters)["quarter"].tolist() == [MAY]


def test_a_month_has_no_changes_and_is_called_what_it_is(told):
    with pytest.raises(ChoiceError, match="'2024-05' is not a quarter of these indicators"):
        told.changes(quarters=pd.Period("2024-05", "M"))


def test_a_quarter_that_no_export_reaches_is_told_with_the_reason_and_not_left_out(told):
    for ask in (told.indicators, told.changes):
        assert set(ask(quarters="2024/25-Q2")["quarter"]) == {MAY + 1}
    (came,) = told.changes(quarters="2024/25-Q2").query("indicator == 'attendances'").itertuples()
    assert (came.previous, came.verdict) == (
        2,
        "not comparable: no attendance export reaches this quarter yet",
    )


@pytest.mark.parametrize(
    ("quarters", "said"),
    [
        ([1], f"'1' {NO_QUARTER}"),
        (1, f"'1' {NO_QUARTER}"),
        ("2024-Q1", f"'2024-Q1' {NO_QUARTER}"),
        # by its ordinal it would be 2023/24 Q2
        (pd.Period("2024Q2", "Q-DEC"), f"'2024Q2' {NO_QUARTER}"),
        (
            [MAY, pd.Period("2024-05", "M")],
            "'2024-05' is not a quarter, as others asked for are. Ask twice.",
        ),
    ],
)
def test_what_is_no_quarter_of_the_calendar_is_one_line(told, quarters, said):
    of_all = told.indicators(only="attendances")
    # of tables by themselves nobody knows which is the latest
    for ask, words in (
        (lambda: told.indicators(quarters=quarters), said),
        (lambda: copmetrics.indicators(told.tables, quarters=quarters), said.replace(LATEST, "")),
        (lambda: copmetrics.changes(of_all, quarters=quarters), said.replace(LATEST, "")),
        (lambda: told.changes(quarters=quarters), said),
    ):
        with pytest.raises(ChoiceError) as raised:
            ask()
        assert str(raised.value) == words


def test_a_quarter_that_has_not_begun_is_none_to_tell_of(told):
    said = r"^'2031/32-Q4' is not a quarter that has begun\. The one that is running is \d{4}/\d\d-Q\d\.$"
    for ask in (
        lambda: told.quarter("2031/32-Q4"),
        lambda: told.indicators(quarters="2031/32-Q4"),
        lambda: told.indicators(quarters=[pd.Period("2032Q4", "Q-MAR")]),
        lambda: told.explain("attendances", "2031/32-Q4"),
        lambda: copmetrics.account(told, "2031/32-Q4"),
    ):
        with pytest.raises(ChoiceError, match=said):
            ask()
    of_month = (
        r"^'2032-02' is not a month that has begun\. The one that is running is \d{4}-\d\d\.$"
    )
    with pytest.raises(ChoiceError, match=of_month):
        told.indicators(quarters=pd.Period("2032-02", "M"))


def test_one_value_dimension_or_indicator_may_be_given_as_it_is(told):
    for found in asked_of(told, only="attendances", where={"format": "online"}):
        assert found["value"].tolist()[-1:] == [2.0]
    picture = copmetrics.picture(told, "attendances", where={"format": "online"})
    assert picture.values["value"].tolist() == [2.0]
    for wrong in ({"only": 1}, {"by": 1}, {"where": {"format": 1}}):
        for ask in (told.indicators, lambda **asked: copmetrics.indicators(told.tables, **asked)):
            with pytest.raises(ChoiceError, match=r"^'1' is not "):
                ask(**wrong)
