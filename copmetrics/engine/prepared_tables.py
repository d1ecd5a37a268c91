"""A community's tables as every engine reads them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["prepared"]


def prepared(table: pd.DataFrame) -> pa.Table:
    """Bring a frame to what every engine reads alike: instants as UTC without a zone."""
    import pyarrow as pa  # late: `copmetrics --help` needs no tables

    instants = table.select_dtypes("datetimetz").columns
    ready = table.assign(**{each: table[each].dt.tz_localize(None) for each in instants})
    if {"event", "starts_at", "ends_at"} <= set(table.columns):
        ready = ready.assign(
            starts_second=_seconds(ready["starts_at"]), ends_second=_seconds(ready["ends_at"])
        )
    if {"joined_at", "left_at", "minutes"} <= set(table.columns):
        ready = ready.assign(
            joined_second=_seconds(ready["joined_at"]), left_second=_seconds(ready["left_at"])
        )
    return pa.Table.from_pandas(ready, preserve_index=False)


def _seconds(instants: pd.Series) -> pd.Series:
    """Return instants as whole seconds since 1970: of these a computer loses nothing in subtracting."""
    return ((instants - pd.Timestamp(0)) / pd.Timedelta(seconds=1)).round()
