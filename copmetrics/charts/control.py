"""Control charts: points in order of time, their mean and limits, and which of them are special."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from copmetrics.charts.style import INK, MUTED, WASH, quarter_labels
from copmetrics.evaluation.spc import SIGNS, Limits
from copmetrics.units import Unit, join_words, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["SIGNALS", "control", "control_told"]

SIGNALS: Final = {
    "usual": ("#595959", "o"),
    "improvement": ("#0072CE", "^"),
    "concern": ("#B85000", "^"),
    "change": ("#490092", "D"),
    "without limits": ("#595959", "o"),
    "not judged": ("#595959", "o"),
}
"""The colour and shape of a point; a low improvement or concern points down. All pass 3:1 on white."""
TARGET: Final = "#A3161A"
LOW: Final = tuple(words for (_, side), words in SIGNS.items() if side == "low")
NARROW: Final = 0.35
"""An axis begins at nothing unless the lowest point is this much of the highest or more."""
APART: Final = 0.085  # of the axis' height: so far apart are the labels beside the chart


def control(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a control chart: limits that are a trial dotted, parts apart, unknown points as gaps."""
    places = np.arange(len(data))
    values = data.iloc[:, 0].astype("float64").to_numpy()
    shaded = _shade_quarters(axes, data["Quarter"].tolist())
    for part in data["Part"].dropna().unique():
        here = data["Part"].eq(part).to_numpy()
        _part(axes, data, here, unit)
    _points(axes, places, values, data)
    _scale(axes, data, unit)
    if "Target" in data:
        axes.axhline(data["Target"].iloc[-1], color=TARGET, linewidth=1.3, linestyle="-.", zorder=1)
    _beside(axes, data, unit)
    axes.set_xticks(shaded, quarter_labels(dict.fromkeys(data["Quarter"])))
    axes.tick_params(axis="x", length=0)
    axes.set_xlim(-0.6, len(data) - 0.4)
    axes.grid(visible=False)
    _key(axes)
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


def _part(axes: Axes, data: pd.DataFrame, here: np.ndarray, unit: Unit) -> None:
    """Draw one part: the line through its points, and its mean and limits if it has any."""
    inside = np.flatnonzero(here)
    span = slice(inside[0], inside[-1] + 1)
    places = np.arange(len(data))[span]
    axes.plot(places, data.iloc[span, 0].astype("float64"), color=MUTED, linewidth=1.2, zorder=2)
    row = data.iloc[inside[-1]]
    if row["Limits"] not in (Limits.TRIAL, Limits.FULL):
        return
    trial = row["Limits"] == Limits.TRIAL
    ends = (places[0] - 0.4, places[-1] + 0.4)
    axes.plot(
        ends, [row["Mean"]] * 2, color=INK, linewidth=1.3, zorder=1, linestyle=":" if trial else "-"
    )
    for limit in ("Lower limit", "Upper limit"):
        drawn = _possible(row[limit], unit)
        axes.plot(
            ends,
            [drawn] * 2,
            color=MUTED,
            linewidth=1.3,
            zorder=1,
            linestyle=":" if trial else (0, (6, 3)),
        )


def _possible(limit: float, unit: Unit) -> float:
    """Return a limit as it is drawn: nothing is counted below 0, no share is over 1."""
    return float(min(max(limit, 0.0), 1.0) if unit is Unit.SHARE else max(limit, 0.0))


