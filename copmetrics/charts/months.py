"""One number a month as columns, every second quarter shaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.axes_parts import is_narrow
from copmetrics.charts.declaration import BarShape, ChartDeclaration, NativeChart
from copmetrics.charts.frames import missing_words, series_drawn
from copmetrics.charts.style import INK, MUTED, PALETTE, SMALL, WASH
from copmetrics.charts.words import series_alt_text, why_no_columns
from copmetrics.units import Unit, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["COLUMNS", "columns"]

CROWDED: Final = 8
"""Points of numbers that stand side by side above two years of months."""
BESIDE: Final = 3
"""So many columns of a narrow picture are as wide as a number."""


def columns(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a column a month with its number, every second quarter shaded.

    Where there is no room the numbers are those of an axis, and of the newest month and the highest.
    """
    from matplotlib.ticker import MaxNLocator  # late: the words need no drawing

    narrow = is_narrow(axes)
    values = data.iloc[:, 0].astype("float64")
    places = np.arange(len(data))
    for first, last in _second_quarters(data.index):
        axes.axvspan(first - 0.5, last + 0.5, color=WASH, linewidth=0, zorder=0)
    axes.bar(places, values, width=0.72, color=PALETTE[0])
    numbered = _ends(values) if narrow else set(places)
    for place, value in enumerate(values):
        if place not in numbered:
            continue
        said = missing_words(data, place) if pd.isna(value) else show(float(value), unit)
        axes.annotate(
            said.replace(" ", "\n"),
            (place, 0 if pd.isna(value) else value),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            fontsize=SMALL if narrow else CROWDED,
            color=MUTED if pd.isna(value) else INK,
        )
    axes.set_xticks(places, _month_labels(data.index))
    axes.set_xlim(-0.6, len(data) - 0.4)
    if narrow:
        axes.yaxis.set_major_formatter(lambda value, _: show(float(value), unit))
        axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=unit is not Unit.SHARE))
    else:
        axes.set_yticks([])
    axes.tick_params(axis="x", length=0, labelsize=SMALL if narrow else CROWDED)
    axes.grid(visible=False)
    axes.axhline(0, color=INK, linewidth=1)
    axes.spines["bottom"].set_visible(False)
    axes.margins(y=0.12)
    return axes


def _ends(values: pd.Series) -> set[int]:
    """Return the places of the newest number that is known, and of the highest if that is not beside it."""
    newest, highest = int(np.flatnonzero(values.notna())[-1]), int(np.nanargmax(values))
    return {newest, highest} if newest - highest > BESIDE else {newest}


def _second_quarters(months: pd.Index) -> list[tuple[int, int]]:
    """Return the first and last place of each second quarter, the last one among them.

    In every calendar that we know a quarter begins with January, April, July or October.
    """
    days = pd.to_datetime(pd.Series(months), format="%b %Y")
    number = days.dt.year * 4 + days.dt.quarter
    shaded = number[(number - number.iloc[-1]) % 2 == 0]
    return [(int(each.index[0]), int(each.index[-1])) for _, each in shaded.groupby(shaded)]


def _month_labels(months: pd.Index) -> list[str]:
    """Name each month by its letter, and its year where a new one begins."""
    labels, before = [], ""
    for month in map(str, months):
        name, year = month.split()
        labels.append(name[0] if year == before else f"{name[0]}\n{year}")
        before = year
    return labels


COLUMNS: Final = ChartDeclaration(
    kind=ChartKind.COLUMNS,
    use="one number month by month",
    table="a row a month, one column of numbers",
    draw=series_drawn(columns),
    alt_text=series_alt_text,
    why_not=why_no_columns,
    height=lambda figure: 3.3,
    native=NativeChart(BarShape.COLUMN),
    most_series=1,
)
