"""A search for what adds up among the numbers that tell of people: nobody has to declare it to be found."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from copmetrics.measures import MEASURES

__all__ = ["numbers", "sums"]


def numbers(values: pd.DataFrame, *places: str) -> pd.DataFrame:
    """The numbers in indicators, a column each, a row a place; of a share its whole and two parts."""
    told = {}
    for row in values.to_dict("records"):
        measure, here = MEASURES[row["indicator"]], tuple(row[each] for each in places)
        if not measure.counted.is_personal or measure.is_median:
            continue
        if not measure.is_ratio:
            told[(*here, measure.id)] = row["value"]
            continue
        told[(*here, f"{measure.id}.whole")] = row["denominator"]
        if measure.is_share:
            told[(*here, f"{measure.id}.part")] = row["numerator"]
            told[(*here, f"{measure.id}.rest")] = row["denominator"] - row["numerator"]
    return pd.Series(told, dtype=float).unstack(-1)


def sums(exact: pd.DataFrame, *, rows: int = 20) -> list[dict[str, int]]:
    """What is equal, or a sum of two, in every row where all are known: each as what makes nought."""
    there = exact.loc[:, exact.gt(0).sum() > 3]
    equal = [
        (one, other)
        for one, other in combinations(range(there.shape[1]), 2)
        if _holds(there.to_numpy()[:, [one]] - there.to_numpy()[:, [other]], rows).all()
    ]
    named = there.columns
    alike = {other for _, other in equal}
    rest = there.drop(columns=[named[each] for each in alike])
    table = rest.to_numpy()
    found = [{named[one]: 1, named[other]: -1} for one, other in equal]
    for one, other in combinations(range(rest.shape[1]), 2):
        added = table[:, [one]] + table[:, [other]]
        for whole in _holds(added - table, rows).nonzero()[0]:
            known = ~np.isnan(added[:, 0] - table[:, whole])
            if (table[known][:, [one, other]] > 0).any(axis=0).all():
                names = (rest.columns[each] for each in (one, other, whole))
                found.append(dict(zip(names, (1, 1, -1), strict=True)))
    return found


def _holds(differences: np.ndarray, rows: int) -> np.ndarray:
    """Whether each column is nought wherever it is known, in so many rows at least."""
    known = ~np.isnan(differences)
    return ((differences == 0) | ~known).all(axis=0) & (known.sum(axis=0) >= rows)
