"""Which columns that are not there a question hangs on: read off the SQL of the models behind it.

An absent column is unknown in every row, and SQL goes on with that without a word: of people of whom none is
named it counts 0 different ones. So it is asked beforehand what a number hangs on. That are the columns that
its expression names, followed through the models to the tables, with the conditions of a `case`, the columns
by which rows are grouped, and those by which the rows of an outer join are found. Its rows hang on those
without which a condition or an inner join is never met. Where a model says what stands in for the unknown, by
`coalesce`, one of those is enough; so it is of what several tables name, brought together by `union`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from copmetrics.engine.models import models

if TYPE_CHECKING:
    from sqlglot import exp

__all__ = ["AbsentColumns", "Needed"]

Needed: TypeAlias = frozenset[tuple[str, str]]
"""Tables and columns of them."""
NOTHING: Final[Needed] = frozenset()
ROWS: Final = ""
"""Asked for in the place of a column: whether there are rows at all."""
SECOND: Final = "_second"
"""What the engines add beside an instant, `<name>_at`: it is there where that is."""


@dataclass(frozen=True)
class AbsentColumns:
    """The columns that tables lack, and which of these a question hangs on."""

    columns: Set[tuple[str, str]]
    _known: dict[tuple[object, ...], Needed] = field(default_factory=dict, repr=False)

    def needed_for(self, fact: str, expressions: Iterable[str]) -> Needed:
        """Return the absent columns that SQL expressions over a model hang on."""
        if not self.columns:
            return NOTHING
        asked = _parsed(f"select {', '.join(expressions)} from {fact}")
        (select,) = _selects(asked)
        scope = _Scope(self, select, {})
        return scope.rows() | _all(scope.value(each) for each in select.expressions)

    def of(self, relation: _Relation, column: str, *, only_null: bool) -> Needed:
        """Return the absent columns that a column of a relation hangs on, or its rows.

        `only_null` asks for those without which it is unknown in each row.
        """
        if isinstance(relation, str) and relation not in models():
            return self._of_table(relation, column)
        asked = (relation if isinstance(relation, str) else id(relation.query), column, only_null)
        if asked not in self._known:
            self._known[asked] = self._of_query(_query_of(relation), column, only_null=only_null)
        return self._known[asked]

    def _of_table(self, table: str, column: str) -> Needed:
        if column.endswith(SECOND):
            column = f"{column.removesuffix(SECOND)}{_INSTANT}"
        there = {(table, column)} & self.columns
        return frozenset(there)

    def _of_query(self, query: _Query, column: str, *, only_null: bool) -> Needed:
        """Ask each `select` of a query; of what several name, one is enough."""
        scopes = (_Scope(self, each, query.named) for each in _selects(query.query))
        parts = [each.column(column, only_null=only_null) for each in scopes]
        return _one_of(parts) if query.query.args.get("distinct") else _all(parts)


@dataclass(frozen=True)
class _Query:
    """A part of a model by itself, with what it may call by name."""

    query: exp.Query
    named: Mapping[str, _Query]


_Relation: TypeAlias = "str | _Query"
"""What is read from: a table or model by its name, or a part of a model."""
_INSTANT: Final = "_at"


@dataclass(frozen=True)
class _Source:
    """What a `select` reads from, and how it comes to its rows."""

    relation: _Relation
    on: exp.Expr | None = None
    """The condition of its join."""
    is_outer: bool = False
    """Whether there may be none of its rows where there are others."""


class _Scope:
    """One `select`: what its columns and its rows hang on."""

    def __init__(
        self, absent: AbsentColumns, select: exp.Select, named: Mapping[str, _Query]
    ) -> None:
        """Take the select, and the parts of its model that it may read from."""
        self._absent, self._select = absent, select
        self._sources = _sources(select, named)
        self._brings_together = any(each.side == "FULL" for each in _joins(select))

    def column(self, name: str, *, only_null: bool) -> Needed:
        """Return what a column hangs on, or the rows."""
        from sqlglot import exp

        if name == ROWS:
            return self.rows()
        written = next((e for e in self._select.expressions if e.alias_or_name == name), None)
        told = written.unalias() if written is not None else exp.column(name, table=self._star())
        if only_null:
            return self.null(told)
        return self.rows() | self.value(told) | _all(map(self.value, _groups(self._select)))

    def _star(self) -> str:
        """Return what all columns are taken of, as no column is named that is asked for."""
        stars = [each for each in self._select.expressions if each.is_star]
        (star,) = stars
        return star.table if star.text("table") else next(iter(self._sources))

    def rows(self) -> Needed:
        """Return what the rows hang on: of each source, and of the conditions that they must meet."""
        from sqlglot import exp

        where = self._select.args.get("where")
        inner = [each for each in self._sources.values() if not each.is_outer]
        both = [each for each in self._sources.values() if self._brings_together]
        met = [where.this] if isinstance(where, exp.Where) else []
        met += [each.on for each in inner if each.on is not None]
        return _all(
            self._absent.of(each.relation, ROWS, only_null=False) for each in (*inner, *both)
        ) | _all(map(self.rejecting, met))

    def value(self, told: exp.Expr) -> Needed:
        """Return what an expression hangs on."""
        from sqlglot import exp

        if isinstance(told, exp.Column):
            return self._named(told, only_null=False)
        parts = [self.value(each) for each in told.iter_expressions()]
        if isinstance(told, exp.Coalesce | exp.Least):
            if self._brings_together:
                return _all(parts)
            return NOTHING if NOTHING in parts else _all(parts)
        return _all(parts)

    def null(self, told: exp.Expr) -> Needed:
        """Return without which columns an expression is unknown, whatever else there is."""
        from sqlglot import exp

        if isinstance(told, exp.Column):
            return self._named(told, only_null=True)
        if isinstance(told, exp.Count | exp.RowNumber | exp.Is | exp.NullSafeEQ | exp.Connector):
            return NOTHING
        if isinstance(told, exp.Window):
            return self.null(told.this)
        if isinstance(told, exp.Case):
            if told.args.get("default") is not None:
                return NOTHING
            return _one_of(
                self.rejecting(e.this) | self.null(e.args["true"]) for e in told.args["ifs"]
            )
        parts = [self.null(each) for each in told.iter_expressions()]
        return _one_of(parts) if isinstance(told, exp.Coalesce | exp.Least) else _all(parts)

    def rejecting(self, condition: exp.Expr) -> Needed:
        """Return without which columns no row meets a condition."""
        from sqlglot import exp

        if isinstance(condition, exp.Paren):
            return self.rejecting(condition.this)
        if isinstance(condition, exp.And):
            return self.rejecting(condition.left) | self.rejecting(condition.right)
        if isinstance(condition, exp.Or):
            return _one_of([self.rejecting(condition.left), self.rejecting(condition.right)])
        if isinstance(condition, exp.Not) and isinstance(condition.this, exp.Is):
            return self.null(condition.this.this)
        if isinstance(condition, exp.GT) and isinstance(condition.this, exp.Count):
            return self.null(condition.this.this)
        return self.null(condition)

    def _named(self, column: exp.Column, *, only_null: bool) -> Needed:
        """Follow a column into what it is read from."""
        name = column.table or self._only_source(column.name)
        source = self._sources[name]
        found = self._absent.of(source.relation, column.name, only_null=only_null)
        if not source.is_outer or source.on is None:
            return found
        rows = self._absent.of(source.relation, ROWS, only_null=False)
        return found | rows | self._found_by(source.on, only_null=only_null)

    def _found_by(self, on: exp.Expr, *, only_null: bool) -> Needed:
        """Return what it hangs on whether the rows of an outer join are found."""
        from sqlglot import exp

        if only_null and isinstance(on, exp.NullSafeEQ):
            return NOTHING
        found = NOTHING
        for each in on.find_all(exp.Column):
            source = self._sources[each.table]
            if source.on is on:
                found |= self._absent.of(source.relation, each.name, only_null=only_null)
            else:
                found |= self._named(each, only_null=only_null)
        return found

    def _only_source(self, column: str) -> str:
        """Return the one source that a column without its name is of."""
        if len(self._sources) > 1:
            raise ValueError(f"of which table is '{column}'?")
        return next(iter(self._sources))


def _all(found: Iterable[Needed]) -> Needed:
    return NOTHING.union(*found)


def _one_of(found: Iterable[Needed]) -> Needed:
    """Return what all of several lack; nothing where one of them lacks nothing."""
    told = list(found)
    return NOTHING if NOTHING in told else _all(told)


def _joins(select: exp.Select) -> list[exp.Join]:
    return list(select.args.get("joins") or ())


def _groups(select: exp.Select) -> list[exp.Expr]:
    """Return by what a `select` groups its rows."""
    group = select.args.get("group")
    return list(group.expressions) if group else []


def _sources(select: exp.Select, named: Mapping[str, _Query]) -> dict[str, _Source]:
    """Return what a `select` reads from, by the names that it has there."""
    from sqlglot import exp

    def relation(read: exp.Expr) -> _Relation:
        if isinstance(read, exp.Subquery):
            return _Query(read.this, named)
        return named.get(read.name, read.name)

    first, joins = select.args["from_"].this, _joins(select)
    is_full = any(each.side == "FULL" for each in joins)
    on_full = next((each.args.get("on") for each in joins if each.side == "FULL"), None)
    found = {first.alias_or_name: _Source(relation(first), on_full, is_full)}
    for each in joins:
        is_outer = each.side in ("LEFT", "FULL")
        found[each.this.alias_or_name] = _Source(relation(each.this), each.args.get("on"), is_outer)
    return found


def _selects(query: exp.Query) -> list[exp.Select]:
    """Return the `select`s that a query puts under one another."""
    from sqlglot import exp

    if isinstance(query, exp.SetOperation):
        return [*_selects(query.left), *_selects(query.right)]
    assert isinstance(query, exp.Select)
    return [query]


def _query_of(relation: _Relation) -> _Query:
    return _model(relation) if isinstance(relation, str) else relation


@cache
def _model(name: str) -> _Query:
    """Return a model's last part, and the others by their names; each knows those before it."""
    query = _parsed(models()[name].text)
    named: dict[str, _Query] = {}
    for each in query.ctes:
        named[each.alias] = _Query(each.this, dict(named))
    return _Query(query, named)


@cache
def _parsed(text: str) -> exp.Query:
    from sqlglot import exp, parse_one  # late: it takes longer than many a question

    told = parse_one(text, read="duckdb")
    assert isinstance(told, exp.Query)  # models and questions are nothing else
    return told
