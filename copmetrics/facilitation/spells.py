"""Who is on the mailing list at a moment, and who joined it since a day."""

from __future__ import annotations

import pandas as pd

__all__ = ["joined_since", "left_before", "on_list"]


def on_list(members: pd.DataFrame, *, until: pd.Timestamp) -> pd.DataFrame:
    """Return one row a person who is on the list: joined before `until` and not left before it."""
    counted = members[members["left_out"].isna()]
    there = counted[
        (counted["joined_at"] < until) & (counted["left_at"].isna() | (counted["left_at"] >= until))
    ]
    return there.sort_values("joined_at", kind="stable").drop_duplicates("person", keep="last")


def joined_since(
    members: pd.DataFrame, *, since: pd.Timestamp, until: pd.Timestamp
) -> pd.DataFrame:
    """Return who joined from `since` to just before `until` and is on the list still."""
    there = on_list(members, until=until)
    return there[there["joined_at"] >= since].sort_values("joined_at", kind="stable")


def left_before(members: pd.DataFrame, *, until: pd.Timestamp) -> pd.DataFrame:
    """Return `person`, `left_at` and `how_left` of those who were on the list and are not now."""
    there = on_list(members, until=until)["person"]
    gone = members[
        members["left_out"].isna() & (members["left_at"] < until) & ~members["person"].isin(there)
    ]
    last = gone.sort_values("left_at", kind="stable").drop_duplicates("person", keep="last")
    return last[["person", "left_at", "how_left"]]
