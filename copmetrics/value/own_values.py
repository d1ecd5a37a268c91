"""The values of a community's own indicators by quarter: its readings; without one, unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from copmetrics.framework.basis import Basis
from copmetrics.framework.own_indicators import ReadingStatus
from copmetrics.measures.base import Measure
from copmetrics.quarters import Calendar, parse

__all__ = ["own_values"]


def own_values(
    readings: pd.DataFrame,
    measures: Sequence[Measure],
    quarters: pd.PeriodIndex,
    *,
    calendar: Calendar,
    over: Mapping[pd.Period, bool],
) -> pd.DataFrame:
    """Return one row per quarter and own indicator, as `evaluation.indicators` has them.

    A provisional reading is an estimate, one of a quarter that is not over is so far, and a
    quarter without a reading is unknown.
    """
    found = {
        (parse(row["quarter"], calendar), row["indicator"]): row
        for row in readings.to_dict("records")
    }
    rows = [
        _value(quarter, measure, found.get((quarter, measure.id)), over.get(quarter, True))
        for quarter in quarters
        for measure in measures
    ]
    return pd.DataFrame(rows).assign(machine_opens=pd.Series(pd.NA, range(len(rows)), dtype="str"))


def _value(
    quarter: pd.Period, measure: Measure, row: Mapping[str, object] | None, over: bool
) -> dict[str, object]:
    found: dict[str, object] = {
        "quarter": quarter,
        "indicator": measure.id,
        "value": float("nan"),
        "numerator": float("nan"),
        "denominator": float("nan"),
        "unit": measure.unit.id,
        "basis": str(Basis.UNKNOWN),
        "note": "no reading for this quarter",
    }
    if row is None:
        return found
    provisional = row["status"] == ReadingStatus.PROVISIONAL
    basis = Basis.SO_FAR if not over else Basis.ESTIMATE if provisional else Basis.ACTUAL
    note = "the quarter is not over" if not over else "a provisional reading" if provisional else ""
    parts = {each: row[each] for each in ("value", "numerator", "denominator")}
    return found | parts | {"basis": str(basis), "note": note}
