"""Things placed on two scales: learning activities, and what indicators cost and support."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from copmetrics.charts.style import GRID, INK, LABELS, MUTED, PALETTE, wrapped
from copmetrics.units import Unit, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["activity_map", "activity_map_told", "cost", "cost_told"]

EDGE = 3.0  # how far the map reaches beyond its scales of -2 to 2
INSIDE = 2.3  # the inner rectangle: what the community learns from itself
NEAR = 0.05  # of the widest: dots nearer than this are set above one another
STACKED = 0.42  # how far above, in users
BAND = 2.65  # the middle of the outer band: what it learns from outside


def activity_map(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw clusters as circles by how many events they had, and the quarters' means as a path.

    Left to right is learning from to learning with, top to bottom informal to formal. What has
    outside sources lies in the band outside the rectangle, as a square, in its own direction.
    """
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle(
            (-INSIDE, -INSIDE), 2 * INSIDE, 2 * INSIDE, fill=False, edgecolor=MUTED, linewidth=1
        )
    )
    axes.axhline(0, color=GRID, linewidth=0.8, zorder=0)
    axes.axvline(0, color=GRID, linewidth=0.8, zorder=0)
    clusters = data[data["Shown as"].eq("activity")]
    for name, row in clusters.iterrows():
        _cluster(str(name), row, axes)
    _path(data[data["Shown as"].eq("quarter")], axes)
    axes.set_xlim(-EDGE, EDGE)
    axes.set_ylim(EDGE, -EDGE)
    axes.set_xticks([-2, 2], ["learning from", "learning with"])
    axes.set_yticks([-2, 2], ["informal", "formal"])
    axes.tick_params(axis="both", length=0, labelcolor=INK)
    axes.grid(visible=False)
    for side in axes.spines.values():
        side.set_visible(False)
    return axes


def _cluster(name: str, row: pd.Series, axes: Axes) -> None:
    held = float(row["Events"])
    outside, used = row["Sources"] == "outside", held > 0
    x, y = _place(row)
    axes.plot(
        x,
        y,
        linestyle="none",
        marker="s" if outside else "o",
        color=PALETTE[0],
        markersize=9 + 3.2 * held**0.5 if used else 7,
        clip_on=False,
        markerfacecolor=PALETTE[0] if used else "white",
    )
    count = f" ({show(held, Unit.COUNT)})" if used else " (not used lately)"
    beside = abs(x) <= INSIDE  # in the narrow band at either side a name stands below
    right = x < 1.2
    axes.annotate(
        wrapped(f"{name}{count}", 22 if beside else 9),
        (x, y),
        xytext=((13 if right else -13), 0) if beside else (0, -13),
        textcoords="offset points",
        va="center" if beside else "top",
        fontsize=8.5,
        color=INK if used else MUTED,
        zorder=6,
        ha="center" if not beside else "left" if right else "right",
    )


def _place(row: pd.Series) -> tuple[float, float]:
    """Return where a cluster is drawn: one with outside sources is moved out into the band."""
    x, y = float(row["From (-2) to with (2)"]), float(row["Informal (-2) to formal (2)"])
    reach = max(abs(x), abs(y))
    if row["Sources"] != "outside":
        return x, y
    return (x * BAND / reach, y * BAND / reach) if reach else (-BAND, 0.0)


def _path(quarters: pd.DataFrame, axes: Axes) -> None:
    """Join the quarters' means by a line, the first and the last of them named."""
    x, y = quarters["From (-2) to with (2)"], quarters["Informal (-2) to formal (2)"]
    axes.plot(x, y, color=PALETTE[1], linewidth=1.6, marker=".", markersize=7, zorder=4)
    for place in {0, len(quarters) - 1} if len(quarters) else ():
        last = place == len(quarters) - 1
        axes.annotate(
            str(quarters.index[place]),
            (x.iloc[place], y.iloc[place]),
            fontsize=8.5,
            xytext=(0, -11 if last else 11),
            textcoords="offset points",
            ha="center",
            va="center",
            color=LABELS[1],
            fontweight="bold" if last else "normal",
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
        )


def activity_map_told(data: pd.DataFrame) -> str:
    """Say where each cluster lies, and how the quarters' mean moved."""
    told = [
        f"{name}: {show(float(row['Events']), Unit.COUNT)} events, {_where(row)}"
        for name, row in data[data["Shown as"].eq("activity")].iterrows()
    ]
    quarters = data[data["Shown as"].eq("quarter")]
    way = ""
    if len(quarters):
        first, last = quarters.iloc[0], quarters.iloc[-1]
        way = f" The mean event was {_where(first)} in {quarters.index[0]}"
        way += f", and {_where(last)} in {quarters.index[-1]}." if len(quarters) > 1 else "."
    return f"{'; '.join(told)}.{way}"


def _where(row: pd.Series) -> str:
    with_, formal = row["From (-2) to with (2)"], row["Informal (-2) to formal (2)"]
    return (
        f"at {with_:.1f} from learning from to learning with, {formal:.1f} from informal to formal"
    )


def cost(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw each indicator by the minutes it takes and by how many stories and constituencies use it.

    Each dot has a number, and the numbers a key; dots of one place stand above one another.
    """
    from matplotlib.ticker import MaxNLocator  # late: the words need no drawing

    minutes, uses = data["Minutes a quarter"], data["Stories and constituencies that use it"]
    widest = float(minutes.max()) or 1.0
    taken: list[tuple[float, float]] = []
    for number, (x, y) in enumerate(zip(minutes, uses, strict=True), start=1):
        above = sum(abs(x - other) < widest * NEAR and y == level for other, level in taken)
        taken.append((x, y))
        axes.plot(
            x, y + above * STACKED, marker="o", markersize=14, color=PALETTE[0], clip_on=False
        )
        axes.annotate(
            str(number),
            (x, y + above * STACKED),
            ha="center",
            va="center",
            color="white",
            fontsize=8,
            fontweight="bold",
        )
    key = [f"{number}  {name}" for number, name in enumerate(data.index, start=1)]
    axes.annotate(
        "\n".join(key),
        (1.03, 1),
        xycoords="axes fraction",
        va="top",
        fontsize=8.5,
        color=INK,
        linespacing=1.75,
        annotation_clip=False,
    )
    axes.set_xlim(0, widest * 1.06)
    axes.set_ylim(-0.6, float(uses.max() or 1) + 0.9)
    axes.set_xlabel("Minutes a quarter to collect it")
    axes.set_ylabel("Stories and constituencies that use it")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    return axes


def cost_told(data: pd.DataFrame) -> str:
    """Say of each indicator what it takes and what uses it."""
    told = [
        f"{name}: {show(row.iloc[0], Unit.MINUTES)} minutes, used by {show(row.iloc[1], Unit.COUNT)}"
        for name, row in data.iterrows()
    ]
    return f"{'; '.join(told)}."
