"""An answer: the numbers that a question asks for, one picture of them, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from copmetrics.accounts.account import Cell, Column, Figure, Table
from copmetrics.accounts.chart_details import ControlPoint
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.chart_markers import marks_within, opens_notes
from copmetrics.accounts.control import control_figure, points_told
from copmetrics.accounts.facts import shown_cell
from copmetrics.charts.frames import details_of
from copmetrics.community.community import Community
from copmetrics.community.series import series
from copmetrics.exploring.questions import QUARTER, Question
from copmetrics.exploring.small_group_filter import values_inside
from copmetrics.measures.base import Measure
from copmetrics.quarters import label
from copmetrics.units import Unit, show

__all__ = ["NOT_KNOWN", "Answer", "answer", "filter_words", "named", "title_of"]

SERIES = 4
"""How many lines or marks a picture tells apart."""
BARS = 15
NOT_KNOWN = "not known"
ONCE = ("event", "mailing")
"""Dimensions whose values are of one quarter each: no line joins them."""


@dataclass(frozen=True)
class Answer:
    """What was asked, the values (one row each, with their `status`) and a picture of them."""

    question: Question
    measure: Measure
    values: pd.DataFrame
    figure: Figure
    points: pd.DataFrame | None = None
    """The points of a control chart, as `series.series` has them, with their `signal`."""

    @property
    def meaning(self) -> str:
        """What the number means, and what to be careful about."""
        return f"{self.measure.meaning} {self.measure.caveat}".strip()

    @property
    def table(self) -> pd.DataFrame:
        """The values as a table to look at: quarters by their labels, numbers still numbers.

        Of a control chart it has a row a point.
        """
        if self.points is not None:
            told = self.points.rename(columns={"label": self.question.every})
            return told[[self.question.every, *self._numbers(told), "signal", "basis", "note"]]
        shown = self.values.assign(
            quarter=[label(each) for each in self.values["quarter"]],
            **{each: named(self.values[each]) for each in self.question.by},
        )
        return shown[["quarter", *self.question.by, *self._numbers(shown), "basis", "note"]]

    @staticmethod
    def _numbers(rows: pd.DataFrame) -> list[str]:
        """Return the columns of numbers that have any."""
        parts = [each for each in ("numerator", "denominator") if rows[each].notna().any()]
        return ["value", *parts]

    @property
    def shown(self) -> pd.DataFrame:
        """The same table for the screen: each number as its unit has it, unknown ones empty."""
        rows = self.values if self.points is None else self.points
        cells = [shown_cell(row) for row in rows.to_dict("records")]
        texts = ["" if each is None else show(each, self.measure.unit) for each in cells]
        whole = {
            name: [show(each, Unit.COUNT) if pd.notna(each) else "" for each in self.table[name]]
            for name in ("numerator", "denominator")
            if name in self.table
        }
        return self.table.assign(value=texts, **whole)


def answer(community: Community, asked: Question) -> Answer:
    """Answer a question: as exact as those who lead the community may see it.

    Few people of an organisation, profession or role are withheld: see `inside`.
    """
    values = values_inside(community, asked)
    measure = community.measures[asked.indicator]
    figure = _figure(community, asked, measure, values)
    points = _points(community, asked, figure) if figure.kind == ChartKind.XMR else None
    return Answer(asked, measure, values, figure, points)


def _points(community: Community, asked: Question, figure: Figure) -> pd.DataFrame:
    """Return the points that a control chart draws, each with what it is called there."""
    whole = series(community, asked.indicator, asked.every, where=asked.where)
    points = points_told(whole, asked.quarters[-1], len(asked.quarters))
    return points.assign(signal=[str(each.signal) for each in details_of(figure, ControlPoint)])


def _figure(
    community: Community, asked: Question, measure: Measure, values: pd.DataFrame
) -> Figure:
    if asked.every != QUARTER:
        if values["status"].eq("c").any():
            told = f"Some of it is withheld, so there is no chart with a point a {asked.every}."
            lines = _lines(asked, measure, values)
            return replace(lines, notes=(*lines.notes, told))
        drawn = control_figure(
            community,
            asked.indicator,
            asked.every,
            where=asked.where,
            until=asked.quarters[-1],
            quarters=len(asked.quarters),
        )
        return replace(drawn, subtitle=f"{drawn.subtitle}{filter_words(asked)}")
    if len(asked.by) == 2:
        return _by_two(asked, measure, values)
    if asked.by and (len(asked.quarters) == 1 or asked.by[0] in ONCE):
        return _bars(asked, measure, values)
    return _lines(asked, measure, values)


def _lines(asked: Question, measure: Measure, values: pd.DataFrame) -> Figure:
    """A line over the quarters, or one for each of the largest values of the dimension."""
    keys: list[str | None] = _largest(values, asked.by[0], SERIES) if asked.by else [None]
    names = [value_name(key) for key in keys] if asked.by else [measure.label]
    cells = _cells(values, "quarter", *asked.by)
    rows = tuple(
        (label(quarter), *(cells.get((quarter, key)) for key in keys)) for quarter in asked.quarters
    )
    more = values[asked.by[0]].nunique(dropna=False) - len(keys) if asked.by else 0
    columns = (Column("Quarter"), *(Column(name, measure.unit) for name in names))
    return Figure(
        "explored",
        _message(asked, measure, values),
        _subtitle(asked, measure, more),
        ChartKind.LINES,
        Table("explored-data", _subtitle(asked, measure, more), columns, rows),
        marks=marks_within(asked.indicator, asked.quarters),
        notes=opens_notes(
            asked.indicator, asked.quarters[0].start_time.date(), asked.quarters[-1].end_time.date()
        ),
    )


def _bars(asked: Question, measure: Measure, values: pd.DataFrame) -> Figure:
    """A bar for each value of the dimension, each of which is of one quarter."""
    keys = _largest(values, asked.by[0], BARS)
    cells = _cells(values, asked.by[0])
    more = len(values) - len(keys)
    columns = (Column(asked.by[0].capitalize()), Column(measure.label, measure.unit))
    rows = tuple((value_name(key), cells.get((key, None))) for key in keys)
    return Figure(
        "explored",
        _message(asked, measure, values),
        _subtitle(asked, measure, more),
        ChartKind.RANKED_BARS,
        Table("explored-data", _subtitle(asked, measure, more), columns, rows),
    )


def _by_two(asked: Question, measure: Measure, values: pd.DataFrame) -> Figure:
    """A mark for each pair of values in the last quarter asked for: never stacked, for distinct
    people of two groups do not add up."""
    last = values[values["quarter"].eq(asked.quarters[-1])]
    down, across = asked.by
    bars, marks = _largest(last, down, BARS), _largest(last, across, SERIES)
    cells = _cells(last, down, across)
    rows = tuple((value_name(bar), *(cells.get((bar, mark)) for mark in marks)) for bar in bars)
    names = map(value_name, marks)
    columns = (Column(down.capitalize()), *(Column(name, measure.unit) for name in names))
    more = last[down].nunique(dropna=False) - len(bars)
    more_across = last[across].nunique(dropna=False) - len(marks)
    subtitle = _subtitle(asked, measure, more + more_across)
    return Figure(
        "explored",
        _message(asked, measure, last),
        subtitle,
        ChartKind.DOTS,
        Table("explored-data", subtitle, columns, rows),
    )


def named(values: pd.Series) -> pd.Series:
    """Name the values of a dimension; the unknown one too."""
    return values.astype("str").fillna(NOT_KNOWN)


def value_key(value: object) -> str | None:
    """Return a dimension's value as it is looked up: nothing where it is unknown."""
    return None if pd.isna(value) else str(value)


