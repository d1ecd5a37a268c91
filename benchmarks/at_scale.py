"""Compute the measures from Parquet files, timed: run by `run.py` in a process of its own.

python benchmarks/at_scale.py FOLDER copmetrics|pandas|columns|all RESULT.csv

`columns` is pandas too, by somebody who reads only the columns that they need.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from measured import peak_memory
from plain_pandas import eight_measures
from scaled import AS_OF

EIGHT = (
    "attendances",
    "events",
    "list_members",
    "list_organisations",
    "emails_sent",
    "open_rate",
    "click_rate",
)
"""Seven ids: the eighth measure is the change of each."""
COLUMNS = {
    "events": ["event", "starts_at", "cancelled"],
    "attendance": ["event", "attendee", "status", "left_out"],
    "members": ["person", "organisation", "joined_at", "left_at", "left_out"],
    "mailings": [
        *("mailing", "sent_at", "recipients", "delivered", "left_out", "source_file"),
        *("opens", "unique_opens", "unique_clicks"),
    ],
}
"""What the eight are made from: nobody would open the activity file for them."""


def main(folder: str, way: str, result: str) -> None:
    """Compute one way, write the values and print what it took."""
    import duckdb  # noqa: F401  # all ways begin with everything imported
    import scipy.stats  # noqa: F401

    from copmetrics import indicators  # noqa: F401

    begun = time.perf_counter()
    paths = {each.stem: each for each in sorted(Path(folder).glob("*.parquet"))}
    frames = {}
    if way in ("pandas", "columns"):
        wanted = COLUMNS if way == "columns" else dict.fromkeys(COLUMNS)
        frames = {each: pd.read_parquet(paths[each], columns=wanted[each]) for each in wanted}
    loaded = time.perf_counter()
    values = eight_measures(frames, as_of=AS_OF) if frames else _ours(paths, way)
    done = time.perf_counter()
    values.assign(quarter=values["quarter"].astype("str")).to_csv(result, index=False)
    took = {"loading": loaded - begun, "computing": done - loaded, "memory": peak_memory()}
    print(json.dumps(took))


def _ours(tables: Mapping[str, Path], way: str) -> pd.DataFrame:
    """Return the indicators and their changes, the eight measures' or all."""
    from copmetrics import indicators
    from copmetrics.evaluation.changes import changes

    values = indicators(tables, as_of=AS_OF, only=None if way == "all" else EIGHT)
    changed = changes(values)[["quarter", "indicator", "change", "change_percent"]]
    return values.merge(changed, on=["quarter", "indicator"])


if __name__ == "__main__":
    main(*sys.argv[1:])
