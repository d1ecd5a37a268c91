"""The small trend beside a headline: a line, its last known point, and a dash where a day is marked.

It has no axes and no text, so it is written as it stands: setting up axes took longer than all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from copmetrics.charts.style import INK, PALETTE

__all__ = ["sparkline", "sparkline_within"]

WIDTH, HEIGHT = 108.0, 28.8
"""Points."""
LEFT, RIGHT, TOP, BOTTOM = 2.2, 102.6, 1.4, 27.4
"""Where the line may go: at its right its last point needs room."""
SIDES: Final = 0.05
"""Of the line's length: what is left free before and after it."""
ROOM: Final = 0.2
"""Of the line's height: what is left free above and below it."""


def sparkline(values: Sequence[float | None], marks: Sequence[float] = ()) -> str:
    """Draw values in order of time, two of them known at the least, as SVG; unknown ones are gaps."""
    known = {place: value for place, value in enumerate(values) if value is not None}
    across = _scale([*known, *marks], SIDES, LEFT, RIGHT)
    up = _scale(list(known.values()), ROOM, BOTTOM, TOP)
    drawn = [f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="white"/>']
    for place in marks:
        x = across(place)
        drawn.append(
            f'<path d="M {x} {BOTTOM} V {TOP}" stroke="{INK}" stroke-width="0.8" '
            'stroke-dasharray="1.2 1.2"/>'
        )
    drawn.append(
        f'<path d="{_path(values, across, up)}" fill="none" stroke="{PALETTE[0]}" stroke-width="1.6" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )
    last = max(known)
    drawn.append(
        f'<circle cx="{across(last)}" cy="{up(known[last])}" r="2.5" fill="{PALETTE[1]}" '
        f'stroke="{INK}" stroke-width="0.6"/>'
    )
    size = f'width="{WIDTH:g}pt" height="{HEIGHT:g}pt" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(drawn)}</svg>\n'


def sparkline_within(values: Sequence[float | None]) -> str:
    """Draw values as `sparkline` does, as the lines of SVG of a page whose style gives them their looks.

    A page of two hundred communities has thousands: each as a picture of its own, it opened too slowly.
    """
    known = {place: value for place, value in enumerate(values) if value is not None}
    across = _scale([*known], SIDES, LEFT, RIGHT)
    up = _scale(list(known.values()), ROOM, BOTTOM, TOP)
    last = max(known)
    return (
        f'<path d="{_path(values, across, up)}"/>'
        f'<circle cx="{across(last)}" cy="{up(known[last])}" r="2.5"/>'
    )


Scale = Callable[[float], str]
"""From a number to where it stands, in points."""


def _scale(numbers: Sequence[float], free: float, first: float, last: float) -> Scale:
    """Lay numbers out from one point to another, with some room left at both ends."""
    low, high = float(min(numbers)), float(max(numbers))
    room = (high - low) * free or 1.0
    length = high - low + 2 * room
    return lambda number: f"{first + (last - first) * (number - low + room) / length:.2f}"


def _path(values: Sequence[float | None], across: Scale, up: Scale) -> str:
    """Join values that follow one another."""
    parts = []
    for is_known, run in groupby(enumerate(values), key=lambda each: each[1] is not None):
        if is_known:
            points = [f"{across(place)} {up(value)}" for place, value in run if value is not None]
            parts.append(f"M {' L '.join(points)}")
    return " ".join(parts)
