"""Primary suppression and rounding: which counts of people are few, and how the others are shown.

After the practice for NHS hospital statistics: counts from 1 to a small number are withheld, those
above it are rounded to the nearest 5, and 0 stays 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.framework.withheld import ShownAs
from copmetrics.privacy.suppression_solver import CellBounds

__all__ = ["NEAREST", "NOTE", "NUMBERS", "SuppressionRule", "withheld"]

NOTE: Final = "withheld to protect small numbers of people"
NEAREST: Final = 5
NUMBERS: Final = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class SuppressionRule:
    """How many are few, and how the others are shown."""

    small: int

    def hides(self, count: float) -> bool:
        """Whether a count of people is one to withhold: 1 to `small`."""
        return 0 < count <= self.small

    def rounded(self, count: float) -> float:
        """Return a count as it is shown: the nearest 5."""
        return float(NEAREST * int((count + NEAREST / 2) // NEAREST))

    def bounds(self, shown: float, true: float, *, is_withheld: bool, times: int = 1) -> CellBounds:
        """Return what a reader knows of a count of people: within which bounds it lies.

        `times` is 2 for a number that is known by its double, as a median is.
        """
        if is_withheld:
            if self.hides(true):
                return CellBounds(1, times * self.small, hidden=True)
            return CellBounds(times * self.small + 1 if true else 0, None)
        if shown == 0:
            return CellBounds(0, 0)
        far = times * NEAREST / 2 - 0.5 * (times % 2)
        return CellBounds(
            max(times * shown - far, times * self.small + 1),
            times * shown + far - (1 - times % 2),
        )


def withheld(values: pd.DataFrame, these: Sequence[bool] | pd.Series) -> pd.DataFrame:
    """Return indicators with further rows withheld: unknown from here on, with `c` as `status`."""
    mask = pd.Series(these, index=values.index, dtype=bool)
    return values.assign(
        **values[list(NUMBERS)].mask(mask),
        note=values["note"].mask(mask, NOTE),
        status=values["status"].mask(mask, str(ShownAs.WITHHELD)),
    )
