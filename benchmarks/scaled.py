"""The demo community many times over: the same quarters, other people, events and mailings.

    python benchmarks/scaled.py FOLDER 1000            # a thousand demos
    python benchmarks/scaled.py FOLDER nation 50       # 50 million lines of activity, and the rest beside it

Parquet is written in pieces as the engine makes it: no table is ever in memory as a whole.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from copmetrics.community.community import load

__all__ = ["AS_OF", "DEMO", "copied", "write_nation", "write_tables"]

DEMO = Path(__file__).parent.parent / "data" / "acute-deterioration"
AS_OF = pd.Timestamp("2026-10-05", tz="UTC")
IDS = ("event", "attendee", "person", "organisation", "mailing", "audience", "name", "source_file")
"""What tells the copies apart; `name` is that of whom the community wants to reach."""


def write_tables(place: Path, *, times: int) -> dict[str, int]:
    """Write the demo's tables `times` over as Parquet; return how many rows each has.

    Every copy has people, organisations, events, mailings and files of its own.
    """
    tables = load(DEMO, as_of=AS_OF).tables
    return {name: _written(place, name, table, times) for name, table in tables.items()}


def write_nation(place: Path, *, millions: int) -> dict[str, int]:
    """Write one community of so many million lines of activity as Parquet; return how many rows.

    To a million of them come 100,000 attendances and 40,000 members: a few mailings, each to many of
    the members, events of the demo's size, and a third of the members who ever came to one.
    """
    tables = load(DEMO, as_of=AS_OF).tables
    wanted = {
        "activity": 1_000_000,
        "members": 40_000,
        "attendance": 100_000,
        "events": 2_280,
        "feedback": 2_000,
        "mailings": 1_000,
        "targets": 22,
    }
    copies = {name: -(-rows * millions // len(tables[name])) for name, rows in wanted.items()}
    turns = {"mailing": copies["mailings"], "person": copies["members"]}
    return {name: _written(place, name, tables[name], copies[name], turns=turns) for name in wanted}


def copied(table: pd.DataFrame, times: int) -> pd.DataFrame:
    """Return a table `times` over, each copy with people, events and mailings of its own."""
    whole = pd.concat([table] * times, ignore_index=True)
    suffix = pd.Series(np.repeat(np.arange(times), len(table)).astype("str"), dtype="str")
    ids = {name: whole[name] + "-" + suffix for name in IDS if name in whole}
    return whole.assign(**ids)


def _written(
    place: Path,
    name: str,
    table: pd.DataFrame,
    times: int,
    *,
    turns: Mapping[str, int] | None = None,
) -> int:
    """Write a table `times` over; an id of which there are fewer begins anew after so many (`turns`)."""
    counts = {each: (turns or {}).get(each, times) for each in IDS if each in table}
    ids = [f"{each} || '-' || (copy % {count}) as {each}" for each, count in counts.items()]
    made = f"select * replace ({', '.join(ids)}) from range({times}) as c(copy), given"
    with duckdb.connect(config={"memory_limit": "2GB", "temp_directory": str(place)}) as engine:
        engine.register("given", table)
        engine.execute(f"copy (select * exclude (copy) from ({made})) to '{place}/{name}.parquet'")
    return times * len(table)


if __name__ == "__main__":
    folder, *size = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    nation = size[0] == "nation"
    print(
        write_nation(Path(folder), millions=int(size[1]))
        if nation
        else write_tables(Path(folder), times=int(size[0]))
    )
