"""What hours add to counts: a reader of both, by event and in all, is left as many numbers for each event."""

from __future__ import annotations

from itertools import product
from math import ceil

import numpy as np
import pytest

from copmetrics.privacy.rounding import COARSE, Rounding

LENGTHS = (0.75, 1.0, 1.5, 6.5, 8.0)
"""How long events are, which whoever was invited knows."""
TRIALS = 250


def left_for(seed: int, *, hours: bool) -> int:
    """The fewest numbers that any event of a quarter may have had, for whoever knows how they are rounded."""
    chance = np.random.default_rng(seed)
    rounding = Rounding(9, f"{seed}")
    lengths = chance.choice(LENGTHS, 2)
    came = chance.integers(10, 46, 2).tolist()
    told = [rounding.bounds(rounding.rounded(each, key)) for key, each in enumerate(came)]
    every = rounding.bounds(rounding.rounded(sum(came), "all"))
    shown = rounding.coarsely(parts(came, lengths), "all")
    possible = [
        each
        for each in product(*(range(int(low), int(high) + 1) for low, high in told))
        if every[0] <= sum(each) <= every[1]
        and (not hours or abs(parts(each, lengths) - shown) < COARSE)
    ]
    return min(len(set(each)) for each in zip(*possible, strict=True))


def parts(came, lengths) -> int:
    """All hours given, in so many of the longest event."""
    return ceil(round(float(np.dot(came, lengths) / max(lengths)), 6))


@pytest.mark.parametrize("first", [0, 1000])
def test_hours_leave_at_least_three_numbers_for_each_event_as_counts_alone_do(first):
    seeds = range(first, first + TRIALS)
    assert min(left_for(each, hours=False) for each in seeds) >= 3
    assert min(left_for(each, hours=True) for each in seeds) >= 3
