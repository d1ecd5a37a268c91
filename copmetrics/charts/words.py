"""What a chart says to somebody who cannot see it, from the same numbers; or why there is none."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.accounts.account import Headline, ReportFigure
from copmetrics.charts.frames import frame_of, unit_of, withheld_rows
from copmetrics.framework.withheld import MARK
from copmetrics.units import Unit, as_shown, join_words, show

__all__ = [
    "NOTHING",
    "bars_alt_text",
    "no_trend",
    "series_alt_text",
    "sparkline_alt_text",
    "told_series",
    "why_no_bars",
    "why_no_columns",
    "why_no_details",
    "why_no_trend",
]

NOTHING = "There is nothing to draw yet."
FEW = 12
"""How many bars are read out one by one."""
TIED: Final = 2
"""So many quarters, or points, in which a series is highest, or lowest, are named."""


def why_no_bars(figure: ReportFigure) -> str:
    """Return the sentence instead of bars: nothing is known, or all of it is 0."""
    data = frame_of(figure)
    return _nothing_known(data) or _flat(data)


def why_no_columns(figure: ReportFigure) -> str:
    """Return the sentence instead of columns in time: as for a trend, or all of it is 0."""
    return why_no_trend(figure) or _flat(frame_of(figure))


def why_no_trend(figure: ReportFigure) -> str:
    """Return the sentence instead of a trend: nothing is known, or a single point."""
    return no_trend(frame_of(figure), unit_of(figure))


def no_trend(data: pd.DataFrame, unit: Unit) -> str:
    """Return why series make no trend; empty where they make one."""
    if instead := _nothing_known(data):
        return instead
    known = data[data.notna().any(axis=1)]
    if len(known) > 1:
        return ""
    numbers = known.iloc[0].dropna()
    said = [f"{name}: {show(abs(value), unit)}" for name, value in numbers.items()]
    if withheld_rows(data):
        others = "the others are withheld to protect small numbers, or not known"
        return f"Only {known.index[0]} is shown ({join_words(said)}): {others}."
    return f"Only {known.index[0]} is known ({join_words(said)}): one point makes no trend."


def _nothing_known(data: pd.DataFrame) -> str:
    if data.empty:
        return NOTHING
    if data.notna().any(axis=None):
        return ""
    if withheld_rows(data):
        return "All of it is withheld to protect small numbers, so there is no chart."
    return "Nothing is known of any of it, so there is no chart."


def _flat(data: pd.DataFrame) -> str:
    if data.abs().sum().sum():
        return ""
    if withheld_rows(data):
        return "What is not withheld to protect small numbers is 0, so there is nothing to draw."
    what = "What is known of it" if data.isna().any(axis=None) else "All of it"
    return f"{what} is 0, so there is nothing to draw."


def why_no_details(figure: ReportFigure) -> str:
    """Return the sentence instead of a picture that is drawn from its details."""
    return "" if figure.details else NOTHING


def series_alt_text(figure: ReportFigure) -> str:
    """Say every series of a figure by quarter, and which quarters are not known."""
    return told_series(frame_of(figure), unit_of(figure))


def told_series(data: pd.DataFrame, unit: Unit, *, each: str = "quarter") -> str:
    """Say first, last, highest and lowest of every series; unknown quarters, or points, by name."""
    parts = []
    for name, values in data.items():
        known = values.dropna().abs()
        if known.empty:
            parts.append(f"{name}: {'no number is shown' if withheld_rows(data) else 'not known'}.")
            continue
        first, last = known.iloc[0], known.iloc[-1]
        if known.min() == known.max():
            parts.append(f"{name}: {show(first, unit)} in every {each} known.")
            continue
        parts.append(
            f"{name}: {show(first, unit)} in {known.index[0]}, {show(last, unit)} in "
            f"{known.index[-1]}; highest {show(known.max(), unit)} ({_where(known, known.max(), unit)}), "
            f"lowest {show(known.min(), unit)} ({_where(known, known.min(), unit)})."
        )
    hidden = withheld_rows(data)
    empty = [place for place, unknown in enumerate(data.isna().all(axis=1)) if unknown]
    missing = [str(data.index[place]) for place in empty if place not in hidden]
    withheld = [str(data.index[place]) for place in hidden]
    parts += [f"Not known: {join_words(missing)}."] if missing else []
    parts += [f"Withheld to protect small numbers: {join_words(withheld)}."] if withheld else []
    return " ".join(parts)


def _where(known: pd.Series, value: float, unit: Unit) -> str:
    """Name where a series is at a value; what is shown alike is a tie, and of many the first is named."""
    alike = known.map(lambda each: as_shown(each, unit)).eq(as_shown(value, unit))
    names = [str(each) for each in known.index[alike]]
    return join_words(names if len(names) <= TIED else [names[0], f"{len(names) - 1} others"])


def bars_alt_text(figure: ReportFigure) -> str:
    """Say every bar while they are few; else the first ones and how many more there are."""
    data, unit = frame_of(figure), unit_of(figure)
    told = []
    hidden = withheld_rows(data)
    for place, (category, row) in enumerate(data.head(FEW).iterrows()):
        numbers = [
            (f"{name} " if data.shape[1] > 1 else "") + _said(value, unit, place in hidden)
            for name, value in row.items()
        ]
        told.append(f"{category}: {', '.join(numbers)}")
    more = len(data) - FEW
    return "; ".join(told) + (f"; and {more} more in the table." if more > 0 else ".")


def _said(value: float, unit: Unit, withheld: bool) -> str:
    if pd.isna(value):
        return "withheld" if withheld else "not known"
    return show(float(value), unit)


def sparkline_alt_text(headline: Headline) -> str:
    """Say a small trend in a sentence."""
    known = [
        (quarter, value) for quarter, value in headline.trend if isinstance(value, int | float)
    ]
    hidden = sum(value == MARK for _, value in headline.trend)
    if not known:
        return f"{headline.label}: {'no quarter shown' if hidden else 'no quarter known'}"
    if len(known) == 1:
        return f"{headline.label}: {show(known[0][1], headline.unit)} in {known[0][0]} only"
    (first_quarter, first), (last_quarter, last) = known[0], known[-1]
    values = [value for _, value in known]
    gaps = len(headline.trend) - len(known) - hidden
    span = f"from {show(first, headline.unit)} in {first_quarter} to {show(last, headline.unit)}"
    between = f"between {show(min(values), headline.unit)} and {show(max(values), headline.unit)}"
    of_all = f"of {len(headline.trend)} quarters"
    missing = f"; {gaps} {of_all} not known" if gaps else ""
    missing += f"; {hidden} {of_all} withheld to protect small numbers" if hidden else ""
    marked = "".join(f"; marked: {each.label}" for each in headline.marks)
    return f"{headline.label}, {span} in {last_quarter}, {between}{missing}{marked}"
