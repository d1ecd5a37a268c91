"""A picture is drawn once, measured once, and comes out as if it were not so."""

from __future__ import annotations

from dataclasses import replace

from matplotlib.backends.backend_svg import FigureCanvasSVG
from sample_account import lines

from copmetrics import charts
from copmetrics.charts import measuring_canvas


def test_the_same_figure_is_drawn_once_and_another_anew():
    charts._drawn_once.cache_clear()
    figure, like = lines((3, 1, None, 2)), lines((3, 1, None, 2))
    assert charts.chart_svg(like) is charts.chart_svg(figure)
    with_floats = lines((3.0, 1.0, None, 2.0))
    assert with_floats == figure
    charts.chart_svg(with_floats)
    charts.chart_svg(replace(figure, title="Another"))
    assert charts._drawn_once.cache_info()[:2] == (1, 3)  # found, drawn


def test_a_picture_is_the_same_on_a_canvas_that_measures_anew(monkeypatch):
    figure = lines((3, 1, None, 2))
    ours = charts.chart_svg(figure)
    charts._drawn_once.cache_clear()
    monkeypatch.setattr(measuring_canvas, "MeasuringCanvas", FigureCanvasSVG)
    assert charts.chart_svg(figure) == ours
