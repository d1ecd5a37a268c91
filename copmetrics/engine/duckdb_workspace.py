"""DuckDB, in this process: the engine that runs the models and measures unless another is chosen."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from glob import escape
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar, Final

import pandas as pd

from copmetrics.engine.answers import frame_of, frame_of_columns
from copmetrics.engine.bare_tables import BareTables, bare_tables, columns_of
from copmetrics.engine.base_workspace import BaseWorkspace
from copmetrics.engine.models import Model, models, sources_of
from copmetrics.engine.prepared_tables import prepared
from copmetrics.engine.stored_tables import (
    CatalogTable,
    PackedTable,
    Stored,
    TableGiven,
    no_catalog,
)
from copmetrics.engine.workspace import plain_name, plain_secret, plain_secrets

if TYPE_CHECKING:
    import duckdb

__all__ = ["DuckdbWorkspace"]

_MACROS: Final = (
    "create temp macro exact_sum(part) as cast(sum(cast(part as decimal(38, 15))) as double)",
    "create temp macro plain_word(word) as replace(lower(word), '-', ' ')",
    "create temp macro in_utc(instant) as cast(cast(instant as timestamptz) as timestamp)",
    "create temp macro whole_seconds(instant) as round_even(epoch(instant), 0)",
)
"""What the models call by name. A sum of what is not whole is in fixed point: floating-point sums differ
in their last digits with the order in which threads meet the rows. Words are compared letter case and
hyphens aside. Of whole seconds since 1970 a computer loses nothing in subtracting."""
_RECORD_KEY: Final = (
    "create temp macro record_key(whose) as "
    "cast('0x' || substr(sha256('{secret}' || whose), 1, 10) as bigint)"
)
"""The record key of a person, or of what is somebody's: 40 bits that hang on the community's secret."""
_RECORD_KEY_OF_EACH: Final = (
    "create temp macro record_key(whose, each) as "
    "cast('0x' || substr(sha256(map([{names}], [{secrets}])[each] || whose), 1, 10) as bigint)"
)
"""The same of many communities at once, by whose the row is."""
_MEMORY: Final = "30%"
"""Of what the machine, or the container, has; what goes beyond it is in a folder while it is needed."""
_SMALL: Final = 100_000
"""Of fewer rows in all one thread makes more than several, which cost more than they save; and a model
that is made once is quicker than one that every question plans anew."""


class DuckdbWorkspace(BaseWorkspace):
    """Tables in, questions answered. Nothing that was handed in is changed."""

    dialect: ClassVar[str] = "duckdb"

    def __init__(
        self,
        tables: Mapping[str, TableGiven],
        *,
        secret: str = "",
        each: str = "",
        secrets: Mapping[str, str] | None = None,
    ) -> None:
        """Take the canonical tables, `quarters`, `rules` and `words`; and what record keys hang on."""
        super().__init__(each)
        self._is_small = sum(map(_rows, tables.values())) < _SMALL
        self._database = _database(os.getpid(), self._is_small)
        self._connection = self._database.cursor()
        self._without_rows: set[str] = set()
        self._bare = self._look_into_bare_tables(tables) if self._is_small and not each else None
        for macro in _MACROS:
            self._connection.execute(macro)
        if each:
            names, known = plain_secrets(secrets or {})
            self._connection.execute(_RECORD_KEY_OF_EACH.format(names=names, secrets=known))
        else:
            self._connection.execute(_RECORD_KEY.format(secret=plain_secret(secret)))
        self._waiting: dict[str, pd.DataFrame] = {}
        for name, table in tables.items():
            self._take(plain_name(name), table)

    def _look_into_bare_tables(self, tables: Mapping[str, TableGiven]) -> BareTables | None:
        """Let what has no row be known by its name to a workspace of frames, unless it has one of its own."""
        columns = columns_of(tables)
        if columns is None:
            return None
        bare = bare_tables(self._database, columns)
        self._connection.execute(f"set search_path = '{bare.schema}'")
        return bare

    def _take(self, name: str, table: TableGiven) -> None:
        """Let a table be known by its name."""
        if self._bare is not None and isinstance(table, pd.DataFrame) and table.empty:
            self._without_rows.add(name)
            if name not in self._bare:
                self._connection.register(name, prepared(table))
                self._bare.add(self._connection, name)
            return
        if isinstance(table, pd.DataFrame):
            self._waiting[name] = table
            return
        if isinstance(table, PackedTable):
            files, key = next(_in_sql([table.files])), plain_name(table.key)
            self._connection.execute(
                f"create temp view {name} as from read_parquet('{files}', "
                f"hive_partitioning = true, hive_types = {{'{key}': varchar}})"
            )
            return
        if isinstance(table, CatalogTable):
            raise no_catalog(table)
        columns = ", ".join(f"{said} as {each}" for each, said in table.columns.items())
        self._connection.execute(
            f"create temp view {name} as select {columns} from {self._source(name, table.source)}"
        )

    def _take_what_is_read(self, text: str) -> None:
        """Let the frames be known that a SQL text reads from: of many questions that is one of ten."""
        for name in self._waiting.keys() & sources_of(text):
            frame = self._waiting.pop(name)
            if len(frame) == 1:
                self._connection.register(f"{name}_given", prepared(frame))
                self._connection.execute(f"create temp table {name} as from {name}_given")
            else:
                self._connection.register(name, prepared(frame))

    def _source(self, name: str, source: Stored) -> str:
        """Return what the rows of a stored table are read from."""
        if isinstance(source, CatalogTable):
            raise no_catalog(source)
        if isinstance(source, tuple):
            files = ", ".join(f"'{escape(each)}'" for each in _in_sql(source))
            return f"read_parquet([{files}], union_by_name = true)"
        self._connection.register(f"{name}_given", source)
        return f"{name}_given"

    def close(self) -> None:
        """Give the engine's memory back."""
        self._connection.close()

    def has_none(self, name: str) -> bool:
        """Whether a model is known to have no row, without it being asked for any."""
        if self._bare is None:
            return False
        self._make(name)
        return name in self._without_rows

    def _is_there(self, model: Model) -> bool:
        """Whether a model is empty because something that it needs is, and has been before."""
        if self._bare is None or not any(map(self._lacks, model.needs)):
            return False
        self._without_rows.add(model.name)
        return model.name in self._bare

    def _lacks(self, name: str) -> bool:
        """Whether a table, or a model that is made for it, has no row."""
        if name in models():
            self._make(name)
        return name in self._without_rows

    def _create(self, model: Model) -> None:
        """Make a model: a table of what several read or what is small, else a view."""
        self._take_what_is_read(model.text)
        kind = "table" if self._keeps(model) or self._is_small else "view"
        made = f"create temp {kind} {model.name} as {self._text(model.text)}"
        if self._bare is None:
            self._connection.execute(made)
        elif not self._connection.execute(self._parsed(made)).fetchall()[0][0]:
            self._without_rows.add(model.name)
            self._bare.add(self._connection, model.name)

    def _answer(self, question: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Answer a question whose models have been made, its rows ordered by all columns."""
        self._take_what_is_read(question)
        ordered = f"from ({self._text(question)}) order by all"
        if self._is_small:
            answered = self._connection.execute(self._parsed(ordered), dict(parameters))
            columns = {name: str(kind) for name, kind, *_ in answered.description}
            if (found := frame_of_columns(columns, answered.fetchnumpy())) is not None:
                return found
        answer = self._connection.sql(ordered, params=dict(parameters))
        return frame_of(answer.to_arrow_table())

    def _parsed(self, text: str) -> duckdb.Statement:
        """Return a SQL text as the engine has read it, now or before."""
        return _read_before(self._database, text)


@cache
def _database(process: int, is_small: bool) -> duckdb.DuckDBPyConnection:
    """Return the empty database in which all workspaces of a process are: what they make is temporary.

    Each has a connection of its own, and sees nothing of the others; opening a database takes longer
    than a question. A process that was forked has one of its own. What is small is asked by one thread.
    """
    import duckdb  # late: `copmetrics --help` needs no engine

    threads = {"threads": 1} if is_small else {}
    database = duckdb.connect(
        config={
            "autoload_known_extensions": False,
            "memory_limit": _MEMORY,
            "temp_directory": _spill_folder().name,
            **threads,
        }
    )
    database.execute("set global timezone = 'UTC'")
    return database


@lru_cache(maxsize=1000)
def _read_before(database: duckdb.DuckDBPyConnection, text: str) -> duckdb.Statement:
    """Return a SQL text of one statement read once: of a small community that takes as long as asking it."""
    (statement,) = database.extract_statements(text)
    return statement


@cache
def _spill_folder() -> TemporaryDirectory[str]:
    """Return the folder for what does not fit into memory: nobody else's, and gone when the process ends."""
    return TemporaryDirectory(prefix="copmetrics-")


def _rows(table: TableGiven) -> int:
    if isinstance(table, CatalogTable):
        return 0
    return len(table) if isinstance(table, pd.DataFrame) else table.rows


def _in_sql(paths: Sequence[str]) -> Iterator[str]:
    """Write paths as SQL does in quotation marks."""
    return (each.replace("'", "''") for each in paths)
