"""A quarter beside the one before: four states, and a verdict only where there is one to give."""

from __future__ import annotations

import pandas as pd
import pytest
from building import NOW, attendance, events, mailings

from copmetrics.errors import TableError
from copmetrics.evaluation.changes import changes, changes_and_reasons, side_by_side
from copmetrics.evaluation.indicators import indicators


def changed(values: list[float | None], **more) -> pd.Series:
    """The last of several quarters' values beside the one before it."""
    return changes(in_quarters(values, **more)).iloc[-1]


def in_quarters(
    values: list[float | None], *, indicator: str = "attendances", **more
) -> pd.DataFrame:
    """One indicator in quarters one after another."""
    quarters = pd.period_range("2024Q1", periods=len(values), freq="Q-MAR")
    return pd.DataFrame(
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


def rate(pairs: list[tuple[int, int]], *, indicator: str = "members_attending") -> pd.Series:
    """The last change of a share of people, by its numerators and denominators."""
    parts = pd.DataFrame(pairs, columns=["numerator", "denominator"]).astype("float64")
    values = (parts["numerator"] / parts["denominator"]).tolist()
    return changed(
        values,
        indicator=indicator,
        numerator=parts["numerator"],
        denominator=parts["denominator"],
        unit="share",
    )


def by_mailing(
    *quarters: list[tuple[int, int]], indicator: str = "open_rate", unit: str = "share"
) -> pd.Series:
    """The last change of a share of emails, by its mailings in each quarter."""
    sums = [tuple(map(sum, zip(*mailings, strict=True))) for mailings in quarters]
    return changed(
        [part / whole for part, whole in sums],
        indicator=indicator,
        numerator=[float(part) for part, _ in sums],
        denominator=[float(whole) for _, whole in sums],
        unit=unit,
        parts=list(quarters),
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
    assert changed([5])["verdict"] == "not comparable: there is no value of 2022/23 Q4"


def test_a_quarter_that_is_over_is_not_set_beside_its_own_first_days():
    """Of the spring quarter the export is old; the same days are of it too, for the summer is running."""
    values = in_quarters(
        [25, 30], basis=["actual", "so_far"], note=["", "the newest export reaches to 10 Jun"]
    )
    own_days = values.tail(1).assign(value=27.0)
    found = changes(values, so_far=own_days).iloc[-1]
    assert pd.isna(found["previous"])
    assert pd.isna(found["change"])
    assert found["verdict"] == "not comparable: the newest export reaches to 10 Jun"
    of_before = values.head(1).assign(value=24.0)
    assert changes(values, so_far=of_before).iloc[-1]["change"] == 6


def test_a_share_of_a_quarter_that_is_not_over_says_what_it_stands_beside():
    # 9 of 10 so far, beside 2 of 10 of the same days: by far more than chance
    values = in_quarters([0.5, 0.9], unit="share", numerator=[10, 9], denominator=[20, 10])
    values["basis"] = ["actual", "so_far"]
    same_days = values.head(1).assign(value=0.2, numerator=2, denominator=10)
    found = changes(values, so_far=same_days).iloc[-1]
    assert found["verdict"] == "up, so far, beside the same days of the quarter before"


def test_a_lower_bound_is_not_compared_with_a_full_count():
    found = changed(
        [9, 5], basis=["actual", "lower_bound"], note=["", "no attendance record for 1 of 2 events"]
    )
    assert found["verdict"] == (
        "not comparable: unlike coverage (no attendance record for 1 of 2 events)"
    )


def test_two_counts_alone_give_no_verdict():
    assert changed([10, 20])["verdict"] == "too few quarters yet to judge it by"


SEVEN = [8, 12, 9, 11, 10, 9, 11]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (13, "the highest of the last 8 quarters"),
        (7, "the lowest of the last 8 quarters"),
        (12, "as high as the highest of the last 8 quarters"),
        (8, "as low as the lowest of the last 8 quarters"),
        (10, "within the range of earlier quarters (8 to 12)"),
    ],
)
def test_a_count_is_put_beside_its_own_history(value, words):
    assert changed([*SEVEN, value])["verdict"] == words


