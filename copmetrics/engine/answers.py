"""What an engine answers, as the same pandas frame from every engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["frame_of", "frame_of_columns"]

_PLAIN: Final = frozenset(
    {"BIGINT", "BOOLEAN", "DOUBLE", "HUGEINT", "INTEGER", "TIMESTAMP", "VARCHAR"}
)
_HOLDS_UNKNOWN: Final[Mapping[str, tuple[str, object]]] = {
    "O": ("object", None),
    "b": ("object", None),
    "M": ("datetime64[us]", np.datetime64("NaT")),
}
"""Of texts, flags and instants the type that may be unknown, and what it is then; numbers are floating."""
_EXACT: Final = 2.0**53
"""As large as a whole number may be for a floating-point one to be it, and no other."""


def frame_of(answer: pa.Table) -> pd.DataFrame:
    """Return an answer as a frame: what is whole as whole numbers, and no decimals.

    Engines differ in what a sum of whole numbers is (a wide integer, a decimal without decimals), and in
    how many decimals a quotient has: the frames do not.
    """
    import pyarrow as pa

    for at, each in enumerate(answer.schema):
        if pa.types.is_decimal(each.type):
            kind = pa.int64() if each.type.scale == 0 else pa.float64()
            answer = answer.set_column(at, each.name, answer.column(at).cast(kind))
    frame: pd.DataFrame = answer.to_pandas()
    return frame


def frame_of_columns(
    kinds: Mapping[str, str], columns: Mapping[str, np.ndarray]
) -> pd.DataFrame | None:
    """Return an answer of DuckDB's in arrays as `frame_of` does one of Arrow's, which takes longer to come.

    `kinds` are the types by DuckDB's names. Nothing where one is not plain, or a number is too large.
    """
    found: dict[str, object] = {}
    for name, cells in columns.items():
        kind = kinds[name]
        if kind not in _PLAIN and not kind.startswith("DECIMAL"):
            return None
        is_whole = kind == "HUGEINT" or kind.endswith(",0)")
        if is_whole and len(cells) and np.abs(cells).max() >= _EXACT:
            return None
        found[name] = _plain(cells.astype("int64") if is_whole else cells)
    return pd.DataFrame(found)


def _plain(cells: np.ndarray) -> object:
    """Return cells as pandas has them; those that are masked are unknown."""
    kind = cells.dtype.kind
    if isinstance(cells, np.ma.MaskedArray):
        held, unknown = _HOLDS_UNKNOWN.get(kind, ("float64", np.nan))
        mask, cells = np.ma.getmaskarray(cells), np.ma.getdata(cells).astype(held)
        cells[mask] = unknown
    return pd.array(cells, dtype="str") if kind == "O" else cells
