"""One chart a function: data and axes in, axes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from copmetrics.charts.control import control
from copmetrics.charts.scatter_charts import activity_map, cost
from copmetrics.charts.story_paths import paths
from copmetrics.charts.style import (
    INK,
    LABELS,
    MARKERS,
    MUTED,
    PALETTE,
    SHADES,
    TEXT_ON,
    WASH,
    quarter_labels,
    wrapped,
)
from copmetrics.charts.time_slots import slots
from copmetrics.charts.words import withheld_rows
from copmetrics.units import Unit, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from copmetrics.accounts.account import DayMark
    from copmetrics.accounts.chart_kinds import ChartKind

__all__ = [
    "DRAW",
    "columns",
    "dots",
    "flows",
    "height_of",
    "lines",
    "mark",
    "parted_bars",
    "ranked_bars",
    "sparkline",
]

BAR_HEIGHT = 0.42  # inches a bar, with the space around it
NAME_WIDTH = 24  # letters of a name beside the end of its line
LINE = 0.1  # of the highest value: how high a line of such a name is
BESIDE = 0.09  # of the axis' width: nearer marks have their numbers one above the other


def lines(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a line a series over the quarters; unknown quarters leave a gap."""
    places = np.arange(len(data))
    for number, name in enumerate(data.columns):
        values = data[name].astype("float64")
        axes.plot(
            places,
            values,
            color=PALETTE[number],
            marker=MARKERS[number],
            markeredgecolor="white",
            markeredgewidth=1,
            clip_on=False,
        )
    for place in withheld_rows(data):
        axes.annotate(
            "[c]",
            (place, 0),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            color=MUTED,
            fontsize=8.5,
        )
    _name_line_ends(data, axes, unit)
    axes.set_xticks(places, quarter_labels(data.index))
    axes.set_xlim(-0.4, max(len(data) - 1, 1) + 0.2)
    axes.set_ylim(bottom=0, top=(float(np.nanmax(data.to_numpy(dtype=float))) or 1) * 1.12)
    axes.yaxis.set_major_formatter(lambda value, _: show(float(value), unit).replace(".0%", "%"))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=unit is not Unit.SHARE))
    return axes


def _name_line_ends(data: pd.DataFrame, axes: Axes, unit: Unit) -> None:
    """Write each series' name and last value beside its end, apart from one another."""
    ends = []
    for number, name in enumerate(data.columns):
        known = data[name].dropna()
        if len(known):
            place = data.index.get_loc(known.index[-1])
            ends.append([float(known.iloc[-1]), number, str(name), place])
    top = float(np.nanmax(data.to_numpy(dtype=float))) or 1
    free = -float("inf")  # the height up to which other labels stand
    for value, number, name, _ in sorted(ends, key=lambda end: end[0]):
        label = f"{wrapped(name, NAME_WIDTH)}\n{show(value, unit)}"
        half = top * LINE * (label.count("\n") + 1) / 2
        height = max(value, free + half)
        free = height + half
        axes.annotate(
            label,
            (len(data) - 1, height),
            xytext=(12, 0),
            textcoords="offset points",
            va="center",
            color=LABELS[number],
            fontweight="bold",
            fontsize=9.5,
            annotation_clip=False,
            linespacing=1.15,
        )


