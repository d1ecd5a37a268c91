"""What came in each quarter above a line, and what went below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.axes_parts import draw_key, name_quarters, say_above_line
from copmetrics.charts.declaration import BarShape, ChartDeclaration, NativeChart
from copmetrics.charts.frames import missing_words, series_drawn
from copmetrics.charts.style import INK, PALETTE, SHADES
from copmetrics.charts.words import series_alt_text, why_no_columns
from copmetrics.units import Unit, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["FLOWS", "flows"]


def flows(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a column a quarter: what came in above the line, what went below it."""
    from matplotlib.ticker import MaxNLocator  # late: the words need no drawing

    places = np.arange(len(data))
    above, below = np.zeros(len(data)), np.zeros(len(data))
    for number, (name, series) in enumerate(data.items()):
        values = series.astype("float64").to_numpy()
        starts = np.where(np.nan_to_num(values) < 0, below, above)
        axes.bar(
            places,
            values,
            bottom=starts,
            width=0.66,
            color=PALETTE[number],
            edgecolor="white",
            linewidth=1,
            hatch=SHADES[number],
            label=str(name),
        )
        above = above + np.clip(np.nan_to_num(values), 0, None)  # where the next part begins
        below = below + np.clip(np.nan_to_num(values), None, 0)
    axes.axhline(0, color=INK, linewidth=1)
    for place in places[data.isna().all(axis=1)]:
        say_above_line(axes, place, missing_words(data, int(place)))
    name_quarters(axes, data.index, places.tolist())
    axes.set_xlim(-0.6, len(data) - 0.4)
    axes.tick_params(axis="x", length=0)
    axes.spines["bottom"].set_visible(False)
    axes.yaxis.set_major_formatter(lambda value, _: show(abs(float(value)), unit))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    draw_key(axes)
    return axes


FLOWS: Final = ChartDeclaration(
    kind=ChartKind.FLOWS,
    use="what came in and what went, quarter by quarter",
    table="a row a quarter, a column a part; what went is below 0",
    draw=series_drawn(flows),
    alt_text=series_alt_text,
    why_not=why_no_columns,
    height=lambda figure: 3.3,
    native=NativeChart(BarShape.COLUMN, stacked=True),
    most_series=len(PALETTE),
)
