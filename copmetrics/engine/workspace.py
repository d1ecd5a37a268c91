"""The one place that knows which engine runs the models and measures: DuckDB, in this process.

A `Workspace` holds a community's tables, the quarters and the rules. Questions are SQL texts,
answered as pandas frames; the models that a question names are run when it is asked, each once,
after those that they name themselves. What is put into SQL text beside the models and the declared
measures is checked to be a plain name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

import pandas as pd

from copmetrics.engine.models import models, named_in
from copmetrics.errors import ChoiceError

if TYPE_CHECKING:
    import duckdb

__all__ = ["Workspace", "plain_name"]

_MACROS: Final = (
    "create temp macro exact_sum(part) as cast(sum(cast(part as decimal(38, 15))) as double)",
    "create temp macro plain_word(word) as replace(lower(word), '-', ' ')",
)
"""What the models call by name. A sum of what is not whole is in fixed point: floating-point sums differ
in their last digits with the order in which threads meet the rows. Words are compared letter case and
hyphens aside."""
_RECORD_KEY: Final = (
    "create temp macro record_key(whose) as "
    "cast('0x' || substr(sha256('{secret}' || whose), 1, 10) as bigint)"
)
"""The record key of a person, or of what is somebody's: 40 bits that hang on the community's secret."""
_SMALL: Final = 100_000
"""Of fewer rows in all one thread makes more than several, which cost more than they save; and a model
that is made once is quicker than one that every question plans anew."""


class Workspace:
    """Tables in, questions answered. Nothing that was handed in is changed."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], *, secret: str = "") -> None:
        """Take the canonical tables, `quarters`, `rules` and `words`; and what record keys hang on."""
        self._is_small = sum(map(len, tables.values())) < _SMALL
        self._connection = _database(os.getpid(), self._is_small).cursor()
        for macro in _MACROS:
            self._connection.execute(macro)
        self._connection.execute(_RECORD_KEY.format(secret=_plain_secret(secret)))
        self._made: set[str] = set()
        self._answers: dict[tuple[object, ...], pd.DataFrame] = {}
        for name, table in tables.items():
            self._connection.register(plain_name(name), _prepared(table))

    def ask(self, question: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Answer one SQL question, once the models that it names have been run.

        The rows come ordered by all columns, from the first on: threads finish in any order, and
        what is computed or written from an answer must not hang on it.
        """
        for model in named_in(question):
            self._make(model)
        ordered = f"from ({question}) order by all"
        answer = self._connection.sql(ordered, params=dict(parameters or {}))
        frame: pd.DataFrame = answer.to_arrow_table().to_pandas()
        return frame

    def ask_once(self, question: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Answer a question with few rows, such as the measures of a quarter, and keep the answer."""
        asked = (question, *parameters.items())
        if asked not in self._answers:
            self._answers[asked] = self.ask(question, parameters)
        return self._answers[asked].copy()

    def _make(self, name: str) -> None:
        """Run a model, and before it those that it names, unless they have been."""
        if name in self._made:
            return
        model = models()[name]
        for each in named_in(model.text):
            self._make(each)
        kind = "table" if model.kept or self._is_small else "view"
        self._connection.execute(f"create temp {kind} {name} as {model.text}")
        self._made.add(name)

    def __enter__(self) -> Workspace:
        """Use the workspace in a `with` block, which closes it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the engine's memory back."""
        self._connection.close()


@cache
def _database(process: int, is_small: bool) -> duckdb.DuckDBPyConnection:
    """Return the empty database in which all workspaces of a process are: what they make is temporary.

    Each has a connection of its own, and sees nothing of the others; opening a database takes longer
    than a question. A process that was forked has one of its own. What is small is asked by one thread.
    """
    import duckdb  # late: `copmetrics --help` needs no engine

    threads = {"threads": 1} if is_small else {}
    return duckdb.connect(config={"autoload_known_extensions": False, **threads})


def plain_name(name: str) -> str:
    """Return the name if it is safe to stand in SQL text."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ChoiceError("a plain lower-case name", name, ("letters", "digits", "underscores"))
    return name


def _plain_secret(secret: str) -> str:
    """Return the secret if it is safe to stand in SQL text; the message does not tell it."""
    if not re.fullmatch(r"[0-9a-z]*", secret):
        raise ValueError("the secret is not of plain letters and digits")
    return secret


def _prepared(table: pd.DataFrame) -> object:
    """Bring a frame to what every engine reads alike: instants as UTC without a zone."""
    import pyarrow as pa

    instants = table.select_dtypes("datetimetz").columns
    ready = table.assign(**{each: table[each].dt.tz_localize(None) for each in instants})
    if {"event", "starts_at"} <= set(table.columns):
        ready = ready.assign(starts_second=_seconds(ready["starts_at"]))
    if {"joined_at", "left_at", "minutes"} <= set(table.columns):
        ready = ready.assign(
            joined_second=_seconds(ready["joined_at"]), left_second=_seconds(ready["left_at"])
        )
    return pa.Table.from_pandas(ready, preserve_index=False)


def _seconds(instants: pd.Series) -> pd.Series:
    """Return instants as whole seconds since 1970: of these a computer loses nothing in subtracting."""
    return ((instants - pd.Timestamp(0)) / pd.Timedelta(seconds=1)).round()
