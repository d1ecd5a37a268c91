"""The same files give the same bytes, however many threads meet their rows."""

from __future__ import annotations

import dataclasses
import hashlib

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import copmetrics
from copmetrics.engine import duckdb_workspace
from copmetrics.engine.duckdb_workspace import DuckdbWorkspace as Workspace
from copmetrics.engine.models import model_names

pytestmark = pytest.mark.slow


@pytest.fixture
def with_threads(monkeypatch):
    """Let every engine that is opened from now on run on so many threads."""

    def on(threads: int) -> None:
        database = duckdb.connect(config={"threads": threads})
        database.execute("set global timezone = 'UTC'")
        monkeypatch.setattr(duckdb_workspace, "_database", lambda *_: database)

    return on


def every_fact(community) -> list[str]:
    """Every fact, as text with all digits, from a new engine."""
    community = dataclasses.replace(community)
    return [community.facts(name).to_csv() for name in model_names()]


def test_one_two_and_eight_threads_find_the_same_facts_to_the_byte(demo, with_threads):
    told = []
    for threads in (1, 2, 8):
        with_threads(threads)
        told.append(every_fact(demo))
        asked = "select current_setting('threads') as threads"
        with Workspace({}) as space:
            assert space.ask(asked)["threads"].item() == threads
    assert all(each == told[0] for each in told)


def in_pieces(table: pd.DataFrame) -> pa.Table:
    """A table of many pieces, each of which a thread takes for itself."""
    whole = pa.Table.from_pandas(table, preserve_index=False)
    return pa.Table.from_batches(whole.to_batches(max_chunksize=40), whole.schema)


def test_ten_runs_give_one_digest_of_every_indicator_on_one_two_and_eight_threads(
    demo, with_threads
):
    tables = {name: in_pieces(table) for name, table in demo.tables.items()}
    digests = set()
    for threads in (1, 2, 8, 8, 8, 8, 8, 8, 8, 8):
        with_threads(threads)
        found = copmetrics.indicators(tables, settings=demo.settings, as_of=demo.as_of)
        digests.add(hashlib.sha256(found.to_csv().encode()).hexdigest())
    assert len(digests) == 1


def test_a_sum_of_parts_does_not_hang_on_the_order_of_the_rows():
    # 75 000 times 0.1 + 0.7 is 60 000; in floating point it is that only in some orders
    parts = np.resize([0.1, 1e9, 0.7, -1e9], 300_000)
    sums = set()
    for turned in (0, 1, 77_777):
        frame = pd.DataFrame({"part": np.roll(parts, turned)})
        with Workspace({"parts": frame}) as space:
            sums.add(space.ask("select exact_sum(part) as total from parts")["total"].item())
    assert sums == {60_000.0}


def test_answers_come_in_the_order_of_their_columns():
    frame = pd.DataFrame({"place": [3, 1, 2, 1], "who": ["c", "b", None, "a"]})
    with Workspace({"people": frame}) as space:
        answer = space.ask("select place, who from people")
    assert answer["place"].tolist() == [1, 1, 2, 3]
    assert answer["who"].tolist()[:2] == ["a", "b"]
