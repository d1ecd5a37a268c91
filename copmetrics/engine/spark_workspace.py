"""Apache Spark: the same models and measures past one machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

import pandas as pd

from copmetrics.engine.answers import frame_of
from copmetrics.engine.base_workspace import BaseWorkspace
from copmetrics.engine.models import Model, sources_of
from copmetrics.engine.prepared_tables import prepared
from copmetrics.engine.spark_session import named, session
from copmetrics.engine.stored_tables import (
    CatalogTable,
    PackedTable,
    Stored,
    StoredTable,
    TableGiven,
)
from copmetrics.engine.workspace import plain_name, plain_secret, plain_secrets

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SparkWorkspace"]

_MACROS: Final = {
    "exact_sum": "cast(sum(cast({0} as decimal(38, 15))) as double)",
    "in_utc": "cast({0} as timestamp_ntz)",
    "plain_word": "replace(lower({0}), '-', ' ')",
    "record_key": "cast(conv(substr(sha2(concat(SECRET, {0}), 256), 1, 10), 16, 10) as bigint)",
    "whole_seconds": "bround(cast(cast({0} as timestamp_ltz) as double), 0)",
}
"""What the models call by name, as Spark says it; DuckDB's are in `duckdb_workspace.py`."""

_SMALL: Final = 1_000_000
"""Of fewer rows a table is read once for all models: its many files take longer than its rows."""


class SparkWorkspace(BaseWorkspace):
    """Tables in, questions answered. A model is worked out once, and stays with the executors."""

    dialect: ClassVar[str] = "spark"

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
        self._secret = _secret_of_each(secrets or {}) if each else f"'{plain_secret(secret)}'"
        self._session = session()
        self._waiting = {plain_name(name): table for name, table in tables.items()}
        self._taken: set[str] = set()

    def close(self) -> None:
        """Forget the names; Spark lets go what was worked out once nobody can ask for it."""
        for name in (*self._taken, *self._made):
            self._session.catalog.dropTempView(name)

    def _take_what_is_read(self, text: str) -> None:
        """Let the tables be known that a SQL text reads from: of many questions that is a few of twenty."""
        for name in sorted(self._waiting.keys() & sources_of(text)):
            with named(f"read the table '{name}'"):
                self._take(name, self._waiting.pop(name))
            self._taken.add(name)

    def _take(self, name: str, table: TableGiven) -> None:
        """Let a table be known by its name."""
        if isinstance(table, PackedTable):
            read = self._session.read.option("basePath", table.base).parquet(table.files)
            if table.rows < _SMALL:
                read = read.localCheckpoint()
        elif isinstance(table, CatalogTable):
            read = self._session.table(table.name)
        elif isinstance(table, StoredTable):
            said = (self._sql(f"{each} as {column}") for column, each in table.columns.items())
            read = _source(self._session, table.source).selectExpr(*said)
        else:
            read = self._session.createDataFrame(prepared(table))
        self._name(name, read)

    def _create(self, model: Model) -> None:
        """Work a model out, and keep it: a plan of all that lies below it would be made for each question."""
        self._take_what_is_read(model.text)
        with named(f"make '{model.name}'"):
            made = self._session.sql(self._sql(model.text))
            self._name(model.name, made.localCheckpoint())

    @staticmethod
    def _name(name: str, rows: DataFrame) -> None:
        """Let rows be known by a name, their columns as new ones: Spark takes a column that came by way of a
        model for the one it was read from, and finds neither where the two are joined."""
        rows.toDF(*rows.columns).createOrReplaceTempView(name)

    def _answer(self, question: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Answer a question whose models have been made, its rows ordered by all columns."""
        self._take_what_is_read(question)
        ordered = f"select * from ({self._sql(question)}) order by all asc nulls last"
        with named("answer this"):
            return frame_of(self._session.sql(ordered, args=dict(parameters)).toArrow())

    def _sql(self, text: str) -> str:
        """Return a text as Spark reads it: parameters by its sign, and what is called by name in full."""
        asked = self._text(re.sub(r"\$(?=[a-z])", ":", text))
        for name, said in _MACROS.items():
            asked = _in_full(asked, name, said.replace("SECRET", self._secret))
        return asked


def _source(spark: SparkSession, source: Stored) -> DataFrame:
    """Return what the rows of a stored table are read from."""
    if isinstance(source, CatalogTable):
        return spark.table(source.name)
    if isinstance(source, tuple):
        return spark.read.option("mergeSchema", True).parquet(*source)
    return spark.createDataFrame(source)


def _secret_of_each(secrets: Mapping[str, str]) -> str:
    """Return the SQL that finds the secret of whosever row it is: the second of two arguments."""
    names, known = plain_secrets(secrets)
    return f"try_element_at(map_from_arrays(array({names}), array({known})), {{1}})"


def _in_full(text: str, name: str, said: str) -> str:
    """Put what a call stands for in its place, wherever it is called."""
    while call := re.search(rf"\b{name}\(", text):
        end, depth = call.end(), 1
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        arguments = _arguments(text[call.end() : end - 1])
        text = text[: call.start()] + said.format(*arguments) + text[end:]
    return text


def _arguments(text: str) -> list[str]:
    """Part what stands in the brackets of a call at its commas, and at none of a call within it."""
    parts, depth = [""], 0
    for sign in text:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [each.strip() for each in parts]