def test_fewer_than_eight_known_quarters_have_no_highest():
    assert changed([8, 12, 9, 11, 10, 9, 13])["verdict"] == "too few quarters yet to judge it by"


def test_a_quarter_that_is_not_known_ends_what_the_highest_is_the_highest_of():
    # 40 was long ago, before a quarter of which nothing is known: since then 13 is the highest
    found = changed([40, None, *SEVEN, 13])["verdict"]
    assert found == (
        "the highest of the last 8 quarters, as far back as every quarter is fully known"
    )
    assert changed([8, 12, 9, None, 10, 9, 11, 9, 13])["verdict"] == (
        "too few quarters yet to judge it by, as far back as every quarter is fully known"
    )


def test_a_lower_bound_is_no_history_to_be_the_highest_of():
    basis = ["actual", "lower_bound", *["actual"] * 8]
    assert changed([40, 90, *SEVEN, 13], basis=basis)["verdict"].startswith(
        "the highest of the last 8 quarters, "
    )


def test_the_same_twice_is_no_change_and_stands_in_its_history_all_the_same():
    values = [8, 12, 9, 11, 10, 9, 12, 12]
    rows = pd.DataFrame(
        {
            "quarter": pd.period_range("2024Q1", periods=8, freq="Q-MAR"),
            "indicator": "attendances",
            "value": [float(each) for each in values],
            "unit": "attendances",
            "basis": "actual",
            "note": "",
        }
    )
    found = changes_and_reasons(rows).iloc[-1]
    assert found["verdict"] == "no change"
    assert found["standing"] == "as high as the highest of the last 8 quarters"


def test_the_same_quarter_last_year_stands_in_the_verdict_of_a_series_with_a_season():
    # summers have 10 fewer: a quarter is 1 from that of the year before, and about 5 from the last
    seasonal = [30, 20, 31, 29, 31, 21, 30, 30, 30, 20, 31, 29]
    assert changed([*seasonal, 28])["verdict"] == (
        "within the range of earlier quarters (20 to 31); "
        "30 in the same quarter last year, and it has a season"
    )
    assert changed([*seasonal[2:], 28])["verdict"] == (
        "within the range of earlier quarters (20 to 31)"
    )
    apart = changes_and_reasons(in_quarters([*seasonal, 28])).iloc[-1]
    assert apart["verdict"] == "within the range of earlier quarters (20 to 31)"
    assert apart["season"] == "30 in the same quarter last year, and it has a season"
    level = [30, 29, 31, 29, 31, 28, 30, 32, 30, 28, 31, 29]
    assert changed([*level, 28])["verdict"] == "as low as the lowest of the last 13 quarters"


def test_shares_change_by_points_with_an_interval_and_a_verdict():
    found = rate([(190, 1000), (240, 1000)])
    assert found["change"] == pytest.approx(0.05)
    assert found["low"] < 0.05 < found["high"]
    assert (found["verdict"], found["state"]) == ("up", "compared")


def test_the_same_difference_on_fewer_emails_is_no_clear_change():
    assert rate([(19, 100), (24, 100)])["verdict"] == "no clear change"


ALIKE = [(101, 250), (99, 250), (100, 250), (102, 250)]
HIGHER = [(126, 250), (124, 250), (125, 250), (127, 250)]


def test_a_share_of_emails_is_judged_mailing_by_mailing():
    found = by_mailing(ALIKE, HIGHER)
    assert found["verdict"] == "up, mailing by mailing (4 beside 4)"
    assert found["low"] > 0
    assert by_mailing(HIGHER, ALIKE)["verdict"] == "down, mailing by mailing (4 beside 4)"


def test_mailings_that_differ_among_themselves_show_no_clear_change():
    # the same 402 and 502 of 1,000 emails, which Newcombe would call up: one mailing did it all
    one_big_one = [(100, 250), (99, 250), (103, 250), (200, 250)]
    found = by_mailing(ALIKE, one_big_one)
    assert found["change"] == pytest.approx(0.1)
    assert found["verdict"] == "no clear change, mailing by mailing (4 beside 4)"
    assert found["low"] < 0 < found["high"]


