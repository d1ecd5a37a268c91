"""A community's tables as every engine reads them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["prepared"]

_SECONDS: Final = {"event": ("starts", "ends"), "minutes": ("joined", "left")}
"""Of which instants models subtract one from another, by a column that stands beside them."""


def prepared(table: pd.DataFrame) -> pa.Table:
    """Bring a frame to what every engine reads alike: instants as UTC without a zone."""
    import pyarrow as pa  # late: `copmetrics --help` needs no tables

    columns = {name: _column(cells) for name, cells in table.items()}
    for other, instants in _SECONDS.items():
        if {f"{each}_at" for each in instants} | {other} <= columns.keys():
            for each in instants:
                seconds = _seconds(table[f"{each}_at"])
                columns[f"{each}_second"] = pa.array(seconds, from_pandas=True)
    return pa.table(columns)


def _column(cells: pd.Series) -> pa.Array:
    """Return cells as Arrow's, what is missing unknown."""
    import pyarrow as pa

    column = pa.array(cells, from_pandas=True)
    if isinstance(cells.dtype, pd.DatetimeTZDtype):
        return column.cast(pa.timestamp(cells.dtype.unit))
    return column


def _seconds(instants: pd.Series) -> np.ndarray:
    """Return instants as whole seconds since 1970: of these a computer loses nothing in subtracting."""
    moments = instants.to_numpy("datetime64[us]")
    seconds: np.ndarray = ((moments - np.datetime64(0, "us")) / np.timedelta64(1, "s")).round()
    return seconds
