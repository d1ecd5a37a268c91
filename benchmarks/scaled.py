"""The demo community many times over: the same quarters, other people, events and mailings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from copmetrics.community.community import load

__all__ = ["AS_OF", "DEMO", "copied", "write_tables"]

DEMO = Path(__file__).parent.parent / "data" / "acute-deterioration"
AS_OF = pd.Timestamp("2026-10-05", tz="UTC")
IDS = ("event", "attendee", "person", "organisation", "mailing", "audience", "name", "source_file")
"""What tells the copies apart; `name` is that of whom the community wants to reach."""


def write_tables(place: Path, *, times: int) -> dict[str, int]:
    """Write the demo's tables `times` over as Parquet; return how many rows each has.

    Every copy has people, organisations, events, mailings and files of its own.
    """
    rows = {}
    for name, table in load(DEMO, as_of=AS_OF).tables.items():
        whole = copied(table, times)
        whole.to_parquet(place / f"{name}.parquet", index=False)
        rows[name] = len(whole)
    return rows


def copied(table: pd.DataFrame, times: int) -> pd.DataFrame:
    """Return a table `times` over, each copy with people, events and mailings of its own."""
    whole = pd.concat([table] * times, ignore_index=True)
    suffix = pd.Series(np.repeat(np.arange(times), len(table)).astype("str"), dtype="str")
    ids = {name: whole[name] + "-" + suffix for name in IDS if name in whole}
    return whole.assign(**ids)
