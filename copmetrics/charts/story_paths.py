"""The matrix as a picture: each story a path across the cycles, indicators as stations on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from copmetrics.accounts.account import ReportFigure
from copmetrics.accounts.chart_details import HOPED, PathStep
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.axes_parts import is_narrow
from copmetrics.charts.declaration import ChartDeclaration, NoNativeChart
from copmetrics.charts.frames import details_of
from copmetrics.charts.style import GRID, INK, MUTED, PALETTE, SMALL, wrapped
from copmetrics.charts.words import why_no_details
from copmetrics.framework.cycles import Cycle, CycleSet, cycles_of
from copmetrics.framework.stories import Sign
from copmetrics.value.journeys import StepLink

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PATHS", "paths", "paths_alt_text"]

LOOP = 0.34  # lanes that the way back of a loop rises above its story's lane
SAG = 0.12  # lanes that other legs to the left hang below it
CORE = cycles_of(CycleSet.CORE5)
MARKERS: Final[Mapping[Sign | None, str]] = {Sign.NEGATIVE: "v", Sign.MIXED: "D", Sign.NONE: "s"}
NAME = 0.5  # lanes that a story's name stands above its own, where it is not beside it
STATION = 0.24  # columns between the marks of stories that tell two things of one cycle


def paths(steps: Sequence[PathStep], axes: Axes) -> Axes:
    """Draw a lane a story: full dots are reported, hollow ones hoped for, what did not go well has a mark
    of its own, dashes are gaps, arcs lead back, and a number in a square is the indicator that the story
    passes there."""
    told = {step.cycle for step in steps}
    cycles = [each for each in Cycle if each in CORE or each in told]
    places = {cycle: place for place, cycle in enumerate(cycles)}
    stories = _stories(steps)
    for lane, story in enumerate(stories):
        axes.axhline(lane, color=GRID, linewidth=0.7, zorder=0)
        _lane(story, lane, places, axes)
    for place in range(len(cycles)):
        axes.axvline(place, color=GRID, linewidth=0.7, zorder=0)
    _name_stories([story[0].title for story in stories], axes)
    axes.set_xticks(range(len(cycles)), [wrapped(each.label, 12) for each in cycles])
    axes.tick_params(axis="both", length=0, labelcolor=INK)
    if is_narrow(axes):
        crowded = len(cycles) > len(CORE)
        axes.tick_params(axis="x", labelsize=SMALL, labelrotation=90 if crowded else 0)
    axes.xaxis.tick_top()
    axes.set_xlim(-0.4, len(cycles) - 0.6)
    axes.set_ylim(len(stories) - 0.5, -0.85 if is_narrow(axes) else -0.75)
    axes.grid(visible=False)
    for side in axes.spines.values():
        side.set_visible(False)
    return axes


def _name_stories(titles: Sequence[str], axes: Axes) -> None:
    """Name each lane at its left, or above it where there is no room beside it."""
    if not is_narrow(axes):
        axes.set_yticks(range(len(titles)), [wrapped(each, 30, most=2) for each in titles])
        return
    axes.set_yticks([])
    for lane, title in enumerate(titles):
        axes.annotate(
            wrapped(title, 40, most=1), (-0.4, lane - NAME), va="center", color=INK, zorder=5
        )


def _stories(steps: Sequence[PathStep]) -> list[list[PathStep]]:
    """Return the steps of each story, by its short name; the stories in the order of the steps."""
    by_story: dict[str, list[PathStep]] = {}
    for step in steps:
        by_story.setdefault(step.story, []).append(step)
    return list(by_story.values())


def _lane(steps: Sequence[PathStep], lane: int, places: Mapping[Cycle, int], axes: Axes) -> None:
    """Draw one story's way: its lines first, then its dots and stations."""
    points = list(zip(_points(steps, places), steps, strict=True))
    for (x, step), (next_x, following) in pairwise(points):
        _stretch(x, next_x, lane, axes, step.hoped or following.hoped, following.step_link)
    for x, step in points:
        axes.plot(
            x,
            lane,
            marker=MARKERS.get(step.sign, "o"),
            markersize=10,
            color=PALETTE[0],
            zorder=3,
            clip_on=False,
            markerfacecolor="white" if step.hoped else PALETTE[0],
            markeredgewidth=1.8,
        )
        if step.stations:
            axes.annotate(
                step.station_numbers,
                (x, lane),
                xytext=(-3, 11),
                textcoords="offset points",
                fontsize=SMALL,
                fontweight="bold",
                color=INK,
                va="center",
                zorder=4,
                bbox={"facecolor": "white", "edgecolor": PALETTE[1], "pad": 1.6, "linewidth": 1.2},
            )


def _points(steps: Sequence[PathStep], places: Mapping[Cycle, int]) -> list[float]:
    """Put each step at its cycle; a cycle told twice has its marks side by side."""
    cycles = [step.cycle for step in steps]
    return [
        places[cycle] + cycles[:place].count(cycle) * STATION for place, cycle in enumerate(cycles)
    ]


def _stretch(x: float, next_x: float, lane: int, axes: Axes, hoped: bool, link: StepLink) -> None:
    """Draw the way to the next step.

    It is straight, dotted to what is hoped for, dashed over a gap, an arc leading back.
    """
    import numpy as np

    back, gap = link is StepLink.LOOP, link is StepLink.GAP
    style = (0, (1, 1.6)) if hoped else (0, (4, 3)) if gap else "-"
    colour = MUTED if gap or hoped else PALETTE[2] if back else PALETTE[0]
    # what goes back to a side cycle or from one is no loop: it dips a little under its lane
    high = LOOP if back else -SAG if next_x < x else 0.0
    along = np.linspace(0, 1, 24 if high else 2)
    rise = high * np.sin(np.pi * along)
    axes.plot(
        x + (next_x - x) * along, lane - rise, linestyle=style, color=colour, linewidth=2, zorder=2
    )
    if back:
        axes.plot((x + next_x) / 2, lane - LOOP, marker="<", markersize=6, color=colour, zorder=3)


def paths_alt_text(steps: Sequence[PathStep]) -> str:
    """Say each story's way in words."""
    return " ".join(
        f"{story[0].title}: {', then '.join(map(_step_words, story))}." for story in _stories(steps)
    )


def _step_words(step: PathStep) -> str:
    reached = f"{step.reached} to " if step.reached else ""
    told = HOPED if step.hoped else step.sign.words if step.sign else ""
    how = f" ({told})" if told else ""
    passed = f" [{step.station_numbers}]" if step.stations else ""
    return f"{reached}{step.cycle.adjective}{how}{passed}"


def _height(figure: ReportFigure) -> float:
    stories = {step.story for step in details_of(figure, PathStep)}
    return 0.9 + 0.5 * max(len(stories), 2)


PATHS: Final = ChartDeclaration(
    kind=ChartKind.PATHS,
    use="the way of each story across the cycles of value",
    table="a row a step, in the order told",
    draw=lambda figure, axes: paths(details_of(figure, PathStep), axes),
    alt_text=lambda figure: paths_alt_text(details_of(figure, PathStep)),
    why_not=why_no_details,
    height=_height,
    native=NoNativeChart("Excel has no chart of ways that branch off and lead back"),
)
