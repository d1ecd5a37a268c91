"""The small trend beside a headline stands where it was worked out by hand."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from copmetrics.charts.small_trend import sparkline
from copmetrics.charts.style import INK, PALETTE


def paths(drawn):
    return re.findall(r'<path d="([^"]+)"', drawn)


def test_values_stand_in_proportion_and_unknown_ones_are_gaps():
    """Six places, and 0.25 beyond each end, over 100.4 points; 10 and 2 of room at each end over 26 points."""
    drawn = sparkline([0, 10, None, 5, 5, 10])
    across = [f"{2.2 + 100.4 * (place + 0.25) / 5.5:.2f}" for place in range(6)]
    assert across[:2] == ["6.76", "25.02"]
    low, half, high = "23.69", "14.40", "5.11"  # 27.4 less 26 times 2, 7 and 12 of 14
    assert paths(drawn) == [
        f"M {across[0]} {low} L {across[1]} {high} "
        f"M {across[3]} {half} L {across[4]} {half} L {across[5]} {high}"
    ]
    assert f'<circle cx="{across[5]}" cy="{high}" r="2.5" fill="{PALETTE[1]}"' in drawn


def test_the_last_point_is_the_last_that_is_known():
    drawn = sparkline([1, 2, None, None])
    assert '<circle cx="98.04" cy="5.11"' in drawn  # of one step, a twentieth is left free


def test_what_never_moves_runs_through_the_middle():
    assert set(re.findall(r"(?:M|L) \S+ (\S+)", paths(sparkline([7, 7, 7]))[0])) == {"14.40"}


def test_a_marked_day_is_a_dash_from_top_to_bottom_and_may_lie_beyond_what_is_known():
    dash, line = paths(sparkline([None, 3, 4], marks=[0]))
    assert dash == "M 6.76 27.4 V 1.4"
    assert line.startswith("M 52.40 ")
    assert INK in sparkline([3, 4], marks=[0])


def test_it_is_well_formed():
    root = ElementTree.fromstring(sparkline([1, None, 2, 3], marks=[1, 2]))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert [each.tag.rpartition("}")[2] for each in root] == [
        "rect",
        "path",
        "path",
        "path",
        "circle",
    ]
