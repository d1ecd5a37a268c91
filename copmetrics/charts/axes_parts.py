"""What several kinds of charts draw alike: the axes of bars, the key, the word for a missing number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from copmetrics.accounts.account import ReportFigure
from copmetrics.charts.style import (
    INK,
    MUTED,
    NARROW,
    SMALL,
    few_quarter_labels,
    quarter_labels,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "BAR_HEIGHT",
    "bar_axes",
    "draw_key",
    "height_of_bars",
    "is_narrow",
    "name_quarters",
    "say_above_line",
]

BAR_HEIGHT = 0.42  # inches a bar, with the space around it
FEW = 5  # so many quarters can all be named on a phone
SHORT = 18  # letters of names that stand two beside one another on a phone


def height_of_bars(figure: ReportFigure) -> float:
    """Return the height of a chart of bars, in inches: the more, the taller."""
    return 0.75 + BAR_HEIGHT * max(len(figure.data.rows), 2)


def is_narrow(axes: Axes) -> bool:
    """Whether axes are of a picture for phones."""
    canvas = axes.get_figure(root=True)
    return canvas is not None and canvas.get_figwidth() <= NARROW


def name_quarters(axes: Axes, quarters: Iterable[object], places: Sequence[float]) -> None:
    """Name quarters below the axis: each, or those that there is room for."""
    quarters = list(quarters)
    few = is_narrow(axes) and len(quarters) > FEW
    labels = few_quarter_labels(quarters, places) if few else quarter_labels(quarters)
    axes.set_xticks(places, labels)


def say_above_line(axes: Axes, place: int, words: str) -> None:
    """Write, above the line of nothing, why a quarter has no number; upright where there is no room."""
    narrow = is_narrow(axes)
    axes.annotate(
        words if narrow else words.replace(" ", "\n"),
        (place, 0),
        xytext=(0, 6),
        textcoords="offset points",
        ha="center",
        va="bottom",
        rotation="vertical" if narrow else "horizontal",
        color=MUTED,
        fontsize=SMALL,
    )


def bar_axes(axes: Axes, categories: pd.Index) -> None:
    """Name the bars at the left, and leave out the scale: each bar has its number."""
    axes.set_yticks(
        np.arange(len(categories)), [wrapped(str(each), 34, most=3) for each in categories]
    )
    axes.tick_params(axis="y", labelcolor=INK)
    axes.set_ylim(len(categories) - 0.5, -0.5)
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_visible(True)
    axes.set_xticks([])
    axes.margins(x=0.1)


def draw_key(axes: Axes) -> None:
    """Put the key above the chart, in the order of the parts."""
    handles, labels = axes.get_legend_handles_labels()
    narrow = is_narrow(axes)
    beside = 4 if not narrow else 2 if max(map(len, labels), default=0) <= SHORT else 1
    if len(labels) > 1:
        axes.legend(
            handles,
            [wrapped(each, 40, most=2) for each in labels],
            loc="lower left",
            bbox_to_anchor=(-0.15 if narrow else -0.01, 1.0),
            ncols=min(len(labels), beside),
            frameon=False,
            fontsize=9.5,
            handlelength=1.4,
            columnspacing=1.6,
            borderaxespad=0.2,
        )
