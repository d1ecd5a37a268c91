"""What the engine needs stays small as tables grow, and what does not fit is written where nobody else looks."""

from __future__ import annotations

import stat
from pathlib import Path

import duckdb
import pytest

import copmetrics
from copmetrics.engine import duckdb_workspace
from copmetrics.engine.duckdb_workspace import DuckdbWorkspace

pytestmark = pytest.mark.slow
EIGHT = [
    *("attendances", "events", "list_members", "list_organisations"),
    *("emails_sent", "open_rate", "click_rate"),
]


@pytest.fixture
def with_memory(monkeypatch):
    """Let every engine that is opened from now on have so much memory, and spill nothing."""

    def of(megabytes: int) -> None:
        limits = {"memory_limit": f"{megabytes}MB", "max_temp_directory_size": "0KB"}
        database = duckdb.connect(config=limits)
        monkeypatch.setattr(duckdb_workspace, "_database", lambda *_: database)

    return of


def many_times(demo, place: Path, times: int) -> dict[str, Path]:
    """The demo so many times over as Parquet, each with events, people and organisations of its own."""
    ids = ("event", "attendee", "person", "organisation", "mailing", "audience", "name")
    for name, table in demo.tables.items():
        copied = [f"{each} || '-' || copy as {each}" for each in ids if each in table.columns]
        replaced = f"replace ({', '.join(copied)})" if copied else ""
        with duckdb.connect() as engine:
            engine.register("given", table)
            engine.execute(
                f"copy (select * exclude (copy) {replaced} "
                f"from range({times}) as c(copy), given) to '{place}/{name}.parquet'"
            )
    return {name: place / f"{name}.parquet" for name in demo.tables}


def test_a_hundred_demos_need_at_most_twice_the_memory_of_fifty(demo, tmp_path, with_memory):
    # fifty are answered within 60 MB, spilling nothing, and a hundred within 120
    for times in (50, 100):
        (tmp_path / str(times)).mkdir()
        tables = many_times(demo, tmp_path / str(times), times)
        with_memory(times * 6 // 5)
        found = copmetrics.indicators(tables, settings=demo.settings, as_of=demo.as_of, only=EIGHT)
        newest = found[found["quarter"].eq(demo.quarter())].set_index("indicator")["value"]
        assert newest["attendances"] == 277 * times


def test_the_folder_for_what_does_not_fit_is_nobody_elses():
    place = Path(duckdb_workspace._spill_folder().name)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    with DuckdbWorkspace({}) as space:
        told = space.ask("select current_setting('temp_directory') as place")
    assert told["place"].item() == str(place)
