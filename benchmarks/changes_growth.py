"""How `changes` grows with the quarters that a community has: CPU seconds for 59 quarters and for 118.

uv run python benchmarks/changes_growth.py
"""

from __future__ import annotations

import json
import time

import numpy as np
import pandas as pd

from copmetrics.evaluation.changes import changes

INDICATORS = 60
QUARTERS = (59, 118)


def values(quarters: int) -> pd.DataFrame:
    """Make as many indicators as a report has, half of them shares, known in every quarter."""
    chance = np.random.default_rng(20261129)
    rows = []
    for quarter in pd.period_range("2005Q1", periods=quarters, freq="Q-MAR"):
        for number in range(INDICATORS):
            share, whole = number % 2 == 0, float(chance.integers(100, 300))
            part = float(chance.integers(20, 100))
            rows.append(
                {
                    "quarter": quarter,
                    "indicator": f"indicator_{number}",
                    "value": part / whole if share else part,
                    "numerator": part if share else None,
                    "denominator": whole if share else None,
                    "unit": "share" if share else "people",
                    "basis": "actual",
                    "note": "",
                }
            )
    return pd.DataFrame(rows)


def seconds(quarters: int) -> float:
    """Return the CPU seconds that the changes of so many quarters take."""
    frame = values(quarters)
    began = time.process_time()
    changes(frame)
    return time.process_time() - began


if __name__ == "__main__":
    changes(values(4))  # what is imported late is no part of it
    print(json.dumps({each: min(seconds(each) for _ in range(3)) for each in QUARTERS}))
