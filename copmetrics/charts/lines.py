"""Series over the quarters as lines, each named at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.axes_parts import draw_key, is_narrow, name_quarters, say_above_line
from copmetrics.charts.declaration import BarShape, ChartDeclaration, NativeChart
from copmetrics.charts.frames import each_known, series_drawn, withheld_rows
from copmetrics.charts.mark_places import MarkShape, MarkSpan
from copmetrics.charts.style import LABELS, MARKERS, PALETTE, wrapped
from copmetrics.charts.words import series_alt_text, why_no_trend
from copmetrics.framework.withheld import MARK
from copmetrics.units import Unit, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["LINES", "lines"]

NAME_WIDTH = 24  # letters of a name beside the end of its line
LINE = 0.1  # of the highest value: how high a line of such a name is


def lines(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a line a series over the quarters; unknown quarters leave a gap."""
    from matplotlib.ticker import MaxNLocator  # late: the words need no drawing

    places = np.arange(len(data))
    for number, (_, series) in enumerate(data.items()):
        values = series.astype("float64")
        axes.plot(
            places,
            values,
            color=PALETTE[number],
            marker=MARKERS[number],
            markeredgecolor="white",
            markeredgewidth=1,
            clip_on=False,
            label=_name(data, number),
        )
    if is_narrow(axes):
        draw_key(axes)
    for place in withheld_rows(data):
        say_above_line(axes, place, MARK)
    _name_line_ends(data, axes, unit)
    name_quarters(axes, data.index, places.tolist())
    axes.set_xlim(-0.4, max(len(data) - 1, 1) + 0.2)
    axes.set_ylim(bottom=0, top=(float(np.nanmax(data.to_numpy(dtype=float))) or 1) * 1.12)
    axes.yaxis.set_major_formatter(lambda value, _: show(float(value), unit).replace(".0%", "%"))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=unit is not Unit.SHARE))
    return axes


def _name(data: pd.DataFrame, number: int) -> str:
    """Return a series' name for the key, with its last quarter where it ends before the others."""
    known = np.flatnonzero(data.iloc[:, number].notna())
    name = str(data.columns[number])
    if len(known) and known[-1] < len(data) - 1:
        return f"{name} (to {data.index[known[-1]]})"
    return name


def _name_line_ends(data: pd.DataFrame, axes: Axes, unit: Unit) -> None:
    """Write each series' name and last value beside its end, apart from one another.

    Of one that ends before the last quarter its own last quarter is named too, and dots lead to it. Where
    there is no room the names are in a key, and the values alone beside the ends.
    """
    ends = []
    for number, (name, series) in enumerate(data.items()):
        places = np.flatnonzero(series.notna())
        if len(places):
            ends.append((float(series.iloc[places[-1]]), number, str(name), int(places[-1])))
    top = float(np.nanmax(data.to_numpy(dtype=float))) or 1
    free = -float("inf")  # the height up to which other labels stand
    last = len(data) - 1
    for value, number, name, place in sorted(ends, key=lambda end: end[0]):
        when = f" in {data.index[place]}" if place < last else ""
        label = f"{wrapped(name, NAME_WIDTH, most=3)}\n{show(value, unit)}{when}"
        if is_narrow(axes):
            label = show(value, unit)
        half = top * LINE * (label.count("\n") + 1) / 2
        height = max(value, free + half)
        free = height + half
        if when:  # level for all those quarters: what rose or fell would be taken for the series
            axes.plot(
                (place, last, last + 0.2),
                (value, value, height),
                color=PALETTE[number],
                linewidth=1,
                linestyle=(0, (1, 2)),
                clip_on=False,
            )
        axes.annotate(
            label,
            (last, height),
            xytext=(6 if is_narrow(axes) else 12, 0),
            textcoords="offset points",
            va="center",
            color=LABELS[number],
            fontweight="bold",
            fontsize=9.5,
            annotation_clip=False,
            linespacing=1.15,
        )


LINES: Final = ChartDeclaration(
    kind=ChartKind.LINES,
    use="several series over the quarters",
    table="a row a quarter, a column a series",
    draw=series_drawn(lines),
    alt_text=series_alt_text,
    why_not=why_no_trend,
    height=lambda figure: 3.3,
    native=NativeChart(BarShape.LINE),
    most_series=len(PALETTE),
    marks=lambda figure: [
        MarkSpan(row, column, (row - 0.5, row + 0.5), (value, value), MarkShape.POINT)
        for row, column, value in each_known(figure)
    ],
)
