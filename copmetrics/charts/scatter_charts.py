"""Things placed on two scales: learning activities, and what indicators cost and support."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from copmetrics.accounts.chart_details import CostPlace, MapMark, MapPlace
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.axes_parts import is_narrow
from copmetrics.charts.declaration import ChartDeclaration, NativeScatter
from copmetrics.charts.frames import details_of
from copmetrics.charts.style import GRID, INK, LABELS, MUTED, PALETTE, SMALL, wrapped
from copmetrics.charts.words import why_no_details
from copmetrics.units import Unit, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ACTIVITY_MAP", "COST", "activity_map", "activity_map_alt_text", "cost", "cost_alt_text"]

EDGE = 3.0  # how far the map reaches beyond its scales of -2 to 2
INSIDE = 2.3  # the inner rectangle: what the community learns from itself
NEAR = 0.05  # of the widest: dots nearer than this are set above one another
STACKED = 0.42  # how far above, in users
BAND = 2.65  # the middle of the outer band: what it learns from outside
BELOW = 42  # letters of a line of the key below a narrow picture


def activity_map(places: Sequence[MapPlace], axes: Axes) -> Axes:
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
    narrow, clusters = is_narrow(axes), _marked(places, MapMark.ACTIVITY)
    for number, place in enumerate(clusters, start=1):
        _dot(place, axes)
        if narrow:
            _number(axes, number, _drawn_at(place), "white" if place.events > 0 else INK)
        else:
            _name(place, axes)
    if narrow:
        _key_below(axes, [_said(place) for place in clusters])
    _path(_marked(places, MapMark.QUARTER), axes)
    axes.set_xlim(-EDGE, EDGE)
    axes.set_ylim(EDGE, -EDGE)
    axes.set_xticks([-2, 2], ["learning from", "learning with"])
    axes.set_yticks([-2, 2], ["informal", "formal"])
    if narrow:
        first, last = axes.get_xticklabels()
        first.set_horizontalalignment("left")
        last.set_horizontalalignment("right")
        axes.tick_params(axis="y", labelrotation=90)
    axes.tick_params(axis="both", length=0, labelcolor=INK)
    axes.grid(visible=False)
    for side in axes.spines.values():
        side.set_visible(False)
    return axes


def _marked(places: Sequence[MapPlace], mark: MapMark) -> list[MapPlace]:
    return [place for place in places if place.mark is mark]


def _dot(place: MapPlace, axes: Axes) -> None:
    used = place.events > 0
    x, y = _drawn_at(place)
    axes.plot(
        x,
        y,
        linestyle="none",
        marker="s" if place.outside else "o",
        color=PALETTE[0],
        markersize=9 + 3.2 * place.events**0.5 if used else 13 if is_narrow(axes) else 7,
        clip_on=False,
        markerfacecolor=PALETTE[0] if used else "white",
    )


def _said(place: MapPlace) -> str:
    """Return the name of a cluster and how often it was used."""
    used = place.events > 0
    return f"{place.name} ({show(place.events, Unit.COUNT) if used else 'not used lately'})"


def _name(place: MapPlace, axes: Axes) -> None:
    used = place.events > 0
    x, y = _drawn_at(place)
    beside = abs(x) <= INSIDE  # in the narrow band at either side a name stands below
    right = x < 1.2
    axes.annotate(
        wrapped(_said(place), 22 if beside else 9, most=4),
        (x, y),
        xytext=((13 if right else -13), 0) if beside else (0, -13),
        textcoords="offset points",
        va="center" if beside else "top",
        fontsize=SMALL,
        color=INK if used else MUTED,
        zorder=6,
        ha="center" if not beside else "left" if right else "right",
    )


def _drawn_at(place: MapPlace) -> tuple[float, float]:
    """Return where a cluster is drawn: one with outside sources is moved out into the band."""
    x, y = place.from_with, place.informal_formal
    reach = max(abs(x), abs(y))
    if not place.outside:
        return x, y
    return (x * BAND / reach, y * BAND / reach) if reach else (-BAND, 0.0)


def _path(quarters: Sequence[MapPlace], axes: Axes) -> None:
    """Join the quarters' means by a line, the first and the last of them named."""
    x = [quarter.from_with for quarter in quarters]
    y = [quarter.informal_formal for quarter in quarters]
    axes.plot(x, y, color=PALETTE[1], linewidth=1.6, marker=".", markersize=7, zorder=4)
    for place in {0, len(quarters) - 1} if len(quarters) else ():
        last = place == len(quarters) - 1
        axes.annotate(
            quarters[place].name,
            (x[place], y[place]),
            fontsize=SMALL,
            xytext=(0, -11 if last else 11),
            textcoords="offset points",
            ha="center",
            va="center",
            color=LABELS[1],
            fontweight="bold" if last else "normal",
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
        )


