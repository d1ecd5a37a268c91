"""Where a picture's marks are said to be is where they are drawn."""

from __future__ import annotations

import re

import pytest

from copmetrics.accounts.account import ReportColumn, ReportFigure, ReportTable
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts import chart_marks, chart_svg
from copmetrics.charts.mark_places import MarkShape
from copmetrics.units import Unit


def drawn(kind: ChartKind, *rows: tuple, series: int = 1) -> ReportFigure:
    names = [ReportColumn(f"Series {each}", Unit.PEOPLE) for each in range(series)]
    data = ReportTable("data", "People", (ReportColumn("What"), *names), rows)
    return ReportFigure("pressed", "A message", "People", kind, data)


def size(svg: str) -> tuple[float, float]:
    width, height = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups()
    return float(width), float(height)


def bars(figure: ReportFigure) -> list[tuple[float, float]]:
    """Where the middles of the picture's bars are, 0 to 1 from the left and from the top."""
    svg = chart_svg(figure).decode()
    width, height = size(svg)
    drawn = re.findall(r'<path d="([^"]+)"[^>]*style="fill: #12436d', svg)
    corners = [re.findall(r"([\d.]+) ([\d.]+)", each) for each in drawn]
    spans = [
        [[float(each) for each in axis] for axis in zip(*each, strict=True)] for each in corners
    ]
    return [((min(xs) + max(xs)) / 2 / width, (min(ys) + max(ys)) / 2 / height) for xs, ys in spans]


def markers(figure: ReportFigure) -> list[tuple[float, float]]:
    """Where the picture has its markers, 0 to 1 from the left and from the top."""
    svg = chart_svg(figure).decode()
    width, height = size(svg)
    found = re.findall(r'<use xlink:href="#m\w+" x="([\d.]+)" y="([\d.]+)" style', svg)
    return [(float(x) / width, float(y) / height) for x, y in found]


def test_each_known_point_of_a_line_is_pressed_where_its_marker_is_drawn():
    figure = drawn(
        ChartKind.LINES, ("2024 Q1", 10, 4), ("2024 Q2", None, 8), ("2024 Q3", "[c]", 2), series=2
    )
    places = chart_marks(figure)
    assert [(each.row, each.column) for each in places] == [(0, 0), (0, 1), (1, 1), (2, 1)]
    there = markers(figure)
    for each in places:
        assert any((each.x, each.y) == pytest.approx(marker, abs=0.001) for marker in there), (
            each,
            there,
        )
    first, _, second, third = places
    assert second.x - first.x == pytest.approx(third.x - second.x)
    assert second.y < first.y + 1  # 8 of 10 is higher than 2
    assert second.y < third.y
    assert first.width == pytest.approx(second.x - first.x)  # halfway to each neighbour


def test_a_bar_is_pressed_along_all_of_its_length():
    figure = drawn(ChartKind.RANKED_BARS, ("a", 20), ("b", 10), ("c", None))
    places = chart_marks(figure)
    assert [(each.row, each.shape) for each in places] == [(0, MarkShape.BAR), (1, MarkShape.BAR)]
    long, short = places
    assert long.width == pytest.approx(2 * short.width)
    assert long.x - long.width / 2 == pytest.approx(short.x - short.width / 2)
    for place, middle in zip(places, bars(figure)[:2], strict=True):
        assert (place.x, place.y) == pytest.approx(middle, abs=0.001)


def test_dots_are_pressed_where_they_are_drawn():
    figure = drawn(ChartKind.DOTS, ("a", 20, 5), ("b", 10, 15), series=2)
    there = markers(figure)
    for each in chart_marks(figure):
        assert any((each.x, each.y) == pytest.approx(marker, abs=0.001) for marker in there)


def test_where_there_is_no_picture_nothing_is_pressed():
    assert chart_marks(drawn(ChartKind.LINES, ("2024 Q1", 10))) == ()
