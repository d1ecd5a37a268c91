"""Two quarters, or two slices of the same quarters, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from copmetrics.accounts.account import ReportCell, ReportColumn, ReportFigure, ReportTable
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.chart_markers import marks_within
from copmetrics.accounts.quarter_figures import shown_cell
from copmetrics.community.community import Community
from copmetrics.errors import ChoiceError
from copmetrics.evaluation.changes import side_by_side
from copmetrics.exploring.answers import NOT_KNOWN, answer, filter_words, named, title_of
from copmetrics.exploring.questions import Question, dimensions_of
from copmetrics.framework.basis import Basis
from copmetrics.measures.base import Measure
from copmetrics.quarters import label, name, parse
from copmetrics.units import Unit, show, show_change, show_percent

__all__ = ["Comparison", "two_quarters", "two_slices"]

MOST = 15
"""Bars that a picture shows."""


@dataclass(frozen=True)
class Comparison:
    """Two columns of values, their difference, and a picture.

    `table` has a row a part (a value of the dimension, or a quarter): `one`, `other`, `change`,
    `change_percent` (a fraction), `low`, `high` and `verdict`, as `changes.side_by_side` has them.
    """

    names: tuple[str, str]
    measure: Measure
    table: pd.DataFrame
    cells: tuple[tuple[ReportCell, ReportCell], ...]
    """The two values of each row as they are shown: `[c]` where withheld."""
    figure: ReportFigure

    @property
    def shown(self) -> pd.DataFrame:
        """The same table for the screen: each number as its unit has it, unknown ones empty."""
        unit = self.measure.unit
        changes = zip(self.table["change"], self.table["change_percent"], strict=True)
        return pd.DataFrame(
            {
                "part": self.table["part"],
                self.names[0]: ["" if one is None else show(one, unit) for one, _ in self.cells],
                self.names[1]: [
                    "" if other is None else show(other, unit) for _, other in self.cells
                ],
                "difference": [
                    "" if pd.isna(each) else _difference(each, share, unit)
                    for each, share in changes
                ],
                "in words": self.table["verdict"],
            }
        )


def two_quarters(community: Community, asked: Question, one: str, other: str) -> Comparison:
    """Set one quarter beside another, whole or by one dimension."""
    if len(asked.by) > 1:
        raise ChoiceError("a choice of dimensions", " and ".join(asked.by), ("none", "one"))
    quarters = [parse(each, community.settings.calendar) for each in (one, other)]
    if quarters[0] == quarters[1]:
        others = [name(each) for each in community.quarters if each != quarters[0]]
        raise ChoiceError("another quarter", name(quarters[1]), others)
    asked_of_both = replace(asked, quarters=pd.PeriodIndex(sorted(set(quarters))), every="quarter")
    values = answer(community, asked_of_both).values
    parts = named(values[asked.by[0]]) if asked.by else pd.Series("all", index=values.index)
    rows = _paired(
        values.assign(part=parts), quarters, "quarter", community.measures[asked.indicator]
    )
    names = (label(quarters[0]), label(quarters[1]))
    what = f"two quarters{filter_words(asked)}"
    return _comparison(rows, names, community.measures[asked.indicator], what)


def two_slices(
    community: Community,
    asked: Question,
    dimension: str,
    one: Iterable[str | None],
    other: Iterable[str | None],
) -> Comparison:
    """Set two slices beside each other, quarter by quarter: each some values of one dimension."""
    if dimension not in dimensions_of(asked.indicator):
        raise ChoiceError(
            f"a dimension of {asked.indicator}", dimension, dimensions_of(asked.indicator)
        )
    slices = (tuple(one), tuple(other))
    names = tuple(" or ".join(each or NOT_KNOWN for each in values) for values in slices)
    parts = []
    for side, values in zip(names, slices, strict=True):
        where = {**asked.where, dimension: values}
        there = answer(community, replace(asked, by=(), where=where, every="quarter")).values
        parts.append(there.assign(slice=side, part=[label(each) for each in there["quarter"]]))
    measure = community.measures[asked.indicator]
    rows = _paired(pd.concat(parts, ignore_index=True), names, "slice", measure)
    what = f"two slices by {dimension}{filter_words(asked)}"
    return _comparison(rows, (names[0], names[1]), measure, what, asked.quarters)


def _paired(
    values: pd.DataFrame, sides: Sequence[Any], column: str, measure: Measure
) -> list[dict[str, Any]]:
    """Put the two values of each part beside each other.

    A part that a side has no row of had nothing there: 0 for a count, unknown for a rate, as the
    measure says; unknown where nothing at all is known of that side.
    """
    by_key = {(row[column], row["part"]): row for row in values.to_dict("records")}
    any_of = {row[column]: row for row in values.to_dict("records")}
    rows = []
    for part in dict.fromkeys(values["part"]):
        one, other = (
            by_key.get((each, part)) or _nothing(any_of.get(each), measure) for each in sides
        )
        told = (
            side_by_side(one, other) if one and other else {"verdict": "one of them is not known"}
        )
        rows.append({"part": part, "one": one, "other": other, **told})
    return rows


def _nothing(beside: Mapping[str, Any] | None, measure: Measure) -> dict[str, Any] | None:
    """Return the value of a group that nobody of was there, from a row of another group."""
    if beside is None or beside["basis"] == Basis.UNKNOWN:
        return None
    worth = float("nan") if measure.when_none is None else measure.when_none
    nothing = dict.fromkeys(("numerator", "denominator"), float("nan"))
    return {**beside, **nothing, "value": worth, "status": "", "note": "nobody was there"}


def _comparison(
    rows: Sequence[Mapping[str, Any]],
    names: tuple[str, str],
    measure: Measure,
    what: str,
    quarters: pd.PeriodIndex | None = None,
) -> Comparison:
    """Put the sides into a table and a picture: lines where the parts are `quarters`."""
    numbers = ("change", "change_percent", "low", "high")
    table = pd.DataFrame(
        [
            {
                "part": row["part"],
                **{side: _number(row[side]) for side in ("one", "other")},
                **{each: row.get(each) for each in numbers},
                "verdict": row["verdict"],
            }
            for row in rows
        ],
        columns=["part", "one", "other", *numbers, "verdict"],
    )
    draw = (
        _marks(rows, names, measure, what)
        if quarters is None
        else _lines(rows, names, measure, what, quarters)
    )
    cells = tuple((_cell(row["one"]), _cell(row["other"])) for row in rows)
    return Comparison(names, measure, table, cells, draw)


def _lines(
    rows: Sequence[Mapping[str, Any]],
    names: tuple[str, str],
    measure: Measure,
    what: str,
    quarters: pd.PeriodIndex,
) -> ReportFigure:
    data = _data("Quarter", rows, names, measure, f"{measure.label}, {what}")
    return ReportFigure(
        "compared",
        _title(measure, names),
        data.title,
        ChartKind.LINES,
        data,
        marks=marks_within(measure.id, quarters),
    )


def _marks(
    rows: Sequence[Mapping[str, Any]], names: tuple[str, str], measure: Measure, what: str
) -> ReportFigure:
    more = f"; {len(rows) - MOST} more in the table" if len(rows) > MOST else ""
    data = _data("Part", rows[:MOST], names, measure, f"{measure.label}, {what}{more}")
    return ReportFigure("compared", _title(measure, names), data.title, ChartKind.DOTS, data)


def _title(measure: Measure, names: tuple[str, str]) -> str:
    return title_of(measure, f"{names[0]} beside {names[1]}")


def _data(
    first: str,
    rows: Sequence[Mapping[str, Any]],
    names: tuple[str, str],
    measure: Measure,
    subtitle: str,
) -> ReportTable:
    columns = (ReportColumn(first), *(ReportColumn(name, measure.unit) for name in names))
    cells = tuple((row["part"], _cell(row["one"]), _cell(row["other"])) for row in rows)
    return ReportTable("compared-data", subtitle, columns, cells)


def _difference(change: float, share: float | None, unit: Unit) -> str:
    percent = "" if share is None or pd.isna(share) or not change else f" ({show_percent(share)})"
    return f"{show_change(change, unit)}{percent}"


def _cell(row: Mapping[str, Any] | None) -> ReportCell:
    return None if row is None else shown_cell(row)


def _number(row: Mapping[str, Any] | None) -> float | None:
    return None if row is None else row["value"]
