"""The picture of an answer: lines, bars, marks or a control chart, and the words above it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from copmetrics.accounts.account import ReportCell, ReportColumn, ReportFigure, ReportTable
from copmetrics.accounts.chart_details import ControlPoint
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.chart_markers import marks_within, opens_notes
from copmetrics.accounts.control import control_figure, points_shown
from copmetrics.accounts.quarter_figures import shown_cell
from copmetrics.charts.frames import details_of
from copmetrics.community.community import Community
from copmetrics.community.series import PointUnit, series
from copmetrics.exploring.questions import Question
from copmetrics.framework.withheld import ShownAs
from copmetrics.measures.base import Measure
from copmetrics.quarters import label
from copmetrics.units import show

__all__ = [
    "NOT_KNOWN",
    "Drawn",
    "figure_for",
    "filter_words",
    "left_out",
    "named",
    "title_of",
    "value_key",
    "value_name",
]

SERIES = 4
"""How many lines or marks a picture tells apart."""
BARS = 15
NOT_KNOWN = "not known"
ONCE = ("event", "mailing")
"""Dimensions whose values are of one quarter each: no line joins them."""


@dataclass(frozen=True)
class Drawn:
    """A picture, and of each row and column of its numbers, which row of the values it shows.

    A control chart shows the points of a series, one after the other.
    """

    figure: ReportFigure
    shows: tuple[tuple[int | None, ...], ...] = ()
    points: pd.DataFrame | None = None
    """The points of a control chart, as `series.series` has them, with their `signal`."""


def figure_for(
    community: Community, asked: Question, measure: Measure, values: pd.DataFrame
) -> Drawn:
    """Draw what was asked: a control chart where it is by month, event or mailing, else by quarter.

    Of two dimensions marks, of one with a quarter a value bars, else lines.
    """
    if asked.every != PointUnit.QUARTER:
        if values["status"].eq(ShownAs.WITHHELD).any():
            told = f"Some of it is withheld, so there is no picture {asked.every} by {asked.every}."
            lines = _lines(asked, measure, values)
            noted = replace(lines.figure, notes=(*lines.figure.notes, told))
            return replace(lines, figure=noted)
        return _control(community, asked)
    if values.empty:
        return _nothing(asked, measure)
    if len(asked.by) == 2:
        return _by_two(asked, measure, values)
    if asked.by and (len(asked.quarters) == 1 or asked.by[0] in ONCE):
        return _bars(asked, measure, values)
    return _lines(asked, measure, values)


def _control(community: Community, asked: Question) -> Drawn:
    """A control chart of the series that was asked for, and its points with their signals."""
    whole = series(community, asked.indicator, asked.every, where=asked.where)
    last, many = asked.quarters[-1], len(asked.quarters)
    drawn = control_figure(
        community,
        asked.indicator,
        asked.every,
        where=asked.where,
        until=last,
        quarters=many,
        whole=whole,
    )
    figure = replace(drawn, subtitle=f"{drawn.subtitle}{filter_words(asked)}")
    signals = [str(each.signal) for each in details_of(figure, ControlPoint)]
    points = points_shown(whole, last, many).assign(signal=signals)
    return Drawn(figure, tuple((place,) for place in range(len(points))), points)


def _nothing(asked: Question, measure: Measure) -> Drawn:
    """Say that there is nothing of what was chosen, such as of a value that no event has."""
    subtitle = _subtitle(asked, measure)
    columns = (ReportColumn("Quarter"), ReportColumn(measure.label, measure.unit))
    rows = tuple((label(each), None) for each in asked.quarters)
    data = ReportTable("explored-data", subtitle, columns, rows)
    title = title_of(measure, "nothing of what was chosen")
    return Drawn(
        ReportFigure("explored", title, subtitle, ChartKind.LINES, data),
        tuple((None,) for _ in rows),
    )


def _lines(asked: Question, measure: Measure, values: pd.DataFrame) -> Drawn:
    """A line over the quarters, or one for each of the largest values of the dimension."""
    keys: list[str | None] = _largest(values, asked.by[0], SERIES, measure) if asked.by else [None]
    names = [value_name(key) for key in keys] if asked.by else [measure.label]
    found = _found(values, "quarter", *asked.by)
    shows = tuple(tuple(found.get((each, key)) for key in keys) for each in asked.quarters)
    rows = _rows(values, map(label, asked.quarters), shows)
    more = values[asked.by[0]].nunique(dropna=False) - len(keys) if asked.by else 0
    columns = (ReportColumn("Quarter"), *(ReportColumn(name, measure.unit) for name in names))
    first, last = asked.quarters[0].start_time.date(), asked.quarters[-1].end_time.date()
    figure = ReportFigure(
        "explored",
        _message(asked, measure, values),
        _subtitle(asked, measure),
        ChartKind.LINES,
        ReportTable("explored-data", _subtitle(asked, measure), columns, rows),
        marks=marks_within(asked.indicator, asked.quarters),
        notes=(*left_out(len(keys), more), *opens_notes(asked.indicator, first, last)),
    )
    return Drawn(figure, shows)


def _bars(asked: Question, measure: Measure, values: pd.DataFrame) -> Drawn:
    """A bar for each value of the dimension, each of which is of one quarter."""
    keys = _largest(values, asked.by[0], BARS, measure)
    found = _found(values, asked.by[0])
    shows = tuple((found.get((key, None)),) for key in keys)
    more = len(values) - len(keys)
    columns = (ReportColumn(asked.by[0].capitalize()), ReportColumn(measure.label, measure.unit))
    rows = _rows(values, map(value_name, keys), shows)
    figure = ReportFigure(
        "explored",
        _message(asked, measure, values),
        _subtitle(asked, measure),
        ChartKind.RANKED_BARS,
        ReportTable("explored-data", _subtitle(asked, measure), columns, rows),
        notes=left_out(len(keys), more),
    )
    return Drawn(figure, shows)


def _by_two(asked: Question, measure: Measure, values: pd.DataFrame) -> Drawn:
    """A mark for each pair of values in the last quarter asked for: never stacked, for distinct
    people of two groups do not add up."""
    last = values[values["quarter"].eq(asked.quarters[-1])]
    down, across = asked.by
    bars, marks = (
        _largest(last, each, most, measure) for each, most in ((down, BARS), (across, SERIES))
    )
    found = _found(last, down, across)
    shows = tuple(tuple(found.get((bar, mark)) for mark in marks) for bar in bars)
    rows = _rows(values, map(value_name, bars), shows)
    names = map(value_name, marks)
    columns = (
        ReportColumn(down.capitalize()),
        *(ReportColumn(name, measure.unit) for name in names),
    )
    more, more_across = (
        last[each].nunique(dropna=False) - len(drawn)
        for each, drawn in ((down, bars), (across, marks))
    )
    subtitle = _subtitle(asked, measure)
    figure = ReportFigure(
        "explored",
        _message(asked, measure, last),
        subtitle,
        ChartKind.DOTS,
        ReportTable("explored-data", subtitle, columns, rows),
        notes=(
            *left_out(len(bars), more, down),
            *left_out(len(marks), more_across, across),
        ),
    )
    return Drawn(figure, shows)


def named(values: pd.Series) -> pd.Series:
    """Name the values of a dimension; the unknown one too."""
    return values.astype("str").fillna(NOT_KNOWN)


def value_key(value: object) -> str | None:
    """Return a dimension's value as it is looked up: nothing where it is unknown."""
    return None if pd.isna(value) else str(value)


