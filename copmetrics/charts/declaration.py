"""What a kind of chart is: one declaration a kind, from which all that shows it takes its part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from copmetrics.accounts.account import ReportFigure
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.mark_places import MarkSpan

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "BarShape",
    "ChartDeclaration",
    "Dash",
    "Native",
    "NativeChart",
    "NativeColours",
    "NativePoints",
    "NativeScatter",
    "NoNativeChart",
    "OnPhones",
    "PointSeries",
]


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


class Dash(StrEnum):
    """How a workbook's own chart draws a line, as Excel calls it."""

    SOLID = "solid"
    DASHES = "dash"
    DOTS = "sysDot"


@dataclass(frozen=True)
class PointSeries:
    """Points of one name in a workbook's own chart, or a line through them."""

    name: str
    across: Sequence[float]
    up: Sequence[float]
    dash: Dash | None = None
    """How the line is drawn; nothing for points."""
    colour: str = ""
    """In the place of the next one in turn."""


@dataclass(frozen=True)
class NativePoints:
    """A workbook's own chart of points and lines that are not all in its table, such as limits."""

    series: Callable[[ReportFigure], Sequence[PointSeries]]
    axes: Callable[[ReportFigure], tuple[str, str]]
    """What is across and what is up; an empty one is only a place, and has no numbers."""


@dataclass(frozen=True)
class NativeColours:
    """A grid that Excel has no chart of: in the table each number of one column is coloured by its size."""

    column: int
    """Which, from 1."""


@dataclass(frozen=True)
class NoNativeChart:
    """Why a workbook has the figure's table alone."""

    why: str


Native = NativeChart | NativeScatter | NativePoints | NativeColours | NoNativeChart
"""What a workbook makes of a figure beside its table."""


class OnPhones(StrEnum):
    """What somebody sees who has no room for the picture as wide as it is."""

    NARROW = "the picture drawn again, as narrow as a phone"
    ROWS = "its bars, each below its name and beside its number"


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
    native: Native
    most_series: int | None = None
    """How many columns of numbers it tells apart; nothing where it draws `details`."""
    marks: Callable[[ReportFigure], Iterable[MarkSpan]] = lambda figure: ()
    """Where its numbers are drawn, for pictures whose marks can be pressed; nothing where none can."""
    runs_down: bool = False
    """Whether its rows follow one another downwards, so that a marked day is a level line."""
    on_phones: OnPhones = OnPhones.NARROW
    narrow_height: Callable[[ReportFigure], float] | None = None
    """Inches of the picture for phones, where it is laid out otherwise than the wide one."""
