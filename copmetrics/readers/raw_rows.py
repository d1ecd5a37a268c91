"""What one sheet gives to a raw table: a frame, or lines, of which a frame is made with those of all sheets.

A folder is a hundred sheets of a few rows: a frame of each costs more than reading them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
import pandas as pd

from copmetrics.readers.block import Line
from copmetrics.schema import Table

__all__ = ["RawRows", "together"]


@dataclass(frozen=True)
class RawRows:
    """The rows of one sheet for a raw table, as its reader gave them."""

    table: Table
    given: pd.DataFrame | Sequence[Line]
    """Columns that the table does not declare may be among them: they are left out."""
    file: str

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.given)

    @cached_property
    def lines(self) -> Sequence[Line] | None:
        """The lines; none of a frame."""
        return None if isinstance(self.given, pd.DataFrame) else self.given

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows as a frame with just the table's columns and the file that they are from."""
        if isinstance(self.given, pd.DataFrame):
            kept = [column for column in self.table.columns if column in self.given]
            return self.given[kept].assign(source_file=self.file)
        return _framed(self.table, [self])[self.columns] if self.given else self.table.empty()

    @cached_property
    def columns(self) -> list[str]:
        """Which of the table's columns it has."""
        there = self.given if isinstance(self.given, pd.DataFrame) else next(iter(self.given), {})
        return [column for column in self.table.columns if column in there] + ["source_file"]

    @property
    def told(self) -> str:
        """What it tells, as one text in which its file is not named."""
        if isinstance(self.given, pd.DataFrame):
            text = self.frame.drop(columns="source_file").to_csv(index=False)
        else:
            text = str([{name: line.get(name) for name in self.columns} for line in self.given])
        return text.replace(self.file, "")

    @cached_property
    def source_rows(self) -> int:
        """How many rows of the sheet they come from."""
        if isinstance(self.given, pd.DataFrame):
            return int(self.given["source_row"].nunique())
        return len({line["source_row"] for line in self.given})

    def numbers(self, column: str) -> np.ndarray | None:
        """Return a column of numbers; nothing if it is not there."""
        if column not in self.columns:
            return None
        if isinstance(self.given, pd.DataFrame):
            return self.given[column].to_numpy("float64", na_value=np.nan)
        return np.array([line[column] for line in self.given], dtype="float64")

    def instants(self, column: str) -> np.ndarray | None:
        """Return a column of instants in UTC, without its zone; nothing if it is not there."""
        if column not in self.columns:
            return None
        if isinstance(self.given, pd.DataFrame):
            moments = pd.to_datetime(self.given[column], utc=True)
            return moments.dt.tz_localize(None).to_numpy("datetime64[us]")
        return np.array([line[column] for line in self.given], dtype="datetime64[us]")


def together(table: Table, parts: Sequence[RawRows]) -> pd.DataFrame:
    """Put the rows of several sheets under one another, and type them once."""
    framed = [at for at, part in enumerate(parts) if part.lines is None]
    plain = [at for at, part in enumerate(parts) if part.lines is not None]
    if not plain:
        return table.together([part.frame for part in parts])
    lines = _framed(table, [parts[at] for at in plain])
    if not framed:
        return lines
    rows = table.together([lines, *(parts[at].frame for at in framed)])
    came = np.repeat([*plain, *framed], [len(parts[at]) for at in (*plain, *framed)])
    return rows.iloc[came.argsort(kind="stable")].reset_index(drop=True)


def _framed(table: Table, parts: Sequence[RawRows]) -> pd.DataFrame:
    """Return the lines of several sheets as one frame, typed; what a sheet does not tell is unknown."""
    lines = [line for part in parts for line in part.lines or ()]
    names = dict.fromkeys(chain.from_iterable(part.columns for part in parts))
    cells: dict[str, list[object]] = {name: [line.get(name) for line in lines] for name in names}
    cells["source_file"] = [part.file for part in parts for _ in range(len(part))]
    arrays = {name: table.columns[name].array(each) for name, each in cells.items()}
    return table.conform(pd.DataFrame(arrays, copy=False))
