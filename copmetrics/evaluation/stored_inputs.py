"""Tables of somebody's own that are too large for frames: typed, checked and summed up by the engine.

What `Table.conform`, `Table.check` and `covered` do of frames row by row is asked of the engine that reads an
Arrow table, Parquet files or a catalogue's table, which opens only the columns that a question names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from os import PathLike
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import pandas as pd

from copmetrics.engine.opening import Engine, open_workspace
from copmetrics.engine.stored_tables import CatalogTable, StoredTable, kinds_of, rows_of, stored_in
from copmetrics.engine.workspace import Workspace
from copmetrics.errors import TableError
from copmetrics.schema import (
    REFERENCES,
    TABLES,
    YOURS,
    Column,
    Rule,
    Table,
    as_meant,
    check_references,
    source_line,
)

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Given", "GivenTable", "stored", "summed_up"]

GivenTable: TypeAlias = "pd.DataFrame | pa.Table | str | PathLike[str] | CatalogTable"
"""What somebody may hand in as a table: a frame, an Arrow table, the path or pattern of Parquet files, or
what Spark's catalogue knows by name."""
Given: TypeAlias = pd.DataFrame | StoredTable
"""The same, typed."""

_SQL_TYPES: Final = {
    "text": "string",
    "number": "double",
    "flag": "boolean",
    "instant": "timestamp",
    "row": "bigint",
}
_EVENTS: Final = "select min(event) as event, starts_at from events group by starts_at"
"""One event stands for all that began with it."""
_SENT: Final = (
    "select mailing, min(sent_at) as sent_at "
    "from mailings where mailing is not null group by mailing"
)
_MAILINGS: Final = f"select min(mailing) as mailing, sent_at from ({_SENT}) as s group by sent_at"
"""One mailing stands for all that were sent with it."""
_SUMMED_UP: Final = {
    "events": _EVENTS,
    "attendance": f"""
        select distinct f.event, a.status, a.registered, a.left_out
        from (select distinct event, status, registered, left_out from attendance) as a
        inner join events as e on a.event = e.event
        inner join ({_EVENTS}) as f on e.starts_at = f.starts_at
    """,
    "members": """
        select joined_at, null as left_at from (select distinct joined_at from members) as j
        union all
        select null as joined_at, left_at from (select distinct left_at from members) as l
    """,
    "mailings": f"""
        select mailing, sent_at from ({_MAILINGS}) as f
        union all
        select null as mailing, sent_at from (select distinct sent_at from mailings) as s
    """,
    "activity": f"""
        select distinct f.mailing
        from (select distinct mailing from activity) as a
        inner join ({_SENT}) as s on a.mailing = s.mailing
        inner join ({_MAILINGS}) as f on s.sent_at = f.sent_at
    """,
    "visits": "select distinct visited_at, left_out from visits",
    "feedback": f"""
        select distinct f.event, a.noted, a.plus, null as delta
        from (
            select distinct event, noted,
                case when plus is not null or delta is not null then 'written' end as plus
            from feedback
        ) as a
        inner join events as e on a.event = e.event
        inner join ({_EVENTS}) as f on e.starts_at = f.starts_at
    """,
    "agenda": "select distinct raised_at, closed_at from agenda",
    "recommendations": "select distinct raised_at, decided_at from recommendations",
    "outputs": "select distinct shared_at from outputs",
}
"""What coverage is worked out from, of each table: when things were. The others say nothing of it."""


def stored(table: Table, given: pa.Table | str | PathLike[str] | CatalogTable) -> StoredTable:
    """Return a table as the engine is to read it, its columns typed; absent ones are unknown."""
    source = stored_in(given)
    kinds = kinds_of(source)
    table.check_names(kinds, has_rows=rows_of(source) > 0)
    columns = {
        name: _typed(table, column, kinds.get(name)) for name, column in table.columns.items()
    }
    lacks = frozenset(table.columns) - kinds.keys()
    return StoredTable(source, {**columns, **_seconds_of(table)}, rows_of(source), lacks)


def summed_up(
    given: Mapping[str, Given], *, needed: Set[str], engine: Engine
) -> dict[str, pd.DataFrame]:
    """Return of each table a frame that says as much of coverage as the whole; those needed are checked.

    A frame is its own. Of a stored table that is not needed nothing is read.
    """
    large = {name: each for name, each in given.items() if isinstance(each, StoredTable)}
    found = {
        name: TABLES[name].empty() if isinstance(each, StoredTable) else each
        for name, each in given.items()
    }
    check_references(
        {name: each for name, each in given.items() if name not in large}, advice=YOURS
    )
    if not large:
        return found
    with open_workspace(given, engine=engine) as space:
        for name in sorted(large.keys() & needed):
            _check(space, TABLES[name])
        _check_references(space, needed, large.keys())
        for name in sorted(large.keys() & needed):
            if name in _SUMMED_UP:
                found[name] = TABLES[name].conform(space.ask(_SUMMED_UP[name]))
    return found


