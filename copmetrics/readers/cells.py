"""Typing cells: one column's texts in, values of its kind out, and which cells are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from copmetrics.readers.columns import Column, ColumnKind
from copmetrics.readers.datetimes import parse_moments
from copmetrics.readers.files import Row
from copmetrics.readers.vocabulary import vocabulary

__all__ = ["Typed", "cells_at", "is_address", "typed"]

Typed: TypeAlias = pd.Series | ExtensionArray | np.ndarray

_EMPTY = ("", "--", "-", "n/a")
_ADDRESS = re.compile(r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+$")
_SPAN = r"(\d+)\s*([^\W\d_]+)\.?"
_MINUTES: Final = {"hour": 60.0, "minute": 1.0, "second": 1 / 60}
_UNITS: Final = {
    word: _MINUTES[unit] for unit, words in vocabulary("durations").items() for word in words
}
"""How many minutes each word for a unit of time stands for."""


def cells_at(rows: Sequence[Row], position: int | None) -> list[str | None]:
    """Take one column out of the rows; what is missing, or marked as missing, is `None`."""
    if position is None:
        return [None] * len(rows)
    cells = (row.cells[position].strip() if position < len(row.cells) else "" for row in rows)
    return [None if cell.casefold() in _EMPTY else _one_line(cell) for cell in cells]


def is_address(cell: str) -> bool:
    """Tell whether a text is an e-mail address."""
    return _ADDRESS.match(cell) is not None


def typed(
    cells: Sequence[str | None], column: Column, *, day_first: bool | None, zone: str
) -> tuple[Typed, list[int]]:
    """Type one column; also return which cells hold something else than was expected.

    `day_first` and `zone` are how the sheet writes its dates. A number column becomes floats, a
    column of moments instants in UTC, every other one texts; what is missing is missing in each.
    """
    values, bad = _of_kind(cells, column, day_first, zone)
    if column.filled:
        bad = sorted({*bad, *(i for i, cell in enumerate(cells) if cell is None)})
    return values, bad


def _of_kind(
    cells: Sequence[str | None], column: Column, day_first: bool | None, zone: str
) -> tuple[Typed, list[int]]:
    if column.kind == ColumnKind.MOMENT:
        moments = parse_moments(cells, day_first=day_first, timezone=zone)
        missing = moments.isna().to_numpy()
        return moments, [i for i, cell in enumerate(cells) if cell is not None and missing[i]]
    if column.kind == ColumnKind.ADDRESS:
        return _texts([cell if cell and _ADDRESS.match(cell) else None for cell in cells]), []
    if column.kind == ColumnKind.CHOICE:
        chosen = [cell and _chosen(cell, column.options) for cell in cells]
        return _texts(chosen), [i for i, each in enumerate(chosen) if each == ""]
    if column.kind == ColumnKind.PSEUDONYM:
        return _texts(cells), [i for i, cell in enumerate(cells) if cell and "@" in cell]
    if column.kind not in _NUMBERS:
        return _texts(cells), []
    numbers = [None if cell is None else _NUMBERS[column.kind](cell) for cell in cells]
    pairs = zip(cells, numbers, strict=True)
    bad = [i for i, (cell, read) in enumerate(pairs) if cell is not None and read is None]
    return np.array(numbers, dtype="float64"), bad


def _one_line(cell: str) -> str:
    return " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell


def _texts(cells: Sequence[str | None]) -> ExtensionArray:
    return pd.array(cells, dtype="str")


def _chosen(cell: str, options: Mapping[str, str]) -> str:
    """Return the first option whose pattern is in the cell; an empty text if none is."""
    plain = cell.casefold()
    return next((each for each, pattern in options.items() if re.search(pattern, plain)), "")


def _whole(cell: str) -> float | None:
    found = re.fullmatch(r"(-?\d+)(\.0+)?", cell.replace(",", ""))
    return float(found[1]) if found else None


def _number(cell: str) -> float | None:
    plain = cell.replace(",", "")
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def _minutes(value: str) -> float | None:
    """Read a length of time in minutes; what cannot be read is unknown, never 0."""
    if clock := re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{2})", value):
        return int(clock[1] or 0) * 60 + int(clock[2]) + int(clock[3]) / 60
    if re.fullmatch(r"\d+(\.\d+)?", value):
        return float(value)
    parts = re.findall(_SPAN, value.casefold())
    rest = re.sub(_SPAN, "", value.casefold()).strip(" ,")
    if not parts or rest or any(unit not in _UNITS for _, unit in parts):
        return None
    return sum(int(amount) * _UNITS[unit] for amount, unit in parts)


_NUMBERS: Final[Mapping[ColumnKind, Callable[[str], float | None]]] = {
    ColumnKind.WHOLE: _whole,
    ColumnKind.NUMBER: _number,
    ColumnKind.DURATION: _minutes,
}
