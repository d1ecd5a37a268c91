"""XmR limits and the four rules, by the fixtures of NHS practice and by hand; and laws they keep."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from copmetrics.errors import ChoiceError
from copmetrics.evaluation.spc import (
    Assurance,
    Limits,
    Rule,
    Xmr,
    shifts,
    trends,
    two_in_three,
    xmr,
)
from copmetrics.measures.base import Better

pytestmark = pytest.mark.slow

# The fixture of the deviations vignette of NHS England's R package: one accident among 1s and 2s
ACCIDENT = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
# Mean 10, every move 2: limits 10 ± 5.32, near limits 10 ± 3.55
STEADY = [9, 11] * 6


def judged(values, **more) -> Xmr:
    return xmr(pd.Series(values, dtype="float64"), **more)


def limits(found: Xmr, place: int = -1) -> tuple[float, float, float]:
    row = found.points.iloc[place]
    return round(row["lower"], 2), round(row["centre"], 2), round(row["upper"], 2)


def rules(found: Xmr) -> list[str]:
    return found.points["rule"].tolist()


def test_an_accident_is_left_out_of_the_limits_unless_told_otherwise():
    # mean 35/18; moving ranges 1 but for 8 and 9: (15 + 17) / 17 = 1.88 together, 1 without them
    assert limits(judged(ACCIDENT)) == (-0.72, 1.94, 4.60)
    assert limits(judged(ACCIDENT, screen=False)) == (-3.06, 1.94, 6.95)


@pytest.mark.parametrize(("jump", "is_accident"), [(3.32, False), (3.36, True)])
def test_a_move_of_3_267_average_ones_is_an_accident(jump, is_accident):
    # 99 moves of 1 and one of 3.32 have a mean of 1.0232: 3.245 of it; 3.36 is 3.283 of its mean
    series = pd.Series([0.0, *pd.Series([1.0, -1.0] * 49 + [1.0, jump]).cumsum()])
    first = xmr(series).points.iloc[0]
    average = 1 if is_accident else (99 + jump) / 100
    assert first["upper"] - first["centre"] == pytest.approx(2.66 * average)


def test_limits_are_2_66_mean_moving_ranges_from_the_mean_and_near_ones_two_thirds_of_that():
    row = judged(STEADY).points.iloc[0]
    assert (row["lower"], row["upper"]) == (pytest.approx(4.68), pytest.approx(15.32))
    assert row["near_lower"] == pytest.approx(10 - 5.32 * 2 / 3)
    assert row["near_upper"] == pytest.approx(10 + 5.32 * 2 / 3)


@pytest.mark.parametrize("value", [0, 5, 0.1])
def test_a_series_that_never_moves_has_no_limits_and_no_signal(value):
    found = judged([value] * 12)
    assert set(found.points["limits"]) == {Limits.FLAT}
    assert limits(found) == (value, value, value)
    assert set(rules(found)) == {""}
    assert found.last["variation"] == "common"


def test_a_series_whose_only_move_is_an_accident_is_as_flat():
    # 0 but once: mean move 10/12, 3.267 of them are less than 5, so both moves are accidents
    assert judged([0] * 6 + [5] + [0] * 6).last["limits"] == Limits.FLAT
    assert judged([0] * 6 + [5] + [0] * 6, screen=False).last["limits"] == Limits.FULL


@pytest.mark.parametrize(
    ("points", "worth"),
    [(1, "none"), (6, "none"), (7, "trial"), (11, "trial"), (12, "full"), (13, "full")],
)
def test_limits_are_none_below_7_points_a_trial_below_12_and_full_from_12(points, worth):
    assert judged(([9, 11] * 7)[:points]).last["limits"] == worth


def test_fewer_than_7_points_are_not_judged_however_far_they_lie():
    assert set(rules(judged([1, 2, 1, 2, 1, 100], screen=False))) == {""}


def test_trial_limits_judge_by_all_four_rules():
    # mean 4, limits 1.34 to 6.66: the ends of the rise lie outside them, and that is stronger
    assert rules(judged([1, 2, 3, 4, 5, 6, 7])) == [Rule.LIMIT, *[Rule.TREND] * 5, Rule.LIMIT]
    assert judged([9, 11, 9, 11, 9, 11, 9, 30]).last["rule"] == Rule.LIMIT


def test_nothing_at_all_has_no_last_point():
    for nothing in ([], [None, None]):
        found = judged(nothing, target=3, better=Better.HIGHER)
        assert found.last is None
        assert found.assurance is None
        assert len(found.points) == len(nothing)


def test_a_point_on_a_limit_is_not_outside_it():
    # a baseline of 12 fixes the limits at 4.68 and 15.32, whatever comes after
    on = pd.Series([*STEADY, 10 + 2.66 * 2], dtype="float64")
    assert xmr(on, baseline=12).last["rule"] == ""
    assert xmr(on.mask(on.index == 12, 15.321), baseline=12).last["rule"] == Rule.LIMIT
    assert xmr(on.mask(on.index == 12, 4.67), baseline=12).last["rule"] == Rule.LIMIT
    assert xmr(on.mask(on.index == 12, 4.67), baseline=12).last["side"] == "low"


def test_a_trend_is_seven_points_each_higher_than_the_last():
    assert trends([1, 2, 3, 4, 5, 6, 7]) == [1] * 7
    assert trends([7, 6, 5, 4, 3, 2, 1]) == [-1] * 7
    assert trends([1, 2, 3, 4, 5, 6]) == [0] * 6


def test_a_tie_breaks_a_trend():
    assert trends([1, 2, 3, 3, 4, 5, 6]) == [0] * 7
    assert trends([1, 2, 3, 4, 5, 6, 6, 7]) == [0] * 8


def test_every_point_of_a_trend_is_flagged_and_no_other():
    assert trends([2, 1, 2, 3, 4, 5, 6, 7, 3]) == [0, 1, 1, 1, 1, 1, 1, 1, 0]


def test_two_of_three_near_a_limit_flag_those_two():
    near, same = [0, 0, 1, 0, 1, 0, 0], [1] * 7
    assert [place for place, each in enumerate(two_in_three(near, same), 1) if each] == [3, 5]


def test_two_of_four_near_a_limit_flag_none():
    assert two_in_three([1, 0, 0, 1], [1] * 4) == [False] * 4


def test_two_near_a_limit_with_one_across_the_mean_between_them_flag_none():
    assert two_in_three([1, 0, 1], [1, -1, 1]) == [False] * 3


def test_a_point_on_the_mean_is_on_no_side():
    assert two_in_three([1, 0, 1], [1, 0, 1]) == [False] * 3
    assert two_in_three([0, 0, 0], [0, 0, 0]) == [False] * 3
    assert shifts([1, 1, 1, 0, 1, 1, 1, 1]) == [False] * 8


def test_seven_on_one_side_of_the_mean_are_a_shift_and_six_are_not():
    assert shifts([-1, 1, 1, 1, 1, 1, 1, -1]) == [False] * 8
    assert shifts([-1, 1, 1, 1, 1, 1, 1, 1, -1]) == [False, *[True] * 7, False]
    assert shifts([1, 1, 1, 1, 1, 1], run=6) == [True] * 6


def test_two_in_three_lie_between_near_limit_and_limit():
    # limits 15.32, near limit 13.55: 14 and 14.5 within three flag; 16 is outside, not near
    found = judged([*STEADY, 14, 10.5, 14.5], baseline=12)
    assert rules(found)[12:] == [Rule.TWO_IN_THREE, "", Rule.TWO_IN_THREE]
    outside = judged([*STEADY, 16, 10.5, 14.5], baseline=12)
    assert rules(outside)[12:] == [Rule.LIMIT, "", ""]


def test_a_point_on_a_mean_that_a_computer_cannot_write_is_on_it():
    # 0.1 + 0.2 + 0.3 over 3 is 0.20000000000000004 to a computer
    found = judged([0.1, 0.3, 0.1, 0.3, 0.1, 0.3, 0.1, 0.3, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2])
    assert set(rules(found)) == {""}


def test_the_whole_run_of_a_shift_is_flagged():
    found = judged([*STEADY, 8, 12, 12, 12, 11, 12, 11, 12, 8], baseline=12)
    assert rules(found)[12:] == ["", *[Rule.SHIFT] * 7, ""]


def test_the_strongest_rule_names_a_point_limit_then_trend_then_two_in_three_then_shift():
    # after the baseline: a rising run of 7 above the mean that goes near, then over, the limit
    found = judged([*STEADY, 10.5, 11, 12, 13, 14, 15, 16], baseline=12)
    assert rules(found)[12:] == [*[Rule.TREND] * 6, Rule.LIMIT]
    # a run of 7 above the mean of which two are near the limit
    near = judged([*STEADY, 8, 12, 14, 12, 14, 12, 11, 12], baseline=12)
    assert rules(near)[13:] == [
        Rule.SHIFT,
        Rule.TWO_IN_THREE,
        Rule.SHIFT,
        Rule.TWO_IN_THREE,
        *[Rule.SHIFT] * 3,
    ]


def test_a_trend_goes_up_or_down_even_across_the_mean():
    found = judged([*STEADY, 7, 8, 9, 10.5, 11, 12, 13], baseline=12, better=Better.HIGHER)
    risen = found.points.iloc[12:]
    assert set(risen["rule"]) == {Rule.TREND}
    assert set(risen["side"]) == {"high"}  # the first three lie below the mean
    assert set(risen["variation"]) == {"improvement"}


@pytest.mark.parametrize(
    ("better", "up", "down"),
    [
        (Better.HIGHER, "improvement", "concern"),
        (Better.LOWER, "concern", "improvement"),
        (Better.NEITHER, "neutral high", "neutral low"),
    ],
)
def test_what_a_signal_means_follows_from_which_way_is_better(better, up, down):
    assert judged([*STEADY, 16], baseline=12, better=better).last["variation"] == up
    assert judged([*STEADY, 4], baseline=12, better=better).last["variation"] == down


def test_the_verdict_is_that_of_the_last_point_whatever_came_before():
    found = judged([*STEADY, 30, 10], baseline=12, better=Better.HIGHER)
    assert found.points["variation"].tolist()[12:] == ["improvement", "common"]
    assert found.last["variation"] == "common"


def test_a_rebase_begins_a_segment_with_its_own_mean_and_limits():
    found = judged([*STEADY, *[19, 21] * 6], rebase=[12])
    assert found.points["segment"].tolist() == [0] * 12 + [1] * 12
    assert limits(found, 0) == (4.68, 10, 15.32)
    assert limits(found) == (14.68, 20, 25.32)
    assert pd.isna(found.points["moving_range"].iloc[12])  # the jump of 8 belongs to neither
    assert set(rules(found)) == {""}
    assert judged([*STEADY, *[19, 21] * 6]).last["rule"] == Rule.LIMIT  # never unasked


def test_a_young_segment_is_not_judged_though_the_one_before_it_is():
    found = judged([*STEADY, 19, 21, 40], rebase=[12])
    assert found.points["limits"].tolist() == ["full"] * 12 + ["none"] * 3


def test_a_rebase_before_the_first_or_after_the_last_point_changes_nothing():
    pd.testing.assert_frame_equal(judged(STEADY, rebase=[-3, 0, 99]).points, judged(STEADY).points)


def test_a_rebase_is_at_an_instant_though_no_point_has_it():
    instants = pd.date_range("2024-01-01", periods=14, freq="30D", tz="UTC")
    series = pd.Series([9.0, 11.0] * 7, index=instants)
    found = xmr(series, rebase=[instants[7] - pd.Timedelta(days=3)])
    assert found.points["segment"].tolist() == [0] * 7 + [1] * 7


def test_a_baseline_is_of_twelve_points_at_least():
    with pytest.raises(ChoiceError) as error:
        judged(STEADY, baseline=11)
    assert str(error.value) == "'11' is not a number of baseline points. Choose from: 12 or more."


def test_the_order_of_time_is_not_made_up():
    with pytest.raises(ChoiceError):
        xmr(pd.Series([1.0, 2.0], index=[2, 1]))


@pytest.mark.parametrize(
    ("better", "target", "expected"),
    [
        (Better.HIGHER, 15.33, Assurance.FAILS),
        (Better.HIGHER, 4.67, Assurance.PASSES),
        (Better.HIGHER, 10, Assurance.INCONSISTENT),
        (Better.LOWER, 15.33, Assurance.PASSES),
        (Better.LOWER, 4.67, Assurance.FAILS),
        (Better.LOWER, 15.31, Assurance.INCONSISTENT),
        (Better.NEITHER, 99, None),
        (Better.HIGHER, None, None),
    ],
)
def test_a_target_is_set_beside_the_limits(better, target, expected):
    assert judged(STEADY, better=better, target=target).assurance == expected


def test_a_target_is_set_beside_the_limits_of_the_last_segment():
    found = judged([*STEADY, *[19, 21] * 6], rebase=[12], better=Better.HIGHER, target=12)
    assert found.assurance == Assurance.PASSES


@pytest.mark.parametrize("values", [[9, 11] * 3, [5] * 12])
def test_without_limits_nothing_is_said_of_a_target(values):
    assert judged(values, better=Better.HIGHER, target=99).assurance is None


def test_unknown_points_are_passed_over():
    gaps = [9, None, 11, *[9, 11] * 4, None, 9, 11, None]
    found, whole = judged(gaps), judged(STEADY)
    assert len(found.points) == 15
    kept = found.points.dropna(subset="value")
    assert kept["centre"].tolist() == whole.points["centre"].tolist()
    assert kept["upper"].tolist() == whole.points["upper"].tolist()
    unknown = found.points[found.points["value"].isna()]
    assert set(unknown["rule"]) == set(unknown["variation"]) == {""}
    assert unknown[["centre", "lower", "upper"]].isna().all(axis=None)
    assert found.last["value"] == 11


def test_an_unknown_point_does_not_break_a_trend():
    assert rules(judged([1, 2, 3, None, 4, 5, 6, 7]))[4:7] == [Rule.TREND] * 3


def test_a_longer_run_can_be_asked_for():
    assert rules(judged([1, 2, 3, 4, 5, 6, 7], run=8))[1:6] == [""] * 5


def test_what_was_handed_in_comes_back_unchanged():
    series = pd.Series([9.0, 11.0] * 7)
    before = series.copy()
    xmr(series, rebase=[3], target=2)
    pd.testing.assert_series_equal(series, before)


# Whole numbers, so that mirroring, shifting and doubling are exact
SERIES = st.lists(st.integers(-50, 50) | st.none(), min_size=0, max_size=40)
MIRRORED = {
    "improvement": "concern",
    "concern": "improvement",
    "neutral high": "neutral low",
    "neutral low": "neutral high",
    "common": "common",
    "": "",
}


@settings(max_examples=40)
@given(SERIES, st.sampled_from(Better), st.integers(0, 40), st.booleans())
@example(
    [*[18, 22] * 12, 29, 21, 30], Better.HIGHER, 0, False
)  # two in three, which chance seldom meets
def test_mirrored_data_mirror_the_flags(values, better, cut, screen):
    found = judged(values, better=better, rebase=[cut], screen=screen).points
    turned = judged(
        [None if each is None else -each for each in values],
        better=better,
        rebase=[cut],
        screen=screen,
    ).points
    assert turned["rule"].tolist() == found["rule"].tolist()
    assert turned["variation"].tolist() == [MIRRORED[each] for each in found["variation"]]


@settings(max_examples=40)
@given(SERIES, st.sampled_from([2.0, 0.5, 64.0]), st.integers(-8, 8).map(lambda each: each * 64))
def test_scaled_and_shifted_data_keep_the_flags(values, factor, shift):
    # powers of two, and shifts that a computer adds exactly to the means of so few whole numbers
    found = judged(values, better=Better.HIGHER).points
    scaled = judged(
        [None if each is None else each * factor for each in values], better=Better.HIGHER
    ).points
    pd.testing.assert_frame_equal(
        scaled[["rule", "variation", "limits"]], found[["rule", "variation", "limits"]]
    )
    shifted = judged(
        [None if each is None else each + shift for each in values], better=Better.HIGHER
    ).points
    clear = _clear(found)
    assert [each for each, sure in zip(shifted["rule"], clear, strict=True) if sure] == [
        each for each, sure in zip(found["rule"], clear, strict=True) if sure
    ]


def _clear(points: pd.DataFrame) -> list[bool]:
    """Whether no point lies so close to a line that rounding decides: then none is compared."""
    lines = points[["centre", "lower", "upper", "near_lower", "near_upper"]]
    close = lines.sub(points["value"], axis=0).abs().lt(1e-9).any(axis=None)
    return [not close] * len(points)


@settings(max_examples=40)
@given(SERIES)
def test_a_lower_is_better_series_is_a_higher_is_better_one_with_the_words_swapped(values):
    up = judged(values, better=Better.HIGHER).points["variation"]
    down = judged(values, better=Better.LOWER).points["variation"]
    assert down.tolist() == [MIRRORED[each] for each in up]
