"""A chart of bars as rows, for whoever has no room for its picture: a name, and below it bars and numbers."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copmetrics.accounts.account import ReportFigure
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.frames import frame_of, missing_words, unit_of
from copmetrics.units import Unit, show

__all__ = ["Bar", "BarPart", "BarRow", "bar_rows"]


@dataclass(frozen=True)
class BarPart:
    """A part of a bar: of which series, from 0, and how long it is, in hundredths of the longest bar."""

    series: int
    length: float


@dataclass(frozen=True)
class Bar:
    """One bar: its parts, and what stands at its end."""

    parts: tuple[BarPart, ...]
    said: str


@dataclass(frozen=True)
class BarRow:
    """One category: its name, its bars, and of a bar of several parts what each is, by series."""

    name: str
    bars: tuple[Bar, ...]
    parts_said: tuple[tuple[int, str], ...] = ()


def bar_rows(figure: ReportFigure) -> tuple[BarRow, ...]:
    """Return the rows of a chart of bars or dots, in its order."""
    data, unit = frame_of(figure), unit_of(figure)
    is_whole = figure.kind == ChartKind.PARTED_BARS
    lengths = data.sum(axis=1) if is_whole else data.max(axis=1)
    longest = float(lengths.max()) or 1.0
    row_of = _parted if is_whole and data.shape[1] > 1 else _beside
    return tuple(row_of(data, place, longest, unit) for place in range(len(data)))


def _beside(data: pd.DataFrame, place: int, longest: float, unit: Unit) -> BarRow:
    """Return a row with a bar for each series, which has its name where there are several."""
    several = data.shape[1] > 1
    missing = missing_words(data, place)
    bars = []
    for series, (name, value) in enumerate(data.iloc[place].items()):
        number = missing if pd.isna(value) else show(float(value), unit)
        parts = () if pd.isna(value) else (BarPart(series, _length(value, longest)),)
        bars.append(Bar(parts, f"{number} {name}" if several else number))
    return BarRow(str(data.index[place]), tuple(bars))


def _parted(data: pd.DataFrame, place: int, longest: float, unit: Unit) -> BarRow:
    """Return a row with one bar, divided into the series, its whole at its end."""
    row = data.iloc[place]
    known = [(series, float(value)) for series, value in enumerate(row) if not pd.isna(value)]
    parts = tuple(BarPart(series, _length(value, longest)) for series, value in known if value)
    whole = show(float(row.sum()), unit) if known else missing_words(data, place)
    said = tuple((series, f"{data.columns[series]} {show(value, unit)}") for series, value in known)
    return BarRow(str(data.index[place]), (Bar(parts, whole),), said)


def _length(value: float, longest: float) -> float:
    return round(100 * float(value) / longest, 1)