def activity_map_alt_text(places: Sequence[MapPlace]) -> str:
    """Say where each cluster lies, and how the quarters' mean moved."""
    told = [
        f"{place.name}: {Unit.EVENTS.of(place.events)}, {_where(place)}"
        for place in _marked(places, MapMark.ACTIVITY)
    ]
    quarters = _marked(places, MapMark.QUARTER)
    way = ""
    if quarters:
        first, last = quarters[0], quarters[-1]
        way = f" The mean event was {_where(first)} in {first.name}"
        way += f", and {_where(last)} in {last.name}." if len(quarters) > 1 else "."
    return f"{'; '.join(told)}.{way}"


def _where(place: MapPlace) -> str:
    return (
        f"at {show(place.from_with, Unit.DECIMAL)} from learning from to learning with, "
        f"{show(place.informal_formal, Unit.DECIMAL)} from informal to formal"
    )


def cost(places: Sequence[CostPlace], axes: Axes) -> Axes:
    """Draw each indicator by the minutes it takes and by how many stories and constituencies use it.

    Each dot has a number, and the numbers a key; dots of one place stand above one another.
    """
    from matplotlib.ticker import MaxNLocator  # late: the words need no drawing

    widest = max(place.minutes for place in places) or 1.0
    taken: list[tuple[float, float]] = []
    for number, place in enumerate(places, start=1):
        x, y = place.minutes, place.uses
        above = sum(abs(x - other) < widest * NEAR and y == level for other, level in taken)
        taken.append((x, y))
        axes.plot(
            x, y + above * STACKED, marker="o", markersize=14, color=PALETTE[0], clip_on=False
        )
        _number(axes, number, (x, y + above * STACKED), "white")
    names = [place.name for place in places]
    if is_narrow(axes):
        _key_below(axes, names)
    else:
        _key(axes, names, width=40, at=(1.03, 1.0), down=0, linespacing=1.75)
    axes.set_xlim(-widest * NEAR if is_narrow(axes) else 0, widest * 1.06)
    axes.set_ylim(-0.6, (max(place.uses for place in places) or 1) + 0.9)
    axes.set_xlabel("Minutes a quarter to collect it")
    axes.set_ylabel("Stories and constituencies that use it")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    return axes


def _number(axes: Axes, number: int, at: tuple[float, float], color: str) -> None:
    """Write a number into a dot, which a key names."""
    axes.annotate(
        str(number),
        at,
        ha="center",
        va="center",
        color=color,
        fontsize=SMALL,
        fontweight="bold",
        zorder=6,
    )


def _key_below(axes: Axes, names: Sequence[str]) -> None:
    """Name the numbers of dots below a narrow picture and what its axes are."""
    _key(axes, names, width=BELOW, at=(-0.06, 0.0), down=44, linespacing=1.5)


def _key(
    axes: Axes,
    names: Sequence[str],
    *,
    width: int,
    at: tuple[float, float],
    down: float,
    linespacing: float,
) -> None:
    lines = [
        wrapped(f"{number}  {name}", width, most=2) for number, name in enumerate(names, start=1)
    ]
    axes.annotate(
        "\n".join(lines),
        at,
        xycoords="axes fraction",
        xytext=(0, -down),
        textcoords="offset points",
        va="top",
        fontsize=SMALL,
        color=INK,
        linespacing=linespacing,
        annotation_clip=False,
    )


def _key_height(names: Sequence[str]) -> float:
    """Return how many inches the key below a narrow picture takes, with the axis above it."""
    lines = sum(1 + wrapped(f"99  {name}", BELOW, most=2).count("\n") for name in names)
    return 0.6 + lines * SMALL * 1.65 / 72


def cost_alt_text(places: Sequence[CostPlace]) -> str:
    """Say of each indicator what it takes and what uses it."""
    told = [
        f"{place.name}: {Unit.MINUTES.of(place.minutes)}, used by {show(place.uses, Unit.COUNT)}"
        for place in places
    ]
    return f"{'; '.join(told)}."


ACTIVITY_MAP: Final = ChartDeclaration(
    kind=ChartKind.ACTIVITY_MAP,
    use="learning activities between from and with, informal and formal",
    table="a row a kind of activity or a quarter, with its place",
    draw=lambda figure, axes: activity_map(details_of(figure, MapPlace), axes),
    alt_text=lambda figure: activity_map_alt_text(details_of(figure, MapPlace)),
    why_not=why_no_details,
    height=lambda figure: 5.0,
    native=NativeScatter(),
    narrow_height=lambda figure: (
        2.8 + _key_height(list(map(_said, _marked(details_of(figure, MapPlace), MapMark.ACTIVITY))))
    ),
)
COST: Final = ChartDeclaration(
    kind=ChartKind.COST,
    use="what indicators take beside what uses them",
    table="a row an indicator: minutes a quarter, and how many use it",
    draw=lambda figure, axes: cost(details_of(figure, CostPlace), axes),
    alt_text=lambda figure: cost_alt_text(details_of(figure, CostPlace)),
    why_not=why_no_details,
    height=lambda figure: 1.6 + 0.27 * max(len(figure.details), 6),
    native=NativeScatter(),
    narrow_height=lambda figure: (
        2.2 + _key_height([place.name for place in details_of(figure, CostPlace)])
    ),
)
