"""Secondary suppression between indicators: what is withheld must not follow from what is shown.

A list of 12 that grows to 18 is shown as 10 and 20, which only seven joining and one leaving can make.
So further numbers are withheld, the smallest of those that tell first, until nothing follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from copmetrics.framework.withheld import ShownAs
from copmetrics.measures.base import Measure
from copmetrics.privacy.measure_relations import (
    COEFFICIENTS,
    EXACT,
    HALVES,
    OPEN,
    RELATED,
    Key,
    relations_that_hold,
)
from copmetrics.privacy.suppression_rule import NUMBERS, SuppressionRule
from copmetrics.privacy.suppression_solver import CellBounds, Constraint, uniquely_determined

__all__ = ["rows_to_withhold"]

_Row = Mapping[str, Any]


def rows_to_withhold(
    shown: pd.DataFrame, true: pd.DataFrame, measures: Mapping[str, Measure], rule: SuppressionRule
) -> set[int]:
    """Return further rows to withhold, quarter by quarter, until no withheld number follows.

    `shown` are indicators after primary suppression, `true` the same before it. Quarters are settled
    in their order: what an earlier report showed is what a later one reckons with.
    """
    indicators = _RelatedIndicators(shown, true, measures, rule)
    return {row for quarter in sorted(set(shown["quarter"])) for row in indicators.settle(quarter)}


class _RelatedIndicators:
    """The related indicators of all quarters, as shown so far and as they truly are, and their rows."""

    def __init__(
        self,
        shown: pd.DataFrame,
        true: pd.DataFrame,
        measures: Mapping[str, Measure],
        rule: SuppressionRule,
    ) -> None:
        """Keep the rows of the indicators between which anything holds."""
        self.rule, self.measures = rule, measures
        related = shown["indicator"].isin(RELATED)
        self.shown: dict[tuple[pd.Period, str], tuple[int, _Row]] = {
            (row["quarter"], row["indicator"]): (index, row)
            for index, row in zip(
                shown.index[related], shown[related].to_dict("records"), strict=True
            )
        }
        self.true = dict(zip(true.index, true.to_dict("records"), strict=True))

    def settle(self, quarter: pd.Period) -> list[int]:
        """Withhold rows of a quarter until nothing withheld in it, or before it, follows."""
        gone: list[int] = []
        while True:
            cells = {**self._cells(quarter - 1), **self._cells(quarter)}
            constraints = [
                each
                for when in (quarter - 1, quarter)
                for each in relations_that_hold(
                    when, self._true_counts(quarter - 1, quarter), self._exact(when)
                )
                if set(each.coefficients) <= set(cells)
            ]
            exposed = uniquely_determined(cells, constraints)
            row = self._withhold_nearest(exposed, constraints, cells, quarter)
            if row is None:
                return gone
            gone.append(row)

    def _cells(self, quarter: pd.Period) -> dict[Key, CellBounds]:
        """Return what a reader knows of each of a quarter's numbers."""
        cells: dict[Key, CellBounds] = {}
        for key, (index, row) in self.shown.items():
            if key[0] == quarter:
                for side, shown, true in self._sides(row, self.true[index]):
                    bounds = self._bounds(row, shown, true)
                    if bounds is not None:
                        cells[*key, side] = bounds
        return cells

    def _sides(self, row: _Row, true: _Row) -> list[tuple[str, float, float]]:
        """Return the counts of a row: a share's part and whole, a mean's whole, else its value."""
        measure = self.measures[row["indicator"]]
        if not measure.is_ratio:
            return [("value", row["value"], true["value"])]
        whole = ("whole", row["denominator"], true["denominator"])
        part = ("part", row["numerator"], true["numerator"])
        return [part, whole] if measure.is_share else [whole]

    def _bounds(self, row: _Row, shown: float, true: float) -> CellBounds | None:
        """Return what a reader knows of one number; nothing of one that is unknown."""
        is_withheld = row["status"] == ShownAs.WITHHELD
        if row["indicator"] in EXACT:
            if is_withheld:
                return CellBounds(0, None)
            return None if pd.isna(shown) else CellBounds(shown, shown)
        if pd.isna(true):
            return None
        times = 2 if row["indicator"] in HALVES else 1
        return self.rule.bounds(shown, true, is_withheld=is_withheld, times=times)

    def _true_counts(self, *quarters: pd.Period) -> dict[Key, float]:
        return {
            (*key, side): true * (2 if key[1] in HALVES else 1)
            for key, (index, row) in self.shown.items()
            if key[0] in quarters
            for side, _, true in self._sides(row, self.true[index])
            if pd.notna(true)
        }

    def _exact(self, quarter: pd.Period) -> dict[str, float]:
        """Return what is shown as it is, and so can be multiplied by."""
        return {
            key[1]: row["value"]
            for key, (_, row) in self.shown.items()
            if key[0] == quarter and key[1] in COEFFICIENTS and pd.notna(row["value"])
        }

    def _withhold_nearest(
        self,
        exposed: set[Key],
        constraints: Sequence[Constraint[Key]],
        cells: Mapping[Key, CellBounds],
        quarter: pd.Period,
    ) -> int | None:
        """Withhold the smallest number shown among those that tell, and return its row.

        Numbers that tell are in one relation with a number that follows, or in one with a number
        of such a relation, and so on; the nearest go first, and people before other things.
        """
        near = set(exposed)
        while True:
            touching = [set(each.coefficients) for each in constraints]
            reached = near.union(*(each for each in touching if each & near))
            candidates = [
                (key[1] in EXACT, cells[key].low, self.shown[key[:2]][0], key)
                for key in reached
                if key[0] == quarter and cells[key].shown and key[1] not in OPEN
            ]
            if candidates:
                *_, index, key = min(candidates)
                nothing = dict.fromkeys(NUMBERS, float("nan"))
                self.shown[key[:2]] = (
                    index,
                    {**self.shown[key[:2]][1], **nothing, "status": str(ShownAs.WITHHELD)},
                )
                return int(index)
            if reached == near:
                return None
            near = reached
