"""A figure's numbers as a frame: a row a category, a column a series; and which are withheld."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from copmetrics.accounts.account import ReportFigure
from copmetrics.framework.withheld import MARK
from copmetrics.units import Unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "details_of",
    "each_known",
    "frame_of",
    "missing_words",
    "series_drawn",
    "unit_of",
    "withheld_rows",
]

WITHHELD = "withheld"
T = TypeVar("T")


def frame_of(figure: ReportFigure) -> pd.DataFrame:
    """Return a figure's series as a frame, with the words of its table as index and columns.

    Two rows or two series may have the same words: go by their places. What is withheld is
    unknown in it; which rows have something withheld is kept beside it.
    """
    names = [column.label for column in figure.data.columns]
    categories = [row[0] for row in figure.data.rows]
    cells = pd.DataFrame([row[1:] for row in figure.data.rows], columns=range(len(names) - 1))
    marked = cells.map(lambda cell: isinstance(cell, str)).any(axis=1)
    plain = cells.map(lambda cell: float("nan") if isinstance(cell, str) else cell)
    numbers = plain.astype("float64").set_axis(names[1:], axis=1)
    numbers.index = pd.Index(categories, name=names[0])
    numbers.attrs[WITHHELD] = [place for place, each in enumerate(marked) if each]
    return numbers


def withheld_rows(data: pd.DataFrame) -> list[int]:
    """Return which rows of a figure's frame have something withheld."""
    found: list[int] = data.attrs.get(WITHHELD, [])
    return found


def missing_words(data: pd.DataFrame, row: int) -> str:
    """Say why a row has no number: it is withheld, or nobody knows it."""
    return MARK if row in withheld_rows(data) else "not known"


def unit_of(figure: ReportFigure) -> Unit:
    """Return the unit of a figure's series: one chart has one."""
    return figure.data.columns[1].unit


def details_of(figure: ReportFigure, kind: type[T]) -> list[T]:
    """Return what a figure is drawn from, of the type that its kind of chart needs."""
    return [each for each in figure.details if isinstance(each, kind)]


def each_known(figure: ReportFigure) -> Iterator[tuple[int, int, float]]:
    """Go through a figure's numbers: the row, the column among those of numbers, and the number."""
    for row, cells in enumerate(figure.data.rows):
        for column, cell in enumerate(cells[1:]):
            if isinstance(cell, (int, float)) and cell == cell:
                yield row, column, float(cell)


def series_drawn(
    draw: Callable[[pd.DataFrame, Axes, Unit], Axes],
) -> Callable[[ReportFigure, Axes], Axes]:
    """Return a drawing of a figure, from one of a frame of series and their unit."""
    return lambda figure, axes: draw(frame_of(figure), axes, unit_of(figure))
