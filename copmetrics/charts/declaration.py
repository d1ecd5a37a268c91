"""What a kind of chart is: one declaration a kind, from which all that shows it takes its part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from copmetrics.accounts.account import ReportFigure
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.mark_places import MarkSpan

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["BarShape", "ChartDeclaration", "NativeChart", "NativeScatter", "NoNativeChart"]


class BarShape(StrEnum):
    """Which way the bars of a workbook's own chart go, or that it has a line."""

    LINE = "line"
    COLUMN = "col"
    BAR = "bar"


@dataclass(frozen=True)
class NativeChart:
    """How a workbook draws the same figure itself, from the cells of its sheet."""

    shape: BarShape
    stacked: bool = False
    numbered: bool = False
    """Whether each bar has its number."""
    key: bool = True
    lines_beside: bool = False
    """Whether the series after the first are what it is judged by: lines without points, thin."""


@dataclass(frozen=True)
class NativeScatter:
    """A workbook's own chart of points: the second column of the table across, the third one up.

    Excel names no points from cells, but series: so each row is one, named in the key by its first cell.
    """


@dataclass(frozen=True)
class NoNativeChart:
    """Why a workbook has the figure's table alone."""

    why: str


@dataclass(frozen=True)
class ChartDeclaration:
    """One kind of chart: how it is drawn, what it says in words, its table, its limits."""

    kind: ChartKind
    use: str
    """What it is for, for whoever chooses one."""
    table: str
    """What a row and what a column of the figure's table are."""
    draw: Callable[[ReportFigure, Axes], Axes]
    alt_text: Callable[[ReportFigure], str]
    """The numbers in words, for somebody who cannot see the picture."""
    why_not: Callable[[ReportFigure], str]
    """The sentence that takes the picture's place where there is nothing to draw; else empty."""
    height: Callable[[ReportFigure], float]
    """Inches, by how much is in it."""
    native: NativeChart | NativeScatter | NoNativeChart
    most_series: int | None = None
    """How many columns of numbers it tells apart; nothing where it draws `details`."""
    marks: Callable[[ReportFigure], Iterable[MarkSpan]] = lambda figure: ()
    """Where its numbers are drawn, for pictures whose marks can be pressed; nothing where none can."""
    runs_down: bool = False
    """Whether its rows follow one another downwards, so that a marked day is a level line."""
    through_time: bool = False
    """Whether time goes from left to right, so that what is newest is at the right end."""
