"""What has no row is made once for communities of the same columns, and answers are as they were without."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
from building import YEAR, attendance, community, events, mailings
from pandas.testing import assert_frame_equal

from copmetrics.engine import duckdb_workspace
from copmetrics.engine.answers import frame_of_columns
from copmetrics.engine.duckdb_workspace import DuckdbWorkspace
from copmetrics.engine.models import models
from copmetrics.evaluation.indicators import Evaluation

TALK = {"events": events(talk="2024-05-14 13:00"), "attendance": attendance(("talk", "asha"))}
EMAIL = {"mailings": mailings({"sent_at": "2024-05-20 09:00", "recipients": 40})}


def all_models(of: Evaluation) -> dict[str, pd.DataFrame]:
    with of:
        return {name: of.ask(f"select * from {name}") for name in models()}


def made_by(workspace: DuckdbWorkspace) -> set[str]:
    """The models that a workspace made itself."""
    tables = "select table_name from duckdb_tables() where temporary"
    return set(workspace.ask(tables)["table_name"]) & set(models())


def test_a_communitys_rows_are_its_own_before_and_after_one_without_any():
    for tables, sent in ((TALK, 0), ({**TALK, **EMAIL}, 1), (TALK, 0)):
        with community(tables, YEAR).evaluation as asked:
            counts = asked.ask("select count(*) as sent from mailings_latest")
            assert counts["sent"].item() == sent
            assert asked.ask("select count(*) as came from attendances")["came"].item() == 1


def test_what_follows_from_a_table_without_rows_is_not_made_a_second_time():
    for _ in range(2):
        with community(TALK, YEAR).evaluation as asked:
            asked.indicators()
            made = made_by(asked._space)
    assert {"event_people", "numbered_levels"} <= made
    assert not made & {"mailing_lines", "mailings_latest", "recipient_engagement", "agenda_items"}


def test_every_model_is_the_same_as_when_all_are_made(monkeypatch):
    talks = community({**TALK, **EMAIL}, YEAR)
    told = all_models(talks.evaluation)
    monkeypatch.setattr(duckdb_workspace, "columns_of", lambda _: None)
    anew = all_models(dataclasses.replace(talks).evaluation)
    for name, frame in told.items():
        assert_frame_equal(frame, anew[name], obj=name)


def test_an_answer_in_arrays_is_the_frame_that_arrow_gives(monkeypatch):
    # of each type a column whose cells are all known, and one in which some are not, or none is
    question = """
        select n, cast(n as bigint) as b, n / 2.0 as d, n = 1 as f, 'x' || n as t,
            timestamp '2024-05-14 13:00' + interval 1 day * n as m, sum(n) over () as s,
            cast(n as decimal(18, 0)) as w, cast(n as decimal(9, 2)) as c,
            nullif(n, 1) as n_, nullif(cast(n as bigint), 1) as b_, nullif(n / 2.0, 0.5) as d_,
            nullif(n = 1, true) as f_, nullif('x' || n, 'x1') as t_, cast(null as varchar) as none,
            case when n > 1 then timestamp '2024-05-14 13:00' end as m_,
            sum(case when n > 1 then n end) over (partition by n) as s_,
            nullif(cast(n as decimal(9, 2)), 1) as c_
        from rows_of
    """
    with DuckdbWorkspace({"rows_of": pd.DataFrame({"n": np.array([1, 2, 3], "int32")})}) as space:
        in_arrays = [space.ask(question), space.ask(f"select * from ({question}) where n > 9")]
        monkeypatch.setattr(duckdb_workspace, "frame_of_columns", lambda *_: None)
        assert_frame_equal(in_arrays[0], space.ask(question))
        by_arrow = space.ask(f"select * from ({question}) where n > 9")
        assert_frame_equal(in_arrays[1], by_arrow, check_dtype=False)


def test_a_whole_number_that_a_floating_point_one_cannot_be_comes_another_way():
    kinds = {"n": "HUGEINT"}
    assert frame_of_columns(kinds, {"n": np.array([2.0**53])}) is None
    with DuckdbWorkspace({"rows_of": pd.DataFrame({"n": [2**53, 1]})}) as space:
        assert space.ask("select sum(n) as total from rows_of")["total"].item() == 2**53 + 1
