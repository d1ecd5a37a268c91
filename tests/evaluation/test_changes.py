"""A quarter beside the one before: four states, and a verdict only where there is one to give."""

from __future__ import annotations

import pandas as pd
import pytest
from building import NOW, attendance, events, mailings
from hypothesis import given
from hypothesis import strategies as st

from copmetrics.evaluation.changes import changes, newcombe
from copmetrics.evaluation.indicators import indicators


def changed(values: list[float | None], *, indicator: str = "attendances", **more) -> pd.Series:
    """The last of several quarters' values beside the one before it."""
    quarters = pd.period_range("2024Q1", periods=len(values), freq="Q-MAR")
    rows = pd.DataFrame(
        {
            "quarter": quarters,
            "indicator": indicator,
            "value": pd.Series(values, dtype="float64"),
            "numerator": float("nan"),
            "denominator": float("nan"),
            "unit": "attendances",
            "basis": ["unknown" if each is None else "actual" for each in values],
            "note": ["no export" if each is None else "" for each in values],
            "machine_opens": "in_it",
        }
    ).assign(**more)
    return changes(rows).iloc[-1]


def rate(pairs: list[tuple[int, int]]) -> pd.Series:
    parts = pd.DataFrame(pairs, columns=["numerator", "denominator"]).astype("float64")
    values = (parts["numerator"] / parts["denominator"]).tolist()
    return changed(
        values,
        indicator="open_rate",
        numerator=parts["numerator"],
        denominator=parts["denominator"],
        unit="share",
    )


def test_from_17_to_12_is_down_29_4_per_cent():
    found = changed([17, 12])
    assert (found["change"], round(found["change_percent"], 3)) == (-5, -0.294)
    assert found["state"] == "compared"


def test_from_none_to_five_has_no_per_cent():
    found = changed([0, 5])
    assert (found["change"], found["state"], found["verdict"]) == (5, "from_none", "from none to 5")
    assert pd.isna(found["change_percent"])


def test_from_five_to_none_is_down_by_all():
    assert changed([5, 0])["change_percent"] == -1


@pytest.mark.parametrize("value", [0, 7])
def test_the_same_twice_is_no_change(value):
    found = changed([value, value])
    assert (found["change"], found["state"], found["verdict"]) == (0, "no_change", "no change")


def test_beside_an_unknown_quarter_nothing_is_compared_and_the_reason_is_told():
    found = changed([None, 5])
    assert found["state"] == "not_comparable"
    assert found["verdict"] == "not comparable: 2023/24 Q1 is unknown (no export)"
    assert pd.isna(found["change"])


def test_an_unknown_quarter_beside_a_known_one_is_not_a_fall_to_none():
    found = changed([5, None])
    assert found["verdict"] == "not comparable: no export"
    assert pd.isna(found["change"])


def test_the_first_quarter_has_nothing_before_it():
    assert changed([5])["verdict"] == "not comparable: 2022/23 Q4 is before the first export"


def test_a_lower_bound_is_not_compared_with_a_full_count():
    found = changed(
        [9, 5], basis=["actual", "lower_bound"], note=["", "no attendance record for 1 of 2 events"]
    )
    assert found["verdict"] == (
        "not comparable: unlike coverage (no attendance record for 1 of 2 events)"
    )


def test_two_counts_alone_give_no_verdict():
    assert changed([10, 20])["verdict"] == "too few quarters yet to say more"


def test_a_count_is_put_beside_its_own_history():
    assert changed([8, 12, 9, 11, 13])["verdict"] == "the highest of the last 5 quarters"
    assert changed([8, 12, 9, 11, 7])["verdict"] == "the lowest of the last 5 quarters"
    assert (
        changed([8, 12, 9, 11, 10])["verdict"] == "within the range of earlier quarters (8 to 12)"
    )


def test_shares_change_by_points_with_an_interval_and_a_verdict():
    found = rate([(190, 1000), (240, 1000)])
    assert found["change"] == pytest.approx(0.05)
    assert found["low"] < 0.05 < found["high"]
    assert (found["verdict"], found["state"]) == ("up", "compared")


def test_the_same_difference_on_fewer_emails_is_no_clear_change():
    assert rate([(19, 100), (24, 100)])["verdict"] == "no clear change"


def test_the_interval_is_that_of_newcombes_own_example():
    # Newcombe 1998, table II, method 10: 56/70 and 48/80 give 0.0524 to 0.3339
    low, high = newcombe(56, 70, 48, 80)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


@given(
    st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
)
def test_the_interval_holds_the_difference_and_turns_with_the_sides(new, old):
    low, high = newcombe(*new, *old)
    difference = new[0] / new[1] - old[0] / old[1]
    assert -1 <= low <= difference + 1e-12
    assert difference - 1e-12 <= high <= 1
    turned_low, turned_high = newcombe(*old, *new)
    assert (turned_low, turned_high) == pytest.approx((-high, -low))


def test_a_running_quarter_is_put_beside_the_same_days_of_the_one_before(tmp_path):
    from copmetrics.community.community import Community
    from copmetrics.evaluation.coverage import covered
    from copmetrics.evaluation.indicators import _no_exports
    from copmetrics.schema import TABLES
    from copmetrics.settings import Settings

    # five days into the quarter that began on 1 October: one event this quarter; the quarter
    # before had one on its third day and two later
    tables = {name: table.empty() for name, table in TABLES.items()}
    tables["events"] = events(
        now="2026-10-02 13:00",
        early="2026-07-03 13:00",
        mid="2026-08-12 13:00",
        late="2026-09-12 13:00",
    )
    tables["attendance"] = attendance(*((each, "asha") for each in ("now", "early", "mid", "late")))
    settings = Settings()
    coverage = covered(tables, settings, _no_exports(tables))
    community = Community(tmp_path, settings, (), tables, coverage, NOW)
    row = community.changes().set_index(["quarter", "indicator"]).xs("events", level=1).iloc[-1]
    assert (row["value"], row["previous"], row["state"]) == (1, 1, "no_change")


def test_changes_follow_the_values_whatever_was_asked_before():
    story = {
        "mailings": mailings(
            {"sent_at": "2024-04-02", "recipients": 100, "delivered": 100, "unique_opens": 40},
            {"sent_at": "2024-07-02", "recipients": 100, "delivered": 100, "unique_opens": 40},
        )
    }
    values = indicators(story, as_of=NOW)
    once, again = changes(values), changes(values)
    pd.testing.assert_frame_equal(once, again)
