"""Control charts: points in order of time, their mean and limits, and which of them are special."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from copmetrics.accounts.account import ReportFigure
from copmetrics.accounts.chart_details import ControlPoint, PointSignal
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.axes_parts import draw_key, is_narrow, name_quarters
from copmetrics.charts.declaration import BarShape, ChartDeclaration, NativeChart
from copmetrics.charts.frames import details_of, unit_of
from copmetrics.charts.mark_places import MarkShape, MarkSpan
from copmetrics.charts.style import INK, MUTED, SMALL, WASH
from copmetrics.charts.words import no_trend, told_series
from copmetrics.evaluation.spc import Limits
from copmetrics.units import Unit, join_words, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["CONTROL", "SIGNALS", "control", "control_alt_text"]

SIGNALS: Final = {
    PointSignal.USUAL: ("#595959", "o"),
    PointSignal.IMPROVEMENT: ("#0072CE", "^"),
    PointSignal.CONCERN: ("#B85000", "^"),
    PointSignal.CHANGE: ("#490092", "D"),
    PointSignal.WITHOUT_LIMITS: ("#595959", "o"),
    PointSignal.NOT_JUDGED: ("#595959", "o"),
}
"""The colour and shape of a point; a low improvement or concern points down. All pass 3:1 on white."""
TARGET: Final = "#A3161A"
SPECIAL: Final = (PointSignal.IMPROVEMENT, PointSignal.CONCERN, PointSignal.CHANGE)
HOLLOW: Final = (PointSignal.NOT_JUDGED, PointSignal.WITHOUT_LIMITS)
LIMITS: Final = {"lower": "lower limit", "upper": "upper limit"}
NUMBERS: Final = ("value", "mean", "lower", "upper", "target", "part")
FEWEST: Final = 3
"""So many points make a chart."""
NARROW: Final = 0.35
"""An axis begins at nothing unless the lowest point is this much of the highest or more."""
APART: Final = 0.085  # of the axis' height: so far apart are the labels beside the chart


def control(points: Sequence[ControlPoint], axes: Axes, unit: Unit) -> Axes:
    """Draw a control chart: limits that are a trial dotted, parts apart, unknown points as gaps."""
    data = _frame(points)
    places = np.arange(len(data))
    values = data["value"].to_numpy()
    shaded = _shade_quarters(axes, data["quarter"].tolist())
    for part in data["part"].dropna().unique():
        here = data["part"].eq(part).to_numpy()
        _part(axes, data, here)
    _points(axes, places, values, data)
    _scale(axes, data, unit)
    if data["target"].notna().any():
        axes.axhline(data["target"].iloc[-1], color=TARGET, linewidth=1.3, linestyle="-.", zorder=1)
    _beside(axes, data, unit)
    name_quarters(axes, dict.fromkeys(data["quarter"]), shaded)
    axes.tick_params(axis="x", length=0)
    axes.set_xlim(-0.6, len(data) - 0.4)
    axes.grid(visible=False)
    draw_key(axes)
    return axes


def _shade_quarters(axes: Axes, quarters: list[str]) -> list[float]:
    """Shade every other quarter, and return their middles."""
    middles = []
    for number, quarter in enumerate(dict.fromkeys(quarters)):
        first, count = quarters.index(quarter), quarters.count(quarter)
        middles.append(first + (count - 1) / 2)
        if number % 2 == 0:
            axes.axvspan(first - 0.5, first + count - 0.5, color=WASH, linewidth=0, zorder=0)
    return middles


def _part(axes: Axes, data: pd.DataFrame, here: np.ndarray) -> None:
    """Draw one part: the line through its points, and its mean and the limits that it has."""
    inside = np.flatnonzero(here)
    span = slice(inside[0], inside[-1] + 1)
    places = np.arange(len(data))[span]
    axes.plot(places, data["value"].iloc[span], color=MUTED, linewidth=1.2, zorder=2)
    row = data.iloc[inside[-1]]
    if row["limits"] not in (Limits.TRIAL, Limits.FULL):
        return
    trial = row["limits"] == Limits.TRIAL
    ends = (places[0] - 0.4, places[-1] + 0.4)
    axes.plot(
        ends, [row["mean"]] * 2, color=INK, linewidth=1.3, zorder=1, linestyle=":" if trial else "-"
    )
    for limit in row[list(LIMITS)].dropna():
        axes.plot(
            ends,
            [limit] * 2,
            color=MUTED,
            linewidth=1.3,
            zorder=1,
            linestyle=":" if trial else (0, (6, 3)),
        )


def _points(axes: Axes, places: np.ndarray, values: np.ndarray, data: pd.DataFrame) -> None:
    """Draw the points by what they are; a shape and a colour each."""
    low = data["low"].to_numpy(dtype=bool)
    size = 0.7 if is_narrow(axes) else 1.0
    for signal, (colour, shape) in SIGNALS.items():
        here = data["signal"].eq(signal).to_numpy()
        hollow = signal in HOLLOW
        named = f"{signal} variation" if signal is PointSignal.USUAL else str(signal)
        for down in (False, True):
            some = here & (low == down)
            if some.any():
                marker = "v" if down and shape == "^" else shape
                axes.plot(
                    places[some],
                    values[some],
                    linestyle="none",
                    marker=marker,
                    markersize=size * (5.5 if shape == "o" else 8),
                    color=colour,
                    label=named,
                    markerfacecolor="white" if hollow else colour,
                    markeredgecolor=colour if hollow else INK,
                    markeredgewidth=1.2 if hollow else 0.6,
                    clip_on=False,
                    zorder=3,
                )
                named = f"{named}, low" if shape == "^" else "_nolegend_"


def _scale(axes: Axes, data: pd.DataFrame, unit: Unit) -> None:
    """Fit the axis to points, limits and target, from nothing up unless that leaves it empty."""
    from matplotlib.ticker import MaxNLocator  # late: the words need no drawing

    judged = data["limits"].isin([Limits.TRIAL, Limits.FULL])
    limits = [data.loc[judged, each] for each in LIMITS]
    heights = pd.concat([data["value"], *limits, data["target"]]).astype("float64")
    lowest, highest = heights.min(), heights.max() or 1.0
    is_wide = lowest < NARROW * highest or lowest == highest
    bottom = 0.0 if is_wide else lowest - 0.12 * (highest - lowest)
    axes.set_ylim(bottom, highest + 0.12 * (highest - bottom))
    axes.yaxis.set_major_formatter(lambda value, _: show(float(value), unit).replace(".0%", "%"))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=unit is not Unit.SHARE))


def _beside(axes: Axes, data: pd.DataFrame, unit: Unit) -> None:
    """Name the lines and the last point at the right edge, apart from one another."""
    bottom, top = axes.get_ylim()
    free = -float("inf")  # the height up to which other labels stand
    for value, text, colour, bold in sorted(_labels(data, unit, narrow=is_narrow(axes))):
        half = APART * (top - bottom) * (text.count("\n") + 1) / 2
        height = max(value, free + half)
        free = height + half
        axes.annotate(
            text,
            (len(data) - 0.5, height),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontsize=SMALL,
            annotation_clip=False,
            fontweight="bold" if bold else "normal",
        )


def _labels(data: pd.DataFrame, unit: Unit, *, narrow: bool) -> list[tuple[float, str, str, bool]]:
    """Return what stands beside the chart: its height, words, colour, and whether it is bold.

    Where there is no room a number stands below one word, and its line alone says that a limit is a trial.
    """
    between = "\n" if narrow else " "
    values = data["value"].dropna()
    last = float(values.iloc[-1])
    found = [(last, show(last, unit), INK, True)]
    row = data[data["part"].notna()].iloc[-1] if data["part"].notna().any() else None
    if row is not None and row["limits"] in (Limits.TRIAL, Limits.FULL):
        trial = "trial " if row["limits"] == Limits.TRIAL else ""
        found.append((float(row["mean"]), f"mean{between}{show(row['mean'], unit)}", INK, False))
        for limit, words in LIMITS.items():
            if pd.notna(row[limit]):
                limited = float(row[limit])
                name = limit if narrow else f"{trial}{words}"
                found.append((limited, f"{name}{between}{show(limited, unit)}", MUTED, False))
    if data["target"].notna().any():
        target = float(data["target"].iloc[-1])
        found.append((target, f"target{between}{show(target, unit)}", TARGET, False))
    return found


def control_alt_text(figure: ReportFigure) -> str:
    """Say the points, the special ones and those not judged; the subtitle has said the limits."""
    points = details_of(figure, ControlPoint)
    told = told_series(_measured(figure), unit_of(figure), each="point")
    signals = _signals_told(points)
    left = [each.label for each in points if each.signal is PointSignal.NOT_JUDGED]
    parts = [told]
    parts += [f"Signals: {'; '.join(signals)}."] if signals else []
    parts += [f"Not judged: {join_words(left)}."] if left else []
    return " ".join(parts)


def _signals_told(points: Sequence[ControlPoint]) -> list[str]:
    """Say the special points; those that follow one another and mean the same, together."""
    told = []
    for signal, run in groupby(points, key=lambda point: point.signal):
        together = list(run)
        if signal in SPECIAL:
            first, last = together[0].label, together[-1].label
            span = first if len(together) == 1 else f"{first} to {last}"
            why = join_words(list(dict.fromkeys(each.why for each in together)))
            told.append(f"{span} {signal} ({why})")
    return told


def _measured(figure: ReportFigure) -> pd.DataFrame:
    """Return what was measured, a row a point, under the measure's name."""
    points = details_of(figure, ControlPoint)
    values = pd.Series(
        [each.value for each in points], index=[each.label for each in points], dtype="float64"
    )
    return values.to_frame(figure.data.columns[1].label)


