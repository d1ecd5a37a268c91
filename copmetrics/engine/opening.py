"""The one place in which an engine is chosen to run the models and measures."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from copmetrics.engine.stored_tables import TableGiven
from copmetrics.engine.workspace import Workspace

__all__ = ["Engine", "open_workspace"]


class Engine(StrEnum):
    """What runs the models and measures: one text of both for either."""

    DUCKDB = "duckdb"
    SPARK = "spark"


def open_workspace(
    tables: Mapping[str, TableGiven],
    *,
    secret: str = "",
    each: str = "",
    secrets: Mapping[str, str] | None = None,
    engine: Engine = Engine.DUCKDB,
) -> Workspace:
    """Open an engine with the canonical tables, `quarters`, `rules` and `words` in it.

    Record keys hang on the `secret`. With `each`, a column of every table, all is asked for each of its
    values at once, and each has a secret of its own among `secrets`.
    """
    if engine is Engine.SPARK:
        from copmetrics.engine.spark_workspace import SparkWorkspace

        return SparkWorkspace(tables, secret=secret, each=each, secrets=secrets)
    from copmetrics.engine.duckdb_workspace import DuckdbWorkspace

    return DuckdbWorkspace(tables, secret=secret, each=each, secrets=secrets)
