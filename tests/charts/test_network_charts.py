"""A strip of dots: those that would cover one another are stacked, so that they can be counted."""

from __future__ import annotations

import pytest

from copmetrics.charts.network_charts import stacked


def test_dots_of_one_place_are_stacked_in_the_middle_of_their_row_whatever_their_order():
    # 1.0, 1.1 and 1.2 are in one place of width 1, and 5.0 is alone in another
    assert stacked([1.0, 5.0, 1.1, 1.2], 1.0) == pytest.approx([-0.13, 0, 0, 0.13])


def test_a_stack_stays_in_its_row_however_many_there_are():
    ups = stacked([3.0] * 200, 1.0)
    assert (min(ups), max(ups)) == (pytest.approx(-0.35, abs=0.01), pytest.approx(0.35, abs=0.01))
    assert len(set(ups)) == 200
