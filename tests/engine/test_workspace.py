"""Workspaces of one process share a database, and nothing else."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest

from copmetrics.engine import duckdb_workspace
from copmetrics.engine.duckdb_workspace import DuckdbWorkspace as Workspace

TOTAL = "select sum(n) as total from rows_of"


def of(*numbers: int) -> Workspace:
    return Workspace({"rows_of": pd.DataFrame({"n": numbers})})


def total(space: Workspace) -> int:
    return int(space.ask(TOTAL)["total"].item())


def test_a_workspace_sees_nothing_of_another_and_outlives_it():
    with of(1, 2) as one:
        with of(30, 40) as other, Workspace({"theirs": pd.DataFrame({"n": [5]})}):
            assert (total(one), total(other)) == (3, 70)
            with pytest.raises(duckdb.CatalogException, match="theirs"):
                one.ask("select * from theirs")
        assert total(one) == 3


def test_record_keys_hang_on_the_secret_of_their_own_workspace():
    rows = {"people": pd.DataFrame({"person": ["p1"]})}
    asked = "select record_key(person) as key from people"
    with Workspace(rows, secret="a1") as one, Workspace(rows, secret="b2") as other:
        first, second = (space.ask(asked)["key"].item() for space in (one, other))
        assert first != second
        assert one.ask(asked)["key"].item() == first


def test_few_rows_are_asked_by_one_thread_and_many_by_those_there_are(monkeypatch):
    threads = "select current_setting('threads') as threads"
    usual = duckdb.connect().execute(threads).fetchall()[0][0]
    with of(1, 2) as few:
        assert few.ask(threads)["threads"].item() == 1
    monkeypatch.setattr(duckdb_workspace, "_SMALL", 2)
    with of(1, 2) as many:
        assert many.ask(threads)["threads"].item() == usual
