"""A bar a category: divided into its parts, or in the order given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.axes_parts import bar_axes, draw_key, height_of_bars
from copmetrics.charts.declaration import BarShape, ChartDeclaration, NativeChart, OnPhones
from copmetrics.charts.frames import each_known, missing_words, series_drawn
from copmetrics.charts.mark_places import MarkShape, MarkSpan
from copmetrics.charts.style import INK, PALETTE, SHADES, SMALL
from copmetrics.charts.words import bars_alt_text, why_no_bars
from copmetrics.units import Unit, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PARTED_BARS", "RANKED_BARS", "parted_bars", "ranked_bars"]

BAR: Final = 0.62
"""How thick a bar is, of the room that it has."""


def parted_bars(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a bar a category, divided into the series, with the numbers in it."""
    widest = float(data.sum(axis=1).max()) or 1
    places = np.arange(len(data))
    starts = np.zeros(len(data))
    for number, (name, series) in enumerate(data.items()):
        values = series.astype("float64")
        axes.barh(
            places,
            values,
            left=starts,
            height=BAR,
            color=PALETTE[number],
            edgecolor="white",
            linewidth=1.2,
            hatch=SHADES[number],
            label=str(name),
        )
        for place, (start, value) in enumerate(zip(starts, values, strict=True)):
            if value / widest > 0.05:
                _number(axes, start + value / 2, place, show(value, unit))
        starts = starts + values.fillna(0).to_numpy()  # where the next part begins, not a value
    for place, total in enumerate(data.sum(axis=1, min_count=1)):
        said = missing_words(data, place) if pd.isna(total) else show(float(total), unit)
        axes.annotate(
            said,
            (0 if pd.isna(total) else total, place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            color=INK,
            fontsize=10,
        )
    bar_axes(axes, data.index)
    draw_key(axes)
    return axes


def _number(axes: Axes, x: float, y: float, text: str) -> None:
    """Write a number into a bar: on white, to be read on bars of any colour, in the dark too."""
    axes.text(
        x,
        y,
        text,
        ha="center",
        va="center",
        color=INK,
        fontsize=SMALL,
        fontweight="bold",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
    )


def ranked_bars(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a bar a category in the order given, its number at its end."""
    values = data.iloc[:, 0].astype("float64")
    axes.barh(np.arange(len(data)), values, height=BAR, color=PALETTE[0])
    for place, value in enumerate(values):
        said = missing_words(data, place) if pd.isna(value) else show(float(value), unit)
        axes.annotate(
            said,
            (0 if pd.isna(value) else value, place),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            color=INK,
        )
    bar_axes(axes, data.index)
    return axes


PARTED_BARS: Final = ChartDeclaration(
    kind=ChartKind.PARTED_BARS,
    use="a whole a category, divided into its parts",
    table="a row a category, a column a part",
    draw=series_drawn(parted_bars),
    alt_text=bars_alt_text,
    why_not=why_no_bars,
    height=height_of_bars,
    native=NativeChart(BarShape.BAR, stacked=True),
    most_series=len(PALETTE),
    on_phones=OnPhones.ROWS,
)
RANKED_BARS: Final = ChartDeclaration(
    kind=ChartKind.RANKED_BARS,
    use="one number a category, the most first",
    table="a row a category, one column of numbers",
    draw=series_drawn(ranked_bars),
    alt_text=bars_alt_text,
    why_not=why_no_bars,
    height=height_of_bars,
    native=NativeChart(BarShape.BAR, numbered=True, key=False),
    most_series=1,
    marks=lambda figure: [
        MarkSpan(row, column, (0, value), (row - BAR / 2, row + BAR / 2), MarkShape.BAR)
        for row, column, value in each_known(figure)
    ],
    on_phones=OnPhones.ROWS,
)
