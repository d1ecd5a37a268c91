"""What a model needs is declared, and its SQL says the same."""

from __future__ import annotations

from collections.abc import Mapping

import sqlglot
from sqlglot import exp

from copmetrics.engine.models import models

ALWAYS = {"quarters", "fortnights", "rules", "words"}
"""What has rows whatever a community has."""


def without_which_none(query: exp.Expr, named: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What a query reads that must have a row for it to have one; `named` are those of a `with` above it."""
    named = dict(named)
    for each in query.find_all(exp.CTE):
        named[each.alias] = without_which_none(each.this, named)
    if isinstance(query, exp.Union):
        return without_which_none(query.this, named) & without_which_none(query.expression, named)
    if isinstance(query, exp.Subquery | exp.Table):
        inside = query.this
        if isinstance(query, exp.Table):
            return named.get(query.name, frozenset({query.name}))
        return without_which_none(inside, named)
    if not query.args.get("group") and any(map(adds_up, own_functions(query))):
        return frozenset()  # a sum of nothing is a row
    needed = without_which_none(query.args["from_"].this, named)
    for join in query.args.get("joins") or ():
        joined = without_which_none(join.this, named)
        if join.side == "FULL":
            needed &= joined
        elif not join.side:
            needed |= joined
    return needed


def own_functions(query: exp.Expr) -> list[exp.Expr]:
    return [each for each in query.find_all(exp.Func) if each.parent_select is query]


def adds_up(function: exp.Expr) -> bool:
    named = isinstance(function, exp.Anonymous) and function.name == "exact_sum"
    return (named or isinstance(function, exp.AggFunc)) and not function.find_ancestor(exp.Window)


def needed_by(text: str) -> set[str]:
    return set(without_which_none(sqlglot.parse_one(text, read="duckdb"), {})) - ALWAYS


def test_a_model_needs_what_its_sql_has_no_row_without():
    declared = {name: set(model.needs) for name, model in models().items()}
    assert declared == {name: needed_by(model.text) for name, model in models().items()}


def test_what_may_be_missing_is_not_needed():
    assert needed_by("select a.x from a left join b on a.x = b.x") == {"a"}
    assert needed_by("select a.x from a full outer join b on a.x = b.x") == set()
    assert needed_by("select x from a union all select x from b") == set()
    assert needed_by("select count(*) as n from a") == set()
    assert needed_by("select x, count(*) as n from a group by x") == {"a"}
    assert needed_by("with c as (select x from a) select c.x from c cross join b") == {"a", "b"}
