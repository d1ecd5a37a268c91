"""The week as a grid: days down, hours across, in each cell a number and of how many it tells.

On a phone the days go across, of which there are seven at the most, and the hours down.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from copmetrics.accounts.account import ReportFigure
from copmetrics.accounts.chart_details import WEEKDAYS, Slot
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.axes_parts import is_narrow
from copmetrics.charts.declaration import ChartDeclaration, NativeColours
from copmetrics.charts.frames import details_of
from copmetrics.charts.style import GRID, INK, MUTED, SMALL
from copmetrics.charts.words import NOTHING
from copmetrics.units import UNKNOWN, Unit, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["RAMP", "SLOTS", "slots", "slots_alt_text"]

WORKING: Final = 5
"""So many days are drawn in any case: those of a working week."""
CROWDED: Final = 12
"""More hours than this are named by their number alone."""
SHORT: Final = 3
"""So many letters of a day stand over its column where there is little room."""
RAMP: Final = (("#EAF1F8", INK), ("#B9D3EA", INK), ("#2073BC", "white"), ("#12436D", "white"))
"""Cells from least to most, each with the ink that passes 4.5:1 on it; a number says it too."""


def slots(told: Sequence[Slot], axes: Axes, unit: Unit) -> Axes:
    """Draw a cell for each day and hour there is anything of; too few are a dash and their number."""
    there = {slot.day for slot in told}
    days = [day for day in range(len(WEEKDAYS)) if day in there or day < WORKING]
    hours = _hours(told)
    narrow = is_narrow(axes)
    crowded = len(hours) > CROWDED or narrow
    most = max((slot.value for slot in told if slot.value is not None), default=0.0)
    for slot in told:
        place = (hours.index(slot.hour), days.index(slot.day))
        x, y = reversed(place) if narrow else place
        _cell(axes, x, y, slot, most, unit, crowded=crowded)
    named = (
        [f"{hour:02d}" if crowded and not narrow else _clock(hour) for hour in hours],
        [WEEKDAYS[day][: SHORT if narrow else None] for day in days],
    )
    across, down = reversed(named) if narrow else named
    axes.set_xlim(-0.5, len(across) - 0.5)
    axes.set_ylim(len(down) - 0.5, -0.5)
    axes.set_xticks(range(len(across)), across)
    axes.set_yticks(range(len(down)), down)
    axes.set_xticks([place - 0.5 for place in range(len(across) + 1)], minor=True)
    axes.set_yticks([place - 0.5 for place in range(len(down) + 1)], minor=True)
    axes.grid(visible=False)
    axes.grid(visible=True, which="minor", axis="both", color=GRID, linewidth=0.8)
    axes.tick_params(axis="both", which="both", length=0, labelcolor=INK)
    axes.xaxis.tick_top()
    for side in axes.spines.values():
        side.set_visible(False)
    return axes


def _hours(told: Sequence[Slot]) -> range:
    return range(min(slot.hour for slot in told), max(slot.hour for slot in told) + 1)


def _clock(hour: int) -> str:
    return f"{hour:02d}:00"


def _cell(
    axes: Axes, x: int, y: int, slot: Slot, most: float, unit: Unit, *, crowded: bool
) -> None:
    """Draw one cell; where there are many hours its number alone, what it is of is in the table."""
    from matplotlib.patches import Rectangle

    value = slot.value
    colour, ink = ("white", MUTED) if value is None else RAMP[_shade(value, most)]
    if value is not None:
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
    axes.text(
        x,
        y if crowded else y - 0.14,
        UNKNOWN if value is None else show(value, unit),
        ha="center",
        va="center",
        color=ink,
        fontsize=SMALL if crowded else 10,
        fontweight="normal" if value is None else "bold",
        zorder=4,
    )
    if crowded:
        return
    axes.text(
        x,
        y + 0.26,
        f"of {show(float(slot.count), Unit.COUNT)}",
        ha="center",
        va="center",
        color=ink,
        fontsize=SMALL,
        zorder=4,
    )


def _shade(value: float, most: float) -> int:
    """Return the place of a number in the ramp, from nothing to the most of any cell."""
    return min(int(value / most * len(RAMP)), len(RAMP) - 1) if most else 0


def slots_alt_text(told: Sequence[Slot]) -> str:
    """Say each slot that is told, and how many are not."""
    known = [
        f"{_named(slot)}: {show(slot.value, Unit.COUNT)} (of {show(float(slot.count), Unit.COUNT)})"
        for slot in told
        if slot.value is not None
    ]
    few = [_named(slot) for slot in told if slot.value is None]
    parts = [f"{'; '.join(known)}."] if known else []
    parts += [f"Too few to tell: {', '.join(few)}."] if few else []
    return " ".join(parts)


def _named(slot: Slot) -> str:
    return f"{WEEKDAYS[slot.day]} from {_clock(slot.hour)}"


def _why_not(figure: ReportFigure) -> str:
    told = details_of(figure, Slot)
    if told and all(slot.value is None for slot in told):
        return "No slot has enough to tell anything yet, so there is no chart."
    return "" if told else NOTHING


SLOTS: Final = ChartDeclaration(
    kind=ChartKind.SLOTS,
    use="a number for each day and hour of the week",
    table="a row a slot: day, hour, the number, and of how many it tells",
    draw=lambda figure, axes: slots(details_of(figure, Slot), axes, figure.data.columns[2].unit),
    alt_text=lambda figure: slots_alt_text(details_of(figure, Slot)),
    why_not=_why_not,
    height=lambda figure: 0.5 + 0.42 * max(len({s.day for s in details_of(figure, Slot)}), 5),
    native=NativeColours(column=3),
    narrow_height=lambda figure: 0.5 + 0.3 * max(len(_hours(details_of(figure, Slot))), 4),
)
