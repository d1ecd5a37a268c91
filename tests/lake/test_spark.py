"""Spark answers as DuckDB does: every measure, by quarter and by month, of 200 communities and the demo at once."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from lakes import begin, made_up, pack_made_up, rules

import copmetrics
from copmetrics.accounts.people_once import QUESTION
from copmetrics.engine import spark_session
from copmetrics.engine.opening import Engine
from copmetrics.engine.spark_workspace import SparkWorkspace
from copmetrics.engine.stored_tables import CatalogTable
from copmetrics.errors import ChoiceError, EngineError, TableError
from copmetrics.evaluation.measure_queries import cell_keys_of, values_of
from copmetrics.evaluation.values_kept import check_kept
from copmetrics.lake import packing
from copmetrics.lake.asking import Asked, Lake, OpenLake, lake_indicators
from copmetrics.measures import ALL, MEASURES
from copmetrics.measures.attendance import ATTENDANCE, EVENTS, REPEAT_ATTENDANCE
from copmetrics.measures.base import Measure
from copmetrics.measures.retention import RETENTION
from copmetrics.schema import TABLES

pytestmark = pytest.mark.slow

pytest.importorskip("pyspark", reason="Spark is not installed: uv sync --extra spark")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java, and none is here", allow_module_level=True)

NOW = pd.Timestamp("2026-10-04 23:00", tz="UTC")
COMMUNITIES, LARGE, SMALL = 200, 20, 3
"""So many communities in the lake, of which so many are of a dozen people and so many of four; the others
are the small ones again, by each kind of rules."""


class Recorder:
    """An open engine that keeps what it was asked."""

    def __init__(self, space) -> None:
        self._space, self.asked = space, []

    def ask_once(self, question: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        self.asked.append((question, parameters))
        return self._space.ask_once(question, parameters)


@pytest.fixture(scope="module")
def lake(tmp_path_factory, demo_folder, demo_survey) -> Lake:
    place = begin(tmp_path_factory.mktemp("lakes") / "lake")
    for seed in range(COMMUNITIES):
        if seed < LARGE:
            pack_made_up(place, seed)
        elif seed < LARGE + SMALL:
            pack_made_up(place, seed, size=4, held=3)
        else:
            alike = place / f"community=made-{LARGE + (seed - LARGE) % SMALL}"
            shutil.copytree(alike, place / f"community=made-{seed}", copy_function=os.link)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "survey", lambda _: demo_survey)
        packing.pack(demo_folder, place)
    return Lake.of(place, as_of=NOW)


@pytest.fixture(scope="module")
def both(lake) -> Iterator[tuple[OpenLake, OpenLake]]:
    """The lake in both engines, every second community asked by months."""
    asked = {
        name: Asked(each.months if at % 2 and name.startswith("made") else each.quarters)
        for at, (name, each) in enumerate(lake.communities.items())
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OpenLake, "_inputs", staticmethod(handed_to_both()))
        one, other = (OpenLake(lake, asked, each) for each in (Engine.DUCKDB, Engine.SPARK))
    with one, other:
        yield one, other


def handed_to_both() -> Callable[..., Mapping[str, pd.DataFrame]]:
    """What a community's rules and quarters are as tables, made once for the two engines."""
    made, make = {}, OpenLake._inputs

    def inputs(of, *asked) -> Mapping[str, pd.DataFrame]:
        if of.folder not in made:
            made[of.folder] = make(of, *asked)
        return made[of.folder]

    return inputs


def questions(space, count: int, where: Mapping[str, Sequence[str | None]]) -> list:
    """What all measures ask by so many of their dimensions: those of one table of facts at once."""
    recorder = Recorder(space)
    for family in ALL:
        alike: dict[tuple[str, ...], list[Measure]] = {}
        for each in family:
            own = family.dimensions_of(each)
            if set(where) <= set(own) and len(own) >= count:
                alike.setdefault(own[len(own) - count :], []).append(each)
        for by, some in alike.items():
            values_of(recorder, family, some, by, where)
    return recorder.asked


