"""A row a category and a mark a series, for numbers that do not add up."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.axes_parts import bar_axes, draw_key, height_of_bars
from copmetrics.charts.declaration import BarShape, ChartDeclaration, NativeChart, OnPhones
from copmetrics.charts.frames import each_known, missing_words, series_drawn
from copmetrics.charts.mark_places import MarkShape, MarkSpan
from copmetrics.charts.style import INK, MARKERS, MUTED, PALETTE
from copmetrics.charts.words import bars_alt_text, why_no_bars
from copmetrics.units import Unit, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["DOTS", "dots"]

BESIDE = 0.09  # of the axis' width: nearer marks have their numbers one above the other


def dots(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a row a category and a mark a series, its number beside it."""
    places = np.arange(len(data))
    for number, (name, series) in enumerate(data.items()):
        values = series.astype("float64")
        axes.plot(
            values,
            places,
            linestyle="none",
            marker=MARKERS[number],
            markersize=10.5 - 1.5 * number,  # where two marks meet, the lower one shows
            color=PALETTE[number],
            label=str(name),
            clip_on=False,
        )
    widest = (float(np.nanmax(data.to_numpy(dtype=float))) or 1) * 1.15
    for place, (_, row) in enumerate(data.iterrows()):
        _number_dots(axes, place, row.dropna().astype("float64"), widest, unit)
        if row.isna().all():
            axes.annotate(
                missing_words(data, place),
                (0, place),
                xytext=(5, 0),
                va="center",
                textcoords="offset points",
                fontsize=9.5,
                color=MUTED,
            )
    bar_axes(axes, data.index)
    axes.grid(axis="y", visible=True)
    axes.set_xlim(0, widest)
    axes.set_ylim(len(data) - 0.5, -0.5)
    draw_key(axes)
    return axes


def _number_dots(axes: Axes, place: int, row: pd.Series, widest: float, unit: Unit) -> None:
    """Write the number of each mark of a row: beside it; where the next is near, above and below.

    Marks at the same place have one number.
    """
    values = sorted(set(row))
    near = 0
    for value, following in pairwise([*values, float("inf")]):
        is_near = following - value < BESIDE * widest
        offset, upright = ((0, 5), "bottom") if near % 2 == 0 else ((0, -5), "top")
        near = near + 1 if is_near else 0
        axes.annotate(
            show(value, unit),
            (value, place),
            xytext=offset if is_near else (8, 0),
            textcoords="offset points",
            ha="center" if is_near else "left",
            va=upright if is_near else "center",
            fontsize=9.5,
            color=INK,
        )


DOTS: Final = ChartDeclaration(
    kind=ChartKind.DOTS,
    use="several numbers a category that do not add up",
    table="a row a category, a column a series",
    draw=series_drawn(dots),
    alt_text=bars_alt_text,
    why_not=why_no_bars,
    height=height_of_bars,
    native=NativeChart(BarShape.BAR, numbered=True),
    most_series=len(PALETTE),
    marks=lambda figure: [
        MarkSpan(row, column, (value, value), (row, row), MarkShape.DOT)
        for row, column, value in each_known(figure)
    ],
    runs_down=True,
    on_phones=OnPhones.ROWS,
)