def value_name(key: str | None) -> str:
    """Return what a dimension's value is called; the unknown one too."""
    return key or NOT_KNOWN


def _largest(values: pd.DataFrame, dimension: str, most: int, measure: Measure) -> list[str | None]:
    """Return the values of a dimension with the largest numbers, those withheld last, by name then.

    A share, a mean or a median may be large where it is known once: of these, the ones known most often.
    """
    told = values.groupby(dimension, dropna=False)["value"].agg(["max", "count"])
    is_middle = measure.is_ratio or measure.is_median
    ranked = sorted(
        (
            not known,
            -known if is_middle else 0,
            -highest if known else 0.0,
            value_name(value_key(each)),
            place,
        )
        for place, (each, highest, known) in enumerate(told.itertuples())
    )
    return [value_key(told.index[place]) for *_, place in ranked[:most]]


def _found(
    values: pd.DataFrame, down: str, across: str = ""
) -> dict[tuple[object, str | None], int]:
    """Return in which row of the values each pair is: `down` is a dimension or `quarter`."""
    return {
        (
            row[down] if down == PointUnit.QUARTER else value_key(row[down]),
            value_key(row[across]) if across else None,
        ): place
        for place, row in zip(values.index, values.to_dict("records"), strict=True)
    }


def _rows(
    values: pd.DataFrame, names: Iterable[str], shows: Iterable[tuple[int | None, ...]]
) -> tuple[tuple[ReportCell, ...], ...]:
    """Return the rows of a picture's table: a name each, and what the values found are shown as."""
    cells = dict(zip(values.index, map(shown_cell, values.to_dict("records")), strict=True))
    return tuple(
        (name, *(None if place is None else cells[place] for place in places))
        for name, places in zip(names, shows, strict=True)
    )


def _message(asked: Question, measure: Measure, values: pd.DataFrame) -> str:
    """Say the last number, and where it came from; of several series only what they are."""
    if asked.by:
        return title_of(measure, f"by {' and '.join(asked.by)}")
    known = values.dropna(subset="value")
    if known.empty:
        return title_of(measure, _why_unknown(values.iloc[-1]))
    first, last = known.iloc[0], known.iloc[-1]
    said = f"{measure.label}: {measure.unit.of(last['value'])} in {label(last['quarter'])}"
    return (
        said
        if len(known) == 1
        else (f"{said}, {show(first['value'], measure.unit)} in {label(first['quarter'])}")
    )


def title_of(measure: Measure, words: str) -> str:
    """Return a picture's title: what is measured, and the words that say more."""
    return f"{measure.label}: {words}"


def _why_unknown(row: pd.Series) -> str:
    """Say why there is no number: it is withheld, or nobody knows it."""
    return str(shown_cell(row.to_dict()) or row["note"] or NOT_KNOWN)


def left_out(drawn: int, more: int, dimension: str = "") -> tuple[str, ...]:
    """Say that a picture has only some of the values, if so; of two dimensions, of which."""
    of = f" by {dimension}" if dimension else ""
    told = f"The picture has {drawn} of {drawn + more}{of}; the numbers have all."
    return (told,) if more > 0 else ()


def _subtitle(asked: Question, measure: Measure) -> str:
    span = label(asked.quarters[0])
    if len(asked.quarters) > 1:
        span = f"{span} to {label(asked.quarters[-1])}"
    if len(asked.by) == 2:
        span = label(asked.quarters[-1])
    return f"{measure.label}, {span}{filter_words(asked)}"


def filter_words(asked: Question) -> str:
    """Say what is kept, if not all is."""
    kept = [f"{name}: {', '.join(map(value_name, values))}" for name, values in asked.where.items()]
    return f" (only {'; '.join(kept)})" if kept else ""
