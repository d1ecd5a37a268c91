"""No sum hangs on the order in which threads meet the rows: what is added up is whole, or in fixed point."""

from __future__ import annotations

import re

import duckdb
import pandas as pd
import pytest
import sqlglot
from sqlglot import exp

from copmetrics.engine.duckdb_workspace import DuckdbWorkspace
from copmetrics.engine.models import Model, models
from copmetrics.evaluation.coverage import covered
from copmetrics.evaluation.engine_inputs import inputs
from copmetrics.measures import ALL
from copmetrics.schema import TABLES
from copmetrics.settings import Settings

NOW = pd.Timestamp("2026-10-05", tz="UTC")
OF_FLOATS = re.compile(r"\b(avg|mean|stddev|var|corr|covar|regr|product|skewness|kurtosis)\w*\(")
"""Aggregates that add up floating-point numbers, whatever they are given."""


class OfWhole(DuckdbWorkspace):
    """A workspace in which only what has bits of its own can be added up: whole numbers have, others have not."""

    def _text(self, text: str) -> str:
        tree = sqlglot.parse_one(text, read="duckdb")
        for each in tree.find_all(exp.Sum):
            part = each.this
            if not (isinstance(part, exp.Cast) and part.to.is_type("decimal")):
                each.set("this", exp.BitwiseAnd(this=exp.paren(part), expression=exp.paren(part)))
        return tree.sql("duckdb", normalize_functions=False)

    def _is_there(self, model: Model) -> bool:
        return False  # what has no row is made all the same, so that the engine types its sums


@pytest.fixture
def space():
    """Every table with nothing in it: what is added up is known by its type."""
    tables = {name: table.empty() for name, table in TABLES.items()}
    exports = pd.DataFrame({"audience": [], "exported_at": pd.to_datetime([], utc=True)})
    coverage = covered(tables, Settings(), exports)
    quarters = pd.period_range("2026Q1", "2026Q4", freq="Q-MAR")
    with OfWhole({**tables, **inputs(Settings(), quarters, NOW, coverage=coverage)}) as space:
        yield space


def test_models_add_up_nothing_but_whole_numbers_and_fixed_point(space):
    for name, model in models().items():
        assert not OF_FLOATS.search(model.text), name
        space.ask(f"select * from {name}")


def test_measures_add_up_nothing_but_whole_numbers_and_fixed_point(space):
    told: dict[str, list[str]] = {}
    for family in ALL:
        for measure in family:
            finer = (
                family.parts if family.parts and measure.id not in family.parts.lacks else family
            )
            asked = (measure.expression, measure.numerator, measure.denominator, measure.people)
            for each in filter(None, asked):
                assert not OF_FLOATS.search(each), measure.id
                for fact in {family.fact, finer.fact}:
                    told.setdefault(fact, []).append(each)
    for fact, expressions in told.items():
        columns = (f"{each} as told{place}" for place, each in enumerate(expressions))
        space.ask(f"select quarter, {', '.join(columns)} from {fact} group by quarter")


def test_a_sum_of_floating_point_numbers_is_found(space):
    with pytest.raises(duckdb.BinderException, match="DOUBLE"):
        space.ask("select sum(minutes) as stayed from attendances")
