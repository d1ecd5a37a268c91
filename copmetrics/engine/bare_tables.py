"""Tables and models without a row, made once for all workspaces whose tables have the same columns.

Most communities have no row in most tables: what follows from these is empty whatever else there is, and an
engine that plans it again for every question takes longer than for the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

if TYPE_CHECKING:
    import duckdb

    from copmetrics.engine.stored_tables import TableGiven

__all__ = ["BareTables", "Columns", "bare_tables", "columns_of"]

Columns: TypeAlias = tuple[tuple[str, tuple[str, ...], tuple[object, ...]], ...]
"""Of each table its name, its columns and their types."""


class BareTables:
    """What has no row, by name, in a schema of the database that its workspaces look into last."""

    def __init__(self, database: duckdb.DuckDBPyConnection, columns: Columns) -> None:
        """Begin with none; workspaces of other columns have others."""
        self.schema = f"columns_{hashlib.sha256(repr(columns).encode()).hexdigest()[:16]}"
        database.execute(f"create schema if not exists {self.schema}")
        self._names: set[str] = set()
        self._one_at_a_time = Lock()

    def __contains__(self, name: str) -> bool:
        """Whether the table or model is there, without a row."""
        return name in self._names

    def add(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """Keep the columns of what a connection knows by a name, none of its rows."""
        with self._one_at_a_time:
            if name not in self._names:
                connection.execute(
                    f"create table if not exists {self.schema}.{name} as from {name} limit 0"
                )
                self._names.add(name)


@lru_cache(maxsize=100)
def bare_tables(database: duckdb.DuckDBPyConnection, columns: Columns) -> BareTables:
    """Return what is known to have no row in a database among tables of these columns."""
    return BareTables(database, columns)


def columns_of(tables: Mapping[str, TableGiven]) -> Columns | None:
    """Return the columns of frames; nothing where there is another table, or a column of no one type."""
    frames = {name: each for name, each in tables.items() if isinstance(each, pd.DataFrame)}
    if len(frames) < len(tables):
        return None
    found = tuple(
        (name, tuple(each.columns), tuple(each.dtypes.tolist())) for name, each in frames.items()
    )
    return None if any(object in kinds for _, _, kinds in found) else found