@pytest.mark.parametrize(
    ("mailings", "beside"), [([(200, 250)], "(1 beside 4)"), ([(160, 250)] * 2, "(2 beside 4)")]
)
def test_too_few_mailings_say_so(mailings, beside):
    # two mailings of 250 may show a difference, but never that there is none
    found = by_mailing(ALIKE, mailings)
    expected = "up, mailing by mailing" if len(mailings) == 2 else "too few mailings to tell"
    assert found["verdict"] == f"{expected} {beside}"
    assert by_mailing(ALIKE, [(104, 250)] * 2)["verdict"] == (
        "too few mailings to tell (2 beside 4)"
    )


def test_answers_are_judged_event_by_event():
    found = by_mailing([(18, 20)] * 3, [(8, 20)] * 3, indicator="feedback_favourable")
    assert found["verdict"] == "down, event by event (3 beside 3)"


def test_without_its_mailings_a_share_of_emails_has_no_verdict():
    found = rate([(400, 1000), (520, 1000)], indicator="open_rate")
    assert found["verdict"] == "no interval: not told mailing by mailing"
    assert pd.isna(found["low"])
    assert found["change"] == pytest.approx(0.12)


def test_more_clicks_than_opens_is_a_ratio_and_no_crash():
    few_opens = [(12, 10), (11, 10), (9, 10)]
    found = by_mailing([(2, 10), (3, 10), (2, 10)], few_opens, indicator="click_to_open_rate")
    assert found["change"] == pytest.approx(32 / 30 - 7 / 30)
    assert found["verdict"] == "up, mailing by mailing (3 beside 3)"


def test_any_share_of_more_than_the_whole_is_judged_as_a_ratio():
    # exports may contradict themselves, and an own indicator may be no share at all
    for indicator in ("members_attending", "found_it_useful"):
        found = rate([(2, 10), (12, 10)], indicator=indicator)
        assert (found["verdict"], found["change"]) == ("up", pytest.approx(1.0))
    assert by_mailing([(2, 10)] * 3, [(12, 10)] * 3)["verdict"].startswith("up")


def test_side_by_side_judges_by_mailings_too():
    one, other = (
        {
            "indicator": "open_rate",
            "quarter": pd.Period("2026Q1"),
            "value": sum(part for part, _ in parts) / 1000,
            "numerator": sum(part for part, _ in parts),
            "denominator": 1000,
            "unit": "share",
            "basis": "actual",
            "note": "",
            "parts": parts,
        }
        for parts in (HIGHER, ALIKE)
    )
    assert side_by_side(one, other)["verdict"] == "up, mailing by mailing (4 beside 4)"


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
    found = community.changes(community.indicators(only=["events"]))
    row = found.set_index(["quarter", "indicator"]).xs("events", level=1).iloc[-1]
    assert (row["value"], row["previous"], row["state"]) == (1, 1, "no_change")
    assert row["verdict"] == "no change, so far, beside the same days of the quarter before"


def test_changes_follow_the_values_whatever_was_asked_before():
    story = {
        "mailings": mailings(
            {"sent_at": "2024-04-02", "recipients": 100, "delivered": 100, "unique_opens": 40},
            {"sent_at": "2024-07-02", "recipients": 100, "delivered": 100, "unique_opens": 40},
        )
    }
    values = indicators(story, as_of=NOW, only=["mailings", "emails_sent", "open_rate"])
    once, again = changes(values), changes(values)
    pd.testing.assert_frame_equal(once, again)


def test_values_in_parts_are_refused_for_the_last_part_is_not_the_whole():
    parts = pd.concat([in_quarters([30.0, 40.0]), in_quarters([10.0, 20.0])], ignore_index=True)
    with pytest.raises(
        TableError, match="row 2, column 'indicator': 'attendances' is not there once"
    ):
        changes(parts)
