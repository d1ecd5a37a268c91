"""Where in a picture each number is drawn: for a page on which the marks can be pressed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Bbox

__all__ = ["MarkPlace", "MarkShape", "MarkSpan", "places_of"]


class MarkShape(StrEnum):
    """What a number is drawn as: a bar is as large as its number, a point and a dot are not."""

    POINT = "point"
    """Its neighbours are at its left and right: it may be pressed anywhere halfway to them."""
    DOT = "dot"
    BAR = "bar"


@dataclass(frozen=True)
class MarkSpan:
    """One number of a figure, by row and column of numbers, and from where to where it is drawn.

    `across` and `up` are in the numbers of the axes.
    """

    row: int
    column: int
    across: tuple[float, float]
    up: tuple[float, float]
    shape: MarkShape


@dataclass(frozen=True)
class MarkPlace:
    """One number of a figure, and where in its picture it is: 0 to 1 from the left and from the top."""

    row: int
    column: int
    x: float
    y: float
    width: float
    height: float
    shape: MarkShape


def places_of(
    spans: Iterable[MarkSpan], axes: Axes, picture: Bbox, inch: float
) -> tuple[MarkPlace, ...]:
    """Return where the marks of laid out axes are in a picture of them.

    `picture` is the part of the canvas that is shown, in inches of so many dots.
    """
    return tuple(_place(each, axes, picture, inch) for each in spans)


def _place(span: MarkSpan, axes: Axes, picture: Bbox, inch: float) -> MarkPlace:
    """Return the middle and size of one mark."""
    corners = list(zip(span.across, span.up, strict=True))
    (left, low), (right, high) = axes.transData.transform(corners) / inch
    return MarkPlace(
        span.row,
        span.column,
        x=float(((left + right) / 2 - picture.x0) / picture.width),
        y=float((picture.y1 - (low + high) / 2) / picture.height),
        width=float(abs(right - left) / picture.width),
        height=float(abs(high - low) / picture.height),
        shape=span.shape,
    )
