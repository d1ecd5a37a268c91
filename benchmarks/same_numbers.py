"""The two ways side by side: the run stops where a number of ours is not the one that pandas has."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

__all__ = ["assert_same"]

KEY = ["quarter", "indicator"]
COMPARED = ("value", "change", "change_percent")


def assert_same(place: Path, *, indicators: tuple[str, ...]) -> int:
    """Compare what `copmetrics.csv` and `pandas.csv` say of each quarter; return how many numbers.

    What copmetrics calls unknown, or not comparable, has no number to compare: plain pandas does not
    know that a quarter's export is missing, and says 0 or nothing. Each indicator must have some.
    """
    ours, theirs = (pd.read_csv(place / f"{way}.csv") for way in ("copmetrics", "pandas"))
    both = ours.merge(theirs, on=KEY, how="left", suffixes=("", "_pandas"), validate="1:1")
    count = 0
    for indicator in indicators:
        rows = both[both["indicator"].eq(indicator)]
        for column in COMPARED:
            known = rows[rows[column].notna()]
            wants_some = column != "change_percent" or not indicator.endswith("_rate")
            assert len(known) > 0 or not wants_some, f"no {column} of {indicator} to compare"
            np.testing.assert_allclose(
                known[column],
                known[f"{column}_pandas"],
                rtol=1e-9,
                atol=1e-12,
                err_msg=f"{column} of {indicator}",
            )
            count += len(known)
    return count