def parted_bars(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a bar a category, divided into the series, with the numbers in it."""
    widest = float(data.sum(axis=1).max()) or 1
    places = np.arange(len(data))
    starts = np.zeros(len(data))
    for number, name in enumerate(data.columns):
        values = data[name].astype("float64")
        axes.barh(
            places,
            values,
            left=starts,
            height=0.62,
            color=PALETTE[number],
            edgecolor="white",
            linewidth=1.2,
            hatch=SHADES[number],
            label=str(name),
        )
        for place, (start, value) in enumerate(zip(starts, values, strict=True)):
            if value / widest > 0.05:
                _number(axes, start + value / 2, place, show(value, unit), PALETTE[number])
        starts = starts + values.fillna(0).to_numpy()  # where the next part begins, not a value
    for place, total in enumerate(data.sum(axis=1, min_count=1)):
        said = _missing(data, place) if pd.isna(total) else show(float(total), unit)
        axes.annotate(
            said,
            (0 if pd.isna(total) else total, place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            color=INK,
            fontsize=10,
        )
    _bar_axes(axes, data.index)
    _key(axes)
    return axes


def _missing(data: pd.DataFrame, row: int) -> str:
    """Say why a row has no number: it is withheld, or nobody knows it."""
    return "[c]" if row in withheld_rows(data) else "not known"


def _number(axes: Axes, x: float, y: float, text: str, colour: str) -> None:
    axes.text(
        x,
        y,
        text,
        ha="center",
        va="center",
        color=TEXT_ON[colour],
        fontsize=9,
        fontweight="bold",
        bbox={"facecolor": colour, "edgecolor": "none", "pad": 1.2},
    )


def ranked_bars(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a bar a category in the order given, its number at its end."""
    values = data.iloc[:, 0].astype("float64")
    axes.barh(np.arange(len(data)), values, height=0.62, color=PALETTE[0])
    for place, value in enumerate(values):
        said = _missing(data, place) if pd.isna(value) else show(float(value), unit)
        axes.annotate(
            said,
            (0 if pd.isna(value) else value, place),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            color=INK,
        )
    _bar_axes(axes, data.index)
    return axes


def flows(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a column a quarter: what came in above the line, what went below it."""
    places = np.arange(len(data))
    above, below = np.zeros(len(data)), np.zeros(len(data))
    for number, name in enumerate(data.columns):
        values = data[name].astype("float64").to_numpy()
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
        said = _missing(data, int(place)).replace(" ", "\n")
        axes.annotate(
            said,
            (place, 0),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            color=MUTED,
            fontsize=8.5,
        )
    axes.set_xticks(places, quarter_labels(data.index))
    axes.set_xlim(-0.6, len(data) - 0.4)
    axes.tick_params(axis="x", length=0)
    axes.spines["bottom"].set_visible(False)
    axes.yaxis.set_major_formatter(lambda value, _: show(abs(float(value)), unit))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    _key(axes)
    return axes


def columns(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a column a month with its number, every second quarter shaded."""
    values = data.iloc[:, 0].astype("float64")
    places = np.arange(len(data))
    for first, last in _second_quarters(data.index):
        axes.axvspan(first - 0.5, last + 0.5, color=WASH, linewidth=0, zorder=0)
    axes.bar(places, values, width=0.72, color=PALETTE[0])
    for place, value in enumerate(values):
        said = _missing(data, place) if pd.isna(value) else show(float(value), unit)
        axes.annotate(
            said.replace(" ", "\n"),
            (place, 0 if pd.isna(value) else value),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            color=MUTED if pd.isna(value) else INK,
        )
    axes.set_xticks(places, _month_labels(data.index))
    axes.set_xlim(-0.6, len(data) - 0.4)
    axes.set_yticks([])
    axes.tick_params(axis="x", length=0, labelsize=8.5)
    axes.grid(visible=False)
    axes.axhline(0, color=INK, linewidth=1)
    axes.spines["bottom"].set_visible(False)
    axes.margins(y=0.12)
    return axes


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


def dots(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a row a category and a mark a series, its number beside it."""
    places = np.arange(len(data))
    for number, name in enumerate(data.columns):
        values = data[name].astype("float64")
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
                _missing(data, place),
                (0, place),
                xytext=(5, 0),
                va="center",
                textcoords="offset points",
                fontsize=9.5,
                color=MUTED,
            )
    _bar_axes(axes, data.index)
    axes.grid(axis="y", visible=True)
    axes.set_xlim(0, widest)
    axes.set_ylim(len(data) - 0.5, -0.5)
    _key(axes)
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


def mark(axes: Axes, marks: Sequence[DayMark], *, across: bool) -> None:
    """Mark days: a dashed line between the points, and what it says in the chart's upper part.

    `across` is of charts that go downwards.
    """
    middle = np.mean(axes.get_ylim() if across else axes.get_xlim())
    for number, each in enumerate(marks):
        if across:
            axes.axhline(each.place, color=INK, linewidth=1, linestyle=(0, (2, 2)))
            axes.annotate(
                each.label,
                (1, each.place),
                xycoords=("axes fraction", "data"),
                xytext=(0, 3),
                textcoords="offset points",
                ha="right",
                va="bottom",
                fontsize=8.5,
                color=INK,
            )
            continue
        axes.axvline(each.place, color=INK, linewidth=1, linestyle=(0, (2, 2)))
        right = each.place <= middle
        axes.annotate(
            each.label,
            (each.place, 1),
            xycoords=("data", "axes fraction"),
            xytext=(4 if right else -4, -2 - 12 * number),
            textcoords="offset points",
            ha="left" if right else "right",
            va="top",
            fontsize=8.5,
            color=INK,
        )


def sparkline(values: list[float | None], axes: Axes, marks: Sequence[float] = ()) -> Axes:
    """Draw a tiny line with its last known point marked, and a dash where a day is."""
    for place in marks:
        axes.axvline(place, color=INK, linewidth=0.8, linestyle=(0, (1.5, 1.5)))
    series = pd.Series(values, dtype="float64")
    axes.plot(series.index, series, color=PALETTE[0], linewidth=1.6)
    known = series.dropna()
    if len(known):
        axes.plot(
            known.index[-1],
            known.iloc[-1],
            marker="o",
            markersize=5,
            color=PALETTE[1],
            markeredgecolor=INK,
            markeredgewidth=0.6,
            clip_on=False,
        )
    low, high = float(known.min()), float(known.max())
    room = (high - low) * 0.2 or 1
    axes.set_ylim(low - room, high + room)
    axes.set_axis_off()
    return axes


def height_of(kind: ChartKind, rows: int) -> float:
    """Return a chart's height in inches: the more bars, the taller."""
    if kind in ("lines", "flows", "columns"):
        return 3.3
    if kind == "xmr":
        return 3.7
    if kind == "cost":
        return 1.6 + 0.27 * max(rows, 6)
    if kind == "activity_map":
        return 5.0
    if kind == "slots":
        return 0.5 + 0.42 * max(rows, 5)
    if kind == "paths":
        return 0.9 + 0.5 * max(rows, 2)
    return 0.75 + BAR_HEIGHT * max(rows, 2)


def _bar_axes(axes: Axes, categories: pd.Index) -> None:
    axes.set_yticks(np.arange(len(categories)), [wrapped(str(each), 34) for each in categories])
    axes.tick_params(axis="y", labelcolor=INK)
    axes.invert_yaxis()
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_visible(True)
    axes.set_xticks([])
    axes.margins(x=0.1)


def _key(axes: Axes) -> None:
    """Put the key above the chart, in the order of the parts."""
    handles, labels = axes.get_legend_handles_labels()
    if len(labels) > 1:
        axes.legend(
            handles,
            labels,
            loc="lower left",
            bbox_to_anchor=(-0.01, 1.0),
            ncols=min(len(labels), 4),
            frameon=False,
            fontsize=9.5,
            handlelength=1.4,
            columnspacing=1.6,
            borderaxespad=0.2,
        )


DRAW: Final[dict[str, Callable[[pd.DataFrame, Axes, Unit], Axes]]] = {
    "lines": lines,
    "parted_bars": parted_bars,
    "flows": flows,
    "ranked_bars": ranked_bars,
    "dots": dots,
    "columns": columns,
    "paths": paths,
    "activity_map": activity_map,
    "cost": cost,
    "slots": slots,
    "xmr": control,
}
