"""Two quarters, or two slices of the same quarters, side by side."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from copmetrics.accounts.account import ReportCell, ReportColumn, ReportFigure, ReportTable
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.chart_markers import marks_within
from copmetrics.accounts.quarter_figures import shown_cell
from copmetrics.community.community import Community
from copmetrics.community.series import PointUnit
from copmetrics.errors import ChoiceError
from copmetrics.evaluation.changes import side_by_side
from copmetrics.evaluation.share_parts import with_parts
from copmetrics.exploring.answers import answer
from copmetrics.exploring.figures import filter_words, left_out, title_of, value_key, value_name
from copmetrics.exploring.questions import Question, dimensions_of
from copmetrics.framework.basis import Basis
from copmetrics.measures.base import Measure
from copmetrics.quarters import label, name, parse
from copmetrics.schema import IndicatorRow
from copmetrics.units import (
    Unit,
    show,
    show_change,
    show_percent,
    shown_difference,
    shown_percent,
)

__all__ = ["Comparison", "two_quarters", "two_slices"]

MOST = 15
"""Bars that a picture shows."""


@dataclass(frozen=True)
class Pair:
    """The two values of one part, and how they differ."""

    part: str
    one: IndicatorRow | None
    other: IndicatorRow | None
    told: Mapping[str, object]
    """As `changes.side_by_side` has it."""

    @property
    def sides(self) -> dict[str, IndicatorRow | None]:
        """The two rows, by the columns of a comparison's table."""
        return {"one": self.one, "other": self.other}

    @property
    def cells(self) -> tuple[ReportCell, ReportCell]:
        """The two values as they are shown."""
        one, other = (None if row is None else shown_cell(row) for row in (self.one, self.other))
        return one, other


@dataclass(frozen=True)
class Comparison:
    """Two columns of values, their difference, and a picture.

    `table` has a row a part (a value of the dimension, or a quarter): `one`, `other`, `change`,
    `change_percent` (a fraction), `low`, `high` and `verdict`, as `changes.side_by_side` has them.
    """

    names: tuple[str, str]
    """What the two sides are called; they may have one name."""
    measure: Measure
    table: pd.DataFrame
    cells: tuple[tuple[ReportCell, ReportCell], ...]
    """The two values of each row as they are shown: `[c]` where withheld."""
    figure: ReportFigure

    @property
    def shown(self) -> pd.DataFrame:
        """The same table for the screen: each number as its unit has it, unknown ones empty."""
        unit = self.measure.unit
        columns = {
            "part": self.table["part"],
            "one": ["" if one is None else show(one, unit) for one, _ in self.cells],
            "other": ["" if other is None else show(other, unit) for _, other in self.cells],
            "difference": [_difference(row, unit) for row in self.table.to_dict("records")],
            "in words": self.table["verdict"],
        }
        headings = ["part", *self.names, "difference", "in words"]
        return pd.DataFrame(columns).set_axis(headings, axis=1)


def two_quarters(community: Community, asked: Question, one: str, other: str) -> Comparison:
    """Set one quarter beside another, whole or by one dimension."""
    if len(asked.by) > 1:
        raise ChoiceError("a choice of dimensions", " and ".join(asked.by), ("none", "one"))
    quarters = [parse(each, community.settings.calendar) for each in (one, other)]
    if quarters[0] == quarters[1]:
        others = [name(each) for each in community.quarters if each != quarters[0]]
        raise ChoiceError("another quarter", name(quarters[1]), others)
    asked_of_both = replace(
        asked, quarters=pd.PeriodIndex(sorted(set(quarters))), every=PointUnit.QUARTER
    )
    values = _values(community, asked_of_both)
    sides: list[dict[Hashable, IndicatorRow]] = [{}, {}]
    parts: dict[Hashable, str] = {}
    for row in values.to_dict("records"):
        part = value_key(row[asked.by[0]]) if asked.by else None
        parts[part] = value_name(part) if asked.by else "all"
        sides[quarters.index(row["quarter"])][part] = row
    wholes = _wholes(community, asked_of_both) if asked.by else {}
    beside = [wholes.get(each) for each in quarters]
    rows = _paired(parts, sides, beside, community.measures[asked.indicator])
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
    names = tuple(" or ".join(map(value_name, values)) for values in slices)
    sides: list[dict[Hashable, IndicatorRow]] = []
    for values in slices:
        where = {**asked.where, dimension: values}
        asked_of_slice = replace(asked, by=(), where=where, every=PointUnit.QUARTER)
        there = _values(community, asked_of_slice)
        sides.append({row["quarter"]: row for row in there.to_dict("records")})
    measure = community.measures[asked.indicator]
    parts: dict[Hashable, str] = {quarter: label(quarter) for side in sides for quarter in side}
    rows = _paired(parts, sides, (None, None), measure)
    what = f"two slices by {dimension}{filter_words(asked)}"
    return _comparison(rows, (names[0], names[1]), measure, what, asked.quarters)


