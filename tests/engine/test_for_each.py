"""SQL of one, asked for each of many: joined, counted and put in order within one of them only."""

from __future__ import annotations

import pandas as pd
import pytest

from copmetrics.engine.duckdb_workspace import DuckdbWorkspace
from copmetrics.engine.for_each import for_each
from copmetrics.engine.models import models

SOLD = pd.DataFrame(
    {
        "shop": ["a", "a", "a", "b", "b"],
        "item": ["tea", "tea", "jam", "tea", "oil"],
        "price": [2.0, 4.0, 9.0, 100.0, 50.0],
    }
)
LIKED = pd.DataFrame(
    {"shop": ["a", "b", "b"], "item": ["tea", "oil", "jam"], "by": ["x", "y", "z"]}
)
RULE = pd.DataFrame({"shop": ["a", "b"], "least": [3.0, 60.0]})


def answers(question: str) -> list[tuple[object, ...]]:
    tables = {"sold": SOLD, "liked": LIKED, "rule": RULE}
    with DuckdbWorkspace(tables, each="shop") as space:
        told = space.ask(question).astype("object")
        return list(told.where(told.notna(), None).itertuples(index=False, name=None))


def test_what_is_counted_or_put_in_order_is_of_one_shop():
    assert answers("select sum(price) as total from sold") == [("a", 15.0), ("b", 150.0)]
    assert answers("select exact_sum(price) as total from sold where item = 'tea'") == [
        ("a", 6.0),
        ("b", 100.0),
    ]
    ranked = "select item, row_number() over (order by price desc) as place from sold"
    assert answers(f"select item from ({ranked}) as r where r.place = 1") == [
        ("a", "jam"),
        ("b", "tea"),
    ]
    shares = "select item, sum(price) / sum(sum(price)) over () as part from sold group by item"
    assert answers(shares) == [
        ("a", "jam", 0.6),
        ("a", "tea", 0.4),
        ("b", "oil", 50 / 150),
        ("b", "tea", 100 / 150),
    ]


def test_what_is_joined_is_of_one_shop_whichever_way_it_is_joined():
    dear = "select s.item from sold as s cross join rule as r where s.price >= r.least"
    assert answers(dear) == [("a", "jam"), ("a", "tea"), ("b", "tea")]
    liked = "select s.item, l.by from sold as s left join liked as l on s.item = l.item"
    assert answers(f"select distinct item, by from ({liked}) as j") == [
        ("a", "jam", None),
        ("a", "tea", "x"),
        ("b", "oil", "y"),
        ("b", "tea", None),
    ]
    either = (
        "with all_sold as (select distinct item from sold) "
        "select coalesce(a.item, l.item) as item from all_sold as a "
        "full outer join liked as l on a.item = l.item"
    )
    assert answers(either) == [("a", "jam"), ("a", "tea"), ("b", "jam"), ("b", "oil"), ("b", "tea")]
    assert answers("select item from sold union select item from liked") == answers(either)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("select item from sold limit 1", "limit"),
        ("select 1 as one", "reads from nothing"),
        ("select item from sold where item in (select item from liked)", "within a condition"),
        ("select (select max(price) from sold) as m from liked", "within a condition"),
        ("select s.*, l.* from sold as s cross join liked as l", "two tables"),
        ("select s.item from sold as s right join liked as l on s.item = l.item", "right join"),
        ("select item from sold group by item having count(*) > 1", "having"),
    ],
)
def test_what_cannot_be_told_for_each_is_refused_by_its_name(question, why):
    with pytest.raises(ValueError, match=why):
        for_each(question, "shop", dialect="duckdb")


@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
def test_every_model_can_be_asked_for_each(dialect):
    for model in models().values():
        assert "shop" in for_each(model.text, "shop", dialect=dialect)