@pytest.mark.parametrize(
    ("dimensions", "where"),
    [(1, {}), (2, {}), (0, {"organisation": ["Saltby", None], "profession": ["nurse"]})],
)
def test_every_measure_is_told_alike(both, dimensions, where):
    one, other = both
    asked = questions(one.space, dimensions, where)
    assert len(asked) > 5
    for question, parameters in asked:
        expected = one.space.ask_once(question, parameters)
        found = other.space.ask(question, parameters)
        # a logarithm and its like differ in the last of sixteen digits between C and Java
        pd.testing.assert_frame_equal(found, expected, rtol=1e-12)


def test_every_measure_by_itself_is_told_alike_and_how_sure_the_demos_are(both):
    one, other = (each.evaluation("acute-deterioration").indicators() for each in both)
    assert len(one) > 600
    pd.testing.assert_frame_equal(other, one, rtol=1e-12)
    asked, answered = (each._answers for each in both)  # of the demo and the 200 beside it
    assert len(answered) > 10
    for question, parts in answered.items():
        assert parts.keys() == asked[question].keys()
        found, expected = (pd.concat(each.values()) for each in (parts, asked[question]))
        pd.testing.assert_frame_equal(found, expected, rtol=1e-12)


def test_a_slip_in_a_value_that_is_kept_is_refused_alike(both):
    lines = set()
    for each in both:
        with pytest.raises(ChoiceError) as told:
            check_kept({"standing": ("newly",)}, each.values_of)
        lines.add(str(told.value))
    said = (
        "'newly' is not a value of standing here. Did you mean 'new'? Choose from: "
        "new, not named, returning."
    )
    assert lines == {said}


def test_whom_a_network_counts_is_told_alike_by_each_ones_own_secret(both):
    """Cell keys, by which each community's numbers are rounded, and the people that are counted once."""
    one, other = both
    recorder = Recorder(one.space)
    for family, measures, by in (
        (ATTENDANCE, ("attendances", "unique_attendees", "organisations_attending"), ()),
        (EVENTS, ("attendees_per_event",), ()),
        (RETENTION, ("new_attendees",), ()),
        (REPEAT_ATTENDANCE, ("return_rate",), ("cluster",)),
    ):
        cell_keys_of(recorder, family, [MEASURES[each] for each in measures], by, {})
    bounds = {"first": 0, "last": 999}
    for question, parameters in (*recorder.asked, (QUESTION, bounds)):
        expected = one.space.ask_once(question, parameters)
        assert len(expected) > COMMUNITIES
        pd.testing.assert_frame_equal(other.space.ask(question, parameters), expected)


def test_tables_in_python_by_path_and_by_name_are_told_alike(tmp_path):
    frames = made_up(1)
    for name in ("attendance", "activity", "mailings"):
        frames[name].to_parquet(tmp_path / f"{name}.parquet", coerce_timestamps="us")
    spark_session.session().sql(
        "create or replace global temp view clicks as "
        f"select * from parquet.`{tmp_path / 'activity.parquet'}`"
    )
    tables = {
        **frames,
        "attendance": tmp_path / "attendance.parquet",
        "mailings": pq.read_table(tmp_path / "mailings.parquet"),
        "activity": copmetrics.CatalogTable("global_temp.clicks"),
    }
    asked = ["attendances", "unique_openers", "open_rate", "minutes_attended"]
    told = {"settings": rules(1), "as_of": NOW, "only": asked}
    found = copmetrics.indicators(tables, engine="spark", **told)
    expected = copmetrics.indicators(frames, **told)
    assert expected["value"].notna().sum() == 8  # all four, in two quarters
    pd.testing.assert_frame_equal(found, expected, rtol=1e-12)


