"""The week as a grid: days down, hours across, in each cell a number and of how many it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from copmetrics.charts.style import GRID, INK, MUTED
from copmetrics.units import UNKNOWN, Unit, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["RAMP", "slots", "slots_told"]

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CROWDED: Final = 12
"""More hours than this are named by their number alone."""
RAMP: Final = (("#EAF1F8", INK), ("#B9D3EA", INK), ("#2073BC", "white"), ("#12436D", "white"))
"""Cells from least to most, each with the ink that passes 4.5:1 on it; a number says it too."""


def slots(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a cell for each day and hour there is anything of; too few are a dash and their number."""
    days = [day for day in DAYS if day in set(data.index) or day in DAYS[:5]]
    hours = _hours(data)
    crowded = len(hours) > CROWDED
    most = float(data.iloc[:, 1].astype("float64").max())
    for day, row in data.iterrows():
        _cell(
            axes,
            hours.index(str(row.iloc[0])),
            days.index(str(day)),
            row,
            most,
            unit,
            crowded=crowded,
        )
    axes.set_xlim(-0.5, len(hours) - 0.5)
    axes.set_ylim(len(days) - 0.5, -0.5)
    axes.set_xticks(range(len(hours)), [each[:2] for each in hours] if crowded else hours)
    axes.set_yticks(range(len(days)), days)
    axes.set_xticks([place - 0.5 for place in range(len(hours) + 1)], minor=True)
    axes.set_yticks([place - 0.5 for place in range(len(days) + 1)], minor=True)
    axes.grid(visible=False)
    axes.grid(visible=True, which="minor", axis="both", color=GRID, linewidth=0.8)
    axes.tick_params(axis="both", which="both", length=0, labelcolor=INK)
    axes.xaxis.tick_top()
    for side in axes.spines.values():
        side.set_visible(False)
    return axes


def _hours(data: pd.DataFrame) -> list[str]:
    """Return every hour from the first to the last that there is anything of."""
    found = [int(str(each)[:2]) for each in data.iloc[:, 0]]
    return [f"{hour:02d}:00" for hour in range(min(found), max(found) + 1)]


def _cell(
    axes: Axes, x: int, y: int, row: pd.Series, most: float, unit: Unit, *, crowded: bool
) -> None:
    """Draw one cell; where there are many hours its number alone, what it is of is in the table."""
    from matplotlib.patches import Rectangle

    value, count = row.iloc[1], float(row.iloc[2])
    known = pd.notna(value)
    step = min(int(float(value) / most * len(RAMP)), len(RAMP) - 1) if known and most else 0
    colour, ink = RAMP[step] if known else ("white", MUTED)
    if known:
        axes.add_patch(
            Rectangle(
                (x - 0.5, y - 0.5),
                1,
                1,
                facecolor=colour,
                edgecolor="white",
                linewidth=1.5,
                zorder=3,
            )
        )
    said = show(float(value), unit) if known else UNKNOWN
    axes.text(
        x,
        y if crowded else y - 0.14,
        said,
        ha="center",
        va="center",
        color=ink,
        fontsize=9 if crowded else 10,
        fontweight="bold" if known else "normal",
        zorder=4,
    )
    if crowded:
        return
    axes.text(
        x,
        y + 0.26,
        f"of {show(count, Unit.COUNT)}",
        ha="center",
        va="center",
        color=ink,
        fontsize=7.5,
        zorder=4,
    )


def slots_told(data: pd.DataFrame) -> str:
    """Say each slot that is told, and how many are not."""
    known = data[data.iloc[:, 1].notna()]
    few = data[data.iloc[:, 1].isna()]
    told = [
        f"{day} from {row.iloc[0]}: {show(float(row.iloc[1]), Unit.COUNT)} "
        f"(of {show(float(row.iloc[2]), Unit.COUNT)})"
        for day, row in known.iterrows()
    ]
    parts = [f"{'; '.join(told)}."] if told else []
    if len(few):
        names = ", ".join(f"{day} from {row.iloc[0]}" for day, row in few.iterrows())
        parts.append(f"Too few to tell: {names}.")
    return " ".join(parts)
