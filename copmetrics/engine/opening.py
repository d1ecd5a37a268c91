"""The one place in which an engine is chosen to run the models and measures."""

from __future__ import annotations

from collections.abc import Mapping

from copmetrics.engine.stored_tables import TableGiven
from copmetrics.engine.workspace import Workspace

__all__ = ["open_workspace"]


def open_workspace(tables: Mapping[str, TableGiven], *, secret: str = "") -> Workspace:
    """Open an engine with the canonical tables, `quarters`, `rules` and `words` in it.

    Record keys hang on the `secret`.
    """
    from copmetrics.engine.duckdb_workspace import DuckdbWorkspace

    return DuckdbWorkspace(tables, secret=secret)