def _why_not(figure: ReportFigure) -> str:
    """Return the sentence instead of a chart: of two points, as of one, each is told by its number."""
    data, unit = _measured(figure), unit_of(figure)
    known = data.iloc[:, 0].dropna()
    if len(known) != FEWEST - 1:
        return no_trend(data, unit)
    said = join_words([f"{name}: {show(value, unit)}" for name, value in known.items()])
    return f"Only two points are known ({said}): they make no chart yet."


def _marks(figure: ReportFigure) -> list[MarkSpan]:
    """Return where the points are that have a value."""
    return [
        MarkSpan(row, 0, (row - 0.5, row + 0.5), (each.value, each.value), MarkShape.POINT)
        for row, each in enumerate(details_of(figure, ControlPoint))
        if each.value is not None and each.value == each.value
    ]


def _frame(points: Sequence[ControlPoint]) -> pd.DataFrame:
    """Return the points as a frame, a row a point, a column a field."""
    data = pd.DataFrame([asdict(each) for each in points], dtype="object")
    return data.astype(dict.fromkeys(NUMBERS, "float64"))


CONTROL: Final = ChartDeclaration(
    kind=ChartKind.XMR,
    use="a control chart: whether the ups and downs are more than usual",
    table="a row a point, with its value, mean, limits and what it is",
    draw=lambda figure, axes: control(details_of(figure, ControlPoint), axes, unit_of(figure)),
    alt_text=control_alt_text,
    why_not=_why_not,
    height=lambda figure: 3.7,
    native=NativeChart(BarShape.LINE, lines_beside=True),
    marks=_marks,
)
