"""What an engine answers, as the same pandas frame from every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["frame_of"]


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