def value_name(key: str | None) -> str:
    """Return what a dimension's value is called; the unknown one too."""
    return key or NOT_KNOWN


def _largest(values: pd.DataFrame, dimension: str, most: int) -> list[str | None]:
    """Return the values of a dimension with the largest numbers, those withheld last, by name then."""
    highest = values.groupby(dimension, dropna=False)["value"].max()
    ranked = sorted(
        (pd.isna(value), -value if pd.notna(value) else 0.0, value_name(value_key(each)), place)
        for place, (each, value) in enumerate(highest.items())
    )
    return [value_key(highest.index[place]) for *_, place in ranked[:most]]


def _cells(
    values: pd.DataFrame, down: str, across: str = ""
) -> dict[tuple[object, str | None], Cell]:
    """Return what each pair of values is shown as: `down` is a dimension or `quarter`."""
    cells: dict[tuple[object, str | None], Cell] = {}
    for row in values.to_dict("records"):
        key = row[down] if down == QUARTER else value_key(row[down])
        cells[key, value_key(row[across]) if across else None] = shown_cell(row)
    return cells


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


def _subtitle(asked: Question, measure: Measure, more: int) -> str:
    span = label(asked.quarters[0])
    if len(asked.quarters) > 1:
        span = f"{span} to {label(asked.quarters[-1])}"
    if len(asked.by) == 2:
        span = label(asked.quarters[-1])
    rest = f"; {more} more in the table" if more > 0 else ""
    return f"{measure.label}, {span}{filter_words(asked)}{rest}"


def filter_words(asked: Question) -> str:
    """Say what is kept, if not all is."""
    kept = [
        f"{name}: {', '.join(each or NOT_KNOWN for each in values)}"
        for name, values in asked.where.items()
    ]
    return f" (only {'; '.join(kept)})" if kept else ""
