"""Communities beside one another: a strip of dots a row, and a funnel of shares with the limits of chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from copmetrics.accounts.account import ReportFigure
from copmetrics.accounts.chart_details import FunnelLine, FunnelPoint, StripRow
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.axes_parts import BAR_HEIGHT, is_narrow
from copmetrics.charts.declaration import (
    ChartDeclaration,
    Dash,
    NativePoints,
    PointSeries,
)
from copmetrics.charts.frames import details_of, unit_of
from copmetrics.charts.style import GRID, INK, MUTED, PALETTE, SMALL, wrapped
from copmetrics.charts.words import why_no_details
from copmetrics.evaluation.funnel import Place
from copmetrics.units import Unit, join_words, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["FUNNEL", "STRIP", "funnel", "funnel_alt_text", "stacked", "strip", "strip_alt_text"]

_MARKS: Final = {
    Place.WITHIN: ("o", PALETTE[0], "white"),
    Place.BETWEEN: ("o", PALETTE[0], PALETTE[0]),
    Place.BEYOND: ("D", PALETTE[1], PALETTE[1]),
}
"""How a share is drawn by where it lies: its shape, its edge, its face."""
_MANY: Final = 40
"""Rows with more dots than this have small ones."""
_PLACES: Final = 60
"""So many places lie beside one another in a strip: dots in one are stacked."""
_STEP, _ROOM = 0.13, 0.7
"""How far apart dots of a stack are, and how high a stack may be, where rows are 1 apart."""
_MARGIN: Final = 0.06
"""Of the axis, beside the outermost dots."""


def strip(rows: Sequence[StripRow], axes: Axes, unit: Unit) -> Axes:
    """Draw a row of open dots for each category, stacked where they meet, and a line at its middle one."""
    widest = max(max(each.values) for each in rows) or 1.0
    size = 8 if max(len(each.values) for each in rows) <= _MANY else 5
    for place, row in enumerate(rows):
        axes.plot(
            row.values,
            [place + up for up in stacked(row.values, widest / _PLACES)],
            linestyle="none",
            marker="o",
            markersize=size,
            markerfacecolor="none",
            markeredgecolor=PALETTE[0],
            markeredgewidth=1.4,
            clip_on=False,
        )
        axes.plot([row.middle] * 2, [place - 0.32, place + 0.32], color=PALETTE[1], linewidth=2.4)
        axes.annotate(
            show(row.middle, unit),
            (row.middle, place - 0.34),
            xytext=(0, 1),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=SMALL,
            color=INK,
        )
    axes.set_yticks(
        range(len(rows)),
        [
            wrapped(f"{each.name} ({len(each.values)})", 14 if is_narrow(axes) else 30, most=3)
            for each in rows
        ],
    )
    axes.tick_params(axis="y", labelcolor=INK)
    axes.grid(axis="x", visible=True)
    axes.grid(axis="y", visible=True)
    axes.set_xlim(0, widest * (1 + _MARGIN))
    axes.set_ylim(len(rows) - 0.4, -0.75)
    return axes


def stacked(values: Sequence[float], width: float) -> list[float]:
    """Return how far up each dot is drawn so that those within a width of one another can be counted.

    The rows of a strip are 1 apart; a stack is in the middle of its row, whatever the order of the values.
    """
    places = [int(each // width) for each in values]
    often, met = Counter(places), Counter[int]()
    ups = []
    for place in places:
        step = min(_STEP, _ROOM / often[place])
        ups.append((met[place] - (often[place] - 1) / 2) * step)
        met[place] += 1
    return ups


def strip_alt_text(rows: Sequence[StripRow], unit: Unit) -> str:
    """Say of each category how many dots it has, from where to where, and its middle."""
    told = [
        f"{each.name}: {len(each.values)} communities, from {show(each.values[0], unit)} to "
        f"{show(each.values[-1], unit)}, the middle one {show(each.middle, unit)}"
        for each in rows
    ]
    return f"{'; '.join(told)}."


def funnel(lines: Sequence[FunnelLine], points: Sequence[FunnelPoint], axes: Axes) -> Axes:
    """Draw shares by how many they are of, and the limits that get narrower to the right.

    The dots beyond the outer limits have their names: nothing else is marked, and nothing is ranked.
    """
    sizes = [each.whole for each in lines]
    axes.axhline(lines[0].centre, color=INK, linewidth=1)
    _limits(axes, sizes, [each.inner for each in lines], MUTED, "--", 1, "95 in 100")
    _limits(axes, sizes, [each.outer for each in lines], MUTED, "-", 1, "998 in 1,000")
    wide = [each.wide for each in lines if each.wide is not None]
    if wide:
        _limits(axes, sizes, wide, PALETTE[2], ":", 1.8, "as much wider\nas they differ")
    for point in points:
        marker, edge, face = _MARKS[point.place]
        axes.plot(
            point.whole,
            point.share,
            linestyle="none",
            marker=marker,
            markersize=8,
            markerfacecolor=face,
            markeredgecolor=edge,
            markeredgewidth=1.4,
            clip_on=False,
            zorder=3,
        )
    _names([each for each in points if each.place is Place.BEYOND], axes, max(sizes))
    _scales(axes, lines, points)
    if is_narrow(axes):
        axes.legend(
            loc="upper left", bbox_to_anchor=(-0.1, -0.1), fontsize=SMALL, frameon=False, ncols=1
        )
    return axes


def _limits(
    axes: Axes,
    sizes: Sequence[float],
    ranges: Sequence[tuple[float, float]],
    color: str,
    line: str,
    width: float,
    name: str,
) -> None:
    """Draw the two sides of limits, and name them at the right end of the upper one."""
    for side in zip(*ranges, strict=True):
        axes.plot(sizes, side, color=color, linestyle=line, linewidth=width, zorder=1)
    if is_narrow(axes):  # a key below has its name
        axes.plot(
            [], [], color=color, linestyle=line, linewidth=width, label=name.replace("\n", " ")
        )
        return
    axes.annotate(
        name,
        (sizes[-1], ranges[-1][1]),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        fontsize=SMALL,
        color=MUTED,
        annotation_clip=False,
    )


def _names(points: Sequence[FunnelPoint], axes: Axes, widest: float) -> None:
    for point in points:
        right = point.whole < widest * 0.6
        axes.annotate(
            wrapped(point.name, 16 if is_narrow(axes) else 28, most=2),
            (point.whole, point.share),
            xytext=(9 if right else -9, 0),
            textcoords="offset points",
            ha="left" if right else "right",
            va="center",
            fontsize=SMALL,
            color=INK,
            zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.8},
        )


def _scales(axes: Axes, lines: Sequence[FunnelLine], points: Sequence[FunnelPoint]) -> None:
    """Let the axes reach over all dots and the limits beside them, and name them."""
    from matplotlib.ticker import FuncFormatter  # late: the words need no drawing

    shares = [each.share for each in points]
    ends = [end for each in lines for end in (each.wide or each.outer)]
    low, high = min(*shares, *ends), max(*shares, *ends)
    room = max((high - low) * _MARGIN, 0.01)
    axes.set_ylim(max(low - room, -0.01), min(high + room, 1.01))
    sizes = [each.whole for each in lines]
    width = max(sizes) - min(sizes) or max(sizes)
    axes.set_xlim(min(sizes) - _MARGIN * width, max(sizes) + _MARGIN * width)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: show(value, Unit.WHOLE_SHARE)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: show(value, Unit.COUNT)))
    axes.spines["left"].set_visible(True)
    axes.grid(axis="y", color=GRID)


def funnel_alt_text(lines: Sequence[FunnelLine], points: Sequence[FunnelPoint]) -> str:
    """Say what all have together, how many lie where, and which are beyond the limits."""
    beyond = [each for each in points if each.place is Place.BEYOND]
    between = sum(each.place is Place.BETWEEN for each in points)
    within = len(points) - len(beyond) - between
    said = (
        f"All together {show(lines[0].centre, Unit.WHOLE_SHARE)}. Of {len(points)} communities {within} lie "
        f"within the inner limits, {between} between these and the outer ones, {len(beyond)} beyond"
    )
    if not beyond:
        return f"{said}."
    named = join_words([f"{each.name} ({show(each.share, Unit.WHOLE_SHARE)})" for each in beyond])
    return f"{said}: {named}."


def _strip_series(figure: ReportFigure) -> list[PointSeries]:
    """Return the dots of each category and the line at its middle one, as a workbook draws them."""
    rows = details_of(figure, StripRow)
    widest = max(max(each.values) for each in rows) or 1.0
    found = []
    for place, row in enumerate(rows):
        # the first row is uppermost, as in the picture, on an axis that counts upwards
        lane = len(rows) - place
        ups = [lane - up for up in stacked(row.values, widest / _PLACES)]
        middle = f"{row.name}, the middle one"
        found += [
            PointSeries(row.name, row.values, ups),
            PointSeries(middle, [row.middle] * 2, [lane - 0.32, lane + 0.32], Dash.SOLID, INK),
        ]
    return found


def _funnel_series(figure: ReportFigure) -> list[PointSeries]:
    """Return the dots, those beyond the limits each by its name, and the limits, as a workbook draws them."""
    lines, points = details_of(figure, FunnelLine), details_of(figure, FunnelPoint)
    sizes = [each.whole for each in lines]
    wide = [each.wide for each in lines if each.wide is not None]
    limits = [
        ("95 in 100", [each.inner for each in lines], Dash.DASHES),
        ("998 in 1,000", [each.outer for each in lines], Dash.SOLID),
        *([("as much wider as they differ", wide, Dash.DOTS)] if wide else []),
    ]
    found = [PointSeries("All together", sizes, [each.centre for each in lines], Dash.SOLID, INK)]
    for name, ranges, dash in limits:
        for side, ends in zip(("from", "to"), zip(*ranges, strict=True), strict=True):
            found.append(PointSeries(f"{name}, {side}", sizes, ends, dash, MUTED))
    for place, colour in ((Place.WITHIN, PALETTE[0]), (Place.BETWEEN, PALETTE[2])):
        there = [each for each in points if each.place is place]
        across, up = [each.whole for each in there], [each.share for each in there]
        found += [PointSeries(str(place), across, up, colour=colour)] if there else []
    found += [
        PointSeries(each.name, [each.whole], [each.share], colour=PALETTE[1])
        for each in points
        if each.place is Place.BEYOND
    ]
    return found


def _strip_height(figure: ReportFigure) -> float:
    return 0.75 + 1.5 * BAR_HEIGHT * max(len(details_of(figure, StripRow)), 2)


STRIP: Final = ChartDeclaration(
    kind=ChartKind.STRIP,
    use="a number of each community, by category: how they spread, and none ranked",
    table="a row a category and community, with its number",
    draw=lambda figure, axes: strip(details_of(figure, StripRow), axes, unit_of(figure)),
    alt_text=lambda figure: strip_alt_text(details_of(figure, StripRow), unit_of(figure)),
    why_not=why_no_details,
    height=_strip_height,
    native=NativePoints(_strip_series, lambda figure: (figure.data.columns[1].label, "")),
)

FUNNEL: Final = ChartDeclaration(
    kind=ChartKind.FUNNEL,
    use="a share of each community, with how far chance takes one of so many",
    table="a row a community: its share, of how many it is, and where it lies",
    draw=lambda figure, axes: funnel(
        details_of(figure, FunnelLine), details_of(figure, FunnelPoint), axes
    ),
    alt_text=lambda figure: funnel_alt_text(
        details_of(figure, FunnelLine), details_of(figure, FunnelPoint)
    ),
    why_not=why_no_details,
    height=lambda figure: 4.2,
    native=NativePoints(
        _funnel_series,
        lambda figure: (figure.data.columns[2].label, figure.data.columns[1].label),
    ),
)
