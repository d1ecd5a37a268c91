"""A question asked of one community, asked of each of many at once.

The models know nothing of communities: their SQL is of one. `for_each` gives the same SQL of tables that hold
many, told apart by one column: whatever is read, joined, counted or put in order stays within one of them. So
there is one text of models and measures, and a lake is asked in as many questions as a folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlglot import exp

__all__ = ["for_each"]

SUMS: Final = ("exact_sum",)
"""What adds up rows, of what the engines declare beside their own functions."""
TOLD_WHOSE: Final = ("record_key",)
"""What is another for each, of what the engines declare: its second argument is whose the row is."""


@lru_cache(maxsize=1000)
def for_each(text: str, key: str, *, dialect: str) -> str:
    """Return a SQL text that answers for each value of a column what the given one answers for one.

    Each text is read once: of small communities that takes longer than asking it.

    The column comes first in the answer. What cannot be told for each is a `ValueError` that names it.
    A count of nothing has no row: of which key should it be?
    """
    import sqlglot
    from sqlglot import exp

    tree = sqlglot.parse_one(text, read=dialect)
    for select in list(tree.find_all(exp.Select)):
        _refuse(select)
        _keyed(select, key)
    return tree.sql(dialect, normalize_functions=False)


def _keyed(select: exp.Select, key: str) -> None:
    """Let one `select` read, join and group within one value of the key, and hand the key on."""
    from sqlglot import exp

    first, *others = _sources(select)
    own: exp.Expr = exp.column(key, table=first)
    for join, name in zip(select.args.get("joins") or (), others, strict=True):
        alike = exp.EQ(this=exp.column(key, table=first), expression=exp.column(key, table=name))
        join.set("kind", None if join.args.get("kind") == "CROSS" else join.args.get("kind"))
        join.on(alike, copy=False)
        if join.side == "FULL":
            own = exp.func("coalesce", own, exp.column(key, table=name))
    for call in _own_parts(select, exp.Anonymous):
        if call.name.lower() in TOLD_WHOSE:
            call.append("expressions", own.copy())
    for window in _own_parts(select, exp.Window):
        window.set("partition_by", [*(window.args.get("partition_by") or ()), own.copy()])
    if select.args.get("group") or any(_adds_up(each) for each in _own_parts(select, exp.Func)):
        select.group_by(own.copy(), copy=False)
    if not any(each.is_star for each in select.expressions):
        select.set("expressions", [exp.alias_(own, key), *select.expressions])


def _sources(select: exp.Select) -> list[str]:
    """Return the names by which a `select` calls what it reads."""
    read = [select.args["from_"].this, *(each.this for each in select.args.get("joins") or ())]
    return [each.alias_or_name for each in read]


def _own_parts(select: exp.Select, kind: type[exp.Expr]) -> Iterator[exp.Expr]:
    """Go through the parts of a kind that stand in a `select` itself, and in none within it."""
    from sqlglot import exp

    inside = (each for each in select.find_all(kind) if each.find_ancestor(exp.Select) is select)
    yield from list(inside)


def _adds_up(part: exp.Expr) -> bool:
    """Whether a function makes one row of many."""
    from sqlglot import exp

    if isinstance(part.parent, exp.Window) and part.arg_key == "this":
        return False
    return isinstance(part, exp.AggFunc) or part.name.lower() in SUMS


def _refuse(select: exp.Select) -> None:
    """Raise a `ValueError` where a `select` has what cannot be told for each."""
    from sqlglot import exp

    if not select.args.get("from_"):
        raise ValueError("a select that reads from nothing")
    for part in ("limit", "offset", "qualify", "having"):
        if select.args.get(part):
            raise ValueError(f"'{part}'")
    joins = select.args.get("joins") or ()
    if any(each.side == "RIGHT" or each.args.get("using") for each in joins):
        raise ValueError("a right join, or one by 'using'")
    if any(each.side == "FULL" for each in joins) and len(joins) > 1:
        raise ValueError("a full join beside another")
    if any(each.is_star for each in select.expressions) and len(select.expressions) > 1:
        stars = [each for each in select.expressions if each.is_star]
        if len(stars) > 1:
            raise ValueError("the columns of two tables by '*'")
    if select.parent is not None and not isinstance(
        select.parent, exp.CTE | exp.Subquery | exp.SetOperation
    ):
        raise ValueError("a select within a condition")
    if isinstance(select.parent, exp.Subquery) and not isinstance(
        select.parent.parent, exp.From | exp.Join
    ):
        raise ValueError("a select within a condition")