def _points(axes: Axes, places: np.ndarray, values: np.ndarray, data: pd.DataFrame) -> None:
    """Draw the points by what they are; a shape and a colour each."""
    low = data["Why"].isin(LOW).to_numpy()
    for signal, (colour, shape) in SIGNALS.items():
        here = data["Signal"].eq(signal).to_numpy()
        hollow = signal in ("not judged", "without limits")
        named = f"{signal} variation" if signal == "usual" else signal
        for down in (False, True):
            some = here & (low == down)
            if some.any():
                marker = "v" if down and shape == "^" else shape
                axes.plot(
                    places[some],
                    values[some],
                    linestyle="none",
                    marker=marker,
                    markersize=5.5 if shape == "o" else 8,
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
    judged = data["Limits"].isin([Limits.TRIAL, Limits.FULL])
    drawn = [
        data.iloc[:, 0],
        *(
            data.loc[judged, each].map(lambda value: _possible(value, unit))
            for each in ("Lower limit", "Upper limit")
        ),
    ]
    drawn += [data["Target"]] if "Target" in data else []
    heights = pd.concat(drawn).astype("float64")
    lowest, highest = heights.min(), heights.max() or 1.0
    is_wide = lowest < NARROW * highest or lowest == highest
    bottom = 0.0 if is_wide else lowest - 0.12 * (highest - lowest)
    axes.set_ylim(bottom, highest + 0.12 * (highest - bottom))
    axes.yaxis.set_major_formatter(lambda value, _: show(float(value), unit).replace(".0%", "%"))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=unit is not Unit.SHARE))


def _beside(axes: Axes, data: pd.DataFrame, unit: Unit) -> None:
    """Name the lines and the last point at the right edge, apart from one another."""
    bottom, top = axes.get_ylim()
    height = bottom - APART * (top - bottom)
    for value, text, colour, bold in sorted(_labels(data, unit)):
        height = max(value, height + APART * (top - bottom))
        axes.annotate(
            text,
            (len(data) - 0.5, height),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontsize=9,
            annotation_clip=False,
            fontweight="bold" if bold else "normal",
        )


def _labels(data: pd.DataFrame, unit: Unit) -> list[tuple[float, str, str, bool]]:
    """Return what stands beside the chart: its height, words, colour, and whether it is bold."""
    values = data.iloc[:, 0].astype("float64").dropna()
    last = float(values.iloc[-1])
    found = [(last, show(last, unit), INK, True)]
    row = data[data["Part"].notna()].iloc[-1] if data["Part"].notna().any() else None
    if row is not None and row["Limits"] in (Limits.TRIAL, Limits.FULL):
        trial = "trial " if row["Limits"] == Limits.TRIAL else ""
        found.append((float(row["Mean"]), f"mean {show(row['Mean'], unit)}", INK, False))
        for limit in ("Lower limit", "Upper limit"):
            drawn = _possible(row[limit], unit)
            found.append((drawn, f"{trial}{limit.lower()} {show(drawn, unit)}", MUTED, False))
    if "Target" in data:
        target = float(data["Target"].iloc[-1])
        axes_words = f"target {show(target, unit)}"
        found.append((target, axes_words, TARGET, False))
    return found


def _key(axes: Axes) -> None:
    """Put the key of the shapes above the chart, where there are several."""
    handles, labels = axes.get_legend_handles_labels()
    if len(labels) < 2:
        return
    axes.legend(
        handles,
        labels,
        loc="lower left",
        bbox_to_anchor=(-0.01, 1.0),
        ncols=4,
        frameon=False,
        fontsize=9,
        handlelength=1.2,
        columnspacing=1.4,
        borderaxespad=0.2,
    )


def control_told(data: pd.DataFrame) -> str:
    """Say the special points and those that are not judged; the subtitle has said the limits."""
    told = _signals_told(data)
    parts = [f"Signals: {'; '.join(told)}."] if told else []
    left = [str(each) for each in data.index[data["Signal"].eq("not judged")]]
    parts += [f"Not judged: {join_words(left)}."] if left else []
    return " ".join(parts)


def _signals_told(data: pd.DataFrame) -> list[str]:
    """Say the special points; those that follow one another and mean the same, together."""
    begins = data["Signal"].ne(data["Signal"].shift())
    told = []
    for _, run in data.groupby(begins.cumsum()):
        signal = run["Signal"].iloc[0]
        if signal in ("improvement", "concern", "change"):
            first, last = run.index[0], run.index[-1]
            span = f"{first}" if len(run) == 1 else f"{first} to {last}"
            told.append(f"{span} {signal} ({join_words(list(dict.fromkeys(run['Why'])))})")
    return told
