"""Days marked in a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from copmetrics.charts.style import INK, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from copmetrics.accounts.account import DayMark

__all__ = ["mark"]


def mark(axes: Axes, marks: Sequence[DayMark], *, across: bool) -> None:
    """Mark days: a dashed line between the points, and what it says in the chart's upper part.

    `across` is of charts that go downwards.
    """
    middle = np.mean(axes.get_ylim() if across else axes.get_xlim())
    for number, each in enumerate(marks):
        if across:
            axes.axhline(each.place, color=INK, linewidth=1, linestyle=(0, (2, 2)))
            axes.annotate(
                wrapped(each.label, 60, most=2),
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
            wrapped(each.label, 60, most=2),
            (each.place, 1),
            xycoords=("data", "axes fraction"),
            xytext=(4 if right else -4, -2 - 12 * number),
            textcoords="offset points",
            ha="left" if right else "right",
            va="top",
            fontsize=8.5,
            color=INK,
        )
