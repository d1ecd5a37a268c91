"""Days marked in a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from copmetrics.charts.axes_parts import is_narrow
from copmetrics.charts.style import INK, SMALL, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from copmetrics.accounts.account import DayMark

__all__ = ["mark"]

LINE: Final = 12
"""Points from one line of words to the next."""


def mark(axes: Axes, marks: Sequence[DayMark], *, across: bool) -> None:
    """Mark days: a dashed line between the points, and what it says in the chart's upper part.

    `across` is of charts that go downwards.
    """
    middle = np.mean(axes.get_ylim() if across else axes.get_xlim())
    width = 32 if is_narrow(axes) else 60
    down = 2
    for each in marks:
        label = wrapped(each.label, width, most=2)
        if across:
            axes.axhline(each.place, color=INK, linewidth=1, linestyle=(0, (2, 2)))
            axes.annotate(
                label,
                (1, each.place),
                xycoords=("axes fraction", "data"),
                xytext=(0, 3),
                textcoords="offset points",
                ha="right",
                va="bottom",
                fontsize=SMALL,
                color=INK,
            )
            continue
        axes.axvline(each.place, color=INK, linewidth=1, linestyle=(0, (2, 2)))
        right = each.place <= middle
        axes.annotate(
            label,
            (each.place, 1),
            xycoords=("data", "axes fraction"),
            xytext=(4 if right else -4, -down),
            textcoords="offset points",
            ha="left" if right else "right",
            va="top",
            fontsize=SMALL,
            color=INK,
            zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )
        down += LINE * (label.count("\n") + 1)
