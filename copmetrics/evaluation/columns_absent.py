"""Columns that somebody's own tables lack, and which measures are unknown without them.

An absent column is unknown in every row, and what is counted of nothing known would be a sure 0. So a measure
that hangs on one is unknown, unless it is said here what follows where a table has no such column.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Final

import pandas as pd

from copmetrics.engine.columns_needed import AbsentColumns, Needed
from copmetrics.engine.stored_tables import StoredTable
from copmetrics.evaluation.stored_inputs import Given, GivenTable
from copmetrics.measures.base import Measure, Measures, OfList
from copmetrics.schema import TABLES
from copmetrics.units import join_words

__all__ = ["LEFT_AT", "NOTHING_ABSENT", "Absent", "absent_from"]

LEFT_AT: Final = ("members", "left_at")
"""Without it nothing tells who left. As of an export without those who unsubscribed, who left is unknown, and
at least so many were on the list."""
SAY_ENOUGH: Final = {
    LEFT_AT,
    # a table is refused in which something is done or decided and has no day: so everything is open
    ("agenda", "closed_at"),
    ("recommendations", "decided_at"),
    # then the opens of machines are in it, which is said of each value beside
    ("mailings", "proxy_excluded_unique_opens"),
}
"""Columns of which it is clear what holds where a table has none."""
WHENCE: Final = {"source_file", "source_row"}
"""Where rows come from: all are of one export where nobody says so."""


class Absent:
    """Which columns are not there, and what is said of the measures that need them."""

    def __init__(self, columns: Set[tuple[str, str]]) -> None:
        """Take the columns that tables with rows lack."""
        self._leaving = LEFT_AT in columns
        told = frozenset(each for each in columns - SAY_ENOUGH if each[1] not in WHENCE)
        self._asked = AbsentColumns(told)
        self._said: dict[str, str] = {}

    @property
    def who_left(self) -> bool:
        """Whether the list does not say who left it."""
        return self._leaving

    def why_unknown(self, family: Measures, measure: Measure) -> str:
        """Return which columns a measure would need; nothing where all are there."""
        if measure.id not in self._said:
            self._said[measure.id] = _in_words(self._needed(family, measure))
        return self._said[measure.id]

    def _needed(self, family: Measures, measure: Measure) -> Needed:
        if self._leaving and measure.of_list is OfList.LEFT:
            return frozenset({LEFT_AT})
        return self._asked.needed_for(family.fact, measure.expressions)


NOTHING_ABSENT: Final = Absent(frozenset())
"""Of tables that have all columns, such as those of a folder."""


def absent_from(tables: Mapping[str, GivenTable], typed: Mapping[str, Given]) -> Absent:
    """Return what tables lack, as they were handed in and as they are typed."""
    lacking = {name: _lacks(tables.get(name), each) for name, each in typed.items()}
    return Absent({(name, column) for name, columns in lacking.items() for column in columns})


def _lacks(handed: GivenTable | None, typed: Given) -> frozenset[str]:
    """Return the columns that a table lacks; of one without rows none, for nothing is known of it anyway."""
    if isinstance(typed, StoredTable):
        return typed.lacks
    if typed.empty or not isinstance(handed, pd.DataFrame):
        return frozenset()
    return frozenset(typed.columns) - frozenset(handed.columns)


def _in_words(needed: Needed) -> str:
    """Say of each table which columns it has not, in the order that it would have them in."""
    lacking = {
        table: [f"'{column}'" for column in TABLES[table].columns if (table, column) in needed]
        for table in sorted({table for table, _ in needed})
    }
    return "; ".join(
        f"the table '{table}' has no column {join_words(columns, 'or')}"
        for table, columns in lacking.items()
    )