def _values(community: Community, asked: Question) -> pd.DataFrame:
    """Return the values of an answer, with what a verdict on a share rests on."""
    values = answer(community, asked).values
    return with_parts(values, community.indicators_unchecked, by=asked.by, where=asked.where)


def _wholes(community: Community, asked: Question) -> dict[Hashable, IndicatorRow]:
    """Return what was asked for of each quarter, not by any dimension: there is a row of every quarter."""
    rows = answer(community, replace(asked, by=())).values.to_dict("records")
    return {row["quarter"]: row for row in rows}


def _paired(
    parts: Mapping[Hashable, str],
    sides: Sequence[Mapping[Hashable, IndicatorRow]],
    wholes: Sequence[IndicatorRow | None],
    measure: Measure,
) -> list[Pair]:
    """Put the two values of each part beside each other; `parts` are keys and what they are called.

    A part that a side has no row of had nothing there: 0 for a count, unknown for a rate, as the
    measure says; unknown where the value of the whole side is. `wholes` are these, where sides are in parts.
    """
    pairs = []
    for part, called in parts.items():
        one, other = (
            side.get(part) or _nothing(whole, measure)
            for side, whole in zip(sides, wholes, strict=True)
        )
        told = (
            side_by_side(one, other) if one and other else {"verdict": "one of them is not known"}
        )
        pairs.append(Pair(called, one, other, told))
    return pairs


def _nothing(whole: IndicatorRow | None, measure: Measure) -> IndicatorRow | None:
    """Return the value of a group that nobody of was there, from that of all groups together."""
    if whole is None or whole["basis"] == Basis.UNKNOWN:
        return None
    worth = float("nan") if measure.when_none is None else measure.when_none
    return {
        **whole,
        "value": worth,
        "numerator": float("nan"),
        "denominator": float("nan"),
        "status": "",
        "note": "nobody was there",
    }


def _comparison(
    pairs: Sequence[Pair],
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
                "part": pair.part,
                **{side: row and row["value"] for side, row in pair.sides.items()},
                **{each: pair.told.get(each) for each in numbers},
                "verdict": pair.told["verdict"],
            }
            for pair in pairs
        ],
        columns=["part", "one", "other", *numbers, "verdict"],
    )
    draw = (
        _marks(pairs, names, measure, what)
        if quarters is None
        else _lines(pairs, names, measure, what, quarters)
    )
    return Comparison(names, measure, table, tuple(pair.cells for pair in pairs), draw)


def _lines(
    pairs: Sequence[Pair],
    names: tuple[str, str],
    measure: Measure,
    what: str,
    quarters: pd.PeriodIndex,
) -> ReportFigure:
    data = _data("Quarter", pairs, names, measure, f"{measure.label}, {what}")
    return ReportFigure(
        "compared",
        _title(measure, names),
        data.title,
        ChartKind.LINES,
        data,
        marks=marks_within(measure.id, quarters),
    )


def _marks(
    pairs: Sequence[Pair], names: tuple[str, str], measure: Measure, what: str
) -> ReportFigure:
    data = _data("Part", pairs[:MOST], names, measure, f"{measure.label}, {what}")
    notes = left_out(len(data.rows), len(pairs) - len(data.rows))
    return ReportFigure(
        "compared", _title(measure, names), data.title, ChartKind.DOTS, data, notes=notes
    )


def _title(measure: Measure, names: tuple[str, str]) -> str:
    return title_of(measure, f"{names[0]} beside {names[1]}")


def _data(
    first: str,
    pairs: Sequence[Pair],
    names: tuple[str, str],
    measure: Measure,
    subtitle: str,
) -> ReportTable:
    columns = (ReportColumn(first), *(ReportColumn(name, measure.unit) for name in names))
    rows = tuple((pair.part, *pair.cells) for pair in pairs)
    return ReportTable("compared-data", subtitle, columns, rows)


def _difference(row: Mapping[Hashable, float], unit: Unit) -> str:
    """Write the difference of two values as they are shown; empty where they are not compared."""
    if pd.isna(row["change"]):
        return ""
    change = shown_difference(row["one"], row["other"], unit)
    percent = shown_percent(row["one"], row["other"], unit)
    known = bool(change) and pd.notna(row["change_percent"])
    return f"{show_change(change, unit)}{f' ({show_percent(percent)})' if known else ''}"
