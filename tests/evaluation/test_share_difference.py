"""Intervals of differences of shares: of people by Newcombe, of emails by how mailings differ."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from copmetrics.evaluation.share_difference import (
    interval_of_parts,
    interval_of_ratios,
    newcombe,
)

pytestmark = pytest.mark.slow


def test_the_interval_is_that_of_newcombes_own_example():
    # Newcombe 1998, table II, method 10: 56/70 and 48/80 give 0.0524 to 0.3339
    low, high = newcombe(56, 70, 48, 80)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


SHARES = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(SHARES, SHARES)
def test_the_interval_holds_the_difference_and_turns_with_the_sides(new, old):
    low, high = newcombe(*new, *old)
    difference = new[0] / new[1] - old[0] / old[1]
    assert -1 - 1e-12 <= low <= difference + 1e-12
    assert difference - 1e-12 <= high <= 1 + 1e-12
    turned_low, turned_high = newcombe(*old, *new)
    assert (turned_low, turned_high) == pytest.approx((-high, -low))


def test_mailings_by_hand():
    # 45 and 55 of 100 beside 20 and 30 of 100. Scatter 0.5 each, by chance 0.25 + 0.1875, so between
    # mailings 0.5625 / 200; usual 0.375 x 0.625; an email counts for 1 / 2.2; n = 90.91, t(2) = 4.3027.
    # Wilson: 0.2943 to 0.7057 and 0.1092 to 0.4754, each wider by the root of 1 + 18.51 / 90.91, which is
    # 1.0971: 0.2743 to 0.7257 and 0.0914 to 0.4932
    low, high = interval_of_parts([(45, 100), (55, 100)], [(20, 100), (30, 100)])
    assert (round(low, 4), round(high, 4)) == (-0.0817, 0.5258)


def test_mailings_that_are_alike_are_as_good_as_their_emails_but_for_students_t():
    # nothing between them beyond chance: the effective number is all 1,000, and t(6) = 2.447 not 1.96
    alike = interval_of_parts([(125, 250)] * 4, [(100, 250)] * 4)
    people = newcombe(500, 1000, 400, 1000)
    assert (alike[1] - alike[0]) / (people[1] - people[0]) == pytest.approx(2.447 / 1.960, rel=0.01)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ([(5, 10)], [(5, 10)] * 9),
        ([(5, 10)] * 9, [(5, 10)]),
        ([(5, 10), (0, 0)], [(5, 10)] * 9),
        ([(500, 1000), (1, 2)], [(500, 1000), (1, 2)]),
    ],
)
def test_too_few_have_no_interval(new, old):
    assert interval_of_parts(new, old) is None


PARTS = st.lists(SHARES, min_size=2, max_size=8)


@given(PARTS, PARTS, st.booleans())
def test_the_interval_of_mailings_holds_the_difference_and_turns_with_the_sides(new, old, is_part):
    found = interval_of_parts(new, old, part_of_whole=is_part)
    assume(found is not None)
    low, high = found
    difference = np.subtract(
        *(sum(x for x, _ in each) / sum(n for _, n in each) for each in (new, old))
    )
    assert low - 1e-9 <= difference <= high + 1e-9
    assert not is_part or (low >= -1 - 1e-9 and high <= 1 + 1e-9)
    turned = interval_of_parts(old, new, part_of_whole=is_part)
    assert turned == pytest.approx((-high, -low))


def test_a_ratio_may_exceed_one():
    # 12 clicks to 10 opens beside 2 to 10: Poisson score limits 0.687 to 2.098 and 0.055 to 0.729
    low, high = interval_of_ratios(12, 10, 2, 10)
    assert (round(low, 3), round(high, 3)) == (0.263, 1.909)


def alarms(rng, *, between: float, runs: int = 400, mailings: int = 5, emails: int = 250) -> int:
    """How often "up" or "down" is said of two quarters in which nothing changed."""
    spread = 0.45 * 0.55 / between**2 - 1 if between else None
    said = 0
    for _ in range(runs):
        chances = (
            rng.beta(0.45 * spread, 0.55 * spread, 2 * mailings)
            if spread
            else [0.45] * 2 * mailings
        )
        parts = [(int(each), emails) for each in rng.binomial(emails, chances)]
        low, high = interval_of_parts(parts[:mailings], parts[mailings:])
        said += low > 0 or high < 0
    return said


@pytest.mark.parametrize("between", [0.0, 0.03, 0.05])
def test_false_alarms_stay_at_five_in_a_hundred(between):
    # of 400, 20 are expected at the most, and 33 is three standard deviations more; Newcombe on all
    # emails together says it 60 times at 3 points and 120 at 5. benchmarks/verdicts.py has the large one
    assert alarms(np.random.default_rng(20261129), between=between) <= 33


def test_a_change_of_ten_points_is_seen_in_most_quarters_of_five_mailings():
    rng = np.random.default_rng(20261129)
    seen = 0
    for _ in range(100):
        old, new = (
            [(int(x), 250) for x in rng.binomial(250, chance, 5)] for chance in (0.45, 0.55)
        )
        low, _ = interval_of_parts(new, old)
        seen += low > 0
    assert seen >= 90
