"""Load Parquet tables and compute the measures, timed: run by `run.py` in a process of its own.

python benchmarks/at_scale.py FOLDER copmetrics|pandas|all RESULT.csv
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pandas as pd
from measured import peak_memory
from plain_pandas import eight_measures
from scaled import AS_OF

EIGHT = (
    "attendances", "events", "list_members", "list_organisations", "emails_sent", "open_rate",
    "click_rate",
)  # fmt: skip


def main(folder: str, way: str, result: str) -> None:
    """Compute one way, write the values and print what it took."""
    import duckdb  # noqa: F401  # both ways begin with everything imported
    import scipy.stats  # noqa: F401

    from copmetrics import indicators
    from copmetrics.changes import changes

    begun = time.perf_counter()
    tables = {path.stem: pd.read_parquet(path) for path in sorted(Path(folder).glob("*.parquet"))}
    loaded = time.perf_counter()
    if way == "pandas":
        found = eight_measures(tables, as_of=AS_OF)
        values = found[list(EIGHT)].stack().rename("value").rename_axis(["quarter", "indicator"])
        values = values.reset_index()
    else:
        values = indicators(tables, as_of=AS_OF, only=EIGHT if way == "copmetrics" else None)
        changes(values)
    done = time.perf_counter()
    values.assign(quarter=values["quarter"].astype("str")).to_csv(result, index=False)
    print(
        json.dumps({"loading": loaded - begun, "computing": done - loaded, "memory": peak_memory()})
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
