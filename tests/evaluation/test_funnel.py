"""Funnel limits: how far chance takes a share of so many, and what is wider than that."""

from __future__ import annotations

import pytest

from copmetrics.evaluation.funnel import INNER, OUTER, Place, funnel


def test_limits_of_chance_are_those_of_the_binomial_distribution():
    made = funnel([10, 10, 10, 10, 10], [20, 20, 20, 20, 20])
    assert (made.centre, made.is_wide) == (0.5, False)
    low, high = made.by_chance(20, INNER)
    # of 20 tossed coins 5 heads or fewer come with 0.0207, 6 or fewer with 0.0577: 0.025 is 0.884 of a
    # step below 6; 13 or fewer with 0.9423, 14 with 0.9793: 0.975 is 0.116 of a step below 14
    assert low == pytest.approx((6 - 0.884) / 20, abs=0.0001)
    assert high == pytest.approx((14 - 0.116) / 20, abs=0.0001)
    assert made.by_chance(20, OUTER).low < low
    assert made.by_chance(2000, INNER).high - made.by_chance(2000, INNER).low < 0.05


def test_a_share_lies_within_between_or_beyond():
    made = funnel([10, 10, 10, 10, 10], [20, 20, 20, 20, 20])
    assert [made.place(share, 20) for share in (0.5, 0.75, 0.9)] == [
        Place.WITHIN,
        Place.BETWEEN,
        Place.BEYOND,
    ]


def test_where_all_differ_by_more_than_chance_the_limits_are_as_much_wider():
    # of 100 each a standard deviation is 5 points: scores -4, -2, 0, 2 and 4, of which those at the ends are
    # drawn in to -3.2 and 3.2: their mean square is (2 * 10.24 + 2 * 4) / 5
    made = funnel([30, 40, 50, 60, 70], [100] * 5)
    assert made.spread == pytest.approx(5.696)
    assert made.is_wide
    # 5 points times 1.96 times the square root of 5.696
    assert made.limits(100, INNER) == pytest.approx((0.5 - 0.2339, 0.5 + 0.2339), abs=0.0001)
    assert made.by_chance(100, INNER).low > 0.39
    assert made.place(0.3, 100) is Place.WITHIN


def test_of_few_or_where_all_have_it_there_is_no_funnel():
    assert funnel([5, 5, 5, 5], [10, 10, 10, 10]) is None
    assert funnel([10] * 5, [10] * 5) is None
    assert funnel([0] * 5, [10] * 5) is None
