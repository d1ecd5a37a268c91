"""What a chart says to somebody who cannot see it, from the same numbers; or why there is none."""

from __future__ import annotations

import pandas as pd

from copmetrics.accounts.account import Headline, ReportFigure
from copmetrics.charts.control import control_told
from copmetrics.charts.scatter_charts import activity_map_told, cost_told
from copmetrics.charts.story_paths import paths_told
from copmetrics.charts.time_slots import slots_told
from copmetrics.units import Unit, join_words, show

__all__ = ["alt_text", "frame_of", "sparkline_alt", "unit_of", "why_not", "withheld_rows"]

PLACED = {
    "paths": paths_told,
    "activity_map": activity_map_told,
    "cost": cost_told,
    "slots": slots_told,
}
"""Charts whose data are more than numbers by category, and how each is told."""
IN_TIME = ("lines", "flows", "columns", "xmr")
WITHHELD = "withheld"
FEW = 12
"""How many bars are read out one by one."""


def frame_of(figure: ReportFigure) -> pd.DataFrame:
    """Return a figure's data as a frame: a row a category, a column a series.

    What is withheld is unknown in it; which rows have something withheld is kept beside it.
    """
    names = [column.label for column in figure.data.columns]
    frame = pd.DataFrame(list(figure.data.rows), columns=names).set_index(names[0])
    if figure.kind in PLACED:
        return frame
    if figure.kind == "xmr":
        texts = {"Quarter", "Limits", "Signal", "Why"} & set(frame.columns)
        return frame.astype({each: "float64" for each in frame.columns if each not in texts})
    marked = frame.map(lambda cell: isinstance(cell, str)).any(axis=1)
    plain = frame.map(lambda cell: float("nan") if isinstance(cell, str) else cell)
    numbers = plain.astype("float64")
    numbers.attrs[WITHHELD] = [place for place, each in enumerate(marked) if each]
    return numbers


def withheld_rows(data: pd.DataFrame) -> list[int]:
    """Return which rows of a figure's frame have something withheld."""
    found: list[int] = data.attrs.get(WITHHELD, [])
    return found


def unit_of(figure: ReportFigure) -> Unit:
    """Return the unit of a figure's series: one chart has one."""
    place = 2 if figure.kind == "slots" else 1
    return figure.data.columns[place].unit


def why_not(figure: ReportFigure) -> str:
    """Return the sentence that takes a chart's place where there is nothing to draw."""
    if not figure.data.rows:
        return "There is nothing to draw yet."
    if figure.kind == "slots" and all(row[2] is None for row in figure.data.rows):
        return "No slot has enough to tell anything yet, so there is no chart."
    if figure.kind in PLACED:
        return ""
    data = _numbers(figure)
    known = data.notna().any(axis=1)
    if not known.any() and withheld_rows(data):
        return "All of it is withheld to protect small numbers, so there is no chart."
    if not known.any():
        return "Nothing is known of any of it, so there is no chart."
    if figure.kind in IN_TIME and known.sum() < 2:
        row = data[known].iloc[0]
        said = [
            f"{name}: {show(abs(v), unit_of(figure))}" for name, v in row.items() if pd.notna(v)
        ]
        return (
            f"Only {data.index[known][0]} is known ({join_words(said)}): one point makes no trend."
        )
    if figure.kind not in ("lines", "xmr") and not data.abs().sum().sum():
        return "All of it is 0, so there is nothing to draw."
    return ""


def _numbers(figure: ReportFigure) -> pd.DataFrame:
    """Return the series of a figure: of a control chart, what was measured."""
    data = frame_of(figure)
    return data.iloc[:, :1] if figure.kind == "xmr" else data


def alt_text(figure: ReportFigure) -> str:
    """Say a chart's message, what it shows, its numbers, and the days marked in it."""
    marked = [f"Marked: {each.label}." for each in figure.marks]
    return " ".join([f"{figure.title}. {figure.subtitle.rstrip('.')}.", _told(figure), *marked])


def _told(figure: ReportFigure) -> str:
    data, unit = frame_of(figure), unit_of(figure)
    if figure.kind in PLACED:
        return PLACED[figure.kind](data)
    if figure.kind == "xmr":
        told = _series_told(_numbers(figure), unit, each="point")
        return f"{told} {control_told(data)}".strip()
    return _series_told(data, unit) if figure.kind in IN_TIME else _bars_told(data, unit)


def _series_told(data: pd.DataFrame, unit: Unit, *, each: str = "quarter") -> str:
    """First, last, highest and lowest of every series; unknown quarters, or points, by name."""
    parts = []
    for name, values in data.items():
        known = values.dropna().abs()
        if known.empty:
            parts.append(f"{name}: not known.")
            continue
        first, last = known.iloc[0], known.iloc[-1]
        if known.min() == known.max():
            parts.append(f"{name}: {show(first, unit)} in every {each} known.")
            continue
        parts.append(
            f"{name}: {show(first, unit)} in {known.index[0]}, {show(last, unit)} in "
            f"{known.index[-1]}; highest {show(known.max(), unit)} ({known.idxmax()}), lowest "
            f"{show(known.min(), unit)} ({known.idxmin()})."
        )
    hidden = [str(data.index[place]) for place in withheld_rows(data)]
    empty = [str(name) for name in data.index[data.isna().all(axis=1)]]
    missing = [name for name in empty if name not in hidden]
    parts += [f"Not known: {join_words(missing)}."] if missing else []
    parts += [f"Withheld to protect small numbers: {join_words(hidden)}."] if hidden else []
    return " ".join(parts)


def _bars_told(data: pd.DataFrame, unit: Unit) -> str:
    """Every bar while they are few; else the first ones and how many more there are."""
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


def sparkline_alt(headline: Headline) -> str:
    """Say a small trend in a sentence."""
    known = [(quarter, value) for quarter, value in headline.trend if value is not None]
    if not known:
        return f"{headline.label}: no quarter known"
    if len(known) == 1:
        return f"{headline.label}: {show(known[0][1], headline.unit)} in {known[0][0]} only"
    (first_quarter, first), (last_quarter, last) = known[0], known[-1]
    values = [value for _, value in known]
    gaps = len(headline.trend) - len(known)
    span = f"from {show(first, headline.unit)} in {first_quarter} to {show(last, headline.unit)}"
    between = f"between {show(min(values), headline.unit)} and {show(max(values), headline.unit)}"
    missing = f"; {gaps} of {len(headline.trend)} quarters not known" if gaps else ""
    marked = "".join(f"; marked: {each.label}" for each in headline.marks)
    return f"{headline.label}, {span} in {last_quarter}, {between}{missing}{marked}"