def _typed(table: Table, column: Column, kind: pa.DataType | None) -> str:
    """Return the SQL of a column of one's own as the schema has it; or say that it is of another kind."""
    import pyarrow as pa

    meant = _SQL_TYPES[column.kind]
    if kind is None or pa.types.is_null(kind):
        return f"cast(null as {meant})"
    if not _holds(column, kind):
        raise TableError(table.name, column=column.name, expected=column.description, advice=YOURS)
    if column.kind == "instant":
        return f"in_utc({column.name})"
    typed = f"cast({column.name} as {meant})"
    if column.kind == "text" and not column.known:
        return f"nullif({typed}, '')"
    return f"nullif({typed}, cast('NaN' as double))" if column.kind == "number" else typed


def _holds(column: Column, kind: pa.DataType) -> bool:
    """Whether an Arrow type can hold what a column is declared to have."""
    import pyarrow as pa

    told = pa.types
    inner = kind.value_type if told.is_dictionary(kind) else kind
    is_whole = told.is_integer(inner)
    return {
        "text": told.is_string(inner)
        or told.is_large_string(inner)
        or told.is_string_view(inner)
        or is_whole,
        "number": is_whole or told.is_floating(inner) or told.is_decimal(inner),
        "flag": told.is_boolean(inner),
        "instant": told.is_timestamp(inner) or told.is_date(inner),
        "row": is_whole or told.is_floating(inner),
    }[column.kind]


def _seconds_of(table: Table) -> dict[str, str]:
    """Return the SQL of the instants that models subtract, in whole seconds."""
    names = {"events": ("starts", "ends"), "attendance": ("joined", "left")}.get(table.name, ())
    return {f"{each}_second": f"whole_seconds({each}_at)" for each in names}


class _Wrong(NamedTuple):
    """What a cell of a column is expected to be, and the SQL condition of one that is not."""

    column: str
    expected: str
    condition: str


def _check(space: Workspace, table: Table) -> None:
    """Raise a `TableError` where a row of a stored table is not as the table is declared."""
    wrong = list(_wrong(table))
    counts = [
        f"count(case when {each.condition} then 1 end) as wrong_{place}"
        for place, each in enumerate(wrong)
    ]
    found = space.ask(f"select {', '.join(counts)} from {table.name}").iloc[0]
    for each, count in zip(wrong, found.tolist(), strict=True):
        if count:
            _point(space, table, each, f"select * from {table.name} where {each.condition}")
    for rule in table.rules:
        if rule.once:
            columns = ", ".join(rule.once)
            groups = f"select {columns} from {table.name} group by {columns} having count(*) > 1"
            if space.ask(f"select count(*) as groups from ({groups}) as g")["groups"].item():
                _point(space, table, rule, groups)


def _check_references(space: Workspace, needed: Set[str], large: Set[str]) -> None:
    """Raise a `TableError` where a row names what the other table lacks, if one of the two is stored."""
    for name, column, other in REFERENCES:
        if name not in needed or not {name, other} & large:
            continue
        named = f"select distinct {column} from {name} where {column} is not null"
        strange = (
            f"select n.{column} from ({named}) as n left join {other} as o "
            f"on n.{column} = o.{column} where o.{column} is null"
        )
        first = space.ask(f"select min({column}) as {column} from ({strange}) as s")[column].item()
        if pd.notna(first):
            alike = f"select distinct {column} from {other} where {column} = $stripped"
            known = space.ask(alike, {"stripped": first.strip()})[column]
            rows = f"select * from {name} where {column} = $first limit 1"
            raise TableError(
                name,
                column=column,
                value=first,
                is_cell=True,
                source=source_line(space.ask(rows, {"first": first}).iloc[0]),
                expected=f"in the table '{other}'",
                advice=f"{as_meant(first, known)}{YOURS}",
            )


def _point(space: Workspace, table: Table, broken: _Wrong | Rule, wrong: str) -> None:
    """Raise the first of the rows that are wrong."""
    row = space.ask(f"select * from ({wrong}) as w order by {broken.column} limit 1").iloc[0]
    raise TableError(
        table.name,
        column=broken.column,
        value=row[broken.column],
        is_cell=True,
        source=source_line(row),
        expected=broken.expected,
        advice=YOURS,
    )


def _wrong(table: Table) -> Iterator[_Wrong]:
    """Go through what no row may be, column by column and beyond."""
    for name, column in table.columns.items():
        if column.known:
            yield _Wrong(name, column.noun, f"{name} is null")
        if column.words:
            words = ", ".join(f"'{each}'" for each in column.words)
            yield _Wrong(name, column.noun, f"{name} not in ({words})")
    for rule in (*table.rules, *table.sizes):
        if rule.condition:
            yield _Wrong(rule.column, rule.expected, rule.condition)
