"""The matrix as a picture: each story a path across the cycles, indicators as stations on it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from copmetrics.accounts.story_blocks import BACK, HOPED, OVER_A_GAP
from copmetrics.charts.style import GRID, INK, MUTED, PALETTE, wrapped
from copmetrics.framework.cycles import Cycle, CycleSet, cycles_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from copmetrics.units import Unit

__all__ = ["paths", "paths_told"]

LOOP = 0.34  # lanes that the way back of a loop rises above its story's lane
SAG = 0.12  # lanes that other legs to the left hang below it
CORE = cycles_of(CycleSet.CORE5)
STATION = 0.24  # columns between the marks of stories that tell two things of one cycle


def paths(data: pd.DataFrame, axes: Axes, unit: Unit) -> Axes:
    """Draw a lane a story: full dots are reported, hollow ones hoped for, dashes are gaps, arcs lead
    back, and a number in a square is the indicator that the story passes there."""
    told = set(data["Cycle"])
    cycles = [each.label for each in Cycle if each in CORE or each.label in told]
    places = {cycle: place for place, cycle in enumerate(cycles)}
    stories = list(dict.fromkeys(data.index))
    for lane, story in enumerate(stories):
        axes.axhline(lane, color=GRID, linewidth=0.7, zorder=0)
        _lane(data.loc[[story]], lane, places, axes)
    for place in range(len(cycles)):
        axes.axvline(place, color=GRID, linewidth=0.7, zorder=0)
    axes.set_yticks(range(len(stories)), [wrapped(str(each), 30, most=2) for each in stories])
    axes.set_xticks(range(len(cycles)), [wrapped(each, 12) for each in cycles])
    axes.tick_params(axis="both", length=0, labelcolor=INK)
    axes.xaxis.tick_top()
    axes.set_xlim(-0.4, len(cycles) - 0.6)
    axes.set_ylim(len(stories) - 0.5, -0.75)
    axes.grid(visible=False)
    for side in axes.spines.values():
        side.set_visible(False)
    return axes


def _lane(steps: pd.DataFrame, lane: int, places: dict[str, int], axes: Axes) -> None:
    """Draw one story's way: its lines first, then its dots and stations."""
    points = _points(steps, places)
    legs = list(pairwise(points))
    for ((x, hoped), (next_x, next_hoped)), reached in zip(legs, steps["Reached"][1:], strict=True):
        _leg(x, next_x, lane, axes, hoped=hoped or next_hoped, reached=reached)
    for (x, hoped), stations in zip(points, steps["Stations"], strict=True):
        axes.plot(
            x,
            lane,
            marker="o",
            markersize=10,
            color=PALETTE[0],
            zorder=3,
            clip_on=False,
            markerfacecolor="white" if hoped else PALETTE[0],
            markeredgewidth=1.8,
        )
        if stations:
            axes.annotate(
                str(stations),
                (x, lane),
                xytext=(-3, 11),
                textcoords="offset points",
                fontsize=8,
                fontweight="bold",
                color=INK,
                va="center",
                zorder=4,
                bbox={"facecolor": "white", "edgecolor": PALETTE[1], "pad": 1.6, "linewidth": 1.2},
            )


def _points(steps: pd.DataFrame, places: dict[str, int]) -> list[tuple[float, bool]]:
    """Put each step at its cycle; a cycle told twice has its marks side by side."""
    told: dict[str, int] = {}
    points = []
    for cycle, told_as in zip(steps["Cycle"], steps["Told as"], strict=True):
        again = told.get(cycle, 0)
        told[cycle] = again + 1
        points.append((places[cycle] + again * STATION, told_as == HOPED))
    return points


def _leg(x: float, next_x: float, lane: int, axes: Axes, *, hoped: bool, reached: str) -> None:
    """Draw one leg: straight, dotted to what is hoped for, dashed over a gap, an arc leading back."""
    import numpy as np

    back, gap = reached == BACK, reached == OVER_A_GAP
    style = (0, (1, 1.6)) if hoped else (0, (4, 3)) if gap else "-"
    colour = MUTED if gap or hoped else PALETTE[2] if back else PALETTE[0]
    along = np.linspace(0, 1, 40)
    # what goes back to a side cycle or from one is no loop: it dips a little under its lane
    high = LOOP if back else -SAG if next_x < x else 0.0
    rise = high * np.sin(np.pi * along)
    axes.plot(
        x + (next_x - x) * along, lane - rise, linestyle=style, color=colour, linewidth=2, zorder=2
    )
    if back:
        axes.plot((x + next_x) / 2, lane - LOOP, marker="<", markersize=6, color=colour, zorder=3)


def paths_told(data: pd.DataFrame) -> str:
    """Say each story's way in words."""
    told = []
    for story in dict.fromkeys(data.index):
        steps = data.loc[[story]]
        words = [
            (f"{reached} to " if reached else "")
            + cycle.removesuffix(" value").lower()
            + (f" ({HOPED})" if told_as == HOPED else "")
            + (f" [{stations}]" if stations else "")
            for cycle, told_as, stations, reached in zip(
                steps["Cycle"], steps["Told as"], steps["Stations"], steps["Reached"], strict=True
            )
        ]
        told.append(f"{story}: {', then '.join(words)}.")
    return " ".join(told)
