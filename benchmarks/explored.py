"""Questions of the explorer, timed one by one: run by `run.py` in a process of its own.

python benchmarks/explored.py TIMES

Each question is asked as the explorer asks it, picture included, after one that opens the engine.
Beside it, plain pandas regroups and recounts the same people from the tables.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd
from scaled import AS_OF, DEMO, copied

from copmetrics import load
from copmetrics.charts import chart_svg
from copmetrics.community.community import Community
from copmetrics.exploring import answer, question

__all__ = ["ASKED"]

ASKED = (
    ("unique_attendees", {}),
    ("unique_attendees", {"by": ("organisation",)}),
    ("unique_attendees", {"by": ("format", "activity")}),
    ("attendances", {"by": ("profession",), "where": {"format": ["online"]}}),
    ("click_rate", {"every": "mailing"}),
    ("core_people", {"by": ("profession",)}),
)


def main(times: str) -> None:
    """Ask every question and print the longest answer, and pandas' time for the second of them."""
    loaded = load(DEMO, as_of=AS_OF)
    tables = {name: copied(table, int(times)) for name, table in loaded.tables.items()}
    community = replace(loaded, tables=tables)
    asks = [partial(_ask, community, indicator, **more) for indicator, more in ASKED]
    for each in asks:
        each()
    took = {"ours": [_timed(each) for each in asks], "theirs": _timed(partial(_in_pandas, tables))}
    print(json.dumps(took))


def _ask(community: Community, indicator: str, **more: object) -> bytes:
    return chart_svg(answer(community, question(community, indicator, **more)).figure)


def _in_pandas(tables: dict[str, pd.DataFrame]) -> pd.Series:
    """Return different people by quarter and organisation, as somebody would in a notebook."""
    attendance, events = tables["attendance"], tables["events"]
    came = attendance[attendance["status"].eq("attended") & attendance["left_out"].isna()]
    held = events[~events["cancelled"].fillna(False)][["event", "starts_at"]]
    both = came.merge(held, on="event")
    local = both["starts_at"].dt.tz_convert("Europe/London").dt.tz_localize(None)
    return both.groupby([local.dt.to_period("Q-MAR"), "organisation"])["person"].nunique()


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(sys.argv[1])
