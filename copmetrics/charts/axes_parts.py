"""What several kinds of charts draw alike: the axes of bars, the key, the word for a missing number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from copmetrics.accounts.account import ReportFigure
from copmetrics.charts.frames import withheld_rows
from copmetrics.charts.style import INK, MUTED, wrapped
from copmetrics.framework.withheld import MARK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "BAR_HEIGHT",
    "bar_axes",
    "draw_key",
    "height_of_bars",
    "missing_words",
    "say_above_line",
]

BAR_HEIGHT = 0.42  # inches a bar, with the space around it


def height_of_bars(figure: ReportFigure) -> float:
    """Return the height of a chart of bars, in inches: the more, the taller."""
    return 0.75 + BAR_HEIGHT * max(len(figure.data.rows), 2)


def missing_words(data: pd.DataFrame, row: int) -> str:
    """Say why a row has no number: it is withheld, or nobody knows it."""
    return MARK if row in withheld_rows(data) else "not known"


def say_above_line(axes: Axes, place: int, words: str) -> None:
    """Write, above the line of nothing, why a quarter has no number."""
    axes.annotate(
        words,
        (place, 0),
        xytext=(0, 6),
        textcoords="offset points",
        ha="center",
        color=MUTED,
        fontsize=8.5,
    )


def bar_axes(axes: Axes, categories: pd.Index) -> None:
    """Name the bars at the left, and leave out the scale: each bar has its number."""
    axes.set_yticks(
        np.arange(len(categories)), [wrapped(str(each), 34, most=3) for each in categories]
    )
    axes.tick_params(axis="y", labelcolor=INK)
    axes.invert_yaxis()
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_visible(True)
    axes.set_xticks([])
    axes.margins(x=0.1)


def draw_key(axes: Axes) -> None:
    """Put the key above the chart, in the order of the parts."""
    handles, labels = axes.get_legend_handles_labels()
    if len(labels) > 1:
        axes.legend(
            handles,
            [wrapped(each, 40, most=2) for each in labels],
            loc="lower left",
            bbox_to_anchor=(-0.01, 1.0),
            ncols=min(len(labels), 4),
            frameon=False,
            fontsize=9.5,
            handlelength=1.4,
            columnspacing=1.6,
            borderaxespad=0.2,
        )