def test_a_row_that_is_wrong_is_pointed_at_as_duckdb_does(tmp_path):
    attendance = made_up(1)["attendance"].assign(status="came")
    attendance.to_parquet(tmp_path / "a.parquet", coerce_timestamps="us")
    lines = set()
    for engine in Engine:
        with pytest.raises(TableError) as told:
            copmetrics.indicators({"attendance": tmp_path / "a.parquet"}, engine=engine)
        lines.add(str(told.value))
    assert len(lines) == 1


def test_a_table_that_the_catalogue_does_not_know_is_named_in_one_line():
    with pytest.raises(EngineError, match=r"^Spark cannot read the table 'no.such': .*") as told:
        copmetrics.indicators({"events": copmetrics.CatalogTable("no.such")}, engine="spark")
    assert "\n" not in str(told.value)


def test_a_table_that_nothing_asks_for_is_not_read():
    # of each of twenty that would be a question to Spark
    there = pd.DataFrame({"quarter": [1, 2]})
    with SparkWorkspace({"quarters": there, "events": CatalogTable("no.such")}) as space:
        assert space.ask("select count(*) as n from quarters")["n"].item() == 2
        with pytest.raises(EngineError, match=r"^Spark cannot read the table 'events': "):
            space.ask("select count(*) as n from events")


def test_a_lake_is_asked_by_the_names_that_its_tables_have_in_a_catalogue(tmp_path):
    place = begin(tmp_path / "lake")
    for seed in (2, 3):
        pack_made_up(place, seed)
    told = {"only": ["attendances"], "by": ["organisation"], "where": {"format": ["online", None]}}
    expected = lake_indicators(Lake.of(place, as_of=NOW), **told)
    for name in TABLES:
        spark_session.session().sql(
            f"create or replace global temporary view {name} using parquet "
            f"options (path '{place}/community=*/{name}.parquet', basePath '{place}')"
        )
    elsewhere = tmp_path / "descriptions only"
    shutil.copytree(place, elsewhere, ignore=shutil.ignore_patterns("*.parquet"))
    named = Lake.of(elsewhere, as_of=NOW, catalog="global_temp")
    found = lake_indicators(named, engine=Engine.SPARK, **told)
    pd.testing.assert_frame_equal(found, expected, rtol=1e-12)


def sockets_of(process: int) -> set[str]:
    """The addresses, as the kernel writes them, at which a process listens, is heard, or speaks."""
    held = set()
    for each in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):
            held |= set(re.findall(r"socket:\[(\d+)\]", str(each.readlink())))
    found = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{process}/net/{table}").read_text().splitlines()[1:]:
            ours, theirs, inode = (line.split()[at] for at in (1, 2, 9))
            if inode in held:
                found |= {each for each in (ours, theirs) if not each.endswith(":0000")}
    return {each.split(":")[0] for each in found}


def is_loopback(address: str) -> bool:
    """`127.*`, by itself or within an address of the longer kind, or `::1`."""
    return address.endswith("7F") or address == "0" * 24 + "01000000"


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="sockets are read from Linux' /proc")
def test_spark_listens_and_speaks_to_this_computer_alone(both):
    both[1].space.ask("select count(*) as n from events_held")
    started = spark_session._spark().sparkContext
    addresses = sockets_of(started._gateway.proc.pid) | sockets_of(os.getpid())
    assert addresses
    assert [each for each in addresses if not is_loopback(each)] == []
    assert started.uiWebUrl is None
    with closing(socket.socket()) as everywhere:
        everywhere.bind(("0.0.0.0", 0))
        everywhere.listen()
        assert not all(map(is_loopback, sockets_of(os.getpid())))


def test_what_spark_cannot_answer_is_told_in_one_line_by_its_name(both):
    with pytest.raises(EngineError, match=r"^Spark cannot answer this: .*no_such_column") as told:
        both[1].space.ask("select no_such_column from attendances")
    assert "\n" not in str(told.value)
